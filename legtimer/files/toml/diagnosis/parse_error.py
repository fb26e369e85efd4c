"""One error of the parser: what it had read, the repair of the text, and ways to look around.

Each function of the modules beside this one takes a parse error, finds out what was meant, reports
it and repairs the text. What they share stands here: the text of a place, the bounds of a
statement, and the quotes and spaces that are not what they seem.
"""

from __future__ import annotations

import re
from typing import Final

from legtimer.files.mistakes import Mistake, Severity
from legtimer.files.printable import printable
from legtimer.files.toml.positions import Position
from legtimer.files.toml.repair import POISON, RepairBuffer
from legtimer.files.toml.scanner import Scanner

CURLY: Final = "\u201c\u201d\u201e\u201f\xab\xbb\u2018\u2019\u201a\u201b"
QUOTES: Final = "\"'" + CURLY
SENTINEL: Final = f'"{POISON}"'
"""The repair of a value that cannot be read."""

# A line that begins a table, or gives a key a value: no list goes on past it.
STATEMENT: Final = re.compile(
    r"[ \t]*+(?:\[\[?[ \t]*+[A-Za-z_][A-Za-z0-9_.-]*+[ \t]*+\]"
    r"|[A-Za-z0-9_-]++[ \t]*+=(?!=))"
)
STRAY_ITEM: Final = re.compile(r"[ \t]*+[\"'{}\]),“”]")
# The look back keeps the search linear in a long run of letters.
ANOTHER_PAIR: Final = re.compile(r"(?<![A-Za-z0-9_-])[A-Za-z_][A-Za-z0-9_-]*+[ \t]*+=(?!=)")
_HEADER: Final = re.compile(r"^[ \t]*+\[\[?[ \t]*+[A-Za-z_][A-Za-z0-9_.-]*+[ \t]*+\]", re.MULTILINE)
_NEXT_STATEMENT: Final = re.compile(r"^" + STATEMENT.pattern, re.MULTILINE)
_COMMENT: Final = re.compile(r"(?<![ \t])[ \t]++#[ \t]")


class ParseError:
    """A draft at which the parser stopped.

    Attributes:
        draft: The text under repair.
        text: The text as the parser saw it; repairs do not change it.
        stop: Offset at which the parser stopped.
        scan: The scan over what stands before the stop.
        guessed: The lines, from 1, whose repair is a guess: a later complaint there means nothing.
        more: Mistakes of the same kind that the one repair settles too.
    """

    def __init__(self, draft: RepairBuffer, stop: int) -> None:
        self.draft = draft
        self.text = draft.text
        self.stop = stop
        self.scan = Scanner(draft.text[:stop])
        self.guessed: range = range(0)
        self.more: list[Mistake] = []

    def say(self, offset: int, message: str) -> Mistake:
        """Return a mistake at an offset; to be called before the draft is changed."""
        place: Position = self.draft.position(offset)
        # What an earlier repair put there is not what the person typed.
        shown = message.replace(printable(POISON), "…")
        return Mistake(Severity.ERROR, place.line, place.column, shown)

    def key_text(self) -> str:
        """Return the key read last as it was typed, safe to print."""
        parts = self.scan.parts
        return printable(self.text[parts[0].start : parts[-1].end]) if parts else ""

    def guess(self, start: int, end: int) -> None:
        """Mark the lines between two offsets as guessed."""
        first = self.text.count("\n", 0, start) + 1
        self.guessed = range(first, first + self.text.count("\n", start, end) + 1)

    def replace_guessed(self, start: int, end: int, after: str = "") -> None:
        """Put `POISON` for the part between two offsets, and some text after it."""
        self.guess(start, end)
        self.draft.replace(start, end, SENTINEL + after)

    def discard_header(self) -> None:
        """Make the header under way one that no reader looks at."""
        start = self.scan.statement
        self.draft.replace(start, self.draft.line_end(start), f"[[{SENTINEL}]]")

    def blank(self) -> None:
        """Take the statement under way out of the draft."""
        self.guessed = remove_statement(self.draft, self.stop)


def remove_statement(draft: RepairBuffer, stop: int) -> range:
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
    scan = Scanner(text[:stop])
    start = draft.line_start(scan.statement)
    end = draft.line_end(max(stop, start))
    if scan.stack or scan.open_string >= 0:
        end = next_statement(text, end)
    elif STRAY_ITEM.match(text, start):
        # The rest of a list that ended too early goes with its first line.
        while end < len(text) and STRAY_ITEM.match(text, end + 1):
            end = draft.line_end(end + 1)
    first = text.count("\n", 0, start) + 1
    header = text.startswith("[", scan.statement)
    if text[start:end].strip():
        draft.replace(start, end, f"[[{SENTINEL}]]" if header else "")
    return range(first, first + text.count("\n", start, end) + 1)


def next_statement(text: str, offset: int) -> int:
    """Return the end of the last line before the next one that begins a statement."""
    found = _NEXT_STATEMENT.search(text, offset)
    return max(offset, found.start() - 1) if found else len(text)


def next_header(text: str, offset: int) -> int:
    """Return the end of the last line before the next header."""
    found = _HEADER.search(text, offset)
    return max(offset, found.start() - 1) if found else len(text)


def spelled_with_quotes(text: str) -> str:
    """Return text in quotes that need no escapes, or nothing where there are none."""
    shown = printable(text)
    if '"' not in text and "\\" not in text:
        return f'"{shown}"'
    return f"'{shown}'" if "'" not in text else ""


def before_comment(text: str, start: int, end: int) -> int:
    """Return where a line's text ends, taking ` # ` for a comment whatever quotes say."""
    found = _COMMENT.search(text, start, end)
    return found.start() if found else start + len(text[start:end].rstrip())
