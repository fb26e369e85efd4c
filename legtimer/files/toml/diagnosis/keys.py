"""Keys and headers: broken, misspelled in their form, or given twice."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from legtimer.files.mistakes import Mistake
from legtimer.files.printable import printable
from legtimer.files.toml.diagnosis.parse_error import CURLY, QUOTES, ParseError
from legtimer.files.toml.repair import POISON
from legtimer.files.toml.scanner import Node, Stage

_STRAY: Final = (
    "this line gives no key a value: an item belongs between the brackets of a list, "
    "as in `exercises = [...]`"
)


def given_twice(case: ParseError) -> Mistake | None:
    """Name a key or table that stands in the file already."""
    scan, text, draft = case.scan, case.text, case.draft
    if not scan.parts:
        return None
    first, last = scan.parts[0].start, scan.parts[-1].end
    shown = printable(text[first:last])
    if scan.stage == Stage.HEADER:
        return _header_twice(case, text[first:last], shown)
    clash = scan.clash
    if clash is None:
        mistake = case.say(
            first,
            f"`{shown}` cannot be given here: the table that it belongs to is complete already",
        )
    else:
        line = draft.position(clash.key).line
        if _name_at(text, clash.key) == _name_at(text, scan.parts[-1].start):
            words = f"`{shown}` is given twice; first on line {line}"
        else:
            words = (
                f"`{shown}` has no place: `{printable(_name_at(text, clash.key))}` on line "
                f"{line} is a value, not a table"
            )
        mistake = case.say(first, words)
    if scan.stack:
        draft.replace(first, last, f'"{POISON}{case.stop}"')
    else:
        # What follows the value goes too: the parser looks at it only after the key.
        draft.replace(scan.statement, draft.line_end(case.stop), "")
    return mistake


def _header_twice(case: ParseError, name: str, shown: str) -> Mistake:
    scan, draft = case.scan, case.draft
    names = [part.name for part in scan.parts]
    node = scan.find(names)
    if node is not None and len(names) == 1 and _by_header(case.text, node):
        single = re.compile(rf"^[ \t]*(\[)[ \t]*{re.escape(name)}[ \t]*(\])(?!\])", re.MULTILINE)
        # More than a reader would look at would also take long to convert.
        places = list(islice(single.finditer(case.text), 60))
        words = f"`[{shown}]` can stand only once; one of several is written `[[{shown}]]`"
        said = [case.say(place.start(1), words) for place in places]
        for place in reversed(places):
            draft.replace(place.end(2), place.end(2), "]")
            draft.replace(place.start(1), place.start(1), "[")
        if said:
            case.more = said[1:]
            return said[0]
    while node is None:
        names.pop()
        node = scan.find(names)
    line = draft.position(node.key).line
    mistake = case.say(scan.statement, f"`{shown}` is given twice; first on line {line}")
    case.discard_header()
    return mistake


def header_is_closed(case: ParseError) -> bool:
    """Return whether the brackets around the header under way are in order."""
    double = case.text.startswith("[[", case.scan.statement)
    rest = case.text[case.stop : case.stop + 2]
    return bool(case.scan.parts) and (rest == "]]" if double else rest[:1] == "]" != rest[1:])


def broken_header(case: ParseError) -> Mistake:
    """Name what is wrong with a header before its closing brackets."""
    scan, text, draft, stop = case.scan, case.text, case.draft, case.stop
    opening = "[[" if text.startswith("[[", scan.statement) else "["
    closing = "]" * len(opening)
    end = draft.line_end(scan.statement)
    name = printable(text[scan.parts[0].start : scan.parts[-1].end]) if scan.parts else ""
    rest = text[stop:end]
    if name[:1] in ("'", '"') and rest.lstrip().startswith((",", "]")):
        mistake = case.say(scan.statement, "a list stands here without a key: `exercises = [...]`")
        case.blank()
        return mistake
    if scan.parts and opening == "[" and rest.startswith("]]"):
        return more_after_header(case)
    missing = closing[1:] if rest.startswith("]") else closing
    if name and (not rest.strip() or rest[:1] in "]#"):
        mistake = case.say(stop, f"`{missing}` is missing: `{opening}{name}{closing}`")
        after = stop + len(closing) - len(missing)
        draft.replace(after, after, missing)
        return mistake
    if not name and not rest.strip(" \t]"):
        words = "a name is missing between the brackets, as in `[[block]]`"
    else:
        words = (
            f"`{printable(text[scan.statement : end].rstrip())}` does not name a table: "
            "a name in brackets is made of a-z, 0-9, - and _, as in `[[block]]`"
        )
    mistake = case.say(scan.statement, words)
    case.discard_header()
    return mistake


def more_after_header(case: ParseError) -> Mistake:
    """Name what follows a complete header on its line."""
    scan, text, draft, stop = case.scan, case.text, case.draft, case.stop
    header = printable(text[scan.statement : stop].rstrip())
    name = printable(text[scan.parts[0].start : scan.parts[-1].end])
    double = text.startswith("[[", scan.statement)
    if text[stop] == "]" and not double:
        mistake = case.say(scan.statement, f"one `[` is missing: `[[{name}]]`")
        draft.replace(scan.statement, scan.statement, "[")
        return mistake
    if text[stop] == "]":
        mistake = case.say(stop, f"one `]` too many: `[[{name}]]`")
    else:
        mistake = case.say(stop, f"what follows `{header}` goes on a line of its own")
    draft.replace(stop, stop, "#")
    return mistake


def no_key(case: ParseError) -> Mistake:
    """Name what is wrong with a line that does not begin like a key."""
    scan, text, draft, stop = case.scan, case.text, case.draft, case.stop
    end = draft.line_end(stop)
    line = text[scan.statement : end]
    if scan.parts or text[stop - 1 : stop] == ".":
        mistake = case.say(stop, "after the `.` of a key comes another name")
        case.blank()
        return mistake
    if line[:1] in "]})":
        words = f"this `{line[0]}` closes nothing: the list or table has ended before"
    elif line.startswith(("//", ";", "%", "/*")):
        words = "a comment begins with `#`"
        mistake = case.say(stop, words)
        draft.replace(stop, stop, "#")
        return mistake
    elif line[0] in CURLY or line[0] in "{,":
        words = _STRAY
    elif line[0].isalpha() and "=" in line:
        words = _foreign_key(line)
    elif line[0] == "=":
        words = "a key is missing before `=`"
    else:
        words = (
            f"`{printable(line.rstrip())}` is neither `key = value` nor a table such as "
            "`[[block]]`; a comment begins with `#`"
        )
    mistake = case.say(stop, words)
    case.blank()
    return mistake


def no_equals(case: ParseError) -> Mistake:
    """Name what is wrong with a line whose key is not followed by `=`."""
    scan, text, draft, stop = case.scan, case.text, case.draft, case.stop
    end = draft.line_end(stop)
    written = text[scan.parts[0].start : scan.parts[-1].end]
    key = printable(written)
    rest = text[stop:end].rstrip()
    words: str
    if text[stop : stop + 1] == ":":
        mistake = case.say(stop, f"between `{key}` and its value stands `=`, not `:`")
        draft.replace(stop, stop + 1, "=")
        return mistake
    if written.startswith(("--", "-")) or written[:1] in QUOTES:
        words = _STRAY
    elif not rest or rest.startswith("#"):
        words = f"`{key}` has no value: `{key} = ...`"
    elif rest[0].isalpha() and not rest.isascii() and "=" in rest:
        words = _foreign_key(text[scan.statement : end])
    elif "=" in rest.split("#", 1)[0]:
        name = "-".join(text[scan.statement : end].split("=", 1)[0].split())
        words = f"a key is one word without spaces: `{printable(name)} = ...`"
    elif rest[0].isdigit() or rest[0] in "\"'[{" or len(rest.split()) == 1:
        mistake = case.say(scan.parts[-1].end, f"`=` is missing between `{key}` and its value")
        draft.replace(stop, stop, "=")
        return mistake
    else:
        words = (
            f"`{printable(text[scan.statement : end].rstrip())}` is neither `key = value` nor "
            "a table such as `[[block]]`; a comment begins with `#`"
        )
    mistake = case.say(scan.statement, words)
    case.blank()
    return mistake


def _foreign_key(line: str) -> str:
    name = line.split("=", 1)[0].strip()
    return f"`{printable(name)}` cannot be a key as it stands: a key is made of a-z, 0-9, - and _"


def _name_at(text: str, offset: int) -> str:
    found = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|[A-Za-z0-9_-]+").match(text, offset)
    return found[0].strip("\"'") if found else ""


def _by_header(text: str, node: Node) -> bool:
    return node.headed or (node.members is not None and text[node.start] == "[")
