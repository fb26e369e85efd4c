"""Steps, loads and scores in words: pieces of text that are each rendered once.

An announcement is made of such pieces, so that "2 rounds left" is rendered once for a whole
workout. Names stay as they are typed, and figures stay figures: how a number is read is the
business of the program that speaks.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from legtimer.core.exercise import Amount, Exercise, Load, LoadUnit, OpenLoad, PlannedLoad, Unit
from legtimer.core.scoring import plural
from legtimer.core.session.records import Score
from legtimer.core.steps import PressEffect, Step, Tally

NEXT: Final = "next: {}"
HALFWAY: Final = "halfway"
HOW_MANY: Final = "how many reps?"
DONE: Final = "workout done"
_AMOUNTS: Final = {Unit.DISTANCE: "{} metres", Unit.ENERGY: "{} calories", Unit.REPS: "{}"}
_LOADS: Final = {
    LoadUnit.KG: "{} kilograms",
    LoadUnit.LB: "{} pounds",
    LoadUnit.PERCENT: "{} percent",
    LoadUnit.BODYWEIGHT: "bodyweight",
    LoadUnit.TIMES_BODYWEIGHT: "{} times bodyweight",
    LoadUnit.BODYWEIGHT_KG: "{} kilograms",
    LoadUnit.BODYWEIGHT_LB: "{} pounds",
}
_LONGEST: Final = 160
"""Characters of a name that are said."""


def clean(text: str) -> str:
    """Text without anything that a speaking program could take for an order to it.

    Args:
        text: anything at all.
    """
    shown = "".join(c if c.isprintable() and c not in "[]{}<>\\|" else " " for c in text)
    return " ".join(shown.split())[:_LONGEST].strip()


def _duration(ms: int) -> str:
    """A duration in words: ``1 minute 30 seconds``; parts of a second are dropped."""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "hour"), (minutes, "minute"), (seconds, "second"))
    return " ".join(plural(n, word) for n, word in parts if n) or plural(0, "second")


def _amount_words(amount: Amount) -> str:
    """An amount in words; empty where the athlete decides."""
    if amount.unit is Unit.OPEN:
        return ""
    if amount.unit is Unit.LENGTH:
        return "as far as you can"
    if amount.unit is Unit.MAX:
        return "as many as you can"
    if amount.unit is Unit.TIME:
        low, high = _duration(amount.low), _duration(amount.high)
        time = f"{low} to {high}" if amount.ranged else low
        return f"{time}, as many as you can" if amount.most else time
    figure = f"{amount.low} to {amount.high}" if amount.ranged else str(amount.low)
    return _AMOUNTS[amount.unit].format(figure)


def _load_words(load: PlannedLoad | None) -> str:
    """A load in words; empty for none."""
    if load is None:
        return ""
    low, high = (load.value, load.value) if isinstance(load, Load) else (load.low, load.high)
    if isinstance(load, OpenLoad) and load.is_score:
        return "as heavy as you can"
    ends = sorted((abs(low), abs(high)))
    figure = f"{ends[0]:g}" if low == high else f"{ends[0]:g} to {ends[1]:g}"
    words = _LOADS[load.unit].format(figure)
    if load.unit in (LoadUnit.BODYWEIGHT_KG, LoadUnit.BODYWEIGHT_LB):
        words = f"bodyweight {'minus' if low < 0 else 'plus'} {words}"
    return words if load.pieces == 1 else f"{load.pieces} times {words}"


def exercise_words(
    exercise: Exercise, amount: Amount | None, load: PlannedLoad | None
) -> tuple[str, ...]:
    """An exercise with its figures, the fullest text first."""
    name = clean(exercise.name)
    amounts = "" if amount is None else _amount_words(amount)
    sides = f"each {exercise.sides.word}" if exercise.sides else ""
    figured = " ".join(filter(None, (amounts, name)))
    if amount is not None and amount.unit in (Unit.MAX, Unit.LENGTH):
        figured = f"{name}, {amounts}"
    both = ", ".join(filter(None, (figured, sides)))
    full = ", ".join(filter(None, (both, _load_words(load))))
    return tuple(dict.fromkeys(text for text in (full, both, name) if text))


def step_words(step: Step) -> tuple[str, ...]:
    """The exercise of a work step, the fullest text first; the first one of counted work."""
    if step.tally is not None and step.press is PressEffect.DONE:
        return _complex_words(step.tally, step.load)
    if step.tally is not None:
        item = step.tally.items(0)[0]
        return exercise_words(item.exercise, item.amount, item.load)
    if step.exercise is None:
        return ()
    return exercise_words(step.exercise, step.amount, step.load)


def _complex_words(tally: Tally, load: PlannedLoad | None) -> tuple[str, ...]:
    """All exercises of a complex with its load, the fullest text first."""
    words = [exercise_words(item.exercise, item.amount, None) for item in tally.items(0)]
    amounts, names = (", ".join(each[n] for each in words if each) for n in (0, -1))
    full = ", ".join(filter(None, (amounts, _load_words(load))))
    return tuple(dict.fromkeys(filter(None, (full, amounts, names))))


def left_words(left: int, word: str) -> str:
    """How many rounds, sets or intervals there are to do, the one to come with them."""
    return f"last {word}" if left == 1 else f"{left} {word}s left"


def rest_words(step: Step) -> str:
    """A rest with its length."""
    limit = step.limit if step.call is None else step.call
    return f"rest {_duration(limit)}" if limit else "rest"


def result_words(scores: Iterable[Score], ms: int) -> tuple[str, ...]:
    """What is said at the end, in pieces.

    Args:
        scores: of the scored blocks, in order.
        ms: how long the workout took, pauses left out.
    """
    told = tuple(s.scoring.spoken(s.figures, _duration) for s in scores)[-3:]
    return (DONE, *told) if told else (DONE, _duration(ms))
