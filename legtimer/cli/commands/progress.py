"""``legtimer progress``: what has come of training."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from legtimer.app.dates import here_and_now
from legtimer.cli.arguments import Parser, add_json
from legtimer.cli.history_access import history_exists, open_history
from legtimer.cli.output import complain, print_json, quoted, terminal_columns
from legtimer.cli.settings import load_settings

if TYPE_CHECKING:
    from datetime import date

    from legtimer.history.progress import TrainingProgress

_WIDTH = 80
_WEEKS = 52
_COLUMNS = (
    *("day", "exercise", "sets", "reps", "seconds", "volume_kg", "load_kg", "load_reps"),
    *("most_reps", "longest_seconds", "farthest_m", "one_rep_max_kg"),
)


def add_arguments(command: Parser) -> None:
    command.add_argument(
        "name", nargs="?", metavar="NAME", help="an exercise or a workout, for all of its sessions"
    )
    add_json(command)
    command.add_argument(
        "--csv", action="store_true", help="print a row for each exercise of each session"
    )


def run(options: argparse.Namespace) -> int:
    """Print it; 0 if there was something to print."""
    from legtimer.core.exercise import LoadUnit
    from legtimer.history.progress import TrainingProgress, training_progress

    today = here_and_now().date()
    found: TrainingProgress | None = TrainingProgress({}, {}, {})
    if history_exists():
        found = None
        with open_history() as store:
            found = training_progress(store)
    if found is None:
        return 1
    unit = LoadUnit(load_settings(options).screen.units)
    if options.name is not None:
        found = _only(found, options.name)
        if found is None:
            return 2
    if options.json:
        print_json("progress/1", progress_json(found, today))
    elif options.csv:
        _print_csv(found)
    else:
        from legtimer.app import progress_text as text

        width = terminal_columns() or _WIDTH
        if options.name is None:
            rows = text.overview_rows(found, today, width, unit)
        elif found.exercises:
            rows = text.exercise_rows(next(iter(found.exercises.values())), width, unit)
        else:
            rows = text.workout_rows(next(iter(found.workouts.values())), width)
        print("\n".join(rows))
    return 0


def _only(found: TrainingProgress, name: str) -> TrainingProgress | None:
    """What there is of one exercise or workout; None, and a word about it, for an unknown one."""
    from legtimer.files.closest_word import closest_word
    from legtimer.files.exercises.library import open_library
    from legtimer.history.progress import TrainingProgress

    same = open_library().exercise_id
    for known, days in found.exercises.items():
        if same(known) == same(name):
            return TrainingProgress({known: days}, {}, {})
    for known, sessions in found.workouts.items():
        if known.casefold() == name.casefold():
            return TrainingProgress({}, {known: sessions}, {})
    near = closest_word(name, [*found.exercises, *found.workouts])
    hint = f"; did you mean {quoted(near)}?" if near else ""
    complain(f"{quoted(name)} is no exercise with figures and no workout of the history{hint}")
    return None


def progress_json(found: TrainingProgress, today: date) -> dict[str, Any]:
    """All of it in the shape ``legtimer.progress/1`` (see docs/json.md); ms, grams and mm."""
    from legtimer.history.progress import recent_weeks

    return {
        "weeks": [
            {"monday": str(monday), "sessions": week.sessions, "ms": week.ms}
            for monday, week in recent_weeks(found.days, today, _WEEKS)
        ],
        "days": [
            {"day": str(day), "sessions": one.sessions, "ms": one.ms}
            for day, one in found.days.items()
        ],
        "exercises": {
            name: [{**one._asdict(), "day": str(one.day)} for one in days]
            for name, days in found.exercises.items()
        },
        "workouts": {
            name: [{**one._asdict(), "day": str(one.day)} for one in sessions]
            for name, sessions in found.workouts.items()
        },
    }


def _print_csv(found: TrainingProgress) -> None:
    import csv
    import sys

    from legtimer.core.exercise import GRAMS, LoadUnit

    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(_COLUMNS)
    kilo = GRAMS[LoadUnit.KG]
    rows = [(one.day, name, one) for name, days in found.exercises.items() for one in days]
    for day, name, one in sorted(rows, key=lambda row: row[:2]):
        work = (one.sets, one.reps, one.ms / 1000, one.volume / kilo)
        best = (one.load / kilo, one.load_reps, one.most_reps, one.longest / 1000)
        more = (one.farthest / 1000, round(one.one_rep_max / kilo, 1))
        table.writerow((day, name, *work, *best, *more))
