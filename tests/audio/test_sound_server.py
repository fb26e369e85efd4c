"""The players on a real PulseAudio server with a null sink, recorded from its monitor.

Two figures are told apart: the spacing of the cues against the instants at which they are due,
which is to be even, and the offset of sound and instant. The recorder's clock is fixed by the
least delayed of its pieces, which come every 5 ms; the offset is known no better than that.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from array import array
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from legtimer.audio.player import DeviceError
from legtimer.audio.player_thread import NO_DEVICE
from legtimer.audio.pulse.pulseaudio import PulseAudio
from legtimer.audio.pulse.tape_clock import TimingReport
from legtimer.audio.simple.simpleaudio_output import simpleaudio_refusal
from tests.audio.common import until

pytestmark = pytest.mark.sound
PLAYING = Path(__file__).with_name("playing.py")
ROOT = Path(__file__).parents[2]
RATE = 48_000


class Server:
    """A PulseAudio server of the test's own, with a null sink."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "socket"
        self.env = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PULSE", "PIPEWIRE", "XDG_", "DBUS_"))
        } | {
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_SERVER": f"unix:{self.socket}",
            "PYTHONPATH": str(ROOT),
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *more: str) -> None:
        modules = (
            "module-null-sink sink_name=null rate=48000",
            *more,
            f"module-native-protocol-unix socket={self.socket} auth-anonymous=1",
        )
        options = ("-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no")
        env = {name: value for name, value in self.env.items() if name != "PULSE_SERVER"}
        self.process = subprocess.Popen(
            ["pulseaudio", *options, *(part for module in modules for part in ("-L", module))],
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(100):
            if self._answers():
                return
            time.sleep(0.05)
        pytest.fail("PulseAudio does not start")

    def _answers(self) -> bool:
        done = subprocess.run(["pactl", "info"], env=self.env, capture_output=True, check=False)
        return done.returncode == 0

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None
        self.socket.unlink(missing_ok=True)


class Recorder:
    """Records the monitor of the sink, with the instants at which its pieces came."""

    def __init__(self, server: Server) -> None:
        options = ("--latency-msec=5", "--raw", f"--rate={RATE}", "--channels=1", "--format=s16le")
        self.process = subprocess.Popen(
            ["parec", "-d", "null.monitor", *options], env=server.env, stdout=subprocess.PIPE
        )
        self.pieces: list[tuple[int, bytes]] = []
        self.thread = threading.Thread(target=self._record, daemon=True)
        self.thread.start()

    def _record(self) -> None:
        assert self.process.stdout is not None
        while piece := os.read(self.process.stdout.fileno(), 65536):
            self.pieces.append((time.monotonic_ns(), piece))

    def onsets(self) -> list[float]:
        """Stop, and the instants in ms at which sounds began, a gap of 20 ms before each."""
        self.process.terminate()
        self.process.wait()
        self.thread.join()
        frames, delays = 0, []
        for at, piece in self.pieces:
            frames += len(piece) // 2
            delays.append(at / 1e6 - frames * 1000 / RATE)
        start = min(delays)
        samples = array("h", b"".join(piece for _, piece in self.pieces))
        loud = [i for i, sample in enumerate(samples) if abs(sample) > 2000]
        return [
            start + i * 1000 / RATE
            for i, before in zip(loud, [-RATE, *loud], strict=False)
            if i - before > RATE // 50
        ]


@pytest.fixture
def server() -> Iterator[Server]:
    if not (shutil.which("pulseaudio") and shutil.which("parec")):
        if os.environ.get("CI") == "true":
            pytest.fail("PulseAudio is not installed, and without it sound is not tested")
        pytest.skip("PulseAudio is not installed")
    # Not pytest's own folder: the path of a socket may have no more than 107 bytes.
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        server.start()
        yield server
        server.stop()


def play(server: Server, *words: str, env: dict[str, str] | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(PLAYING), *words],
        env=env or server.env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


needs_simpleaudio = pytest.mark.skipif(
    simpleaudio_refusal() is not None, reason="simpleaudio is not installed"
)
PLAYERS = ["auto", "miniaudio", pytest.param("simpleaudio", marks=needs_simpleaudio)]


def through_alsa(server: Server, folder: Path) -> dict[str, str]:
    """An environment in which what plays through ALSA plays on the server."""
    settings = folder / "asound.conf"
    settings.write_text("pcm.!default { type pulse }\nctl.!default { type pulse }\n")
    return server.env | {"ALSA_CONFIG_PATH": str(settings)}


# The longest one comes first, so that the others are recorded meanwhile.
@needs_simpleaudio
def test_passages_keep_the_spacing_of_their_cues(server: Server, tmp_path: Path) -> None:
    recorder = Recorder(server)
    done = subprocess.run(
        [sys.executable, str(PLAYING.with_name("playing_passages.py")), "200"],
        env=through_alsa(server, tmp_path),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    onsets = recorder.onsets()
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    dues, presses = told["dues"], told["presses"]
    assert told["trouble"] is None
    assert len(onsets) == len(dues) + len(presses)
    errors = {due: onset - due for due, onset in zip(dues, onsets, strict=False)}
    for passage in told["passages"]:
        spread = [errors[due] for due in passage]
        assert max(spread) - min(spread) <= 1.0
    delays = [onset - at for onset, at in zip(onsets[len(dues) :], presses, strict=True)]
    print(f"offset {statistics.median(errors.values()):.1f} ms, presses {delays}")


@pytest.mark.parametrize(
    ("module", "player"),
    [
        ("pulse", "pulseaudio_player"),
        ("callback", "miniaudio_player"),
        pytest.param("simple", "simpleaudio_player", marks=needs_simpleaudio),
    ],
)
def test_without_any_device_nothing_is_printed_and_the_reason_is_told(
    module: str, player: str, tmp_path: Path
) -> None:
    # PulseAudio's library complains of such a file on stderr, which would be the screen.
    settings = tmp_path / "client.conf"
    settings.write_text("nonsense = 1\n")
    code = (
        "import sys, time; from legtimer.audio.engine import Sound;"
        f"from legtimer.audio.{module} import {player} as player;"
        "sound = Sound({}, player); end = time.monotonic() + 5\n"
        "while sound.error is None and time.monotonic() < end: time.sleep(0.01)\n"
        "print(sound.error)"
    )
    env = os.environ | {
        "PULSE_SERVER": "unix:/nonexistent",
        "ALSA_CONFIG_PATH": "/nonexistent",
        "PULSE_CLIENTCONFIG": str(settings),
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=env,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout == "No sound device was found; sound returns when there is one.\n"
    assert done.returncode == 0


@pytest.mark.parametrize("name", ["auto", "miniaudio"])
def test_cues_and_presses_are_heard_in_time(server: Server, name: str) -> None:
    recorder = Recorder(server)
    out, err = play(server, "row", name).communicate(timeout=30)
    onsets = recorder.onsets()
    assert err == ""
    told = json.loads(out)
    assert told["trouble"] is None
    dues, presses = told["dues"], told["presses"]
    assert len(onsets) == len(dues) + len(presses)
    errors = [onset - due for onset, due in zip(onsets, dues, strict=False)]
    offset = statistics.median(errors)
    spacing = sorted(abs(later - sooner) for sooner, later in pairwise(errors))
    # A machine that is busy with other tests may make the device slip once; see the slips told.
    assert spacing[len(spacing) * 3 // 4] < 1.0
    assert spacing[-1] < 5.0 or told["slips"]
    assert abs(offset) < 30
    delays = [onset - at for onset, at in zip(onsets[len(dues) :], presses, strict=True)]
    assert max(delays) < 120
    print(f"offset {offset:.1f} ms, spacing worst {spacing[-1]:.2f} ms, presses {delays}")


def test_a_server_that_never_answers_is_not_waited_for(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", server.env["PULSE_SERVER"])
    found = PulseAudio(lambda: None)
    assert found.backend == "PulseAudio"
    found.close()
    server.stop()
    with pytest.raises(DeviceError):
        PulseAudio(lambda: None)
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(server.socket))
        silent.listen()
        begun = time.monotonic()
        with pytest.raises(DeviceError):
            PulseAudio(lambda: None)
        assert time.monotonic() - begun < 3


def test_a_server_whose_last_device_goes_is_told_of(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.stop()
    server.start("module-always-sink", "module-rescue-streams")
    monkeypatch.setenv("PULSE_SERVER", server.env["PULSE_SERVER"])
    found = PulseAudio(lambda: None)

    def told() -> TimingReport | None:
        found.request_timing()
        time.sleep(0.01)
        return found.report

    try:
        found.start(RATE)
        until(told)
        assert found.error is None
        subprocess.run(["pactl", "unload-module", "module-null-sink"], env=server.env, check=True)
        until(lambda: told() and found.error == NO_DEVICE)
        assert not found.gone
    finally:
        found.close()


@pytest.mark.parametrize("begins", ["with a server", "without"])
@pytest.mark.parametrize("name", PLAYERS)
def test_sound_returns_within_5_s_when_the_server_does(
    server: Server, tmp_path: Path, name: str, begins: str
) -> None:
    if begins == "without":
        server.stop()
    player = play(server, "outage", name, env=through_alsa(server, tmp_path))
    assert player.stdout is not None
    if begins == "with a server":
        assert player.stdout.readline() == "playing\n"
        time.sleep(0.3)
        server.stop()
    assert player.stdout.readline() == "trouble\n"
    time.sleep(0.8)
    server.start()
    recorder = Recorder(server)
    back = time.monotonic() * 1000
    out, err = player.communicate(timeout=40)
    onsets = recorder.onsets()
    assert err == ""
    told = json.loads(out.splitlines()[-1])
    assert told["troubles"][-1] is None
    assert any(trouble and "sound returns" in trouble for trouble in told["troubles"])
    # Neither calls to the sound nor the clock that they come from ever wait for a device.
    assert told["slowest"] < 0.05
    assert onsets[0] - back < 5000
    assert len(onsets) >= 3


def test_a_thousand_pauses_leave_nothing_behind_and_double_nothing(server: Server) -> None:
    recorder = Recorder(server)
    out, err = play(server, "hammered", "auto").communicate(timeout=60)
    onsets = recorder.onsets()
    assert err == ""
    told = json.loads(out)
    assert told["trouble"] is None
    before, after = told["before"], told["after"]
    assert after["threads"] <= before["threads"] + 1
    assert after["files"] <= before["files"] + 1
    assert after["memory"] <= before["memory"] + 4000
    # None of those that were taken back 400 ms ahead is heard, and each of the others once.
    wanted = sorted(told["dues"] + told["presses"])
    assert len(onsets) == len(wanted)
    assert all(abs(onset - due) < 120 for onset, due in zip(onsets, wanted, strict=True))


def test_what_is_written_ahead_is_silent_when_a_press_cancels_it(server: Server) -> None:
    recorder = Recorder(server)
    out, err = play(server, "revoked", "auto").communicate(timeout=30)
    onsets = recorder.onsets()
    assert err == ""
    told = json.loads(out)
    assert [at for at in told["gone"] if any(abs(onset - at) < 80 for onset in onsets)] == []
    missed = [at for at in told["kept"] if not any(abs(onset - at) < 80 for onset in onsets)]
    # A machine that is busy with other tests may be late once.
    assert len(missed) <= 1
