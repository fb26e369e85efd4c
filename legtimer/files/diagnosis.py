"""What is wrong at the place where the TOML parser stopped, and a repair to go on with.

Theory of operation
-------------------
The parser says where it stopped and what it would have liked there. That is seldom what the person
got wrong: it stops at the colon of a bare `1:00`, at the header after a list without its bracket.
A diagnosis walks over the part that the parser had accepted, which tells what the text was in the
middle of, looks at what stands around the stop, and says what was probably meant.

It also repairs the draft, so that the parser can go on and the rest of the file is checked in the
same go. Where the message proposes an exact spelling, the draft gets that spelling; where nothing
certain can be said, `UNREADABLE` takes the value's place and the lines are marked as guessed, so
that nothing further is reported on them.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from legtimer.files.draft import UNREADABLE, Draft
from legtimer.files.mistakes import Mistake, Severity, plain
from legtimer.files.toml_walk import (
    AFTER,
    AFTER_HEADER,
    EQUALS,
    HEADER,
    KEY,
    Node,
    Walk,
)

if TYPE_CHECKING:
    from legtimer.files.locator import Position

_CURLY: Final = "\u201c\u201d\u201e\u201f\xab\xbb\u2018\u2019\u201a\u201b"
_QUOTES: Final = "\"'" + _CURLY
_SPECIAL_SPACE: Final = re.compile(
    "[\x0b\x0c\x1c-\x1f\x85\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]"
)
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
# A line that begins a table, or gives a key a value: no list goes on past it.
_STATEMENT: Final = re.compile(
    r"[ \t]*+(?:\[\[?[ \t]*+[A-Za-z_][A-Za-z0-9_.-]*+[ \t]*+\]"
    r"|[A-Za-z0-9_-]++[ \t]*+=(?!=))"
)
_NEXT_STATEMENT: Final = re.compile(r"^" + _STATEMENT.pattern, re.MULTILINE)
_NEXT_HEADER: Final = re.compile(
    r"^[ \t]*+\[\[?[ \t]*+[A-Za-z_][A-Za-z0-9_.-]*+[ \t]*+\]", re.MULTILINE
)
_STRAY_ITEM: Final = re.compile(r"[ \t]*+[\"'{}\]),“”]")
# The look back keeps the search linear in a long run of letters.
_ANOTHER_PAIR: Final = re.compile(
    r"(?<![A-Za-z0-9_-])[A-Za-z_][A-Za-z0-9_-]*+[ \t]*+=(?!=)"
)
_COMMENT: Final = re.compile(r"(?<![ \t])[ \t]++#[ \t]")
_HEADER_HERE: Final = re.compile(r"[ \t]*+\[\[?[A-Za-z_][A-Za-z0-9_.-]*+\]")
_LOST_QUOTE: Final = re.compile(r"[^\"'={}\n]*+\"(?=[ \t]*+[,}])")
_TIME: Final = re.compile(r"\d+:\d\d(?::\d\d)?")
_LEADING_ZERO: Final = re.compile(r"([+-]?)0[0_]*([1-9][0-9_]*)")
_POINT: Final = re.compile(r"([+-]?)(\d*)\.(\d*)")
_SENTINEL: Final = f'"{UNREADABLE}"'


class Diagnosis:
    """One mistake of a draft, found and repaired.

    Attributes:
        mistake: What is wrong, at its place in the person's text.
        guessed: The lines, from 1, whose repair is a guess; a later complaint there means nothing.
        more: Mistakes of the same kind that the one repair settled too.
    """

    def __init__(self, draft: Draft, complaint: str, stop: int) -> None:
        """Find what is wrong and repair the draft.

        Args:
            draft: Text that the parser refused; changed in place, unless nothing can be done.
            complaint: The parser's words, without the place.
            stop: Offset at which the parser stopped.
        """
        self.more: list[Mistake] = []
        self.guessed: range = range(0)
        self._draft = draft
        self._text = draft.text
        self._stop = stop
        self._walk = Walk(draft.text[:stop])
        self.mistake: Mistake = self._examine(complaint)

    # The dispatch, from what is certain to what is likely.

    def _examine(self, complaint: str) -> Mistake:
        walk, text, stop = self._walk, self._text, self._stop
        found: Mistake | None = None
        letter = text[stop : stop + 1]
        if letter and (_CONTROL.match(letter) or _SPECIAL_SPACE.match(letter)):
            found = self._odd_character(letter)
        elif walk.open_string >= 0:
            if any(word in complaint for word in ("nescaped", "hex", "nicode")):
                found = self._escape()
            else:
                found = self._open_string()
        elif walk.stage == HEADER and not self._closed_header():
            found = self._header()
        elif complaint.startswith(("Cannot", "Duplicate")):
            found = self._given_twice()
        elif walk.stage == AFTER_HEADER:
            found = self._after_header()
        elif walk.stack:
            found = self._in_brackets(walk.stack[-1])
        elif walk.stage == KEY:
            found = self._key()
        elif walk.stage == EQUALS:
            found = self._equals()
        elif walk.stage == AFTER:
            found = self._after_value()
        else:
            found = self._no_value()
        if found is not None:
            return found
        words = plain(complaint[:1].lower() + complaint[1:], limit=120)
        mistake = self._say(
            stop, f"this is not TOML: {words or 'the text stops making sense'}"
        )
        self._blank()
        return mistake

    def _blank(self) -> None:
        self.guessed = take_out(self._draft, self._stop)

    # Characters and strings.

    def _odd_character(self, letter: str) -> Mistake:
        code = f"U+{ord(letter):04X}"
        if _SPECIAL_SPACE.match(letter):
            words = (
                f"this is not an ordinary space but the character {code}, perhaps pasted from a "
                "web page: type a space in its place"
            )
        else:
            words = f"the control character {code} does not belong in a text file: delete it"
        mistake = self._say(self._stop, words)
        end = self._draft.line_end(self._stop)
        rest = self._text[self._stop : end]
        self._draft.replace(self._stop, end, rest.replace(letter, " "))
        return mistake

    def _escape(self) -> Mistake:
        slash = self._text.rfind("\\", 0, self._stop)
        written = plain(self._text[slash : slash + 2])
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
        mistake = self._say(slash, words)
        self._draft.replace(slash, slash, "\\")
        return mistake

    def _open_string(self) -> Mistake:
        text, draft, begin = self._text, self._draft, self._walk.open_string
        mark = text[begin]
        if text.startswith(mark * 3, begin):
            mistake = self._say(
                begin,
                f"the text that begins with {mark * 3} here never ends: "
                f"put {mark * 3} after its last word",
            )
            end = next_statement(text, draft.line_end(begin))
            self._replace_guessed(begin, end)
            return mistake
        end = draft.line_end(begin)
        trimmed, after = self._tail(
            text[begin + 1 : _before_comment(text, begin + 1, end)], draft.line_start(begin)
        )
        inner = trimmed.strip(_QUOTES + " \t")
        spelled = _spelled(inner)
        curly = trimmed[-1:] in _CURLY and trimmed != ""
        meant = f": `{spelled}`" if spelled and inner else ""
        if curly:
            words = f"the text begins with {mark} but ends with {trimmed[-1]}, a different quote"
        else:
            words = f"the text that begins here has no closing {mark}"
        mistake = self._say(begin, words + meant)
        if self._walk.stage == KEY:
            self._blank()
        elif curly and spelled and inner == trimmed[:-1]:
            place = begin + len(trimmed)
            draft.replace(place, place + 1, mark)
        else:
            self._replace_guessed(begin, end, after)
        return mistake

    def _tail(self, content: str, line: int) -> tuple[str, str]:
        """Split what follows an opening quote into the text proper and the list's own marks."""
        if not self._walk.stack:
            return content, ""
        trimmed = content.rstrip(" \t,")
        # Only brackets of this very line are closed at its end; others may belong to the text.
        for node in reversed(self._walk.stack):
            if node.start < line or not trimmed.endswith(
                "}" if node.items is None else "]"
            ):
                break
            trimmed = trimmed[:-1].rstrip()
        return trimmed, content[len(trimmed) :].strip()

    # Keys and headers.

    def _given_twice(self) -> Mistake | None:
        walk, text, draft = self._walk, self._text, self._draft
        if not walk.parts:
            return None
        first, last = walk.parts[0].start, walk.parts[-1].end
        shown = plain(text[first:last])
        if walk.stage == HEADER:
            return self._header_twice(text[first:last], shown)
        clash = walk.clash
        if clash is None:
            mistake = self._say(
                first,
                f"`{shown}` cannot be given here: the table that it belongs to is complete already",
            )
        else:
            line = draft.position(clash.key).line
            if _name_at(text, clash.key) == _name_at(text, walk.parts[-1].start):
                words = f"`{shown}` is given twice; first on line {line}"
            else:
                words = (
                    f"`{shown}` has no place: `{plain(_name_at(text, clash.key))}` on line "
                    f"{line} is a value, not a table"
                )
            mistake = self._say(first, words)
        if walk.stack:
            draft.replace(first, last, f'"{UNREADABLE}{self._stop}"')
        else:
            # What follows the value goes too: the parser looks at it only after the key.
            draft.replace(walk.statement, draft.line_end(self._stop), "")
        return mistake

    def _header_twice(self, name: str, shown: str) -> Mistake:
        walk, draft = self._walk, self._draft
        names = [part.name for part in walk.parts]
        node = walk.find(names)
        if node is not None and len(names) == 1 and _by_header(self._text, node):
            single = re.compile(
                rf"^[ \t]*(\[)[ \t]*{re.escape(name)}[ \t]*(\])(?!\])", re.MULTILINE
            )
            # More than a reader would look at would also take long to convert.
            places = list(islice(single.finditer(self._text), 60))
            words = f"`[{shown}]` can stand only once; one of several is written `[[{shown}]]`"
            said = [self._say(place.start(1), words) for place in places]
            for place in reversed(places):
                draft.replace(place.end(2), place.end(2), "]")
                draft.replace(place.start(1), place.start(1), "[")
            if said:
                self.more = said[1:]
                return said[0]
        while node is None:
            names.pop()
            node = walk.find(names)
        line = draft.position(node.key).line
        mistake = self._say(
            walk.statement, f"`{shown}` is given twice; first on line {line}"
        )
        self._discard_header()
        return mistake

    def _closed_header(self) -> bool:
        double = self._text.startswith("[[", self._walk.statement)
        rest = self._text[self._stop : self._stop + 2]
        return bool(self._walk.parts) and (
            rest == "]]" if double else rest[:1] == "]" != rest[1:]
        )

    def _header(self) -> Mistake:
        walk, text, draft, stop = self._walk, self._text, self._draft, self._stop
        opening = "[[" if text.startswith("[[", walk.statement) else "["
        closing = "]" * len(opening)
        end = draft.line_end(walk.statement)
        name = (
            plain(text[walk.parts[0].start : walk.parts[-1].end]) if walk.parts else ""
        )
        rest = text[stop:end]
        if name[:1] in ("'", '"') and rest.lstrip().startswith((",", "]")):
            mistake = self._say(
                walk.statement, "a list stands here without a key: `exercises = [...]`"
            )
            self._blank()
            return mistake
        if walk.parts and opening == "[" and rest.startswith("]]"):
            return self._after_header()
        missing = closing[1:] if rest.startswith("]") else closing
        if name and (not rest.strip() or rest[:1] in "]#"):
            mistake = self._say(
                stop, f"`{missing}` is missing: `{opening}{name}{closing}`"
            )
            after = stop + len(closing) - len(missing)
            draft.replace(after, after, missing)
            return mistake
        if not name and not rest.strip(" \t]"):
            words = "a name is missing between the brackets, as in `[[block]]`"
        else:
            words = (
                f"`{plain(text[walk.statement : end].rstrip())}` does not name a table: "
                "a name in brackets is made of a-z, 0-9, - and _, as in `[[block]]`"
            )
        mistake = self._say(walk.statement, words)
        self._discard_header()
        return mistake

    def _after_header(self) -> Mistake:
        walk, text, draft, stop = self._walk, self._text, self._draft, self._stop
        header = plain(text[walk.statement : stop].rstrip())
        name = plain(text[walk.parts[0].start : walk.parts[-1].end])
        double = text.startswith("[[", walk.statement)
        if text[stop] == "]" and not double:
            mistake = self._say(walk.statement, f"one `[` is missing: `[[{name}]]`")
            draft.replace(walk.statement, walk.statement, "[")
            return mistake
        if text[stop] == "]":
            mistake = self._say(stop, f"one `]` too many: `[[{name}]]`")
        else:
            mistake = self._say(
                stop, f"what follows `{header}` goes on a line of its own"
            )
        draft.replace(stop, stop, "#")
        return mistake

    def _key(self) -> Mistake:
        walk, text, draft, stop = self._walk, self._text, self._draft, self._stop
        end = draft.line_end(stop)
        line = text[walk.statement : end]
        if walk.parts or text[stop - 1 : stop] == ".":
            mistake = self._say(stop, "after the `.` of a key comes another name")
            self._blank()
            return mistake
        if line[:1] in "]})":
            words = (
                f"this `{line[0]}` closes nothing: the list or table has ended before"
            )
        elif line.startswith(("//", ";", "%", "/*")):
            words = "a comment begins with `#`"
            mistake = self._say(stop, words)
            draft.replace(stop, stop, "#")
            return mistake
        elif line[0] in _CURLY or line[0] in "{,":
            words = self._stray()
        elif line[0].isalpha() and "=" in line:
            words = self._foreign_key(line)
        elif line[0] == "=":
            words = "a key is missing before `=`"
        else:
            words = (
                f"`{plain(line.rstrip())}` is neither `key = value` nor a table such as "
                "`[[block]]`; a comment begins with `#`"
            )
        mistake = self._say(stop, words)
        self._blank()
        return mistake

    def _equals(self) -> Mistake:
        walk, text, draft, stop = self._walk, self._text, self._draft, self._stop
        end = draft.line_end(stop)
        written = text[walk.parts[0].start : walk.parts[-1].end]
        key = plain(written)
        rest = text[stop:end].rstrip()
        words: str
        if text[stop : stop + 1] == ":":
            mistake = self._say(
                stop, f"between `{key}` and its value stands `=`, not `:`"
            )
            draft.replace(stop, stop + 1, "=")
            return mistake
        if written.startswith(("--", "-")) or written[:1] in _QUOTES:
            words = self._stray()
        elif not rest or rest.startswith("#"):
            words = f"`{key}` has no value: `{key} = ...`"
        elif rest[0].isalpha() and not rest.isascii() and "=" in rest:
            words = self._foreign_key(text[walk.statement : end])
        elif "=" in rest.split("#", 1)[0]:
            name = "-".join(text[walk.statement : end].split("=", 1)[0].split())
            words = f"a key is one word without spaces: `{plain(name)} = ...`"
        elif rest[0].isdigit() or rest[0] in "\"'[{" or len(rest.split()) == 1:
            mistake = self._say(
                walk.parts[-1].end, f"`=` is missing between `{key}` and its value"
            )
            draft.replace(stop, stop, "=")
            return mistake
        else:
            words = (
                f"`{plain(text[walk.statement : end].rstrip())}` is neither `key = value` nor "
                "a table such as `[[block]]`; a comment begins with `#`"
            )
        mistake = self._say(walk.statement, words)
        self._blank()
        return mistake

    def _stray(self) -> str:
        return (
            "this line gives no key a value: an item belongs between the brackets of a list, "
            "as in `exercises = [...]`"
        )

    def _foreign_key(self, line: str) -> str:
        name = line.split("=", 1)[0].strip()
        return f"`{plain(name)}` cannot be a key as it stands: a key is made of a-z, 0-9, - and _"

    # Values.

    def _no_value(self) -> Mistake:
        """The value of a `key =` line cannot be read from its first character."""
        text, stop = self._text, self._stop
        key = self._key_text()
        rest = text[stop : self._draft.line_end(stop)]
        if not rest.strip() or rest.startswith("#"):
            if _STRAY_ITEM.match(text, self._draft.line_end(stop) + 1):
                mistake = self._say(
                    self._walk.token_end, f"`[` is missing before the list: `{key} = [`"
                )
                self._draft.replace(stop, stop, "[")
                return mistake
            mistake = self._say(
                self._walk.token_end, f"the value is missing: `{key} = ...`"
            )
            self._draft.replace(stop, stop, _SENTINEL)
            return mistake
        if rest.startswith("="):
            mistake = self._say(stop, f"one `=` is enough: `{key} = ...`")
            self._draft.replace(stop, stop + 1, " ")
            return mistake
        return self._bare(stop)

    def _after_value(self) -> Mistake | None:
        """Something follows the complete value of a `key =` line."""
        walk, text, stop = self._walk, self._text, self._stop
        last = walk.last
        if last is None:
            return None
        rest = text[stop : self._draft.line_end(stop)].split("#", 1)[0].rstrip()
        kind = text[last.start]
        another = _ANOTHER_PAIR.search(rest)
        if rest.strip(",; \t") == "":
            mistake = self._say(stop, f"no `{rest[0]}` at the end of a line")
        elif (
            another
            and text[stop - 1] in " \t"
            and (another.start() == 0 or kind not in _QUOTES)
        ):
            place = stop + another.start()
            mistake = self._say(
                place,
                f"`{another[0].split('=', 1)[0].strip()} = ...` goes on a line of its own",
            )
            if another.start():
                return self._bare(last.start)
        elif _HEADER_HERE.match(rest):
            mistake = self._say(
                walk.token_end, f"what follows this value goes on a line of its own: `{plain(rest)}`"
            )
            # The lines below belong to a table that is not there.
            self._guess(stop, next_header(text, stop))
        elif kind in _QUOTES:
            return self._after_text(last, stop + len(rest))
        elif kind in "[{":
            if rest.strip("]} \t,") == "":
                words = f"this `{rest[0]}` is one too many: it closes nothing"
            else:
                words = (
                    f"nothing can follow the closing `{text[last.end - 1]}` on its line"
                )
            mistake = self._say(stop, words)
        else:
            return self._bare(last.start)
        self._draft.replace(stop, stop, "#")
        return mistake

    def _after_text(self, last: Node, end: int) -> Mistake:
        """Text goes on after its closing quote: a quote too many, or one in the middle."""
        whole = self._text[last.start : end]
        inner = whole.strip(_QUOTES + " \t")
        spelled = _spelled(inner)
        meant = f": `{spelled}`" if spelled and any(q in inner for q in "\"'") else ""
        words = "the text ends at this quote, and more follows"
        mistake = self._say(last.end - 1, words + meant)
        self._replace_guessed(last.start, end)
        return mistake

    def _bare(self, start: int) -> Mistake:
        """A value is not in quotes and is not a number, a date or true or false."""
        text, draft = self._text, self._draft
        stack = self._walk.stack
        ends = "\n#" if not stack else "\n#,}" if stack[-1].items is None else "\n#,]"
        end = start
        while end < len(text) and text[end] not in ends:
            end += 1
        if stack and stack[-1].items is None and text[end : end + 1] == ",":
            # Text with commas that has lost its first quote goes on to the second.
            quoted = _LOST_QUOTE.match(text, end)
            end = quoted.end() if quoted else end
        bare = text[start:end].rstrip()
        end = start + len(bare)
        inner = bare.strip(_QUOTES + " \t")
        spelled = _spelled(inner)
        in_list = bool(stack) and stack[-1].items is not None
        lead = "" if in_list else f"{self._key_text()} = "
        if bare.lower() in ("true", "false"):
            mistake = self._say(
                start,
                f"true and false are written in small letters: `{lead}{bare.lower()}`",
            )
            draft.replace(start, end, bare.lower())
            return mistake
        if bare.lower() in ("yes", "no", "on", "off"):
            meant = "true" if bare.lower() in ("yes", "on") else "false"
            words = f"`{bare}` has no quotes: `{lead}{meant}` for a switch, else `{lead}{spelled}`"
        elif found := _LEADING_ZERO.fullmatch(bare):
            number = found[1] + found[2]
            mistake = self._say(
                start, f"a number does not begin with 0: `{lead}{plain(number)}`"
            )
            draft.replace(start, end, number)
            return mistake
        elif (found := _POINT.fullmatch(bare)) and (found[2] or found[3]):
            number = f"{found[1]}{found[2] or 0}.{found[3] or 0}"
            mistake = self._say(
                start, f"a decimal point stands between digits: `{lead}{plain(number)}`"
            )
            draft.replace(start, end, number)
            return mistake
        elif re.fullmatch(r"\d+,\d+", bare):
            number = bare.replace(",", ".")
            mistake = self._say(
                start, f"decimals follow a point: `{lead}{plain(number)}`"
            )
            draft.replace(start, end, _SENTINEL)
            return mistake
        elif bare[:1] in _CURLY or bare[-1:] in _CURLY:
            words = "quotes are straight, not curly" + (
                f": `{lead}{spelled}`" if spelled else ""
            )
        elif not inner:
            words = (
                f"`{plain(bare)}` is no value" if bare else "a value is missing here"
            )
        elif bare[:1] in "[{":
            words = f"`{plain(bare)}` is no value"
        else:
            what = "a time" if _TIME.fullmatch(inner) else "text"
            words = f"{what} is put in quotes" + (
                f": `{lead}{spelled}`" if spelled else ""
            )
            if spelled and inner == bare:
                mistake = self._say(start, words)
                draft.quote(start, end, spelled[0])
                return mistake
        mistake = self._say(start, words)
        if (
            bare[:1] in _CURLY
            and bare[-1:] in _CURLY
            and spelled
            and inner == bare[1:-1]
        ):
            draft.replace(end - 1, end, spelled[0])
            draft.replace(start, start + 1, spelled[0])
        else:
            self._replace_guessed(start, end)
        return mistake

    # Lists and inline tables.

    def _in_brackets(self, box: Node) -> Mistake | None:
        walk, text, stop = self._walk, self._text, self._stop
        table = box.items is None
        letter = text[stop : stop + 1]
        if table and letter in ("\n", "#", ""):
            return self._broken_table(box)
        line = self._draft.line_start(stop)
        opened_before = any(node.start < line for node in walk.stack)
        if not letter or (
            opened_before
            and _STATEMENT.match(text, line)
            and not text[line:stop].strip(" \t[")
        ):
            if letter and not table and "}" in text[stop : self._draft.line_end(stop)]:
                return self._no_brace(line)
            return self._open_list(line if letter else stop)
        if walk.fresh:
            return self._no_item(table=table, letter=letter)
        return self._no_comma(table=table, letter=letter)

    def _no_brace(self, line: int) -> Mistake:
        """An item of a list has keys and a closing brace but no opening one."""
        text = self._text
        place = line + len(text[line:]) - len(text[line:].lstrip(" \t"))
        mistake = self._say(place, "`{` is missing at the beginning of this item")
        self._draft.replace(place, place, "{")
        return mistake

    def _open_list(self, before: int) -> Mistake:
        draft = self._draft
        # At the end of the file the walk is the one that has been taken already.
        walk = self._walk if before == self._stop else Walk(self._text[:before])
        box = next((node for node in walk.stack), None)
        if box is None:
            # The bracket stands on the very line that the parser took for a header.
            box = self._walk.stack[0]
            walk = self._walk
        line = draft.position(box.start).line
        place = walk.token_end
        closing = "".join(
            "}" if node.items is None else "]" for node in reversed(walk.stack)
        )
        mistake = self._say(
            place, f"the list that begins on line {line} is not closed: `]` is missing"
        )
        draft.replace(place, place, closing or "]")
        return mistake

    def _broken_table(self, box: Node) -> Mistake:
        """An inline table does not end on its line."""
        text, draft, walk = self._text, self._draft, self._walk
        outer = next(node for node in walk.stack if node.items is None)
        brace = re.compile(r"[{}]").search(text, self._stop)
        end = next_header(text, self._stop)
        if brace and brace[0] == "}" and brace.start() < end:
            mistake = self._say(
                outer.start, "a table in braces `{ ... }` stands on one line"
            )
            self._replace_guessed(outer.start, brace.end())
            return mistake
        mistake = self._say(
            walk.token_end,
            f"`}}` is missing at the end of `{plain(text[box.start : walk.token_end])}`",
        )
        if walk.fresh or walk.stage != AFTER:
            self._replace_guessed(
                outer.start,
                draft.line_end(outer.start),
                "," if text[walk.token_end - 1] == "," else "",
            )
        else:
            draft.replace(walk.token_end, walk.token_end, "}")
        return mistake

    def _no_item(self, *, table: bool, letter: str) -> Mistake | None:
        """An opening bracket or a comma is followed by nothing that could be an item."""
        walk, draft, stop = self._walk, self._draft, self._stop
        if table and walk.stage == EQUALS:
            return self._equals_in_table(letter)
        if letter == ",":
            mistake = self._say(stop, "nothing stands before this comma")
            draft.replace(stop, stop + 1, " ")
            return mistake
        if table and letter == "}" and walk.stage == KEY:
            mistake = self._say(walk.comma, "no comma before the closing `}`")
            draft.replace(walk.comma, walk.comma + 1, " ")
            return mistake
        if letter and letter in ("]" if table else "})"):
            return self._wrong_bracket(table=table, letter=letter)
        if table and walk.stage == KEY:
            end = draft.line_end(stop)
            first = stop
            while end > first and self._text[end - 1] in " \t,]":
                end -= 1
            mistake = self._say(
                stop,
                'inside braces stands `key = value`, as in `{ do = "1:00 Squat jump" }`',
            )
            outer = next(node for node in walk.stack if node.items is None)
            self._replace_guessed(outer.start, max(end, stop + 1))
            return mistake
        return self._bare(stop)

    def _equals_in_table(self, letter: str) -> Mistake:
        walk, draft, stop = self._walk, self._draft, self._stop
        key = self._key_text()
        if letter == ":":
            mistake = self._say(
                stop, f"between `{key}` and its value stands `=`, not `:`"
            )
            draft.replace(stop, stop + 1, "=")
            return mistake
        first, last = walk.parts[0].start, walk.parts[-1].end
        if self._text[first] in _QUOTES and letter in ",}":
            mistake = self._say(
                first, f"inside braces stands `key = value`: is `do = {key}` meant?"
            )
            draft.replace(first, last, f'"{UNREADABLE}{stop}" = {_SENTINEL}')
            return mistake
        mistake = self._say(
            walk.parts[-1].end,
            f"`=` and a value are missing after `{key}`"
            if letter in ",}"
            else f"`=` is missing after `{key}`",
        )
        draft.replace(stop, stop, "=" + (_SENTINEL if letter in ",}" else ""))
        return mistake

    def _no_comma(self, *, table: bool, letter: str) -> Mistake | None:
        """A complete item is followed by neither a comma nor the closing bracket."""
        walk, text, draft, stop = self._walk, self._text, self._draft, self._stop
        last = walk.last
        if last is None:
            return None
        same_line = "\n" not in text[last.end : stop]
        kind = text[last.start]
        pair = _ANOTHER_PAIR.match(text, stop)
        if letter in "]})":
            return self._wrong_bracket(table=table, letter=letter)
        if same_line and letter not in "\"'[{" and not (pair and last.end < stop):
            if kind not in "\"'[{" and letter not in ";|":
                return self._bare(last.start)
            if kind in _QUOTES and letter not in ";:|":
                end = _before_comment(text, stop, draft.line_end(stop))
                while end > stop and text[end - 1] in " \t,]}":
                    end -= 1
                return self._after_text(last, max(end, stop + 1))
        if letter in ";:|":
            mistake = self._say(stop, f"a comma belongs here, not `{letter}`")
            draft.replace(stop, stop + 1, ",")
            return mistake
        mistake = self._say(
            last.end, f"a comma is missing after `{plain(text[last.start : last.end])}`"
        )
        draft.replace(last.end, last.end, ",")
        return mistake

    def _wrong_bracket(self, *, table: bool, letter: str) -> Mistake:
        draft, stop = self._draft, self._stop
        right = "}" if table else "]"
        line = draft.position(self._walk.stack[-1].start).line
        if table and letter == "]" and len(self._walk.stack) > 1:
            mistake = self._say(self._walk.token_end, "`}` is missing before this `]`")
            draft.replace(stop, stop, "}")
        else:
            opening = "{" if table else "["
            mistake = self._say(
                stop,
                f"the `{opening}` on line {line} is closed by `{right}`, not by `{letter}`",
            )
            draft.replace(stop, stop + 1, right)
        return mistake

    # Common to all.

    def _say(self, offset: int, message: str) -> Mistake:
        place: Position = self._draft.position(offset)
        return Mistake(Severity.ERROR, place.line, place.column, message)

    def _key_text(self) -> str:
        parts = self._walk.parts
        return plain(self._text[parts[0].start : parts[-1].end]) if parts else ""

    def _guess(self, start: int, end: int) -> None:
        first = self._text.count("\n", 0, start) + 1
        self.guessed = range(first, first + self._text.count("\n", start, end) + 1)

    def _replace_guessed(self, start: int, end: int, after: str = "") -> None:
        self._guess(start, end)
        self._draft.replace(start, end, _SENTINEL + after)

    def _discard_header(self) -> None:
        start, draft = self._walk.statement, self._draft
        draft.replace(start, draft.line_end(start), f"[[{_SENTINEL}]]")


def take_out(draft: Draft, stop: int) -> range:
    """Take the statement at which the parser stopped out of a draft.

    A header leaves a table behind that no reader looks at, so that its keys do not fall to the
    table before it.

    Args:
        draft: The text, changed in place unless the statement is blank already.
        stop: Offset at which the parser stopped.

    Returns:
        The numbers of the lines touched, from 1.
    """
    text = draft.text
    walk = Walk(text[:stop])
    start = draft.line_start(walk.statement)
    end = draft.line_end(max(stop, start))
    if walk.stack or walk.open_string >= 0:
        end = next_statement(text, end)
    elif _STRAY_ITEM.match(text, start):
        # The rest of a list that ended too early goes with its first line.
        while end < len(text) and _STRAY_ITEM.match(text, end + 1):
            end = draft.line_end(end + 1)
    first = text.count("\n", 0, start) + 1
    header = text.startswith("[", walk.statement)
    if text[start:end].strip():
        draft.replace(start, end, f"[[{_SENTINEL}]]" if header else "")
    return range(first, first + text.count("\n", start, end) + 1)


def next_statement(text: str, offset: int) -> int:
    """Return the end of the last line before the next one that begins a statement."""
    found = _NEXT_STATEMENT.search(text, offset)
    return max(offset, found.start() - 1) if found else len(text)


def next_header(text: str, offset: int) -> int:
    """Return the end of the last line before the next header."""
    found = _NEXT_HEADER.search(text, offset)
    return max(offset, found.start() - 1) if found else len(text)


def _spelled(text: str) -> str:
    """Return text in quotes that need no escapes, or nothing where there are none."""
    shown = plain(text)
    if '"' not in text and "\\" not in text:
        return f'"{shown}"'
    return f"'{shown}'" if "'" not in text else ""


def _before_comment(text: str, start: int, end: int) -> int:
    """Return where a line's text ends, taking ` # ` for a comment whatever quotes say."""
    found = _COMMENT.search(text, start, end)
    return found.start() if found else start + len(text[start:end].rstrip())


def _name_at(text: str, offset: int) -> str:
    found = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|[A-Za-z0-9_-]+").match(text, offset)
    return found[0].strip("\"'") if found else ""


def _by_header(text: str, node: Node) -> bool:
    return node.headed or (node.members is not None and text[node.start] == "[")
