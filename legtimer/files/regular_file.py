"""Opens and reads regular files only; a pipe, a socket or a device could make us wait."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from os import PathLike

_KINDS = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
}
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # what took the file's place meanwhile cannot block
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)


FileVersion = tuple[int, int, int]
"""What tells whether a file was changed: its number on the disk, its size, and when it was written,
in ns."""


def file_version(path: str | PathLike[str]) -> FileVersion:
    """The version of a file; of one that is not there, no numbers but 0."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return (0, 0, 0)
    return (found.st_ino, found.st_size, found.st_mtime_ns)


def open_file(path: str | PathLike[str]) -> BinaryIO:
    """Open a file for reading, without waiting for anybody.

    Raises:
        OSError: if it cannot be opened, or is no regular file.
    """
    # Looking first: opening a device alone can do something, such as rewind a tape.
    _refuse_others(os.stat(path))
    handle = os.open(path, _FLAGS)
    try:
        _refuse_others(os.fstat(handle))
    except OSError:
        os.close(handle)
        raise
    return open(handle, "rb")


def read_file_bytes(path: str | PathLike[str], most: int = -1) -> bytes:
    """The content of a regular file.

    Args:
        path: the file.
        most: bytes that are read at most; -1 for all.

    Raises:
        OSError: if it cannot be read, or is no regular file.
    """
    with open_file(path) as file:
        # A file of the kernel such as /proc/kmsg gives None where there is nothing to read yet.
        return file.read(most) or b""


def _refuse_others(found: os.stat_result) -> None:
    kind = stat.S_IFMT(found.st_mode)
    if kind != stat.S_IFREG:
        what = _KINDS.get(kind, "something else")
        raise OSError(errno.EINVAL, f"this is {what}, not a file")
