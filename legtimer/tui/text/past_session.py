"""What is known of an earlier session, as rows of text: which figure each is, and how it reads."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import NamedTuple

from legtimer.app.dates import moment_text
from legtimer.core.estimate import rounded_minutes
from legtimer.core.exercise import Unit
from legtimer.core.session.records import Outcome
from legtimer.files.printable import printable
from legtimer.history.session_record import Header, ScoreResult, SessionRecord, SetResult
from legtimer.tui.text.exercise import NAME_LIMIT
from legtimer.tui.text.figure import clock_text

_ODD = {
    Outcome.SKIPPED: "skipped",
    Outcome.MISSED: "missed",
    Outcome.CUT: "cut by the clock",
    Outcome.ENDED: "ended here",
}


class PastRow(NamedTuple):
    """One row."""

    text: str
    target: str = ""
    """What can be corrected: ``session``, ``set 3``, ``score 1``; empty for a mere heading."""
    field: str = ""
    """The figure of it that is meant first."""


def began(header: Header) -> datetime:
    """When a session began, in the athlete's time of day then."""
    zone = timezone(timedelta(minutes=header.utc_offset))
    return datetime.fromtimestamp(header.began_at / 1000, zone)


def headline(header: Header, today: datetime) -> tuple[str, ...]:
    """When, how long, and whether all of it was done, the fullest text first."""
    when = moment_text(began(header), today)
    length = f"{rounded_minutes(header.elapsed)} min"
    whole = "" if header.complete else " · not all of it"
    return (f"{when} · {length}{whole}", f"{when} · {length}", when)


def _score_row(score: ScoreResult) -> PastRow:
    notes = ["paused" if score.paused else "", "" if score.complete else "not to its end"]
    extra = ", ".join(filter(None, notes))
    text = f"{printable(score.block, limit=NAME_LIMIT)}: {printable(score.text)}"
    return PastRow(text + (f"  ({extra})" if extra else ""), f"score {score.number}", "text")


def done_text(one: SetResult) -> str:
    """How much of a set was done, as it is typed to correct it; empty if nobody counted."""
    return "" if one.done is None else str(one.done)


def set_time_text(one: SetResult) -> str:
    """How long a set took, as it is typed to correct it."""
    return clock_text(one.ms // 1000)


def _amount(one: SetResult) -> str:
    if one.done is None:
        return set_time_text(one)
    unit = {Unit.DISTANCE.value: " m", Unit.ENERGY.value: " cal"}.get(one.unit, "")
    figure = f"{one.done}{unit}"
    return f"{set_time_text(one)}, {figure} reps" if one.unit == Unit.TIME else figure


def _set_row(one: SetResult, *, full: bool) -> PastRow:
    """``  Kettlebell squat, round 2: 20 x 16 kg, in 0:42, rest 0:30``, or the first half of it."""
    name = printable(one.exercise, limit=NAME_LIMIT)
    where = f", round {one.round}" if one.round else ""
    side = f", {('first', 'second')[one.side - 1]} side" if one.side else ""
    figure = _amount(one)
    if one.load is not None:
        figure += f" {'@' if ':' in figure else 'x'} {one.load.text}"
    parts = [figure, _ODD.get(Outcome(one.outcome), "")]
    if full and one.done is not None and one.unit != Unit.TIME:
        parts.append(f"in {'' if one.measured else 'about '}{set_time_text(one)}")
    if full and one.rest is not None:
        parts.append(f"rest {clock_text(one.rest // 1000)}")
    field = "done" if one.done is not None and one.unit != Unit.TIME else "ms"
    text = f"  {name}{where}{side}: {', '.join(filter(None, parts))}"
    return PastRow(text, f"set {one.number}", field)


def rows(log: SessionRecord, *, full: bool = True) -> list[PastRow]:
    """All there is to say: what the athlete said, scores with their splits, and every set.

    Args:
        log: the session.
        full: whether there is room for the times and rests of the sets.
    """
    header = log.header
    effort = "not said" if header.effort is None else f"{header.effort} of 10"
    note = printable(header.note, limit=400) or "none"
    found = [
        PastRow(f"How hard it was: {effort}", "session", "effort"),
        PastRow(f"Note: {note}", "session", "note"),
        PastRow(f"Time trained: {clock_text(header.elapsed // 1000)}", "session", "elapsed"),
    ]
    for score in log.scores:
        found.append(_score_row(score))
        if score.splits:
            splits = "  ".join(clock_text(split // 1000) for split in score.splits)
            found.append(PastRow(f"  rounds  {splits}", f"score {score.number}", "splits"))
    place = None
    for one in log.sets:
        if (one.place, one.block) != place:
            place = (one.place, one.block)
            found.append(PastRow(printable(one.block, limit=NAME_LIMIT)))
        found.append(_set_row(one, full=full))
    if log.corrections:
        count = len(log.corrections)
        found.append(PastRow(f"{count} figure{'s' * (count > 1)} corrected afterwards"))
    return found


def _said_figure(header: Header, field: str) -> tuple[str, str] | None:
    """What is asked to correct a figure of the session itself."""
    if field == "effort":
        effort = "" if header.effort is None else str(header.effort)
        return "How hard it was, 1 to 10", effort
    if field == "note":
        return "Note", printable(header.note, limit=None)
    if field == "elapsed":
        return "Time trained", clock_text(header.elapsed // 1000)
    return None


def figure_of(log: SessionRecord, target: str, field: str) -> tuple[str, str] | None:
    """What is asked to correct a figure, and how it reads now; None if it has no such figure."""
    if target == "session":
        return _said_figure(log.header, field)
    kind, _, number = target.partition(" ")
    if kind == "score":
        score = next((one for one in log.scores if one.number == int(number)), None)
        if score is not None and field == "splits":
            splits = " ".join(clock_text(split // 1000) for split in score.splits)
            return f"Times of the rounds of {printable(score.block, limit=NAME_LIMIT)}", splits
        if score is None or field != "text":
            return None
        return f"Score of {printable(score.block, limit=NAME_LIMIT)}", printable(score.text)
    one = next((one for one in log.sets if one.number == int(number)), None)
    if one is None:
        return None
    name = printable(one.exercise, limit=NAME_LIMIT)
    if field == "load":
        return f"Load of {name}", "" if one.load is None else one.load.text
    if field == "ms":
        return f"Time of {name}", set_time_text(one)
    if field == "rest":
        rest = "" if one.rest is None else clock_text(one.rest // 1000)
        return f"Rest after {name}", rest
    if field == "outcome":
        return f"Outcome of {name}", one.outcome
    if field == "exercise":
        return "Exercise", printable(one.exercise, limit=None)
    word = {Unit.DISTANCE.value: "Metres", Unit.ENERGY.value: "Calories"}.get(one.unit, "Reps")
    return (f"{word} of {name}", done_text(one)) if field == "done" else None
