"""Sessions for other programs: a module for each format.

A format is a subclass of ``TextFormat`` or ``SessionFileFormat`` in a module of this folder. The
folder is scanned: ``legtimer export`` and its help know every format that is in it.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from legtimer.history.session_record import SessionRecord


class ExportFormat:
    """A way to write sessions down."""

    name: ClassVar[str]
    """The option that asks for it, and the end of its files' names."""
    help: ClassVar[str]


class TextFormat(ExportFormat):
    """One text with all sessions."""

    mark = ""
    """What a file begins with, but not a text on standard output."""

    def text(self, records: Iterable[SessionRecord]) -> Iterator[str]:
        """The text piece by piece, with its line ends."""
        raise NotImplementedError


class SessionFileFormat(ExportFormat):
    """A binary file for each session."""

    def data(self, record: SessionRecord) -> bytes:
        """The content of a session's file.

        Raises:
            ValueError: if the format cannot hold this session.
        """
        raise NotImplementedError


def export_formats() -> dict[str, ExportFormat]:
    """All formats by name, those of one text first."""
    for module in pkgutil.iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    texts = sorted(TextFormat.__subclasses__(), key=lambda cls: cls.name)
    files = sorted(SessionFileFormat.__subclasses__(), key=lambda cls: cls.name)
    return {cls.name: cls() for cls in (*texts, *files)}
