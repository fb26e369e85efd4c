"""Loads: ``16 kg``, ``2x24 kg``, ``60,70,80 kg``, ``70%``, ``bodyweight + 10 kg``, ``10-20 lb``."""

from __future__ import annotations

import re

from legtimer.core.exercise import Load, LoadUnit, OpenLoad, PlannedLoad
from legtimer.core.notation.amounts import LONGEST_LIST, decimal_point, fraction_with_comma
from legtimer.core.notation.durations import NotUnderstood

HEAVIEST = 1000
"""The largest figure of a load, in kg, lb or percent."""
MOST_BODYWEIGHTS = 10
"""The largest load as a multiple of the body weight."""
EXPECTED_LOAD = (
    'a load such as "16 kg", "2x24 kg", "135 lb", "70%", "bodyweight + 10 kg", "10-20 lb" or "? kg"'
)
"""What a load may be, in words."""

BETWEEN_LEVELS = r"(?:\s?kgs?(?=\s?/\s?[\d.]+\s?kg)|\s?lbs?(?=\s?/\s?[\d.]+\s?lb))?\s?/\s?(?=\d)"
"""What stands between the loads of two levels, also where each has the same unit again."""
_FIGURE = r"\d{1,5}(?:\.\d{1,3})?"
_BODYWEIGHT = r"(?:bodyweight|bw)"
_LOAD = (
    rf"(?:(\d{{1,2}})\s?[x\u00d7]\s?)?(?:(\?)|({_FIGURE})(?:\s*[-\u2013]\s*({_FIGURE}))?)"
    rf"\s*(kgs?|lbs?|%|[x\u00d7]\s*{_BODYWEIGHT})?"
)
_UNITS = {
    "kg": LoadUnit.KG,
    "kgs": LoadUnit.KG,
    "lb": LoadUnit.LB,
    "lbs": LoadUnit.LB,
    "%": LoadUnit.PERCENT,
}
_BESIDE_BODYWEIGHT = {LoadUnit.KG: LoadUnit.BODYWEIGHT_KG, LoadUnit.LB: LoadUnit.BODYWEIGHT_LB}


def loads(text: str, offset: int = 0) -> tuple[PlannedLoad, ...]:
    """Read a load, or a list with one per round: ``16 kg``, ``2x24 kg``, ``70%``, ``60,70,80 kg``.

    Args:
        text: the load or loads; a unit behind the last one counts for all that have none, and
            ``bodyweight +`` for all that follow it.
        offset: where ``text`` stands in the person's text, for error messages.

    Raises:
        NotUnderstood: for anything else.
    """
    parts = text.split(",")
    if len(parts) > LONGEST_LIST:
        raise NotUnderstood(f"a list has at most {LONGEST_LIST} figures", offset)
    last = re.search(_LOAD + r"\s*$", text.lower())
    common = last[5] if last else None
    found: list[PlannedLoad] = []
    sign = ""
    for part in parts:
        at = offset + len(part) - len(part.lstrip())
        word = part.strip()
        if beside := re.match(rf"{_BODYWEIGHT}\s*([-+\u2013])\s*", word, re.IGNORECASE):
            sign, word, at = beside[1], word[beside.end() :], at + beside.end()
        found.append(_load(word, common, at, sign))
        offset += len(part) + 1
    return tuple(found)


def _load(part: str, common: str | None, offset: int, sign: str) -> PlannedLoad:
    """One load; with a sign one that is added to the body weight, or taken from it."""
    if re.fullmatch(_BODYWEIGHT, part.lower()):
        return Load(LoadUnit.BODYWEIGHT, 0.0)
    before = f"bodyweight {'+' if sign == '+' else '-'} " if sign else ""
    match = re.fullmatch(_LOAD, part.lower())
    if match is None:
        raise NotUnderstood(_other_form(part, before) or f"expected {EXPECTED_LOAD}", offset)
    typed = match[5] or common
    if typed is None:
        ways = [f"{before}{part} {unit}" for unit in ("kg", "lb")]
        if not before and not match[2]:
            ways = [f"{ways[0]}, {ways[1]}", f"{part}%"]
        raise NotUnderstood(f"{before}{part} needs a unit: {' or '.join(ways)}", offset)
    unit = _UNITS.get(typed, LoadUnit.TIMES_BODYWEIGHT)
    pieces, low = int(match[1] or 1), float(match[3] or 0)
    high = float(match[4] or low)
    if before and (unit not in _BESIDE_BODYWEIGHT or pieces != 1):
        raise NotUnderstood("kg or lb are added to the body weight: bodyweight + 10 kg", offset)
    if match[2] and (unit not in _BESIDE_BODYWEIGHT or before.endswith("- ")):
        raise NotUnderstood(
            "a load that is the score is ? kg, ? lb or bodyweight + ? kg: the heaviest one counts",
            offset,
        )
    if low > high:
        raise NotUnderstood(
            f"the range {match[3]}-{match[4]} runs backwards; the smaller figure comes first",
            offset,
        )
    if pieces == 0 or (low == 0 and not match[2]):
        raise NotUnderstood("a load must be more than 0", offset)
    most = MOST_BODYWEIGHTS if unit is LoadUnit.TIMES_BODYWEIGHT else HEAVIEST
    if high > most:
        raise NotUnderstood(f"{high:g} is more than any load; the most is {most}", offset)
    if before:
        unit = _BESIDE_BODYWEIGHT[unit]
        low, high = (low, high) if sign == "+" else (-high, -low)
    if low == high and not match[2]:
        return Load(unit, low, pieces)
    return OpenLoad(unit, low, high, pieces)


def _other_form(part: str, before: str) -> str:
    """What to write for a load that is written in another way; empty where nobody knows."""
    text = part.lower()
    figure = rf"({_FIGURE})"
    if found := re.fullmatch(rf"{figure}(?:\s*\*|\s*times)?\s*(?:of\s+)?{_BODYWEIGHT}", text):
        return f"write {found[1]}x bodyweight"
    if found := re.fullmatch(rf"{figure}\s*%\s*(?:of\s+)?{_BODYWEIGHT}", text):
        return f"write {float(found[1]) / 100:g}x bodyweight"
    if found := re.fullmatch(rf"{_BODYWEIGHT}\s*[x*\u00d7]\s*{figure}", text):
        return f"write {found[1]}x bodyweight"
    if found := re.fullmatch(rf"({_FIGURE}(?:\s?(?:kg|lb))?)\s*\+\s*{_BODYWEIGHT}", text):
        return f"write bodyweight + {found[1]}"
    if found := re.fullmatch(rf"{_BODYWEIGHT}\s*(plus|minus)\s*{figure}\s*(kg|lb)s?", text):
        return f"write bodyweight {'+' if found[1] == 'plus' else '-'} {found[2]} {found[3]}"
    if not before and (found := re.fullmatch(rf"([-+])\s*{figure}\s*(kg|lb)s?", text)):
        return f"write bodyweight {found[1]} {found[2]} {found[3]}"
    if found := re.fullmatch(r"(\d+(?:\.\d+)?(?:/\d+(?:\.\d+)?)?)\s?(#|pounds?|pood)", text):
        return f"a load is in kg or lb: write {before}{other_unit(found[1], found[2])}"
    if found := re.fullmatch(r"(\d+(?:\.\d+)?(?:-\d+)?)\s?%\s*(?:of\s+)?(?:1\s?-?rm|max)", text):
        return f"write {found[1]}%: it is of the one-rep maximum"
    found = re.fullmatch(
        rf"{figure}\s*(kg|lb)?s?\s*(?:[-\u2013]|to)\s*{figure}\s*(kg|lb|%)s?", text
    )
    if found and found[2] in (None, found[4]):
        return f"write the range as {before}{found[1]}-{found[3]} {found[4]}"
    if found := re.fullmatch(rf"{_FIGURE}(?:{BETWEEN_LEVELS}{_FIGURE})+\s*(?:kg|lb)s?", text):
        return f"write a load for each level as {before}{re.sub(BETWEEN_LEVELS, '/', text)}"
    if re.fullmatch(r"(?:max|heaviest|\d+\s?-?rm)(?:\s+(?:kg|lb|load|weight))?", text):
        return "for a load that you find, of which the heaviest counts, write ? kg"
    return ""


def single_load(text: str) -> Load:
    """Read a single load, as it was lifted.

    Raises:
        NotUnderstood: for anything else, a list and a range included.
    """
    found = loads(text)
    if len(found) != 1:
        meant = decimal_point(text)
        fraction = f"; for a fraction write {meant}" if meant != text else ""
        raise NotUnderstood(f"expected one load, not a list{fraction}")
    if isinstance(found[0], OpenLoad):
        raise NotUnderstood("expected one load, one figure with its unit")
    return found[0]


def load_typed(text: str, planned: PlannedLoad | None, unit: str) -> Load:
    """The load that somebody typed for a set; a figure alone is in the unit of what was planned.

    Args:
        text: such as ``22.5``, ``22,5 kg`` or ``2x16 kg``.
        planned: the load that the set has so far.
        unit: ``kg`` or ``lb``, where the set has none.

    Raises:
        NotUnderstood: if it is no load.
    """
    text = decimal_point(text)
    if text[-1:].isdigit():
        of = planned.unit if planned is not None else LoadUnit.BODYWEIGHT
        before = ""
        if of in (LoadUnit.BODYWEIGHT_KG, LoadUnit.BODYWEIGHT_LB) and text[0].isdigit():
            assert planned is not None
            low = planned.value if isinstance(planned, Load) else planned.low
            before, unit = f"bodyweight {'-' if low < 0 else '+'} ", of.value[-2:]
        elif of is LoadUnit.TIMES_BODYWEIGHT:
            unit = "x bodyweight"
        elif of is not LoadUnit.BODYWEIGHT:
            unit = of.value
        text = f"{before}{text} {unit}"
    return single_load(text)


def odd_loads(text: str) -> str:
    """What is legal but odd about a text that ``loads`` accepts; empty for nothing."""
    before = re.match(rf"\s*{_BODYWEIGHT}\s*[-+\u2013]", text, re.IGNORECASE)
    if fraction_with_comma(text[before.end() :] if before else text):
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
