"""How a command is written into a journal: a word, and its figures exactly."""

from __future__ import annotations

import math
import re

from legtimer.core.exercise import Load, LoadUnit
from legtimer.core.session import commands as c
from legtimer.core.session.words import COMMANDS, WORDS

_MOST_DIGITS = 15
_WHOLE = re.compile(rf"-?(?:0|[1-9][0-9]{{0,{_MOST_DIGITS - 1}}})")


class Misspelled(ValueError):
    """What stands in a journal is no command."""


def spelled(command: c.Command) -> str:
    """A command as text: ``press``, ``adjust -10000``, ``reps 12``, ``load kg 22.5 2``."""
    match command:
        case c.Adjust(delta):
            return f"adjust {delta}"
        case c.CorrectReps(reps):
            return f"reps {reps}"
        case c.CorrectLoad(load):
            return f"load {load.unit} {float(load.value)!r} {load.pieces}"
        case c.Slept(at):
            return f"slept {at}"
        case c.SwapEasier(instead) if instead:
            return f"easier {instead}"
    return WORDS[type(command)]


def command_of(text: str) -> c.Command:
    """The command that ``spelled`` wrote.

    Raises:
        Misspelled: if it is none.
    """
    word, *figures = text.split(" ")
    if word in COMMANDS and not figures:
        return COMMANDS[word]()
    match word, figures:
        case "adjust", [delta]:
            return c.Adjust(_whole(delta, text))
        case "reps", [reps]:
            return c.CorrectReps(_whole(reps, text))
        case "slept", [at]:
            return c.Slept(_whole(at, text))
        case "easier", [_, *_]:
            return c.SwapEasier(text.partition(" ")[2])
        case "load", [unit, value, pieces]:
            return c.CorrectLoad(_load(unit, value, pieces, text))
    raise Misspelled(f"{text[:80]!r} is no command")


def _whole(figure: str, text: str) -> int:
    if not _WHOLE.fullmatch(figure):
        raise Misspelled(f"{text[:80]!r} has no whole number where one is needed")
    return int(figure)


def _load(unit: str, value: str, pieces: str, text: str) -> Load:
    try:
        found = Load(LoadUnit(unit), float(value), _whole(pieces, text))
    except ValueError:
        raise Misspelled(f"{text[:80]!r} names no load") from None
    if not math.isfinite(found.value):
        raise Misspelled(f"{text[:80]!r} names no load")
    return found
