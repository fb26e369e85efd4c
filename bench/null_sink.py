"""A sound server of our own with sinks that go nowhere, and a recorder on one; Linux only."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np
from onset import RATE, clip_of, locate

__all__ = ["RATE", "NullSink", "clip_of", "locate"]


class NullSink:
    """A PulseAudio server with a null sink whose monitor is recorded.

    The recording's own clock is the server's. ``began`` is when the first bytes arrived, in
    seconds of the monotonic clock; it is late by the recorder's latency, which is about the same
    for everything in one recording: spacings are exact, absolute offsets are not.
    """

    def __init__(self, sinks: Sequence[str] = ("null",), modules: Sequence[str] = ()) -> None:
        """Prepare a server.

        Args:
            sinks: names of its sinks; a program plays on the first one, or on that which
                ``PULSE_SINK`` names in its environment.
            modules: what else it loads.
        """
        self._sinks = tuple(sinks)
        self._modules = tuple(modules)
        self._folder = tempfile.TemporaryDirectory()
        self.folder = Path(self._folder.name)
        self.environment = {
            **os.environ,
            "HOME": str(self.folder),
            "XDG_RUNTIME_DIR": str(self.folder),
            "PULSE_SERVER": f"unix:{self.folder / 'pulse.socket'}",
        }
        self.file = self.folder / "recording.raw"
        self.began = 0.0
        self.server: subprocess.Popen[bytes] | None = None
        self._recorder: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop_recording()
        self.stop()
        self._folder.cleanup()

    def start(self) -> None:
        """Start the server."""
        socket = self.folder / "pulse.socket"
        socket.unlink(missing_ok=True)
        self.server = subprocess.Popen(
            [
                "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
                *(f"--load=module-null-sink sink_name={name} rate={RATE}" for name in self._sinks),
                *(f"--load={module}" for module in self._modules),
                f"--load=module-native-protocol-unix auth-anonymous=1 socket={socket}",
            ],
            env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        for _ in range(100):
            if (
                socket.exists()
                and not subprocess.run(
                    ["pactl", "info"], env=self.environment, capture_output=True, check=False
                ).returncode
            ):
                return
            time.sleep(0.05)
        raise RuntimeError("PulseAudio does not start")

    def stop(self) -> None:
        """Stop the server."""
        if self.server is not None:
            self.server.terminate()
            self.server.wait()
            self.server = None

    def kill(self) -> None:
        """Let the server die without a word to those who play on it."""
        if self.server is not None:
            self.server.kill()
            self.server.wait()
            self.server = None

    def on(self, name: str) -> dict[str, str]:
        """The environment of a program that plays on one of the sinks."""
        return {**self.environment, "PULSE_SINK": name}

    def cpu(self) -> float:
        """CPU seconds that the server has used so far."""
        assert self.server is not None
        tasks = Path(f"/proc/{self.server.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9

    def record(self) -> None:
        """Begin to record into ``file``."""
        with self.file.open("wb") as out:
            self._recorder = subprocess.Popen(
                ["parec", "-d", "null.monitor", "--raw", f"--rate={RATE}", "--channels=1",
                 "--format=s16le", "--latency-msec=20"],
                env=self.environment, stdout=out,
            )  # fmt: skip
        while not self.file.stat().st_size:
            time.sleep(0.001)
        self.began = time.monotonic() - self.file.stat().st_size / 2 / RATE

    def stop_recording(self) -> None:
        """End the recording."""
        if self._recorder is not None:
            time.sleep(0.3)
            self._recorder.terminate()
            self._recorder.wait()
            self._recorder = None

    def samples(self) -> np.ndarray:
        """What was recorded, as floats from -1 to 1."""
        return np.fromfile(self.file, dtype="<i2").astype(np.float32) / 32768
