"""A player is one new file and one line: added to a copy of the package, it is known everywhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import legtimer

TOY = '''
"""Toy: prints the names of the sounds that are due."""

from __future__ import annotations

from legtimer.audio.player import DeviceInfo, PlaybackRequest, SilentPlayer


class ToyPlayer(SilentPlayer):
    def __init__(self, request: PlaybackRequest) -> None:
        super().__init__()
        self.info = DeviceInfo("toy", "paper", request.rate, 0, 0, tells_position=False)
        self._queue = request.queue

    def wake(self) -> None:
        print(*(entry.sound for entry in self._queue.entries), flush=True)


def toy_player(request: PlaybackRequest) -> ToyPlayer:
    return ToyPlayer(request)


def toy_refusal() -> str | None:
    import os

    return "No sound: there is no paper." if os.environ.get("NO_PAPER") else None
'''

SESSION = """
from legtimer.audio.engine import Sound
from legtimer.audio.players import choose_player
from legtimer.core.session.cues import Countdown

with Sound({}, choose_player("toy")) as sound:
    sound.schedule([Countdown(due=1000, step=0, seconds=1)], 0)
    print(sound.player.info.backend)
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package with one file and one line more."""
    package = Path(legtimer.__file__).parent
    shutil.copytree(
        package, tmp_path / "legtimer", ignore=shutil.ignore_patterns("__pycache__", "data")
    )
    shutil.copytree(package.parent / "sounds", tmp_path / "sounds")
    shutil.copytree(package.parent / "exercises", tmp_path / "exercises")
    audio = tmp_path / "legtimer" / "audio"
    (audio / "toy.py").write_text(TOY, encoding="utf-8")
    registry = audio / "players.py"
    line = '    "silent": "player",\n'
    text = registry.read_text(encoding="utf-8")
    assert line in text
    registry.write_text(text.replace(line, line + '    "toy": "toy",\n'), encoding="utf-8")
    return tmp_path


def run(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_new_player_plays(copy: Path) -> None:
    done = run(copy, "-c", SESSION)
    assert (done.stdout, done.stderr) == ("tick\npaper\n", "")


def test_the_settings_and_the_command_line_know_a_new_player(copy: Path) -> None:
    settings = {"XDG_CONFIG_HOME": str(copy / "config")}
    done = run(copy, "-m", "legtimer", "config", "set", "audio.player", "toy", **settings)
    assert (done.returncode, done.stderr) == (0, "")
    done = run(copy, "-m", "legtimer", "config", "get", "audio.player", **settings)
    assert done.stdout.split()[-1] == "toy"
    done = run(copy, "-m", "legtimer", "run", "--help")
    assert "silent,toy" in done.stdout.replace("\n", "").replace(" ", "")


def test_the_doctor_knows_a_new_player(copy: Path) -> None:
    code = """
from legtimer.cli.doctor.sound import SoundCheck
from legtimer.files.settings.sections import AudioSettings

print(*(finding.text for finding in SoundCheck(AudioSettings(player="toy")).findings()), sep="\\n")
"""
    done = run(copy, "-c", code)
    assert "toy on paper: 48000 Hz" in done.stdout, done.stderr
    assert "toy tells no position" in done.stdout
    done = run(copy, "-c", code, NO_PAPER="1")
    assert done.stdout == "player toy: No sound: there is no paper.\n"
