"""The short notation that athletes type: ``8-12/side Single-leg deadlift @ 2x24 kg``.

Theory of operation. Every function here takes a text and returns a value, or raises
``NotUnderstood`` with the offset of the character that it stumbled over, so that the reader can
point into the middle of a string. Nothing is guessed: a text that could mean two things is refused
with both spellings. ``exercise_line`` splits a line into amount, sides, name and load; the other
functions read one such part and serve the longer table form of an exercise as well, so that both
forms cannot drift apart.

Durations are whole milliseconds, distances whole metres.
"""

from __future__ import annotations

import re
from typing import NamedTuple, cast

from legtimer.core.exercise import (
    NO_REST,
    OPEN,
    UNTIL_READY,
    Amount,
    Load,
    LoadUnit,
    Rest,
    Sides,
    SideWord,
    Unit,
)

LONGEST = 24 * 60 * 60 * 1000
"""The longest duration that may be written, in ms."""
MOST = 100_000
"""The largest figure of any amount."""
LONGEST_LADDER = 1000
"""The most rungs that a ladder or list may have."""

_TIME_UNITS = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1000),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), 60_000),
    **dict.fromkeys(("h", "hr", "hour", "hours"), 3_600_000),
}
_DISTANCE_UNITS = {
    **dict.fromkeys(("m", "metre", "metres", "meter", "meters"), 1.0),
    **dict.fromkeys(("km",), 1000.0),
    # International mile, yard and foot (1959).
    **dict.fromkeys(("mi", "mile", "miles"), 1609.344),
    **dict.fromkeys(("yd", "yard", "yards"), 0.9144),
    **dict.fromkeys(("ft", "foot", "feet"), 0.3048),
}
_ENERGY_UNITS = ("cal", "cals", "kcal", "calories")
_REP_UNITS = ("rep", "reps")
_UNITS = frozenset((*_TIME_UNITS, *_DISTANCE_UNITS, *_ENERGY_UNITS, *_REP_UNITS))

_COLONS = re.compile(r"(?:(\d{1,4}):)?(\d{1,4}):(\d{2})")
_FIGURE = re.compile(r"(\d{1,9}(?:\.\d{1,3})?)\s*([A-Za-z]*)")
_LADDER = re.compile(r"(\d{1,9})\.\.(\d{1,9})([+-]\d{1,9})?")
_HEAD = re.compile(r"([\d:.,\-\u2013+]*\d)([A-Za-z]*)")
_LOAD = re.compile(r"(?:(\d{1,2})x)?(\d{1,5}(?:\.\d{1,3})?)\s*(kg|lbs?|%)?")
_STRAY_LOAD = re.compile(r"\s(\d+(?:\.\d+)?\s?(?:kg|lbs?|%))$")
_SETS_TIMES_REPS = re.compile(r"(\d+)\s?[x\u00d7]\s?(\d+)\b")


class NotUnderstood(ValueError):
    """A text that does not say one clear thing.

    Attributes:
        message: what is wrong and what was expected, for the person who typed it.
        offset: index of the character within the text, from 0.
    """

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


class Line(NamedTuple):
    """An exercise line, taken apart."""

    amounts: tuple[Amount, ...]
    sides: Sides | None
    name: str
    loads: tuple[Load, ...]
    warning: str
    """What is legal but odd about it; empty for nothing."""


def clock(ms: int) -> str:
    """A duration as a clock shows it, ``0:45`` or ``1:02:03``; parts of a second are dropped."""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def duration(text: str) -> int:
    """Read a duration: ``1:30``, ``1:02:03``, ``45s``, ``10 min``, ``1.5 min`` or seconds alone.

    Returns:
        Milliseconds, 0 to 24 hours.

    Raises:
        NotUnderstood: for anything else.
    """
    ms = _duration(text.strip(), None)
    if ms > LONGEST:
        raise NotUnderstood(f"{text.strip()} is more than 24 hours")
    return ms


def _duration(text: str, unit: str | None) -> int:
    if match := _COLONS.fullmatch(text):
        hours, minutes, seconds = match.groups()
        if int(seconds) > 59:
            whole = clock((int(minutes) * 60 + int(seconds)) * 1000)
            raise NotUnderstood(f"seconds go up to 59 in {text}; {whole} would be the same time")
        if hours is not None and int(minutes) > 59:
            raise NotUnderstood(f"minutes go up to 59 in {text}")
        return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000
    if match := _FIGURE.fullmatch(text):
        figure, own = match.group(1), match.group(2).lower()
        factor = _TIME_UNITS.get(own or unit or "s")
        if factor is not None:
            return round(float(figure) * factor)
        if own == "m":
            raise NotUnderstood(
                f"m alone means metres; for minutes write {figure}:00 or {figure} min",
                match.start(2),
            )
    raise NotUnderstood('expected a duration such as "1:30", "45s" or "10 min"')


def duration_range(text: str) -> tuple[int, int]:
    """Read a duration or a range of them: ``45-60s``, ``0:45-1:00``.

    Returns:
        The low and the high end in ms; equal where there is no range.

    Raises:
        NotUnderstood: for anything else, and for a range that runs backwards.
    """
    text = text.strip().replace("\u2013", "-")
    low_text, dash, high_text = text.partition("-")
    if not dash:
        ms = duration(text)
        return ms, ms
    low_text, high_text = low_text.strip(), high_text.strip()
    high = _FIGURE.fullmatch(high_text)
    if low_text.isdecimal() and not high:
        raise NotUnderstood(
            f"{text} gives the first figure no unit; write for example 0:45-1:00 or 45-60s"
        )
    low_ms = _duration(low_text, high.group(2).lower() if high else None)
    return _ordered(low_ms, duration(high_text), text)


def _ordered(low: int, high: int, text: str) -> tuple[int, int]:
    if low > high:
        raise NotUnderstood(f"the range {text} runs backwards; the smaller figure comes first")
    return low, high


def rest(text: str) -> Rest:
    """Read a rest: a duration, a range of two calls, ``ready`` or ``none``.

    Raises:
        NotUnderstood: for anything else.
    """
    word = text.strip().lower()
    if word == "ready":
        return UNTIL_READY
    if word == "none":
        return NO_REST
    try:
        return Rest(*duration_range(text))
    except NotUnderstood as problem:
        if problem.message.startswith("expected"):
            raise NotUnderstood(
                'expected a rest such as "1:00", "45-60s", "ready" or "none"'
            ) from None
        raise


def span(text: str) -> tuple[int, int]:
    """Read a count or a range of counts: ``3``, ``2-4``.

    Raises:
        NotUnderstood: for anything else, and for a range that runs backwards.
    """
    match = re.fullmatch(r"\s*(\d{1,9})(?:\s*[-\u2013]\s*(\d{1,9}))?\s*", text)
    if not match:
        raise NotUnderstood('expected a whole number or a range such as "2-4"')
    low = int(match.group(1))
    return _ordered(low, int(match.group(2) or low), text.strip())


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
    if len(parts) > LONGEST_LADDER:
        raise NotUnderstood(f"a list has at most {LONGEST_LADDER} figures", offset)
    found = []
    for part in parts:
        if not part:
            raise NotUnderstood(f"a figure is missing between the commas of {figures}", offset)
        found.append(_amount(part, unit, offset))
        offset += len(part) + 1
    return tuple(found)


def _ladder(figures: str, unit: str, offset: int) -> tuple[Amount, ...]:
    match = _LADDER.fullmatch(figures)
    if not match:
        raise NotUnderstood("expected a ladder such as 1..10, 10..1, 2..20+2 or 20..2-2", offset)
    first, last = int(match.group(1)), int(match.group(2))
    down = last < first
    step = int(match.group(3) or (-1 if down else 1))
    if step == 0 or (step < 0) != down:
        raise NotUnderstood(
            f"the ladder {figures} never gets from {first} to {last}", offset + match.start(3)
        )
    if (last - first) % step:
        nearest = last - (last - first) % step
        raise NotUnderstood(
            f"the ladder {figures} misses its own end: it would stop at {nearest}", offset
        )
    if abs(last - first) // abs(step) >= LONGEST_LADDER:
        raise NotUnderstood(f"a ladder has at most {LONGEST_LADDER} rungs", offset)
    rungs = range(first, last + (-1 if down else 1), step)
    return tuple(_amount(str(rung), unit, offset) for rung in rungs)


def _amount(part: str, unit: str, offset: int) -> Amount:
    """Read one figure or range with the unit that stands behind the whole list."""
    word = unit.lower()
    if ":" in part or word in _TIME_UNITS:
        if ":" in part and word:
            raise NotUnderstood(f"{part} is a time already; leave {unit} away", offset)
        try:
            low, high = duration_range(part + unit)
        except NotUnderstood as problem:
            raise NotUnderstood(problem.message, offset + problem.offset) from None
        if low == 0:
            raise NotUnderstood("a time must be longer than 0", offset)
        text = clock(low) if low == high else f"{clock(low)}-{clock(high)}"
        return Amount(Unit.TIME, low, high, text)
    low_text, _, high_text = part.partition("-")
    if word in _DISTANCE_UNITS:
        return _distance(part, low_text, high_text or low_text, unit, offset)
    if "." in part:
        raise NotUnderstood(f"{part} is not a whole number", offset)
    try:
        low, high = span(part)
    except NotUnderstood as problem:
        raise NotUnderstood(
            problem.message
            if "backwards" in problem.message
            else f"cannot read {part} as an amount",
            offset,
        ) from None
    if low == 0:
        raise NotUnderstood("an amount must be more than 0", offset)
    if high > MOST:
        raise NotUnderstood(f"{high} is more than {MOST}", offset)
    text = str(low) if low == high else f"{low}-{high}"
    if word in _ENERGY_UNITS:
        return Amount(Unit.ENERGY, low, high, f"{text} cal")
    if word and word not in _REP_UNITS:
        raise NotUnderstood(f"unknown unit {unit}", offset + len(part))
    return Amount(Unit.REPS, low, high, text)


def _distance(part: str, low_text: str, high_text: str, unit: str, offset: int) -> Amount:
    factor = _DISTANCE_UNITS[unit.lower()]
    try:
        low, high = round(float(low_text) * factor), round(float(high_text) * factor)
    except ValueError:
        raise NotUnderstood(f"cannot read {part} as a distance", offset) from None
    _ordered(low, high, part)
    if low == 0:
        raise NotUnderstood("a distance must be longer than 0", offset)
    if high > 1000 * MOST:
        raise NotUnderstood(f"{part} {unit} is too far", offset)
    if unit == "m" and high < 10:
        raise NotUnderstood(
            f"{part} m could be metres or minutes; write {part} metres, or {part} min", offset
        )
    return Amount(Unit.DISTANCE, low, high, f"{part} {unit}")


def loads(text: str, offset: int = 0) -> tuple[Load, ...]:
    """Read a load, or a list with one per round: ``16 kg``, ``2x24 kg``, ``70%``, ``60,70,80 kg``.

    Raises:
        NotUnderstood: for anything else.
    """
    stripped = text.strip()
    if stripped.lower() in ("bodyweight", "bw"):
        return (Load(LoadUnit.BODYWEIGHT, 0.0),)
    expected = 'expected a load such as "16 kg", "2x24 kg", "135 lb", "70%" or "bodyweight"'
    parts = stripped.split(",")
    if len(parts) > LONGEST_LADDER:
        raise NotUnderstood(f"a list has at most {LONGEST_LADDER} figures", offset)
    matches = [_LOAD.fullmatch(part.strip()) for part in parts]
    last = matches[-1]
    if last is None or not all(matches):
        raise NotUnderstood(expected, offset)
    common = last.group(3)
    found = []
    for match in matches:
        assert match is not None
        unit = match.group(3) or common
        if unit is None:
            raise NotUnderstood(f"{stripped} needs a unit: kg, lb or %", offset)
        pieces, value = int(match.group(1) or 1), float(match.group(2))
        if pieces == 0 or value == 0:
            raise NotUnderstood("a load must be more than 0", offset)
        found.append(Load(LoadUnit("lb" if unit == "lbs" else unit), value, pieces))
    return tuple(found)


def load(text: str) -> Load:
    """Read a single load.

    Raises:
        NotUnderstood: for anything else, a list included.
    """
    found = loads(text)
    if len(found) != 1:
        raise NotUnderstood("expected one load, not a list")
    return found[0]


def tempo(text: str) -> tuple[int, ...]:
    """Read a tempo in seconds, ``3-1-1`` or ``3-1-1-0``: down, hold, up, hold; ``X`` is 1, fast.

    Raises:
        NotUnderstood: for anything else.
    """
    parts = text.strip().upper().split("-")
    if len(parts) not in (3, 4) or not all(re.fullmatch(r"\d{1,2}|X", part) for part in parts):
        raise NotUnderstood('expected a tempo in seconds such as "3-1-1" or "3-1-1-0"')
    seconds = tuple(1 if part == "X" else int(part) for part in parts)
    if sum(seconds) == 0:
        raise NotUnderstood("a tempo must last longer than 0 seconds")
    return seconds


def sides(text: str, offset: int) -> SideWord:
    """Read the word behind the slash of ``10/side``.

    Raises:
        NotUnderstood: for any other word than side, leg and arm.
    """
    if text not in ("side", "leg", "arm"):
        raise NotUnderstood(
            f"/{text} is not known; expected /side, /leg or /arm (a name that begins with a "
            'figure goes into the table form: { name = "..." })',
            offset,
        )
    return cast(SideWord, text)


def exercise_line(text: str) -> Line:
    """Take a line such as ``8-12/side Split squat @ 2x16 kg`` apart.

    Raises:
        NotUnderstood: where a part of it says nothing clear.
    """
    work, at, load_text = text.partition(" @ ")
    found_loads: tuple[Load, ...] = ()
    if at:
        if " @ " in load_text:
            raise NotUnderstood(
                "there is more than one @; a name with an @ in it goes into the table form: "
                '{ name = "..." }',
                len(work) + len(at) + load_text.index(" @ ") + 1,
            )
        found_loads = loads(load_text, len(work) + len(at))
    elif work.rstrip().endswith(" @"):
        raise NotUnderstood("a load is missing behind the @", work.rstrip().index(" @") + 1)
    elif glued := re.search(r"\s@(?=\d)", work):
        raise NotUnderstood("put a blank behind the @ of a load", glued.start() + 1)
    start = len(work) - len(work.lstrip())
    found, side, name_at = _amount_of(work, start)
    name = work[name_at:].strip()
    if not name:
        raise NotUnderstood("the name of the exercise is missing", len(work.rstrip()))
    if not at and (stray := _STRAY_LOAD.search(name)):
        figure = stray.group(1)
        raise NotUnderstood(
            f"a load stands behind an @: {name[: stray.start()]} @ {figure}", work.rindex(figure)
        )
    return Line(found, side, name, found_loads, _odd(found))


def _odd(found: tuple[Amount, ...]) -> str:
    first = found[0]
    if first.unit is Unit.DISTANCE and first.high <= 60 and first.text.endswith(" m"):
        figure = first.text.removesuffix(" m")
        return f"{first.text} is read as metres; for minutes write {figure} min"
    if max(amount.high for amount in found) > 1000 and first.unit is Unit.REPS:
        return f"{max(amount.high for amount in found)} reps are very many"
    if max(amount.high for amount in found) > 3 * 3_600_000 and first.unit is Unit.TIME:
        return "more than 3 hours of one exercise is very long"
    return ""


def _amount_of(work: str, start: int) -> tuple[tuple[Amount, ...], Sides | None, int]:
    """Read the amount that a line begins with; returns also where the name begins."""
    first = work[start:].split(maxsplit=1)[0] if work.strip() else ""
    if re.match(r"[-+.~\u2013]\d", first):
        raise NotUnderstood(f"cannot read {first} as an amount", start)
    if not first or not (first[0].isdecimal() or re.fullmatch(r"(?i:max)(/.*)?", first)):
        return (OPEN,), None, start
    if (times := _SETS_TIMES_REPS.match(work, start)) is not None:
        sets, reps = times.groups()
        raise NotUnderstood(
            f"sets are given by the block: write {reps} here and sets = {sets} there", start
        )
    head_text, slash, side_word = first.partition("/")
    end = start + len(first)
    if head_text.lower() == "max":
        found: tuple[Amount, ...] = (Amount(Unit.MAX, 0, 0, "max"),)
    else:
        head = _HEAD.fullmatch(head_text)
        if not head:
            raise NotUnderstood(
                f"cannot read {first} as an amount; a name that begins with a figure goes into "
                'the table form: { name = "..." }',
                start,
            )
        figures, unit = head.groups()
        if unit.lower() in ("x", "\u00d7"):
            raise NotUnderstood(f"write the reps without x: {figures}", start + len(figures))
        if not unit and not slash:
            # The unit may be a word of its own: 400 m Run, 10 min Row, 400 m/side Carry.
            second = work[end:].split(maxsplit=1)[0] if work[end:].strip() else ""
            word, second_slash, second_side = second.partition("/")
            if word.lower() in _UNITS and len(work[end:].split(maxsplit=2)) > 1:
                unit, slash, side_word = word, second_slash, second_side
                end = work.index(second, end) + len(second)
        if unit and unit.lower() not in _UNITS:
            raise NotUnderstood(
                f"cannot read {head_text} as an amount; known units are s, min, h, m, km, mi, cal",
                start,
            )
        found = amounts(figures, unit, start)
    if not slash:
        return found, None, end
    word = sides(side_word, end - len(side_word) - 1)
    rest_of_line = work[end:]
    if re.match(r"\s+alternating(\s|$)", rest_of_line):
        end += rest_of_line.index("alternating") + len("alternating")
        return found, Sides(word, alternating=True), end
    return found, Sides(word, alternating=False), end
