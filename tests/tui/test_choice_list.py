"""Lists to choose from stand keys and clicks at any size and any time."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from textual import events
from textual.app import App
from textual.widgets import OptionList

import legtimer.tui
from legtimer.tui.widgets.choice_list import ChoiceList

ROWS = [f"row {i}" for i in range(30)]


class ListApp(App[None]):
    """Nothing but a list."""

    CSS = "ChoiceList { height: 100%; }"

    def compose(self):
        self.picked = []
        yield ChoiceList(*ROWS)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.picked.append(str(event.option.prompt))


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (3, 3), (80, 1)])
@pytest.mark.parametrize("key", ["pagedown", "pageup"])
async def test_a_page_further_where_there_is_no_room(size, key):
    async with ListApp().run_test(size=size) as pilot:
        await pilot.press(key, key)
    async with (app := ListApp()).run_test() as pilot:
        app.query_one(ChoiceList).styles.height = 0
        await pilot.pause()
        await pilot.press(key)


async def test_a_page_further_where_there_is_room():
    async with (app := ListApp()).run_test(size=(80, 24)) as pilot:
        found = app.query_one(ChoiceList)
        await pilot.press("pagedown")
        below = found.highlighted
        assert below > 10
        await pilot.press("pageup")
        assert found.highlighted == 0


@pytest.mark.parametrize(("left", "chosen"), [(0, []), (3, []), (30, ["row 8"])])
async def test_a_click_on_a_row_that_is_gone_when_it_is_handled(left, chosen):
    async with (app := ListApp()).run_test(size=(80, 24)) as pilot:
        found = app.query_one(ChoiceList)
        await pilot.pause()
        event = events.Click(found, 5, 9, 0, 0, 1, False, False, False, screen_x=5, screen_y=9)
        event._set_forwarded()
        event.style = SimpleNamespace(meta={"option": 8})
        found.set_options(ROWS[:left])
        found.post_message(event)
        await pilot.pause()
        await pilot.pause()
    assert app.picked == chosen


async def test_page_down_in_a_history_that_has_no_room(rig, workouts, history, made):
    history.past = made.sessions(80)
    app = rig(workouts.circuit, library=True, history=history).app
    async with app.run_test(size=(100, 30)) as pilot:
        app.action_history()
        await pilot.pause()
        await pilot.resize_terminal(3, 3)
        await pilot.pause()
        await pilot.press("pagedown", "pageup", "pagedown")
        await pilot.pause()


def test_all_lists_are_of_this_kind():
    for path in Path(legtimer.tui.__path__[0]).rglob("*.py"):
        if path.name != "choice_list.py":
            assert not re.search(r"\bOptionList\((?!\))|class \w+\(OptionList", path.read_text()), (
                path
            )
    assert issubclass(ChoiceList, OptionList)


async def test_rows_that_come_before_the_list_is_styled(rig, workouts):
    app = rig(workouts.circuit).app
    async with app.run_test(size=(80, 24)) as pilot:
        found = ChoiceList()
        await app.screen.mount(found)
        found._component_styles.clear()
        found.show_rows(["Squat", "Lunge"])
        found._update_lines()
        app.refresh_css()
        await pilot.pause()
        found._update_lines()
        assert found.option_count == 2
        assert len(found._lines) == 2
