"""A dialog that can be left without an answer."""

from __future__ import annotations

from legtimer.tui.screens.base import Dialog, ScreenResult


class CancelDialog(Dialog[ScreenResult]):
    """Gives None where there is no answer; its bindings do that by Textual's ``dismiss``."""

    def interrupt(self) -> None:
        """No answer."""
        self.dismiss(None)
