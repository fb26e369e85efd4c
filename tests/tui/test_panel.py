"""Lists longer than their panel."""

from __future__ import annotations

import pytest

from legtimer.tui.widgets.panel import MORE, window

ITEMS = [f"row {i}" for i in range(12)]


@pytest.mark.parametrize("room", range(1, 15))
@pytest.mark.parametrize("current", range(12))
def test_the_current_row_is_always_seen(room, current):
    shown = window(ITEMS, current, room)
    assert len(shown) <= room
    assert ITEMS[current] in shown


def test_marks_say_where_there_is_more():
    assert window(ITEMS, 0, 5) == ["row 0", "row 1", "row 2", "row 3", MORE]
    assert window(ITEMS, 6, 5) == [MORE, "row 5", "row 6", "row 7", MORE]
    assert window(ITEMS, 11, 5) == [MORE, "row 8", "row 9", "row 10", "row 11"]
    assert window(ITEMS, 3, 12) == ITEMS
    assert window(ITEMS, 3, 0) == []


async def test_head_and_foot_stay_whatever_scrolls(rig, workouts):
    block = {"kind": "amrap", "time": "9:00", "exercises": [f"{i} Dip" for i in range(1, 23)]}
    made = rig(workouts.build(block))
    async with made.app.run_test(size=(80, 24)) as pilot:
        await made.after(pilot, 11)
        await made.press(pilot, *["space"] * 14)
        await pilot.pause()
        panel = made.screen.query_one("#tally")
        rows = [panel.render_line(y).text.rstrip() for y in range(panel.size.height)]
        assert rows[0].startswith("ROUND 1")
        assert "▶ 15 Dip" in rows
        assert rows[-1].startswith("this round 105")
        assert rows.count(MORE) == 2
