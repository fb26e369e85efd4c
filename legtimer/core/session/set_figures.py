"""The figures of a set: what is told of its reps and its load, and what is proposed.

A set is a record or the step under way; in counted work it is the exercise under way or the one
before it, each a lap.
"""

from __future__ import annotations

from dataclasses import replace

from legtimer.core.coach.ramp import RAMP_WORD
from legtimer.core.exercise import Load, PlannedLoad, Unit
from legtimer.core.session.records import Outcome, Record, lap_without_reps
from legtimer.core.session.state import SessionState
from legtimer.core.steps import PressEffect, Step, TallyItem


def proposed_reps(session: SessionState, step: Step) -> int | None:
    """What is proposed as the reps of a range, those of the last time or its low end; else None."""
    if not step.asks_reps or step.amount is None or not step.amount.ranged:
        return None
    key = assumed_key(step)
    figures = session.assumed.get(key) if key is not None else None
    if not figures:
        return step.low_end
    return figures[min(max(step.place.round, 1), len(figures)) - 1]


def assumed_key(step: Step) -> str | None:
    """What the reps of a range are remembered by; None for what is no range of reps.

    The exercise and its range are in it, since an easier alternative stands at the same source.
    """
    exercise, amount, place = step.exercise, step.amount, step.place
    if exercise is None or amount is None or amount.unit is not Unit.REPS or not amount.ranged:
        return None
    side = f" (side {place.side})" if place.side else ""
    return f"{place.source} {amount.text} {exercise.name}{side}"


def load_of(session: SessionState, step: Step) -> PlannedLoad | None:
    """The load of a step: as the athlete gave it, else as the file says."""
    return session.loads.get(load_key(step)) or step.load


def load_lifted(session: SessionState, step: Step) -> Load | None:
    """The load of a step that is known; None for a range of which nobody has said what it was."""
    load = load_of(session, step)
    return load if isinstance(load, Load) else None


def load_key(step: Step) -> tuple[str, str]:
    """What the athlete's load of a step is remembered by."""
    place, name = step.place, step.exercise.name if step.exercise is not None else ""
    # Each set of a ramp has a load of its own.
    return place.source, f"{name} {place.round}" if place.word == RAMP_WORD else name


def tell_lap(session: SessionState, reps: int) -> None:
    """Take what the athlete told of the exercise that was counted last."""
    number = lap_without_reps(session.laps)
    if number is None:
        return
    lap = session.laps[number]
    more = reps - (lap.reps or 0)
    session.laps = (*session.laps[:number], lap._replace(reps=reps), *session.laps[number + 1 :])
    session.total += more
    if number >= len(session.laps) - session.item:
        session.counted += more


def tells_lap(session: SessionState) -> bool:
    """Whether reps that are told now are those of the exercise that was counted last.

    Else they are those of the exercise under way.
    """
    number, current = lap_without_reps(session.laps), session.current
    if number is None:
        return False
    return session.laps[number].reps is None or current is None or not current.asks_reps


def with_reps(record: Record, reps: int) -> Record:
    """A record with the reps that the athlete told."""
    number = lap_without_reps(record.laps) if record.outcome is Outcome.DONE else None
    if number is None or record.step.press is not PressEffect.COUNT:
        return record._replace(reps=reps, said=True)
    lap, laps = record.laps[number], list(record.laps)
    laps[number] = lap._replace(reps=reps)
    return record._replace(laps=tuple(laps), total=record.total + reps - (lap.reps or 0))


def set_record(session: SessionState, number: int) -> Record:
    """The set that reps are told of: a record, or a part of one, or of the work under way.

    Args:
        session: the session.
        number: of the record, from 1; the next number stands for the work under way.
    """
    if number <= len(session.records):
        one = session.records[number - 1]
        lap = lap_without_reps(one.laps) if one.step.press is PressEffect.COUNT else None
        if lap is not None and one.outcome is Outcome.DONE:
            return _lap_set(session, one, lap, one.rounds)
        if one.step.press is PressEffect.MADE and one.step.asks:
            return one._replace(step=_asked_step(one.step, one.step.place.round))
        return one
    step = session.step
    assert step is not None
    if step.press is PressEffect.COUNT and tells_lap(session):
        lap = lap_without_reps(session.laps)
        assert lap is not None
        inside = lap >= len(session.laps) - session.item
        whole = Record(step, Outcome.DONE, session.began, 0, None, None, laps=session.laps)
        return _lap_set(session, whole, lap, session.turn + inside)
    began, turn, item = session.began, step.place.round, None
    if step.press is PressEffect.COUNT:
        began, turn, item = session.item_began, session.turn + 1, session.current
    # What is under way has no outcome yet: no question is asked of it.
    over = session.made and not session.missed
    outcome = Outcome.DONE if over else Outcome.ENDED
    asked = step if step.tally is None else _asked_step(step, turn, item)
    reps, load = session.told, load_lifted(session, asked)
    return Record(asked, outcome, began, began, reps, load, said=reps is not None)


def _lap_set(session: SessionState, whole: Record, number: int, turn: int) -> Record:
    """The set that a lap of counted work is, in a round from 1."""
    lap = whole.laps[number]
    began = whole.laps[number - 1].at if number else whole.began
    asked = _asked_step(whole.step, turn, lap.item)
    load, said = load_lifted(session, asked), lap.reps is not None
    return Record(asked, Outcome.DONE, began, lap.at, lap.reps, load, said=said)


def _asked_step(step: Step, turn: int, item: TallyItem | None = None) -> Step:
    """The exercise of counted work, or of an interval, of which reps are told."""
    assert step.tally is not None
    if item is None:
        items = step.tally.items(0)
        item = next((one for one in reversed(items) if one.asks_reps), items[0])
    place = replace(step.place, round=turn, source=item.source)
    return replace(
        step, tally=None, exercise=item.exercise, amount=item.amount, load=item.load, place=place
    )
