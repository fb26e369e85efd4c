"""The keys of the library: one list, from which its footer, its help and the palette are made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from textual.binding import ActiveBinding, Binding

from legtimer.tui.screens.session.keys import key_name, keys_of_screen


def _key(key: str, action: str, word: str, tooltip: str, *, show: bool = True) -> Binding:
    name = {"past": "history"}.get(action, action)
    return Binding(key, action, word, show=show, tooltip=tooltip, id=f"library.{name}")


BINDINGS: Final[list[Binding]] = [
    _key("space,right", "start", "start", "Start the workout"),
    _key("slash,ctrl+f", "find", "find", "Find by words of name, tags, equipment, exercises"),
    _key("v", "steps", "steps", "All its steps in place of the list; again the list"),
    _key("question_mark,f1", "help", "help", "All keys of the library"),
    _key("e", "edit", "edit", "Change the workout's file; of a shipped one, a copy"),
    _key("n", "new", "new", "Write a new workout from a template"),
    _key("h", "past", "history", "What was trained before"),
    _key("q,escape", "leave", "leave", "Leave the program; with words to find, show all again"),
    _key("s", "sort", "sort", "Sort by name, length, last done, kind"),
    _key(
        "l",
        "low_impact",
        "low impact",
        "Show and start workouts with easier exercises, or as written",
    ),
    _key("d", "duplicate", "copy", "Make a copy that is your own"),
    _key("r", "rename", "rename", "Give the workout another name"),
    _key("x,delete", "delete", "delete", "Put the workout into the trash"),
    _key("u", "undo", "undo", "Take back the last copy, new name or deletion"),
    _key("t", "trash", "trash", "What was deleted, to bring it back"),
    _key("f5", "reload", "read again", "Read the folders again", show=False),
    Binding("up", "move('cursor_up')", "up", show=False, id="library.up"),
    Binding("down", "move('cursor_down')", "down", show=False, id="library.down"),
]
"""All keys, in the order in which the footer shows them and drops them from its end."""

_TITLES: Final = {
    "start": "Start this workout",
    "find": "Find a workout",
    "steps": "Steps of this workout",
    "edit": "Edit this workout",
    "new": "New workout",
    "past": "History",
    "sort": "Sort the workouts",
    "low_impact": "Low impact, or as written",
    "duplicate": "Copy this workout",
    "rename": "Rename this workout",
    "delete": "Delete this workout",
    "undo": "Undo the last change of files",
    "trash": "Trash: deleted workouts",
    "reload": "Read the workouts again",
}
"""What the palette calls actions; Textual's own commands leave and tell the keys."""


def first_key(active: Mapping[str, ActiveBinding], action: str) -> str:
    """The first key of an action, as it is printed on a keyboard; empty if it has none.

    Args:
        active: the bindings in force, with the user's own keys.
        action: as in the binding's name.
    """
    bindings = keys_of_screen(active, "library").get(f"library.{action}")
    return key_name(bindings[0].key) if bindings else ""


def library_footer(active: Mapping[str, ActiveBinding]) -> list[tuple[str, str]]:
    """What the footer shows: for each key what to write, and the action."""
    return [
        (f"{key_name(bindings[0].key)} {bindings[0].description}", bindings[0].action)
        for bindings in keys_of_screen(active, "library").values()
        if bindings[0].show
    ]


def library_help(active: Mapping[str, ActiveBinding]) -> list[tuple[str, str]]:
    """All keys, with what they do."""
    return [
        (" ".join(key_name(binding.key) for binding in bindings), bindings[0].tooltip)
        for bindings in keys_of_screen(active, "library").values()
    ]


def commands() -> Iterator[tuple[str, str, str]]:
    """For the palette: title, help and action of each."""
    for binding in BINDINGS:
        if binding.action in _TITLES:
            yield _TITLES[binding.action], binding.tooltip, binding.action
