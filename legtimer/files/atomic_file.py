"""Files that are written whole or not at all, and names that no file has yet."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path


def write_atomically(
    path: Path, parts: Iterable[bytes], *, like: Path | None = None, sync: bool = True
) -> None:
    """Write a file beside its place and rename it: nobody ever sees a part of it.

    Args:
        path: the file; its folder has to exist.
        parts: the new content, piece by piece.
        like: a file whose permissions it gets.
        sync: whether it has to be on the disk before the old content is gone.

    Raises:
        OSError: if it cannot be written; the file is then as it was.
    """
    part = path.with_name(f".{path.name}-{os.urandom(4).hex()}")
    try:
        with part.open("xb") as file:
            file.writelines(parts)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        if like is not None:
            part.chmod(stat.S_IMODE(like.stat().st_mode))
        os.replace(part, path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def unused_path(path: Path) -> Path:
    """A file that does not exist yet, of this name or with a number behind it."""
    number, found = 1, path
    while os.path.lexists(found):
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found
