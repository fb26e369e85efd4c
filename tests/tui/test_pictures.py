"""The screens as text, compared with pictures that are kept beside this file.

``LEGTIMER_PICTURES=write pytest tests/tui/test_pictures.py`` draws them anew; look at them before
you keep them.
"""

from __future__ import annotations

import pytest

from legtimer.tui.ports import Entry

SIZES = [(40, 12), (80, 24), (120, 40), (200, 60)]
MOMENTS = {
    "get-ready": ("circuit", [4.0]),
    "reps": ("circuit", [12.0]),
    "timed": ("circuit", [12.0, "space", 20.0]),
    "rest": ("circuit", [12.0, "space", 54.0, "space", 3.0]),
    "typing": ("circuit", [12.0, "space", 54.0, "space", 3.0, "1", "8"]),
    "paused": ("circuit", [12.0, "space", 20.0, "p"]),
    "amrap": ("amrap", [12.0, "space", 20.0, "space", 30.0, "space", 25.0, "space", 9.0, "space"]),
    "asked": ("amrap", [12.0, "space", 620.0]),
    "interval": ("emom", [12.0]),
    "waiting": ("emom", [12.0, "space", 3.0]),
    "ending": ("circuit", [12.0, "q"]),
    "help": ("amrap", [12.0, "question_mark"]),
    "summary": ("both", [12.0, "space", 54.0, "space", "q", "e"]),
}


@pytest.mark.parametrize("moment", MOMENTS)
async def test_session(rig, workouts, moment, compare):
    """One moment, brought through all sizes: that is quicker than an app for each."""
    which, script = MOMENTS[moment]
    made = rig(getattr(workouts, which))
    async with made.app.run_test(size=SIZES[0]) as pilot:
        for act in script:
            if isinstance(act, float):
                await made.after(pilot, act)
            else:
                await made.press(pilot, act)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            compare(f"{moment}-{size[0]}x{size[1]}", made.app)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_library_and_ranges(rig, workouts, size, compare):
    ranged = workouts.build(
        {"kind": "sets", "sets": "2-4", "exercises": ["15-20 Prisoner squat"]},
        {"kind": "circuit", "rounds": "2-5", "exercises": ["30-60s Plank"]},
        name="Strong legs",
    )
    catalogue = [
        Entry(
            "Strong legs",
            ranged,
            minutes=25,
            kinds=("sets", "circuit"),
            about="Straight sets of bodyweight exercises, then a circuit.",
        ),
        Entry("Ten minutes", workouts.amrap, minutes=10, kinds=("amrap",)),
        Entry("broken.toml", None, ("broken.toml:3:1: error: expected a time",)),
    ]
    made = rig(ranged, library=True, catalogue=catalogue)
    async with made.app.run_test(size=size) as pilot:
        await pilot.pause()
        compare(f"library-{size[0]}x{size[1]}", made.app)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("right", "down")
        await pilot.pause()
        compare(f"ranges-{size[0]}x{size[1]}", made.app)
