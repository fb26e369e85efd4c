"""Where sessions listen: folders that only their user can enter, with one socket per session.

A socket is named after its process. The folder of choice is the one that the system makes for the
login (``XDG_RUNTIME_DIR``, ``/run/user``); where there is none, a folder of the user's own state.
Not a folder under ``/tmp``: anyone could have made that one first. Clients look into all of them,
because a client that runs from cron or over ssh may have another environment than the session.
"""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from legtimer.files.user_folders import state_folder

AVAILABLE: Final = hasattr(socket, "AF_UNIX")
"""Whether this system has such sockets."""
_FOLDER: Final = "legtimer"
_LONGEST: Final = 103
"""Bytes of a socket's path that every system takes."""
_SUFFIX: Final = ".sock"


class SessionSocket(NamedTuple):
    """A session that listens."""

    pid: int
    path: Path


class NoSocketFolder(OSError):
    """There is no folder that nobody else can enter."""


def is_private(folder: Path) -> bool:
    """Whether a folder is the user's own and closed to all others."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    return (
        stat.S_ISDIR(found.st_mode)
        and found.st_uid == os.geteuid()
        and not stat.S_IMODE(found.st_mode) & 0o077
    )


def _folders() -> Iterator[Path]:
    """Where a socket can be, the best first; they need not exist."""
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    for base in (given, f"/run/user/{os.geteuid()}"):
        if os.path.isabs(base) and is_private(Path(base)):
            yield Path(base) / _FOLDER
    yield state_folder() / "run"


def make_folder() -> Path:
    """The folder for this process's socket, made if it is not there.

    Raises:
        NoSocketFolder: if none can be used.
    """
    for folder in _folders():
        if len(os.fsencode(socket_path(folder, os.getpid()))) > _LONGEST:
            continue
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError:
            continue
        if is_private(folder):
            return folder
    raise NoSocketFolder("there is no folder for a socket that is closed to other users")


def socket_path(folder: Path, pid: int) -> Path:
    return folder / f"{pid}{_SUFFIX}"


def session_sockets() -> list[SessionSocket]:
    """The sessions that listen, by process id.

    Sockets that killed sessions have left are deleted.
    """
    found = {}
    for folder in dict.fromkeys(_folders()):
        if is_private(folder):
            for path in folder.glob(f"*{_SUFFIX}"):
                if path.stem.isdecimal() and _alive(path):
                    found[int(path.stem)] = SessionSocket(int(path.stem), path)
    return [found[pid] for pid in sorted(found)]


def _alive(path: Path) -> bool:
    """Whether somebody listens; a socket whose process has gone is deleted."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
        caller.setblocking(False)
        try:
            caller.connect(str(path))
        except BlockingIOError:
            return True
        except ConnectionRefusedError:
            # Some systems refuse callers of a busy session too.
            if not _runs(int(path.stem)):
                path.unlink(missing_ok=True)
            return False
        except OSError:
            return False
    return True


def _runs(pid: int) -> bool:
    """Whether the user has a process with this id."""
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, PermissionError, OverflowError):
        # Somebody else's process is no session of this user's.
        return False
    return True
