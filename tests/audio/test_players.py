"""Choosing a player, and what is said of one that can't be had."""

from __future__ import annotations

import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from legtimer.audio import callback, fallback, simple
from legtimer.audio.callback import miniaudio_player
from legtimer.audio.player import DeviceError
from legtimer.audio.players import PLAYER_NAMES, choose_player, refusal
from legtimer.audio.pulse import libpulse, pulseaudio_player
from legtimer.audio.pulse.pulseaudio import PulseAudio
from legtimer.audio.simple import simpleaudio_output, simpleaudio_player
from legtimer.audio.simple.simpleaudio_output import SimpleaudioOutput, simpleaudio_refusal
from tests.audio.common import request_for


def install(monkeypatch: pytest.MonkeyPatch, *names: str, python: tuple[int, int]) -> None:
    def distribution(name: str) -> None:
        if name not in names:
            raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(simpleaudio_output.metadata, "distribution", distribution)
    monkeypatch.setattr(simpleaudio_output.sys, "version_info", (*python, 0))


@pytest.mark.parametrize("python", [(3, 12), (3, 13), (3, 14)])
@pytest.mark.parametrize("names", [["simpleaudio"], ["simpleaudio", "simpleaudio-patched"]])
def test_the_original_simpleaudio_is_refused_where_it_crashes(
    monkeypatch: pytest.MonkeyPatch, python: tuple[int, int], names: list[str]
) -> None:
    install(monkeypatch, *names, python=python)
    told = simpleaudio_refusal()
    assert told is not None
    assert "crashes Python 3.12" in told
    assert "pip install 'legtimer[simpleaudio]'" in told
    with pytest.raises(DeviceError, match=r"crashes Python 3\.12"):
        SimpleaudioOutput()


@pytest.mark.parametrize(
    ("python", "name"),
    [((3, 11), "simpleaudio"), ((3, 11), "simpleaudio-patched"), ((3, 13), "simpleaudio-patched")],
)
def test_those_that_do_not_crash_are_taken(
    monkeypatch: pytest.MonkeyPatch, python: tuple[int, int], name: str
) -> None:
    install(monkeypatch, name, python=python)
    assert simpleaudio_refusal() is None


def test_a_missing_simpleaudio_is_told_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, python=(3, 13))
    assert refusal("simpleaudio") == (
        "No sound: simpleaudio is not installed. Run: pip install 'legtimer[simpleaudio]'"
    )


def test_players_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert choose_player("miniaudio") is miniaudio_player
    assert choose_player("pulseaudio") is pulseaudio_player
    assert choose_player("simpleaudio") is simpleaudio_player
    silent = choose_player("silent")(request_for({}))
    assert silent.error == "sound is off (player silent)"
    with pytest.raises(ValueError, match="'loud' is no player; there are auto, "):
        choose_player("loud")
    monkeypatch.setattr(callback.importlib.util, "find_spec", lambda name: None)
    assert refusal("miniaudio") is not None
    install(monkeypatch, "simpleaudio", python=(3, 11))
    monkeypatch.setattr(fallback.sys, "platform", "darwin")
    for module, name in ((callback, "miniaudio"), (simple, "simpleaudio")):
        monkeypatch.setattr(module, f"{name}_player", lambda request, name=name: (name, request))
    request = request_for({})
    assert choose_player("auto")(request) == ("simpleaudio", request)
    install(monkeypatch, python=(3, 11))
    assert choose_player("auto")(request) == ("miniaudio", request)
    assert refusal("silent") is None
    assert set(PLAYER_NAMES) == {"auto", "pulseaudio", "miniaudio", "simpleaudio", "silent"}


def test_a_missing_library_of_pulseaudio_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise OSError("libpulse.so.0: cannot open shared object file")

    monkeypatch.setattr(libpulse, "libpulse", missing)
    told = "No sound: PulseAudio's library (libpulse.so.0) is not on this computer."
    assert refusal("pulseaudio") == told
    with pytest.raises(DeviceError, match="No sound device was found"):
        PulseAudio(lambda: None)


def test_choosing_loads_no_sound_library() -> None:
    code = (
        "import sys; from legtimer.audio.players import PLAYER_NAMES, choose_player;"
        "[choose_player(name) for name in PLAYER_NAMES];"
        "print([m for m in ('miniaudio', '_miniaudio', 'simpleaudio') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_the_documentation_tells_every_player() -> None:
    text = (Path(__file__).parents[2] / "docs" / "sound.md").read_text(encoding="utf-8")
    assert [name for name in PLAYER_NAMES if f"\n| `{name}` |" not in text] == []
