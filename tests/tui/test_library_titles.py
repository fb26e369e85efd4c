"""The titles above the library's list."""

from __future__ import annotations

import pytest

from legtimer.tui.screens.library.filter import Order
from legtimer.tui.screens.library.rows import _title, columns


@pytest.mark.parametrize("width", [30, 36, 76, 200])
@pytest.mark.parametrize("order", [Order.NAME, Order.LENGTH, Order.LAST, Order.KIND])
def test_what_the_list_is_sorted_by_is_marked_at_every_width(width, order):
    for column, room in columns(width, past=True):
        text = _title(column, room, marked=column.order is order)
        assert len(text) <= room
        assert text.rstrip(" ▾") == column.title
        assert text.endswith("▾") is (column.order is order)
