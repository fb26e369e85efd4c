"""What is painted and laid out again when something changes: no more than that."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager

import pytest


@contextmanager
def painted(made):
    """The widgets that are painted again, and how often the screen is laid out."""
    found, screen = [], made.screen
    with pytest.MonkeyPatch.context() as patch:
        for widget in screen.walk_children(with_self=True):

            def note(*regions, widget=widget, refresh=widget.refresh, **options):
                found.append("layout" if options.get("layout") else widget.id)
                return refresh(*regions, **options)

            patch.setattr(widget, "refresh", note)
        yield found


async def test_a_hint_paints_nothing_but_its_line(rig, workouts):
    made = rig(workouts.amrap)
    async with made.app.run_test(size=(120, 40)) as pilot:
        await made.after(pilot, 12)
        with painted(made) as found:
            await made.press(pilot, "5")
        assert made.screen.hint
        assert set(found) == {"aside"}


async def test_of_an_area_one_row_is_drawn(rig, workouts):
    made = rig(workouts.amrap)
    async with made.app.run_test(size=(80, 24)) as pilot:
        await made.after(pilot, 12)
        drawn = []
        for area in made.screen.query("#above, #middle, #below"):

            def note(y, area=area, render_line=area.render_line):
                drawn.append(area.id)
                return render_line(y)

            area.render_line = note
        await made.press(pilot, "p")
        await pilot.pause()
        assert drawn
        assert max(Counter(drawn).values()) == 1


async def test_a_round_is_counted_without_a_layout(rig, workouts):
    made = rig(workouts.amrap)
    async with made.app.run_test(size=(80, 24)) as pilot:
        await made.after(pilot, 12)
        with painted(made) as found:
            await made.press(pilot, *["space"] * 4)
        assert made.view.tally.done == 1
        assert "layout" not in found
        assert {"second-figure", "prompt", "next"} <= set(found)
