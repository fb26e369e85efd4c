"""The colours: four themes, each with a set of colours for every state of a session.

Blue against orange is told apart with every kind of colour blindness; the other states have their
place between them by lightness, so that they survive a black-and-white screen too. Every figure
has a contrast of at least 7:1 to what is behind it, every text at least 4.5:1, and any two states
of a session differ for every eye; a test measures all that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from textual.color import Color
from textual.theme import Theme

MOODS: Final = ("work", "rest", "ready", "switch", "ask", "paused", "finished")
"""The states that have a pair of colours."""

GARAGE: Final = {
    "work-back": "#f59b23",
    "work-text": "#000000",
    "work-figure": "#000000",
    "rest-back": "#0b3a82",
    "rest-text": "#ffffff",
    "rest-figure": "#ffffff",
    "ready-back": "#12161c",
    "ready-text": "#ffe3a8",
    "ready-figure": "#ffc857",
    "switch-back": "#6cc8f5",
    "switch-text": "#000000",
    "switch-figure": "#000000",
    "ask-back": "#f2f2f2",
    "ask-text": "#000000",
    "ask-figure": "#000000",
    "paused-back": "#9b9b9b",
    "paused-text": "#000000",
    "paused-figure": "#000000",
    "finished-back": "#12161c",
    "finished-text": "#e8eef5",
    "finished-figure": "#8ec7ff",
}
"""The whole screen in the state's colour: seen from the far end of a garage."""

NIGHT: Final = {
    "work-back": "#120a00",
    "work-text": "#ffc98a",
    "work-figure": "#ff9f2e",
    "rest-back": "#000a1a",
    "rest-text": "#b7d9ff",
    "rest-figure": "#5aa2ff",
    "ready-back": "#0c0c0c",
    "ready-text": "#fff3c4",
    "ready-figure": "#ffe27a",
    "switch-back": "#04161c",
    "switch-text": "#d5f4ff",
    "switch-figure": "#40e0ff",
    "ask-back": "#101010",
    "ask-text": "#ffffff",
    "ask-figure": "#ffffff",
    "paused-back": "#0c0c0c",
    "paused-text": "#c8c8c8",
    "paused-figure": "#a6a6a6",
    "finished-back": "#0c0c0c",
    "finished-text": "#e0e0e0",
    "finished-figure": "#8ec7ff",
}
"""Coloured figures on a dark screen: for a dark room, and for a battery."""


DAY: Final = {
    "work-back": "#f07f1f",
    "work-text": "#000000",
    "work-figure": "#000000",
    "rest-back": "#a0d0ff",
    "rest-text": "#000000",
    "rest-figure": "#000000",
    "ready-back": "#ffffff",
    "ready-text": "#1a1a1a",
    "ready-figure": "#000000",
    "switch-back": "#85ff85",
    "switch-text": "#000000",
    "switch-figure": "#000000",
    "ask-back": "#ffe329",
    "ask-text": "#000000",
    "ask-figure": "#000000",
    "paused-back": "#9a9a9a",
    "paused-text": "#000000",
    "paused-figure": "#000000",
    "finished-back": "#ffffff",
    "finished-text": "#1a1a1a",
    "finished-figure": "#00337a",
}
"""Bright screens: for daylight, where a dark one is a mirror."""

CONTRAST: Final = {
    "work-back": "#ffd000",
    "work-text": "#000000",
    "work-figure": "#000000",
    "rest-back": "#002a8a",
    "rest-text": "#ffffff",
    "rest-figure": "#ffffff",
    "ready-back": "#000000",
    "ready-text": "#ffffff",
    "ready-figure": "#ffe14d",
    "switch-back": "#5fd4ff",
    "switch-text": "#000000",
    "switch-figure": "#000000",
    "ask-back": "#ffffff",
    "ask-text": "#000000",
    "ask-figure": "#000000",
    "paused-back": "#9e9e9e",
    "paused-text": "#000000",
    "paused-figure": "#000000",
    "finished-back": "#000000",
    "finished-text": "#ffffff",
    "finished-figure": "#ffffff",
}
"""Black, white and full colours, with nothing faint around them: for weak eyes and weak screens."""


GREYS: Final = {
    "work-back": "#ffffff",
    "work-text": "#000000",
    "work-figure": "#000000",
    "rest-back": "#000000",
    "rest-text": "#ffffff",
    "rest-figure": "#ffffff",
    "ready-back": "#3a3a3a",
    "ready-text": "#ffffff",
    "ready-figure": "#ffffff",
    "switch-back": "#dcdcdc",
    "switch-text": "#000000",
    "switch-figure": "#000000",
    "ask-back": "#bdbdbd",
    "ask-text": "#000000",
    "ask-figure": "#000000",
    "paused-back": "#999999",
    "paused-text": "#000000",
    "paused-figure": "#000000",
    "finished-back": "#000000",
    "finished-text": "#ffffff",
    "finished-figure": "#ffffff",
}
"""In place of every theme under NO_COLOR: what lightness alone tells apart."""


class Ink(NamedTuple):
    """The colours of a state."""

    back: Color
    text: Color
    figure: Color


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
