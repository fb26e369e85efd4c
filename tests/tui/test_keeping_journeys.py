"""Journeys over a real history: cut off, gone on with, finished, looked up, corrected."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from legtimer.app.dates import date_text
from legtimer.app.history import HistoryService
from legtimer.app.library import WorkoutEntry
from legtimer.app.sessions import SessionService, WorkoutSource
from legtimer.core.session.transitions import State
from legtimer.core.workout import Workout
from legtimer.files.workouts.reader import read_workout
from legtimer.history import interrupted, recorded_session
from legtimer.history.session_record import local_time
from legtimer.history.store import Store
from legtimer.tui.app import LegtimerApp
from legtimer.tui.screens.figure_dialog import FigureDialog
from legtimer.tui.screens.history.past_session import PastSessionScreen
from legtimer.tui.screens.history.screen import HistoryScreen
from legtimer.tui.screens.library.screen import LibraryScreen
from legtimer.tui.screens.session.resume import ResumeScreen
from legtimer.tui.screens.session.screen import SessionScreen
from legtimer.tui.screens.session.summary import SummaryScreen
from tests.tui.fakes import NoChoices, make_app

SIZE = (80, 24)
CIRCUIT = """
name = "Circuit"
[[block]]
kind = "circuit"
rounds = 2
rest = "0:30"
exercises = ["20 Kettlebell squat @ 16 kg", "0:45 Squat jump"]
"""
AMRAP = """
name = "Two minutes"
[[block]]
kind = "amrap"
time = "2:00"
exercises = ["10 Lunge", "5 Burpee"]
"""


@dataclass
class Program:
    """The program over one history; each ``start`` is a new process, as far as it can tell."""

    folder: Path
    clock: object
    sound: object
    workouts: dict[str, Workout] = field(default_factory=dict)
    sessions: SessionService = None  # type: ignore[assignment]
    app: LegtimerApp = None  # type: ignore[assignment]

    def start(self, *, run: str = "") -> LegtimerApp:
        texts = {"Circuit": CIRCUIT, "Two minutes": AMRAP}
        self.workouts = {name: read_workout(text).workout for name, text in texts.items()}
        sources = {self.workouts[name]: WorkoutSource(text, "") for name, text in texts.items()}
        store = Store(self.folder / "history.db")
        self.sessions = SessionService(store, sources)
        past = HistoryService(self.sessions, NoChoices(), self.clock.wall)
        self.app = make_app(
            [WorkoutEntry(name, workout, minutes=5) for name, workout in self.workouts.items()],
            self.sessions.open,
            self.sound,
            self.clock,
            history=past,
            start=self.workouts[run] if run else None,
        )
        return self.app

    @property
    def screen(self):
        return self.app.screen

    @property
    def view(self):
        return self.app.training.session.view(self.clock.now())

    def die(self) -> None:
        """The process is gone: nothing is finished, its lock is."""
        self.sessions.close()

    async def press(self, pilot, *keys: str) -> None:
        for key in keys:
            self.clock.advance(500)
            await pilot.press(key)
        await pilot.pause()

    async def after(self, pilot, seconds: float) -> None:
        self.clock.advance(round(seconds * 1000))
        await pilot.pause()


@pytest.fixture
def program(rig, workouts, tmp_path, monkeypatch):
    made = rig(workouts.circuit)
    # The heart beats by the clock that the screens are driven by.
    for module, name in ((recorded_session, "record_session"), (interrupted, "resume_session")):
        driven = partial(getattr(module, name), clock=made.clock.now)
        monkeypatch.setattr(module, name, driven)
    found = Program(tmp_path, made.clock, made.sound)
    yield found
    found.die()


def shown(screen, id: str) -> str:
    return " | ".join(screen.query_one(f"#{id}").shown)


def rows(screen) -> list[str]:
    options = screen.query_one("#list")
    return [str(options.get_option_at_index(i).prompt) for i in range(options.option_count)]


async def cut_off(program) -> None:
    """A circuit that ends with its process after the first set."""
    async with program.start(run="Circuit").run_test(size=SIZE) as pilot:
        await program.after(pilot, 10.5)
        await program.press(pilot, "space")
        program.die()


async def train(program, *said: str) -> None:
    """A whole circuit, with keys at its summary."""
    async with program.start(run="Circuit").run_test(size=SIZE) as pilot:
        await program.after(pilot, 10.5)
        await program.press(pilot, "space", "1", "8", "enter", "space")
        await program.after(pilot, 46)
        await program.press(pilot, "space", "space", "space")
        await program.after(pilot, 46)
        assert isinstance(program.screen, SummaryScreen)
        await program.press(pilot, *said)
        if program.app.is_running:
            await program.after(pilot, 0.5)  # half a second later it may still be the same press
            await program.press(pilot, "enter")
    program.die()


async def test_cut_off_gone_on_with_and_finished(program):
    async with program.start(run="Circuit").run_test(size=SIZE) as pilot:
        await program.after(pilot, 10.5)
        await program.press(pilot, "space", "1", "8", "enter", "space")
        await program.after(pilot, 13)
        state, clock = program.view.state, program.view.clock.ms
        assert state is State.TIMED
        program.die()

    program.clock.advance(3_600_000)
    async with program.start(run="Circuit").run_test(size=SIZE) as pilot:
        assert isinstance(program.screen, ResumeScreen)
        assert "WORK 0:3" in shown(program.screen, "stood")
        await program.press(pilot, "space")
        assert isinstance(program.screen, SessionScreen)
        assert program.view.state is State.PAUSED
        assert program.view.state_behind_pause is State.TIMED
        assert program.view.clock.ms == clock
        assert program.view.records[0].reps == 18
        await program.after(pilot, 600)
        assert program.view.clock.ms == clock
        await program.press(pilot, "space")
        await program.after(pilot, clock / 1000 + 0.5)
        assert program.view.state is State.REST
        await program.press(pilot, "space", "space", "space")
        await program.after(pilot, 46)
        assert isinstance(program.screen, SummaryScreen)
        await program.press(pilot, "enter")
    assert "Kettlebell squat  18, 20 @ 16 kg" in program.app.return_value
    program.die()
    (header,) = program.sessions.store.headers()
    assert header.complete
    async with program.start(run="Circuit").run_test(size=SIZE):
        assert isinstance(program.screen, SessionScreen)


async def test_what_was_trained_is_looked_up_corrected_and_deleted(program):
    await train(program, "e", "7", "n", *"heavy", "enter")
    assert "effort: 7 of 10" in program.app.return_value
    assert "note: heavy" in program.app.return_value
    async with program.start().run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert shown(program.screen, "before").startswith("best ")
        await program.press(pilot, "h")
        assert isinstance(program.screen, HistoryScreen)
        _, row = rows(program.screen)
        assert "Circuit" in row
        assert "effort 7" in row
        await program.press(pilot, "enter")
        assert isinstance(program.screen, PastSessionScreen)
        (squat,) = [i for i, row in enumerate(rows(program.screen)) if " 18 @ 16 kg" in row]
        await program.press(pilot, *["down"] * (squat - 1), "enter")
        await program.press(pilot, "backspace", "backspace", *"many", "enter")
        assert isinstance(program.screen, FigureDialog)
        assert shown(program.screen, "mistake")
        await program.press(pilot, *["backspace"] * 4, "1", "9", "enter")
        assert any(" 19 @ 16 kg" in row for row in rows(program.screen))
        await program.press(pilot, "e", "backspace", "9", "enter", "escape")
        assert rows(program.screen)[0].endswith(": 1 session, 2 min")
        assert "effort 9" in rows(program.screen)[1]
        await program.press(pilot, "enter", "d", "y")
        assert isinstance(program.screen, HistoryScreen)
        assert rows(program.screen) == ["No sessions yet."]


async def test_another_workout_comes_after_the_offer_was_declined(program):
    await cut_off(program)
    async with program.start(run="Two minutes").run_test(size=SIZE) as pilot:
        assert shown(program.screen, "name") == "CIRCUIT"
        await program.press(pilot, "d")
        await program.press(pilot, "enter")
        assert isinstance(program.screen, ResumeScreen)
        await program.press(pilot, "k")
        assert isinstance(program.screen, SessionScreen)
        assert program.app.training.session.plan.workout.name == "Two minutes"
        await program.press(pilot, "q", "e", "enter")
    program.die()
    store = program.sessions.store
    assert [header.workout for header in store.headers()] == ["Circuit"]


async def test_another_workout_comes_after_the_one_that_was_gone_on_with(program):
    await cut_off(program)
    async with program.start(run="Two minutes").run_test(size=SIZE) as pilot:
        await program.press(pilot, "enter", "space", "q", "e", "enter")
        assert isinstance(program.screen, SessionScreen)
        assert program.app.training.session.plan.workout.name == "Two minutes"
        assert program.view.state is State.PREPARE


async def test_dropped_is_gone_and_the_library_comes(program):
    await cut_off(program)
    async with program.start().run_test(size=SIZE) as pilot:
        await program.press(pilot, "d", "y")
        assert isinstance(program.screen, LibraryScreen)
        await program.press(pilot, "enter")
        await program.after(pilot, 1)
        await program.press(pilot, "q", "e", "enter")
        assert isinstance(program.screen, LibraryScreen)
    program.die()
    async with program.start().run_test(size=SIZE) as pilot:
        assert isinstance(program.screen, LibraryScreen)
        await program.press(pilot, "h")
        assert rows(program.screen) == ["No sessions yet."]


async def test_decided_later_it_is_offered_again(program):
    await cut_off(program)
    for _ in range(2):
        async with program.start().run_test(size=SIZE) as pilot:
            assert isinstance(program.screen, ResumeScreen)
            await program.press(pilot, "escape")
            assert isinstance(program.screen, LibraryScreen)
        program.die()


async def test_a_session_of_another_process_is_left_alone(program):
    async with program.start(run="Circuit").run_test(size=SIZE) as pilot:
        await program.after(pilot, 10.5)
        await program.press(pilot, "space")
        other = Program(program.folder, program.clock, program.sound)
        async with other.start().run_test(size=SIZE):
            assert isinstance(other.screen, LibraryScreen)
        other.die()


async def test_records_and_what_was_before_at_the_end(program):
    for reps, key in (("3", "space"), ("7", "R")):
        async with program.start(run="Two minutes").run_test(size=SIZE) as pilot:
            await program.after(pilot, 10.5)
            await program.press(pilot, key)
            await program.after(pilot, 120)
            await program.press(pilot, reps, "enter")
            assert isinstance(program.screen, SummaryScreen)
            rows, best = shown(program.screen, "rows"), shown(program.screen, "best")
            await program.after(pilot, 0.5)
            await program.press(pilot, "enter")
        program.die()
    assert best.startswith("NEW BEST · before 0 + 13, ")
    assert "best 0 + 13" not in rows
    assert "AMRAP 2:00  1 + 7  0 + 13" in rows
    assert "New best of AMRAP 2:00: 1 + 7 (before: 0 + 13" in program.app.return_value


async def test_what_is_said_of_a_session_that_nobody_wants(program):
    await train(program, "d", "y")
    assert program.app.return_value == "The session was discarded."
    assert program.sessions.store.headers() == []


async def test_the_history_finds_by_name_date_and_note(program):
    await train(program, "n", *"100", "percent_sign", "enter")
    (header,) = program.sessions.store.headers()
    day = local_time(header.began_at, header.utc_offset)
    async with program.start().run_test(size=SIZE) as pilot:
        await program.press(pilot, "h")
        for words, found in (
            ("circ", 1),
            (date_text(day).lower(), 1),
            (f"{day:%Y-%m-%d} circ", 1),
            (f"{day:%Y-%m-%d} legs", 0),
            ("100%", 1),
            ("1_0%", 0),
        ):
            program.screen.query_one("#words").value = words
            await pilot.pause()
            count = len([row for row in rows(program.screen) if "Circuit" in row])
            assert count == found, words


async def test_the_next_time_each_set_shows_the_last_one(program):
    await train(program)
    async with program.start(run="Circuit").run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "exercise 1 of 2 · last 18 @ 16 kg" in shown(program.screen, "where")
