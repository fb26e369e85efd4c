"""The keys of the library: one list, from which its footer, its help and the palette are made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from textual.binding import ActiveBinding, Binding

from legtimer.tui.screens.session.keys import keys_of_screen
from legtimer.tui.widgets.keys import FooterKey, footer_key, key_name


def _key(key: str, action: str, word: str, tooltip: str, *, show: bool = True) -> Binding:
    name = {"new_workout": "new", "quit": "leave"}.get(own := action.removeprefix("app."), own)
    return Binding(key, action, word, show=show, tooltip=tooltip, id=f"library.{name}")


BINDINGS: Final[list[Binding]] = [
    _key("space,right", "start", "start", "Start the workout"),
    _key("slash,ctrl+f", "find", "find", "Find by name, tag, type, equipment or exercise"),
    _key("question_mark,f1", "help", "help", "All keys of the library"),
    _key("q", "app.quit", "quit", "Leave legtimer"),
    _key("p", "app.today", "today", "What is due today by the programme in use"),
    _key("v", "steps", "steps", "Show steps / Show list"),
    _key("e", "edit", "edit", "Edit the workout's file; of a built-in one, a copy"),
    _key("n", "app.new_workout", "new", "Write a new workout from a template"),
    _key("h", "app.history", "history", "Past workouts"),
    _key("o", "app.programmes", "programmes", "Programmes: use one, edit one, write a new one"),
    _key("g", "app.progress", "progress", "What has come of training: weeks, year, exercises"),
    _key(
        "i", "app.exercises", "exercises", "Exercises by muscle and equipment, and how to do them"
    ),
    _key("s", "sort", "sort", "Sort by name, length, last done or type"),
    _key("l", "low_impact", "low impact", "Show and start workouts with easier exercises on/off"),
    _key("d", "duplicate", "copy", "Make a copy of your own"),
    _key("r", "rename", "rename", "Rename the workout"),
    _key("x,delete", "delete", "delete", "Move the workout to the trash"),
    _key("u", "undo", "undo", "Undo the last copy, rename or delete"),
    _key("t", "trash", "trash", "Restore deleted workouts"),
    _key("f5", "reload", "reload", "Reload the workout files", show=False),
    _key("escape", "back", "back", "Clear the search, or back to the list", show=False),
    Binding("up", "move('cursor_up')", "up", show=False, id="library.up"),
    Binding("down", "move('cursor_down')", "down", show=False, id="library.down"),
]
"""All keys, in the order in which the footer shows them and drops them from its end."""
_FIRST: Final = 9
"""After so many of them come the keys that are the same on every screen."""


def _keys(active: Mapping[str, ActiveBinding]) -> list[list[Binding]]:
    """The keys that the library tells, with all keys of one action together."""
    found = keys_of_screen(active, "library")
    ours, first = [*found.values()], _FIRST if "library.today" in found else _FIRST - 1
    return [*ours[:first], *keys_of_screen(active, "app").values(), *ours[first:]]


def first_key(active: Mapping[str, ActiveBinding], action: str) -> str:
    """The first key of an action, as it is printed on a keyboard; empty if it has none.

    Args:
        active: the bindings in force, with the user's own keys.
        action: as in the binding's name.
    """
    bindings = keys_of_screen(active, "library").get(f"library.{action}")
    return key_name(bindings[0].key) if bindings else ""


def library_footer(
    active: Mapping[str, ActiveBinding], *, mistakes: bool = False
) -> list[FooterKey]:
    """The keys at the foot.

    Args:
        active: the bindings in force.
        mistakes: whether the file under the cursor has some, so that the main key edits it.
    """
    shown = [footer_key(bindings[0]) for bindings in _keys(active) if bindings[0].show]
    if mistakes:
        shown = [key for key in shown if key.action != "edit"]
        shown = [key._replace(word="edit") if key.action == "start" else key for key in shown]
    return shown


def library_help(active: Mapping[str, ActiveBinding]) -> list[tuple[str, str]]:
    """All keys, with what they do."""
    return [
        (" ".join(key_name(binding.key) for binding in bindings), bindings[0].tooltip)
        for bindings in _keys(active)
    ]
