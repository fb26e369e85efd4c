"""Cues and commands in words, for commands that print them."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any

from legtimer.core.notation import clock
from legtimer.core.session import cues
from legtimer.core.session.commands import Command
from legtimer.core.session.cues import Cue


def cue_name(cue: Cue) -> str:
    """A cue's name in lower case with hyphens: ``step-started``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", type(cue).__name__).lower()


def cue_text(cue: Cue) -> str:
    """A cue in words."""
    match cue:
        case cues.Countdown(seconds=seconds):
            return f"{seconds} ..."
        case cues.RestCalled():
            return "rest is over, called the first time"
        case cues.RestOver(call=call):
            return "rest is over" + (", called again" if call > 1 else "")
        case cues.RepTick(rep=rep):
            return f"rep {rep}"
        case cues.TempoBeat():
            return "tempo"
        case cues.Counted(round=turn, item=item):
            return f"counted: round {turn}, exercise {item}"
        case cues.RoundCounted(round=turn, split=split):
            return f"round {turn} done in {clock(split)}"
        case cues.Adjusted(delta=delta):
            return f"{abs(delta) // 1000} s {'more' if delta > 0 else 'less'}"
        case cues.Finished(early=early):
            return "finished" + (" early" if early else "")
    return cue_name(cue).replace("-", " ")


def figures_of(one: Cue | Command) -> dict[str, Any]:
    """The figures of a command; what a cue says besides when and where."""
    return {f.name: getattr(one, f.name) for f in fields(one) if f.name not in ("due", "step")}


def instant_text(ms: int) -> str:
    """An instant with its milliseconds: ``1:30.500``."""
    return f"{clock(ms)}.{ms % 1000:03}"
