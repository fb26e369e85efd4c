"""The line from frames to instants of a tape, learnt from reports that are late now and then."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from legtimer.audio.pulse.tape_clock import TapeClock, TimingReport

RATE = 48_000
MS = 1_000_000
SECOND = 1000 * MS


class Device:
    """A device that runs, and its reports."""

    def __init__(self, ppm: float = 0.0, piece: int = 0) -> None:
        self.clock = TapeClock(RATE)
        self.now = 1_000 * SECOND
        self.rate = RATE * (1 + ppm * 1e-6)
        self.began = self.now - 10 * MS
        self.piece = piece
        self.random = random.Random(9)

    def frame(self, instant: int) -> float:
        return (instant - self.began) * self.rate / SECOND

    def report(self, late: float = 0.0, wait: int = 500 * MS) -> None:
        """Let time pass, and report."""
        self.now += wait
        heard = self.frame(self.now)
        if self.piece:
            size = self.piece * RATE / SECOND
            heard = heard // size * size
        self.clock.observe(TimingReport(self.now + round(late), heard, 40 * MS, 40 * MS, True))

    def run(self, seconds: float, late: Callable[[], float] = lambda: 0.0) -> None:
        end = self.now + round(seconds * SECOND)
        while self.now < end:
            wait = 30 * MS if self.clock.curious else 500 * MS
            at = self.clock.ask_after(self.now + wait) + self.random.randint(0, MS // 2)
            self.report(late(), at - self.now)

    def error(self, ahead: int = 0) -> float:
        """Ns by which a frame is believed to be heard too late."""
        frame = round(self.frame(self.now + ahead))
        return self.clock.instant_of(frame) - (self.began + frame * SECOND / self.rate)


def test_without_a_report_nothing_is_known() -> None:
    clock = TapeClock(RATE)
    assert not clock.anchored
    assert clock.curious
    with pytest.raises(ValueError, match="nothing was reported"):
        clock.frame_at(5)
    with pytest.raises(ValueError, match="nothing was reported"):
        clock.instant_of(5)


def test_one_report_is_enough_and_the_two_directions_agree() -> None:
    device = Device()
    device.report()
    assert abs(device.error()) < 20_000
    for frame in (-5000, 0, 123_456, 10_000_000):
        assert device.clock.frame_at(device.clock.instant_of(frame)) == frame


@pytest.mark.parametrize("ppm", [-200, -30, 0, 30, 200])
def test_late_reports_do_not_move_the_line(ppm: float) -> None:
    device = Device(ppm)
    chance = random.Random(1)

    def late() -> float:
        return chance.expovariate(1 / (0.05 * MS)) + (chance.random() < 0.2) * chance.uniform(
            0, 15 * MS
        )

    worst = 0.0
    for _ in range(600):
        device.run(1, late)
        worst = max(worst, abs(device.error()), abs(device.error(2 * SECOND)))
    assert worst < (0.3 * MS if abs(ppm) <= 30 else 1.0 * MS)
    assert device.clock.underruns == 0
    assert device.clock.drift == pytest.approx(-ppm * 1e-6, abs=5e-6)


def test_the_drift_is_kept_for_the_next_tape() -> None:
    device = Device(150)
    device.run(120)
    device.clock.restart()
    assert not device.clock.anchored
    device.began += 3 * SECOND
    device.report()
    assert abs(device.error(5 * SECOND)) < 0.05 * MS


@pytest.mark.parametrize("stood", [3, 20, 180, 5000])
def test_a_device_that_stood_still_is_believed_after_a_while(stood: int) -> None:
    device = Device()
    device.run(20)
    device.began += stood * MS
    device.run(1.5)
    assert abs(device.error()) < 0.1 * MS
    assert device.clock.underruns == 1
    device.run(20)
    assert device.clock.underruns == 1


def test_a_device_that_skips_is_believed_when_it_says_so_twice() -> None:
    device = Device()
    device.run(20)
    device.report(-30 * MS)  # once is a mistake
    device.report()
    assert abs(device.error()) < 0.1 * MS
    assert device.clock.underruns == 0
    device.began -= 30 * MS
    device.report()
    assert device.clock.curious
    device.report()
    assert abs(device.error()) < 0.1 * MS
    assert device.clock.underruns == 1


def test_a_few_very_late_reports_are_no_stop() -> None:
    device = Device()
    device.run(20)
    for _ in range(4):
        device.report(60 * MS, 30 * MS)
        assert device.clock.curious
    assert abs(device.error()) < 0.1 * MS
    device.report()
    assert not device.clock.curious
    assert device.clock.underruns == 0


@pytest.mark.parametrize("piece", [5, 21, 43])
@pytest.mark.parametrize("ppm", [-40, 0, 40])
def test_a_server_that_counts_in_pieces_is_seen_through(ppm: float, piece: int) -> None:
    device = Device(ppm, piece * MS)
    chance = random.Random(2)
    device.run(3, lambda: chance.expovariate(1 / (0.1 * MS)))
    worst = 0.0
    for _ in range(300):
        device.run(1, lambda: chance.expovariate(1 / (0.1 * MS)))
        worst = max(worst, abs(device.error()))
    assert worst < 1.5 * MS
    assert device.clock.underruns == 0


def test_a_stop_of_a_server_that_counts_in_pieces_is_noticed() -> None:
    device = Device(0, 21 * MS)
    device.run(20)
    device.began += 200 * MS
    device.run(3)
    assert abs(device.error()) < 3 * MS
