"""A list to choose from, as Textual has it, without its two ways to end the program."""

from __future__ import annotations

from contextlib import suppress

from textual import events
from textual.widgets import OptionList


class ChoiceList(OptionList):
    """A list to choose from.

    Textual's own raises an error in two cases (8.2, ``_option_list.py``; no report was found of
    either for this version):

    - A page further, while the list has no lines because there is no room for any: ``_move_page``
      looks for that of the cursor. This happens on the smallest screens, and before it is laid out.
    - A click on a row, handled when there are fewer rows than when it was made: ``_on_click`` looks
      for the option of the row.
    """

    def action_page_up(self) -> None:
        with suppress(LookupError):
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        with suppress(LookupError):
            super().action_page_down()  # type: ignore[no-untyped-call]

    def on_click(self, event: events.Click) -> None:
        """Textual's own handler comes after this one, unless it is prevented."""
        at = event.style.meta.get("option")
        if at is not None and at >= self.option_count:
            event.prevent_default()
