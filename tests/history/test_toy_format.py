"""A new export format is one new file: dropped into a copy of the package, the command knows it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import legtimer
from legtimer.history.store import Store
from tests.history.past_sessions import pressing, text_of, trained

TOY = '''
"""The names of the workouts, a line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from legtimer.history.export import TextFormat
from legtimer.history.session_record import SessionRecord


class ToyFormat(TextFormat):
    """Names."""

    name = "toy"
    help = "only the names of workouts"

    def text(self, records: Iterable[SessionRecord]) -> Iterator[str]:
        """The names."""
        for record in records:
            yield record.header.workout + "\\n"
'''


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    source = Path(legtimer.__file__).parent
    shutil.copytree(source, folder / "legtimer", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "legtimer" / "history" / "export" / "toy.py").write_text(TOY)
    store = Store(folder / "state" / "legtimer" / "history.db")
    block = {"kind": "sets", "sets": 2, "rest": "0:30", "exercises": ["10 Squat @ 2x16 kg"]}
    store.insert(trained(text_of(block), pressing(20, 40)))
    store.close()
    return folder


def export(copy: Path, *words: str) -> subprocess.CompletedProcess[str]:
    home = {name: str(copy / "state") for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    return subprocess.run(
        [sys.executable, "-m", "legtimer", "export", *words],
        capture_output=True,
        text=True,
        cwd=copy,
        env={**os.environ, **home, "PYTHONPATH": str(copy)},
        timeout=60,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="the folder of the history is set for Linux")
def test_the_command_knows_a_new_format(copy: Path) -> None:
    done = export(copy, "--toy")
    assert (done.stdout, done.stderr, done.returncode) == ("Legs\n", "", 0)


def test_its_help_knows_it(copy: Path) -> None:
    done = export(copy, "--help")
    assert "only the names of workouts" in done.stdout, done.stderr
