"""A recording of a sink whose every frame has its instant on the computer's monotonic clock.

Theory of operation. A null sink renders a block when its own time has come to the end of the last
one: the first frame of a block belongs to the instant at which the block is handed to the recorder.
So for a piece that comes through the pipe, arrival less frames so far is how late it came (the way
through socket and pipe, the scheduler, what waited for a fragment to be full) on top of a line that
leans by no more than the sink's clock errs. There is one exception: a stream that begins makes the
server take back a block and render it anew, and the piece that comes of it arrives ahead of its
time, each by another amount. Quantum in time come again and again, all within a fraction of a
millisecond. The line goes through the lowest of those that lie close together, in windows of five
seconds.

What is left is the error of the line: by how much a point of it differs from what its two
neighbours say (``wander``), and what all points have in common, the quickest way of a piece through
socket, parec and pipe: four hand-overs from thread to thread, below a millisecond. ``lateness`` is
the middle residual above the line. The error of an *interval* is none of these: it is counted in
frames.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from pathlib import Path

import numpy as np
from null_sink import RATE, NullSink
from onset import Found, Wanted, find_all

LATENCY_MS = 20
WINDOW = 5.0
"""Seconds that give one point of the line."""
NEAR = 0.0003
"""Seconds within which pieces lie close together."""
STEEPEST = 100e-6
"""How much the line leans at most: a server rounds each block to a microsecond."""


class Recorder:
    """Records the monitor of one sink until it is stopped."""

    def __init__(self, sink: NullSink, name: str = "null", file: Path | None = None) -> None:
        """Begin to record, which the sink notices by its block of 20 ms."""
        self.file = file or sink.folder / f"{name}-{time.monotonic_ns()}.raw"
        self._quantum: list[tuple[int, int, int]] = []
        self._line: tuple[np.ndarray, np.ndarray] | None = None
        self.samples = np.zeros(0, np.int16)
        """What was recorded, 16 bit, mono, when it is stopped."""
        self.wander = self.lateness = self.ppm = float("nan")
        self._process = subprocess.Popen(
            ["parec", "-d", f"{name}.monitor", "--raw", f"--rate={RATE}", "--channels=1",
             "--format=s16le", f"--latency-msec={LATENCY_MS}"],
            env=sink.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._thread = threading.Thread(target=self._record, daemon=True)
        self._thread.start()
        end = time.monotonic() + 5
        while not self._quantum:
            if time.monotonic() > end:
                raise RuntimeError(f"nothing comes from the monitor of {name}")
            time.sleep(0.005)

    def _record(self) -> None:
        assert self._process.stdout is not None
        descriptor, first = self._process.stdout.fileno(), 0
        with self.file.open("wb") as out:
            while piece := os.read(descriptor, 1 << 17):
                now = time.monotonic_ns()
                out.write(piece)
                self._quantum.append((now, first, len(piece) // 2))
                first += len(piece) // 2

    def stop(self) -> None:
        """Stop, work out the line, and take what was recorded out of the file."""
        if self._process.poll() is None:
            self._process.terminate()
        self._process.wait()
        self._thread.join()
        self._work_out()
        self.samples = np.fromfile(self.file, dtype="<i2")

    def _work_out(self) -> None:
        pieces = np.array(self._quantum[5:], dtype=np.int64)
        at, frames = pieces[:, 0] / 1e9, pieces[:, 1].astype(np.float64)
        residual = at - frames / RATE
        windows = ((at - at[0]) / WINDOW).astype(int)
        points = [
            point
            for window in np.unique(windows)
            if (point := _lowest_cluster(np.flatnonzero(windows == window), residual)) is not None
        ]
        # A window whose pieces were all late stands above what its neighbours allow.
        allowed = np.min(
            residual[points] + STEEPEST * np.abs(at[points][:, None] - at[points]), axis=1
        )
        kept = [point for point, most in zip(points, allowed, strict=True)
                if residual[point] - most < NEAR]  # fmt: skip
        self._line = (frames[kept], residual[kept])
        self.wander = float(np.max(np.abs(_beside(frames[kept], residual[kept])))) * 1000
        if len(kept) > 1:
            self.ppm = -float(np.polyfit(frames[kept], residual[kept], 1)[0]) * RATE * 1e6
        line = np.interp(frames, frames[kept], residual[kept])
        self.lateness = float(np.median(residual - line) * 1000)

    @property
    def seconds(self) -> float:
        """How much was recorded so far."""
        return self.file.stat().st_size / 2 / RATE

    def instant(self, at: float) -> float:
        """The instant on the monotonic clock, in s, of a place in the recording, in s."""
        assert self._line is not None, "the recording is not stopped yet"
        return float(np.interp(at * RATE, *self._line)) + at

    def place(self, instant: float) -> float:
        """The place in the recording, in s, of an instant on the monotonic clock, in s."""
        place = instant - self.instant(0)
        for _ in range(3):
            place += instant - self.instant(place)
        return place

    def hear(
        self, due: list[tuple[float, str]], clips: dict[str, np.ndarray], early: float, late: float
    ) -> tuple[list[Found | None], list[float | None], np.ndarray]:
        """As ``find``, for sounds that are all looked for as early and as late."""
        return self.find([Wanted(at, sound, early, late) for at, sound in due], clips)

    def find(
        self, wanted: list[Wanted], clips: dict[str, np.ndarray]
    ) -> tuple[list[Found | None], list[float | None], np.ndarray]:
        """Look for sounds that are expected at instants of the monotonic clock, in order.

        Returns:
            Each one as it was found, the instant at which it was heard, and the rest.
        """
        placed = [one._replace(at=self.place(one.at)) for one in wanted]
        found, rest = find_all(self.samples, placed, clips)
        return found, [None if one is None else self.instant(one.at) for one in found], rest


def _lowest_cluster(index: np.ndarray, residual: np.ndarray) -> int | None:
    """The piece that lies lowest of those that lie close together; None if none do."""
    few = max(5, len(index) // 25)
    if len(index) < few:
        return None
    order = index[np.argsort(residual[index])]
    width = residual[order[few - 1 :]] - residual[order[: len(order) - few + 1]]
    close = np.flatnonzero(width <= NEAR)
    return int(order[close[0] + few // 2]) if len(close) else None


def _beside(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """By how much each point lies above the line through the one before and the one after."""
    if len(x) < 3:
        return np.zeros_like(y)
    return y[1:-1] - (y[:-2] + (y[2:] - y[:-2]) * (x[1:-1] - x[:-2]) / (x[2:] - x[:-2]))
