"""A new command is one new file and one line: put into a copy of the package, it works."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import legtimer

TOY = '''
"""``legtimer toy``: says how long a name is."""

from __future__ import annotations

import argparse

from legtimer.cli.arguments import Parser, add_json
from legtimer.cli.output import print_json


def add_arguments(command: Parser) -> None:
    command.add_argument("name", metavar="NAME", help="what is measured")
    command.add_argument("--twice", action="store_true", help="count everything twice")
    add_json(command)


def run(options: argparse.Namespace) -> int:
    """Measure it."""
    length = len(options.name) * (2 if options.twice else 1)
    if options.json:
        print_json("toy/1", {"length": length})
    else:
        print(length)
    return 0
'''


@pytest.fixture
def use(tmp_path):
    """Runs a copy of the package that has one command more."""
    package = Path(legtimer.__file__).parent
    shutil.copytree(
        package, tmp_path / "legtimer", ignore=shutil.ignore_patterns("__pycache__", "data")
    )
    commands = tmp_path / "legtimer" / "cli" / "commands"
    (commands / "toy.py").write_text(TOY, encoding="utf-8")
    table = commands / "__init__.py"
    line = '        "run": "train a workout",\n'
    text = table.read_text(encoding="utf-8")
    assert line in text
    table.write_text(text.replace(line, line + '        "toy": "measure a name",\n'))
    variables = {"PYTHONPATH": str(tmp_path), "PATH": "", "PYTHONDONTWRITEBYTECODE": "1"}

    def use(*words, **more):
        return subprocess.run(
            [sys.executable, "-m", "legtimer", *words],
            cwd=tmp_path,
            env={**variables, **more},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return use


def test_one_file_and_one_line_are_one_command_more(use):
    done = use("toy", "squat")
    assert (done.returncode, done.stdout, done.stderr) == (0, "5\n", "")
    assert use("toy", "squat", "--twice").stdout == "10\n"
    assert (
        use("toy", "squat", "--json").stdout
        == '{\n  "format": "legtimer.toy/1",\n  "length": 5\n}\n'
    )


def test_help_and_hints_know_it(use):
    assert "toy                 measure a name\n" in use("--help").stdout
    help = use("toy", "--help").stdout
    assert "Measure a name.\n" in help
    assert "count everything twice" in help
    assert "tpy is not known; did you mean toy?" in use("tpy").stderr
    assert "there is no option --twise; did you mean --twice?" in use("toy", "x", "--twise").stderr


@pytest.mark.skipif(os.name != "posix", reason="shells that complete in this way are POSIX ones")
@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("legtimer to", "toy"),
        ("legtimer toy --tw", "--twice"),
        ("legtimer plan --lo", "--low-impact"),
    ],
)
def test_a_shell_completes_it(use, tmp_path, typed, completed):
    found = tmp_path / "found"
    use(
        _ARGCOMPLETE="1",
        _ARGCOMPLETE_STDOUT_FILENAME=str(found),
        COMP_LINE=typed,
        COMP_POINT=str(len(typed)),
        COMP_TYPE="9",
    )
    assert found.read_text().split("\x0b") == [f"{completed} "]
