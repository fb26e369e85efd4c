"""What is wrong with a file, said in one line that a terminal can show safely.

Theory of operation
-------------------
A mistake is a severity, a place and a sentence. The place is counted as editors count it: lines and
columns from 1, columns in characters. The sentence often repeats what the person typed, and what
the person typed is data: an escape sequence or a direction mark in it must not reach the terminal.
`plain` is the gate that every quoted piece passes; `nearest` finds the word that was probably
meant, with a cost that does not depend on how long the typed word is.
"""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Sequence

QUOTED_LENGTH: Final = 60
"""Characters of a file's text that a message repeats, unless it asks for another limit."""

# Longer words are not compared at all: no key, kind or exercise name comes near.
_LONGEST_WORD: Final = 64

# Controls, soft hyphen, direction marks and isolates, zero-width characters, line and paragraph
# separators, surrogates, private use, interlinear marks, tags and the two non-characters.
_UNSAFE: Final = (
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
# The joiner that makes one picture of several emoji is the one zero-width character that shows.
_PICTURE: Final = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_JOINER: Final = f"(?<=[{_PICTURE}])\u200d(?=[{_PICTURE}])"


class Severity(Enum):
    """How bad a mistake is: an error stops the file from being used, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Mistake(NamedTuple):
    """One thing that is wrong with a file.

    Attributes:
        severity: Whether the file can be used in spite of it.
        line: Line number from 1.
        column: Column in characters from 1; a byte-order mark at the start is not counted.
        message: What is wrong and what was probably meant; one line, safe to print.
    """

    severity: Severity
    line: int
    column: int
    message: str

    def render(self, file: str) -> str:
        """Return the line to print, in the form that editors turn into a link.

        Args:
            file: The file's name as the person gave it; made safe to print here.
        """
        name = plain(file, limit=None)
        return f"{name}:{self.line}:{self.column}: {self.severity.value}: {self.message}"

    def as_json(self) -> dict[str, str | int]:
        """Return what programs are told (see docs/json.md)."""
        return {**self._asdict(), "severity": self.severity.value}


def unreadable(problem: OSError) -> Mistake:
    """Return the one mistake of a file that the system does not let us read."""
    why = problem.strerror or type(problem).__name__
    return Mistake(Severity.ERROR, 1, 1, f"cannot be read: {why}")


def plain(text: str, limit: int | None = QUOTED_LENGTH) -> str:
    r"""Return text from a file so that a terminal shows it and obeys nothing in it.

    Controls, direction marks, invisible characters, lone surrogates and private-use characters
    become `\u{...}`; letters, symbols and emoji stay.

    Args:
        text: Anything at all.
        limit: Length in characters above which the text is cut and ends in an ellipsis, 1 or more;
            None for no limit.
    """
    if limit is None:
        return text if text.isprintable() else _spelled(text)
    shown = text[: limit + 1]
    if not shown.isprintable():
        shown = _spelled(shown)
    if len(shown) <= limit:
        return shown
    cut = limit - 1
    # A spelled-out character is shown whole or not at all.
    spelled = shown.rfind("\\u{", 0, cut)
    if spelled >= 0 and shown.find("}", spelled) >= cut:
        cut = spelled
    return shown[:cut] + "…"


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the known word that was probably meant, or None when none is near.

    Case, spaces and the difference of `-` and `_` do not count. Near is one slip for short words,
    two or three for longer ones: a letter missing, added, changed, or two swapped. Failing that,
    a word that begins like the typed one counts, if the shorter of the two has three letters.

    Args:
        word: What was typed, of any length.
        words: The words that would be right; the first of equally near ones wins.
    """
    if len(word) > _LONGEST_WORD:
        return None
    typed = _folded(word)
    if not typed:
        return None
    best: str | None = None
    best_slips = min(1 + len(typed) // 5, 3, len(typed) - 1) + 1
    begins_alike: str | None = None
    for known in words:
        candidate = _folded(known)
        if candidate == typed:
            return known
        slips = _slips(typed, candidate, best_slips)
        if slips < best_slips:
            best, best_slips = known, slips
        elif (
            begins_alike is None
            and min(len(typed), len(candidate)) >= 3
            and (candidate.startswith(typed) or typed.startswith(candidate))
        ):
            begins_alike = known
    return best if best is not None else begins_alike


def did_you_mean(typed: str, known: Sequence[str], otherwise: str | None = None) -> str:
    """Return the question whether the nearest known word was meant.

    Args:
        typed: A word that is not known.
        known: The words that are.
        otherwise: What to say where none is near; None for all that are known.
    """
    meant = nearest(typed, known)
    if meant is not None:
        return f"did you mean {plain(meant)}?"
    return f"known are {plain(', '.join(known), None)}" if otherwise is None else otherwise


def _spelled(text: str) -> str:
    return _unsafe().sub(lambda found: found[1] or f"\\u{{{ord(found[0]):x}}}", text)


@cache
def _unsafe() -> re.Pattern[str]:
    """Compile the pattern at the first need: most runs have none."""
    import re

    return re.compile(f"({_JOINER})|{_UNSAFE}")


def _folded(word: str) -> str:
    return word.casefold().replace("-", "").replace("_", "").replace(" ", "")


def _slips(typed: str, known: str, ceiling: int) -> int:
    """Return the edits between two words, a swap of neighbours as one; `ceiling` means too many."""
    if abs(len(typed) - len(known)) >= ceiling:
        return ceiling
    before: list[int] = []
    above = list(range(len(known) + 1))
    for row, letter in enumerate(typed, 1):
        here = [row]
        for column, other in enumerate(known, 1):
            edits = min(
                above[column] + 1, here[column - 1] + 1, above[column - 1] + (letter != other)
            )
            swapped = (
                row > 1 and column > 1 and letter == known[column - 2] and other == typed[row - 2]
            )
            if swapped:
                edits = min(edits, before[column - 2] + 1)
            here.append(edits)
        if min(here) >= ceiling:
            return ceiling
        before, above = above, here
    return min(above[-1], ceiling)
