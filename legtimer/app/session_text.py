"""A past session in words, for commands and screens: its sets, its scores, what it has beaten."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from legtimer.app.dates import date_text
from legtimer.core.exercise import Unit
from legtimer.core.notation import clock, length_text
from legtimer.core.scoring import plural
from legtimer.core.session.records import Outcome, Score
from legtimer.files.printable import printable
from legtimer.history.session_record import ScoreResult, SessionRecord, SetResult, local_time

if TYPE_CHECKING:
    from legtimer.history.comparisons import BeatenRecord, PastResult

NAME_LIMIT: Final = 120
"""Characters of a name that any screen shows."""
NOT_DONE: Final = {
    Outcome.SKIPPED: "skipped",
    Outcome.MISSED: "missed",
    Outcome.CUT: "cut by the clock",
    Outcome.ENDED: "ended here",
}


class SessionRow(NamedTuple):
    """One row of a session."""

    text: str
    target: str = ""
    """What can be corrected: ``session``, ``set 3``, ``score 1``; empty for a mere heading."""
    field: str = ""
    """The figure of it that is meant first."""


def session_rows(log: SessionRecord, *, full: bool = True) -> list[SessionRow]:
    """All there is to say: what the athlete said, scores with their splits, and every set.

    Args:
        log: the session.
        full: whether there is room for the times and rests of the sets.
    """
    header = log.header
    effort = "not said" if header.effort is None else f"{header.effort} of 10"
    note = printable(header.note, limit=400) or "none"
    began = f"{date_text(header.began)}, {header.began:%H:%M}"
    found = [
        SessionRow(f"Effort: {effort}", "session", "effort"),
        SessionRow(f"Note: {note}", "session", "note"),
        SessionRow(f"Time trained: {clock(header.elapsed)}", "session", "elapsed"),
        SessionRow(f"Began: {began}", "session", "began_at"),
    ]
    for score in log.scores:
        target, turn = f"score {score.number}", score.place.partition("#")[2]
        found.append(SessionRow(score_text(score.block, score, turn), target, "text"))
        if score.splits:
            splits = "  ".join(map(clock, score.splits))
            # Fewer than the rounds, they are the times of parts of several rounds.
            word = "rounds" if len(score.splits) + 1 >= score.rounds else "parts"
            found.append(SessionRow(f"  {word}  {splits}", target, "splits"))
    for (_, block), rows in groupby(log.sets, key=lambda one: (one.place, one.block)):
        found.append(SessionRow(printable(block, limit=NAME_LIMIT)))
        sets = list(rows)
        found += [_set_row(one, full=full) for one in sets]
        timed = [one.done for one in sets if one.is_timed_max]
        if timed:
            found.append(SessionRow(f"  {timed_reps_text(timed)}"))
    if log.corrections:
        count = len(log.corrections)
        found.append(SessionRow(f"{count} figure{'s' * (count > 1)} corrected afterwards"))
    return found


def score_text(name: str, score: Score | ScoreResult, turn: str = "") -> str:
    """One score: ``AMRAP: 7 + 23  (pass 2, paused)``.

    Args:
        name: what is scored.
        score: the score.
        turn: which pass it is of, where the block is repeated.
    """
    notes = (
        turn and f"lap {turn}",
        "paused" if score.paused else "",
        "" if score.complete else "not to its end",
    )
    extra = ", ".join(filter(None, notes))
    text = f"{printable(name, limit=NAME_LIMIT)}: {printable(score.text)}"
    return text + (f"  ({extra})" if extra else "")


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


def _set_row(one: SetResult, *, full: bool) -> SessionRow:
    """``  Kettlebell squat, round 2: 20 x 16 kg, in 0:42, rest 0:30``, or the first half of it."""
    name = printable(one.exercise, limit=NAME_LIMIT)
    where = f", round {one.round}" if one.round else ""
    side = f", {('first', 'second')[one.side - 1]} side" if one.side else ""
    figure = _amount(one)
    if one.load is not None:
        figure += f" {'@' if ':' in figure else 'x'} {one.load.text}"
    parts = [figure, NOT_DONE.get(Outcome(one.outcome), "")]
    counted = one.needs_reps or (one.done is not None and one.unit != Unit.TIME)
    if full and counted:
        parts.append(f"in {'' if one.measured else 'about '}{clock(one.ms)}")
    if full and one.rest is not None:
        parts.append(f"rest {clock(one.rest)}")
    text = f"  {name}{where}{side}: {', '.join(filter(None, parts))}"
    return SessionRow(text, f"set {one.number}", "done" if counted else "ms")


def _amount(one: SetResult) -> str:
    if one.unit == Unit.LENGTH and one.done is not None:
        return length_text(one.done)
    unit = {Unit.DISTANCE.value: " m", Unit.ENERGY.value: " cal"}.get(one.unit, "")
    if one.is_timed_max:
        return f"{clock(one.ms)}, {'?' if one.done is None else one.done} reps"
    if one.needs_reps and one.unit == Unit.LENGTH:
        return "?"
    if one.needs_reps:
        return "?" if one.unit == Unit.MAX else f"{one.planned_low}{unit}?"
    if one.done is None:
        return clock(one.ms)
    figure = f"{one.done}{unit}"
    return f"{clock(one.ms)}, {figure} reps" if one.unit == Unit.TIME else figure


def beaten_text(record: BeatenRecord) -> str:
    """A record that a session has beaten: ``New best of Legs: 3 + 13 (before: 2 + 3, 1 Jan)``."""
    before = f"{printable(record.before.text)}, {result_date(record.before)}"
    title = printable(record.title, limit=80)
    return f"New best of {title}: {printable(record.text)} (before: {before})"


def result_date(past: PastResult) -> str:
    """The day of a result by the athlete's clock."""
    return date_text(local_time(past.began_at, past.utc_offset))
