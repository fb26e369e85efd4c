"""The keys of the editor: one list, from which its footer, its help and the documents are made."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final

from textual.binding import Binding

from legtimer.tui.widgets.keys import FooterKey, footer_key, key_name


def _key(key: str, action: str, word: str, tooltip: str) -> Binding:
    return Binding(key, action, word, id=f"editor.{action}", tooltip=tooltip)


BINDINGS: Final[list[Binding]] = [
    _key("ctrl+s", "save", "save", "Save; what the file said before stays as a backup"),
    _key("f5", "train", "train", "Save, and train this workout; or use this programme from now on"),
    _key("f2", "form", "quick edit", "Quick edit: sets, rounds, reps, times, loads and order"),
    _key("ctrl+space,ctrl+@", "complete", "complete", "Complete what is typed"),
    _key(
        "ctrl+t",
        "insert_block",
        "block",
        "Insert a block of any kind; into a programme a phase, a rule, the runs",
    ),
    _key("ctrl+f", "find", "find", "Find"),
    _key("ctrl+r", "replace", "replace", "Find and replace"),
    _key("f3", "find_next", "next", "Next match"),
    _key("ctrl+g", "go_to_line", "line", "Go to a line"),
    _key("f8", "next_mistake", "mistake", "To the next mistake"),
    _key("ctrl+l", "list_mistakes", "mistakes", "To the list of mistakes; enter goes to one"),
    _key("f4", "steps", "steps", "Show or hide the steps; of a programme the weeks"),
    _key("f9", "outside", "editor", "Open in $VISUAL or $EDITOR"),
    _key("f1", "help", "keys", "All keys of the editor"),
]
"""All keys that are ours; the text itself has those of a text area."""

BESIDES: Final = (
    ("tab →", "Take the grey suggestion"),
    ("ctrl+z ctrl+y", "Undo, and redo"),
    ("ctrl+x ctrl+c ctrl+v", "Cut, copy and paste"),
    ("esc ctrl+q", "Leave; asks if there is anything to save"),
)
"""Keys that are not ours, and what they do."""

_FOOT: Final = (
    "save", "train", "leave", "form", "steps", "help", "complete", "insert_block", "find",
)  # fmt: skip
_LEAVE: Final = FooterKey("esc", "leave", "leave")


def editor_footer(
    without: Collection[str] = (), words: Mapping[str, str] = MappingProxyType({})
) -> list[FooterKey]:
    """The keys at the foot, with the most needed first.

    Args:
        without: actions that make no sense now.
        words: other words for some actions.
    """
    known = {binding.action: binding for binding in BINDINGS}
    parts = []
    for action in _FOOT:
        if action == "leave":
            parts.append(_LEAVE)
        elif action not in without:
            part = footer_key(known[action])
            parts.append(part._replace(word=words.get(action, part.word)))
    return parts


def editor_help(without: Collection[str] = ()) -> list[tuple[str, str]]:
    """All keys, with what they do.

    Args:
        without: actions that make no sense now.
    """
    rows = [
        (" ".join(key_name(key) for key in binding.key.split(",")), binding.tooltip)
        for binding in BINDINGS
        if binding.action not in without
    ]
    return [*rows, *BESIDES]
