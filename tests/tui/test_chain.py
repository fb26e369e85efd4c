"""Workouts that follow each other: a warm-up, the session, a cool-down; each is its own session."""

from __future__ import annotations

import asyncio

import pytest

from legtimer.core.session.transitions import State
from legtimer.files.user_folders import own_workouts_folder
from legtimer.files.workouts.chain import ChainedWorkout
from legtimer.tui.app import LegtimerApp
from legtimer.tui.screens.session.plain import PlainSessionScreen
from legtimer.tui.screens.session.ranges import RangesScreen
from legtimer.tui.screens.session.resume import ResumeScreen
from legtimer.tui.screens.session.screen import SessionScreen
from legtimer.tui.screens.session.summary import SummaryScreen
from legtimer.tui.widgets.keys import FooterKeys
from legtimer.tui.widgets.text import Words
from tests.tui.programme_desk import real_services
from tests.tui.sizes import SIZES, at_all_sizes

SIZE = (60, 12)
NAMES = ("Get warm", "Legs", "Stretch")


class Athlete:
    """Three workouts of two sets each; every start is a new process, as far as it can tell."""

    def __init__(self, clock) -> None:
        self.clock = clock
        folder = own_workouts_folder()
        folder.mkdir(parents=True)
        self.files = [folder / f"{name.lower()}.toml" for name in NAMES]
        for file, name in zip(self.files, NAMES, strict=True):
            self.write(file, name, "2" if name == "Legs" else "1")

    def write(self, file, name: str, sets: str) -> None:
        file.write_text(
            f'name = "{name}"\nprepare = 0\n[[block]]\nkind = "sets"\nsets = {sets}\n'
            'exercises = ["10 Squat"]\n'
        )

    def start(self, *, run: bool = True) -> LegtimerApp:
        self.services = real_services()
        first, *following = map(ChainedWorkout, self.files)
        more = {"following": tuple(following)} if run else {}
        start = self.services.workout_at(first) if run else None
        self.app = LegtimerApp(self.services, self.clock, start=start, **more)
        return self.app

    @property
    def training(self) -> str:
        assert isinstance(self.app.screen, SessionScreen)
        return self.app.training.session.plan.workout.name

    @property
    def summary(self) -> SummaryScreen:
        assert isinstance(self.app.screen, SummaryScreen)
        return self.app.screen

    @property
    def next(self) -> str:
        line = self.summary.query_one("#following", Words)
        return line.shown[0] if line.display else ""

    async def press(self, pilot, *keys: str) -> None:
        for key in keys:
            self.clock.advance(2_000)
            await pilot.press(key)
        await pilot.pause()

    async def train(self, pilot) -> None:
        """All sets of the workout under way."""
        for _ in range(9):
            if self.app.training.session.view(self.clock.now()).state is State.FINISHED:
                break
            await self.press(pilot, "space")

    def trained(self) -> list[str]:
        return [header.workout for header in reversed(self.services.sessions.store.headers())]


@pytest.fixture
def athlete(hand_time):
    return Athlete(hand_time)


async def test_enter_goes_on_from_summary_to_summary(athlete):
    app = athlete.start()
    async with app.run_test(size=SIZE) as pilot:
        for name, following in zip(NAMES, (*NAMES[1:], ""), strict=True):
            await pilot.pause()
            assert athlete.training == name
            await athlete.train(pilot)
            assert athlete.next == (f"next: {following}" if following else "")
            footer = athlete.summary.query_one(FooterKeys).shown
            assert footer[:2] == (
                ("enter go on", "q end") if following else ("enter close", "n note")
            )
            await athlete.press(pilot, "enter")
    assert athlete.trained() == list(NAMES)
    # What is printed has all of them.
    told = [line.partition(":")[0] for line in app.return_value.splitlines() if "trained" in line]
    assert told == list(NAMES)


async def test_the_summary_with_what_follows(athlete, compare):
    app = athlete.start()
    async with app.run_test(size=SIZES[0]) as pilot:
        await athlete.train(pilot)
        await at_all_sizes(app, pilot, "summary-next", compare)


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_other_keys_end_the_chain_and_lose_nothing(athlete, key):
    async with athlete.start().run_test(size=SIZE) as pilot:
        await athlete.train(pilot)
        await athlete.press(pilot, "7", key)
    assert athlete.app.return_code == 0
    assert athlete.trained() == ["Get warm"]
    assert athlete.services.sessions.store.headers()[0].effort == 7


async def test_escape_drops_digits_first_and_undo_of_the_end_keeps_what_follows(athlete):
    async with athlete.start().run_test(size=SIZE) as pilot:
        await athlete.train(pilot)
        await athlete.press(pilot, "tab", "9", "escape")
        assert athlete.next == "next: Legs"
        await athlete.press(pilot, "u", "space")
        assert athlete.next == "next: Legs"


async def test_a_session_without_a_set_is_not_kept_and_the_next_one_follows(athlete):
    async with athlete.start().run_test(size=SIZE) as pilot:
        await athlete.press(pilot, "q", "e")
        await athlete.press(pilot, "enter")
        assert athlete.training == "Legs"


async def test_ranges_are_asked_when_their_turn_comes(athlete):
    athlete.write(athlete.files[1], "Legs", '"2-4"')
    async with athlete.start().run_test(size=SIZE) as pilot:
        await athlete.train(pilot)
        await athlete.press(pilot, "enter")
        assert isinstance(athlete.app.screen, RangesScreen)
        await athlete.press(pilot, "enter")
        await athlete.train(pilot)
        assert athlete.next == "next: Stretch"


async def test_a_file_that_was_broken_meanwhile_ends_the_chain(athlete):
    async with athlete.start().run_test(size=SIZE) as pilot:
        await athlete.train(pilot)
        athlete.files[1].write_text("name = 3\n")
        await athlete.press(pilot, "enter")
    assert athlete.trained() == ["Get warm"]
    assert "legs.toml:1:8: error: " in athlete.app.return_value


@pytest.mark.parametrize("run", [False, True])
async def test_what_is_resumed_goes_on_to_the_rest(athlete, run):
    async with athlete.start().run_test(size=SIZE) as pilot:
        await athlete.train(pilot)
        await athlete.press(pilot, "enter", "space")
        assert athlete.training == "Legs"
        # The process is gone: nothing is finished, its lock is.
        athlete.services.close()
    async with athlete.start(run=run).run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert isinstance(athlete.app.screen, ResumeScreen)
        assert athlete.app.screen.query_one("#following").shown[0] == "then: Stretch"
        for size in ((40, 12), (120, 40), (200, 60), SIZE):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            shown = [athlete.app.screen.query_one(name) for name in ("#following", "#closing")]
            assert all(one.region and one.region.bottom <= size[1] for one in shown)
        await athlete.press(pilot, "space")
        assert athlete.training == "Legs"
        await athlete.press(pilot, "space")
        await athlete.train(pilot)
        assert athlete.next == "next: Stretch"
        await athlete.press(pilot, "enter")
        await athlete.train(pilot)
        assert athlete.next == ""
        assert athlete.trained()[:2] == ["Get warm", "Legs"]


def broken() -> None:
    raise ZeroDivisionError


@pytest.mark.errors_expected
async def test_a_summary_that_fails_leaves_the_plain_screen_which_goes_on(athlete):
    async with athlete.start().run_test(size=SIZE) as pilot:
        await athlete.train(pilot)
        athlete.summary.call_later(broken)
        # Pilot would wait for widgets that answer no more.
        while isinstance(athlete.app.screen, SummaryScreen):
            await asyncio.sleep(0)
        plain = athlete.app.screen
        assert isinstance(plain, PlainSessionScreen)
        assert "enter: on to Legs   q end here   u undo" in list(plain._rows(plain.view))
        await athlete.press(pilot, "enter")
        assert athlete.training == "Legs"
