"""Which sets can be told or corrected just now, and how far."""

from __future__ import annotations

from legtimer.core.exercise import Unit
from legtimer.core.notation import MOST
from legtimer.core.session import commands as c
from legtimer.core.session import flow, set_figures
from legtimer.core.session.records import Outcome, Record, lap_without_reps
from legtimer.core.session.state import SessionState
from legtimer.core.steps import Phase, PressEffect, Step


def correctable_sets(session: SessionState) -> tuple[int, ...]:
    """The numbers of the records whose reps can be told or corrected now, in their order.

    Those are the last one, and the sets of its block that were to be told: where no rest follows
    a set, its reps may be told later. When all is over it is all such sets.
    """
    step, records = session.step, session.records
    work = step if step is not None and step.phase is Phase.WORK else None
    if work is not None and work.press in (PressEffect.COUNT, PressEffect.MADE):
        number = _told_in(session, work)
        return (number,) if number else ()
    last = len(records)
    under_way = (last + 1,) if work is not None and work.asks else ()
    if not records:
        return under_way
    if flow.question_limit(session) is not None:
        return (last,)
    found = [last] if _last_correctable(records[-1]) else []
    block, over = records[-1].step.place.block, step is None
    for number in range(last - 1, 0, -1):
        one = records[number - 1]
        if not over and one.step.place.block != block:
            break
        if one.step.asks and one.outcome is Outcome.DONE:
            found.append(number)
    return (*reversed(found), *under_way)


def _told_in(session: SessionState, step: Step) -> int:
    """The number of what reps are told of in counted work and in intervals; 0 for nothing.

    Until the next press it is what ended last, as long as nobody has told that; else what is under
    way.
    """
    number = len(session.records)
    if step.press is PressEffect.COUNT:
        asks = session.current is not None and session.current.asks_reps
        return number + 1 if asks or set_figures.tells_lap(session) else 0
    before = session.records[-1] if session.records else None
    pressed = session.made or session.missed
    if before is None or pressed or before.step.place.block_pass != step.place.block_pass:
        before = None
    asked = before is not None and before.step.asks
    if before is not None and (
        before.needs_load or (before.step.asks_reps and before.reps is None)
    ):
        return number
    return number + 1 if step.asks else number if asked else 0


def _last_correctable(last: Record) -> bool:
    if last.outcome is Outcome.DONE and last.step.press is PressEffect.COUNT:
        return lap_without_reps(last.laps) is not None
    if last.step.press is PressEffect.MADE and last.step.asks:
        return True
    if last.step.scoring is not None and last.step.tally is not None:
        cut = last.outcome is Outcome.CUT or (
            last.step.open_ended and last.outcome is Outcome.MISSED
        )
        return cut and flow.most_reps(last) > 0
    return last.step.press is not PressEffect.COUNT


def most_reps_of(session: SessionState, number: int) -> int:
    """The most reps that a correction of this record may give."""
    if number > len(session.records):
        return MOST
    record = session.records[number - 1]
    asked = set_figures.set_record(session, number).step
    if record.step.scoring is not None and not asked.asks_reps:
        return flow.most_reps(record)
    # Lengths are in mm, up to as many metres.
    length = asked.amount is not None and asked.amount.unit is Unit.LENGTH
    return MOST * 1000 if length else MOST


def set_number(session: SessionState, command: c.CorrectReps) -> int:
    """The number of the set that a command tells reps of."""
    if command.number:
        return command.number
    step = session.step
    counted = step is not None and step.press in (PressEffect.COUNT, PressEffect.MADE)
    return (counted and max(correctable_sets(session), default=0)) or len(session.records)


def load_target(session: SessionState, number: int = 0) -> Record | Step | None:
    """What a load is given to: the set of a number, or else the set under way, or that just done.

    Args:
        session: the session.
        number: of a set whose figures can be told; 0 for none.
    """
    step = session.step
    if number:
        found = step if number > len(session.records) else session.records[number - 1]
        asked = found.step if isinstance(found, Record) else found
        if asked is None or asked.press is PressEffect.COUNT:
            return None
        # Of an interval a load is told only where it is the score.
        return None if asked.press is PressEffect.MADE and not asked.asks_load else found
    if (
        step is not None
        and step.phase is Phase.WORK
        and step.press in (PressEffect.DONE, PressEffect.PAUSE)
    ):
        return step if step.place.source else None
    last = session.records[-1] if session.records else None
    if last is not None and last.step.press in (PressEffect.DONE, PressEffect.PAUSE):
        return last if last.step.place.source else None
    return None
