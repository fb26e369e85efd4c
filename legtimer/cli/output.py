"""What commands print: complaints, names as they were typed, JSON."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Any

from legtimer.files.printable import printable


def complain(message: str) -> None:
    """Say on standard error what cannot be done."""
    print(f"legtimer: {message}", file=sys.stderr)


def quoted(name: str, limit: int | None = 200) -> str:
    """What was typed for a name, as a complaint can begin with it.

    Args:
        name: perhaps with nothing in it that could be seen.
        limit: characters that are shown at most; None for all.
    """
    return printable(name, limit) if name.strip() else f'"{printable(name, limit)}"'


def command_word(word: str) -> str:
    """A word of a command that is printed, quoted so that a shell takes it as one."""
    import shlex

    return shlex.quote(printable(word, None))


def cell_count(text: str) -> int:
    """How many cells of a terminal a text takes: wide letters take two."""
    if text.isascii():
        return len(text)
    # Most tables have none, and are printed without it.
    from rich.cells import cell_len

    return cell_len(text)


def padded(text: str, cells: int) -> str:
    """A text with blanks behind it, as wide as so many cells."""
    return text + " " * (cells - cell_count(text))


def terminal_columns() -> int:
    """Columns of the terminal; 0 for a pipe or a file, whose lines stay whole."""
    return os.get_terminal_size().columns if sys.stdout.isatty() else 0


def wrapped(text: str, indent: int, columns: int) -> str:
    """A line that ends between two words where it is too long.

    Args:
        text: the line.
        indent: blanks before what follows on further lines.
        columns: of the terminal; 0 for any number.
    """
    if not columns or cell_count(text) <= columns:
        return text
    import textwrap

    return textwrap.fill(
        text,
        max(columns, indent + 10),
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def print_json(shape: str, values: Mapping[str, Any], *, indent: int | None = 2) -> None:
    """Print one object of JSON.

    Args:
        shape: names its shape and version, such as ``plan/1`` (see docs/json.md).
        values: everything else in it.
        indent: spaces for each level; None for all of it on one line.
    """
    import json

    print(json.dumps({"format": f"legtimer.{shape}", **values}, indent=indent))
