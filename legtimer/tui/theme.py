"""The colours: four themes, each with a set of colours for every state of a session.

Blue against orange is told apart with every kind of colour blindness; the other states have their
place between them by lightness, so that they survive a black-and-white screen too. Every figure
has a contrast of at least 7:1 to what is behind it, every text at least 4.5:1, and any two states
of a session differ for every eye; a test measures all that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from textual.app import App
from textual.color import Color
from textual.theme import Theme

MOODS: Final = ("work", "rest", "ready", "switch", "ask", "paused", "finished")
"""The states that have a pair of colours."""


class Ink(NamedTuple):
    """The colours of a state."""

    back: Color
    text: Color
    figure: Color

    @property
    def faint(self) -> Color:
        """Text that steps back, because it is of what is over."""
        return self.text.blend(self.back, 0.3)


def _states(**colours: tuple[str, str, str]) -> dict[str, str]:
    """The variables of a theme for the states.

    Args:
        colours: of each state what is behind, the text and the figure.
    """
    return {
        f"{mood}-{part}": colour
        for mood, found in colours.items()
        for part, colour in zip(Ink._fields, found, strict=True)
    }


GARAGE: Final = _states(
    work=("#f59b23", "#000000", "#000000"),
    rest=("#0b3a82", "#ffffff", "#ffffff"),
    ready=("#12161c", "#ffe3a8", "#ffc857"),
    switch=("#6cc8f5", "#000000", "#000000"),
    ask=("#f2f2f2", "#000000", "#000000"),
    paused=("#9b9b9b", "#000000", "#000000"),
    finished=("#12161c", "#e8eef5", "#8ec7ff"),
)
"""The whole screen in the state's colour: seen from the far end of a garage."""

NIGHT: Final = _states(
    work=("#120a00", "#ffc98a", "#ff9f2e"),
    rest=("#000a1a", "#b7d9ff", "#5aa2ff"),
    ready=("#0c0c0c", "#fff3c4", "#ffe27a"),
    switch=("#04161c", "#d5f4ff", "#40e0ff"),
    ask=("#101010", "#ffffff", "#ffffff"),
    paused=("#0c0c0c", "#c8c8c8", "#a6a6a6"),
    finished=("#0c0c0c", "#e0e0e0", "#8ec7ff"),
)
"""Coloured figures on a dark screen: for a dark room, and for a battery."""

DAY: Final = _states(
    work=("#f07f1f", "#000000", "#000000"),
    rest=("#a0d0ff", "#000000", "#000000"),
    ready=("#ffffff", "#1a1a1a", "#000000"),
    switch=("#85ff85", "#000000", "#000000"),
    ask=("#ffe329", "#000000", "#000000"),
    paused=("#9a9a9a", "#000000", "#000000"),
    finished=("#ffffff", "#1a1a1a", "#00337a"),
)
"""Bright screens: for daylight, where a dark one is a mirror."""

CONTRAST: Final = _states(
    work=("#ffd000", "#000000", "#000000"),
    rest=("#002a8a", "#ffffff", "#ffffff"),
    ready=("#000000", "#ffffff", "#ffe14d"),
    switch=("#5fd4ff", "#000000", "#000000"),
    ask=("#ffffff", "#000000", "#000000"),
    paused=("#9e9e9e", "#000000", "#000000"),
    finished=("#000000", "#ffffff", "#ffffff"),
)
"""Black, white and full colours, with nothing faint around them: for weak eyes and weak screens."""

GREYS: Final = _states(
    work=("#ffffff", "#000000", "#000000"),
    rest=("#000000", "#ffffff", "#ffffff"),
    ready=("#3a3a3a", "#ffffff", "#ffffff"),
    switch=("#dcdcdc", "#000000", "#000000"),
    ask=("#bdbdbd", "#000000", "#000000"),
    paused=("#999999", "#000000", "#000000"),
    finished=("#000000", "#ffffff", "#ffffff"),
)
"""In place of every theme under NO_COLOR: what lightness alone tells apart."""


def inks(variables: Mapping[str, str]) -> dict[str, Ink]:
    """The colours of all states.

    Args:
        variables: the variables of a theme, with ``GARAGE`` behind them.
    """
    return {
        mood: Ink(*(Color.parse(variables[f"{mood}-{part}"]) for part in Ink._fields))
        for mood in MOODS
    }


def _scroll_bar(bar: str, behind: str) -> dict[str, str]:
    """Colours of scroll bars; Textual would mix them from the darkest there are."""
    return {"scrollbar": bar, "scrollbar-hover": bar, "scrollbar-background": behind}


def themes() -> tuple[Theme, ...]:
    """The themes that ship; the first is the one to start with."""
    return (
        Theme(
            name="garage",
            primary="#0b3a82",
            accent="#f59b23",
            background="#12161c",
            surface="#1b2129",
            panel="#242c36",
            foreground="#e8eef5",
            warning="#ffc857",
            error="#ff8a80",
            success="#8fd694",
            dark=True,
            variables=GARAGE | _scroll_bar("#68778a", "#1b2129"),
        ),
        Theme(
            name="night",
            primary="#2a5a9c",
            accent="#ff9f2e",
            background="#0c0c0c",
            surface="#141414",
            panel="#1d1d1d",
            foreground="#e0e0e0",
            warning="#ffe27a",
            error="#ff8a80",
            success="#8fd694",
            dark=True,
            variables=NIGHT | _scroll_bar("#6e6e6e", "#1d1d1d"),
        ),
        Theme(
            name="day",
            primary="#1f5fbf",
            accent="#b35900",
            warning="#8a5a00",
            error="#b00020",
            success="#1f7a3d",
            background="#ffffff",
            surface="#f2f4f7",
            panel="#e3e8ee",
            foreground="#1a1a1a",
            dark=False,
            variables=DAY,
        ),
        Theme(
            name="contrast",
            primary="#5fd4ff",
            accent="#ffd000",
            warning="#ffd000",
            error="#ff8a8a",
            success="#8aff8a",
            background="#000000",
            surface="#000000",
            panel="#1a1a1a",
            foreground="#ffffff",
            dark=True,
            variables=CONTRAST,
        ),
    )


def set_first_theme(app: App[Any], name: str) -> None:
    """Set the first theme: the one of this name, or else the first that ships."""
    ships = {theme.name: theme for theme in themes()}
    for theme in ships.values():
        app.register_theme(theme)
    first = ships.get(name) if name else next(iter(ships.values()))
    if first is None or not first.dark:
        app.theme = name
        return
    # A theme that is set in this way has every style sheet parsed a second time. For a dark one
    # as Textual's own there is no more to do than this.
    app.set_reactive(type(app).theme, first.name)
    app.stylesheet.set_variables(app.get_css_variables())
