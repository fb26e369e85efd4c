"""How a screen drives its session: one timer, armed at the next change, whatever goes wrong."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from dataclasses import replace

import pytest

from legtimer.core.session import commands as c
from legtimer.core.session import cues
from legtimer.core.session.transitions import State
from legtimer.tui.clock import Clock, Reading, fell_asleep
from legtimer.tui.screens.session.driving import DrivingScreen
from tests.tui.fakes import Unkept


class Shown(DrivingScreen):
    """Keeps what it is to show."""

    def __init__(self, made, session):
        super().__init__(session, made.clock, made.app.services, lambda name: "", None)
        self.settings = replace(self.settings, flash=False)  # which shows more than the digits
        self.views = []

    def _show(self, view):
        self.look_at(view)
        self.views.append(view)


@pytest.fixture
def begin(rig):
    """Begins a session on a screen that is on no terminal."""
    with ExitStack() as apps:

        def begun(workout):
            made = rig(workout)
            apps.enter_context(made.app._context())
            session = Unkept(workout, now=made.clock.now())
            screen = Shown(made, session)
            screen.begin()
            return made, session, screen

        yield begun


@pytest.fixture
def driven(begin, workouts):
    return begin(workouts.circuit)


def test_one_timer_at_a_time(driven):
    made, _, screen = driven
    for _ in range(30):
        assert len(made.clock.armed) == 1
        made.clock.advance(700)
    screen.stop_driving()
    assert made.clock.armed == []


def test_a_view_is_shown_at_the_very_instant_at_which_the_digit_turns(driven):
    made, _, screen = driven
    made.clock.advance(9_999)
    figures = [view.clock.seconds for view in screen.views if view.state is State.PREPARE]
    assert figures[-10:] == [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]
    assert all(view.clock.ms % 1000 == 0 for view in screen.views[2:11])


def test_every_cue_is_heard_once_and_in_order_even_after_a_stall(driven):
    made, _, screen = driven
    made.clock.time += 60_000  # nobody called in between
    screen.catch_up()
    kinds = [type(cue) for cue in made.sound.told]
    assert kinds == [
        cues.StepStarted,
        cues.Countdown,
        cues.Countdown,
        cues.Countdown,
        cues.StepStarted,
        cues.RepPrompt,
    ]
    assert [cue.due for cue in made.sound.told] == sorted(cue.due for cue in made.sound.told)


def test_an_illegal_command_changes_nothing(driven):
    made, session, screen = driven
    made.clock.advance(1_000)
    journal = session.journal
    assert not screen.send(c.CountRound())
    assert session.journal == journal
    assert len(made.clock.armed) == 1


def test_sound_is_told_the_future_ahead_of_time_and_anew_after_a_press(driven):
    made, _, screen = driven
    assert [cue.seconds for cue in made.sound.plans[-1] if isinstance(cue, cues.Countdown)] == [
        3,
        2,
        1,
    ]
    screen.send(c.Pause())
    assert made.sound.plans[-1] == []


def test_the_voice_gets_the_steps_and_at_the_end_the_result(driven):
    made, session, screen = driven
    made.clock.advance(1_000)
    screen.send(c.Press())
    steps = len(session.plan.steps)
    assert made.sound.prepared[0] == (steps, 0)
    assert made.sound.prepared[-1] == (steps, 1)
    assert made.sound.results == []
    made.clock.advance(5_000)
    screen.send(c.End())
    assert made.sound.results == [(0, 6_000)]


def test_sound_is_told_more_before_what_it_knows_runs_out(begin, workouts):
    made, session, _ = begin(workouts.amrap)
    made.clock.advance(10_000 + 600_000 - 12_000)
    known = {cue.due for plan in made.sound.plans for cue in plan}
    end = session.opened + 610_000
    assert {end - 3000, end - 2000, end - 1000} <= known


def test_what_goes_wrong_under_the_timer_is_told_and_stops_it(driven, monkeypatch):
    made, session, screen = driven
    failed = []
    monkeypatch.setattr(screen, "_fail", failed.append)
    session.advance = lambda now: 1 / 0
    made.clock.advance(5_000)
    assert len(failed) == 1
    assert made.clock.armed == []


def test_sleep_is_told_apart_from_being_late_or_stopped():
    before = Reading(1_000, 1_000)
    assert fell_asleep(before, Reading(2_000, 2_000), 500) is None
    assert fell_asleep(before, Reading(90_000, 90_000), 500) is None  # stopped: both went on
    assert fell_asleep(before, Reading(2_000, 3_602_000), 500) == 1_000
    assert fell_asleep(before, Reading(2_000, 2_400), 500) is None
    assert fell_asleep(before, Reading(2_000, -50_000), 20_000) is None  # the clock was set back


async def test_the_real_clock_is_never_early():
    clock = Clock()
    done = asyncio.get_running_loop().create_future()
    when = clock.now() + 20
    clock.call_at(when, lambda: done.set_result(clock.now()))
    assert await done >= when
    assert clock.slept() is None
    assert clock.wall().tzinfo is not None
