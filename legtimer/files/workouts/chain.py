"""Workouts that are trained one after the other, such as a warm-up, the session and a cool-down.

Theory of operation. A chain is what is left of it: the workouts behind the session under way. Each
is read from its file when its turn comes, and each is a session of its own in the history. What is
left is kept beside the session's id in a small file, so that a session that is resumed goes on to
the others.
"""

from __future__ import annotations

import tomllib
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from legtimer.files.atomic_file import write_atomically
from legtimer.files.regular_file import read_file_bytes


class ChainedWorkout(NamedTuple):
    """A workout that is still to come."""

    path: Path
    """Its file."""
    low_impact: bool = False
    """Whether the easier alternatives are swapped in."""


Chain = tuple[ChainedWorkout, ...]


class ChainFile:
    """Remembers what follows the session under way.

    It is a convenience: a file that cannot be read or written only means that nothing follows a
    session that is resumed.
    """

    def __init__(self, path: Path) -> None:
        """Touch nothing yet.

        Args:
            path: the file.
        """
        self._path = path

    def keep(self, uid: str, left: Chain) -> None:
        """Remember what follows a session; nothing follows any other one.

        Args:
            uid: of the session.
            left: what follows it.
        """
        with suppress(OSError):
            if not left:
                self._path.unlink(missing_ok=True)
                return
            import tomli_w

            rows = [{"file": str(one.path), "low-impact": one.low_impact} for one in left]
            self._path.parent.mkdir(parents=True, exist_ok=True)
            text = tomli_w.dumps({"session": uid, "workout": rows})
            write_atomically(self._path, [text.encode()])

    def left(self, uid: str) -> Chain:
        """What follows a session.

        Args:
            uid: of the session.
        """
        try:
            data = tomllib.loads(read_file_bytes(self._path).decode())
            if data["session"] != uid:
                return ()
            rows = data["workout"]
            return tuple(ChainedWorkout(Path(row["file"]), bool(row["low-impact"])) for row in rows)
        except (OSError, ValueError, KeyError, TypeError):
            return ()
