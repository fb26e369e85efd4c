"""``legtimer new``: a new workout or programme, from a template or from a text."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from legtimer.app.dates import here_and_now
from legtimer.cli.arguments import Parser
from legtimer.cli.output import command_word, complain
from legtimer.core.blocks import kind_words, kinds
from legtimer.files.atomic_file import unused_path
from legtimer.files.printable import printable
from legtimer.files.programmes.templates import programme_template
from legtimer.files.workouts.templates import file_name, schema_line, template

if TYPE_CHECKING:
    from legtimer.whiteboard.result import WhiteboardReading


_STDIN = "-"


def add_arguments(command: Parser) -> None:
    command.add_argument(
        "name", nargs="?", metavar="NAME", help="its name, or the path of a .toml file to write"
    )
    command.add_argument(
        "--kind",
        choices=kind_words(),
        metavar="KIND",
        help="the kind of its first block: %(choices)s",
    )
    command.add_argument(
        "--programme",
        choices=("race", "weeks"),
        metavar="TEMPLATE",
        help="write a programme in place of a workout: %(choices)s",
    )
    command.add_argument(
        "--text",
        metavar="FILE",
        help="find the workouts in a text, such as an article or a message; - for standard input",
    )
    command.add_argument(
        "--yes", action="store_true", help="with --text, write all of them and ask nothing"
    )


def run(options: argparse.Namespace) -> int:
    """Write the file and print where it is; an existing file is never touched."""
    if options.text is not None:
        return _from_text(options)
    if options.name is None or (options.kind is None) == (options.programme is None):
        complain("a new workout needs a name and --kind, or --text with a file to find it in")
        complain("a new programme needs a name and --programme")
        return 2
    name: str = options.name.strip()
    what = "workout" if options.programme is None else "programme"
    if not name or "\0" in name:
        complain(f"a {what} needs a name")
        return 2
    if not _is_text(name):
        complain(f"{printable(name, 200)}: that is not UTF-8; write a name of plain letters")
        return 2
    if name.lower().endswith(".toml"):
        path = Path(name)
        title = path.stem.replace("-", " ").replace("_", " ")
    else:
        path, title = _own_path(name, what), name
    if options.programme is not None:
        text = programme_template(title, options.programme, here_and_now().date())
    else:
        text = template(title, kinds()[options.kind])
    return _write(path, text, what, own=path != Path(name))


def _from_text(options: argparse.Namespace) -> int:
    """Write the workouts that are found in a text, each after a question."""
    from legtimer.files.exercises.library import open_library
    from legtimer.files.regular_file import read_file_bytes
    from legtimer.whiteboard.reader import LONGEST_TEXT, read_whiteboard

    try:
        if options.text == _STDIN:
            data = sys.stdin.buffer.read(4 * LONGEST_TEXT + 1)
        else:
            data = read_file_bytes(options.text, 4 * LONGEST_TEXT)
    except OSError as problem:
        complain(f"{printable(options.text, None)} cannot be read: {problem.strerror}")
        return 2
    reading = read_whiteboard(data.decode("utf-8", "replace"), open_library().spelling)
    if reading.problem:
        complain(reading.problem)
        return 1
    if options.name is not None and len(reading.workouts) > 1:
        complain(f"there are {len(reading.workouts)} workouts in the text; leave the name out")
        return 2
    asked = not options.yes and options.text != _STDIN
    code = 0
    for workout in reading.workouts:
        shown = "\n".join(printable(line.text, None) for line in workout.lines)
        print(f"\n{shown}\n", file=sys.stderr)
        if asked and not _agrees(workout.name):
            continue
        path = _own_path(options.name or workout.name, "workout")
        code = max(code, _write(path, schema_line() + workout.text, "workout", own=True))
    _tell(reading)
    return code


def _agrees(name: str) -> bool:
    print(f"write {printable(name, 100)}? [Y/n] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in ("", "y", "yes")


def _tell(reading: WhiteboardReading) -> None:
    """Say what was a guess and what was left out, by lines of the text."""
    for what, lines in (("guess", reading.guesses), ("not read", reading.unread)):
        for number, text in lines:
            print(f"line {number}: {what}: {printable(text, 200)}", file=sys.stderr)
    if reading.prose:
        numbers = ", ".join(map(str, reading.prose[:20]))
        more = " and more" if len(reading.prose) > 20 else ""
        print(f"left out as prose: lines {numbers}{more}", file=sys.stderr)


def _own_path(name: str, what: str) -> Path:
    from legtimer.files.user_folders import own_programmes_folder, own_workouts_folder

    folder = own_workouts_folder() if what == "workout" else own_programmes_folder()
    return unused_path(folder / file_name(name, what))


def _write(path: Path, text: str, what: str, *, own: bool) -> int:
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
    shown = path.stem if own else str(path)
    then = "run" if what == "workout" else "programme use"
    print(f"edit it, then: legtimer {then} {command_word(shown)}", file=sys.stderr)
    return 0


def _is_text(name: str) -> bool:
    """Whether a file can hold a name: bytes that are no UTF-8 come as halves of characters."""
    return not any("\ud800" <= character <= "\udfff" for character in name)
