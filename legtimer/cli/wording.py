"""Steps in words, for commands that print them."""

from __future__ import annotations

from legtimer.core.exercise import Amount, Exercise, Load
from legtimer.core.notation import clock
from legtimer.core.steps import Phase, Place, PressEffect, Step, TallyItem
from legtimer.files.printable import printable

NAME_LENGTH = 60


def exercise_text(exercise: Exercise, amount: Amount | None, load: Load | None) -> str:
    """An exercise with its figures, as it could stand in a file."""
    parts = []
    if amount is not None and amount.text:
        sides = exercise.sides
        parts.append(amount.text + (f"/{sides.word}" if sides else ""))
        if sides and sides.alternating:
            parts.append("alternating")
    parts.append(printable(exercise.name, NAME_LENGTH))
    if load is not None:
        parts.append(f"@ {load.text}")
    return " ".join(parts)


def item_text(item: TallyItem) -> str:
    """An exercise of a counted round with its figures."""
    return exercise_text(item.exercise, item.amount, item.load)


def place_text(place: Place) -> str:
    """Where a step stands: the block, and the round or set in it."""
    parts = [printable(place.title, NAME_LENGTH)] if place.title else []
    parts.extend(f"pass {turn} of {turns}" for turn, turns in place.passes)
    if place.round:
        parts.append(
            f"{place.word} {place.round}" + (f" of {place.rounds}" if place.rounds else "")
        )
    if place.side:
        parts.append("first side" if place.side == 1 else "second side")
    return ", ".join(parts)


def step_text(step: Step) -> str:
    """What a step is."""
    match step.phase:
        case Phase.PREPARE:
            return "get ready"
        case Phase.GET_SET:
            return "get set"
        case Phase.REST:
            if step.limit is None:
                return "rest until ready"
            return f"rest, called at {clock(step.call)}" if step.call else "rest"
        case Phase.SWITCH:
            return "switch sides"
        case Phase.SCORE:
            return "how many reps?"
    if step.tally is not None and (step.press is PressEffect.COUNT or len(step.tally.items(0)) > 1):
        return " + ".join(item_text(item) for item in step.tally.items(0))
    if step.exercise is None:
        return ""
    if step.amount is not None and step.amount.unit == "time" and step.limit is not None:
        return exercise_text(step.exercise, None, step.load)
    return exercise_text(step.exercise, step.amount, step.load)


def time_text(step: Step) -> str:
    """How long a step takes, if a clock knows."""
    return "" if step.limit is None else clock(step.limit)
