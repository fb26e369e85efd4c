"""Text of the editor that is not saved yet, kept in files of the program's own.

Theory of operation. Each file that is being edited has at most one recovery file. It is
written a moment after each change and at once when the editor fails or the terminal goes, and it is
deleted when the text is saved or thrown away. What is found at the next start was therefore lost
with its editor, and is offered again. JSON keeps every character, half ones of a bad paste too.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from legtimer.files.atomic_file import write_atomically
from legtimer.files.regular_file import read_file_bytes


class OpenFile(NamedTuple):
    """A file as the editor read or wrote it last; in a recovery file, with a text not saved."""

    origin: str
    """Where it is saved."""
    text: str
    """What it says, without a byte-order mark."""
    content: str | None
    """The whole content of ``origin`` when it was last seen; None while it does not exist."""
    copied_from: str = ""
    """The shipped or read-only file that it is a copy of; empty for a file of one's own."""
    kind: str = "workout"
    """What is in it: ``workout`` or ``programme``."""

    @property
    def new(self) -> bool:
        """Whether there is no such file yet."""
        return self.content is None


class RecoveryFiles:
    """The recovery files in one folder.

    They are a safety net: a file that cannot be written or read changes nothing else.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder; it need not exist."""
        self._folder = folder

    def write(self, unsaved: OpenFile) -> Path | None:
        """Keep a text; the file, or None if it cannot be written."""
        path = self._path(unsaved.origin)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(path, [json.dumps(unsaved._asdict()).encode()])
        except OSError:
            return None
        return path

    def delete(self, origin: str) -> None:
        """Forget the text of a file: it was saved or thrown away."""
        with suppress(OSError):
            self._path(origin).unlink()

    def find(self, origin: str) -> OpenFile | None:
        """The text that was kept for a file."""
        return self._read(self._path(origin))

    def all(self) -> Sequence[OpenFile]:
        """All texts that were kept, the newest first."""
        found = []
        with suppress(OSError):
            paths = sorted(self._folder.glob("*.json"), key=lambda p: p.stat().st_mtime)
            found = [one for path in reversed(paths) if (one := self._read(path)) is not None]
        return found

    def _path(self, origin: str) -> Path:
        import hashlib

        name = hashlib.sha256(origin.encode(errors="surrogatepass")).hexdigest()[:16]
        return self._folder / f"{name}.json"

    def _read(self, path: Path) -> OpenFile | None:
        try:
            return OpenFile(**json.loads(read_file_bytes(path)))
        except (OSError, ValueError, TypeError):
            return None
