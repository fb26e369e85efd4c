"""Passages in virtual time: what is handed over when, and what a press leaves of it."""

from __future__ import annotations

import time
from array import array
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legtimer.audio import player_thread
from legtimer.audio.engine import Sound
from legtimer.audio.player import DeviceError, PlaybackRequest
from legtimer.audio.schedule import ScheduledSound
from legtimer.audio.simple import passage_player
from legtimer.audio.simple.passage import LONGEST_PASSAGE, next_passage, render_passage
from legtimer.audio.simple.passage_player import PassagePlayer, Passages
from legtimer.core.session import cues
from legtimer.core.session.cues import Cue
from legtimer.core.steps import Phase
from tests.audio.common import request_for

RATE = 48_000
MS = 1_000_000
BEEP = array("h", [8000, -8000] * 1200)  # 50 ms
CLIPS = {"tick": BEEP, "counted": BEEP, "go": array("h", [9000, -9000] * 14400)}
LATENCY, RESIDUE = 50, 100


class Buffer:
    def __init__(self, output: FakeOutput, samples: bytes) -> None:
        self.output, self.samples = output, samples
        self.at = output.now
        self.stopped: int | None = None
        self.lost = False

    @property
    def until(self) -> float:
        end = self.at + LATENCY + len(self.samples) / 96
        return end if self.stopped is None else min(end, self.stopped + RESIDUE)

    def stop(self) -> None:
        self.stopped = self.output.now if self.stopped is None else self.stopped

    @property
    def sounding(self) -> bool:
        return not self.lost and self.output.now < self.until


class FakeOutput:
    """Remembers what was handed over when; instants in ms."""

    latency = LATENCY * MS
    residue = RESIDUE * MS

    def __init__(self) -> None:
        self.now = 0
        self.there = True
        self.buffers: list[Buffer] = []

    def play(self, samples: bytes, rate: int) -> Buffer:
        if not self.there:
            raise DeviceError("There is no device.")
        assert len(samples) / 2 / rate <= LONGEST_PASSAGE / 1e9 + 0.2
        self.buffers.append(Buffer(self, samples))
        return self.buffers[-1]

    def onsets(self) -> list[float]:
        found = []
        for buffer in self.buffers:
            last = -RATE
            if not buffer.samples.strip(b"\0"):
                continue
            for i, sample in enumerate(array("h", buffer.samples)):
                if not sample:
                    continue
                at = buffer.at + LATENCY + i / 48
                if abs(sample) > 300 and at < buffer.until:
                    if i - last > RATE // 100:
                        found.append(at)
                    last = i
        return sorted(found)


class StubPlayer:
    error: str | None = None
    awake = False

    def wake(self) -> None:
        pass

    def close(self) -> None:
        pass


class Rig:
    """A sound whose plan is played as passages, driven in ms."""

    def __init__(self, late: int = 0) -> None:
        self.requests: list[PlaybackRequest] = []

        def player(request: PlaybackRequest) -> StubPlayer:
            self.requests.append(request)
            return StubPlayer()

        self.sound = Sound(CLIPS, player, rate=RATE)
        self.output = FakeOutput()
        self.late = late
        self.passages = Passages(self.requests[0], self.output, lambda: self.output.now * MS)
        self.troubles: list[str] = []

    def run(self, until: int) -> None:
        """Let time pass; every step comes ``late`` ms later than it was wished for."""
        while True:
            try:
                at = self.passages.step(self.output.now * MS)
            except DeviceError as error:
                self.troubles.append(str(error))
                at = (self.output.now + 100) * MS
            wake = until if at is None else -(-at // MS) + self.late
            if wake >= until:
                break
            self.output.now = max(self.output.now, wake)
        self.output.now = until


def tick(due: int) -> Cue:
    return cues.Countdown(due=due, step=0, seconds=1)


def counted(due: int) -> Cue:
    return cues.Counted(due=due, step=0, round=1, item=1)


def go(due: int) -> Cue:
    return cues.StepStarted(due=due, step=0, phase=Phase.WORK, timed=True)


@pytest.mark.parametrize("late", [0, 9, 40])
def test_cues_that_are_near_share_a_buffer_and_come_when_they_are_due(late: int) -> None:
    rig = Rig(late)
    dues = [5000, 6000, 7000, 12_000, 12_400]
    rig.sound.schedule(map(tick, dues), 0)
    rig.run(14_000)
    assert len(rig.output.buffers) == 3  # the first is silence
    assert rig.output.onsets() == pytest.approx(dues, abs=0.05)


def test_an_endless_metronome_is_cut_into_short_passages_without_a_seam() -> None:
    rig = Rig(3)
    dues = list(range(3000, 100_000, 517))
    for at in range(0, 100_000, 10_000):
        rig.sound.schedule([tick(due) for due in dues if at < due < at + 30_000], at)
        rig.run(at + 10_000)
    assert rig.output.onsets() == pytest.approx(dues, abs=0.05)
    assert len(rig.output.buffers) >= 7


def test_a_press_is_answered_by_a_buffer_of_its_own() -> None:
    rig = Rig()
    rig.sound.schedule(map(tick, [5000, 6000, 7000]), 0)
    rig.run(5500)
    rig.sound.play([counted(5500)], 5500)
    rig.run(9000)
    assert rig.output.onsets() == pytest.approx([5000, 5550, 6000, 7000], abs=0.05)
    assert len(rig.output.buffers) == 3


@pytest.mark.parametrize("mixing", [8, 30])
def test_what_is_due_while_it_is_mixed_comes_after_that_and_the_rest_when_it_is_due(
    mixing: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig = Rig()
    rig.run(1000)

    def slowly(*of: Any) -> bytes:
        rig.output.now += mixing
        return render_passage(*of)

    monkeypatch.setattr(passage_player, "render_passage", slowly)
    rig.sound.schedule(map(tick, [1060, 1360, 1660]), 1000)
    rig.run(3000)
    first, *others = rig.output.onsets()
    assert others == pytest.approx([1360, 1660], abs=0.05)
    # Mixed twice at most, and then through the device.
    assert 1060 <= first <= 1000 + LATENCY + 2.5 * mixing


@pytest.mark.parametrize("ahead", [101, 150, 240, 260, 900])
def test_what_a_pause_cancels_is_silent(ahead: int) -> None:
    rig = Rig()
    rig.sound.schedule(map(tick, [5000, 6000, 7000]), 0)
    rig.run(6000 - ahead)
    rig.sound.schedule([], 6000 - ahead)
    rig.run(9000)
    assert rig.output.onsets() == pytest.approx([5000], abs=0.05)


def test_a_sound_under_way_plays_on_when_only_what_comes_later_changes() -> None:
    rig = Rig()
    rig.sound.schedule([go(5000), tick(8000)], 0)
    rig.run(5100)
    rig.sound.play([go(5000)], 5100)
    rig.sound.schedule([tick(8330)], 5100)
    rig.run(10_000)
    assert rig.output.onsets() == pytest.approx([5000, 8330], abs=0.05)
    assert rig.output.buffers[1].until >= 5600


def test_volume_and_mute_count_at_once() -> None:
    rig = Rig()
    rig.sound.schedule(map(tick, range(5000, 9000, 500)), 0)
    rig.run(6300)
    rig.sound.muted = True
    rig.run(7300)
    rig.sound.muted = False
    rig.run(10_000)
    assert rig.output.onsets() == pytest.approx([5000, 5500, 6000, 7500, 8000, 8500], abs=0.05)


def test_a_device_that_is_missing_or_goes_is_told_and_sound_returns() -> None:
    rig = Rig()
    dues = list(range(3000, 12_000, 1000))
    rig.sound.schedule(map(tick, dues), 0)
    rig.output.there = False
    rig.run(5500)
    assert rig.troubles[0] == "There is no device."
    rig.output.there = True
    rig.run(7500)
    rig.output.buffers[-1].lost = True
    rig.output.buffers[-1].stop()
    rig.run(13_000)
    assert rig.troubles[-1] == "The sound device is gone; sound returns when it does."
    assert rig.output.onsets() == pytest.approx(dues[3:], abs=0.05)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(50, 900), st.sampled_from(["pause", "resume", "adjust"])), max_size=12
    )
)
def test_whatever_is_pressed_each_cue_that_came_is_heard_once_and_no_other(
    presses: list[tuple[int, str]],
) -> None:
    rig = Rig(2)
    now, shift, paused_at = 4000, 0, None
    came: list[int] = []
    pressed: list[int] = []

    def plan() -> list[int]:
        if paused_at is not None:
            return []
        return [due + shift for due in range(5000, 12_000, 700) if due + shift > now]

    def follow() -> None:
        rig.sound.schedule(map(tick, plan()), now)

    rig.run(now)
    follow()
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
        follow()
    came += plan()
    rig.run(now + 20_000)
    onsets = rig.output.onsets()
    for due in came:
        late = 160 if any(0 <= due - at <= 110 for at in pressed) else 1
        assert sum(-1 < onset - due < late for onset in onsets) <= 1
        if late == 1:
            assert any(abs(onset - due) < 1 for onset in onsets)
    for onset in onsets:
        assert any(abs(onset - due) < 1 for due in came) or any(
            0 <= onset - at <= 160 for at in pressed
        )


def test_no_passage_is_longer_than_fifteen_seconds() -> None:
    entries = [ScheduledSound(at * 400 * MS, "tick") for at in range(100)]
    while entries:
        passage = next_passage(entries, CLIPS, RATE)
        assert passage is not None
        assert passage.end - passage.begin <= LONGEST_PASSAGE
        assert len(render_passage(passage, CLIPS, RATE, 100)) <= 15 * RATE * 2
        entries = entries[len(passage.entries) :]
    assert next_passage([], CLIPS, RATE) is None


def test_the_player_tells_what_it_lacks_and_never_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(player_thread, "RETRY", 20 * MS)

    def refuse() -> FakeOutput:
        raise DeviceError("It is not installed.")

    request = request_for(CLIPS)
    player = PassagePlayer(request, refuse)
    end = time.monotonic() + 3
    while player.error is None and time.monotonic() < end:
        time.sleep(0.002)
    assert player.error == "It is not installed."
    player.wake()
    player.close()

    output = FakeOutput()
    output.there = False
    player = PassagePlayer(request, lambda: output)
    request.queue.entries = (ScheduledSound(time.monotonic_ns(), "tick"),)
    player.wake()
    while player.error is None and time.monotonic() < end:
        time.sleep(0.002)
    assert player.error == "There is no device."
    output.there = True
    request.queue.entries = (ScheduledSound(time.monotonic_ns(), "tick"),)
    player.wake()
    while player.error is not None and time.monotonic() < end:
        time.sleep(0.002)
    assert player.error is None
    assert len(output.buffers) in (1, 2)
    player.close()
    assert not player.running
