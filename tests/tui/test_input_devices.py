"""One key, a mouse, a keypad or a pedal is enough, from the library to the history.

What a device sends comes as the bytes of a terminal.
"""

from __future__ import annotations

import asyncio
import inspect
import re
import traceback
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

import pytest
from textual.widgets import Input

from legtimer.app.history import HistoryService
from legtimer.app.library import WorkoutEntry
from legtimer.app.sessions import SessionService, WorkoutSource
from legtimer.core.session.transitions import State
from legtimer.core.steps import Phase
from legtimer.core.workout import expand, walk
from legtimer.files.workouts.catalogue import WORKOUTS
from legtimer.files.workouts.reader import read_workout
from legtimer.history.session_list import session_uids
from legtimer.history.session_record import SessionRecord, SessionStatus
from legtimer.history.store import Store
from legtimer.tui.screens.library.screen import LibraryScreen
from legtimer.tui.screens.session.dialogs import HelpDialog
from legtimer.tui.screens.session.ranges import RangesScreen
from legtimer.tui.screens.session.screen import SessionScreen
from legtimer.tui.screens.session.summary import SummaryScreen
from legtimer.tui.terminal import KeyParser
from legtimer.tui.widgets.figure import Figure
from tests.docs.terminal import stands_on
from tests.tui.conftest import HandClock, HeardSound
from tests.tui.fakes import NoChoices, make_app

ROOT = Path(__file__).parents[2]
SHIPPED = [file.path.read_text(encoding="utf-8") for file in WORKOUTS.all()]
SCORES = {
    "Death by burpees": ["5 + 0"],
    "Down the ladder for time": ["2:00"],
    "Kettlebell EMOM": ["12/12"],
    "Run and swing": ["3:00"],
    "Ten-minute leg AMRAP": ["1 + 10"],
}
RANGES = """
name = "Ranges"
[[block]]
kind = "sets"
sets = "2-4"
rest = "1:00"
exercises = ["15-20 Squat"]
[[block]]
kind = "amrap"
time = "1:50"
exercises = ["10 Lunge", "5 Burpee"]
"""
WORKS = 20_000
"""Ms that the athlete needs for whatever no clock ends, and for the question at the end."""
WORKING = (State.REPS, State.READY, State.SCORE, State.INTERVAL, State.COUNTING)
"""When it is the athlete who goes on."""
TURNS = 60
"""Turns of the loop in which a key gets from the app to what it does."""
COUNTS = 5
"""How often the athlete is done in an AMRAP, and in a death-by."""
Act = Callable[[], Awaitable[None]]


class Athlete:
    """The program with a real history, and somebody who has but one device."""

    def __init__(self, folder: Path, *texts: str, run: bool = False) -> None:
        self.clock = HandClock()
        self.store = Store(folder / "history.db")
        readings = [read_workout(text) for text in texts]
        self.workouts = [reading.workout for reading in readings]
        sources = {one.workout: WorkoutSource(one.text, "") for one in readings}
        self.sessions = SessionService(self.store, sources)
        self.app = make_app(
            [WorkoutEntry(one.name, one, minutes=5) for one in self.workouts],
            self.sessions.open,
            HeardSound(),
            self.clock,
            history=HistoryService(self.sessions, NoChoices(), self.clock.wall),
            start=self.workouts[0] if run else None,
        )
        self._parser = KeyParser()

    @property
    def screen(self):
        return self.app.screen

    @property
    def view(self):
        return self.app.training.session.view(self.clock.now())

    def wait(self, ms: int) -> None:
        """Let time pass in one go: what is due on the way is due at its end."""
        self.clock.time += ms
        self.clock.advance(0)

    async def send(self, pilot, *texts: str, gap: int = 500) -> None:
        """What the device sends, each text so many ms after what came before."""
        for text in texts:
            self.wait(gap)
            for event in self._parser.feed(text):
                self.app.post_message(event)
            if isinstance(self.screen, SessionScreen):
                # Nothing has to be painted for what comes next, which would cost most of the time.
                for _ in range(TURNS):
                    await asyncio.sleep(0)
            else:
                for _ in range(3):  # to the app, to its screen, to the screen that opens
                    await pilot.pause(0)

    async def train(self, pilot, press: Act, tell: Act | None = None) -> None:
        """From the first picture of the session to its summary.

        Args:
            pilot: the program's.
            press: presses the main key.
            tell: says how many reps there were of a range, in the rest after it.
        """
        assert isinstance(self.screen, SessionScreen), self.screen
        await pilot.pause()
        counted = 0
        while (view := self.view).state is not State.FINISHED:
            endless = view.step is not None and view.step.place.kind in ("amrap", "death-by")
            tired = endless and counted == COUNTS and view.state is not State.SCORE
            if view.state in WORKING and not tired:
                counted += endless
                self.wait(WORKS - 500)
                await press()
                if tell is not None and self.view.state is State.REST:
                    await tell()
            else:
                self.wait(view.clock.ms)
        await pilot.pause()
        assert isinstance(self.screen, SummaryScreen)

    def records(self) -> list[SessionRecord]:
        """What the history has."""
        found = [self.store.load(uid) for uid in session_uids(self.store)]
        for one in found:
            assert one.header.status is SessionStatus.DONE
            assert one.header.complete
            # Sets and rests follow each other without a gap, up to the time trained.
            at = one.sets[0].began
            for row in one.sets:
                assert row.began == at, row
                at += row.ms + (row.rest or 0)
            # After the last press of an EMOM there is the rest of its minute.
            assert at == one.header.elapsed or one.sets[-1].kind == "emom"
        return found


async def test_one_key_does_every_shipped_workout(tmp_path):
    made = Athlete(tmp_path, *SHIPPED)
    async with made.app.run_test(size=(40, 12)) as pilot:
        press = partial(made.send, pilot, " ")
        for number, workout in enumerate(made.workouts):
            await pilot.pause()
            assert isinstance(made.screen, LibraryScreen)
            made.screen.query_one("#list").highlighted = number
            made.wait(1000)
            await press()
            if isinstance(made.screen, RangesScreen):
                made.wait(1000)
                await press()
            began = made.clock.now()
            await made.train(pilot, press)
            # The question at the end of scored work is no training time.
            assert made.clock.now() - began - made.view.elapsed in (0, WORKS), workout.name
            for _ in range(5):  # reads on, and then closes
                if isinstance(made.screen, SummaryScreen):
                    made.wait(1000)
                    await press()
                    await pilot.pause()
    found = {one.header.workout: one for one in made.records()}
    assert len(found) == len(SHIPPED)
    for workout in made.workouts:
        record = found[workout.name]
        scores = [one.text for one in record.scores]
        assert scores == SCORES.get(workout.name, scores), workout.name
        scored = any(block.scoring is not None for _, block in walk(workout.blocks))
        assert bool(scores) is scored, workout.name
        for row in record.sets:
            if row.kind in ("sets", "superset") and row.unit == "reps":
                assert row.ms == WORKS
            if row.unit == "reps" and row.outcome == "done":
                # A press says nothing of a range.
                assert row.done == (None if row.planned_low < row.planned_high else row.planned_low)
        steps = [step for step in expand(workout).steps if step.phase is Phase.WORK]
        if len(steps) == len(record.sets):
            assert [(row.exercise, row.side) for row in record.sets] == [
                (step.exercise.name, step.place.side) for step in steps
            ]


async def test_a_press_passes_the_files_that_the_page_of_the_architecture_lists(
    tmp_path, monkeypatch
):
    ways = []

    def note_the_way(*_, **options):
        stack = [at.filename for at in traceback.extract_stack()]
        ways.append([file for file in stack if file.startswith(f"{ROOT}/legtimer")])

    made = Athlete(tmp_path, RANGES, run=True)
    async with made.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await made.send(pilot, " ")
        await pilot.pause()
        made.wait(11_000)
        await pilot.pause()
        with made.store.transaction() as connection:
            connection.set_trace_callback(note_the_way)
        monkeypatch.setattr(Figure, "refresh", note_the_way)
        await made.send(pilot, " ")
        connection.set_trace_callback(None)
    page = Path(ROOT, "docs", "architecture.md").read_text(encoding="utf-8")
    way = page.partition("### A key press")[2].partition("### ")[0]
    listed = re.findall(r"^\d+\. `legtimer/(.*?)`", way, re.MULTILINE)
    passed = dict.fromkeys([inspect.getfile(KeyParser), *ways[0], *ways[1]])
    assert [str(Path(file).relative_to(f"{ROOT}/legtimer")) for file in passed] == listed


def seen(app, text: str) -> tuple[int, int]:
    """Where a text stands on the screen: column and row from 1."""
    rows = [
        "".join(part.text for part in strip) for strip in app.screen._compositor.render_strips()
    ]
    place = stands_on(rows, text)
    assert place is not None, (text, rows)
    return place[0] + 1, place[1] + 1


def told(record: SessionRecord) -> list[tuple[str, int | None]]:
    """What was done of each set; None for what nobody said."""
    return [(row.exercise, row.done) for row in record.sets]


COUNTED = [*[("Lunge", 10), ("Burpee", 5)] * 2, ("Lunge", 10), ("Burpee", 0)]
"""What is counted of the AMRAP of ``RANGES``, with none to the question at its end."""


async def test_a_mouse_is_enough(tmp_path):
    made = Athlete(tmp_path, SHIPPED[0], RANGES)
    async with made.app.run_test(size=(80, 24)) as pilot:

        async def click(text: str) -> None:
            await pilot.pause()
            column, row = seen(made.app, text)
            await made.send(pilot, f"\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m")

        await click("Ranges")
        assert made.screen.marked.name == "Ranges"
        await click("Ranges")
        await click("enter start")
        await made.train(pilot, partial(click, "space"), partial(click, "+ rep more"))
        await click("enter close")
        await pilot.pause()
        assert isinstance(made.screen, LibraryScreen)
        await click("q quit")
    assert not made.app.is_running
    (record,) = made.records()
    # One rep more than the least of the range; the last set was left as it was.
    assert told(record) == [("Squat", 16), ("Squat", None), *COUNTED]
    assert [score.text for score in record.scores] == ["2 + 10"]


KEYPADS = {
    "plain": {"enter": "\r", "+": "+", "-": "-", **{digit: digit for digit in "0123456789"}},
    "kitty": {
        "enter": "\x1b[57414u",
        "+": "\x1b[57413u",
        "-": "\x1b[57412u",
        **{str(digit): f"\x1b[{57399 + digit}u" for digit in range(10)},
    },
}


@pytest.mark.parametrize("keypad", KEYPADS.values(), ids=KEYPADS)
async def test_a_keypad_is_enough(tmp_path, keypad):
    made = Athlete(tmp_path, RANGES)
    sets = iter([["+", "+", "-"], ["1", "9", "enter"]])
    async with made.app.run_test(size=(80, 24)) as pilot:

        async def type(*keys: str) -> None:
            await made.send(pilot, *(keypad[key] for key in keys))

        async def tell() -> None:
            await type(*next(sets))

        await pilot.pause()
        await type("enter")
        assert isinstance(made.screen, RangesScreen)
        await type("+", "+", "-", "enter")
        await made.train(pilot, partial(type, "enter"), tell)
        await type("1", "7", "enter", "enter")
        await pilot.pause()
        assert isinstance(made.screen, LibraryScreen)
    (record,) = made.records()
    assert record.header.choices == {"block[0].sets": 3}
    assert told(record) == [("Squat", 16), ("Squat", 19), ("Squat", 17), *COUNTED]


async def hold_down(made: Athlete, pilot, key: str, delay: int, rate: int) -> None:
    """What a key sends that is held: itself at once, after the delay, then at a steady rate."""
    await made.send(pilot, key)
    await made.send(pilot, key, gap=delay)
    await made.send(pilot, *[key] * 5, gap=rate)
    made.wait(1000)


@pytest.mark.parametrize(
    ("key", "delay", "rate"), [("\x1b[6~", 250, 25), ("\x1b[6~", 660, 92), ("\r", 660, 33)]
)
async def test_a_pedal_that_is_held_and_repeats_counts_once(tmp_path, key, delay, rate):
    made = Athlete(tmp_path, RANGES, run=True)
    async with made.app.run_test(size=(40, 12)) as pilot:
        hold = partial(hold_down, made, pilot, key, delay, rate)

        await pilot.pause()
        assert isinstance(made.screen, RangesScreen)
        await hold()
        await made.train(pilot, hold)
        # The last press was held too, and what it repeats closes nothing.
        assert isinstance(made.screen, SummaryScreen)
        await hold()
    assert made.app.return_value
    (record,) = made.records()
    assert told(record) == [("Squat", None), ("Squat", None), *COUNTED]
    assert [score.text for score in record.scores] == ["2 + 10"]


SET = 'name = "A set"\n[[block]]\nkind = "sets"\nsets = {}\nrest = 0\nexercises = ["9 Squat"]\n'


async def test_a_key_that_is_held_at_the_end_starts_nothing_in_the_library(tmp_path):
    made = Athlete(tmp_path, SET.format(1))
    async with made.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await made.send(pilot, "\r")
        await made.train(pilot, partial(made.send, pilot, "\r"))
        made.wait(1000)
        await hold_down(made, pilot, "\r", 500, 33)
        await pilot.pause()
        assert isinstance(made.screen, LibraryScreen)
        await made.send(pilot, "\r")
        assert isinstance(made.screen, SessionScreen)


async def test_a_key_that_is_held_answers_nothing_on_the_screen_that_it_opens(tmp_path):
    made = Athlete(tmp_path, RANGES)
    async with made.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await hold_down(made, pilot, "\r", 500, 33)
        await pilot.pause()
        assert isinstance(made.screen, RangesScreen)
        await made.send(pilot, "\r")
        await pilot.pause()
        assert isinstance(made.screen, SessionScreen)
        made.wait(1000)
        # The dialog is opened, not opened and closed again and again.
        await hold_down(made, pilot, "?", 500, 33)
        await pilot.pause()
        assert isinstance(made.screen, HelpDialog)


async def test_what_is_typed_and_the_way_out_are_no_held_keys(rig, workouts):
    catalogue = [WorkoutEntry("Circuit", workouts.circuit)]
    app = rig(workouts.circuit, library=True, catalogue=catalogue).app
    async with app.run_test(size=(80, 24)) as pilot:
        # The clock stands still: whatever comes twice might be held.
        await pilot.press("n", "n")
        assert app.screen.query_one(Input).value == "n"
        await pilot.press("escape", "comma", "v", "escape", "escape")
        assert isinstance(app.screen, LibraryScreen)


async def test_the_repeat_that_ended_the_workout_is_taken_back_as_any_other(tmp_path):
    made = Athlete(tmp_path, SET.format(2), run=True)
    async with made.app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        made.wait(WORKS)
        await hold_down(made, pilot, "\r", 500, 33)
        await pilot.pause()
        assert isinstance(made.screen, SessionScreen)
        assert made.view.state is State.REPS
        assert len(made.view.records) == 1


async def test_a_press_that_comes_just_after_the_end_does_not_close_the_summary(rig, workouts):
    made = rig(workouts.build({"kind": "circuit", "exercises": ["0:45 Jump"]}, prepare=0))
    async with made.app.run_test(size=(40, 12)) as pilot:
        await made.after(pilot, 45)
        for ms, key in ((300, "enter"), (50, "space")):
            made.clock.advance(ms)
            await pilot.press(key)
            assert isinstance(made.screen, SummaryScreen)
        await made.after(pilot, 1)
        await pilot.press("enter")
    assert made.app.return_value
