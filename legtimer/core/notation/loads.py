"""Loads: ``16 kg``, ``2x24 kg``, ``60,70,80 kg``, ``70%``, ``bodyweight``."""

from __future__ import annotations

import re

from legtimer.core.exercise import Load, LoadUnit
from legtimer.core.notation.amounts import LONGEST_LIST, decimal_point, fraction_with_comma
from legtimer.core.notation.durations import NotUnderstood

HEAVIEST = 1000
"""The largest figure of a load, in kg, lb or percent."""
EXPECTED_LOAD = 'a load such as "16 kg", "2x24 kg", "135 lb", "70%" or "bodyweight"'
"""What a load may be, in words."""

_LOAD = r"(?:(\d{1,2})\s?[x\u00d7]\s?)?(\d{1,5}(?:\.\d{1,3})?)\s*(kgs?|lbs?|%)?"
_UNITS = {
    "kg": LoadUnit.KG,
    "kgs": LoadUnit.KG,
    "lb": LoadUnit.LB,
    "lbs": LoadUnit.LB,
    "%": LoadUnit.PERCENT,
}


def loads(text: str, offset: int = 0) -> tuple[Load, ...]:
    """Read a load, or a list with one per round: ``16 kg``, ``2x24 kg``, ``70%``, ``60,70,80 kg``.

    Args:
        text: the load or loads; a unit behind the last one counts for all that have none.
        offset: where ``text`` stands in the person's text, for error messages.

    Raises:
        NotUnderstood: for anything else.
    """
    if text.strip().lower() in ("bodyweight", "bw"):
        return (Load(LoadUnit.BODYWEIGHT, 0.0),)
    parts = text.split(",")
    if len(parts) > LONGEST_LIST:
        raise NotUnderstood(f"a list has at most {LONGEST_LIST} figures", offset)
    last = re.fullmatch(_LOAD, parts[-1].strip().lower())
    common = last[3] if last else None
    found = []
    for part in parts:
        found.append(_load(part.strip(), common, offset + len(part) - len(part.lstrip())))
        offset += len(part) + 1
    return tuple(found)


def _load(part: str, common: str | None, offset: int) -> Load:
    match = re.fullmatch(_LOAD, part.lower())
    if match is None:
        if other := re.fullmatch(
            r"(\d+(?:\.\d+)?(?:/\d+(?:\.\d+)?)?)\s?(#|pounds?|pood)", part.lower()
        ):
            raise NotUnderstood(
                f"a load is in kg or lb: write {other_unit(other[1], other[2])}", offset
            )
        if share := re.fullmatch(r"(\d+(?:\.\d+)?)\s?%\s*(?:of\s+)?(?:1\s?-?rm|max)", part.lower()):
            raise NotUnderstood(f"write {share[1]}%: it is of the one-rep maximum", offset)
        if re.fullmatch(r"[\d.]+\s?(kg|lb|%)?\s?[-\u2013]\s?[\d.]+\s*(kg|lb|%)?", part.lower()):
            raise NotUnderstood(
                f"a load is one figure, not the range {part}, or one figure per round: "
                '"60,65,70 kg"',
                offset,
            )
        raise NotUnderstood(f"expected {EXPECTED_LOAD}", offset)
    unit = match[3] or common
    pieces, value = int(match[1] or 1), float(match[2])
    if unit is None:
        raise NotUnderstood(f"{part} needs a unit: {part} kg, {part} lb or {part}%", offset)
    if pieces == 0 or value == 0:
        raise NotUnderstood("a load must be more than 0", offset)
    if value > HEAVIEST:
        raise NotUnderstood(f"{match[2]} is more than any load; the most is {HEAVIEST}", offset)
    return Load(_UNITS[unit], value, pieces)


def single_load(text: str) -> Load:
    """Read a single load.

    Raises:
        NotUnderstood: for anything else, a list included.
    """
    found = loads(text)
    if len(found) != 1:
        meant = decimal_point(text)
        fraction = f"; for a fraction write {meant}" if meant != text else ""
        raise NotUnderstood(f"expected one load, not a list{fraction}")
    return found[0]


def odd_loads(text: str) -> str:
    """What is legal but odd about a text that ``loads`` accepts; empty for nothing."""
    if fraction_with_comma(text):
        figure = text.strip()
        return (
            f"{figure} is read as two loads, one per round; for a fraction write "
            f"{figure.replace(',', '.')}"
        )
    return ""


def other_unit(figure: str, unit: str) -> str:
    """A load in pounds or poods as it is written here: ``95 lb``, ``32 kg`` for 2 pood."""
    if unit.lower() != "pood":
        return f"{figure} lb"
    # A pood is 16.38 kg; kettlebells of so many poods weigh 16 kg for each.
    return "/".join(f"{float(part) * 16:g}" for part in figure.split("/")) + " kg"
