"""Writes docs/session.svg: the session screen as a terminal shows it, cell by cell.

python docs/make_picture.py [WIDTHxHEIGHT FILE]
"""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime
from html import escape
from pathlib import Path

from rich.cells import cell_len
from rich.color import Color
from rich.style import Style

from legtimer.core.session.commands import CountRound, Press, Start
from legtimer.core.session.machine import Session
from legtimer.files.workouts.catalogue import WORKOUTS
from legtimer.files.workouts.reader import read_file
from legtimer.tui.app import LegtimerApp

CELL = (10, 20)
NOW = 337_000
"""Ms since the start at which the picture is taken."""


class Still:
    """A clock that stands."""

    def now(self) -> int:
        """The instant of the picture."""
        return NOW

    def call_at(self, when: int, callback: object) -> Still:
        """Nothing will ever be due."""
        return self

    def cancel(self) -> None:
        """There is nothing to cancel."""

    def wall(self) -> datetime:
        """An evening in autumn."""
        return datetime(2026, 11, 20, 18, 30)

    def slept(self) -> None:
        """It never sleeps."""


def session() -> Session:
    """An AMRAP in its third round."""
    from tests.tui.fakes import Unkept

    workout = read_file(WORKOUTS.find("leg-amrap")).workout
    assert workout is not None
    found = Unkept(workout, now=0)
    for at, command in (
        (0, Start()), (128_000, CountRound()), (252_000, CountRound()), (281_000, Press()),
    ):  # fmt: skip
        found.handle(command, at)
    found.advance(NOW)
    return found


def svg(app: LegtimerApp, size: tuple[int, int]) -> str:
    """What the screen shows, block characters as rectangles."""
    width, height = CELL
    columns, rows = size
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {columns * width} {rows * height}" '
        'shape-rendering="crispEdges" font-family="monospace" font-size="16">'
    ]

    def rectangle(x: float, y: float, w: float, h: float, fill: str, opacity: float = 1) -> None:
        faint = f' fill-opacity="{opacity}"' if opacity != 1 else ""
        drawn.append(f'<rect x="{x}" y="{y}" width="{w}" height="{h}" fill="{fill}"{faint}/>')

    def colour(value: Color | None, default: str) -> str:
        return default if value is None or value.triplet is None else value.triplet.hex

    for row, strip in enumerate(app.screen._compositor.render_strips()):
        x, y = 0, row * height
        for segment in strip:
            style = segment.style or Style()
            ink, paper = colour(style.color, "#fff"), colour(style.bgcolor, "#000")
            if style.reverse:
                ink, paper = paper, ink
            rectangle(x, y, cell_len(segment.text) * width, height, paper)
            for letter in segment.text:
                match letter:
                    case "█":
                        rectangle(x, y, width, height, ink)
                    case "▀" | "▄":
                        rectangle(x, y + (letter == "▄") * height / 2, width, height / 2, ink)
                    case "▓" | "░":
                        rectangle(x, y, width, height, ink, 0.7 if letter == "▓" else 0.25)
                    case " ":
                        pass
                    case _:
                        look = f'fill="{ink}"' + (' font-weight="bold"' if style.bold else "")
                        look += ' text-decoration="underline"' if style.underline else ""
                        drawn.append(f'<text x="{x}" y="{y + 15}" {look}>{escape(letter)}</text>')
                x += cell_len(letter) * width
    return "\n".join([*drawn, "</svg>", ""])


async def main(size: tuple[int, int], file: Path) -> None:
    """Show the screen and draw it."""
    from tests.tui.fakes import Silence, make_app

    running = session()
    app = make_app(
        (), lambda workout, choices, now: running, Silence(), Still(), start=running.plan.workout
    )
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        file.write_text(svg(app, size), encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))  # the fakes are the tests' own
    wide, high = sys.argv[1].split("x") if len(sys.argv) > 1 else ("80", "24")
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).with_name("session.svg")
    asyncio.run(main((int(wide), int(high)), target))
