"""The heartbeat of a session under way: how far it is, once a second, and that somebody runs it.

Theory of operation. The journal knows when something was pressed, but not how long ago that was
when the program was killed. So each second the time since the opening is written over the same few
bytes of a small file, and every fifth time they are flushed to the disk. The file is locked for as
long as the session runs; the lock goes with the process, however that ends. In a pause nothing has
to be written, so nothing wakes up.

The thread does one thing only, and no error ends it: a beat that cannot be written is tried again
with the next one, and meanwhile the session is known up to its last press.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from legtimer.files.regular_file import read_file_bytes
from legtimer.history.file_lock import lock

_EVERY: Final = 1.0
"""Seconds between two beats."""
_SYNC_EVERY: Final = 5
"""Every which beat is made sure to be on the disk."""
_DIGITS: Final = 13
_BEAT, _LAST = b"+\n", b".\n"
"""What follows the figures of a beat, and of one after which no other was to come."""
_BINARY: Final = getattr(os, "O_BINARY", 0)
_sync: Callable[[int], None] = getattr(os, "fdatasync", os.fsync)
"""The file never changes its length, so its data is all there is to write."""


def heartbeat_path(folder: Path, uid: str) -> Path:
    """The file of a session's heartbeat."""
    return folder / f"{uid}.beat"


def stopped_at(folder: Path, uid: str) -> int:
    """Ms since the session's opening at which its heart stopped; 0 if that cannot be told.

    After a kill it lay between the last beat and the next one, so the middle is at most half a
    second off.
    """
    try:
        text = read_file_bytes(heartbeat_path(folder, uid))
    except OSError:
        return 0
    figures, mark = text[:_DIGITS], text[_DIGITS:]
    if len(figures) < _DIGITS or not figures.isdigit() or mark not in (_BEAT, _LAST):
        return 0
    return int(figures) + (0 if mark == _LAST else round(_EVERY * 500))


def is_running(folder: Path, uid: str) -> bool:
    """Whether somebody runs the session just now."""
    try:
        handle = os.open(heartbeat_path(folder, uid), os.O_RDWR)
    except OSError:
        return False
    try:
        return not lock(handle, shared=True)
    finally:
        os.close(handle)


class Heartbeat:
    """The heartbeat of one session."""

    elapsed: Callable[[], int]
    """Ms since the session's opening; to be set before ``start``."""

    def __init__(self, folder: Path, uid: str) -> None:
        """Set up; nothing is written before ``acquire``.

        Args:
            folder: where the files of all heartbeats lie; it need not exist.
            uid: the session.
        """
        self._path = heartbeat_path(folder, uid)
        self._handle: int | None = None
        self._guard = threading.Lock()
        self._wake = threading.Event()
        self._beating = self._ended = False
        self._count = 0
        self._thread: threading.Thread | None = None

    def acquire(self) -> bool:
        """Lock the file.

        Returns:
            Whether the session is ours now; False if somebody else runs it, or the file cannot be
            made.
        """
        with self._guard:
            return self._acquire()

    def start(self) -> None:
        """Beat from now on."""
        if self._beating or self._ended:
            return
        self._beating = True
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)
            self._thread.start()
        else:
            self._wake.set()

    def pause(self) -> None:
        """Beat once more, and then no more until ``start``: the session is paused or over."""
        if self._beating:
            with self._guard:
                self._beating = False
                if self._handle is not None:
                    self._write(_LAST, sync=False)
            # The thread makes sure that it is on the disk, and sleeps.
            self._wake.set()

    def close(self, *, forget: bool) -> None:
        """Let go of the session.

        Args:
            forget: whether it is over, so that its heartbeat is of no use to anybody.
        """
        beating, self._beating, self._ended = self._beating, False, True
        self._wake.set()
        with self._guard:
            if self._handle is None:
                return
            if beating and not forget:
                self._write(_LAST, sync=True)
            # Removed while it is ours; where open files cannot be removed, afterwards.
            gone = forget and self._remove()
            with suppress(OSError):
                os.close(self._handle)
            self._handle = None
            if forget and not gone:
                self._remove()

    def _remove(self) -> bool:
        try:
            self._path.unlink(missing_ok=True)
        except OSError:
            return False
        return True

    def _run(self) -> None:
        while not self._ended:
            with self._guard:
                beating = self._beating
                if not self._ended and self._acquire():
                    self._count += 1
                    sync = not beating or self._count % _SYNC_EVERY == 1
                    self._write(_BEAT if beating else _LAST, sync=sync)
            self._wake.wait(_EVERY if beating else None)
            self._wake.clear()

    def _acquire(self) -> bool:
        """Have the file open and locked, and have it be the one that lies at its path."""
        if self._handle is not None and _same(self._handle, self._path):
            return True
        try:
            if self._handle is not None:
                os.close(self._handle)
                self._handle = None
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | _BINARY, 0o666)
        except OSError:
            return False
        # Whoever had it may have removed it between the opening and the locking.
        if not (lock(handle) and _same(handle, self._path)):
            os.close(handle)
            return False
        self._handle = handle
        return True

    def _write(self, mark: bytes, *, sync: bool) -> None:
        assert self._handle is not None
        with suppress(OSError):
            text = b"%0*d%b" % (_DIGITS, max(self.elapsed(), 0), mark)
            if hasattr(os, "pwrite"):
                os.pwrite(self._handle, text, 0)
            else:
                os.lseek(self._handle, 0, os.SEEK_SET)
                os.write(self._handle, text)
            if sync:
                _sync(self._handle)


def _same(handle: int, path: Path) -> bool:
    """Whether an open file is the one that lies at a path."""
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
    except OSError:
        return False
