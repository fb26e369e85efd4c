"""Slips in exercise lines: what coaches write in other ways, with the form that is meant.

Theory of operation. What is taken off a line leaves its name, and a name may be anything, so every
slip in the amount would end up in the name in silence: ``8 - 12 Squat`` as 8 of "- 12 Squat". These
functions look for such slips and refuse the line with what to write instead. Whoever really means
such a name writes it in the table form.

A plain look decides whether a pattern is worth trying: compiling the patterns of all slips would
take longer than reading a whole file without any.
"""

from __future__ import annotations

import re

from legtimer.core.exercise import Amount, Unit
from legtimer.core.notation.amounts import UNITS
from legtimer.core.notation.durations import TIME_UNITS, NotUnderstood
from legtimer.core.notation.loads import BETWEEN_LEVELS, other_unit

TABLE_FORM = 'the table form: { name = "..." }'
_BESIDE = r"(?:(?:bodyweight|bw)\s?|(?<=\s))[-+]\s?"
_LOAD_FIGURE = r"\d{1,6}(?:\.\d{1,3})?"
STRAY_LOAD = (
    rf"(?:\d{{1,3}}\s?[x\u00d7]\s?)?(?:{_LOAD_FIGURE}(?:(?:[-\u2013,]|{BETWEEN_LEVELS})"
    rf"{_LOAD_FIGURE}){{0,99}}|\?)"
    r"\s?(?:kgs?|lbs?|%|[x\u00d7]\s?(?:bodyweight|bw))(?!\w)"
)
"""A load that stands somewhere in a line."""
_MEASURE = (
    r"(?:\d+(?:\.\d+)?/){0,9}\d+(?:\.\d+)?\s?-?"
    r"(?:in(?:ch|ches)?(?![-\w]|\s+and\b)|cm\b|[\"\u2033]|'')"
)
_LASTS = r"\d+\s?s(?:ec(?:onds?)?)?\s+(?:down|up|hold|pause|negative|eccentric|lower(?:ing)?)\b"
_ODD = ("in", "cm", "rm", "k", "lb", "#", '"', "\u2033", "'", "p", "s ")
_FRACTIONS = {"\u00bd": "1/2", "\u00bc": "1/4", "\u00be": "3/4"}
_MOST_EFFORT = (
    r"(?:amrap|amap|max[.:]|max(?:imum)?[-\s]effort|max(?:imum)?[-\s]reps?"
    r"|as many(?:\s+reps)?\s+as\s+possible)\s+(?:of\s+)?"
)
_DISTANCE = r"(k|km|m|mi|miles?|yd|yards?|ft|feet|foot|metres?|meters?|h|hours?|min|minutes?)\b"


def refuse_other_forms(work: str, start: int) -> None:
    """Refuse what would be read as a name, or as the reps of one, and stands for something else.

    Args:
        work: a line without its load.
        start: index of its first character that is no blank.

    Raises:
        NotUnderstood: with what to write.
    """
    line = work[start:].rstrip()
    if line[:1].lower() in ("a", "m") and (m := re.match(_MOST_EFFORT, line, re.IGNORECASE)):
        raise NotUnderstood(f"for as many as you can write max {line[m.end() :].lstrip()}", start)
    for sign, typed in _FRACTIONS.items():
        line = line.replace(
            sign, f" {typed}" if line[: line.find(sign)][-1:].isdecimal() else typed
        )
    if "/" in line and (
        m := re.match(rf"(?:(\d+)\s+)?(\d)/([1-9]\d?)\s*{_DISTANCE}", line, re.IGNORECASE)
    ):
        figure = f"{int(m[1] or 0) + int(m[2]) / int(m[3]):.3g}"
        unit = "km" if m[4].lower() == "k" else m[4]
        raise NotUnderstood(f"write the fraction with a point: {figure} {unit}", start)
    if not _suspicious(line):
        return
    if m := re.match(rf"{STRAY_LOAD}(?=\s)", line, re.IGNORECASE):
        raise _load_first(m[0], line[m.end() :], start)
    if m := re.match(r"(\d+(?:\.\d+)?)[kK](?=\s)", line):
        raise NotUnderstood(f"k is no unit: write {m[1]} km", start)
    if m := re.match(r"[x\u00d7#(]\s?(\d[\d:.,\-]*)\)?\s+(?!\()", line, re.IGNORECASE):
        raise NotUnderstood(f"the amount stands alone: {m[1]} {line[m.end() :]}", start)
    if m := re.search(rf"(?<![\w/.])(?:{_MEASURE}|{_LASTS})", line, re.IGNORECASE):
        raise NotUnderstood(_as_note(line, m), work.find(m[0], start))
    if m := re.search(r"(?<![\w/.])(\d+)\s?-?rm\b", line, re.IGNORECASE):
        name = _without(line, m)
        reps = "" if name[:1].isdecimal() else f"{m[1]} "
        raise NotUnderstood(
            f'a load to be found goes into a note: {{ do = "{reps}{name}", note = "{m[0]}" }}',
            work.find(m[0], start),
        )
    if m := re.search(
        r"(?<![\w/.])(\d+(?:\.\d+)?(?:/\d+(?:\.\d+)?)?)\s?(#|pounds?\b|pood\b)", line, re.IGNORECASE
    ):
        place = work.find(m[0], start)
        raise NotUnderstood(
            f"a load stands behind an @: {_without(line, m)} @ {other_unit(m[1], m[2])}", place
        )


def _suspicious(line: str) -> bool:
    """Whether a figure stands behind the first word, or the first one has an odd neighbour."""
    first, _, rest = line.partition(" ")
    if first[:1] in tuple("xX\u00d7#(") or any(letter.isdecimal() for letter in rest):
        return True
    odd = first.lstrip("0123456789:.,-\u2013+/").lower()
    return first[:1].isdecimal() and (
        odd.startswith(_ODD) or rest.partition(" ")[0].lower().startswith(_ODD)
    )


def _without(line: str, found: re.Match[str]) -> str:
    """A line without a part of it, and without what joined that part to it."""
    before = line[: found.start()].rstrip(" ,(-")
    return f"{before} {line[found.end() :].lstrip(' ,).')}".strip()


def _as_note(line: str, found: re.Match[str]) -> str:
    return f"what the amount is not goes into a note: {_with_note(_without(line, found), found[0])}"


def _with_note(line: str, typed: str) -> str:
    note = typed.replace('"', " in").replace("\u2033", " in").replace("''", " in")
    return f'{{ do = "{line}", note = "{note}" }}'


def refuse_measure(work: str, load: str, offset: int = 0) -> None:
    """Refuse a height behind the ``@``: ``20 Box jump @ 24/20 in``."""
    typed = load.strip()
    if re.fullmatch(rf"{_MEASURE}|[\d./]+\s?(?:ft|feet|foot|m)", typed, re.IGNORECASE):
        raise NotUnderstood(
            f"what is no load goes into a note: {_with_note(work.strip(), typed)}", offset
        )


def no_amount(work: str, first: str, start: int) -> NotUnderstood:
    """The refusal of a first word that begins like an amount and is none."""
    if first.endswith(","):
        figures = re.match(r"\d+(?:\s*,\s*\d+)*", work[start:])
        joined = re.sub(r"\s", "", figures[0]) if figures else "21,15,9"
        return NotUnderstood(f"write a list without blanks: {joined}", start + len(first) - 1)
    if re.search(r"[-\u2013.]$", first):
        return NotUnderstood(f"cannot read {first} as an amount; is a figure missing?", start)
    if re.fullmatch(rf"(?i:{STRAY_LOAD})", first):
        return _load_first(first, work[start + len(first) :], start)
    return NotUnderstood(
        f"cannot read {first} as an amount; a name that begins with a figure goes into "
        f"{TABLE_FORM}",
        start,
    )


def _load_first(load: str, behind: str, start: int) -> NotUnderstood:
    name = " ".join(behind.split()) or "Squat"
    load = re.sub(BETWEEN_LEVELS, "/", load)
    return NotUnderstood(f"a load stands behind an @ at the end: {name} @ {load}", start)


def longest_time(name: str, place: int) -> NotUnderstood:
    """The refusal of a time that is as long as can be."""
    return NotUnderstood(
        f"for as long as you can write {name}; the history keeps the time of each set", place
    )


def misplaced_at(text: str) -> NotUnderstood:
    """The refusal of an ``@`` that stands for no load."""
    place = text.index("@")
    if text.rstrip().endswith("@") and text.count("@") == 1:
        return NotUnderstood("a load is missing behind the @", place)
    if text.count("@") > 1:
        second = text.index("@", place + 1)
        return NotUnderstood(
            f"there is more than one @; a name with an @ in it goes into {TABLE_FORM}", second
        )
    before, behind = (part.strip() for part in text.split("@"))
    form = f"{before or 'Squat'} @ {behind}" if behind[:1].isdecimal() else "20 Squat @ 16 kg"
    return NotUnderstood(
        f"a load stands behind an @ with a blank on each side: {form}; a name with an @ in it goes "
        f"into {TABLE_FORM}",
        place,
    )


def refuse_sets(work: str, start: int) -> None:
    """Refuse 3x10 and 3 sets of 10: how many sets there are is said once, by the block."""
    behind = work[start:].lstrip("0123456789").lstrip().lower()
    if not behind.startswith(("x", "\u00d7", "set")):
        return
    match = re.compile(
        rf"(?!\d+\s?x\s?{STRAY_LOAD})"
        r"(\d+)\s?(?:[x\u00d7]\s?|sets?\s+(?:of\s+|x\s+)?)(\d[\d\-\u2013:]*)",
        re.IGNORECASE,
    ).match(work, start)
    if match:
        raise NotUnderstood(
            f"sets are given by the block: write {match[2]} here and sets = {match[1]} there", start
        )


def refuse_stray_load(work: str, begin: int) -> None:
    """Refuse a load that stands somewhere in the name."""
    stray = re.search(rf"(?:^|[\s(])((?:{_BESIDE})?{STRAY_LOAD})", work[begin:], re.IGNORECASE)
    if stray is None:
        return
    place = begin + stray.start(1)
    before = re.sub(r"[\s,(]+(?:(?:at|with)\s*)?$", "", work[:place])
    behind = work[begin + stray.end() :].strip(" )")
    load = re.sub(BETWEEN_LEVELS, "/", stray[1])
    load = load if load[0] not in "+-" else f"bodyweight {load}"
    if behind:
        raise NotUnderstood(
            f"a load stands behind an @ at the end of the line: {before} {behind} @ {load}; a "
            f"name with a load in it goes into {TABLE_FORM}",
            place,
        )
    raise NotUnderstood(f"a load stands behind an @: {before} @ {load}", place)


def check_behind(
    work: str, end: int, amounts: tuple[Amount, ...], name: str, *, sides: bool
) -> None:
    """Refuse a name that holds the rest of its amount, or another exercise.

    Args:
        work: a line without its load.
        end: where its amount ends.
        amounts: the amounts.
        name: what follows, as one line.
        sides: whether the amount has sides.

    Raises:
        NotUnderstood: with what to write.
    """
    rest = work[end:]
    amount = work[:end].strip()
    if not sides and any(each in name.lower() for each in ("each", "per ", "every ", "/")):
        _refuse_each(rest, end, amount)
    if "," in name[1:] and (other := re.search(r",\s*(\d[\d:.,-]*\s+[^\W\d])", rest)):
        one, two = work[: end + other.start()].strip(), rest[other.start(1) :].strip()
        raise NotUnderstood(
            f'there are two exercises in one text; each has its own quotes: "{one}", "{two}"',
            end + other.start(1),
        )
    first, _, behind = name.partition(" ")
    word = first.lower()
    place = end + len(rest) - len(rest.lstrip())
    if not word[0].isalpha() or (word == "to" and behind[:1].isdecimal()):
        _check_figures(amounts, amount, name, place)
    if first in ("x", "\u00d7") and behind:
        raise NotUnderstood(f"write the reps without x: {amount} {behind}", place)
    if word == "of":
        raise NotUnderstood(f"leave the of out: {amount} {behind}", place)
    if word in ("set", "sets", "round", "rounds") and not sides:
        counted = word.rstrip("s") + "s"
        raise NotUnderstood(
            f"{counted} are given by the block: write {behind.removeprefix('of ')} here and "
            f"{counted} = {amount} there",
            place,
        )
    if amounts[0].unit is Unit.MAX and word in ("time", *TIME_UNITS) and behind:
        raise longest_time(behind, place)
    if (amounts[0].unit is Unit.MAX or amounts[0].most) and word in (*UNITS, "effort", "time"):
        raise NotUnderstood(f"max stands alone before the name: {amount} {behind}".rstrip(), place)
    if amounts[0].unit is Unit.TIME and word in ("amrap", "amap", "maximum"):
        raise NotUnderstood(f"for as many as you can write {amount} max {behind}".rstrip(), place)
    if word.startswith("max/"):
        raise NotUnderstood(
            f"the sides stand at the amount: {amount}{first[3:]} max {behind}".rstrip(), place
        )
    if word == "max":
        raise NotUnderstood(
            f"there are two amounts, {amount} and max: write one of them, or a time before max, "
            f"such as 1:00 max {behind}".rstrip(),
            place,
        )


def _refuse_each(rest: str, end: int, amount: str) -> None:
    """Refuse sides that are not at the amount, where they may have a figure of their own."""
    each = re.search(
        r"(?:^|[\s,])\(?(?:(\d[\d\-\u2013]*)\s*)?"
        r"(?:(?:per|each|every)\s+(side|leg|arm)s?\b|each(?=[\s)]|$)|/\s?(side|leg|arm)s?\b)",
        rest,
        re.IGNORECASE,
    )
    if each is None or (each[3] and not each[1]):
        return
    side = (each[2] or each[3] or "side").lower()
    begin = end + each.start() + len(each[0]) - len(each[0].lstrip(" ,("))
    name = _without(rest, each).strip()
    raise NotUnderstood(f"for each {side} write {each[1] or amount}/{side} {name}".rstrip(), begin)


def _check_figures(amounts: tuple[Amount, ...], amount: str, name: str, place: int) -> None:
    """Refuse what goes on with the amount behind a blank."""
    if more := re.match(r"(?:[-\u2013\u2014]\s*|to\s+)(\d[\d:]*)", name, re.IGNORECASE):
        raise NotUnderstood(f"write a range without blanks: {amount}-{more[1]}", place)
    if more := re.match(r"\.\.\s*(\d+)", name):
        raise NotUnderstood(f"write a ladder without blanks: {amount}..{more[1]}", place)
    if more := re.match(r",\s*\d+(?:\s*,\s*\d+)*", name):
        joined = re.sub(r"\s", "", amount + more[0])
        raise NotUnderstood(f"write a list without blanks: {joined}", place)
    if name.startswith("/"):
        raise NotUnderstood(f"write the sides without a blank: {amount}/side", place)
    if amounts[0].unit is Unit.MAX and (time := re.match(r"\d+:\d\d|\d+\s?(?:s|min)\b", name)):
        behind = name[time.end() :].strip()
        raise NotUnderstood(f"the time comes first: {time[0]} max {behind}".rstrip(), place)
    if amounts[0].unit is Unit.MAX and name[0].isdecimal():
        raise NotUnderstood(f"max and a figure: write one of them, such as {name}", place)
    if name[0].isdecimal():
        shown = amounts[0].text if len(amounts) == 1 else amount
        raise NotUnderstood(
            f"there are two amounts, {shown} and {name.split(maxsplit=1)[0]}; a name that begins "
            f"with a figure goes into {TABLE_FORM}",
            place,
        )


def check_alone(work: str, start: int, name: str) -> str:
    """Refuse or question a name without an amount that seems to end in one."""
    last = name.rsplit(maxsplit=1)[-1]
    if last.lower() in UNITS and (behind := re.search(r"\s(\d[\d:,.\-\u2013]*\s+\w+)$", name)):
        last = behind[1]
    if not any(letter.isdecimal() for letter in last):
        return ""
    place = work.rindex(last.split(maxsplit=1)[-1])
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
    units = "s|min|m|km|mi|cal|reps?"
    if len(name) > len(last) and re.fullmatch(rf"\d[\d:,.\-\u2013]*\s?({units})?", last):
        before = name.removesuffix(last).strip()
        return f"{last} is part of the name; as an amount it comes first: {last} {before}"
    return ""
