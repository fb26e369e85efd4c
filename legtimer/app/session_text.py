"""A past session in words, for commands and screens: its sets, its scores, what it has beaten."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from legtimer.app.dates import date_text
from legtimer.app.round_text import round_rows
from legtimer.app.set_text import set_text
from legtimer.core.blocks import kind_named
from legtimer.core.exercise import Unit
from legtimer.core.notation import clock
from legtimer.core.ranking import Ranking
from legtimer.core.scoring import plural
from legtimer.files.printable import printable
from legtimer.history.session_record import ScoreResult, SessionRecord, SetResult, local_time

if TYPE_CHECKING:
    from legtimer.history.comparisons import BeatenRecord, PastResult

NAME_LIMIT: Final = 120
"""Characters of a name that any screen shows."""
_MOST_ROUNDS: Final = 20


class SessionRow(NamedTuple):
    """One row of a session."""

    cells: tuple[str, ...]
    """Its columns; those of ``align_columns``."""
    target: str = ""
    """What can be corrected: ``session``, ``set 3``, ``score 1``; empty for a mere heading."""
    field: str = ""
    """The figure of it that is meant first."""


def session_rows(log: SessionRecord, *, bar: int = 24) -> list[SessionRow]:
    """All there is to say: what the athlete said, scores with their splits, and every set.

    Figures and scores have two columns: what it is, and how much. Sets have five, below the name
    of their block: exercise, round, what was done, its time, the rest after it.

    Args:
        log: the session.
        bar: cells of the bar of the slowest round.
    """
    header = log.header
    effort = "not said" if header.effort is None else f"{header.effort} of 10"
    began = f"{date_text(header.began)}, {header.began:%H:%M}"
    length = clock(header.elapsed) if header.elapsed else ""
    found = [
        SessionRow(("Effort", effort), "session", "effort"),
        SessionRow(("Note", printable(header.note, limit=400) or "none"), "session", "note"),
        SessionRow(("Time trained", length or "not said"), "session", "elapsed"),
        SessionRow(("Started", began), "session", "began_at"),
    ]
    for score in log.scores:
        target = f"score {score.number}"
        title = printable(score.block, limit=NAME_LIMIT)
        found.append(SessionRow((title, score_figure(score)), target, "text"))
        # Work for time whose rounds are more than its splits had parts of several rounds.
        scored = kind_named(score.kind)
        for_time = scored is not None and scored.ranking is Ranking.TIME
        word = "part" if for_time and len(score.splits) < score.rounds else "round"
        names = [f"{word} {number}" for number in range(1, len(score.splits) + 1)]
        rounds = round_rows(score.splits, _MOST_ROUNDS, bar, names)
        found += [SessionRow(cells, target if cells[1] else "", "splits") for cells in rounds]
    for (_, block), rows in groupby(log.sets, key=lambda one: (one.place, one.block)):
        sets = list(rows)
        cls = kind_named(sets[0].kind)
        word = cls.word if cls is not None else "round"
        title = printable(block, limit=NAME_LIMIT)
        found.append(SessionRow((title, word, "done", "time", "rest")))
        found += map(_set_row, sets)
        timed = [one.done for one in sets if one.is_timed_max]
        if len(timed) > 1:
            found.append(SessionRow((f"  {timed_reps_text(timed)}",)))
    if log.corrections:
        count = len(log.corrections)
        found.append(SessionRow((f"{count} figure{'s' * (count > 1)} corrected afterwards",)))
    return found


STOPPED_EARLY: Final = "stopped early"
"""What is said of a score or a session that did not come to its end."""


def score_figure(score: ScoreResult) -> str:
    """A score with what is odd about it: ``7 + 23 (lap 2, paused)``."""
    lap = score.place.partition("#")[2]
    notes = (
        lap and f"lap {lap}",
        "paused" if score.paused else "",
        "" if score.complete else STOPPED_EARLY,
    )
    extra = ", ".join(filter(None, notes))
    return printable(score.text) + (f" ({extra})" if extra else "")


def timed_reps_text(reps: Sequence[int | None]) -> str:
    """What sets of as many reps as possible in a time came to: ``total 87 reps, lowest 9``.

    Args:
        reps: those of each set; None where nobody has told them.
    """
    told = [one for one in reps if one is not None]
    missing = len(reps) - len(told)
    untold = f"{plural(missing, 'set')} not told" if missing else ""
    parts = [f"total {plural(sum(told), 'rep')}, lowest {min(told)}"] if told else []
    return ", ".join(filter(None, (*parts, untold)))


def _set_row(one: SetResult) -> SessionRow:
    name = printable(one.exercise, limit=NAME_LIMIT)
    turn = ", ".join(filter(None, (str(one.round or ""), f"side {one.side}" if one.side else "")))
    time = f"{'' if one.measured else 'about '}{clock(one.ms)}"
    if one.unit == Unit.TIME or not (one.measured or one.ms):
        time = ""
    rest = "" if one.rest is None else clock(one.rest)
    cells = (f"  {name}", turn, set_text(one), time, rest)
    uncounted = one.done is None and one.unit in (Unit.TIME, Unit.OPEN)
    return SessionRow(cells, f"set {one.number}", "ms" if uncounted else "done")


def beaten_text(record: BeatenRecord) -> str:
    """A record that a session has beaten: ``New best of Legs: 3 + 13 (before: 2 + 3, 1 Jan)``."""
    before = f"{printable(record.before.text)}, {result_date(record.before)}"
    title = printable(record.title, limit=80)
    return f"New best of {title}: {printable(record.text)} (before: {before})"


def result_date(past: PastResult) -> str:
    """The day of a result by the athlete's clock."""
    return date_text(local_time(past.began_at, past.utc_offset))
