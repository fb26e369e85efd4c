"""Strings that do not end, or not where they were meant to, and characters out of place."""

from __future__ import annotations

import re
from typing import Final

from legtimer.files.mistakes import Mistake
from legtimer.files.printable import printable
from legtimer.files.toml.diagnosis.parse_error import (
    CURLY,
    QUOTES,
    ParseError,
    before_comment,
    next_statement,
    spelled_with_quotes,
)
from legtimer.files.toml.scanner import Node, Stage

SPECIAL_SPACE: Final = re.compile(
    "[\x0b\x0c\x1c-\x1f\x85\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]"
)
CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def odd_character(case: ParseError, letter: str) -> Mistake:
    """Name a control character or a space that is none."""
    code = f"U+{ord(letter):04X}"
    if SPECIAL_SPACE.match(letter):
        words = (
            f"this is not an ordinary space but the character {code}, perhaps pasted from a "
            "web page: type a space in its place"
        )
    else:
        words = f"the control character {code} does not belong in a text file: delete it"
    mistake = case.say(case.stop, words)
    end = case.draft.line_end(case.stop)
    rest = case.text[case.stop : end]
    case.draft.replace(case.stop, end, rest.replace(letter, " "))
    return mistake


def bad_escape(case: ParseError) -> Mistake:
    """Name a backslash that stands for nothing."""
    slash = case.text.rfind("\\", 0, case.stop)
    written = printable(case.text[slash : slash + 2])
    if written in ("\\u", "\\U", "\\x"):
        words = (
            f"after `{written}` comes the number of a character in hexadecimal, "
            "as in `\\u00e9`; for a backslash as such write `\\\\`"
        )
    else:
        words = (
            f"`{written}` means nothing between double quotes: write `\\\\` for a backslash, "
            "or put the text in single quotes"
        )
    mistake = case.say(slash, words)
    case.draft.replace(slash, slash, "\\")
    return mistake


def open_string(case: ParseError) -> Mistake:
    """Name a string without its closing quote."""
    text, draft, begin = case.text, case.draft, case.scan.open_string
    mark = text[begin]
    if text.startswith(mark * 3, begin):
        mistake = case.say(
            begin,
            f"the text that begins with {mark * 3} here never ends: "
            f"put {mark * 3} after its last word",
        )
        end = next_statement(text, draft.line_end(begin))
        case.replace_guessed(begin, end)
        return mistake
    end = draft.line_end(begin)
    trimmed, after = _tail(
        case, text[begin + 1 : before_comment(text, begin + 1, end)], draft.line_start(begin)
    )
    inner = trimmed.strip(QUOTES + " \t")
    spelled = spelled_with_quotes(inner)
    curly = trimmed[-1:] in CURLY and trimmed != ""
    meant = f": `{spelled}`" if spelled and inner else ""
    if curly:
        words = f"the text begins with {mark} but ends with {trimmed[-1]}, a different quote"
    else:
        words = f"the text that begins here has no closing {mark}"
    mistake = case.say(begin, words + meant)
    if case.scan.stage == Stage.KEY:
        case.blank()
    elif curly and spelled and inner == trimmed[:-1]:
        place = begin + len(trimmed)
        draft.replace(place, place + 1, mark)
    else:
        case.replace_guessed(begin, end, after)
    return mistake


def _tail(case: ParseError, content: str, line: int) -> tuple[str, str]:
    """Split what follows an opening quote into the text proper and the list's own marks."""
    if not case.scan.stack:
        return content, ""
    trimmed = content.rstrip(" \t,")
    # Only brackets of this very line are closed at its end; others may belong to the text.
    for node in reversed(case.scan.stack):
        if node.start < line or not trimmed.endswith("}" if node.items is None else "]"):
            break
        trimmed = trimmed[:-1].rstrip()
    return trimmed, content[len(trimmed) :].strip()


def more_after_text(case: ParseError, last: Node, end: int) -> Mistake:
    """Text goes on after its closing quote: a quote too many, or one in the middle."""
    whole = case.text[last.start : end]
    inner = whole.strip(QUOTES + " \t")
    spelled = spelled_with_quotes(inner)
    meant = f": `{spelled}`" if spelled and any(q in inner for q in "\"'") else ""
    words = "the text ends at this quote, and more follows"
    mistake = case.say(last.end - 1, words + meant)
    case.replace_guessed(last.start, end)
    return mistake
