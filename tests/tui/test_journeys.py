"""Whole journeys through the session screen, with a clock moved by hand."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from datetime import timedelta

import pytest

from legtimer.core.session import cues
from legtimer.core.session.transitions import State
from legtimer.tui.app import LegtimerApp
from legtimer.tui.screens.figure_dialog import FigureDialog
from legtimer.tui.screens.library.screen import LibraryScreen
from legtimer.tui.screens.session.dialogs import EndDialog, HelpDialog
from legtimer.tui.screens.session.ranges import RangesScreen
from legtimer.tui.screens.session.screen import SessionScreen
from legtimer.tui.screens.session.summary import SummaryScreen
from legtimer.tui.theme import GARAGE, Ink
from legtimer.tui.widgets.figure import Figure

SIZE = (80, 24)


def shown(screen, id: str) -> str:
    return " | ".join(screen.query_one(f"#{id}").shown)


def figure(screen) -> str:
    return screen.query_one(Figure).text.strip()


async def test_a_circuit_from_the_lead_in_to_the_summary(rig, workouts):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        screen = made.screen
        assert isinstance(screen, SessionScreen)
        assert shown(screen, "state") == "GET READY"
        assert figure(screen) == "0:10"
        await made.after(pilot, 7.2)
        assert figure(screen) == "0:03"
        await made.after(pilot, 3)
        assert shown(screen, "state") == "REPS"
        assert figure(screen) == "▲0:00"
        assert screen.query_one("#second-figure").text == "20"
        assert shown(screen, "prompt").startswith("KETTLEBELL SQUAT 16 kg")
        assert screen.query_one("#state").beside == ("ROUND 1/2", "ROUND 1")
        assert "exercise 1 of 3" in shown(screen, "where")
        assert shown(screen, "next").startswith("next: 0:45 Squat jump")
        await made.press(pilot, "space")
        assert shown(screen, "state") == "GET SET"
        await made.after(pilot, 8)
        assert figure(screen) == "0:45"
        await made.after(pilot, 45)
        assert screen.query_one("#second-figure").text == "8-12"
        await made.press(pilot, "enter")
        assert shown(screen, "state") == "REST"
        assert screen.mood == "rest"
        assert shown(screen, "prompt").startswith("NEXT: 20 KETTLEBELL SQUAT")
        await made.press(pilot, "pagedown", "right")
        await made.after(pilot, 8 + 45 + 1)
        await pilot.click("#prompt")
        await pilot.pause()
        assert made.view.state is State.FINISHED
        assert isinstance(made.screen, SummaryScreen)
        rows = "\n".join(made.screen.query_one("#rows").shown)
        assert "Kettlebell squat  2 x 20 @ 16 kg" in rows
        assert "Squat jump        2 x 0:45" in rows
        await pilot.press("enter")
        await pilot.pause()
    assert "Kettlebell squat  2 x 20 @ 16 kg" in made.app.return_value


async def test_an_amrap_with_a_miscount_taken_back_and_its_last_reps_asked(rig, workouts):
    made = rig(workouts.amrap)
    async with made.app.run_test(size=SIZE) as pilot:
        screen = made.screen
        await made.after(pilot, 11)
        await made.press(pilot, *["space"] * 5)
        assert made.view.tally.round == 2
        assert made.view.tally.reps == 10
        await made.press(pilot, "u", "backspace")
        assert made.view.tally.round == 1
        assert made.view.tally.item == 4
        assert "▶ 20 Jump up" in shown(screen, "where")
        await made.press(pilot, "space", "R")
        assert made.view.tally.done == 2
        assert screen.query_one("#state").beside == ("ROUND 3",)
        await made.press(pilot, "space")
        await made.after(pilot, 600)
        assert shown(screen, "state") == "HOW MANY?"
        assert shown(screen, "prompt").startswith("REPS OF KETTLEBELL SQUAT?")
        assert figure(screen) == "?"
        await made.press(pilot, "1", "3")
        assert figure(screen) == "13"
        await made.press(pilot, "enter")
        assert isinstance(made.screen, SummaryScreen)
        assert made.view.scores[0].text == "2 + 23"
        assert "2 + 23" in shown(made.screen, "headline")


async def test_more_reps_than_the_exercise_has_are_refused_and_said(rig, workouts):
    made = rig(workouts.amrap)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 611)
        assert made.view.state is State.SCORE
        await made.press(pilot, "9", "9", "enter")
        assert made.view.state is State.SCORE
        assert made.screen.typed == ""
        await made.press(pilot, "enter")
        assert made.view.scores[0].text == "0 + 0"


async def test_pause_holds_the_figure_and_needs_no_timer(rig, workouts):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        screen = made.screen
        await made.after(pilot, 4.5)
        await made.press(pilot, "p")
        assert shown(screen, "state") == "PAUSED"
        assert screen.mood == "paused"
        assert figure(screen) == "0:05"
        fired = screen.fired
        await made.after(pilot, 3600)
        assert screen.fired == fired
        assert figure(screen) == "0:05"
        await made.press(pilot, "space")
        assert shown(screen, "state") == "GET READY"
        await made.after(pilot, 1)
        assert figure(screen) == "0:04"


async def test_work_by_reps_wakes_once_a_second_for_the_time_of_the_set(rig, workouts):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 11)
        assert made.view.state is State.REPS
        before = made.screen.fired
        await made.after(pilot, 600)
        assert made.screen.fired - before == 600


async def test_timed_work_wakes_once_a_second(rig, workouts):
    made = rig(workouts.amrap)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 10)
        before = made.screen.fired
        await made.after(pilot, 60)
        assert 60 <= made.screen.fired - before <= 62


async def test_digits_and_enter_correct_the_reps_just_done(rig, workouts):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        screen = made.screen
        await made.after(pilot, 11)
        await made.press(pilot, "space")
        assert "done: 20 Kettlebell squat 16 kg" in shown(screen, "aside")
        await made.press(pilot, "1", "9", "9", "backspace", "backspace", "8")
        assert shown(screen, "prompt").startswith("REPS OF KETTLEBELL SQUAT, ROUND 1?")
        assert screen.query_one("#second-figure").text == "18_"
        await made.press(pilot, "enter")
        assert made.view.records[0].reps == 18
        assert made.view.state is State.PREPARE
        await made.press(pilot, "7", "escape")
        assert screen.typed == ""
        assert made.view.records[0].reps == 18


async def test_typed_digits_are_dropped_when_another_set_is_done(rig, workouts):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 11)
        await made.press(pilot, "space")
        await made.after(pilot, 9)
        await made.press(pilot, "5")
        assert made.screen.typed == "5"
        await made.after(pilot, 45)
        assert made.screen.typed == ""


async def test_the_load_just_done_is_asked_for_and_read(rig, workouts):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 11)
        await made.press(pilot, "space", "l")
        assert isinstance(made.screen, FigureDialog)
        await pilot.press("2", "x", "enter")
        assert "expected" in shown(made.screen, "mistake")
        await pilot.press("2", "4", "enter")
        await pilot.pause()
        assert isinstance(made.screen, SessionScreen)
        assert made.view.records[0].load.text == "2x24 kg"


async def test_ending_asks_first_and_a_careless_press_goes_on(rig, workouts):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 11)
        await made.press(pilot, "space", "q")
        assert isinstance(made.screen, EndDialog)
        await made.press(pilot, "enter")
        assert isinstance(made.screen, SessionScreen)
        await made.press(pilot, "q", "escape", "q", "e")
        await pilot.pause()
        assert made.view.early
        assert isinstance(made.screen, SummaryScreen)
        assert "stopped early" in made.screen.query_one("#facts").shown[0]
        await pilot.press("u")
        await pilot.pause()
        assert isinstance(made.screen, SessionScreen)
        assert made.view.state is not State.FINISHED


async def test_the_footer_and_the_help_say_what_is_possible(rig, workouts):
    made = rig(workouts.amrap)
    async with made.app.run_test(size=(120, 40)) as pilot:
        keys, main = made.screen.query_one("#keys"), made.screen.query_one("#main-key")
        assert main.shown == ("space GO",)
        assert "whole round" not in " ".join(keys.shown)
        await made.after(pilot, 11)
        assert main.shown == ("space COUNT",)
        assert "R whole round" in " ".join(keys.shown)
        assert "b back" not in " ".join(keys.shown)
        await made.press(pilot, "p")
        assert main.shown == ("space RESUME",)
        await made.press(pilot, "question_mark")
        assert isinstance(made.screen, HelpDialog)
        await made.press(pilot, "escape")
        assert isinstance(made.screen, SessionScreen)


async def test_an_interval_is_made_marked_and_waited_for(rig, workouts):
    made = rig(workouts.emom)
    async with made.app.run_test(size=SIZE) as pilot:
        screen = made.screen
        await made.after(pilot, 11)
        await made.press(pilot, "space")
        assert shown(screen, "state") == "WAIT"
        assert shown(screen, "aside") == "made 1"
        await made.press(pilot, "x")
        assert "marked missed" in shown(screen, "aside")
        await made.after(pilot, 60)
        assert "missed 1" in shown(screen, "aside")


async def test_sound_keys_and_its_trouble_on_the_screen(rig, workouts):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        finish = made.screen.query_one("#finish")
        assert finish.shown[0].startswith("done at")
        await pilot.press("up")
        assert shown(made.screen, "aside") == "volume 90%"
        await pilot.press("m")
        assert made.sound.volume == 90
        assert finish.shown == ("muted ",)
        made.sound.error = "no [b]device[/b]"
        await made.after(pilot, 1)
        assert finish.shown[0] == "no sound: no [b]device[/b] "
        assert any(isinstance(cue, cues.StepStarted) for cue in made.sound.told)
        assert any(isinstance(cue, cues.Countdown) for plan in made.sound.plans for cue in plan)


async def test_a_voice_that_fails_in_mid_session_is_told_and_the_beeps_go_on(rig, workouts):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        assert "voice" not in shown(made.screen, "aside")
        made.sound.voice_error = "No voice: [b]espeak-ng[/b] failed (exit code 3)."
        await made.after(pilot, 1)
        assert "No voice: [b]espeak-ng[/b] failed" in shown(made.screen, "aside")
        # The beeps matter more.
        made.sound.error = "The sound device is gone; sound returns when it does."
        await made.after(pilot, 1)
        assert "sound device is gone" in shown(made.screen, "aside")
        made.sound.error = made.sound.voice_error = None
        await made.after(pilot, 1)
        assert not shown(made.screen, "aside")


async def test_sleep_of_the_computer_pauses_at_the_second_it_slept(rig, workouts):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 4)
        made.clock.asleep_since = made.clock.now()
        await made.after(pilot, 1)
        assert shown(made.screen, "state") == "PAUSED"
        assert figure(made.screen) == "0:06"


@pytest.mark.errors_expected
async def test_a_session_that_can_not_go_on_ends_the_app_without_a_traceback(rig, workouts, capsys):
    made = rig(workouts.circuit)

    def broken(now):
        raise ZeroDivisionError("planted")

    async def run() -> None:
        async with made.app.run_test(size=SIZE):
            made.sessions[-1].advance = broken
            # The plain screen takes over and cannot go on either.
            for _ in range(2):
                made.clock.advance(2_000)
                await asyncio.sleep(0.3)

    with pytest.raises(ZeroDivisionError):
        await run()
    assert isinstance(made.app.recovery.failure, ZeroDivisionError)
    assert "Traceback" not in "".join(capsys.readouterr())


async def test_a_resize_keeps_what_is_needed_most(rig, workouts):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=(120, 40)) as pilot:
        screen = made.screen
        await made.after(pilot, 20)
        wide = screen.query_one(Figure).size
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert screen.query_one(Figure).size.height >= 4
        assert not screen.query_one("#keys").display
        assert not screen.query_one("#main-key").display
        assert shown(screen, "state").startswith("REPS   (space: DONE)")
        for needed in ("state", "prompt", "where", "next", "bar"):
            assert screen.query_one(f"#{needed}").region.height >= 1
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert screen.query_one(Figure).size == wide


async def test_the_whole_screen_takes_the_colour_of_the_state(rig, workouts):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        for seconds, keys, mood in [
            (0, [], "ready"),
            (11, [], "work"),
            (0, ["p"], "paused"),
            (0, ["p"], "work"),
            (0, ["space", "space"], "work"),
        ]:
            await made.after(pilot, seconds)
            await made.press(pilot, *keys)
            await pilot.pause()
            strips = made.app.screen._compositor.render_strips()
            found = Counter()
            for segment in itertools.chain(*strips):
                found[segment.style.bgcolor.triplet.hex] += segment.cell_length
            # What counts, and a key that all waits for, are the other way round.
            back, *others = (GARAGE[f"{mood}-{part}"] for part in Ink._fields)
            assert set(found) <= {back, *others}
            assert found[back] > 2 * sum(found[other] for other in set(others))


async def test_without_colours_the_words_still_tell(rig, workouts, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "")
    made = rig(workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        assert made.app.no_color
        await made.after(pilot, 11)
        assert shown(made.screen, "state") == "REPS"


async def test_from_the_library_over_the_ranges_and_back(rig, workouts):
    ranged = workouts.build(
        {"kind": "sets", "sets": "2-4", "exercises": ["15-20 Prisoner squat"]}, name="Sets"
    )
    from legtimer.app.library import WorkoutEntry

    kept = {}

    class Remembers:
        def last(self, workout):
            return {"block[0].sets": 3}

        def keep(self, workout, choices):
            kept.update(choices)

    catalogue = [
        WorkoutEntry("Broken", None, ("broken.toml:3:1: error: no",)),
        WorkoutEntry("Sets", ranged, minutes=12, kinds=("sets",)),
    ]
    made = rig(ranged, library=True, catalogue=catalogue, choices=Remembers())
    async with made.app.run_test(size=SIZE) as pilot:
        assert isinstance(made.screen, LibraryScreen)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(made.screen, LibraryScreen)
        await pilot.press("up", "enter")
        await pilot.pause()
        assert isinstance(made.screen, RangesScreen)
        assert "3" in made.screen.query_one("#asked").shown[0]
        await pilot.press("right", "right", "left", "2", "right", "enter")
        await pilot.pause()
        assert isinstance(made.screen, SessionScreen)
        assert kept == {"block[0].sets": 3}
        await made.press(pilot, "q", "e", "enter")
        await pilot.pause()
        assert isinstance(made.screen, LibraryScreen)
        await pilot.press("q")
    assert "stopped early" in made.app.return_value


async def test_the_clock_time_of_the_finish_is_the_clock_and_what_is_left(rig, workouts):
    made = rig(workouts.amrap)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 61)
        finish = made.clock.wall() + timedelta(milliseconds=made.view.left)
        assert any(
            f"done at {finish:%H:%M}" in line.shown[0]
            for line in made.screen.query("#status Line")
            if line.shown
        )


def test_an_app_needs_no_terminal_to_be_made(workouts, rig):
    assert isinstance(rig(workouts.circuit).app, LegtimerApp)
