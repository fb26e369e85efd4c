"""All mistakes of one file, collected by path and reported by line and column.

The value types of the core say what is wrong by path. A collector turns paths into places in the
text, and suggests the nearest known word for an unknown one. It reads every TOML file that a person
types.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from legtimer.core.diagnostics import KeyPath
from legtimer.files.closest_word import closest_word
from legtimer.files.mistakes import Mistake, Severity
from legtimer.files.printable import printable
from legtimer.files.toml.positions import Position
from legtimer.files.toml.repair import POISON
from legtimer.files.toml.syntax import ParsedToml

_MOST_MISTAKES: Final = 100
"""How many mistakes of one file are told."""

_MEANT: Final = "did you mean "


class Collector:
    """The report that forms are given while a file is read (``core.diagnostics.Report``)."""

    def __init__(self, parsed: ParsedToml) -> None:
        """Begin with the mistakes in the syntax.

        Args:
            parsed: the file's text as the parser took it.
        """
        self.locator = parsed.locator
        self.found: list[Mistake] = list(parsed.mistakes)
        # Where the syntax is broken, what seems to be missing may stand in the broken part.
        self.broken = bool(parsed.mistakes)
        self.misspelled: set[KeyPath] = set()
        self.refused: list[KeyPath] = []
        """Where the errors stand, told or not."""

    def error(self, path: KeyPath, message: str, *, offset: int = 0) -> None:
        """The value at ``path`` is wrong."""
        self.refused.append(path)
        place = self.locator.inside(path, offset) if offset else self.locator.value(path)
        self._add(Severity.ERROR, place, message)

    def missing(self, path: KeyPath, message: str, *, key: str = "") -> None:
        """Something that is needed is not in the table at ``path``."""
        self.refused.append(path)
        # What is there under a misspelled key has been told at that key.
        if not self.broken and (*path, key) not in self.misspelled:
            self.error(path, message)

    def warning(self, path: KeyPath, message: str) -> None:
        """The value at ``path`` is legal but odd."""
        self._add(Severity.WARNING, self.locator.value(path), message)

    def unknown_key(
        self, path: KeyPath, word: str, known: Iterable[str], what: str, hint: str = ""
    ) -> None:
        """``word`` is no key that exists here."""
        self.refused.append(path)
        hint = hint or self._meant(word, known)
        if hint.startswith(_MEANT):
            self.misspelled.add((*path[:-1], hint.removeprefix(_MEANT).removesuffix("?")))
        message = f"{printable(word)} is not a key of {what}; {hint}"
        self._add(Severity.ERROR, self.locator.key(path), message)

    def invalid_choice(
        self, path: KeyPath, word: str, known: Iterable[str], what: str, hint: str = ""
    ) -> str | None:
        """``word`` is none of the words that exist here."""
        self.refused.append(path)
        known = tuple(known)
        message = f"{printable(word)} is not {what}; {hint or self._meant(word, known)}"
        self._add(Severity.ERROR, self.locator.value(path), message)
        return closest_word(word, known)

    def _meant(self, word: str, known: Iterable[str]) -> str:
        known = tuple(known)
        # Of a file that is none of ours nobody reads thousands of hints, and each takes its time.
        many = len(self.found) > 2 * _MOST_MISTAKES
        meant = None if many else closest_word(word, known)
        return f"{_MEANT}{meant}?" if meant else f"known are {', '.join(known)}"

    def is_poisoned(self, value: object) -> bool:
        """Whether a value stands for one that was reported already."""
        # In a file without syntax errors nothing stands for anything but itself.
        return self.broken and value == POISON

    @property
    def failed(self) -> bool:
        """Whether there is an error, so that the file cannot be used."""
        return any(m.severity is Severity.ERROR for m in self.found)

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """All that was reported, in the order of the file; of very many the first ones."""
        ordered = sorted(dict.fromkeys(self.found), key=lambda m: (m.line, m.column))
        if len(ordered) > _MOST_MISTAKES:
            last = ordered[_MOST_MISTAKES - 1]
            more = len(ordered) - _MOST_MISTAKES + 1
            ordered[_MOST_MISTAKES - 1 :] = [
                Mistake(Severity.ERROR, last.line, last.column, f"and {more} more mistakes")
            ]
        return tuple(ordered)

    def _add(self, severity: Severity, place: Position, message: str) -> None:
        self.found.append(Mistake(severity, place.line, place.column, printable(message, 400)))
