"""Progress on the screen: looked through with the keys, and compared with pictures."""

from __future__ import annotations

from datetime import timedelta

import pytest

from legtimer.history.progress import ExerciseDay, TrainingProgress, TrainingTotals, WorkoutDay
from legtimer.tui.screens.history.progress import ProgressScreen
from legtimer.tui.screens.library.screen import LibraryScreen
from legtimer.tui.widgets.outline_view import OutlineView
from tests.tui.fakes import NoHistory
from tests.tui.sizes import SIZES, at_all_sizes

TODAY = NoHistory.today


@pytest.fixture
def found():
    """Three sessions a week for half a year, on which a squat grows."""
    days = [TODAY - timedelta(days=ago) for ago in range(180, 0, -1) if ago % 7 in (1, 3, 6)]
    squats, planks = [], []
    for n, day in enumerate(days):
        grams = 16_000 + n // 4 * 1000
        squats.append(
            ExerciseDay(day, 3, 24, 0, 24.0 * grams, grams, 8, 8, 0, 0, grams * (1 + 8 / 30))
        )
        planks.append(ExerciseDay(day, 2, 0, 120_000, 0, 0, 0, 0, 60_000 + n * 500, 0, 0))
    return TrainingProgress(
        {"Plank": tuple(planks), "Goblet squat": tuple(squats)},
        {"Leg AMRAP": tuple(WorkoutDay(d, 600_000, True, f"{5 + n // 20} + 7")
                            for n, d in enumerate(days))},
        {d: TrainingTotals(1, (20 + n % 50) * 60_000) for n, d in enumerate(days)},
    )  # fmt: skip


async def test_progress(rig, workouts, history, found, compare):
    history.found = found
    app = rig(workouts.circuit, library=True, catalogue=[], history=history).app
    async with app.run_test(size=SIZES[0]) as pilot:
        await pilot.press("g")
        await pilot.pause()
        assert isinstance(app.screen, ProgressScreen)
        await at_all_sizes(app, pilot, "progress", compare)
        await pilot.press("down")
        await pilot.pause()
        view = app.screen.query_one(OutlineView)
        assert view.rows[0].startswith("Best set: 8 x")
        await at_all_sizes(app, pilot, "progress-exercise", compare)
        await pilot.press("down", "down")
        await pilot.pause()
        assert any("5 + 7" in row for row in view.rows)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        await pilot.press("pagedown")
        await pilot.pause()
        assert view.scroll_offset.y > 0
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)


async def test_no_past(rig, workouts, history):
    app = rig(workouts.circuit, library=True, catalogue=[], history=history).app
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("g")
        await pilot.pause()
        await pilot.pause()
        assert app.screen.query_one(OutlineView).rows == ("Nothing was trained yet.",)
