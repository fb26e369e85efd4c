"""A text as lines, without the marks that lists, headings and web pages leave in it."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from itertools import groupby

_GLUED = re.compile(r"[-\u2022*\u00b7](?=[^\W\d_])")
"""A bullet without a blank behind it."""
_FOOTNOTE = re.compile(r"\*[a-z]+(?:,?\s[\w:]+){3}")
"""A remark with a star before it: "*add one rep each round"."""
_FEWEST_LISTED = 3
"""Lines with a star, one after the other, that are a list."""
_BULLET = re.compile(
    r"(?:[-*\u2022\u2023\u25e6\u25cf\u25aa\u00b7\u2013\u2014>]|\[[ xX]?\])\s+"
    r"(?:[\u2705\u2714\u2713]\s+)?"
)
_NUMBERED = re.compile(
    r"(?:\d{1,2}[.)]|\d{1,2}-(?=\s[^\W\d_])|\d{1,2}/(?=\s+[^\W\d_])|[A-Za-z]\d?[.)]|[A-Z]\d[:.)]?)\s+(?=\S)"
)
_RULE = re.compile(r"[-=_*\u2013\u2014\s]{3,}")
_IN_SQUARE_BRACKETS = re.compile(r"\[([^\[\]]*[^\W\d_]{2}[^\[\]]*)\]:?")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_TIME_TO_COME = re.compile(r"(?<=\S)\s+:\?$")
"""The blank for a time at the end of a line: "100 m row :?"."""
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
PLAIN = 9
"""The level of a heading that no mark tells: a line of its own."""
PART = 10
"""The level of the heading of a part of a workout."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of the text."""

    number: int
    """From 1."""
    text: str
    """Without its marks; empty for a blank line."""
    indent: int = 0
    """Columns before it."""
    item: bool = False
    """Whether it is an item of a list."""
    counted: str = ""
    """``figure`` or ``letter`` for an item that has one, empty for any other line."""
    letter: str = ""
    """That of its superset: ``A`` for "A1"."""
    joined: bool = False
    """Whether it begins with a plus: what is done without putting the load down."""
    level: int = 0
    """1 to 6 for a heading with marks, 7 for bold type, ``PART`` for a part, 0 for any other."""
    cells: tuple[str, ...] = ()
    """The cells, for a row of a table."""
    remark: str = ""
    """What stands behind two slashes; in ``text`` it stands in brackets, at the end."""
    below: str = ""
    """The next line, where that is indented deeper or begins a list."""
    apart: bool = False
    """Whether it is what is done after the first part of its line."""


def source_lines(text: str) -> list[SourceLine]:
    """The lines of a text; fences, rules and a head of metadata become blank lines."""
    typed = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").split("\n")
    lines = []
    metadata = bool(typed) and typed[0].strip() == "---" and "---" in (t.strip() for t in typed[1:])
    notes = _footnotes(typed)
    for number, raw in enumerate(typed, 1):
        if metadata:
            metadata = number == 1 or raw.strip() != "---"
            lines.append(SourceLine(number, ""))
        else:
            raw = raw.expandtabs(4) if "\t" not in raw.strip() else raw  # noqa: PLW2901
            lines.append(_line(number, raw.replace("*", "// ", 1) if number in notes else raw))
    return [
        replace(line, below=below.text)
        if below.text and (below.indent > line.indent or (below.item and not line.item))
        else line
        for line, below in zip(lines, [*lines[1:], SourceLine(0, "")], strict=True)
    ]


def _footnotes(typed: list[str]) -> set[int]:
    """The numbers of lines that are remarks with a star, and no list of several."""
    runs = groupby(enumerate(typed, 1), lambda pair: pair[1].lstrip()[:1] == "*")
    starred = [list(run) for star, run in runs if star]
    short = (run for run in starred if len(run) < _FEWEST_LISTED)
    return {number for run in short for number, raw in run if _FOOTNOTE.match(raw.lstrip())}


def _line(number: int, raw: str) -> SourceLine:
    if "<" in raw or "&" in raw:
        raw = html.unescape(_TAG.sub(" ", raw))
    indent = len(raw) - len(raw.lstrip())
    text = _LINK.sub(r"\1", raw.strip()) if "](" in raw else raw.strip()
    text = _TIME_TO_COME.sub("", text)
    if text.startswith(("```", "~~~")) or (text and _RULE.fullmatch(text)):
        return SourceLine(number, "")
    done, slashes, remark = (
        text.partition("//") if not re.search(r"\S//|//\S*\.", text) else (text, "", "")
    )
    if slashes:
        text, remark = f"{done.strip()} ({remark.strip()})".strip(), remark.strip()
    if text.startswith("|") or " | " in text or "\t" in text:
        cells = tuple(_plain(cell) for cell in re.split(r"\||\t+", text.strip("|")))
        if all(_RULE.fullmatch(f"--{cell.strip(':')}-") for cell in cells):
            return SourceLine(number, "")
        # Bars inside a line part what one can choose from.
        between = " | " if " | " in text and not text.startswith("|") else ", "
        return SourceLine(number, between.join(filter(None, cells)), indent, cells=cells)
    level = 0
    if marks := re.match(r"(#{1,6})\s*(?=\S)", text):
        level, text = len(marks[1]), text[marks.end() :].strip("# ")
    if not level and (found := _IN_SQUARE_BRACKETS.fullmatch(text)):
        level, text = 7, found[1].strip()
    item = joined = False
    counted = letter = ""
    if found := re.match(r"\+\s+(?=\S)", text):
        joined, text = True, text[found.end() :]
    elif not level and (
        found := _BULLET.match(text) or _NUMBERED.match(text) or _GLUED.match(text)
    ):
        item = True
        if _NUMBERED.match(text):
            counted = "figure" if text[0].isdecimal() else "letter"
            letter = text[0] if text[:1].isupper() and text[1:2].isdecimal() else ""
        text = text[found.end() :]
        text = re.sub(r"^\[[ xX]\]\s+", "", text)
    if re.fullmatch(r"(\*\*|__)[^*_]+\1:?", text):
        level = level or (0 if item else 7)
    return SourceLine(
        *(number, _plain(text), indent, item, counted, letter, joined, level), remark=_plain(remark)
    )


def _plain(text: str) -> str:
    """A text without the marks of bold and slanted type."""
    if "*" in text or "_" in text or "`" in text:
        text = re.sub(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
        text = re.sub(r"(?<!\w)([*_])(?=\S)([^*_]+)(?<=\S)\1(?!\w)", r"\2", text)
    return " ".join(text.split())
