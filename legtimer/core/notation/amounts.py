"""Amounts: ``20``, ``8-12``, ``21,15,9``, ``1..10``, ``30-60s``, ``400 m``, ``15 cal``."""

from __future__ import annotations

import re

from legtimer.core.exercise import Amount, Unit
from legtimer.core.notation.durations import (
    TIME_UNITS,
    NotUnderstood,
    clock,
    duration_range,
    ordered,
    span,
)

MOST = 100_000
"""The largest figure of any amount; of a distance, in km."""
LONGEST_LIST = 100
"""The most figures that a list or ladder may have."""

_DISTANCES = {
    **dict.fromkeys(("m", "metre", "metres", "meter", "meters"), ("m", 1.0)),
    **dict.fromkeys(("km", "kilometre", "kilometres", "kilometer", "kilometers"), ("km", 1000.0)),
    # International mile, yard and foot (1959).
    **dict.fromkeys(("mi", "mile", "miles"), ("mi", 1609.344)),
    **dict.fromkeys(("yd", "yard", "yards"), ("yd", 0.9144)),
    **dict.fromkeys(("ft", "foot", "feet"), ("ft", 0.3048)),
}
_ENERGIES = ("cal", "cals", "kcal", "calorie", "calories")
_REPS = ("rep", "reps")
UNITS = frozenset((*TIME_UNITS, *_DISTANCES, *_ENERGIES, *_REPS))
"""All words for units, in lower case."""
_LADDER = r"(\d{1,9})\.\.(\d{1,9})([+-]\d{1,9})?"


def amounts(figures: str, unit: str = "", offset: int = 0) -> tuple[Amount, ...]:
    """Read the figures of an amount: one, a range, a list with commas, or a ladder.

    Args:
        figures: such as ``20``, ``8-12``, ``21,15,9``, ``1..10``, ``2..20+2``, ``1:00``.
        unit: the unit word that followed them, or empty for reps (or for times with a colon).
        offset: where ``figures`` stands in the text, for error messages.

    Raises:
        NotUnderstood: for anything else.
    """
    figures = figures.replace("\u2013", "-")
    if ".." in figures:
        return _ladder(figures, unit, offset)
    parts = figures.split(",")
    if len(parts) > LONGEST_LIST:
        raise NotUnderstood(f"a list has at most {LONGEST_LIST} figures", offset)
    found = []
    for part in parts:
        if not part:
            raise NotUnderstood(f"a figure is missing between the commas of {figures}", offset)
        found.append(_amount(part, unit, offset))
        offset += len(part) + 1
    return tuple(found)


def consistent_amounts(found: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """The amounts of one exercise, which must go together.

    Raises:
        NotUnderstood: if there are too many of them, if they count different things, or if some
            are ranges of times: the athlete is asked for one time, not for a list of them.
    """
    if len(found) > LONGEST_LIST:
        raise NotUnderstood(f"a list has at most {LONGEST_LIST} figures")
    if len({amount.unit for amount in found}) > 1:
        raise NotUnderstood("the figures of a list must all count the same thing")
    if len(found) > 1 and found[0].unit is Unit.TIME and any(amount.ranged for amount in found):
        raise NotUnderstood("a list of times holds no ranges; give one time per round")
    return found


def most_in(found: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """The same times with as many reps as possible in them."""
    return tuple(amount._replace(text=f"{amount.text} max", most=True) for amount in found)


def fraction_with_comma(text: str) -> bool:
    """Whether a text looks like a fraction typed with a comma, which is read as a list of two."""
    return bool(re.match(r"\s*\d+,\d(?![\d,:.\-])", text))


def decimal_point(text: str) -> str:
    """The same with a point for a decimal comma: for a place where one figure is typed, no list."""
    found = re.fullmatch(r"([^,]*\d),(\d{1,2}(?!\d)[^,]*)", text)
    return f"{found[1]}.{found[2]}" if found else text


def not_whole(text: str) -> str:
    """Why a fraction cannot be a count, and the whole numbers beside it; empty if it is none."""
    found = re.fullmatch(r"(\d{1,6})[.,]\d+", text.strip())
    if not found:
        return ""
    return f"{found[0]} is not a whole number; write {found[1]} or {int(found[1]) + 1}"


def _ladder(figures: str, unit: str, offset: int) -> tuple[Amount, ...]:
    rising = re.fullmatch(r"(\d{1,4})\.\.\+(\d{1,3})", figures)
    if rising and unit.lower() in ("", *_REPS):
        low, step = int(rising[1]), int(rising[2])
        if not low or not step:
            raise NotUnderstood("an amount must be more than 0", offset)
        return (Amount(Unit.REPS, low, low, figures, step),)
    match = re.fullmatch(_LADDER, figures)
    if not match:
        raise NotUnderstood(
            "expected a ladder such as 1..10, 10..1, 2..20+2 or 20..2-2; 3..+3 has no end", offset
        )
    first, last = int(match[1]), int(match[2])
    down = last < first
    step = int(match[3] or (-1 if down else 1))
    if step == 0 or (step < 0) != down:
        raise NotUnderstood(
            f"the ladder {figures} never gets from {first} to {last}", offset + match.start(3)
        )
    if (last - first) % step:
        nearest = last - (last - first) % step
        raise NotUnderstood(
            f"the ladder {figures} misses its own end: it would stop at {nearest}", offset
        )
    if abs(last - first) // abs(step) >= LONGEST_LIST:
        raise NotUnderstood(f"a ladder has at most {LONGEST_LIST} rungs", offset)
    rungs = range(first, last + (-1 if down else 1), step)
    if not unit and min(rungs) > 0 and max(rungs) <= MOST:
        return tuple(Amount(Unit.REPS, rung, rung, str(rung)) for rung in rungs)
    return tuple(_amount(str(rung), unit, offset) for rung in rungs)


def _amount(part: str, unit: str, offset: int) -> Amount:
    """Read one figure or range with the unit that stands behind the whole list."""
    word = unit.lower()
    if ":" in part or word in TIME_UNITS:
        if ":" in part and word:
            raise NotUnderstood(f"{part} is a time already; leave {unit} out", offset)
        try:
            return time(part + unit)
        except NotUnderstood as problem:
            raise problem.shifted(offset) from None
    if word in _DISTANCES:
        return _distance(part, unit, offset)
    if why := not_whole(part):
        raise NotUnderstood(why, offset)
    try:
        low, high = span(part)
    except NotUnderstood as problem:
        message = problem.message
        if "backwards" not in message:
            message = f"cannot read {part} as an amount"
            if part.count("-") > 1:
                message = f"one figure per round is a list with commas: {part.replace('-', ',')}"
        raise NotUnderstood(message, offset) from None
    if low == 0:
        raise NotUnderstood("an amount must be more than 0", offset)
    if high > MOST:
        raise NotUnderstood(f"{high} is too many; the most is {MOST}", offset)
    text = str(low) if low == high else f"{low}-{high}"
    if word in _ENERGIES:
        return Amount(Unit.ENERGY, low, high, f"{text} cal")
    if word and word not in _REPS:
        raise NotUnderstood(
            f"unknown unit {unit}; known are s, min, h, m, km, mi, yd, ft, cal", offset + len(part)
        )
    return Amount(Unit.REPS, low, high, text)


def time(text: str) -> Amount:
    """Read an amount of time, or a range: ``45s``, ``0:30-1:00``, ``30s-1:00``.

    Raises:
        NotUnderstood: for anything else.
    """
    low, high = duration_range(text)
    if low == 0:
        raise NotUnderstood("a time must be longer than 0")
    if low < 1000:
        raise NotUnderstood("the shortest time is 1 second")
    return Amount(
        Unit.TIME, low, high, clock(low) if low == high else f"{clock(low)}-{clock(high)}"
    )


def score_distance(unit: str) -> Amount | None:
    """A distance that is the score, in a unit of distance; None for any other unit."""
    known = _DISTANCES.get(unit.lower())
    return Amount(Unit.LENGTH, 0, 0, f"? {known[0]}") if known else None


def length_mm(figure: str, unit: str = "m") -> int:
    """A distance in mm.

    Args:
        figure: digits, perhaps with a point or a decimal comma.
        unit: of distance.

    Raises:
        NotUnderstood: if the figure is none.
    """
    if not re.fullmatch(r"\d{1,7}(?:[.,]\d{0,3})?", figure.strip()):
        raise NotUnderstood(f"{figure.strip()} is no distance")
    return round(float(figure.replace(",", ".")) * _DISTANCES[unit][1] * 1000)


def length_text(mm: int, unit: str = "m") -> str:
    """A distance as it is told: ``2.45 m``."""
    return f"{round(mm / (_DISTANCES[unit][1] * 1000), 2):.12g} {unit}"


def _distance(part: str, unit: str, offset: int) -> Amount:
    low_text, _, high_text = part.partition("-")
    shown, factor = _DISTANCES[unit.lower()]
    try:
        low, high = round(float(low_text) * factor), round(float(high_text or low_text) * factor)
    except ValueError:
        raise NotUnderstood(f"cannot read {part} as a distance", offset) from None
    try:
        ordered(low, high, part)
    except NotUnderstood as problem:
        raise problem.shifted(offset) from None
    if low == 0:
        raise NotUnderstood("a distance must be longer than 0", offset)
    if high > 1000 * MOST:
        raise NotUnderstood(f"{part} {unit} is too far; the most is {MOST} km", offset)
    if unit == "m" and high < 10:
        raise NotUnderstood(
            f"{part} m could be metres or minutes; write {part} metres, or {part} min", offset
        )
    return Amount(Unit.DISTANCE, low, high, f"{part} {shown}")
