"""A tape in virtual time: what is heard, and when, of a plan that presses change."""

from __future__ import annotations

import random
from array import array
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legtimer.audio.engine import Sound
from legtimer.audio.mixer import DUCKED, SPEECH
from legtimer.audio.player import PlaybackRequest
from legtimer.audio.pulse.tape import WRITE_MARGIN, Tape
from legtimer.audio.pulse.tape_clock import TimingReport
from legtimer.audio.schedule import PlaybackQueue, ScheduledSound
from legtimer.core.session.cues import Countdown, Counted, Cue
from tests.audio.common import request_for, worst_of_an_hour
from tests.audio.virtual_tape import MS, VirtualPlayer

RATE = 48_000
ORIGIN = 5_000_000 * MS
CLIPS = {"tick": array("h", [8000, -8000] * 720), "counted": array("h", [8000, -8000] * 960)}
WORDS = SPEECH + "next"
SOON = 60 + 1
"""ms within which a press is answered: what the device holds, a piece, and the margin."""


class Rig:
    """A sound on a virtual server, driven in ms."""

    def __init__(
        self, *, latency: int | None = None, keep_warm: bool = False, **kind: object
    ) -> None:
        players: list[VirtualPlayer] = []

        def player(request: PlaybackRequest) -> VirtualPlayer:
            players.append(VirtualPlayer(request, ORIGIN, **kind))  # type: ignore[arg-type]
            return players[0]

        self.sound = Sound(CLIPS, player, origin=ORIGIN, latency=latency, keep_warm=keep_warm)
        self.player = players[0]

    def run(self, ms: float) -> None:
        self.player.run_until(ORIGIN + round(ms * MS))

    def onsets(self) -> list[float]:
        return [(at - ORIGIN) / MS for at in self.player.onsets()]


def tick(due: int) -> Cue:
    return Countdown(due=due, step=0, seconds=1)


def counted(due: int) -> Cue:
    return Counted(due=due, step=0, round=1, item=1)


def test_cues_are_heard_when_they_are_due() -> None:
    rig = Rig()
    dues = [5000, 6000, 7000, 7531]
    rig.sound.schedule(map(tick, dues), 0)
    rig.run(9000)
    assert rig.onsets() == pytest.approx(dues, abs=0.05)
    facts = rig.sound.player.info
    assert facts is not None
    assert (facts.player, facts.backend, facts.latency) == ("pulseaudio", "Virtual", 40)


@pytest.mark.parametrize("ppm", [-200, 0, 200])
@pytest.mark.parametrize("piece", [20, 43])
def test_an_hour_of_cues_on_a_crystal_that_is_off(ppm: float, piece: int) -> None:
    """Also where the thread is late, and so are reports; or the server counts in large pieces."""
    chance = random.Random(3)
    rig = Rig(
        ppm=ppm,
        piece=piece * MS,
        held=2 * piece * MS,
        late=lambda: round(chance.expovariate(1 / (0.3 * MS))),
        counts_quantum=piece > 20,
        reacts=lambda: round(chance.expovariate(1 / (10 * MS))),
    )
    assert worst_of_an_hour(rig) < (1.0 if piece == 20 else 2.5)


@pytest.mark.parametrize("ppm", [-200, 0, 200])
def test_an_hour_of_a_metronome_on_a_crystal_that_is_off(ppm: float) -> None:
    chance = random.Random(4)
    rig = Rig(ppm=ppm, late=lambda: round(chance.expovariate(1 / (0.3 * MS))))
    dues = list(range(5000, 3_600_000, 3000))
    for at in range(0, 3_600_000, 10_000):
        rig.sound.schedule([tick(due) for due in dues if at < due < at + 30_000], at)
        rig.run(at + 10_000)
    onsets = rig.onsets()
    assert len(onsets) == len(dues)
    assert max(abs(a - b) for a, b in zip(onsets, dues, strict=True)) < 1.0
    assert rig.sound.player.underruns == 0


def test_a_thread_that_sleeps_for_nearly_a_second_spoils_nothing() -> None:
    chance = random.Random(5)
    naps = [(ORIGIN + at * MS, chance.randint(50, 900) * MS) for at in range(6000, 200_000, 2300)]
    rig = Rig(naps=naps)
    dues = list(range(5000, 200_000, 500))
    for at in range(0, 200_000, 1000):
        rig.sound.schedule([tick(due) for due in dues if at < due < at + 20_000], at)
        rig.run(at + 1000)
    rig.run(201_000)
    assert rig.onsets() == pytest.approx(dues, abs=0.1)


def test_after_a_thread_slept_too_long_the_very_next_cue_is_right() -> None:
    rig = Rig(naps=[(ORIGIN + 10_010 * MS, 4000 * MS)])
    dues = list(range(5000, 30_000, 500))
    for at in range(0, 30_000, 1000):
        rig.sound.schedule([tick(due) for due in dues if at < due < at + 20_000], at)
        rig.run(at + 1000)
    rig.run(31_000)
    missed = [due for due in dues if not any(abs(onset - due) < 1 for onset in rig.onsets())]
    assert all(10_010 + 1000 < due < 14_010 + 100 for due in missed)
    # The server was there all the time.
    assert len(rig.player.servers) == 1
    assert rig.sound.player.underruns == 0


def test_a_device_that_stood_still_is_noticed_within_half_a_second() -> None:
    rig = Rig(stops=[(ORIGIN + 10_100 * MS, 180 * MS)])
    dues = list(range(4000, 20_000, 500))
    rig.sound.schedule(map(tick, dues), 0)
    for at in range(0, 21_000, 500):
        rig.sound.schedule([tick(due) for due in dues if due > at], at)
        rig.run(at + 500)
    onsets = rig.onsets()
    assert len(onsets) == len(dues)
    off = [due for due, onset in zip(dues, onsets, strict=True) if abs(due - onset) > 1]
    assert off == [10_500, 11_000]
    assert rig.sound.player.underruns == 1


def test_a_press_is_answered_soon_from_an_open_and_from_a_sleeping_tape() -> None:
    rig = Rig()
    rig.run(60_000)
    assert not rig.sound.player.running
    rig.sound.play([counted(60_000)], 60_000)
    rig.run(60_517)
    assert rig.sound.player.running
    rig.sound.play([counted(60_517)], 60_517)
    rig.run(62_000)
    first, second = rig.onsets()
    assert 0 < first - 60_000 <= SOON + 5
    assert 0 < second - 60_517 <= SOON


@pytest.mark.parametrize("ahead", [70, 101, 160, 330, 700, 1300, 2500])
def test_what_a_press_cancels_before_the_device_has_it_is_silent(ahead: int) -> None:
    for due in range(6000, 6100, 13):
        rig = Rig()
        rig.sound.schedule(map(tick, [5000, due, 7500]), 0)
        rig.run(due - ahead)
        stays = [at for at in (5000, 7500) if at > due - ahead]
        rig.sound.schedule(map(tick, stays), due - ahead)
        rig.run(9000)
        assert rig.onsets() == pytest.approx([5000, 7500], abs=0.1)


def test_a_press_is_answered_and_what_stays_is_heard_once_and_in_time() -> None:
    for press in range(5500, 5900, 13):
        rig = Rig()
        rig.sound.schedule([tick(5400), tick(6000), tick(6050)], 0)
        rig.run(press)
        rig.sound.play([counted(press)], press)
        rig.sound.schedule([tick(press + 260), tick(6900)], press)
        rig.run(9000)
        onsets = rig.onsets()
        assert len(onsets) == 4
        assert [onsets[0], *onsets[2:]] == pytest.approx([5400, press + 260, 6900], abs=0.1)
        assert 0 < onsets[1] - press <= SOON


def test_it_sleeps_when_nothing_is_due_and_wakes_seconds_before() -> None:
    rig = Rig()
    rig.sound.schedule([tick(30_000), tick(31_000)], 0)
    rig.run(25_900)
    assert not rig.sound.player.running
    assert rig.player.steps <= 3
    rig.run(26_100)
    assert rig.sound.player.running
    # A short pause finds it still running.
    rig.run(37_900)
    assert rig.sound.player.running
    rig.run(38_500)
    assert not rig.sound.player.running
    assert rig.onsets() == pytest.approx([30_000, 31_000], abs=0.1)


def test_an_open_tape_is_looked_after_a_few_times_a_second_and_written_once() -> None:
    rig = Rig()
    rig.sound.schedule([tick(due) for due in range(5000, 70_000, 5000)], 0)
    rig.run(10_000)
    steps, written = rig.player.steps, rig.player.servers[0].written
    rig.run(60_000)
    assert rig.player.steps - steps < 50 * 6
    assert rig.player.servers[0].written - written < 51 * RATE


def test_a_latency_that_is_set_replaces_what_the_server_says() -> None:
    rig = Rig(latency=80)  # the virtual device has 40
    rig.sound.schedule([tick(5000)], 0)
    rig.run(6000)
    assert rig.onsets() == pytest.approx([4960], abs=0.05)


def test_a_radio_link_is_allowed_for_and_a_set_latency_replaces_it() -> None:
    rig = Rig(link=170 * MS)
    rig.sound.schedule([tick(5000)], 0)
    rig.run(6000)
    assert rig.onsets() == pytest.approx([5000], abs=0.05)
    rig = Rig(link=170 * MS, latency=240)  # the server says 210
    rig.sound.schedule([tick(5000)], 0)
    rig.run(6000)
    assert rig.onsets() == pytest.approx([4970], abs=0.05)


def test_keep_warm_is_inaudible_and_only_before_cues() -> None:
    rig = Rig(keep_warm=True)
    rig.sound.schedule([tick(30_000)], 0)
    rig.run(29_900)
    assert {abs(x) for block in rig.player.heard for x in array("h", block.samples)} <= {0, 1}
    assert 26_000 * MS <= rig.player.heard[0].instant - ORIGIN <= 26_100 * MS


def test_muting_silences_what_is_written_and_unmuting_brings_it_back() -> None:
    rig = Rig()
    rig.sound.schedule([tick(6000), tick(6500), tick(7000)], 0)
    rig.run(6200)
    rig.sound.muted = True
    rig.run(6700)
    rig.sound.muted = False
    rig.run(9000)
    assert rig.onsets() == pytest.approx([6000, 7000], abs=0.1)


@pytest.mark.parametrize("muted", [True, False])
def test_what_was_muted_or_unmuted_stays_so_on_the_next_tape(muted: bool) -> None:
    rig = Rig()
    rig.sound.muted = not muted
    rig.sound.schedule([tick(5000), tick(30_000)], 0)
    rig.run(5500)
    rig.sound.muted = muted
    rig.run(20_000)
    assert not rig.sound.player.running
    rig.run(31_000)
    assert rig.onsets() == pytest.approx([5000] if muted else [30_000], abs=0.1)


def test_a_server_that_goes_and_comes_back_loses_only_what_was_due_meanwhile() -> None:
    rig = Rig()
    dues = list(range(5000, 12_000, 250))
    rig.sound.schedule(map(tick, dues), 0)
    rig.run(7100)
    rig.player.servers[0].stop()
    rig.player.servers[0].gone = True
    rig.player.wake()
    rig.run(7150)
    assert rig.sound.error == "The sound device is gone; sound returns when it does."
    rig.run(13_000)
    assert rig.sound.error is None
    # What is less than a quarter of a second late is still worth being heard.
    assert len(rig.onsets()) == len(dues)
    late = [due for due in dues if not any(abs(onset - due) < 1 for onset in rig.onsets())]
    assert late == [7250]


def level_at(player: VirtualPlayer, ms: float) -> int:
    """The loudest sample within 20 ms of an instant."""
    loudest = 0
    for at, block in player.heard:
        first = round((ORIGIN + ms * MS - at) * RATE / 1e9)
        samples = array("h", block)[max(0, first) : max(0, first + RATE // 50)]
        loudest = max([loudest, *map(abs, samples)])
    return loudest


def speaking() -> tuple[PlaybackQueue, VirtualPlayer, ScheduledSound]:
    """Two seconds of speech from 6 s on, and time up to its midst."""
    words = array("h", [6000, -6000] * RATE)
    answer = array("h", [10, -10] * 9600)
    request = request_for(CLIPS | {WORDS: words, "counted": answer}, RATE)
    player = VirtualPlayer(request, ORIGIN)
    speech = ScheduledSound(ORIGIN + 6000 * MS, WORDS)
    request.queue.entries = (speech,)
    player.run_until(ORIGIN + 6700 * MS)
    return request.queue, player, speech


def test_speech_that_is_written_gives_way_to_the_answer_to_a_press() -> None:
    queue, player, speech = speaking()
    queue.entries = (speech, ScheduledSound(ORIGIN + 6700 * MS, "counted"))
    player.wake()
    player.run_until(ORIGIN + 9000 * MS)
    assert level_at(player, 6500) == 6000
    assert level_at(player, 6800) <= 6000 * DUCKED + 20
    assert level_at(player, 7400) == 6000
    assert level_at(player, 7900) == 6000
    assert level_at(player, 8100) == 0
    # It sinks and rises in steps that nobody hears.
    samples = [abs(x) for _, block in player.heard for x in array("h", block) if x]
    assert max(abs(b - a) for a, b in pairwise(samples)) <= 6000 * (1 - DUCKED) / 384 + 22


def test_speech_that_is_cancelled_while_it_sounds_ends_soon() -> None:
    queue, player, _ = speaking()
    queue.entries = ()
    player.wake()
    player.run_until(ORIGIN + 9000 * MS)
    assert level_at(player, 6600) == 6000
    assert level_at(player, 6780) == 0


def test_a_long_sound_that_is_cancelled_dies_away_where_the_head_is() -> None:
    queue, player, _ = speaking()
    before = sum(len(block.samples) for block in player.heard)
    queue.entries = ()
    player.wake()
    player.run_until(ORIGIN + 9000 * MS)
    after = sum(len(block.samples) for block in player.heard)
    assert (after - before) / 2 / RATE < 0.04 + 0.02 + WRITE_MARGIN / 1e9 + 0.01


def test_a_cue_that_belongs_behind_the_head_after_a_stop_comes_at_the_head() -> None:
    request = request_for({"tick": array("h", [8000] * RATE)}, RATE)
    plan, tape = request.queue, Tape(request)
    late = ScheduledSound(2400 * MS, "tick")
    plan.entries = (late,)
    for ms in range(0, 2500, 10):
        # At 2 s the device stands still for half a second, which is noticed 0.4 s later.
        heard = (ms if ms <= 2000 else ms - 500) * RATE / 1000
        tape.observe(TimingReport(ms * MS, heard, 40 * MS, 40 * MS, True))
        list(tape.revise(ms * MS))
        taken = plan.position_of(late)
        if tape.clock.underruns:
            break
    assert taken is not None
    assert ms == pytest.approx(2400, abs=20)
    assert taken.frame == tape.clock.frame_at(ms * MS + 40 * MS + WRITE_MARGIN)
    assert taken.heard < (ms + 60) * MS


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(20, 900), st.sampled_from(["pause", "resume", "adjust", "count", "mute"])
        ),
        max_size=14,
    ),
    st.sampled_from([5, 20, 43]),
)
def test_whatever_is_pressed_each_cue_that_came_is_heard_once_and_no_other(
    presses: list[tuple[int, str]], piece: int
) -> None:
    """A step whose last seconds move with each press, and presses that are answered."""
    rig = Rig(piece=piece * MS, held=2 * piece * MS)
    soon = 3 * piece + 14
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
    rig.sound.schedule(map(tick, plan()), now)
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
            rig.sound.play([counted(now)], now)
            came.append(now)
        elif press == "mute" and not any(abs(due - now) < 300 for due in (*came, *plan())):
            rig.sound.muted = True
            rig.sound.muted = False
        rig.sound.schedule(map(tick, plan()), now)
    came += plan()
    rig.run(now + 20_000)
    onsets = rig.onsets()
    for due in came:
        # What a press brings sooner than a device can answer comes as soon as it can.
        late = soon if any(0 <= due - at <= soon for at in pressed) else 1
        assert sum(-1 < onset - due < late for onset in onsets) == 1
    # What the device had when a press cancelled it may still be heard.
    for onset in onsets:
        assert any(abs(onset - due) < 1 for due in came) or any(
            0 <= onset - at <= soon for at in pressed
        )
