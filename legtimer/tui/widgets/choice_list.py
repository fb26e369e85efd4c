"""A list to choose from, as Textual has it, without its four ways to end the program."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from itertools import repeat

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class ChoiceList(OptionList):
    """A list to choose from.

    Textual's own raises an error in four cases (8.2, ``_option_list.py``; no report was found of
    any for this version):

    - A page further, while the list has no lines because there is no room for any: ``_move_page``
      looks for that of the cursor. This happens on the smallest screens, and before it is laid out.
    - A click on a row, handled when there are fewer rows than when it was made: ``_on_click`` looks
      for the option of the row.
    - A list that is no wider than the padding of its rows: they are wrapped to no width at all.
    - Rows that come before the list was styled, from a thread for instance: their padding is not
      known yet. When it is, the list looks at its rows again.
    """

    def show_rows(self, rows: Iterable[str], headings: Iterable[bool] = repeat(False)) -> None:
        """Show other rows.

        Args:
            rows: what is written, as it stands.
            headings: which of them cannot be chosen.
        """
        self.clear_options()
        self.add_options(
            Option(Content(row), disabled=heading)
            for row, heading in zip(rows, headings, strict=False)
        )

    def move(self, where: str) -> None:
        """Mark another row.

        Args:
            where: ``cursor_up``, ``cursor_down``, ``page_up``, ``page_down``, ``first``, ``last``.
        """
        getattr(self, f"action_{where}")()

    def _has_room(self, width: int) -> bool:
        if "option-list--option" not in self._component_styles:
            return False
        return width > self.get_component_styles("option-list--option").padding.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return (
            super().get_content_height(container, viewport, width) if self._has_room(width) else 0
        )

    def _update_lines(self) -> None:
        if self._has_room(self.scrollable_content_region.width - self._get_left_gutter_width()):
            super()._update_lines()

    def action_page_up(self) -> None:
        with suppress(LookupError):
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        with suppress(LookupError):
            super().action_page_down()  # type: ignore[no-untyped-call]

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Scroll to the row under the cursor, and to the heading right above it."""
        at = self.highlighted
        if not top and at and self.get_option_at_index(at - 1).disabled and self.scroll_y >= at:
            self.scroll_to(y=at - 1, animate=False, immediate=True)
        super().scroll_to_highlight(top)

    def on_click(self, event: events.Click) -> None:
        """Textual's own handler comes after this one, unless it is prevented."""
        at = event.style.meta.get("option")
        if at is not None and at >= self.option_count:
            event.prevent_default()
