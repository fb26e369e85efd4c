"""Exercise lines: ``8-12/side Split squat @ 2x16 kg``, taken apart.

Theory of operation. A line is an amount with its sides, a name, and a load behind an ``@``. What
remains when these are taken off is the name, and a name may be anything, so every slip in the
amount would end up in the name in silence: ``8 - 12 Squat`` as 8 of "- 12 Squat". Therefore the
name is looked at once more for what a coach writes in other ways (``each side``, ``3 sets of``,
``x 10``, ``16 kg``), and such a line is refused with the spelling that is meant. Whoever really
means such a name writes it in the table form.

A plain look decides whether a pattern is worth trying: compiling the patterns of all slips would
take longer than reading a whole file without any.
"""

from __future__ import annotations

import re
from typing import NamedTuple, cast

from legtimer.core.exercise import OPEN, Amount, Load, Sides, SideWord, Unit
from legtimer.core.notation.amounts import (
    UNITS,
    amounts,
    consistent_amounts,
    fraction_with_comma,
    time,
)
from legtimer.core.notation.durations import NotUnderstood
from legtimer.core.notation.loads import loads, odd_loads

_MAX: tuple[Amount, ...] = (Amount(Unit.MAX, 0, 0, "max"),)
_IN_FULL = 'the table form: { name = "..." }'
_HEAD = r"([\d:.,\-\u2013+]*\d)([A-Za-z]*)"
_LOAD = r"(?:\d{1,3}\s?[x\u00d7]\s?)?\d{1,6}(?:\.\d{1,3})?\s?(?:kgs?|lbs?|%)(?!\w)"


class ExerciseLine(NamedTuple):
    """An exercise line, taken apart."""

    amounts: tuple[Amount, ...]
    sides: Sides | None
    name: str
    loads: tuple[Load, ...]
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
        raise _misplaced_at(text)
    found_loads: tuple[Load, ...] = ()
    warning = ""
    if at:
        if not load_text.strip():
            raise NotUnderstood("a load is missing behind the @", len(work) + 1)
        found_loads = loads(load_text, len(work) + len(at))
        warning = odd_loads(load_text)
    start = len(work) - len(work.lstrip())
    head = _head(work, start)
    if not at and any(letter.isdecimal() for letter in work[head.end :]):
        stray = re.search(rf"(?:^|[\s(])({_LOAD})", work[head.end :], re.IGNORECASE)
        if stray:
            raise _stray_load(work, head.end, stray)
    # Blanks and line ends within a name mean nothing: it is shown on one line.
    name = " ".join(work[head.end :].split())
    if not name:
        raise NotUnderstood("the name of the exercise is missing", len(work.rstrip()))
    if head.amounts[0] is OPEN and head.sides is None:
        warning = _check_alone(work, start, name) or warning
    else:
        _check_behind(work, head, name)
    return ExerciseLine(head.amounts, head.sides, name, found_loads, head.warning or warning)


def _misplaced_at(text: str) -> NotUnderstood:
    place = text.index("@")
    if text.rstrip().endswith("@") and text.count("@") == 1:
        return NotUnderstood("a load is missing behind the @", place)
    if text.count("@") > 1:
        second = text.index("@", place + 1)
        return NotUnderstood(
            f"there is more than one @; a name with an @ in it goes into {_IN_FULL}", second
        )
    return NotUnderstood(
        "a load stands behind an @ with a blank on each side: 20 Squat @ 16 kg; a name with an @ "
        f"in it goes into {_IN_FULL}",
        place,
    )


def _head(work: str, start: int) -> _Head:
    """Read the amount and the sides that a line begins with."""
    first = work[start:].split(maxsplit=1)[0] if work.strip() else ""
    if first[:1] in tuple("-+.~<>=\u2013\u2264\u2265") and first[1:2].isdecimal():
        raise NotUnderstood(f"cannot read {first} as an amount", start)
    word, slash, side = first.partition("/")
    if word.lower() == "max":
        end, found, warning = start + len(first), _MAX, ""
    elif not first or not first[0].isdecimal():
        return _Head((OPEN,), None, start)
    else:
        _refuse_sets(work, start)
        end, found, slash, side, warning = _figures(work, start, first)
    if not slash:
        return _Head(found, None, end, warning)
    sides = Sides(_side_word(side, end - len(side) - 1), alternating=False)
    if (second := work[end:].split(maxsplit=1)) and second[0].lower() == "alternating":
        end = work.index(second[0], end) + len(second[0])
        return _Head(found, sides._replace(alternating=True), end, warning)
    return _Head(found, sides, end, warning)


def _figures(work: str, start: int, first: str) -> tuple[int, tuple[Amount, ...], str, str, str]:
    """Read the figures and the unit of an amount; returns also where it ends, and its sides."""
    typed, slash, side = first.partition("/")
    end = start + len(first)
    if side[:1].isdecimal():
        raise _no_amount(first, start)
    head = re.fullmatch(_HEAD, typed)
    if not head:
        # Both ends of a range may have a unit of their own: 30s-1:00.
        if re.fullmatch(r"[\d.:]+[A-Za-z]*[-\u2013][\d.:]+[A-Za-z]*", typed):
            try:
                return end, (time(typed),), slash, side, ""
            except NotUnderstood as problem:
                raise problem.shifted(start) from None
        raise _no_amount(first, start)
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
        raise _no_amount(first, start)
    found = consistent_amounts(amounts(figures, unit, start))
    return end, found, slash, side, _odd(figures, unit, found)


def _no_amount(first: str, start: int) -> NotUnderstood:
    if first.endswith(","):
        return NotUnderstood("write a list without blanks: 21,15,9", start + len(first) - 1)
    if re.search(r"[-\u2013.]$", first):
        return NotUnderstood(f"cannot read {first} as an amount; is a figure missing?", start)
    if re.fullmatch(rf"(?i:{_LOAD})", first):
        return NotUnderstood(f"a load stands behind an @ at the end: Squat @ {first}", start)
    return NotUnderstood(
        f"cannot read {first} as an amount; a name that begins with a figure goes into {_IN_FULL}",
        start,
    )


def _refuse_sets(work: str, start: int) -> None:
    """Refuse 3x10 and 3 sets of 10: how many sets there are is said once, by the block."""
    behind = work[start:].lstrip("0123456789").lstrip().lower()
    if not behind.startswith(("x", "\u00d7", "set")):
        return
    match = re.compile(
        rf"(?!\d+\s?x\s?{_LOAD})"
        r"(\d+)\s?(?:[x\u00d7]\s?|sets?\s+(?:of\s+|x\s+)?)(\d[\d\-\u2013:]*)",
        re.IGNORECASE,
    ).match(work, start)
    if match:
        raise NotUnderstood(
            f"sets are given by the block: write {match[2]} here and sets = {match[1]} there", start
        )


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


def _check_behind(work: str, head: _Head, name: str) -> None:
    """Refuse a name that holds the rest of its amount, or another exercise."""
    rest = work[head.end :]
    if "," in name and (other := re.search(r",\s*(\d[\d:.,-]*\s+[^\W\d])", work[head.end :])):
        raise NotUnderstood(
            "there are two exercises in one text; each has its own quotes",
            head.end + other.start(1),
        )
    first, _, behind = name.partition(" ")
    word = first.lower()
    place = head.end + len(rest) - len(rest.lstrip())
    amount = work[: head.end].strip()
    if not word[0].isalpha() or (word == "to" and behind[:1].isdecimal()):
        _check_figures(head, amount, name, place)
    if first in ("x", "\u00d7") and behind:
        raise NotUnderstood(f"write the reps without x: {amount}", place)
    if word == "of":
        raise NotUnderstood(f"leave the of out: {amount} {behind}", place)
    if word in ("set", "sets", "round", "rounds") and head.sides is None:
        counted = word.rstrip("s") + "s"
        raise NotUnderstood(f"{counted} are given by the block: {counted} = {amount}", place)
    if head.amounts[0].unit is Unit.MAX and word in UNITS:
        raise NotUnderstood("max stands alone before the name: max Pull-up", place)
    if head.sides is None and any(each in name.lower() for each in ("each", "per ", "every ")):
        each = re.search(
            r"(?:^|\s)\(?(?:(?:per|each|every)\s+(side|leg|arm)\b|each(?=\s|$))",
            rest,
            re.IGNORECASE,
        )
        if each:
            side = (each[1] or "side").lower()
            begin = head.end + each.start() + (not each[0][0].isalpha())
            raise NotUnderstood(f"for each {side} write {amount}/{side}", begin)


def _check_figures(head: _Head, amount: str, name: str, place: int) -> None:
    """Refuse what goes on with the amount behind a blank."""
    if re.match(r"[-\u2013\u2014]\s*\d|to\s+\d", name, re.IGNORECASE):
        raise NotUnderstood("write a range without blanks: 8-12", place)
    if name.startswith(".."):
        raise NotUnderstood("write a ladder without blanks: 1..10", place)
    if re.match(r",\s*\d", name):
        raise NotUnderstood("write a list without blanks: 21,15,9", place)
    if name.startswith("/"):
        raise NotUnderstood(f"write the sides without a blank: {amount}/side", place)
    if name[0].isdecimal():
        shown = head.amounts[0].text if len(head.amounts) == 1 else amount
        raise NotUnderstood(
            f"there are two amounts, {shown} and {name.split(maxsplit=1)[0]}; a name that begins "
            f"with a figure goes into {_IN_FULL}",
            place,
        )


def _check_alone(work: str, start: int, name: str) -> str:
    """Refuse or question a name without an amount that seems to end in one."""
    last = name.rsplit(maxsplit=1)[-1]
    if not any(letter.isdecimal() for letter in last):
        return ""
    place = work.rindex(last)
    if match := re.search(r"(?<!\d)(\d{1,6})\s?[x\u00d7]\s?(\d{1,6})$", name):
        before = name[: match.start()].strip()
        raise NotUnderstood(
            f"sets are given by the block: write {match[2]} {before} here and sets = {match[1]} "
            "there",
            place,
        )
    if match := re.search(
        r"\s(?:[x\u00d7]\s?(\d{1,6})|(\d{1,6})\s?[x\u00d7])$", name, re.IGNORECASE
    ):
        before, figure = name[: match.start()].strip(), match[1] or match[2]
        raise NotUnderstood(f"the amount comes first: {figure} {before}".rstrip(), start)
    if len(name) > len(last) and re.fullmatch(r"\d[\d:,.\-\u2013]*(s|min|m|km|cal|reps?)?", last):
        before = name.removesuffix(last).strip()
        return f"{last} is part of the name; as an amount it comes first: {last} {before}"
    return ""


def _stray_load(work: str, begin: int, stray: re.Match[str]) -> NotUnderstood:
    place = begin + stray.start(1)
    before, behind = work[:place].strip(" ("), work[begin + stray.end() :].strip(" )")
    if behind:
        return NotUnderstood(
            f"a load stands behind an @ at the end of the line: {before} {behind} @ {stray[1]}; a "
            f"name with a load in it goes into {_IN_FULL}",
            place,
        )
    return NotUnderstood(f"a load stands behind an @: {before} @ {stray[1]}", place)
