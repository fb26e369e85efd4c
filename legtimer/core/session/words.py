"""The word of each command that says all by itself: the same in scripts and in kept journals.

A word that was once written into a journal is never given to another command.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from legtimer.core.session import commands as c

COMMANDS: Final = MappingProxyType(
    {
        "start": c.Start,
        "press": c.Press,
        "pause": c.Pause,
        "resume": c.Resume,
        "back": c.Back,
        "restart": c.Restart,
        "skip": c.Skip,
        "undo": c.Undo,
        "round": c.CountRound,
        "counting": c.ChangeCounting,
        "missed": c.MarkMissed,
        "more": c.MoreRounds,
        "fewer": c.FewerRounds,
        "easier": c.SwapEasier,
        "end": c.End,
    }
)
"""Commands without a figure, by their word."""

WORDS: Final = MappingProxyType({kind: word for word, kind in COMMANDS.items()})
"""The other way round."""
