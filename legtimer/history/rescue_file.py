"""A file for a session that could not be saved in the history."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from legtimer.files.atomic_file import unused_path
from legtimer.history.export.jsonl import to_json_line
from legtimer.history.session_record import SessionRecord


def rescue_file_name(log: SessionRecord) -> str:
    """What the file is called: ``legtimer-session-2026-03-14-1f0c9a2b.jsonl``."""
    header = log.header
    return f"legtimer-session-{header.began:%Y-%m-%d}-{header.uid[:8]}.jsonl"


def write_record(log: SessionRecord, path: Path) -> None:
    """Write a session to a new file; ``import --jsonl`` reads it.

    Raises:
        OSError: if that cannot be done, or the file is there already. Nothing is left behind then.
    """
    with open(path, "x", encoding="utf-8", newline="\n") as file:
        try:
            file.write(to_json_line(log) + "\n")
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            path.unlink(missing_ok=True)
            raise


def write_rescue_file(log: SessionRecord, folders: Iterable[Path]) -> Path | None:
    """Write a session into the first folder that takes it.

    Returns:
        The file; None if no folder takes it.
    """
    for folder in folders:
        path = unused_path(folder / rescue_file_name(log))
        try:
            write_record(log, path)
        except OSError:
            continue
        return path
    return None
