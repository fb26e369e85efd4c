"""Every state of a session at every size: what four metres away has to be seen is there."""

from __future__ import annotations

import pytest

from legtimer.core.session.transitions import State
from legtimer.tui.screens.session.rows import ROWS_FOR_KEYS
from legtimer.tui.text import prompt as wording
from legtimer.tui.text.prompt import main_key
from legtimer.tui.widgets.figure import Figure

SIZES = [
    *((40, 12), (46, 14), (48, 15), (72, 22), (69, 23), (80, 24), (110, 37), (114, 38), (120, 40)),
    *((160, 53), (162, 54), (200, 60), (216, 71), (220, 72), (300, 80)),
]
"""The usual ones, and both sides of every height at which the layout changes."""
SETS = {"kind": "sets", "sets": 2, "rest": "0:30", "exercises": ["10 Kettlebell squat @ 16 kg"]}
SIDES = {"kind": "sets", "exercises": ["0:30/side Side plank"]}
READY = {"kind": "sets", "sets": 2, "rest": "ready", "exercises": ["max Pull-up"]}
BEAT = {"kind": "sets", "exercises": [{"do": "10 Step", "cadence": "2s"}]}
AMRAP = {"kind": "amrap", "time": "1:00", "exercises": ["10 Lunge jump", "20 Kettlebell squat"]}
ROUNDS = {**AMRAP, "count": "rounds"}
FOR_TIME = {"kind": "for-time", "cap": "9:00", "exercises": ["21,15,9 Thruster", "21,15,9 Pull-up"]}
EMOM = {"kind": "emom", "every": "1:00", "rounds": 3, "exercises": ["10 Kettlebell swing"]}
BOTH = {**EMOM, "order": "all", "exercises": ["10 Kettlebell swing", "8 Push-up"]}
DEATH = {"kind": "death-by", "every": "1:00", "start": 1, "step": 1, "exercises": ["Burpee"]}
CYCLE = {"kind": "timed", "time": "5:00", "exercises": ["10 Swing", "0:30 Plank"]}
MOMENTS = {
    "get ready": (SETS, [3.0], State.PREPARE),
    "reps": (SETS, [12.0], State.REPS),
    "rest": (SETS, [12.0, "space", 3.0], State.REST),
    "rest until ready": (READY, [12.0, "space", 3.0], State.READY),
    "timed": (SIDES, [12.0], State.TIMED),
    "switch": (SIDES, [41.0], State.SWITCH),
    "on the beat": (BEAT, [15.0], State.CADENCE),
    "amrap": (AMRAP, [12.0, "space", 5.0], State.COUNTING),
    "amrap by rounds": (ROUNDS, [12.0, "space", 5.0], State.COUNTING),
    "for time": (FOR_TIME, [12.0, "space", 25.0, "space", 5.0], State.COUNTING),
    "asked": (AMRAP, [12.0, "space", 60.0], State.SCORE),
    "asked in a rest": (AMRAP, [12.0, "space", 60.0], State.REST),
    "emom": (EMOM, [12.0], State.INTERVAL),
    "emom, missed": (EMOM, [12.0, "x"], State.INTERVAL),
    "emom, all": (BOTH, [12.0], State.INTERVAL),
    "waiting": (EMOM, [12.0, "space", 5.0], State.WAITING),
    "death by": (DEATH, [12.0, "space", 58.0], State.INTERVAL),
    "timed block": (CYCLE, [12.0, "space"], State.CYCLE),
    "paused": (SIDES, [12.0, "p"], State.PAUSED),
}


def rows_of(screen, name: str) -> list[str]:
    """What stands in a widget, row by row."""
    widget = screen.query_one(name)
    if not widget.display or not widget.region:
        return []
    return [widget.render_line(y).text for y in range(widget.size.height)]


def lit_rows(screen) -> int:
    """From the first to the last lit row of the figure."""
    strips, region = screen._compositor.render_strips(), screen.query_one(Figure).region
    lit = [
        y
        for y in range(region.y, region.bottom)
        if "".join(s.text for s in strips[y])[region.x : region.right].strip()
    ]
    return lit[-1] - lit[0] + 1


@pytest.mark.parametrize("moment", MOMENTS)
async def test_what_has_to_be_seen_is_seen(rig, workouts, moment):
    block, script, state = MOMENTS[moment]
    then = [] if state is State.SCORE else [{"kind": "rest", "time": "1:00"}]
    made = rig(workouts.build(block, *then))
    async with made.app.run_test(size=SIZES[0]) as pilot:
        for act in script:
            if isinstance(act, float):
                await made.after(pilot, act)
            else:
                await made.press(pilot, act)
        assert made.view.state is state
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            screen = made.screen
            # In centimetres: test_heights.py.
            assert lit_rows(screen) * 4 >= size[1], size
            for name in ("#state", "#prompt", "#next"):
                assert any(row.strip() for row in rows_of(screen, name)), (size, name)
            # Where in the block that is stands in a row of its own, or beside the state.
            places = [row[-size[0] // 5 :] for row in rows_of(screen, "#state")]
            places += rows_of(screen, "#where")
            assert any(row.strip() for row in places) or state is State.SCORE, size
            key = main_key(made.view)
            said = screen.query_one("#main-key" if size[1] >= ROWS_FOR_KEYS else "#state")
            assert not key or f"space {key}" in said.shown[0].replace("space:", "space"), size
            if size[1] >= ROWS_FOR_KEYS and key:
                assert any(row.strip() for row in rows_of(screen, "#main-key"))
            # It is filled where all waits for it.
            filled = said.styles.background == screen.styles.color
            assert filled is wording.waits(made.view), size
