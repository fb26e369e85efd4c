"""What screens have in common that find something in a list by what is typed."""

from __future__ import annotations

from textual.widgets import Input

from legtimer.tui.screens.base import InnerScreen
from legtimer.tui.widgets.choice_list import ChoiceList


class FindScreen(InnerScreen[None]):
    """A line to type in, and a list of what was found, through which the arrow keys go."""

    def action_move(self, where: str) -> None:
        """Mark another one."""
        self.query_one(ChoiceList).move(where)

    def action_leave(self) -> None:
        """Show all again, or leave."""
        words = self.query_one(Input)
        if words.value:
            words.value = ""
        else:
            super().action_leave()
