"""What a crash leaves behind: a report in a file, and one plain sentence on the terminal."""

from __future__ import annotations

import platform
import sys
import traceback
from datetime import datetime
from pathlib import Path

from legtimer import __version__


def write_crash_report(problem: BaseException) -> Path | None:
    """Write what happened to a file in the state folder.

    Returns:
        The file, or None if it could not be written.
    """
    from legtimer.files.user_folders import state_folder

    now = datetime.now().astimezone()
    text = "\n".join(
        [
            f"legtimer {__version__}, Python {platform.python_version()}, {platform.platform()}",
            f"{now.isoformat(timespec='seconds')}: {' '.join(sys.argv)}",
            "",
            *traceback.format_exception(problem),
        ]
    )
    path = state_folder() / f"crash-{now:%Y%m%d-%H%M%S-%f}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # A name that is no UTF-8 may be what it is about.
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError:
        return None
    return path


def print_crash_report(problem: BaseException) -> None:
    """Say on the terminal that the program crashed, and where the report lies."""
    path = write_crash_report(problem)
    where = f"; the report is in {path}" if path else ""
    print(f"legtimer: something went wrong that is our mistake, not yours{where}", file=sys.stderr)
