"""A session that the store could not take, written to a file of its own."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from legtimer.history.jsonl import line_of
from legtimer.history.log import Log, local_time


def refuge_name(log: Log) -> str:
    """What the file is called: ``legtimer-session-2026-03-14-1f0c9a2b.jsonl``."""
    header = log.header
    day = local_time(header.began_at, header.utc_offset)
    return f"legtimer-session-{day:%Y-%m-%d}-{header.uid[:8]}.jsonl"


def write_log(log: Log, path: Path) -> None:
    """Write a session to a new file; ``import --jsonl`` reads it.

    Raises:
        OSError: if that cannot be done, or the file is there already. Nothing is left behind then.
    """
    with open(path, "x", encoding="utf-8", newline="\n") as file:
        try:
            file.write(line_of(log) + "\n")
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            path.unlink(missing_ok=True)
            raise


def take_refuge(log: Log, folders: Iterable[Path]) -> Path | None:
    """Write a session into the first folder that takes it.

    Returns:
        The file; None if no folder takes it.
    """
    for folder in folders:
        path = folder / refuge_name(log)
        number = 2
        while path.exists():
            path = folder / f"{Path(refuge_name(log)).stem}-{number}.jsonl"
            number += 1
        try:
            write_log(log, path)
        except OSError:
            continue
        return path
    return None
