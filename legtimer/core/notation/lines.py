"""Exercise lines: ``8-12/side Split squat @ 2x16 kg``, taken apart.

Theory of operation. A line is an amount with its sides, a name, and a load behind an ``@``. What
remains when these are taken off is the name. ``slips`` looks whether it holds a part of the amount.
"""

from __future__ import annotations

import re
from typing import NamedTuple, cast

from legtimer.core.exercise import OPEN, Amount, PlannedLoad, Sides, SideWord, Unit
from legtimer.core.notation import slips
from legtimer.core.notation.amounts import (
    UNITS,
    amounts,
    consistent_amounts,
    fraction_with_comma,
    most_in,
    score_distance,
    time,
)
from legtimer.core.notation.durations import TIME_UNITS, NotUnderstood
from legtimer.core.notation.loads import loads, odd_loads

_MAX: tuple[Amount, ...] = (Amount(Unit.MAX, 0, 0, "max"),)
_GOES_SO_FAR = (
    *("backstroke", "bear walk", "breaststroke", "broad jump", "butterfly", "carries", "carry"),
    *("crab walk", "crawl", "drag", "duck walk", "farmer", "freestyle", "handstand walk", "lunge"),
    *("prowler", "shuttle", "sled", "sprint", "swim", "throw", "yoke"),
)
"""Words in names of what is done for metres, where nobody means minutes."""
_HEAD = r"([\d:.,\-\u2013+]*\d)([A-Za-z]*)"


class ExerciseLine(NamedTuple):
    """An exercise line, taken apart."""

    amounts: tuple[Amount, ...]
    sides: Sides | None
    name: str
    loads: tuple[PlannedLoad, ...]
    warning: str
    """What is legal but odd about it; empty for nothing."""


class _Head(NamedTuple):
    """The beginning of a line, before the name."""

    amounts: tuple[Amount, ...]
    sides: Sides | None
    end: int
    """Index of the first character behind it."""
    warning: str = ""


def exercise_line(text: str) -> ExerciseLine:
    """Take a line such as ``8-12/side Split squat @ 2x16 kg`` apart.

    Raises:
        NotUnderstood: where a part of it says nothing clear.
    """
    work, at, load_text = text.partition(" @ ")
    if "@" in (load_text if at and "@" not in work else work):
        raise slips.misplaced_at(text)
    found_loads: tuple[PlannedLoad, ...] = ()
    warning = ""
    if at:
        if not load_text.strip():
            raise NotUnderstood("a load is missing behind the @", len(work) + 1)
        slips.refuse_measure(work, load_text, len(work) + len(at))
        found_loads = loads(load_text, len(work) + len(at))
        warning = odd_loads(load_text)
    start = len(work) - len(work.lstrip())
    slips.refuse_other_forms(work, start)
    head = _head(work, start)
    if not at and any(letter.isdecimal() or letter == "?" for letter in work[head.end :]):
        slips.refuse_stray_load(work, head.end)
    # Blanks and line ends within a name mean nothing: it is shown on one line.
    name = " ".join(work[head.end :].split())
    if not name:
        raise NotUnderstood("the name of the exercise is missing", len(work.rstrip()))
    if head.amounts[0] is OPEN and head.sides is None:
        warning = slips.check_alone(work, start, name) or warning
    else:
        slips.check_behind(work, head.end, head.amounts, name, sides=head.sides is not None)
    # What is carried is carried so far, not for so many minutes.
    odd = "" if found_loads and head.amounts[0].unit is Unit.DISTANCE else head.warning
    return ExerciseLine(head.amounts, head.sides, name, found_loads, odd or warning)


def _head(work: str, start: int) -> _Head:
    """Read the amount and the sides that a line begins with."""
    first = work[start:].split(maxsplit=1)[0] if work.strip() else ""
    if first[:1] in tuple("-+.~<>=\u2013\u2264\u2265") and first[1:2].isdecimal():
        raise NotUnderstood(f"cannot read {first} as an amount", start)
    word, slash, side = first.partition("/")
    if word.lower() == "max":
        end, found, warning = start + len(first), _MAX, ""
    elif first[:1] == "?":
        end, found, slash, side = _score(work, start)
        warning = ""
    elif not first or not first[0].isdecimal():
        return _Head((OPEN,), None, start)
    else:
        slips.refuse_sets(work, start)
        end, found, slash, side, warning = _figures(work, start, first)
    if not slash:
        return _most(_Head(found, None, end, warning), work)
    sides = Sides(_side_word(side, end - len(side) - 1), alternating=False)
    if behind := _word_behind(work, end, "alternating"):
        end, sides = behind, sides._replace(alternating=True)
    return _most(_Head(found, sides, end, warning), work)


def _word_behind(work: str, end: int, word: str) -> int:
    """Where a word ends that stands behind an amount; 0 if it is another one."""
    found = work[end:].split(maxsplit=1)
    if not found or found[0].lower() != word:
        return 0
    return work.index(found[0], end) + len(found[0])


def _most(head: _Head, work: str) -> _Head:
    """A time with a ``max`` behind it holds as many reps as possible: ``1:00 max Burpee``."""
    timed = head.amounts[0].unit is Unit.TIME
    end = _word_behind(work, head.end, "max") if timed else 0
    return head._replace(amounts=most_in(head.amounts), end=end) if end else head


def _score(work: str, start: int) -> tuple[int, tuple[Amount, ...], str, str]:
    """Read a distance that is the score, ``? m``; returns also where it ends, and its sides."""
    match = re.compile(r"\?\s*([A-Za-z]*)(?:(/)(\S*))?(?=\s|$)").match(work, start)
    found = score_distance(match[1]) if match else None
    if match is None or found is None:
        words = work[start:].lstrip("? ").split()
        if words[1:] and words[0].lower() in TIME_UNITS:
            raise slips.longest_time(" ".join(words[1:]), start)
        if words and (words[0].lower() in UNITS or words[0][0] == "/"):
            words = words[1:]
        name = " ".join(words) or "Broad jump"
        raise NotUnderstood(
            f"? stands before a unit of distance, ? m {name}, or in a load, {name} @ ? kg; for "
            f"as many as you can write max {name}",
            start,
        )
    return match.end(), (found,), match[2] or "", match[3] or ""


def _figures(work: str, start: int, first: str) -> tuple[int, tuple[Amount, ...], str, str, str]:
    """Read the figures and the unit of an amount; returns also where it ends, and its sides."""
    typed, slash, side = first.partition("/")
    end = start + len(first)
    if side[:1].isdecimal():
        raise slips.no_amount(work, first, start)
    head = re.fullmatch(_HEAD, typed)
    if not head:
        # Both ends of a range may have a unit of their own: 30s-1:00.
        if re.fullmatch(r"[\d.:]+[A-Za-z]*[-\u2013][\d.:]+[A-Za-z]*", typed):
            try:
                return end, (time(typed),), slash, side, ""
            except NotUnderstood as problem:
                raise problem.shifted(start) from None
        raise slips.no_amount(work, first, start)
    figures, unit = head.groups()
    if unit.lower() in ("x", "\u00d7"):
        raise NotUnderstood(f"write the reps without x: {figures}", start + len(figures))
    if not unit and not slash and (second := work[end:].split(maxsplit=1)):
        # The unit may be a word of its own: 400 m Run, 10 min Row, 400 m/side Carry.
        word, second_slash, second_side = second[0].partition("/")
        if word.lower() in UNITS:
            unit, slash, side = word, second_slash, second_side
            end = work.index(second[0], end) + len(second[0])
    if unit and unit.lower() not in UNITS:
        raise slips.no_amount(work, first, start)
    if unit == "m" and any(word in work.lower() for word in _GOES_SO_FAR):
        unit = "metres"
    found = consistent_amounts(amounts(figures, unit, start))
    return end, found, slash, side, _odd(figures, unit, found)


def _side_word(typed: str, offset: int) -> SideWord:
    word = typed.lower().removesuffix("s")
    if not word:
        raise NotUnderstood("a word is missing behind the slash: 10/side", offset)
    if word not in ("side", "leg", "arm"):
        raise NotUnderstood(f"/{typed} is not known; expected /side, /leg or /arm", offset)
    return cast(SideWord, word)


def _odd(figures: str, unit: str, found: tuple[Amount, ...]) -> str:
    first, most = found[0], max(amount.high for amount in found)
    if unit == "m" and first.high <= 60:
        return (
            f"{figures} m is read as metres; for minutes write {figures} min, or write "
            f"{figures} metres to say so"
        )
    if unit and fraction_with_comma(figures):
        return (
            f"{figures} is read as two figures, one per round; for a fraction write "
            f"{figures.replace(',', '.')}"
        )
    if most > 1000 and first.unit is Unit.REPS:
        return f"{most} reps are very many"
    if most >= 3 * 3_600_000 and first.unit is Unit.TIME:
        return "3 hours or more of one exercise is very long"
    return ""
