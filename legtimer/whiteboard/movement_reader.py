"""Reads a line that says what is done: ``Prisoner squat: 3 sets of 15-20, rest 60 s``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from legtimer.whiteboard.movement import Movement, with_choices
from legtimer.whiteboard.movement_amounts import take_amount, take_figure, take_most, take_times
from legtimer.whiteboard.movement_parts import ON_CONDITION, MovementParts, without_brackets
from legtimer.whiteboard.tokens import QUANTITIES, Token

_JOINS_NAME = frozenset("&'/+\u2019.-\u2013\"#")
"""Signs that may stand inside a name."""
_ENDS_NAME = frozenset((",", "\u2192", ":", ";", "(", ")", "\u2013", "\u2014", "=", "|", "[", "]"))
_NO_NAME = frozenset(("of", "with", "for", "and", "then", "times", "to", "each", "between"))
"""Phrases that belong to no name at its ends."""
_OVER = ("rest", "with")
"""Phrases that end what stands behind an @."""
_MOST_WORDS = 9
_COUNTS = frozenset(("minute-label", "rounds", "every", "add", "each", "emom", "workout"))
"""Phrases in what looks like the name of an exercise and perhaps says how it is done."""
_NO_EXERCISE = frozenset(("exercises", "workout", "circuit", "rounds", "part"))
"""Phrases in what looks like the name of an exercise and is a title."""


def read_movement(
    tokens: Sequence[Token],
    text: str,
    name_of: Callable[[str], str | None],
    *,
    nameless: bool = False,
    listed: bool = False,
) -> Movement | None:
    """Read what is done; None for a line that does not say it.

    Args:
        tokens: of the line, or of a part of it.
        text: the line.
        name_of: the library's name of an exercise, None for one that it does not know.
        nameless: whether a line may say only how much, of what stands above it.
        listed: whether it stands in a list, so that it is no title.
    """
    found = MovementParts()
    tokens = without_brackets(list(tokens), text, found)
    i = 0
    while i < len(tokens):
        i += _take(tokens, i, text, found)
    if found.sides and found.name[:1] and found.name[0].kind == "alternating":
        found.alternating = True
        found.name.pop(0)
    blank = found.amount is None and bool(tokens) and tokens[-1].value == "?"
    name = _name(found.name, text, ends=bool(tokens) and found.name[-1:] == [tokens[-1]])
    known = name_of(name)
    if not any(letter.isalpha() for letter in name):
        if not nameless or found.amount is None:
            return None
    elif known is None:
        kinds = [token.kind for token in found.name if token.kind != "sign"]
        counts = not listed and (found.amount is None or found.amount.kind == "figure")
        skill = "work" in kinds and found.amount is not None and found.amount.kind == "max"
        if (
            kinds[:1] == ["work"]
            or (skill and not listed)
            or (counts and _NO_EXERCISE.intersection(kinds))
        ):
            return None
    if known is None and len(name.split()) > _MOST_WORDS:
        return None
    said = {token.kind for token in found.name}
    if found.amount is None and (tokens[0].kind == "rest" or (known is None and "rest" in said)):
        # "Rest as long as it took", "1:1 rest"
        return None
    if known is None and "if" in said:
        found.guesses.append(ON_CONDITION)
    if known is None and said & _COUNTS:
        found.guesses.append(f"{name[:1].upper() + name[1:]} as an exercise")
    if blank and known is not None and not found.load:
        found.amount = replace(tokens[-1], kind="max", value="max")
        found.guesses.append("? as many as possible")
    amount = found.amount.value if found.amount else ""
    sides = found.sides
    notes = found.notes(text)
    if found.alternating and not sides:
        notes.append("alternating")
    movement = Movement(
        name=known or name[:1].upper() + name[1:],
        amount=amount,
        sides=sides,
        alternating=found.alternating and bool(sides),
        load=found.load,
        sets=found.sets,
        rest=found.rest,
        every=found.every,
        notes=tuple(dict.fromkeys(filter(None, notes))),
        guesses=tuple(found.guesses),
    )
    return with_choices(movement)


def _take(tokens: Sequence[Token], i: int, text: str, found: MovementParts) -> int:
    """Take what begins at a token; returns how many tokens that is."""
    token = tokens[i]

    def kind(offset: int) -> str:
        return tokens[i + offset].kind if 0 <= i + offset < len(tokens) else ""

    def value(offset: int) -> str:
        return tokens[i + offset].value if 0 <= i + offset < len(tokens) else ""

    if token.kind == "figure" and (taken := take_figure(tokens, i, found)):
        return taken
    if token.kind == "times" and kind(1) == "figure":
        return take_times(tokens[i + 1], kind(2) == "sets", found)
    if token.kind == "rest" and kind(1) in ("time", "until-ready"):
        found.rest = value(1) if kind(1) == "time" else "ready"
        return 2 + _between(tokens, i + 2)
    rest_behind = kind(1) == "rest" or (kind(1) in ("word", "of") and kind(2) == "rest")
    if token.kind == "time" and rest_behind and "time" not in (kind(2), kind(3)):
        found.rest = token.value
        if kind(1) == "word":
            found.asides.append((tokens[i + 1].start, tokens[i + 2].end))
        used = 2 if kind(1) == "rest" else 3
        return used + _between(tokens, i + used)
    if token.kind == "work" and kind(1) == "time" and found.amount and not found.every:
        # "50 m on 1:00"
        found.every = value(1)
        return 2
    if token.kind == "max" and found.amount and found.amount.kind in ("distance", "energy"):
        # "75 m max effort"
        return _words(tokens, i, text, found)
    if token.kind in QUANTITIES and not (
        token.kind == "distance" and found.name and re.fullmatch(r"\d ft", token.value)
    ):
        return take_amount(tokens, i, found, text)
    if token.kind == "load":
        return _load(tokens, i, text, found)
    if token.kind in ("size", "distance"):
        # "24 in", "Precision 6ft": how high the box is, how wide the gap.
        found.asides.append((token.start, token.end))
        return 1
    if token.kind == "maximum":
        # 5RM: as heavy as 5 reps can be.
        found.amount = found.amount or replace(token, kind="figure")
        found.asides.append((token.start, token.end))
        return 1
    if token.kind == "sides":
        found.sides = token.value
        return 1
    if token.kind == "alternating":
        if not found.name and not found.sides:
            # "Alternating lunges" is a name, unless the sides are said.
            found.name.append(token)
        else:
            found.alternating = True
        return 1
    if found.name and not found.sets and (listed := _reps_of_sets(tokens[i : i + 3])):
        found.sets = str(listed.count(",") + 1)
        return 1
    if token.kind == "reps" and (kind(-1) in QUANTITIES or kind(-1) in ("of", "sign", "")):
        return 1
    if token.kind == "sign" and (taken := _sign(tokens, i, text, found)):
        return taken
    if token.kind == "do":
        if kind(-1) == "figure" and kind(1) == "word" and not found.name:
            # "10 perform something hard"
            return _words(tokens, i, text, found)
        # "I do 3x15 calf raises": what is before it names nothing.
        if not found.name_over:
            found.name.clear()
        return 1
    joins = token.kind == "to" and found.name and kind(1) == "figure"
    if (
        token.kind in _NO_NAME
        and not joins
        and (not found.name or kind(1) in (*QUANTITIES, "load", ""))
    ):
        return 1
    return _words(tokens, i, text, found)


def _load(tokens: Sequence[Token], i: int, text: str, found: MovementParts) -> int:
    """Take a load, or two with a slash between them: ``95 lb/65 lb``, ``20 kg/44 lb``."""
    typed = tokens[i].value
    used = 1
    behind = tokens[i + 1 : i + 3]
    if typed.endswith("%") and found.name and [t.kind for t in behind[:1]] in (["word"], ["max"]):
        # "80% max distance", "90% effort": of something else than of what is lifted once.
        end = next((n for n in range(i + 1, len(tokens)) if tokens[n].kind == "sign"), len(tokens))
        if end > i + 2 or behind[0].kind == "word":
            found.asides.append((tokens[i].start, tokens[end - 1].end))
            return end - i
    begins = not found.name and (not i or tokens[i - 1].kind != "with")
    if typed == "bodyweight" and begins and behind and behind[0].kind == "word":
        # "Bodyweight squat" is a name.
        return _words(tokens, i, text, found)
    added = [t.kind for t in behind] == ["sign", "load"] and behind[0].value in "+-\u2013"
    if typed == "bodyweight" and added:
        # What is added to the body weight, or taken from it.
        sign = "+" if behind[0].value == "+" else "-"
        typed, used = f"bodyweight {sign} {behind[1].value}", 3
    slash = tokens[i + 1 : i + 2] and tokens[i + 1].value == "/"
    if slash and tokens[i + 2 : i + 3] and tokens[i + 2].kind == "load":
        used, other = 3, tokens[i + 2].value
        figure, _, unit = typed.partition(" ")
        if unit and other.endswith(f" {unit}"):
            typed = f"{figure}/{other}"
    if found.load:
        found.asides.append((tokens[i].start, tokens[i + used - 1].end))
        found.odd.append(tokens[i].start)
    else:
        found.load = typed
    found.name_over = found.name_over or bool(found.name)
    return used


def _sign(tokens: Sequence[Token], i: int, text: str, found: MovementParts) -> int:
    """Take a sign that is no part of a name; 0 for one that may be."""
    token = tokens[i]
    following = tokens[i + 1].kind if i + 1 < len(tokens) else ""
    if token.value == "@" and following not in ("load", "figure"):
        # "@ 5k pace" is how, not with what.
        ends = (n for n, t in enumerate(tokens) if n > i and (t.value in ",;" or t.kind in _OVER))
        end = next(ends, len(tokens))
        found.asides.append((token.start, tokens[end - 1].end))
        return end - i
    if token.value.startswith("? "):
        found.amount = found.amount or replace(token, kind="max", value="max")
        if found.amount.start == token.start:
            found.guesses.append(f"{token.value} as many as possible")
        take_most(found)
        return 1
    if token.value == "?" and not found.amount and not found.name and following == "word":
        found.amount = replace(token, kind="max", value="max")
        found.guesses.append("? as many as possible")
        return 1
    if token.value in "@?~":
        if token.value == "?" and found.amount is not None and found.amount.kind == "time":
            take_most(found)
        return 1
    apart = text[token.start - 1 : token.start] in ("", " ") or text[token.end :][:1] in ("", " ")
    if token.value in _ENDS_NAME or (token.value == "-" and apart):
        found.name_over = bool(found.name)
        return 1
    return 0


def _between(tokens: Sequence[Token], i: int) -> int:
    """How many tokens say between what a rest is."""
    end = i
    while end < len(tokens) and tokens[end].kind in ("between", "after", "each", "sets", "rounds"):
        end += 1
    return end - i


def _reps_of_sets(tokens: Sequence[Token]) -> str:
    """The list behind the word sets: "Press sets: 5, 5, 3"; empty for none."""
    sets, *behind = [token for token in tokens if token.value != ":"] or tokens
    listed = sets.kind == "sets" and [token.kind for token in behind[:1]] == ["list"]
    return behind[0].value if listed else ""


def _words(tokens: Sequence[Token], i: int, text: str, found: MovementParts) -> int:
    """Take words, to the name or to the notes."""
    end = i + 1
    while end < len(tokens) and tokens[end].kind not in (
        *QUANTITIES,
        "load",
        "sides",
        "sign",
        "rest",
        "reps",
        "times",
        "do",
        "maximum",
        "size",
        "alternating",
    ):
        if [t.kind for t in tokens[end : end + 2]] == ["work", "time"]:
            break
        if _reps_of_sets(tokens[end : end + 3]):
            break
        end += 1
    while end < len(tokens) and tokens[end].kind == "sign" and tokens[end].value in _JOINS_NAME:
        glued = (
            end + 1 < len(tokens)
            and tokens[end + 1].kind == "word"
            and (tokens[end].value in "&+/" or tokens[end + 1].start == tokens[end].end)
        )
        if not glued:
            break
        end += 2
    run = tokens[i:end]
    if found.name_over:
        found.asides.append((run[0].start, run[-1].end))
    else:
        found.name += run
    return end - i


def _name(tokens: Sequence[Token], text: str, *, ends: bool) -> str:
    """The name without phrases at its ends that belong to none.

    Args:
        tokens: of the name.
        text: the line.
        ends: whether the line ends with it: "something you are bad at".
    """
    kept = list(tokens)
    while not ends and kept and kept[-1].kind in _NO_NAME:
        kept.pop()
    while kept and kept[0].kind in _NO_NAME:
        kept.pop(0)
    pieces: list[str] = []
    for before, token in zip([None, *kept], kept, strict=False):
        if before is not None and token.start == before.end:
            pieces[-1] += text[token.start : token.end]
        else:
            pieces.append(text[token.start : token.end])
    return re.sub(r"^[\s.\-\u2013*&/+'\"#]+|[\s.\-\u2013*&/+\"#]+$", "", " ".join(pieces))
