"""The sizes at which screens are looked at, and looking at each of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.pilot import Pilot

SIZES = [(40, 12), (80, 24), (120, 40), (200, 60)]


async def at_all_sizes(
    app: App[Any], pilot: Pilot[Any], name: str, compare: Callable[[str, App[Any]], None]
) -> None:
    """Compare what stands on the screen with the picture of that name of each size."""
    for size in SIZES:
        await pilot.resize_terminal(*size)
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.pause()
        compare(f"{name}-{size[0]}x{size[1]}", app)
