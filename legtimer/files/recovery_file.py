"""Text of the editor that is not saved yet, kept in files of the program's own.

Theory of operation. Each workout file that is being edited has at most one recovery file. It is
written a moment after each change and at once when the editor fails or the terminal goes, and it is
deleted when the text is saved or thrown away. What is found at the next start was therefore lost
with its editor, and is offered again. JSON keeps every character, half ones of a bad paste too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from legtimer.files.atomic_file import write_atomically


@dataclass(frozen=True, slots=True)
class UnsavedText:
    """What stood in an editor and not in its file."""

    origin: str
    """Where it is saved; the file need not exist."""
    text: str
    content: str | None
    """The content of ``origin`` that the text was made from; None if there was no file."""
    copied_from: str = ""
    """The shipped or read-only file that ``origin`` is a copy of."""


class RecoveryFiles:
    """The recovery files in one folder.

    They are a safety net: a file that cannot be written or read changes nothing else.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder; it need not exist."""
        self._folder = folder

    def write(self, unsaved: UnsavedText) -> Path | None:
        """Keep a text; the file, or None if it cannot be written."""
        path = self._path(unsaved.origin)
        fields = {name: getattr(unsaved, name) for name in UnsavedText.__slots__}
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(path, [json.dumps(fields).encode()])
        except OSError:
            return None
        return path

    def delete(self, origin: str) -> None:
        """Forget the text of a file: it was saved or thrown away."""
        with suppress(OSError):
            self._path(origin).unlink()

    def find(self, origin: str) -> UnsavedText | None:
        """The text that was kept for a file."""
        return self._read(self._path(origin))

    def all(self) -> Sequence[UnsavedText]:
        """All texts that were kept, the newest first."""
        found = []
        with suppress(OSError):
            paths = sorted(self._folder.glob("*.json"), key=lambda p: p.stat().st_mtime)
            found = [one for path in reversed(paths) if (one := self._read(path)) is not None]
        return found

    def _path(self, origin: str) -> Path:
        name = hashlib.sha256(origin.encode(errors="surrogatepass")).hexdigest()[:16]
        return self._folder / f"{name}.json"

    def _read(self, path: Path) -> UnsavedText | None:
        try:
            return UnsavedText(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
