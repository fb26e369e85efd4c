"""``legtimer log``: note a session that was done without legtimer."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from legtimer import __version__
from legtimer.cli.arguments import Parser, add_rounds_and_level
from legtimer.cli.find_session import unknown_name
from legtimer.cli.history_access import history_exists, now_ms, open_history
from legtimer.cli.load import chosen_ranges
from legtimer.cli.output import complain
from legtimer.cli.session_text import session_lines
from legtimer.cli.settings import personal_of
from legtimer.core import notation
from legtimer.core.exercise import Amount, OpenLoad, Unit
from legtimer.core.notation import NotUnderstood
from legtimer.core.scoring import Figures, InvalidScore
from legtimer.core.steps import Phase
from legtimer.core.workout import Plan, Workout, expand
from legtimer.files.printable import printable
from legtimer.files.workouts.catalogue import read_catalogue
from legtimer.files.workouts.reader import read_workout
from legtimer.history.corrections import InvalidCorrection, parse_effort, parse_note
from legtimer.history.date_entry import FORMS, InvalidDate, parse_beginning
from legtimer.history.fingerprint import block_path, fingerprint, scored_steps
from legtimer.history.impossible_scores import impossible_score
from legtimer.history.session_list import workout_names
from legtimer.history.session_record import (
    Header,
    ScoreResult,
    SessionRecord,
    SessionStatus,
    SetResult,
)

if TYPE_CHECKING:
    from legtimer.history.store import Store


_COUNTED: Final = frozenset({Unit.REPS, Unit.DISTANCE, Unit.ENERGY})


def add_arguments(command: Parser) -> None:
    command.description = (
        "Note a session that was done without legtimer. What is not given is not\nwritten down."
    )
    command.epilog = (
        "examples:\n"
        "  legtimer log Legs --at yesterday --length 45:00 --effort 8\n"
        '  legtimer log Legs --at "2026-03-14 18:30" --set "5,5,3 Squat @ 100 kg"\n'
        '  legtimer log leg-amrap --score "7 + 23"\n'
        '  legtimer log "Hill run" --new --length 1:05:00 --note "wet"'
    )
    command.add_argument("workout", metavar="NAME", help="the workout's name, or its file's")
    command.add_argument("--at", metavar="DATE", default="", help=f"when: {FORMS} (now)")
    command.add_argument("--length", metavar="TIME", default="0s", help="how long it took: 45:00")
    command.add_argument(
        "--set",
        dest="lines",
        action="append",
        default=[],
        metavar="LINE",
        help='a set as in a workout: "5 Squat @ 100 kg", several: "5,5,3 Squat @ 100 kg"; as often '
        "as there are exercises",
    )
    command.add_argument(
        "--score",
        dest="scores",
        action="append",
        default=[],
        metavar="SCORE",
        help='the score of its scored block: "7 + 23", 8:41; of several, in their order',
    )
    add_rounds_and_level(command)
    command.add_argument("--effort", metavar="N", default="none", help="effort, 1 to 10")
    command.add_argument("--note", metavar="TEXT", default="", help="how it was")
    command.add_argument("--new", action="store_true", help="no workout has this name yet")


class _InvalidLog(Exception):
    """Something that was typed makes no sense; the text says what and why."""


def run(options: argparse.Namespace) -> int:
    """Write it down; 0 if that was possible, else 2."""
    with open_history() as store:
        try:
            record = _record(store, options)
        except (_InvalidLog, InvalidCorrection, InvalidDate) as problem:
            complain(str(problem))
            return 2
        store.insert(record)
        for line in session_lines(record, ()):
            print(line)
        return 0
    return 2


def _record(store: Store, options: argparse.Namespace) -> SessionRecord:
    name, text, workout = _workout(store, options)
    choices = _choices(workout, options)
    now = now_ms()
    was = datetime.fromtimestamp(now // 60_000 * 60)
    began_at, utc_offset = parse_beginning(options.at or "today", was, now)
    try:
        length = notation.duration(notation.decimal_point(options.length))
    except NotUnderstood as problem:
        raise _InvalidLog(f"--length {printable(options.length, 60)}: {problem}") from None
    header = Header(
        uid=os.urandom(16).hex(),
        workout=name,
        origin="",
        text=text,
        choices=choices,
        swaps=frozenset(),
        began_at=began_at,
        utc_offset=utc_offset,
        version=__version__,
        status=SessionStatus.DONE,
        elapsed=length,
        ended=length,
        complete=True,
        effort=parse_effort(options.effort),
        note=parse_note(options.note),
    )
    plan = None if workout is None else expand(workout, choices)
    sets, scores = tuple(_sets(options.lines)), tuple(_scores(plan, options.scores))
    return SessionRecord(header=header, journal=(), sets=sets, scores=scores)


def _workout(store: Store, options: argparse.Namespace) -> tuple[str, str, Workout | None]:
    """The name of a workout, its text and what it is, if there is a file of it."""
    wanted = " ".join(options.workout.split())
    if not wanted:
        raise _InvalidLog("the session needs a name")
    files: dict[str, tuple[str, Workout]] = {}
    file_names: dict[str, str] = {}
    for file, reading in read_catalogue(personal_of(options)):
        if reading.workout is not None:
            files.setdefault(reading.workout.name, (reading.text, reading.workout))
            file_names[file.name.casefold()] = reading.workout.name
    trained = workout_names(store) if history_exists() else []
    named = {name.casefold(): name for name in (*reversed(trained), *reversed(files))}
    found = {**file_names, **named}.get(wanted.casefold())
    if found is None and not options.new:
        missing = unknown_name("there is no workout called", options.workout, (*files, *trained))
        raise _InvalidLog(f"{missing}; --new notes it under this name")
    name = wanted if found is None else found
    return (name, *files.get(name, ("", None)))


def _choices(workout: Workout | None, options: argparse.Namespace) -> dict[str, int]:
    """The level and the rounds that were done."""
    if workout is not None:
        return {**workout.default_choices, **chosen_ranges(workout, options)}
    for word in ("rounds", "level"):
        if getattr(options, word) is not None:
            raise _InvalidLog(f"--{word}: there is no file of this workout")
    return {}


def _sets(lines: Sequence[str]) -> Iterator[SetResult]:
    import tomli_w

    number = 0
    for line in lines:
        block = {"kind": "sets", "exercises": [line]}
        reading = read_workout(tomli_w.dumps({"block": [block]}))
        if reading.workout is None:
            raise _InvalidLog(f"--set {printable(line, 60)}: {reading.mistakes[0].message}")
        unsaid = _InvalidLog(f"--set {printable(line, 60)}: say how much was done: 5 Squat")
        if reading.workout.asks():
            raise unsaid
        for step in expand(reading.workout).steps:
            exercise, amount = step.exercise, step.amount
            if step.phase is not Phase.WORK or exercise is None or amount is None:
                continue
            load = step.load
            if isinstance(load, OpenLoad):
                raise _InvalidLog(f"--set {printable(line, 60)}: say the load: 5 Squat @ 60 kg")
            open_ended = amount.unit in (Unit.MAX, Unit.LENGTH, Unit.OPEN)
            if amount.ranged or open_ended or exercise.is_rest:
                raise unsaid
            number += 1
            both = exercise.sides_per_set
            length = _part_of_a_metre(amount)
            planned = 0 if length is not None else amount.low * both
            done = planned if amount.unit in _COUNTED else None
            yield SetResult(
                number=number,
                block=step.place.title,
                kind="sets",
                role="main",
                place="block[0]",
                source="",
                round=0,
                exercise=exercise.name,
                side=step.place.side,
                outcome="done",
                unit=(amount.unit if length is None else Unit.LENGTH).value,
                planned_low=planned,
                planned_high=planned,
                done=done if length is None else length * both,
                load=load,
                ms=amount.low if amount.unit is Unit.TIME else 0,
                measured=False,
                rest=None,
                began=0,
                said=True,
            )


def _part_of_a_metre(amount: Amount) -> int | None:
    """In mm, a jump or a throw that whole metres cannot say; None for any other amount."""
    if amount.unit is not Unit.DISTANCE:
        return None
    figure, unit = amount.text.split()
    mm = notation.length_mm(figure, unit)
    return mm if unit in ("m", "ft") and mm != amount.low * 1000 else None


def _scores(plan: Plan | None, texts: Sequence[str]) -> Iterator[ScoreResult]:
    steps = [] if plan is None else [*scored_steps(plan.steps).values()]
    if len(texts) > len(steps):
        blocks = f"{len(steps)} scored blocks" if len(steps) != 1 else "one scored block"
        raise _InvalidLog(f"--score: this workout has {blocks if steps else 'nothing scored'}")
    for number, (text, work) in enumerate(zip(texts, steps, strict=False), 1):
        place, scoring = work[0].place, work[0].scoring
        assert scoring is not None
        planned = 0 if work[0].counts_score else place.rounds
        blank = Figures(0, 0, sum(step.limit or 0 for step in work), planned)
        try:
            found = scoring.corrected(blank, scoring.parse(text.strip().lower(), planned))
        except (InvalidScore, NotUnderstood) as problem:
            raise _InvalidLog(f"--score {printable(text, 60)}: {problem}") from None
        figures = blank._replace(**found)
        # Of what is asked at the start nobody may have said what was done.
        why = "" if plan is None or plan.workout.asks() else impossible_score(work, figures)
        if why:
            raise _InvalidLog(f"--score {printable(text, 60)}: {why}")
        yield ScoreResult(
            number=number,
            block=place.title,
            kind=place.kind,
            scored=place.kind,
            place=block_path(place),
            sameness=fingerprint(work),
            text=scoring.text(figures),
            rounds=figures.rounds,
            reps=figures.reps,
            ms=figures.ms,
            splits=(),
            paused=False,
            capped=figures.capped,
            complete=figures.complete,
        )
