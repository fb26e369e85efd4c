"""Tokens of a line: quantities as the workout format writes them, phrases by their meaning, words.

Theory of operation. Figures with what is written between them without blanks are one run
(``8-12``, ``21-15-9``, ``1:30``, ``95/65``). A run and the unit behind it make a quantity; figures
that belong together over blanks ("8 to 12", "21, 15, 9") are joined afterwards. A run that is
nothing known is a word, so that nothing gets lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from legtimer.whiteboard.figures import (
    clock_text,
    decimal,
    duration_figure,
    falls,
    small_fraction,
    steps,
)
from legtimer.whiteboard.token_runs import joined_figures
from legtimer.whiteboard.tokens import Token
from legtimer.whiteboard.vocabulary import Vocabulary, match_phrase

_SIDES = {"each-side": "side", "each-leg": "leg", "each-arm": "arm"}
_COUNTED = ("rounds", "sets", "times", "reps", "exercises")
"""What figures are written as words for."""
_TOKEN = re.compile(
    r"(?P<ladder>\d{1,3}\.\.\+?\d{1,3}(?:[+-]\d{1,2})?)"
    r"|(?P<run>(?:(?<![\w.)\]])\.|:)?\d+(?:(?:[:.,/\-\u2013\u2014]|\|:?)\d+)*)"
    r"|(?P<fraction>[\u00bd\u00bc\u00be])"
    r"|(?P<word>[^\W\d_]+(?:['\u2019\-&][^\W\d_]+)*)"
    r"|(?P<sign>\S)"
)
_FRACTIONS = {"\u00bd": 0.5, "\u00bc": 0.25, "\u00be": 0.75}
_FARTHEST_HEIGHT = 25
"""Feet from which it is a way, and not how high something is or how wide."""
_CROSSES = "\u00d7\u2715\u2a09"
"""Signs that mean x."""
_DASHES = re.compile(r"[\u2013\u2014]")


@lru_cache(maxsize=256)
def tokens_of(text: str, vocab: Vocabulary) -> tuple[Token, ...]:
    """The tokens of a line; kept, since each rule that looks at a line asks for them."""
    raw = [
        ("word" if m[0] in _CROSSES else m.lastgroup or "sign", m[0], m.start(), m.end())
        for m in _TOKEN.finditer(text)
    ]
    words = [
        "x" if typed in _CROSSES else _folded(typed) if kind == "word" else typed
        for kind, typed, _, _ in raw
    ]
    for i in reversed(range(len(words))):
        word = words[i]
        if word in vocab.numbers and _counts(words, i, vocab):
            words[i] = str(vocab.numbers[word])
            raw[i] = ("run", words[i], *raw[i][2:])
    found: list[Token] = []
    i = 0
    while i < len(raw):
        kind, typed, start, end = raw[i]
        if kind in ("run", "fraction"):
            token, used = _quantity(raw, words, i, vocab)
        elif kind == "word":
            token, used = _word(raw, words, i, vocab)
        elif typed == "?" and (counted := _counted(words, i + 1, vocab)):
            token, used = Token("sign", f"? {counted}", start, raw[i + 1][3]), 2
        elif typed == "?" and (unit := vocab.units.get("".join(words[i + 1 : i + 2]), "")):
            kind = "load" if unit in ("kg", "lb") else "distance"
            token, used = Token(kind, f"? {unit}", start, raw[i + 1][3]), 2
        elif (
            typed == "/" and (side := "".join(words[i + 1 : i + 2]).rstrip("s")) in _SIDES.values()
        ):
            # As the workout format has it, in every language.
            token, used = Token("sides", side, start, raw[i + 1][3]), 2
        else:
            token, used = Token(kind, typed, start, end), 1
        found.append(token)
        i += used
    return tuple(joined_figures(found))


def _counted(words: Sequence[str], i: int, vocab: Vocabulary) -> str:
    """The word at a place, where it is one for reps or calories."""
    word = "".join(words[i : i + 1])
    found = match_phrase(vocab, [word])
    counted = vocab.units.get(word) in ("cal", "s", "min") or found == ("reps", 1)
    return word if counted else ""


def _folded(word: str) -> str:
    return word.casefold().replace("\u2019", "'").rstrip(".")


def _counts(words: Sequence[str], i: int, vocab: Vocabulary) -> bool:
    """Whether a number in letters counts: "one round" does, "on one leg" does not."""
    behind = match_phrase(vocab, words[i + 1 :])
    if behind is not None and behind[0] == "to":
        upper = "".join(words[i + 1 + behind[1] : i + 2 + behind[1]])
        return upper.isdecimal() or upper in vocab.numbers
    counted = behind is not None and behind[0] in _COUNTED
    return i == 0 or counted or "".join(words[i + 1 : i + 2]) in vocab.units


def _word(
    raw: Sequence[tuple[str, str, int, int]], words: Sequence[str], i: int, vocab: Vocabulary
) -> tuple[Token, int]:
    _, typed, start, end = raw[i]
    word = words[i]
    # E2MOM and e90s are one word to who writes them.
    following = words[i + 1] if i + 1 < len(raw) and raw[i + 1][2] == end else ""
    if word == "e" and following.isdecimal() and i + 2 < len(raw):
        scale = {"mom": 60, "min": 60, "s": 1, "sec": 1}.get(words[i + 2], 0)
        if scale:
            return Token("emom", clock_text(f":{int(following) * scale}"), start, raw[i + 2][3]), 3
    if typed == "E" and i and not following and raw[i - 1][0] == "run" and raw[i - 1][3] == start:
        # "10E": on each side.
        return Token("sides", "side", start, end), 1
    glued = raw[i : i + 3]
    joined = all(a[3] == b[2] for a, b in pairwise(glued))
    kinds = [kind for kind, *_ in glued[1:]]
    if joined and len(word) == 1 and word != "x" and kinds == ["run", "word"]:
        # "T2B" is a name.
        return Token("word", "".join(t for _, t, _, _ in glued), start, glued[2][3]), 3
    if word == "w" and following == "/":
        return Token("with", "with", start, raw[i + 1][3]), 2
    spread = [part for each in words[i : i + 8] for part in each.split("-")]
    matched = match_phrase(vocab, spread)
    # A phrase may cover a part of a hyphenated word only as a whole word.
    while matched:
        meaning, count = matched
        used = parts = 0
        while parts < count:
            parts += len(words[i + used].split("-"))
            used += 1
        if parts == count:
            last = raw[i + used - 1][3]
            value = _SIDES.get(meaning, " ".join(spread[:count]))
            value = "max" if meaning == "max" else value
            kind = "sides" if meaning in _SIDES else "load" if meaning == "bodyweight" else meaning
            return Token(kind, "bodyweight" if kind == "load" else value, start, last), used
        shorter = spread[: count - 1]
        matched = match_phrase(vocab, shorter) if shorter else None
    return Token("word", typed, start, end), 1


def _quantity(
    raw: Sequence[tuple[str, str, int, int]], words: Sequence[str], i: int, vocab: Vocabulary
) -> tuple[Token, int]:
    kind, typed, start, end = raw[i]
    used = 1
    figure = _DASHES.sub("-", f"0{typed}" if typed.startswith(".") else typed)
    if kind == "fraction":
        figure = f"{_FRACTIONS[typed]:g}"
    elif re.fullmatch(r"[1-9]/[2-9]", figure) and int(figure[0]) < int(figure[2]):
        after = words[i + 1] if i + 1 < len(raw) else ""
        if vocab.units.get(after) in ("mi", "km", "m", "h", "min"):
            figure = f"{int(figure[0]) / int(figure[2]):.4g}"
    else:
        figure = decimal(figure, vocab)
        behind = raw[i + 1] if i + 1 < len(raw) else None
        if behind and behind[0] in ("fraction", "run") and figure.isdecimal():
            part = _FRACTIONS.get(behind[1]) or small_fraction(behind[1])
            if part:
                figure, used, end = f"{int(figure) + part:g}", 2, behind[3]
    if re.search(r":\d(?!\d)", figure):
        # "1:1" is a ratio.
        return Token("word", typed, start, end), used
    if ":" in figure:
        return Token("time", clock_text(figure), start, end), used
    if figure.count(".") > 1:
        return Token("word", typed, start, end), used
    following = words[i + used] if i + used < len(raw) else ""
    if following in vocab.ordinals and raw[i + used][2] == end:
        return Token("word", typed + raw[i + used][1], start, raw[i + used][3]), used + 1
    glued = "".join(typed for _, typed, *_ in raw[i : i + 5])
    down = re.fullmatch(r"(\d+)-to-(\d+)", glued)
    if down and int(down[1]) > int(down[2]) and raw[i + 4][3] - start == len(glued):
        # "10-to-2 swings"
        return Token("word", glued, start, raw[i + 4][3]), 5
    if _adjective(raw, words, i + used, vocab):
        return Token("word", typed, start, end), used
    if (found := match_phrase(vocab, words[i + used : i + used + 2])) and found[0] == "bodyweight":
        end = raw[i + used + found[1] - 1][3]
        shares = "bodyweight" if figure == "1" else f"{figure}x bodyweight"
        if raw[i + used][2] == raw[i + used - 1][3]:
            return Token("load", shares, start, end), used + found[1]
    if following == "rm" and figure.isdecimal():
        return Token("maximum", figure, start, raw[i + used][3]), used + 1
    unit, units = _unit(raw, words, i + used, vocab)
    if unit:
        end = raw[i + used + units - 1][3]
        used += units
        return _with_unit(figure, unit, start, end), used
    dots = re.match(r"\.{2,}|\u2026", "".join(t for _, t, *_ in raw[i + used : i + used + 3]))
    if dots and (step := steps(figure)):
        end = raw[i + used + len(dots[0]) - 1][3]
        return Token("ladder", f"{figure.split('-')[0]}..+{step}", start, end), used + len(dots[0])
    if re.fullmatch(r"(?:[4-9]|\d{2})-1", figure):
        return Token("ladder", f"{figure[:-2]}..1", start, end), used
    if figure.count("-") >= 2 or (re.fullmatch(r"\d+-\d+", figure) and falls(figure)):
        return Token("list", figure.replace("-", ","), start, end), used
    if re.fullmatch(r"\d{1,3}(?:/\d{1,3}){2,}", figure):
        return Token("list", figure.replace("/", ","), start, end), used
    if figure.count(",") >= 2:
        return Token("list", figure, start, end), used
    return Token("figure", figure, start, end), used


def _adjective(
    raw: Sequence[tuple[str, str, int, int]], words: Sequence[str], i: int, vocab: Vocabulary
) -> bool:
    """Whether a figure is part of a name: ``5-foot precision``, ``2-hand swing``."""
    if i + 1 >= len(raw) or raw[i][1] != "-" or raw[i][2] != raw[i - 1][3]:
        return False
    word = words[i + 1]
    name = raw[i + 1][0] == "word" and raw[i + 1][2] == raw[i][3]
    plain = name and word not in vocab.units and match_phrase(vocab, word.split("-")) is None
    if vocab.units.get(word) == "ft" and raw[i - 1][1].isdecimal():
        # "100-ft bear crawl" is how far.
        return int(raw[i - 1][1]) < _FARTHEST_HEIGHT
    return plain or vocab.units.get(word) == "inch"


def _unit(
    raw: Sequence[tuple[str, str, int, int]], words: Sequence[str], i: int, vocab: Vocabulary
) -> tuple[str, int]:
    """The unit that begins at a place, and how many pieces it takes."""
    if i >= len(raw):
        return "", 0
    _, typed, start, _ = raw[i]
    glued = start == raw[i - 1][3]
    hyphen = 1 if typed == "-" and glued and i + 1 < len(raw) and raw[i + 1][0] == "word" else 0
    word = words[i + hyphen]
    # "10 HR push-ups" are with the hands off the floor.
    unit = "" if typed == "HR" else vocab.units.get(word, "")
    if (
        unit == "inch"
        and word == "in"
        and not glued
        and not _has_height(words[i + 1 : i + 2], vocab)
    ):
        # "10 in 5 minutes" tells a time.
        unit = ""
    if unit:
        stop = raw[i + hyphen + 1][1] if i + hyphen + 1 < len(raw) else ""
        return unit, 2 + hyphen if stop == "." and i + hyphen + 2 < len(raw) else 1 + hyphen
    if typed == "%":
        return "%", 1
    if typed == "#" and glued:
        return "lb", 1
    if glued and typed in ("'", "\u2019", "\u2032", '"', "\u2033", "\u201d"):
        if typed in ("'", "\u2019", "\u2032"):
            return "min", 1
        return ("inch" if _has_height(words, vocab) else "s"), 1
    return "", 0


def _has_height(words: Sequence[str], vocab: Vocabulary) -> bool:
    """Whether words name something whose height is said: a box, in inches."""
    return any(not vocab.heights.isdisjoint(word.split("-")) for word in words)


def _with_unit(figure: str, unit: str, start: int, end: int) -> Token:
    if unit in ("s", "min", "h"):
        return Token("time", duration_figure(figure, unit), start, end)
    if unit in ("inch", "rate"):
        return Token("size", figure, start, end)
    if unit in ("kg", "lb", "pood", "%"):
        if unit == "pood":
            unit = "kg"
            figure = re.sub(r"\d+(?:\.\d+)?", lambda found: f"{float(found[0]) * 16:g}", figure)
        return Token("load", f"{figure}%" if unit == "%" else f"{figure} {unit}", start, end)
    kind = "energy" if unit == "cal" else "distance"
    return Token(
        kind, f"{figure.replace('-', ',') if figure.count('-') > 1 else figure} {unit}", start, end
    )
