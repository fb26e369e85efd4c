"""The palette of all commands: Textual's own, as a screen of ours."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.command import CommandList, CommandPalette
from textual.errors import NoWidget

from legtimer.tui.screens.base import BaseScreen
from legtimer.tui.widgets.choice_list import ChoiceList


class _Commands(CommandList, ChoiceList):
    """The commands that were found."""


class Palette(CommandPalette, BaseScreen[None]):
    """Textual's palette, which leaves once and ends its search with it."""

    def on_click(self, event: events.Click) -> None:
        """Textual's own handler comes after this one, and raises an error beside the screen."""
        try:
            self.get_widget_at(event.screen_x, event.screen_y)
        except NoWidget:
            # The screen became smaller after the click.
            event.prevent_default()

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            yield _Commands() if isinstance(widget, CommandList) else widget
