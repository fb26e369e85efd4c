"""What a sound server really plays, recorded from its own output; PulseAudio and PipeWire."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from legtimer.cli.doctor.pattern import off_row

RECORDED_RATE: Final = 48_000
_PATIENCE: Final = 2.0
"""Seconds that the server may take to answer."""
_THRESHOLD: Final = 0.05
"""The part of the loudest sample at which a sound has begun."""
_QUIET: Final = 0.05
"""Seconds of silence that come before a sound's beginning."""
_FAINTEST: Final = 60
"""The sample value below which all is silence."""


class Onsets(NamedTuple):
    """What was heard of a row of sounds."""

    heard: int
    worst: float
    """Ms by which one of them was off the even row at most, the offset of all of them removed."""


class Monitor:
    """Records what a server plays."""

    def __init__(self, sink: str) -> None:
        """Begin to record.

        Args:
            sink: the name of the output.
        """
        self._folder = tempfile.TemporaryDirectory(prefix="legtimer-")
        self._file = Path(self._folder.name) / "monitor.raw"
        with self._file.open("wb") as out:
            self._recorder = subprocess.Popen(
                [
                    "parec",
                    f"--device={sink}.monitor",
                    "--raw",
                    f"--rate={RECORDED_RATE}",
                    "--channels=1",
                    "--format=s16le",
                    "--latency-msec=20",
                ],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.DEVNULL,
            )

    def recorded(self) -> array[int]:
        """End the recording; the samples so far."""
        self._stop()
        samples = array("h")
        data = self._file.read_bytes()
        samples.frombytes(data[: len(data) // 2 * 2])
        return samples

    def close(self) -> None:
        """Stop and forget."""
        self._stop()
        self._folder.cleanup()

    def _stop(self) -> None:
        self._recorder.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._recorder.wait(_PATIENCE)


def default_sink() -> str | None:
    """The output that a PulseAudio or PipeWire server plays on; None if it can't be recorded."""
    if not (shutil.which("pactl") and shutil.which("parec")):
        return None
    if chosen := os.environ.get("PULSE_SINK"):
        return chosen
    try:
        told = subprocess.run(
            ["pactl", "info"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            text=True,
            env={**os.environ, "LC_ALL": "C"},  # its words are read
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    for line in told.stdout.splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "Default Sink" and told.returncode == 0:
            return value.strip() or None
    return None


def begins(samples: Sequence[int]) -> list[int]:
    """The frames at which sounds begin.

    Args:
        samples: at ``RECORDED_RATE``.
    """
    loudest = max((abs(sample) for sample in samples), default=0)
    if loudest < _FAINTEST:
        return []
    limit = max(_FAINTEST, round(loudest * _THRESHOLD))
    found, last = [], -RECORDED_RATE
    for frame, sample in enumerate(samples):
        if sample > limit or sample < -limit:
            if frame - last > _QUIET * RECORDED_RATE:
                found.append(frame)
            last = frame
    return found


def onsets(samples: Sequence[int], dues: Sequence[int]) -> Onsets | None:
    """How even a row of sounds is, all but the last of which are alike.

    Args:
        samples: what was recorded.
        dues: the instants in ms at which they were due.

    Returns:
        None if something else sounds as well, so that nothing can be said.
    """
    found = begins(samples)
    if len(found) > len(dues):
        return None
    if len(found) < len(dues):
        return Onsets(len(found), 0.0)
    # The last one is another sound, whose beginning is another matter.
    return Onsets(len(found), off_row([frame * 1000 / RECORDED_RATE for frame in found[:-1]], dues))
