"""A sound server of our own with a sink that goes nowhere, and a recorder on it; Linux only."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Self

import numpy as np

RATE = 48_000


class NullSink:
    """A PulseAudio server with a null sink whose monitor is recorded.

    The recording's own clock is the server's. ``began`` is when the first bytes arrived, in
    seconds of the monotonic clock; it is late by the recorder's latency, which is about the same
    for everything in one recording: spacings are exact, absolute offsets are not.
    """

    def __init__(self) -> None:
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
                f"--load=module-null-sink sink_name=null rate={RATE}",
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


def locate(samples: np.ndarray, clip: np.ndarray, near: float, reach: float) -> float | None:
    """When a clip sounds in a recording, in seconds; None if it does not.

    The place is that of the first of the best normalised correlations within ``reach`` seconds of
    ``near``, to the sample.
    """
    # The attack tells the place; what follows may be cut off by the next sound.
    clip = clip[: RATE // 10]
    first = max(int((near - reach) * RATE), 0)
    part = samples[first : int((near + reach) * RATE) + len(clip)]
    if len(part) <= len(clip):
        return None
    size = 1 << (len(part) + len(clip)).bit_length()
    product = np.fft.irfft(np.fft.rfft(part, size) * np.conj(np.fft.rfft(clip, size)), size)
    product = product[: len(part) - len(clip)]
    energy = np.convolve(part**2, np.ones(len(clip), np.float32), "valid")[: len(product)]
    score = product / np.sqrt(np.maximum(energy, 1e-6) * np.sum(clip**2))
    # A steady tone resembles itself a period later; the peak of the first likeness is the place.
    best = float(np.max(score))
    if best < 0.8:
        return None
    place = int(np.argmax(score > 0.98 * best))
    while place + 1 < len(score) and score[place + 1] > score[place]:
        place += 1
    return (first + place) / RATE


def clip_of(folder: Path, name: str) -> np.ndarray:
    """A cue sound as floats."""
    import wave

    with wave.open(str(folder / f"{name}.wav")) as file:
        data = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    return data.astype(np.float32) / 32768
