"""The colours: two themes, each with a set of pairs for the states of a session.

Blue against orange is told apart with every kind of colour blindness, and the pairs differ in
lightness too, so that they survive a black-and-white screen. Every figure has a contrast of at
least 7:1 to what is behind it, every text at least 4.5:1; a test measures that.
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
    "switch-back": "#a9d6f5",
    "switch-text": "#000000",
    "switch-figure": "#000000",
    "ask-back": "#f2f2f2",
    "ask-text": "#000000",
    "ask-figure": "#000000",
    "paused-back": "#3a3f47",
    "paused-text": "#ffffff",
    "paused-figure": "#ffffff",
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
    "rest-figure": "#7ab8ff",
    "ready-back": "#0c0c0c",
    "ready-text": "#fff3c4",
    "ready-figure": "#ffe27a",
    "switch-back": "#04161c",
    "switch-text": "#d5f4ff",
    "switch-figure": "#a8e6ff",
    "ask-back": "#101010",
    "ask-text": "#ffffff",
    "ask-figure": "#ffffff",
    "paused-back": "#1c1c1c",
    "paused-text": "#dddddd",
    "paused-figure": "#cccccc",
    "finished-back": "#0c0c0c",
    "finished-text": "#e0e0e0",
    "finished-figure": "#8ec7ff",
}
"""Coloured figures on a dark screen: for a dark room, and for a battery."""


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
            dark=True,
            variables=GARAGE,
        ),
        Theme(
            name="night",
            primary="#2a5a9c",
            accent="#ff9f2e",
            background="#0c0c0c",
            surface="#141414",
            panel="#1d1d1d",
            foreground="#e0e0e0",
            dark=True,
            variables=NIGHT,
        ),
    )
