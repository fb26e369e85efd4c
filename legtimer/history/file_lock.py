"""A lock on a file that ends with the process that holds it, however that ends."""

from __future__ import annotations

import sys
from typing import Final

if sys.platform == "win32":
    import msvcrt
    import os

    _FAR: Final = 1 << 30
    """A byte that no file here has: on Windows, what is locked cannot even be read."""

    def lock(handle: int, *, shared: bool = False) -> bool:
        """Lock an open file without waiting; whether nobody else had it."""
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def lock(handle: int, *, shared: bool = False) -> bool:
        """Lock an open file without waiting.

        Args:
            handle: the file's descriptor; the lock ends when it is closed.
            shared: only see to it that nobody has it for himself, as somebody who looks does.

        Returns:
            Whether nobody else had it. Where the file system knows no locks, nobody ever has.
        """
        try:
            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True
