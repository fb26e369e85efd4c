"""The library, compared with pictures; see ``test_pictures``."""

from __future__ import annotations

from datetime import UTC, datetime

from legtimer.app.history_views import PriorResults, TrainingSummary
from legtimer.app.library import WorkoutEntry
from tests.tui.sizes import SIZES, at_all_sizes


async def test_shelf(rig, workouts, history, compare):
    history.was = PriorResults("28 Feb 2026: 7 + 10", "7 + 23 (12 Jan 2026)")
    history.training_summaries = lambda some: {
        "Ten minutes": TrainingSummary(12, datetime(2026, 2, 28, tzinfo=UTC), "7 + 23"),
        "腿部训练": TrainingSummary(1, datetime(2024, 2, 3, tzinfo=UTC)),
    }
    catalogue = [
        WorkoutEntry(
            "Ten minutes",
            workouts.amrap,
            minutes=10,
            kinds=("amrap",),
            about="As many rounds as you can. Warm up before, and stretch after it.",
            tags=("legs", "conditioning", "running"),
            equipment=("kettlebell", "medicine ball"),
            exercises=("Lunge jump",),
            shipped=True,
        ),
        WorkoutEntry("腿部训练", workouts.circuit, minutes=125, kinds=("circuit",), tags=("legs",)),
        WorkoutEntry("A name that is longer than any coach would write on a board", workouts.both,
              minutes=14, kinds=("circuit", "amrap", "rest")),
        WorkoutEntry("broken", None, ("broken.toml:3:1: error: expected a time",
                               "broken.toml:4:1: error: no such key"), origin="broken.toml",
              group="legs/week 2"),
        *(WorkoutEntry(f"Workout {number}", workouts.emom, minutes=3, kinds=("emom",),
                       group="" if number < 5 else f"legs/week {number // 10 + 1}")
          for number in range(12)),
    ]  # fmt: skip
    app = rig(workouts.amrap, library=True, catalogue=catalogue, history=history).app
    async with app.run_test(size=SIZES[0]) as pilot:
        await pilot.press("down")
        await at_all_sizes(app, pilot, "shelf", compare)
        await pilot.press("slash", *"conditioning")
        await pilot.pause()
        await at_all_sizes(app, pilot, "shelf-found", compare)
        await pilot.press("tab", "v")
        await pilot.pause()
        await at_all_sizes(app, pilot, "shelf-steps", compare)
        await pilot.press("escape", "escape", "end")
        await pilot.pause()
        await at_all_sizes(app, pilot, "shelf-broken", compare)
        await pilot.press("slash", *"nowhere")
        await pilot.pause()
        await at_all_sizes(app, pilot, "shelf-nothing", compare)
        await pilot.press("escape", "question_mark")
        await pilot.pause()
        await at_all_sizes(app, pilot, "shelf-help", compare)
