"""Longer buffers on a machine that cannot keep up, in virtual time: what they save and cost."""

from __future__ import annotations

import random
from array import array
from itertools import pairwise

import pytest

from legtimer.audio.buffering import BUFFERS, Buffering
from legtimer.audio.engine import Sound
from legtimer.audio.recording import RecordingPlayer
from legtimer.audio.stream import Stream
from legtimer.core.session.cues import Countdown, Counted, Cue

MS = 1_000_000
SECOND = 1_000 * MS
ORIGIN = 5_000 * SECOND
CLIPS = {"tick": array("h", [8000, -8000] * 720), "counted": array("h", [8000, -8000] * 4800)}


class Rig:
    """A sound on a device whose buffer grows, driven in ms."""

    def __init__(self, *, buffers: tuple[int, ...] = BUFFERS, **device: object) -> None:
        self.players: list[RecordingPlayer] = []

        def player(stream: Stream) -> RecordingPlayer:
            self.players.append(
                RecordingPlayer(stream, ORIGIN, buffers=buffers, **device)  # type: ignore[arg-type]
            )
            return self.players[0]

        self.sound = Sound(CLIPS, player, origin=ORIGIN)
        self.player = self.players[0]

    def run(self, ms: float) -> None:
        self.player.run_until(ORIGIN + round(ms * MS))

    def onsets(self) -> list[float]:
        return [(at - ORIGIN) / MS for at in self.player.onsets()]


def tick(due: int) -> Cue:
    return Countdown(due=due, step=0, seconds=1)


def metronome(rig: Rig, period: int, seconds: int) -> list[int]:
    dues = list(range(4000, seconds * 1000, period))
    for at in range(0, seconds * 1000, 5000):
        rig.sound.follow([tick(due) for due in dues if at < due < at + 20_000], at)
        rig.run(at + 5000)
    rig.run(seconds * 1000 + 1000)
    return dues


@pytest.mark.parametrize("period", [500, 700, 1000])
def test_a_metronome_without_a_pause_gets_a_longer_buffer_too(period: int) -> None:
    chance = random.Random(period)
    stalls = [(ORIGIN + at * MS, chance.randint(70, 120) * MS) for at in range(6000, 200_000, 2300)]
    short, grown = Rig(buffers=(50,), stalls=stalls), Rig(stalls=stalls)

    def off(rig: Rig) -> float:
        dues = metronome(rig, period, 200)
        onsets = rig.onsets()
        beats = [
            round((later - sooner) / period) * period - (later - sooner)
            for sooner, later in pairwise(onsets)
        ]
        assert len(onsets) >= len(dues) - 2
        return sum(abs(error) > 1 for error in beats) / len(beats)

    assert off(short) > 0.05
    assert off(grown) <= 0.03
    assert grown.player.buffer > 50
    assert grown.sound.slips < 8


def test_nothing_is_lost_or_doubled_when_the_buffer_grows_between_two_cues() -> None:
    stalls = [(ORIGIN + at * MS, 120 * MS) for at in (10_100, 13_150)]
    rig = Rig(stalls=stalls)
    dues = metronome(rig, 1000, 40)
    onsets = rig.onsets()
    assert rig.player.buffer == BUFFERS[1]
    assert len(onsets) == len(dues)
    assert max(abs(a - b) for a, b in zip(onsets, dues, strict=True)) < 100
    assert sum(abs(a - b) > 1 for a, b in zip(onsets, dues, strict=True)) <= 2


@pytest.mark.parametrize("buffer", BUFFERS)
@pytest.mark.parametrize("ahead", [101, 120, 160, 230, 330])
def test_what_a_press_cancels_100_ms_ahead_is_silent_at_every_length(
    buffer: int, ahead: int
) -> None:
    for due in range(6000, 6100, 7):
        rig = Rig(buffers=(buffer,))
        rig.sound.follow(map(tick, [5000, due, 7000]), 0)
        rig.run(due - ahead)
        rig.sound.follow([tick(7000)], due - ahead)
        rig.run(9000)
        assert rig.onsets() == pytest.approx([5000, 7000], abs=1)


@pytest.mark.parametrize("buffer", BUFFERS)
def test_a_press_that_cancels_is_answered_and_what_stays_is_heard_once(buffer: int) -> None:
    for press in range(5500, 5890, 13):
        rig = Rig(buffers=(buffer,))
        rig.sound.follow([tick(5400), tick(6000), tick(6050)], 0)
        rig.run(press)
        rig.sound.say([Counted(due=press, step=0, round=1, item=1)], press)
        rig.sound.follow([tick(6500)], press)
        rig.run(9000)
        onsets = rig.onsets()
        assert [onsets[0], onsets[-1]] == pytest.approx([5400, 6500], abs=1)
        assert len(onsets) == 3
        assert 0 < onsets[1] - press < 2 * buffer + 70


def test_when_a_buffer_grows() -> None:
    buffering = Buffering((50, 100))
    assert not buffering.due(0, 1, 10 * SECOND)
    assert not buffering.due(90 * SECOND, 2, 10 * SECOND)  # the first was too long ago
    assert not buffering.due(91 * SECOND, 3, SECOND)
    assert buffering.pending
    assert not buffering.due(92 * SECOND, 3, SECOND)
    assert buffering.due(93 * SECOND, 3, SECOND // 4)
    assert not buffering.due(96 * SECOND, 3, 1)
    assert buffering.due(97 * SECOND, 3, 1)
    assert not buffering.due(97 * SECOND, 3, 0)
    assert buffering.due(92 * SECOND, 3, 2 * SECOND)
    buffering.grow()
    assert (buffering.buffer, buffering.pending) == (100, False)
    assert not buffering.due(98 * SECOND, 9, 10 * SECOND)
