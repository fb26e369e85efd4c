"""The palette of all commands: Textual's own, as a screen of ours."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual import events
from textual.app import ComposeResult, SystemCommand
from textual.command import CommandList, CommandPalette
from textual.errors import NoWidget
from textual.screen import Screen

from legtimer.tui.screens.base import BaseScreen
from legtimer.tui.widgets.choice_list import ChoiceList
from legtimer.tui.widgets.keys import key_name


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


def commands_of(screen: Screen[object]) -> Iterator[SystemCommand]:
    """A command for each key that does something now and says what, with the key in its title.

    They are made from the keys, so the palette cannot lack one.
    """
    told: set[str] = set()
    for active in screen.active_bindings.values():
        binding = active.binding
        name = binding.id or ""
        if not name or name in told or not (active.enabled and binding.tooltip):
            continue
        if binding.action == "command_palette":
            continue
        told.add(name)
        title = binding.description[:1].upper() + binding.description[1:]
        run = partial(screen.app.run_action, binding.action, active.node)
        yield SystemCommand(
            f"{title}  {key_name(binding.key)}",
            binding.tooltip,
            # The palette calls this while it is still closing.
            partial(screen.app.call_later, run),
        )
