"""``legtimer new``: a new workout file from a template."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from legtimer.cli.arguments import Parser
from legtimer.cli.output import command_word, complain
from legtimer.core.blocks import kinds
from legtimer.files.atomic_file import unused_path
from legtimer.files.printable import printable
from legtimer.files.workouts.templates import file_name, template


def add_arguments(command: Parser) -> None:
    command.add_argument(
        "name", metavar="NAME", help="the workout's name, or the path of a .toml file to write"
    )
    command.add_argument(
        "--kind",
        required=True,
        choices=kinds(),
        metavar="KIND",
        help="the kind of its first block: %(choices)s",
    )


def run(options: argparse.Namespace) -> int:
    """Write the file and print where it is; an existing file is never touched."""
    name: str = options.name.strip()
    if not name or "\0" in name:
        complain("a workout needs a name")
        return 2
    if not _is_text(name):
        complain(f"{printable(name, 200)}: that is not UTF-8; write a name of plain letters")
        return 2
    if name.lower().endswith(".toml"):
        path = Path(name)
        title, shown = path.stem.replace("-", " ").replace("_", " "), str(path)
    else:
        from legtimer.files.user_folders import own_workouts_folder

        path, title = unused_path(own_workouts_folder() / file_name(name)), name
        shown = path.stem
    text = template(title, kinds()[options.kind])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        complain(f"{printable(str(path), None)} exists already; choose another name")
        return 2
    except OSError as problem:
        complain(f"{printable(str(path), None)} cannot be written: {problem.strerror}")
        return 2
    print(printable(str(path), None))
    print(f"edit it, then: legtimer run {command_word(shown)}", file=sys.stderr)
    return 0


def _is_text(name: str) -> bool:
    """Whether a file can hold a name: bytes that are no UTF-8 come as halves of characters."""
    return not any("\ud800" <= character <= "\udfff" for character in name)
