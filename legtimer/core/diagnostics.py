"""Where value types report what is wrong with a value that somebody typed.

The core knows no files, so a mistake is reported by its *path* (``("block", 0, "exercises", 2)``)
and, within a string, by the offset of a character. Whoever reads the file turns that into a line
and a column.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

PathPart = str | int
KeyPath = tuple[PathPart, ...]


class Diagnostics(Protocol):
    """Collects all mistakes of a file."""

    def error(self, path: KeyPath, message: str, *, offset: int = 0) -> None:
        """The value at ``path`` is wrong; ``offset`` counts characters within a string."""

    def missing(self, path: KeyPath, message: str, *, key: str = "") -> None:
        """Something that is needed, such as a ``key``, is not in the table at ``path``."""

    def warning(self, path: KeyPath, message: str) -> None:
        """The value at ``path`` is legal but odd."""

    def unknown_key(
        self, path: KeyPath, word: str, known: Iterable[str], what: str, hint: str = ""
    ) -> None:
        """``word``, at the end of ``path``, is no key that exists here.

        Args:
            path: the path of the key.
            word: the key as typed.
            known: the keys that exist.
            what: what the keys belong to, such as ``a circuit``.
            hint: what to do, where that is known for sure; else the nearest key is named.
        """

    def invalid_choice(
        self, path: KeyPath, word: str, known: Iterable[str], what: str, hint: str = ""
    ) -> str | None:
        """``word``, the value at ``path``, is none of the words that exist there.

        Args:
            path: the path of the value.
            word: the value as typed.
            known: the words that exist.
            what: what they are, such as ``a kind of block``.
            hint: what to do, where that is known for sure; else the nearest word is named.

        Returns:
            The nearest word; None if none is near.
        """

    def is_poisoned(self, value: object) -> bool:
        """Whether a value stands for one that was reported already."""
