"""Speaking programs: what they are given, what they give, and what is kept of it."""

from __future__ import annotations

import json
import math
import os
import shutil
import sys
import time
from array import array
from pathlib import Path

import pytest

from legtimer.audio.engine import Sound
from legtimer.audio.mixer import SPEECH
from legtimer.audio.player import SilentPlayer
from legtimer.audio.sound_files import wav_of
from legtimer.audio.voice import renderers, tts
from legtimer.audio.voice.loudness import TARGET, level, match_loudness, trim_silence
from legtimer.audio.voice.renderers import (
    Renderer,
    RenderError,
    espeak_renderer,
    find_renderer,
    say_renderer,
)
from legtimer.audio.voice.store import SpeechStore
from legtimer.audio.voice.tts import NO_VOICE, TextToSpeech, prepare_speech

RATE = 48_000
HOSTILE = [
    "-h",
    "--version",
    "-w /tmp/owned.wav",
    "'; touch owned; '",
    '"$(touch owned)" `touch owned`',
    "<speak><audio src='/etc/passwd'/></speak>",
    "[[h@'loU]] [[slnc 9000]]",
    "{file} {text} {0.__class__}",
    "%s %n \\n",
    "\x1b]0;owned\x07 \x00 \ud800",
    "\N{RIGHT-TO-LEFT OVERRIDE}txet",
]


def tone(seconds: float, loud: int, before: float = 0.0, after: float = 0.0) -> array[int]:
    sound = array("h", [0]) * round(before * RATE)
    sound.extend(round(loud * math.sin(i / 8)) for i in range(round(seconds * RATE)))
    sound.extend(array("h", [0]) * round(after * RATE))
    return sound


@pytest.fixture(scope="module")
def espeak() -> Renderer:
    program = shutil.which("espeak-ng")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("espeak-ng is not installed, and without it the voice is not tested")
        pytest.skip("espeak-ng is not installed")
    return espeak_renderer(program)


def until(condition: object, seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, "that did not happen"
        time.sleep(0.005)


def test_espeak_speaks_trimmed_and_as_loud_as_the_cues(espeak: Renderer, tmp_path: Path) -> None:
    for number, text in enumerate(["next: 20 kettlebell squats, 16 kilograms", "halfway"]):
        file = tmp_path / f"{number}.wav"
        espeak.render(text, file)
        spoken = prepare_speech(file.read_bytes())
        assert level(spoken, RATE) == pytest.approx(TARGET, abs=1.5)
        peak = max(map(abs, spoken))
        assert peak < 0.98 * 32768
        loud = [i for i, x in enumerate(spoken) if abs(x) > peak / 50]
        assert loud[0] < 0.030 * RATE
        assert len(spoken) - loud[-1] < 0.060 * RATE
        assert 0.3 < len(spoken) / RATE < 4


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_said_or_refused_and_never_obeyed(
    espeak: Renderer, tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "out.wav"
    try:
        espeak.render(text, file)
    except RenderError:
        assert not file.exists() or not file.stat().st_size
    assert {path.name for path in tmp_path.iterdir()} <= {"out.wav"}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_command_gets_the_text_as_one_argument_that_is_no_option(
    tmp_path: Path, text: str
) -> None:
    script = tmp_path / "speak.py"
    script.write_text(
        "import json, os, sys\n"
        "open(sys.argv[1], 'w').write(json.dumps([os.fsencode(a).hex() for a in sys.argv[2:]]))"
    )
    out = tmp_path / "a folder" / "out.wav"
    out.parent.mkdir()
    command = Renderer([sys.executable, str(script), "{file}", "{text}", "x={text}"])
    try:
        command.render(text, out)
    except RenderError:
        assert "\0" in text or "\ud800" in text
        return
    told = [bytes.fromhex(part).decode() for part in json.loads(out.read_text())]
    assert told == [f" {text}" if text.startswith("-") else text, f"x={text}"]


def test_a_command_without_a_place_for_the_text_reads_it(tmp_path: Path) -> None:
    script = tmp_path / "speak.py"
    script.write_text("import sys; open(sys.argv[1], 'w').write(sys.stdin.read())")
    Renderer([sys.executable, str(script), "{file}"]).render("-x", tmp_path / "out")
    assert (tmp_path / "out").read_text() == "-x"


@pytest.mark.parametrize("words", [[], ["say", "{text}"], ["{file}"]])
def test_a_command_that_cannot_work_is_refused(words: list[str]) -> None:
    with pytest.raises(RenderError) as caught:
        Renderer(words)
    assert str(caught.value) == "The command of the voice has no {file} to write to."


def test_programs_that_fail_hang_or_are_missing_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.wav"
    with pytest.raises(RenderError, match=r"failed \(exit code 3\)"):
        Renderer([sys.executable, "-c", "exit(3)", "{file}"]).render("x", out)
    with pytest.raises(RenderError, match="No voice: nothing-there can't be run"):
        Renderer(["nothing-there", "{file}"]).render("x", out)
    monkeypatch.setattr(renderers, "RENDER_TIMEOUT", 0.2)
    words = [sys.executable, "-c", "import time; time.sleep(9)", "{file}"]
    with pytest.raises(RenderError, match="took longer"):
        Renderer(words).render("x", out)


def test_say_reads_its_text_from_standard_input(tmp_path: Path) -> None:
    program = tmp_path / "say"
    program.write_text('#!/bin/sh\nfor last; do :; done\n(echo "$@"; cat) > "$last"\n')
    program.chmod(0o755)
    say_renderer(str(program), "Anna").render("-v evil", tmp_path / "out.wav")
    told = (tmp_path / "out.wav").read_text()
    assert told.endswith("\n-v evil")
    assert told.startswith("--voice=Anna --data-format=LEI16@22050 -f - -o ")


def test_trimming_and_matching() -> None:
    part = trim_silence(tone(0.5, 8000, before=0.3, after=0.4), RATE)
    assert len(part) / RATE == pytest.approx(0.51, abs=0.011)
    assert level(match_loudness(part, RATE), RATE) == pytest.approx(TARGET, abs=0.5)
    assert trim_silence(array("h", [0] * 4800), RATE) == array("h")
    assert match_loudness(array("h", [0] * 4800), RATE) == array("h", [0] * 4800)


def test_what_was_spoken_is_kept_and_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    store = SpeechStore(tmp_path / "cache", RATE)
    assert store.find("voice", "text") is None
    sound = tone(0.1, 5000)
    store.keep("voice", "text", sound)
    assert store.find("voice", "text") == sound
    assert store.find("other voice", "text") is None
    next((tmp_path / "cache").iterdir()).write_bytes(b"RIFF")
    assert store.find("voice", "text") is None


class Fake:
    """A renderer that counts."""

    key = "fake"

    def __init__(self, *, fails: bool = False) -> None:
        self.told: list[str] = []
        self.fails = fails

    def render(self, text: str, file: Path) -> None:
        self.told.append(text)
        if self.fails:
            raise RenderError("It fails.")
        file.write_bytes(wav_of(tone(0.1, 9000), RATE))


def test_the_voice_renders_once_and_the_next_time_from_the_disk(tmp_path: Path) -> None:
    first, second = Fake(), Fake()
    for renderer in (first, second):
        voice = TextToSpeech(renderer, tmp_path)
        voice.want(["one", "two"])
        until(lambda voice=voice: len(voice.clips) == 2)
        assert voice.length("one") == pytest.approx(105, abs=15)
        assert voice.clips.keys() == {SPEECH + "one", SPEECH + "two"}
        voice.close()
    assert (first.told, second.told) == (["one", "two"], [])


def test_a_voice_that_fails_gives_up_and_says_so_once() -> None:
    renderer = Fake(fails=True)
    voice = TextToSpeech(renderer)
    voice.want(["a", "b", "c", "d", "e"])
    until(lambda: voice.error)
    assert voice.error == "It fails."
    time.sleep(0.05)
    assert len(renderer.told) == tts.FAILURES
    voice.close()


def test_no_voice_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renderers.shutil, "which", lambda name: None)
    assert find_renderer() is None
    voice = TextToSpeech(None)
    voice.want(["a"])
    assert voice.error == NO_VOICE
    assert voice.length("a") is None
    voice.close()


def test_a_command_of_the_users_goes_before_all_others() -> None:
    found = find_renderer(["say-it", "{file}"])
    assert found is not None
    assert found.key == "command ('say-it', '{file}')"
    with pytest.raises(RenderError, match=r"no \{file\}"):
        find_renderer(["say-it", "{text}"])


def test_a_command_that_fails_in_mid_session_is_told_by_the_sound(tmp_path: Path) -> None:
    script = tmp_path / "say.py"
    script.write_text("import shutil, sys; shutil.copy(sys.argv[1], sys.argv[2])")
    spoken = tmp_path / "spoken.wav"
    spoken.write_bytes(wav_of(tone(0.1, 9000), RATE))
    voice = TextToSpeech(find_renderer([sys.executable, str(script), str(spoken), "{file}"]))
    with Sound({}, lambda stream: SilentPlayer(), voice=voice) as sound:
        voice.want(["one"])
        until(lambda: voice.clips)
        assert sound.voice_error is None
        spoken.unlink()
        voice.want(["two", "three", "four"])
        until(lambda: sound.voice_error)
        name = Path(sys.executable).name
        assert sound.voice_error == f"No voice: {name} failed (exit code 1)."
        assert sound.error is None


def test_what_was_told_before_the_session_is_not_told_again() -> None:
    with Sound({}, lambda stream: SilentPlayer(), voice=TextToSpeech(None)) as sound:
        assert sound.voice_error is None
