"""What is pressed when, as text: ``0:12 press, 1:30 undo, 1:31.5 reps 12``."""

from __future__ import annotations

import re
from typing import NamedTuple

from legtimer.core import notation
from legtimer.core.notation import NotUnderstood
from legtimer.core.session import commands as c
from legtimer.core.session.words import COMMANDS, WORDS

_INSTANT = re.compile(r"(?:(?:(\d+):)?(\d+):)?(\d+)(?:\.(\d{1,3}))?")
_KEYS = {"space": "press", "enter": "press", "done": "press", "go": "press", "count": "press"}


class Pressed(NamedTuple):
    """One press."""

    at: int
    """Ms since the start."""
    command: c.Command


class BadScript(ValueError):
    """A script that cannot be followed; its text says where and why."""


def command_of(words: str) -> c.Command:
    """The command that is spelled: ``press``, ``undo``, ``+10``, ``reps 12``, ``load 20 kg``.

    Raises:
        BadScript: if there is none.
    """
    word, _, rest = words.strip().partition(" ")
    word = _KEYS.get(word.lower(), word.lower())
    if word in COMMANDS and not rest:
        return COMMANDS[word]()
    if re.fullmatch(r"[+-]\d{1,4}", word) and not rest:
        return c.Adjust(int(word) * 1000)
    if word == "reps" and rest.strip().isdecimal() and len(rest.strip()) <= 6:
        return c.CorrectReps(int(rest))
    if word == "load" and rest:
        try:
            return c.CorrectLoad(notation.single_load(rest))
        except NotUnderstood as problem:
            raise BadScript(problem.message) from None
    if word == "easier" and rest.strip():
        return c.SwapEasier(rest.strip())
    if word.isdecimal() and not rest:
        raise BadScript(f"{word!r} is not known; for reps write reps {word}")
    known = ", ".join([*COMMANDS, "+10", "-10", "reps N", "load 20 kg", "easier NAME"])
    raise BadScript(f"{words.strip()!r} is not known; known are {known}")


def spelled(command: c.Command) -> str:
    """How a command is written in a script."""
    match command:
        case c.Adjust(delta):
            return f"{delta // 1000:+d}"
        case c.CorrectReps(reps):
            return f"reps {reps}"
        case c.CorrectLoad(load):
            return f"load {load.text}"
        case c.SwapEasier(instead) if instead:
            return f"easier {instead}"
    return WORDS[type(command)]


def read_script(text: str) -> tuple[Pressed, ...]:
    """Read a script: presses separated by commas, semicolons or lines, in the order of time.

    Raises:
        BadScript: if it cannot be followed.
    """
    found: list[Pressed] = []
    for part in re.split(r"[,;\n]", text):
        words = part.partition("#")[0].strip()
        if not words:
            continue
        instant, _, command = words.partition(" ")
        match = _INSTANT.fullmatch(instant)
        if not match:
            raise BadScript(f"{words!r} begins with no instant; write for example 1:30.5 press")
        hours, minutes, seconds, part_of_second = match.groups()
        whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds)
        at = whole * 1000 + int((part_of_second or "").ljust(3, "0"))
        if found and at < found[-1].at:
            raise BadScript(f"{words!r} comes before the press in front of it")
        found.append(Pressed(at, command_of(command)))
    return tuple(found)
