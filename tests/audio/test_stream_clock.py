"""From instants to frames, with jitter, drift and slips."""

from __future__ import annotations

import random

import pytest

from legtimer.audio.stream_clock import SECOND, StreamClock

RATE = 48_000
MS = 1_000_000
PERIOD = 2400
BUFFER = 50 * MS


class FakeDevice:
    """Asks for frames at the instants at which a device would."""

    def __init__(self, clock: StreamClock, ppm: float = 0.0, jitter: float = 0.0) -> None:
        self.clock = clock
        self.start = 1_000.0 * SECOND
        self.rate = RATE * (1 + ppm * 1e-6)
        self.jitter = jitter
        self.blocks = 0
        self.random = random.Random(7)

    def run(self, seconds: float) -> None:
        for _ in range(round(seconds * RATE / PERIOD)):
            late = self.random.expovariate(1 / self.jitter) if self.jitter else 0.0
            self.request(late)

    def request(self, late: float = 0.0) -> None:
        at = self.start + self.blocks * PERIOD / self.rate * SECOND + late
        self.clock.observe(round(at), self.blocks * PERIOD, BUFFER)
        self.blocks += 1

    def stand_still(self, ns: float) -> None:
        self.start += ns

    def error(self) -> float:
        """How far off, in ms, an instant soon to come is placed."""
        instant = self.start + (self.blocks + 3) * PERIOD / self.rate * SECOND
        return (self.clock.frame_at(round(instant)) - (self.blocks + 3) * PERIOD) / 48


def test_without_a_request_there_is_no_frame() -> None:
    clock = StreamClock(RATE)
    assert not clock.anchored
    with pytest.raises(ValueError, match="no request"):
        clock.frame_at(0)


@pytest.mark.parametrize(("ppm", "jitter"), [(-200, 1 * MS), (0, 1 * MS), (200, 1 * MS), (200, 0)])
def test_a_crystal_that_is_off_is_followed_for_an_hour(ppm: float, jitter: float) -> None:
    device = FakeDevice(StreamClock(RATE), ppm, jitter)
    device.run(2)
    worst = 0.0
    for _ in range(600):
        device.run(6)
        worst = max(worst, abs(device.error()))
    assert worst < 1.0
    assert device.clock.drift == pytest.approx(-ppm * 1e-6, abs=20e-6)
    assert device.clock.slips == 0


@pytest.mark.parametrize("slip", [15, 40, 60, 200, 1500])
@pytest.mark.parametrize("jitter", [0, 0.5 * MS])
def test_after_a_slip_the_next_cue_is_placed_right(slip: int, jitter: float) -> None:
    device = FakeDevice(StreamClock(RATE), jitter=jitter)
    device.run(20)
    # The request in whose time the device stood still comes late by more than its standing still.
    device.stand_still(slip * MS)
    device.request(30 * MS)
    device.run(0.8)
    assert abs(device.error()) < 1.0
    assert device.clock.slips == 1


@pytest.mark.parametrize("late", [5, 20, 45])
def test_one_late_request_is_no_slip(late: int) -> None:
    device = FakeDevice(StreamClock(RATE))
    device.run(20)
    for _ in range(10):
        device.request(late * MS)
        assert abs(device.error()) < 0.2
        device.run(0.5)
    assert device.clock.slips == 0


def test_a_saw_tooth_of_the_server_does_not_move_the_line() -> None:
    device = FakeDevice(StreamClock(RATE))
    device.run(2)
    for i in range(2000):
        device.request((i % 3) * 5 * MS)
        assert abs(device.error()) < 0.2
    assert device.clock.slips == 0


def test_a_late_request_on_a_slow_saw_tooth_is_no_slip() -> None:
    """The teeth stand for seconds where the line was not; only what came just before tells."""
    device = FakeDevice(StreamClock(RATE))
    device.run(15)
    for i in range(100):
        device.request((10 + i % 3 * 5) * MS)
    device.request(27 * MS)
    for i in range(40):
        device.request((10 + i % 3 * 5) * MS)
        assert abs(device.error()) < 3.0
    assert device.clock.slips == 0


def test_a_correction_never_shows_between_two_cues() -> None:
    device = FakeDevice(StreamClock(RATE), jitter=2 * MS)
    device.run(4)
    before = device.error()
    for _ in range(300):
        device.run(1)
        assert abs(device.error() - before) < 0.5
        before = device.error()


def test_a_restart_forgets_the_anchor_and_keeps_the_drift() -> None:
    device = FakeDevice(StreamClock(RATE), ppm=100)
    device.run(120)
    drift = device.clock.drift
    device.clock.restart()
    assert not device.clock.anchored
    device.stand_still(30 * SECOND)
    device.run(0.2)
    assert abs(device.error()) < 0.1
    assert device.clock.drift == drift
    assert device.clock.slips == 0
