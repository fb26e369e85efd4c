"""The known word that a mistyped one probably stands for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from legtimer.files.printable import printable

# Longer words are not compared at all: no key, kind or exercise name comes near.
_LONGEST_WORD: Final = 64


def closest_word(word: str, words: Iterable[str], *, slips_only: bool = False) -> str | None:
    """Return the known word that was probably meant, or None when none is near.

    Case, spaces and the difference of `-` and `_` do not count. Near is one slip for short words,
    two or three for longer ones: a letter missing, added, changed, or two swapped. Failing that,
    a word that begins like the typed one counts, if the shorter of the two has three letters.

    Args:
        word: What was typed, of any length.
        words: The words that would be right; the first of equally near ones wins.
        slips_only: Whether a word that only begins alike does not count.
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
            and not slips_only
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
    meant = closest_word(typed, known)
    if meant is not None:
        return f"did you mean {printable(meant)}?"
    return f"known are {printable(', '.join(known), None)}" if otherwise is None else otherwise


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
