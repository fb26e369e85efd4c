"""When the big figure turned, from the bytes that came out of a terminal; needs pyte."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import pyte
from terminal import Terminal

BURST = 150_000_000
"""ns within which several pieces paint one new figure."""


class Turn(NamedTuple):
    """A new figure on the screen; instants in ns of the monotonic clock."""

    first: int
    """When its first bytes came."""
    last: int
    """When it was complete."""


def turns(terminal: Terminal) -> list[Turn]:
    """All turns of the figure, in order.

    The figure's rows are those that change most often: from second to second nothing else does.
    """
    screen = pyte.Screen(*terminal.size)
    stream = pyte.ByteStream(screen)
    before = [""] * terminal.size[1]
    changes: list[tuple[int, list[int]]] = []
    for at, data in list(terminal.pieces):
        stream.feed(data)
        now = [
            screen.display[row] if row in screen.dirty else before[row]
            for row in range(len(before))
        ]
        screen.dirty.clear()
        rows = [row for row, (old, new) in enumerate(zip(before, now, strict=True)) if old != new]
        before = now
        if rows:
            changes.append((at, rows))
    often = Counter(row for _, rows in changes for row in rows)
    most = max(often.values(), default=0)
    figure = {row for row, times in often.items() if times > most / 3}
    found: list[Turn] = []
    for at, rows in changes:
        if not figure.intersection(rows):
            continue
        if found and at - found[-1].first < BURST:
            found[-1] = found[-1]._replace(last=at)
        else:
            found.append(Turn(at, at))
    return found


def turn_near(found: list[Turn], instant: float, early: float, late: float) -> Turn | None:
    """The turn that began nearest to an instant, in s, within bounds in s."""
    near = [one for one in found if -early <= one.first / 1e9 - instant <= late]
    return min(near, key=lambda one: abs(one.first / 1e9 - instant), default=None)
