"""From instants to frames, with jitter, drift and slips."""

from __future__ import annotations

import random

import pytest

from legtimer.audio.callback.stream_clock import StreamClock
from legtimer.audio.instants import SECOND

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
    with pytest.raises(ValueError, match="nothing was reported"):
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
    assert device.clock.underruns == 0


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
    assert device.clock.underruns == 1


@pytest.mark.parametrize("late", [5, 20, 45])
def test_one_late_request_is_no_slip(late: int) -> None:
    device = FakeDevice(StreamClock(RATE))
    device.run(20)
    for _ in range(10):
        device.request(late * MS)
        assert abs(device.error()) < 0.2
        device.run(0.5)
    assert device.clock.underruns == 0


def test_a_saw_tooth_of_the_server_does_not_move_the_line() -> None:
    device = FakeDevice(StreamClock(RATE))
    device.run(2)
    for i in range(2000):
        device.request((i % 3) * 5 * MS)
        assert abs(device.error()) < 0.2
    assert device.clock.underruns == 0


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
    assert device.clock.underruns == 0


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
    assert device.clock.underruns == 0


class LongBuffer:
    """A device that asks for 600 ms at a time and stands still when it is not answered in time."""

    PERIOD = 600 * MS

    def __init__(self, clock: StreamClock, holds: int) -> None:
        self.clock = clock
        self.holds = holds
        self.believed = 320 * MS
        self.asks = 1_000 * SECOND
        self.frames = 0
        self.teeth = 0

    def run(self, requests: int, late: int = 0) -> None:
        for _ in range(requests):
            self.teeth = (self.teeth + 3) % 7
            noticed = self.asks + late + self.teeth * MS
            self.asks = max(self.asks, noticed - self.holds)
            self.clock.observe(noticed, self.frames, self.believed)
            self.frames += self.PERIOD * RATE // SECOND
            self.asks += self.PERIOD

    def error(self) -> float:
        """How far off, in ms, an instant of the block just given is placed."""
        place = self.frames - self.clock.frame_at(self.asks)
        return place * 1000 / RATE


@pytest.mark.parametrize("late", [330, 400, 700, 1500])
def test_a_long_buffer_that_ran_dry_is_placed_right_in_the_very_block_that_came_late(
    late: int,
) -> None:
    device = LongBuffer(StreamClock(RATE), holds=320 * MS)
    device.run(30)
    assert abs(device.error()) < 1
    device.run(1, late * MS)
    assert abs(device.error()) < 1
    device.run(20)
    assert abs(device.error()) < 1
    assert device.clock.underruns == 1


@pytest.mark.parametrize("late", [200, 270, 310])
def test_a_long_buffer_that_was_late_but_not_dry_stays_where_it_is(late: int) -> None:
    device = LongBuffer(StreamClock(RATE), holds=320 * MS)
    device.run(30)
    for _ in range(4):
        device.run(1, late * MS)
        assert abs(device.error()) < 1
        device.run(9)
    assert device.clock.underruns == 0


@pytest.mark.parametrize("holds", [260, 380, 560])
def test_what_a_device_holds_is_learnt_from_its_first_slip(holds: int) -> None:
    device = LongBuffer(StreamClock(RATE), holds=holds * MS)
    device.run(30)
    device.run(1, (holds + 150) * MS)
    device.run(25)
    assert abs(device.error()) < 6
    device.run(60)
    device.run(1, (holds + 150) * MS)
    assert abs(device.error()) < 6
    device.run(10)
    assert abs(device.error()) < 6


def test_how_much_lies_before_a_sound_is_told_by_the_start_of_the_device() -> None:
    device = LongBuffer(StreamClock(RATE), holds=560 * MS)
    device.clock.observe(device.asks, 0, device.believed)
    # It plays at once; the second request comes when there is room.
    device.frames = device.PERIOD * RATE // SECOND
    device.asks += device.PERIOD - 560 * MS
    device.run(3)
    assert device.clock.lead == pytest.approx(560 * MS, abs=8 * MS)


@pytest.mark.parametrize("waited", [0, 20, 70, 300])
def test_what_a_device_gets_first_is_heard_from_when_it_has_got_it(waited: int) -> None:
    clock = StreamClock(RATE)
    asked = 1_000 * SECOND
    clock.observe(asked, 0, BUFFER)
    clock.note_answer(asked + waited * MS)
    begun = asked + waited * MS
    for block in range(1, 40):
        clock.observe(begun + block * 50 * MS - BUFFER, block * PERIOD, BUFFER)
    assert clock.frame_at(begun + SECOND - BUFFER) == RATE
    assert clock.lead == BUFFER


@pytest.mark.parametrize("ppm", [-90, 0, 150])
@pytest.mark.parametrize("piece", [5, 12.5, 18])
def test_a_step_of_all_requests_is_the_servers_and_the_line_stays(ppm: float, piece: float) -> None:
    device = FakeDevice(StreamClock(RATE), ppm, jitter=0.1 * MS)
    device.run(20)
    shift = 0.0
    for seconds, change in ((0.4, piece), (30, -piece), (7, piece), (100, -piece), (5, 0)):
        shift = max(0.0, shift + change)
        for _ in range(round(seconds * 20)):
            device.request(shift * MS + device.random.expovariate(1 / (0.1 * MS)))
            assert abs(device.error()) < 1
    assert device.clock.underruns == 0
