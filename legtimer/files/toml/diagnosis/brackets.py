"""Lists and inline tables: commas, brackets and braces missing or wrong."""

from __future__ import annotations

import re

from legtimer.files.mistakes import Mistake
from legtimer.files.printable import printable
from legtimer.files.toml.diagnosis.parse_error import (
    ANOTHER_PAIR,
    QUOTES,
    SENTINEL,
    STATEMENT,
    ParseError,
    before_comment,
    next_header,
)
from legtimer.files.toml.diagnosis.strings import more_after_text
from legtimer.files.toml.diagnosis.values import bare_value
from legtimer.files.toml.repair import POISON
from legtimer.files.toml.scanner import Node, Scanner, Stage


def in_brackets(case: ParseError, box: Node) -> Mistake | None:
    """Name what is wrong between brackets or braces, from the innermost box outwards."""
    scan, text, stop = case.scan, case.text, case.stop
    table = box.items is None
    letter = text[stop : stop + 1]
    if table and letter in ("\n", "#", ""):
        return _broken_table(case, box)
    line = case.draft.line_start(stop)
    opened_before = any(node.start < line for node in scan.stack)
    if not letter or (
        opened_before and STATEMENT.match(text, line) and not text[line:stop].strip(" \t[")
    ):
        if letter and not table and "}" in text[stop : case.draft.line_end(stop)]:
            return _no_brace(case, line)
        return _open_list(case, line if letter else stop)
    if scan.fresh:
        return _no_item(case, table=table, letter=letter)
    return _no_comma(case, table=table, letter=letter)


def _no_brace(case: ParseError, line: int) -> Mistake:
    """An item of a list has keys and a closing brace but no opening one."""
    text = case.text
    place = line + len(text[line:]) - len(text[line:].lstrip(" \t"))
    mistake = case.say(place, "`{` is missing at the beginning of this item")
    case.draft.replace(place, place, "{")
    return mistake


def _open_list(case: ParseError, before: int) -> Mistake:
    draft = case.draft
    # At the end of the file the scan is the one that has been taken already.
    scan = case.scan if before == case.stop else Scanner(case.text[:before])
    box = next((node for node in scan.stack), None)
    if box is None:
        # The bracket stands on the very line that the parser took for a header.
        box = case.scan.stack[0]
        scan = case.scan
    line = draft.position(box.start).line
    place = scan.token_end
    closing = "".join("}" if node.items is None else "]" for node in reversed(scan.stack))
    mistake = case.say(place, f"the list that begins on line {line} is not closed: `]` is missing")
    draft.replace(place, place, closing or "]")
    return mistake


def _broken_table(case: ParseError, box: Node) -> Mistake:
    """An inline table does not end on its line."""
    text, draft, scan = case.text, case.draft, case.scan
    outer = next(node for node in scan.stack if node.items is None)
    brace = re.compile(r"[{}]").search(text, case.stop)
    end = next_header(text, case.stop)
    if brace and brace[0] == "}" and brace.start() < end:
        mistake = case.say(outer.start, "a table in braces `{ ... }` stands on one line")
        case.replace_guessed(outer.start, brace.end())
        return mistake
    mistake = case.say(
        scan.token_end,
        f"`}}` is missing at the end of `{printable(text[box.start : scan.token_end])}`",
    )
    if scan.fresh or scan.stage != Stage.AFTER:
        case.replace_guessed(
            outer.start, draft.line_end(outer.start), "," if text[scan.token_end - 1] == "," else ""
        )
    else:
        draft.replace(scan.token_end, scan.token_end, "}")
    return mistake


def _no_item(case: ParseError, *, table: bool, letter: str) -> Mistake | None:
    """An opening bracket or a comma is followed by nothing that could be an item."""
    scan, draft, stop = case.scan, case.draft, case.stop
    if table and scan.stage == Stage.EQUALS:
        return _equals_in_table(case, letter)
    if letter == ",":
        mistake = case.say(stop, "nothing stands before this comma")
        draft.replace(stop, stop + 1, " ")
        return mistake
    if table and letter == "}" and scan.stage == Stage.KEY:
        mistake = case.say(scan.comma, "no comma before the closing `}`")
        draft.replace(scan.comma, scan.comma + 1, " ")
        return mistake
    if letter and letter in ("]" if table else "})"):
        return _wrong_bracket(case, table=table, letter=letter)
    if table and scan.stage == Stage.KEY:
        end = draft.line_end(stop)
        first = stop
        while end > first and case.text[end - 1] in " \t,]":
            end -= 1
        mistake = case.say(
            stop, 'inside braces stands `key = value`, as in `{ do = "1:00 Squat jump" }`'
        )
        outer = next(node for node in scan.stack if node.items is None)
        case.replace_guessed(outer.start, max(end, stop + 1))
        return mistake
    return bare_value(case, stop)


def _equals_in_table(case: ParseError, letter: str) -> Mistake:
    scan, draft, stop = case.scan, case.draft, case.stop
    key = case.key_text()
    if letter == ":":
        mistake = case.say(stop, f"between `{key}` and its value stands `=`, not `:`")
        draft.replace(stop, stop + 1, "=")
        return mistake
    first, last = scan.parts[0].start, scan.parts[-1].end
    if case.text[first] in QUOTES and letter in ",}":
        mistake = case.say(first, f"inside braces stands `key = value`: is `do = {key}` meant?")
        draft.replace(first, last, f'"{POISON}{stop}" = {SENTINEL}')
        return mistake
    mistake = case.say(
        scan.parts[-1].end,
        f"`=` and a value are missing after `{key}`"
        if letter in ",}"
        else f"`=` is missing after `{key}`",
    )
    draft.replace(stop, stop, "=" + (SENTINEL if letter in ",}" else ""))
    return mistake


def _no_comma(case: ParseError, *, table: bool, letter: str) -> Mistake | None:
    """A complete item is followed by neither a comma nor the closing bracket."""
    scan, text, draft, stop = case.scan, case.text, case.draft, case.stop
    last = scan.last
    if last is None:
        return None
    same_line = "\n" not in text[last.end : stop]
    kind = text[last.start]
    pair = ANOTHER_PAIR.match(text, stop)
    if letter in "]})":
        return _wrong_bracket(case, table=table, letter=letter)
    if same_line and letter not in "\"'[{" and not (pair and last.end < stop):
        if kind not in "\"'[{" and letter not in ";|":
            return bare_value(case, last.start)
        if kind in QUOTES and letter not in ";:|":
            end = before_comment(text, stop, draft.line_end(stop))
            while end > stop and text[end - 1] in " \t,]}":
                end -= 1
            return more_after_text(case, last, max(end, stop + 1))
    if letter in ";:|":
        mistake = case.say(stop, f"a comma belongs here, not `{letter}`")
        draft.replace(stop, stop + 1, ",")
        return mistake
    mistake = case.say(
        last.end, f"a comma is missing after `{printable(text[last.start : last.end])}`"
    )
    draft.replace(last.end, last.end, ",")
    return mistake


def _wrong_bracket(case: ParseError, *, table: bool, letter: str) -> Mistake:
    draft, stop = case.draft, case.stop
    right = "}" if table else "]"
    line = draft.position(case.scan.stack[-1].start).line
    if table and letter == "]" and len(case.scan.stack) > 1:
        mistake = case.say(case.scan.token_end, "`}` is missing before this `]`")
        draft.replace(stop, stop, "}")
    else:
        opening = "{" if table else "["
        mistake = case.say(
            stop, f"the `{opening}` on line {line} is closed by `{right}`, not by `{letter}`"
        )
        draft.replace(stop, stop + 1, right)
    return mistake
