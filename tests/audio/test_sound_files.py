"""The committed sounds are what the script makes, and are fit for what they are for."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from legtimer.audio.clips import load_clips
from legtimer.audio.sound_rules import SOUNDS

FOLDER = Path(__file__).parents[2] / "sounds"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_sounds", FOLDER / "make_sounds.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_sounds"] = module  # its named tuples look their module up
    spec.loader.exec_module(module)
    return module


def test_the_script_makes_the_committed_files(script: ModuleType, tmp_path: Path) -> None:
    script.write(tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    committed = {path.name: path.read_bytes() for path in FOLDER.glob("*.wav")}
    assert made.keys() == committed.keys()
    assert [name for name in made if made[name] != committed[name]] == []


def test_every_sound_that_a_cue_asks_for_is_there() -> None:
    assert {path.stem for path in FOLDER.glob("*.wav")} == SOUNDS
    clips = load_clips(FOLDER)
    assert clips.samples.keys() == SOUNDS
    assert clips.complaints == []


def test_the_readme_tells_every_sound() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [name for name in SOUNDS if f"| `{name}` |" not in readme] == []


@pytest.mark.parametrize("name", sorted(SOUNDS))
def test_a_sound_is_loud_begins_at_once_and_ends_softly(script: ModuleType, name: str) -> None:
    samples = [x / 32768 for x in load_clips(FOLDER).samples[name]]
    peak = max(map(abs, samples))
    assert peak < 0.95
    assert script.level(samples) == pytest.approx(script.TARGET, abs=0.75)
    assert script.in_band(samples) > 0.7
    # Within 1 ms it is heard, and neither end jumps.
    assert any(abs(x) > peak / 8 for x in samples[:48])
    assert abs(samples[0]) < 0.02
    assert all(abs(x) < 0.03 for x in samples[-10:])
