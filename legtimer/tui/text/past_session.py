"""When a past session was, and what is asked to correct its figures."""

from __future__ import annotations

from datetime import datetime

from legtimer.app.dates import moment_text
from legtimer.app.session_text import NAME_LIMIT
from legtimer.core.estimate import rounded_minutes
from legtimer.core.exercise import Unit
from legtimer.core.notation import clock, length_text
from legtimer.files.printable import printable
from legtimer.history.session_record import Header, SessionRecord


def headline(header: Header, today: datetime) -> tuple[str, ...]:
    """When, how long, and whether all of it was done, the fullest text first."""
    when = moment_text(header.began, today)
    length = f" · {rounded_minutes(header.elapsed)} min" if header.elapsed else ""
    whole = "" if header.complete else " · stopped early"
    return (f"{when}{length}{whole}", f"{when}{length}", when)


def _said_figure(header: Header, field: str) -> tuple[str, str] | None:
    """What is asked to correct a figure of the session itself."""
    if field == "effort":
        effort = "" if header.effort is None else str(header.effort)
        return "Effort, 1 to 10", effort
    if field == "note":
        return "Note", printable(header.note, limit=None)
    if field == "elapsed":
        return "Time trained", clock(header.elapsed)
    if field == "began_at":
        return "Began", f"{header.began:%Y-%m-%d %H:%M}"
    return None


def figure_of(log: SessionRecord, target: str, field: str) -> tuple[str, str] | None:
    """What is asked to correct a figure, and how it reads now; None if it has no such figure."""
    if target == "session":
        return _said_figure(log.header, field)
    kind, _, number = target.partition(" ")
    if kind == "score":
        score = next((one for one in log.scores if one.number == int(number)), None)
        if score is not None and field == "splits":
            splits = " ".join(map(clock, score.splits))
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
        return f"Time of {name}", clock(one.ms)
    if field == "rest":
        return f"Rest after {name}", "" if one.rest is None else clock(one.rest)
    if field == "outcome":
        return f"Outcome of {name}", one.outcome
    if field == "exercise":
        return "Exercise", printable(one.exercise, limit=None)
    word = {
        Unit.DISTANCE.value: "Metres",
        Unit.LENGTH.value: "Metres",
        Unit.ENERGY.value: "Calories",
    }.get(one.unit, "Reps")
    done = "" if one.done is None else str(one.done)
    if one.unit == Unit.LENGTH and one.done is not None:
        done = length_text(one.done)
    return (f"{word} of {name}", done) if field == "done" else None
