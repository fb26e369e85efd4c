"""``legtimer doctor``: what it finds, with and without a sound server."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from array import array
from pathlib import Path

import pytest

from legtimer.audio.player import DeviceInfo, PlaybackRequest
from legtimer.cli.commands.doctor import _lines
from legtimer.cli.doctor import folders, monitor, pattern, sleep, terminal, versions, voice
from legtimer.cli.doctor.findings import Verdict, ok, problem
from legtimer.cli.doctor.monitor import RECORDED_RATE, onsets
from legtimer.cli.doctor.pattern import DUES, frames_of, off_row
from legtimer.cli.doctor.sound import SoundCheck
from legtimer.cli.main import main
from legtimer.files.settings.location import settings_file
from legtimer.files.settings.reading import read_settings
from legtimer.files.settings.sections import AudioSettings
from tests.audio.virtual_device import RecordingPlayer


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    return tmp_path


@pytest.fixture
def wide_awake(monkeypatch):
    """The system's answer about sleep is not asked for."""
    monkeypatch.setattr(sleep, "look_at_sleep", lambda: ok("kept awake"))


def found(findings, verdict):
    return [finding.text for finding in findings if finding.verdict is verdict]


def test_every_finding_has_an_area_and_every_problem_an_advice(wide_awake, capsys):
    code = main(["doctor", "--no-sound", "--json"])
    answer = json.loads(capsys.readouterr().out)
    assert answer["format"] == "legtimer.doctor/1"
    assert answer["good"] is (code == 0)
    areas = ("versions", "settings", "terminal", "folders", "sleep", "voice", "sound")
    assert tuple(dict.fromkeys(finding["area"] for finding in answer["findings"])) == areas
    for finding in answer["findings"]:
        assert finding["verdict"] in ("ok", "note", "problem")
        assert finding["text"]
        assert finding["advice"] or finding["verdict"] != "problem"
        assert "\n" not in finding["text"]
    assert "not looked at" in answer["findings"][-1]["text"]


def test_text_has_a_line_for_each_and_what_to_do(wide_awake, capsys):
    Path(settings_file()).parent.mkdir(parents=True)
    Path(settings_file()).write_text("[audio]\nvolume = 300\n")
    assert main(["doctor", "--no-sound"]) == 1
    lines = capsys.readouterr().out.splitlines()
    (line,) = [number for number, text in enumerate(lines) if text.startswith("  problem")]
    assert f"{settings_file()}:2:10: expected a whole number from 0 to 100" in lines[line]
    assert lines[line + 1].strip() == "-> see: legtimer config check"
    assert lines[-1] == "1 problem"


def test_lines_end_between_words_in_a_terminal_and_stay_whole_in_a_pipe():
    advice = "switch a device on or plug it in, and see that the system plays sound at all"
    findings = {"sound": [problem("No sound device was found.", advice), ok("/a/" + "b" * 50)]}
    narrow = [*_lines(findings, 40)]
    assert narrow[:5] == [
        "sound",
        "  problem  No sound device was found.",
        "           -> switch a device on or plug\n"
        "              it in, and see that the\n"
        "              system plays sound at all",
        "  ok\n           /a/" + "b" * 50,
        "",
    ]
    assert f"           -> {advice}" in [*_lines(findings, 0)]


def test_a_silent_player_is_a_note_and_opens_nothing(wide_awake, capsys):
    assert main(["doctor", "--player", "silent"]) == 0
    out = capsys.readouterr().out
    assert "the player is silent" in out
    assert out.endswith("all is well\n")


def test_versions_tell_what_is_missing(monkeypatch):
    (first, libraries, _) = versions.look_at_versions()
    assert first.facts["python"].startswith(f"{sys.version_info[0]}.{sys.version_info[1]}")
    assert libraries.verdict is Verdict.OK
    real = versions.version_of
    monkeypatch.setattr(
        versions, "version_of", lambda package: None if package == "miniaudio" else real(package)
    )
    (_, libraries, _) = versions.look_at_versions()
    assert libraries.verdict is Verdict.PROBLEM
    assert libraries.advice.endswith("-m pip install miniaudio")


def test_a_second_player_that_crashes_is_told(monkeypatch):
    from legtimer.audio.simple import simpleaudio_output

    monkeypatch.setattr(simpleaudio_output, "_installed", lambda name: name == "simpleaudio")
    monkeypatch.setattr(simpleaudio_output.sys, "version_info", (3, 13))
    monkeypatch.setattr(
        versions, "version_of", lambda package: "1.0.4" if package == "simpleaudio" else "1"
    )
    *_, second = versions.look_at_versions()
    assert second.verdict is Verdict.NOTE
    assert "crashes Python 3.12" in second.text
    assert second.advice.startswith("run: pip uninstall simpleaudio")


def test_folders_that_are_not_there_will_be_made(own_folders):
    findings = list(folders.look_at_folders())
    assert {finding.verdict for finding in findings} == {Verdict.OK}
    assert sum("not created yet" in finding.text for finding in findings) == 5
    assert not any(own_folders.iterdir()), "looking makes nothing"


def test_a_folder_that_is_a_file_or_cannot_be_written(own_folders, monkeypatch):
    (own_folders / "xdg_state_home").mkdir()
    (own_folders / "xdg_state_home" / "legtimer").write_text("a file")

    def refused(**_):
        raise PermissionError(13, "Permission denied")

    (_, state, *_) = folders.look_at_folders()
    assert state.verdict is Verdict.PROBLEM
    assert "is no folder" in state.text
    monkeypatch.setattr(folders.tempfile, "TemporaryFile", refused)
    settings = next(iter(folders.look_at_folders()))
    assert settings.verdict is Verdict.PROBLEM
    assert "cannot be written (Permission denied)" in settings.text
    assert settings.facts["writable"] is False


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
def test_a_full_disk_is_no_matter_of_rights(monkeypatch):
    monkeypatch.setattr(folders.tempfile, "TemporaryFile", lambda **_: open("/dev/full", "wb"))  # noqa: SIM115
    settings = next(iter(folders.look_at_folders()))
    assert settings.verdict is Verdict.PROBLEM
    assert "cannot be written (No space left on device)" in settings.text
    assert settings.advice == "make room on that disk"


def test_own_files_with_mistakes_are_notes(own_folders):
    own = own_folders / "xdg_data_home" / "legtimer"
    (own / "workouts").mkdir(parents=True)
    (own / "sounds").mkdir()
    (own / "workouts" / "bad.toml").write_text("x = 1\n")
    (own / "sounds" / "tick.wav").write_bytes(b"RIFF")
    (own / "sounds" / "gong.wav").write_bytes(b"RIFF")
    notes = [f for f in folders.look_at_folders() if f.verdict is Verdict.NOTE]
    assert "1 of your 1 workouts cannot be run: bad.toml" in notes[0].text
    unused, damaged = notes[1:]
    assert "gong.wav" in unused.text
    assert "tick.wav can't be used" in damaged.text


def test_the_settings_file():
    assert folders.look_at_settings(()).verdict is Verdict.OK
    path = Path(settings_file())
    path.parent.mkdir(parents=True)
    path.write_text("")
    assert folders.look_at_settings(()).text == f"{path} is good"
    wrong = read_settings("[audio]\nvolume = 300\nmut = true\n").mistakes
    finding = folders.look_at_settings(wrong)
    assert finding.verdict is Verdict.PROBLEM
    assert finding.text.endswith("not 300 (and 1 more)")


@pytest.mark.parametrize(
    ("environment", "colours"),
    [
        ({"TERM": "xterm-256color"}, 256),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, 1 << 24),
        ({"TERM": "xterm"}, 16),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, 0),
        ({"TERM": "dumb", "COLORTERM": "truecolor"}, 0),
    ],
)
def test_colours(environment, colours):
    findings = {f.facts.get("colours"): f for f in terminal.look_at_terminal(environment)}
    assert colours in findings
    assert findings[colours].verdict is (Verdict.OK if colours >= 256 else Verdict.NOTE)


def test_what_a_terminal_keeps_for_itself():
    environment = {"TERM": "xterm-256color", "VTE_VERSION": "7200", "TMUX": "x", "SSH_TTY": "y"}
    findings = list(terminal.look_at_terminal(environment))
    assert {f.facts.get("key") for f in findings} >= {"f1", "ctrl+b"}
    assert any(f.facts.get("ssh") for f in findings)
    assert not any(f.verdict is Verdict.PROBLEM for f in findings)


def test_sizes_and_characters_of_a_terminal():
    assert terminal._size(30, 10).verdict is Verdict.PROBLEM
    assert terminal._size(60, 20).verdict is Verdict.NOTE
    assert terminal._size(80, 24).verdict is Verdict.OK
    assert terminal._characters("utf-8").verdict is Verdict.OK
    assert terminal._characters("latin-1").verdict is Verdict.PROBLEM


def test_in_a_terminal_its_size_is_told(tmp_path):
    pytest.importorskip("termios", reason="pseudo-terminals are a thing of Unix")
    from tests.docs.terminal import Terminal

    words = [sys.executable, "-m", "legtimer", "doctor", "--no-sound"]
    program = Terminal(words, os.getcwd(), COLORTERM="truecolor", PYTHONPATH=os.getcwd())
    program.ended(20)
    # The first lines of a long report are not on the screen any more.
    assert b"16,777,216 colours" in program.written


def test_a_voice_is_tried(tmp_path):
    script = tmp_path / "speak.py"
    script.write_text(
        "import struct, sys, wave\n"
        "with wave.open(sys.argv[1], 'wb') as file:\n"
        "    file.setparams((1, 2, 22050, 0, 'NONE', ''))\n"
        "    file.writeframes(b''.join(struct.pack('<h', (i % 60) * 300) for i in range(22050)))\n"
    )
    finding = voice.look_at_voice(
        AudioSettings(voice_command=(sys.executable, str(script), "{file}"))
    )
    assert finding.verdict is Verdict.OK, finding
    assert 800 < finding.facts["phrase_ms"] < 1100
    assert finding.facts["render_ms"] > 0


@pytest.mark.parametrize("wanted", [True, False])
def test_a_voice_that_fails_is_a_problem_only_if_it_is_wanted(wanted):
    failing = voice.look_at_voice(
        AudioSettings(voice=wanted, voice_command=("not-there", "{file}"))
    )
    assert failing.verdict is (Verdict.PROBLEM if wanted else Verdict.NOTE)
    assert "not-there can't be run" in failing.text
    assert failing.advice


def test_no_voice_at_all(monkeypatch):
    from legtimer.audio.voice import renderers

    monkeypatch.setattr(renderers.shutil, "which", lambda name: None)
    finding = voice.look_at_voice(AudioSettings())
    assert finding.verdict is Verdict.NOTE
    assert "install espeak-ng" in finding.advice


@pytest.mark.parametrize(
    ("known", "trouble", "verdict"),
    [(True, None, "ok"), (True, "can't keep the computer awake", "note"), (False, None, "note")],
)
def test_sleep(known, trouble, verdict, monkeypatch):
    class Asked:
        def __init__(self, settled):
            self.error = trouble

        def keep(self):
            pass

        def known(self, seconds):
            return known

        def close(self):
            pass

    monkeypatch.setattr(sleep, "Awake", Asked)
    assert sleep.look_at_sleep().verdict == verdict


def test_the_row_of_a_pattern():
    assert off_row([1000.0, 1250.0, 1500.0], [0, 250, 500]) == 0
    assert off_row([1000.0, 1254.0, 1500.0], [0, 250, 500]) == 4
    assert off_row([], [0]) == 0


def played_by(**how):
    """The pattern in virtual time: what the plan says, and what was heard."""
    from legtimer.audio.clips import load_clips
    from legtimer.audio.engine import Sound
    from legtimer.files.shipped import sounds_folder

    made = []

    def player(request: PlaybackRequest) -> RecordingPlayer:
        made.append((request, RecordingPlayer(request, **how)))
        return made[0][1]

    with Sound(load_clips(sounds_folder()).samples, player) as sound:
        sound.schedule(pattern.cues(), 0)
        request, recording = made[0]
        recording.run_until((DUES[-1] + pattern.END) * 1_000_000)
    frames = frames_of(request.queue, 0)
    off = off_row([frame * 1000 / request.rate for frame in frames], DUES)
    return len(frames), off, [onset / 1e6 for onset in recording.onsets()]


def test_the_watch_says_what_was_heard():
    count, off, heard = played_by()
    assert count == len(DUES) == len(heard)
    assert off < 0.05
    assert off_row(heard[:-1], DUES) < 0.1


def test_the_watch_sees_a_device_that_stood_still():
    """A dropout in the row: what was placed behind it, was placed off the row by as much."""
    count, off, _ = played_by(dropouts=[((DUES[2] + 50) * 1_000_000, 80_000_000)])
    assert count == len(DUES)
    assert off > 20


def recording(dues, *, shifted=0.0, noise=0):
    samples = array("h", [noise] * (RECORDED_RATE * 6))
    for number, due in enumerate(dues):
        first = round((due + 137 + (shifted if number == 2 else 0)) * RECORDED_RATE / 1000)
        for i in range(RECORDED_RATE // 10):
            samples[first + i] = (8000, -8000)[i // 20 % 2]
    return samples


def test_onsets_are_measured_without_their_common_offset():
    heard = onsets(recording(DUES), DUES)
    assert (heard.heard, round(heard.worst, 2)) == (len(DUES), 0)
    assert onsets(recording(DUES, shifted=7), DUES).worst == pytest.approx(7, abs=0.05)
    assert onsets(recording(DUES[1:]), DUES).heard == len(DUES) - 1
    assert onsets(recording([*DUES, 5500]), DUES) is None
    assert onsets(array("h", [0] * RECORDED_RATE), DUES).heard == 0


def test_without_a_server_nothing_is_recorded(monkeypatch):
    monkeypatch.setattr(monitor.shutil, "which", lambda name: None)
    assert monitor.default_sink() is None


def check_of(monkeypatch, player, **audio):
    from legtimer.cli.doctor import sound

    monkeypatch.setattr(sound, "choose_player", lambda name: player)
    monkeypatch.setattr(sound, "default_sink", lambda: None)
    monkeypatch.setattr(pattern, "GIVEN_UP", 0)
    return list(SoundCheck(AudioSettings(**audio)).findings())


class Deaf:
    """A player without a device."""

    error = "No sound device was found; sound returns when there is one."
    running = False
    info = None
    underruns = 0

    def __init__(self, stream):
        pass

    def wake(self):
        pass

    def close(self):
        pass


def test_no_device_is_a_problem_with_advice(monkeypatch):
    (finding,) = check_of(monkeypatch, Deaf)
    assert finding.verdict is Verdict.PROBLEM
    assert "No sound device was found" in finding.text
    assert "plug it in" in finding.advice


def test_a_player_that_tells_no_position(monkeypatch):
    class Blind(Deaf):
        info = DeviceInfo("simpleaudio", "", 48_000, 0, 10, tells_position=False)

    device, placing, trouble = check_of(monkeypatch, Blind, latency=180)
    assert device.text == (
        "simpleaudio: 48000 Hz, 180 ms of latency (as set; 10 by its own reckoning)"
    )
    assert (device.facts["latency_ms"], device.facts["estimated_latency_ms"]) == (180, 10)
    assert "tells no position" in placing.text
    assert trouble.verdict is Verdict.PROBLEM


def test_a_player_that_is_refused(monkeypatch):
    from legtimer.cli.doctor import sound

    monkeypatch.setattr(sound, "refusal", lambda name: "No sound: it crashes Python.")
    (finding,) = SoundCheck(AudioSettings(player="simpleaudio")).findings()
    assert finding.verdict is Verdict.PROBLEM
    assert "config set audio.player auto" in finding.advice


@pytest.mark.sound
def test_on_a_real_server_the_pattern_is_heard(tmp_path):
    """The whole command, on a null sink, whose monitor it records itself."""
    if not all(shutil.which(name) for name in ("pulseaudio", "pactl", "parec")):
        if os.environ.get("CI"):
            pytest.fail("PulseAudio has to be there on CI")
        pytest.skip("no PulseAudio")
    socket = tmp_path / "pulse.socket"
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path),
        "PULSE_SERVER": f"unix:{socket}",
        "PYTHONPATH": os.getcwd(),
    }
    environment.pop("PULSE_SINK", None)
    server = subprocess.Popen(
        [
            "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
            "--load=module-null-sink sink_name=null rate=48000",
            f"--load=module-native-protocol-unix auth-anonymous=1 socket={socket}",
        ],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(socket)
        done = subprocess.run(
            [sys.executable, "-m", "legtimer", "doctor", "--json"],
            env=environment, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
    finally:
        server.terminate()
        server.wait(10)
    assert done.stderr == ""
    told = [f for f in json.loads(done.stdout)["findings"] if f["area"] == "sound"]
    facts, verdicts = [f["facts"] for f in told], [f["verdict"] for f in told]
    assert (facts[0]["backend"], facts[0]["device"]) == ("PulseAudio", "null")
    assert facts[0]["rate"] == 48_000
    assert facts[0]["latency_from"] == "estimate"
    assert facts[0]["player"] == "pulseaudio"
    assert facts[1]["placed"] == len(DUES)
    # How exact it was is the machine's affair; that it was heard and judged by it is ours.
    assert facts[2]["heard"] > 0
    exact = facts[2].get("worst_onset_ms", 99) <= 1
    assert verdicts[2] == ("ok" if exact else "note")


def wait_for(socket):
    for _ in range(200):
        told = subprocess.run(
            ["pactl", "-s", f"unix:{socket}", "info"], capture_output=True, check=False
        )
        if socket.exists() and told.returncode == 0:
            return
        time.sleep(0.05)
    pytest.fail("PulseAudio does not start")
