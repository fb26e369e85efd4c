"""The screens as text, compared with pictures that are kept beside this file.

``LEGTIMER_PICTURES=write pytest tests/tui/test_pictures.py`` draws them anew; look at them before
you keep them. ``LEGTIMER_SVG=FOLDER`` writes each into a folder with its colours too, which are
those of ``LEGTIMER_THEME=day`` or, with ``NO_COLOR=1``, greys.
"""

from __future__ import annotations

import pytest

from legtimer.app.library import WorkoutEntry
from tests.tui.sizes import SIZES

SIDES = {"kind": "sets", "exercises": ["0:30/side Side plank"]}
FOR_TIME = {"kind": "for-time", "cap": "9:00", "exercises": ["21,15,9 Thruster", "21,15,9 Pull-up"]}
ROUNDS = {
    "kind": "amrap",
    "time": "8:00",
    "count": "rounds",
    "exercises": ["10 Lunge jump", "20 Kettlebell squat @ 16 kg"],
}
BOTH = {
    "kind": "emom",
    "every": "2:00",
    "rounds": 5,
    "order": "all",
    "exercises": ["10 Kettlebell swing", "8 Push-up"],
}
TABATA = {
    "kind": "intervals",
    "name": "Tabata",
    "work": "0:20",
    "rest": "0:10",
    "rounds": 8,
    "exercises": ["Squat jump", "Mountain climber"],
}
STRENGTH = {
    "kind": "sets",
    "sets": 3,
    "rest": "2:00-3:00",
    "exercises": ["5 Barbell back squat @ 102.5 kg", "8-12 Romanian deadlift @ 2x24 kg"],
}
READY = {"kind": "sets", "sets": 2, "rest": "ready", "exercises": ["max Pull-up"]}
BEAT = {"kind": "sets", "exercises": [{"do": "10 Step", "cadence": "2s"}]}
DEATH = {"kind": "death-by", "every": "1:00", "start": 1, "step": 1, "exercises": ["Burpee"]}
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
    "switch": (SIDES, [41.0]),
    "for-time": (FOR_TIME, [12.0, "space", 25.0, "space", 5.0, "space", 20.0]),
    "whole-rounds": (ROUNDS, [12.0, 70.0, "space", 75.0, "space", 9.0]),
    "all-in-an-interval": (BOTH, [12.0, "space", 110.0, 4.0]),
    "tabata": (TABATA, [12.0, 20.0]),
    "strength": (STRENGTH, [12.0]),
    "strength-rest": (STRENGTH, [12.0, "space", 20.0]),
    "until-ready": (READY, [12.0, "space", 30.0]),
    "beat": (BEAT, [14.0]),
    "death-by": (DEATH, [12.0, "space", 70.0]),
    "undone": ("circuit", [12.0, "space", 20.0, "u"]),
    "load": ("circuit", [12.0, "l"]),
    "ending": ("circuit", [12.0, "q"]),
    "help": ("amrap", [12.0, "question_mark"]),
    "summary": ("both", [12.0, "space", 54.0, "space", "q", "e"]),
}


@pytest.mark.parametrize("moment", MOMENTS)
async def test_session(rig, workouts, moment, compare):
    """One moment, brought through all sizes: that is quicker than an app for each."""
    which, script = MOMENTS[moment]
    workout = getattr(workouts, which) if isinstance(which, str) else workouts.build(which)
    made = rig(workout)
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


def colours(app) -> list[str]:
    """Which colours stand in which rows, in runs of rows that look alike."""
    found: list[tuple[str, int, int]] = []
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        looks = {}
        for segment in strip:
            style = segment.style
            ink, paper = (c.triplet.hex if c else "" for c in (style.color, style.bgcolor))
            looks[f"{ink or 'blank'} on {paper}{' bold' * bool(style.bold)}"] = None
        text = ", ".join(looks)
        if found and found[-1][0] == text:
            found[-1] = (text, found[-1][1], y)
        else:
            found.append((text, y, y))
    return [f"rows {first}-{last}: {text}" for text, first, last in found]


@pytest.mark.parametrize("theme", ["garage", "night", "day", "contrast", "no colour"])
async def test_colours(rig, workouts, theme, keep, monkeypatch):
    """The colours of every state, on the smallest screen and on the usual one."""
    plain = theme == "no colour"
    if plain:
        monkeypatch.setenv("NO_COLOR", "1")
    rows = []
    for moment in ("get-ready", "reps", "rest", "switch", "paused", "asked"):
        which, script = MOMENTS[moment]
        workout = getattr(workouts, which) if isinstance(which, str) else workouts.build(which)
        made = rig(workout, theme="" if plain else theme)
        async with made.app.run_test(size=(40, 12)) as pilot:
            for act in script:
                if isinstance(act, float):
                    await made.after(pilot, act)
                else:
                    await made.press(pilot, act)
            for size in ((40, 12), (80, 24)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                rows += [f"{moment} {size[0]}x{size[1]}", *colours(made.app), ""]
    keep(f"colours-{theme.replace(' ', '-')}", "\n".join(rows))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_library_and_ranges(rig, workouts, size, compare):
    ranged = workouts.build(
        {"kind": "sets", "sets": "2-4", "exercises": ["15-20 Prisoner squat"]},
        {"kind": "circuit", "rounds": "2-5", "exercises": ["30-60s Plank"]},
        name="Strong legs",
    )
    catalogue = [
        WorkoutEntry(
            "Strong legs",
            ranged,
            minutes=25,
            kinds=("sets", "circuit"),
            about="Straight sets of bodyweight exercises, then a circuit.",
        ),
        WorkoutEntry("Ten minutes", workouts.amrap, minutes=10, kinds=("amrap",)),
        WorkoutEntry("broken.toml", None, ("broken.toml:3:1: error: expected a time",)),
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
