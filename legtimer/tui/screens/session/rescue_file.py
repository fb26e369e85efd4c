"""A file for a session that could not be saved."""

from __future__ import annotations

from collections.abc import Callable
from shlex import quote
from typing import Any

from textual.app import App

from legtimer.files.printable import printable
from legtimer.tui.screens.figure_dialog import FigureDialog

_KEYS = "enter save file · esc don't save"


def offer_file(
    app: App[Any], path: str, write: Callable[[str], str | None], told: Callable[[str], None]
) -> None:
    """Offer to write it to a file that can be imported.

    Args:
        app: asks.
        path: the file that is proposed.
        write: writes a file, or says why not.
        told: gets what the athlete has to know of it afterwards.
    """
    written = path

    def take(given: str) -> str | None:
        nonlocal written
        written = given
        return write(given)

    def answered(taken: bool | None) -> None:
        told(
            f"The session is in {printable(written, None)}"
            f"\nTo add it to the history: legtimer import --jsonl {quote(written)}"
            if taken
            else "The session was not saved."
        )

    question = "Not saved. Write the session to this file?"
    dialog = FigureDialog(question, path, take, "a file", replace=False, keys=_KEYS)
    # It follows the summary, and the key that closed that may be held.
    dialog.comes_by_itself = True
    app.push_screen(dialog, answered)
