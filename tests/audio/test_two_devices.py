"""Two devices in virtual time: a long buffer for what is planned, a short one for the rest."""

from __future__ import annotations

import random
from array import array
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legtimer.audio.engine import Sound
from legtimer.audio.mixer import DUCKED, SPEECH
from legtimer.audio.recording import RecordingPlayer
from legtimer.audio.schedule import Placed
from legtimer.audio.stream import Stream
from legtimer.core.session.cues import Countdown, Counted, Cue

RATE = 48_000
MS = 1_000_000
ORIGIN = 5_000_000 * MS
CLIPS = {"tick": array("h", [8000, -8000] * 720), "counted": array("h", [8000, -8000] * 960)}
WORDS = SPEECH + "next"
PERIODS = [9_600, 19_200, 28_800]
"""Frames per request of the long buffer: 200, 400, and 600 ms."""


class Rig:
    """A sound on two recording devices, driven in ms."""

    def __init__(self, period: int = 28_800, **device: object) -> None:
        self.players: list[RecordingPlayer] = []

        def player(stream: Stream) -> RecordingPlayer:
            options = {"long": period, **device}
            self.players.append(RecordingPlayer(stream, ORIGIN, **options))  # type: ignore[arg-type]
            return self.players[0]

        self.sound = Sound(CLIPS, player, origin=ORIGIN)
        self.player = self.players[0]

    def run(self, ms: float) -> None:
        self.player.run_until(ORIGIN + round(ms * MS))

    def onsets(self) -> list[float]:
        return [(at - ORIGIN) / MS for at in self.player.onsets()]


def tick(due: int) -> Cue:
    return Countdown(due=due, step=0, seconds=1)


def counted(due: int) -> Cue:
    return Counted(due=due, step=0, round=1, item=1)


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("ahead", [101, 120, 160, 230, 330, 480, 700])
def test_what_a_press_cancels_100_ms_ahead_is_silent(period: int, ahead: int) -> None:
    for due in range(6000, 6100, 13):
        rig = Rig(period)
        rig.sound.follow(map(tick, [5000, due, 7500]), 0)
        rig.run(due - ahead)
        rig.sound.follow([tick(7500)], due - ahead)
        rig.run(9000)
        assert rig.onsets() == pytest.approx([5000, 7500], abs=1)


@pytest.mark.parametrize("period", PERIODS)
def test_a_press_is_answered_at_once_and_what_stays_is_heard_once_and_in_time(period: int) -> None:
    for press in range(5500, 5900, 13):
        rig = Rig(period)
        rig.sound.follow([tick(5400), tick(6000), tick(6050)], 0)
        rig.run(press)
        rig.sound.say([counted(press)], press)
        rig.sound.follow([tick(press + 260), tick(6900)], press)
        rig.run(9000)
        onsets = rig.onsets()
        assert len(onsets) == 4
        assert [onsets[0], *onsets[2:]] == pytest.approx([5400, press + 260, 6900], abs=1)
        assert 0 < onsets[1] - press <= 121


def test_both_sleep_when_nothing_is_due_and_only_the_answers_wake_for_a_press() -> None:
    rig = Rig()
    rig.sound.follow([tick(60_000)], 0)
    rig.run(20_000)
    assert rig.player.requests == 0
    rig.sound.say([counted(20_000)], 20_000)
    rig.run(20_100)
    assert 0 < rig.player.requests <= 3
    rig.run(52_000)
    assert not rig.sound.awake
    rig.run(62_000)
    assert rig.onsets()[1] == pytest.approx(60_000, abs=1)


def test_after_a_dropout_the_very_next_cue_is_right() -> None:
    rig = Rig(stalls=[(ORIGIN + at * MS, 1490 * MS) for at in (10_010, 20_210)])
    dues = list(range(5000, 30_000, 500))
    for at in range(0, 30_000, 1000):
        rig.sound.follow([tick(due) for due in dues if at < due < at + 20_000], at)
        rig.run(at + 1000)
    rig.run(31_000)
    errors = {}
    for due in dues:
        near = [onset - due for onset in rig.onsets() if abs(onset - due) < 250]
        assert len(near) <= 1
        if near:
            errors[due] = near[0]
    wrong = [due for due in dues if due not in errors or abs(errors[due]) > 1]
    # While nobody answers the devices nothing can be played; what comes after that is right.
    assert rig.sound.slips == 2 * 2
    assert all(any(0 < due - stall <= 1490 for stall in (10_010, 20_210)) for due in wrong)


def test_a_second_device_comes_when_the_first_one_is_answered_late() -> None:
    late = [(at, 78) for at in (12_013, 14_007)]
    worse = [(at, 300) for at in range(20_003, 40_000, 2300)]
    rig = Rig(paired=False, stalls=[(ORIGIN + at * MS, ms * MS) for at, ms in (*late, *worse)])
    dues = list(range(5000, 40_000, 500))
    for at in range(0, 40_000, 1000):
        rig.sound.follow([tick(due) for due in dues if at < due < at + 20_000], at)
        rig.run(at + 1000)
    rig.run(41_000)
    assert rig.onsets() == pytest.approx(dues, abs=1)


def test_one_late_request_brings_no_second_device() -> None:
    rig = Rig(paired=False, stalls=[(ORIGIN + at * MS, 78 * MS) for at in (12_013, 50_007)])
    for at in range(0, 60_000, 1000):
        rig.sound.follow([tick(due) for due in range(5000, 60_000, 500) if due > at], at)
        rig.run(at + 1000)
    assert rig.player.devices == 1


@pytest.mark.parametrize("period", [500, 700, 1000])
def test_a_stalling_machine_spoils_next_to_nothing(period: int) -> None:
    chance = random.Random(period)
    stalls = [(ORIGIN + at * MS, chance.randint(70, 550) * MS) for at in range(6000, 200_000, 2300)]

    def off(rig: Rig) -> float:
        dues = list(range(5000, 200_000, period))
        for at in range(0, 200_000, 5000):
            rig.sound.follow([tick(due) for due in dues if at < due < at + 20_000], at)
            rig.run(at + 5000)
        onsets = rig.onsets()
        beats = [
            round((later - sooner) / period) * period - (later - sooner)
            for sooner, later in pairwise(onsets)
        ]
        assert len(onsets) >= len(dues) - 2
        return sum(abs(error) > 1 for error in beats) / len(beats)

    assert off(Rig(stalls=stalls)) == 0


def test_muting_silences_what_the_long_buffer_holds() -> None:
    rig = Rig()
    rig.sound.follow([tick(6000), tick(6500), tick(7000)], 0)
    rig.run(6200)
    rig.sound.muted = True
    rig.run(6700)
    rig.sound.muted = False
    rig.run(9000)
    assert rig.onsets() == pytest.approx([6000, 7000], abs=1)


def level_at(rig: Rig, ms: float) -> int:
    """The loudest sample within 20 ms of an instant."""
    loudest = 0
    for at, block in rig.player.heard:
        first = round((ORIGIN + ms * MS - at) * RATE / 1e9)
        samples = array("h", block)[max(0, first) : max(0, first + RATE // 50)]
        loudest = max([loudest, *map(abs, samples)])
    return loudest


def test_speech_that_is_in_the_long_buffer_gives_way_to_the_answer_to_a_press() -> None:
    words = array("h", [6000, -6000] * RATE)  # two seconds
    player: list[RecordingPlayer] = []
    stream = Stream(CLIPS | {WORDS: words, "counted": array("h", [10, -10] * 9600)}, RATE)
    player.append(RecordingPlayer(stream, ORIGIN, long=28_800))
    rig = Rig()
    rig.player = player[0]
    speech = Placed(ORIGIN + 6000 * MS, WORDS)
    stream.entries = (speech,)
    rig.run(6700)
    stream.entries = (speech, Placed(ORIGIN + 6700 * MS, "counted"))
    rig.player.nudge()
    rig.run(9000)
    assert level_at(rig, 6500) == 6000
    assert level_at(rig, 6860) <= 6000 * DUCKED + 20
    assert level_at(rig, 7400) == 6000
    assert level_at(rig, 7900) == 6000
    assert level_at(rig, 8100) == 0


def test_speech_that_is_cancelled_while_it_sounds_ends_soon() -> None:
    stream = Stream({WORDS: array("h", [6000, -6000] * RATE)}, RATE)
    rig = Rig()
    rig.player = RecordingPlayer(stream, ORIGIN, long=28_800)
    stream.entries = (Placed(ORIGIN + 6000 * MS, WORDS),)
    rig.run(6700)
    stream.entries = ()
    rig.player.nudge()
    rig.run(9000)
    assert level_at(rig, 6600) == 6000
    assert level_at(rig, 6860) == 0


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(50, 900), st.sampled_from(["pause", "resume", "adjust", "count"])),
        max_size=14,
    ),
    st.sampled_from(PERIODS),
)
def test_whatever_is_pressed_each_cue_that_came_is_heard_once_and_no_other(
    presses: list[tuple[int, str]], period: int
) -> None:
    """A step whose last seconds move with each press, and presses that are answered."""
    rig = Rig(period)
    now, shift, paused_at = 4000, 0, None
    came: list[int] = []
    pressed: list[int] = []

    def plan() -> list[int]:
        return (
            []
            if paused_at is not None
            else [due + shift for due in range(5000, 12_000, 700) if due + shift > now]
        )

    rig.run(now)
    rig.sound.follow(map(tick, plan()), now)
    for wait, press in presses:
        came += [due for due in plan() if due <= now + wait]
        now += wait
        pressed.append(now)
        rig.run(now)
        if press == "pause":
            paused_at = paused_at if paused_at is not None else now
        elif press == "resume" and paused_at is not None:
            shift, paused_at = shift + now - paused_at, None
        elif press == "adjust":
            shift += 330
        elif press == "count" and not any(abs(due - now) < 300 for due in (*came, *plan())):
            rig.sound.say([counted(now)], now)
            came.append(now)
        rig.sound.follow(map(tick, plan()), now)
    came += plan()
    rig.run(now + 20_000)
    onsets = rig.onsets()
    for due in came:
        # What a press brings sooner than a device can answer comes as soon as it can.
        late = 125 if any(0 <= due - at <= 125 for at in pressed) else 1
        assert sum(-1 < onset - due < late for onset in onsets) == 1
    # What lay within the short buffer when a press cancelled it may still be heard.
    for onset in onsets:
        assert any(abs(onset - due) < 1 for due in came) or any(
            0 <= onset - at <= 125 for at in pressed
        )


@pytest.mark.parametrize(("holds", "believed"), [(340, 340), (580, 580), (-1300, 316), (90, 316)])
def test_the_start_of_a_device_tells_what_it_holds(holds: int, believed: int) -> None:
    """It begins to play at once, and asks when there is room; unless it takes a breath first."""
    planned = Stream(CLIPS, RATE).planned(600 * MS)
    planned.opened(316 * MS)
    planned.restarted()
    planned.render(28_800, ORIGIN)
    for i in range(4):
        planned.render(28_800, ORIGIN + (600 - holds + 600 * i) * MS)
    assert planned.latency == believed * MS
    assert planned.reach == (600 + believed + 3000) * MS


@pytest.mark.parametrize("ppm", [-200, 0, 200])
def test_an_hour_of_cues_on_a_crystal_that_is_off(ppm: float) -> None:
    chance = random.Random(3)
    rig = Rig(ppm=ppm, jitter=lambda: round(chance.expovariate(1 / (0.2 * MS))))
    dues = [
        ms
        for start in range(10_000, 3_590_000, 20_000)
        for ms in (start, start + 1000, start + 2000, start + 3000)
    ]
    for at in range(0, 3_600_000, 10_000):
        rig.sound.follow([tick(due) for due in dues if at < due < at + 30_000], at)
        rig.run(at + 10_000)
    onsets = rig.onsets()
    assert len(onsets) == len(dues)
    assert max(abs(a - b) for a, b in zip(onsets, dues, strict=True)) < 1.0


def started(stream: Stream, at: int, breath: int, holds: int) -> None:
    """Let a device start that begins to play ``breath`` ms after it has got its first block."""
    stream.restarted()
    stream.render(2400, at)
    stream.answered(at)
    for block in range(1, 40):
        stream.render(2400, at + (breath + 50 * block - holds) * MS)


def test_a_start_that_tells_much_less_than_is_known_is_believed_when_the_next_one_agrees() -> None:
    stream = Stream(CLIPS, RATE)
    stream.opened(50 * MS)
    for second, breath in enumerate((24, 3, 17)):
        started(stream, ORIGIN + 10_000 * second * MS, breath, 50)
        assert stream.latency == 50 * MS
    other = Stream(CLIPS, RATE)
    other.opened(50 * MS)
    started(other, ORIGIN, 0, 30)
    assert other.latency == 50 * MS
    started(other, ORIGIN + 10_000 * MS, 0, 30)
    assert other.latency == pytest.approx(30 * MS, abs=0.1 * MS)
