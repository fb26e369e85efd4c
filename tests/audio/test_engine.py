"""The whole engine in virtual time: what is heard, and when, of a session with its presses."""

from __future__ import annotations

import random
import subprocess
import sys
from array import array
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legtimer.audio.engine import Sound
from legtimer.audio.player import PlaybackRequest, SilentPlayer
from legtimer.core.session import cues
from legtimer.core.session.cues import Cue
from legtimer.core.steps import Phase
from tests.audio.common import worst_of_an_hour
from tests.audio.virtual_device import RecordingPlayer

RATE = 48_000
MS = 1_000_000
ORIGIN = 5_000_000 * MS
BEEP = array("h", [8000, -8000] * 1200)  # 50 ms
CLIPS = {"tick": BEEP, "counted": BEEP, "pause": BEEP, "go": array("h", [9000, -9000] * 14400)}


class Rig:
    """A sound with a recording player, driven in ms."""

    def __init__(
        self,
        clips: dict[str, array[int]] | None = None,
        *,
        latency: int | None = None,
        keep_warm: bool = False,
        unwanted: tuple[str, ...] = (),
        **device: object,
    ) -> None:
        self.players: list[RecordingPlayer] = []

        def player(request: PlaybackRequest) -> RecordingPlayer:
            self.players.append(RecordingPlayer(request, ORIGIN, **device))  # type: ignore[arg-type]
            return self.players[0]

        self.sound = Sound(
            clips or CLIPS,
            player,
            rate=RATE,
            origin=ORIGIN,
            latency=latency,
            keep_warm=keep_warm,
            unwanted=unwanted,
        )
        self.player = self.players[0]

    def run(self, ms: float) -> None:
        self.player.run_until(ORIGIN + round(ms * MS))

    def onsets(self) -> list[float]:
        return [(at - ORIGIN) / MS for at in self.player.onsets()]


def tick(due: int) -> Cue:
    return cues.Countdown(due=due, step=0, seconds=1)


def counted(due: int) -> Cue:
    return cues.Counted(due=due, step=0, round=1, item=1)


def go(due: int) -> Cue:
    return cues.StepStarted(due=due, step=0, phase=Phase.WORK, timed=True)


def test_cues_are_heard_when_they_are_due() -> None:
    rig = Rig()
    dues = [5000, 6000, 7000, 7531]
    rig.sound.schedule(map(tick, dues), 0)
    rig.run(9000)
    assert rig.onsets() == pytest.approx(dues, abs=0.05)


@pytest.mark.parametrize("ppm", [-200, 0, 200])
def test_an_hour_of_cues_on_a_crystal_that_is_off(ppm: float) -> None:
    chance = random.Random(3)
    rig = Rig(
        {"tick": BEEP[:200]},
        ppm=ppm,
        period=4800,
        jitter=lambda: round(chance.expovariate(1 / (0.3 * MS))),
    )
    assert worst_of_an_hour(rig) < 1.0


def test_a_dropout_spoils_no_cue_after_the_next() -> None:
    rig = Rig(dropouts=[(ORIGIN + 10_100 * MS, 180 * MS)], always_awake=True)
    dues = list(range(4000, 20_000, 1000))
    rig.sound.schedule(map(tick, dues), 0)
    rig.run(21_000)
    assert len(rig.onsets()) == len(dues)
    wrong = [due for due, onset in zip(dues, rig.onsets(), strict=True) if abs(due - onset) > 1]
    assert wrong == []
    assert rig.sound.player.underruns == 1


def test_what_is_planned_and_then_happens_is_heard_once() -> None:
    rig = Rig()
    rig.sound.schedule([tick(5000), go(6000)], 0)
    for at in range(100, 8000, 100):
        rig.run(at)
        rig.sound.schedule([cue for cue in (tick(5000), go(6000)) if cue.due > at], at)
        rig.sound.play([cue for cue in (tick(5000), go(6000)) if at - 100 < cue.due <= at], at)
    assert rig.onsets() == pytest.approx([5000, 6000], abs=0.05)


def test_a_press_is_answered_at_once_from_an_open_and_from_a_sleeping_stream() -> None:
    rig = Rig()
    rig.run(60_000)
    assert not rig.sound.player.running
    rig.sound.play([counted(60_000)], 60_000)
    rig.run(60_517)
    assert rig.sound.player.running
    rig.sound.play([counted(60_517)], 60_517)
    rig.run(62_000)
    first, second = rig.onsets()
    assert 0 < first - 60_000 <= 51
    assert 0 < second - 60_517 <= 101


def test_a_cue_that_a_press_cancels_more_than_100_ms_ahead_stays_silent() -> None:
    rig = Rig()
    rig.sound.schedule([tick(5000), tick(6000)], 0)
    rig.run(5899)
    rig.sound.schedule([], 5899)
    rig.run(8000)
    assert rig.onsets() == pytest.approx([5000], abs=0.05)


def test_a_long_sound_that_is_cancelled_when_it_has_begun_dies_away() -> None:
    rig = Rig()
    rig.sound.schedule([go(5000)], 0)
    rig.run(4995)
    rig.sound.schedule([], 4995)
    rig.run(7000)
    sounding = sum(len(block.samples.strip(b"\0")) for block in rig.player.heard) / 2 / RATE
    assert sounding < 0.11


def test_a_sound_that_has_happened_plays_on_through_a_pause() -> None:
    rig = Rig()
    rig.sound.schedule([go(5000)], 0)
    rig.run(5010)
    rig.sound.schedule([], 5010)
    rig.run(7000)
    sounding = sum(len(block.samples.strip(b"\0")) for block in rig.player.heard) / 2 / RATE
    assert sounding == pytest.approx(0.6, abs=0.05)


def test_after_a_stall_there_is_no_burst() -> None:
    rig = Rig()
    rig.run(60_000)
    rig.sound.play(map(tick, range(50_000, 60_000, 1000)), 60_000)
    rig.run(62_000)
    assert rig.onsets() == []


def test_the_stream_sleeps_when_nothing_is_due_and_wakes_seconds_before() -> None:
    rig = Rig()
    rig.sound.schedule([tick(30_000), tick(31_000)], 0)
    rig.run(25_900)
    assert not rig.sound.player.running
    assert rig.player.requests == 0
    rig.run(26_100)
    assert rig.sound.player.running
    # A short pause finds it still running.
    rig.run(37_900)
    assert rig.sound.player.running
    rig.run(38_500)
    assert not rig.sound.player.running
    assert rig.onsets() == pytest.approx([30_000, 31_000], abs=0.05)


def test_a_latency_that_is_set_replaces_the_estimate() -> None:
    rig = Rig(latency=80)  # the recording device has 50
    rig.sound.schedule([tick(5000)], 0)
    rig.run(6000)
    assert rig.onsets() == pytest.approx([4970], abs=0.05)


def test_volume_mute_and_sounds_that_are_not_wanted() -> None:
    def loudest(change: Callable[[Sound], None], **options: tuple[str, ...]) -> int:
        rig = Rig(**options)  # type: ignore[arg-type]
        change(rig.sound)
        rig.sound.schedule([tick(5000)], 0)
        rig.run(6000)
        return max(
            (max(map(abs, array("h", block.samples))) for block in rig.player.heard), default=0
        )

    def mute(sound: Sound) -> None:
        sound.volume = 30
        sound.muted = True

    def unmute(sound: Sound) -> None:
        mute(sound)
        sound.muted = False

    def half(sound: Sound) -> None:
        sound.volume = 50

    assert loudest(lambda sound: None) == 8000
    assert loudest(half) == 2000
    assert loudest(mute) == 0
    assert loudest(unmute) == 720
    assert loudest(lambda sound: None, unwanted=("tick",)) == 0


def test_keep_warm_is_inaudible_and_only_before_cues() -> None:
    rig = Rig(keep_warm=True)
    rig.sound.schedule([tick(30_000)], 0)
    rig.run(29_900)
    assert {abs(x) for block in rig.player.heard for x in array("h", block.samples)} == {1}
    assert rig.player.heard[0].instant >= ORIGIN + 26_000 * MS


def test_who_wants_no_sound_gets_none_and_no_trouble() -> None:
    with Sound(CLIPS, lambda stream: SilentPlayer()) as sound:
        sound.schedule([tick(100)], 0)
        sound.play([tick(0)], 0)
        assert (sound.error, sound.player.running) == (None, False)
    assert SilentPlayer("No device.").error == "No device."


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(50, 900), st.sampled_from(["pause", "resume", "adjust"])), max_size=12
    )
)
def test_whatever_is_pressed_each_cue_that_came_is_heard_once_and_no_other(
    presses: list[tuple[int, str]],
) -> None:
    """A step whose last seconds move with each press, as pause, resume and +-10 s move them."""
    rig = Rig({"tick": BEEP[:96]})
    now, shift, paused_at = 4000, 0, None
    came: list[int] = []
    pressed: list[int] = []

    def plan() -> list[int]:
        return (
            []
            if paused_at is not None
            else [due + shift for due in range(5000, 12_000, 700) if due + shift > now]
        )

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
    onsets = rig.onsets()
    for due in came:
        # What a press brings sooner than a device can answer comes as soon as it can.
        late = 101 if any(0 <= due - at <= 101 for at in pressed) else 1
        assert sum(-1 < onset - due < late for onset in onsets) == 1
    # What lay within the device's buffer when a press cancelled it may still be heard.
    for onset in onsets:
        assert any(abs(onset - due) < 1 for due in came) or any(
            0 <= onset - at <= 101 for at in pressed
        )


def test_importing_sound_loads_no_sound_library() -> None:
    code = (
        "import sys, legtimer.audio.engine, legtimer.audio.callback.miniaudio_device;"
        "print([m for m in ('miniaudio', '_miniaudio', 'textual') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
