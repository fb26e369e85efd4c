"""Values that are missing, not in quotes, or followed by more."""

from __future__ import annotations

import re
from typing import Final

from legtimer.files.mistakes import Mistake
from legtimer.files.printable import printable
from legtimer.files.toml.diagnosis.parse_error import (
    ANOTHER_PAIR,
    CURLY,
    QUOTES,
    SENTINEL,
    STRAY_ITEM,
    ParseError,
    next_header,
    next_statement,
    spelled_with_quotes,
)
from legtimer.files.toml.diagnosis.strings import more_after_text

_HEADER_HERE: Final = re.compile(r"[ \t]*+\[\[?[A-Za-z_][A-Za-z0-9_.-]*+\]")
_LOST_QUOTE: Final = re.compile(r"[^\"'={}\n]*+\"(?=[ \t]*+[,}])")
_TIME: Final = re.compile(r"\d+:\d\d(?::\d\d)?")
_LEADING_ZERO: Final = re.compile(r"([+-]?)0[0_]*([1-9][0-9_]*)")
_POINT: Final = re.compile(r"([+-]?)(\d*)\.(\d*)")


def no_value(case: ParseError) -> Mistake:
    """The value of a `key =` line cannot be read from its first character."""
    text, stop = case.text, case.stop
    key = case.key_text()
    rest = text[stop : case.draft.line_end(stop)]
    if not rest.strip() or rest.startswith("#"):
        if STRAY_ITEM.match(text, case.draft.line_end(stop) + 1):
            mistake = case.say(case.scan.token_end, f"`[` is missing before the list: `{key} = [`")
            case.draft.replace(stop, stop, "[")
            return mistake
        mistake = case.say(case.scan.token_end, f"the value is missing: `{key} = ...`")
        case.draft.replace(stop, stop, SENTINEL)
        return mistake
    if rest.startswith("="):
        mistake = case.say(stop, f"one `=` is enough: `{key} = ...`")
        case.draft.replace(stop, stop + 1, " ")
        return mistake
    return bare_value(case, stop)


def more_after_value(case: ParseError) -> Mistake | None:
    """Something follows the complete value of a `key =` line."""
    scan, text, stop = case.scan, case.text, case.stop
    last = scan.last
    if last is None:
        return None
    rest = text[stop : case.draft.line_end(stop)].split("#", 1)[0].rstrip()
    kind = text[last.start]
    another = ANOTHER_PAIR.search(rest)
    if rest.strip(",; \t") == "":
        mistake = case.say(stop, f"no `{rest[0]}` at the end of a line")
    elif another and (another.start() == 0 or (text[stop - 1] in " \t" and kind not in QUOTES)):
        place = stop + another.start()
        mistake = case.say(
            place, f"`{another[0].split('=', 1)[0].strip()} = ...` goes on a line of its own"
        )
        if rest.count("[") > rest.count("]") or rest.endswith(('"""', "'''")):
            # The lines below have lost the beginning of their list or text.
            case.guess(stop, next_statement(text, stop))
        if another.start():
            return bare_value(case, last.start)
    elif _HEADER_HERE.match(rest):
        mistake = case.say(
            scan.token_end,
            f"what follows this value goes on a line of its own: `{printable(rest)}`",
        )
        # The lines below belong to a table that is not there.
        case.guess(stop, next_header(text, stop))
    elif kind in QUOTES:
        return more_after_text(case, last, stop + len(rest))
    elif kind in "[{":
        if rest.strip("]} \t,") == "":
            words = f"this `{rest[0]}` is one too many: it closes nothing"
        else:
            words = f"nothing can follow the closing `{text[last.end - 1]}` on its line"
        mistake = case.say(stop, words)
    else:
        return bare_value(case, last.start)
    case.draft.replace(stop, stop, "#")
    return mistake


def bare_value(case: ParseError, start: int) -> Mistake:
    """A value is not in quotes and is not a number, a date or true or false."""
    text, draft = case.text, case.draft
    stack = case.scan.stack
    end = _bare_end(case, start)
    bare = text[start:end]
    inner = bare.strip(QUOTES + " \t")
    spelled = spelled_with_quotes(inner)
    in_list = bool(stack) and stack[-1].items is not None
    lead = "" if in_list else f"{case.key_text()} = "
    if bare.lower() in ("true", "false"):
        mistake = case.say(
            start, f"true and false are written in small letters: `{lead}{bare.lower()}`"
        )
        draft.replace(start, end, bare.lower())
        return mistake
    if bare.lower() in ("yes", "no", "on", "off"):
        meant = "true" if bare.lower() in ("yes", "on") else "false"
        words = f"`{bare}` has no quotes: `{lead}{meant}` for a switch, else `{lead}{spelled}`"
    elif found := _LEADING_ZERO.fullmatch(bare):
        number = found[1] + found[2]
        mistake = case.say(start, f"a number does not begin with 0: `{lead}{printable(number)}`")
        draft.replace(start, end, number)
        return mistake
    elif (found := _POINT.fullmatch(bare)) and (found[2] or found[3]):
        number = f"{found[1]}{found[2] or 0}.{found[3] or 0}"
        mistake = case.say(
            start, f"a decimal point stands between digits: `{lead}{printable(number)}`"
        )
        draft.replace(start, end, number)
        return mistake
    elif re.fullmatch(r"\d+,\d+", bare):
        number = bare.replace(",", ".")
        mistake = case.say(start, f"decimals follow a point: `{lead}{printable(number)}`")
        draft.replace(start, end, SENTINEL)
        return mistake
    elif bare[:1] in CURLY or bare[-1:] in CURLY:
        words = "quotes are straight, not curly" + (f": `{lead}{spelled}`" if spelled else "")
    elif not inner:
        words = f"`{printable(bare)}` is no value" if bare else "a value is missing here"
    elif bare[:1] in "[{":
        words = f"the `{bare[0]}` here begins nothing that can be read"
    else:
        words = "put quotes around it" + (f": `{lead}{spelled}`" if spelled else "")
        if spelled and inner == bare:
            mistake = case.say(start, words)
            draft.quote(start, end, spelled[0])
            return mistake
    mistake = case.say(start, words)
    if bare[:1] in CURLY and bare[-1:] in CURLY and spelled and inner == bare[1:-1]:
        draft.replace(end - 1, end, spelled[0])
        draft.replace(start, start + 1, spelled[0])
    else:
        case.replace_guessed(start, end)
    return mistake


def _bare_end(case: ParseError, start: int) -> int:
    """Return where text without quotes ends: at a comment, or at what its brackets allow."""
    text, stack = case.text, case.scan.stack
    ends = "\n#" if not stack else "\n#,}" if stack[-1].items is None else "\n#,]"
    end = start
    while end < len(text) and text[end] not in ends:
        end += 1
    if stack and stack[-1].items is None and text[end : end + 1] == ",":
        # Text with commas that has lost its first quote goes on to the second.
        quoted = _LOST_QUOTE.match(text, end)
        end = quoted.end() if quoted else end
    return start + len(text[start:end].rstrip())
