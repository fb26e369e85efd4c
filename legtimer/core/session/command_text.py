"""Commands as text: as a journal keeps them, and as people write them in scripts and requests.

A journal has every figure exactly (``adjust -10000``, ``load kg 22.5 2``), and its reader takes
nothing else. People write ``-10``, ``load 2x22.5 kg``, and may say ``done`` for a press. A word
that was once written into a journal is never given to another command.
"""

from __future__ import annotations

import math
import re
from types import MappingProxyType
from typing import Final

from legtimer.core import notation
from legtimer.core.exercise import Load, LoadUnit
from legtimer.core.notation import NotUnderstood
from legtimer.core.session import commands as c
from legtimer.core.session.commands import JournalEntry

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
_WORDS: Final = {kind: word for word, kind in COMMANDS.items()}
_KEYS: Final = dict.fromkeys(("space", "enter", "done", "go", "count"), "press")
TOO_SOON: Final = "not counted: too soon after another press, or after a change"
"""What became of a press that changed nothing."""
_MOST_DIGITS = 15
_WHOLE = re.compile(rf"-?(?:0|[1-9][0-9]{{0,{_MOST_DIGITS - 1}}})")
_LENGTH = re.compile(r"(\d{1,6}(?:[.,]\d{1,3})?)\s*(m|km|mi|yd|ft)", re.IGNORECASE)
_SET = re.compile(r"\d{1,4}")
_REPS = re.compile(r"(\d{1,6})(?:\s+set\s+(\d{1,4}))?", re.IGNORECASE)
# The commas of "load 22,5 kg" and "reps 12,5" are decimal ones; behind that of "reps 12,0:25 press"
# comes an instant.
_SEPARATOR = re.compile(r"[;\n]|(?<!\d),|,(?!\d{1,2}\s*(?:$|[,;\n]|kg|lb|%))", re.IGNORECASE)
_INSTANT = re.compile(r"(?:(?:(\d+):)?(\d+):)?(\d+)(?:\.(\d{1,3}))?")


class InvalidCommand(ValueError):
    """A text that is no command, or a script that cannot be followed; it says where and why."""


def journal_text(command: c.Command) -> str:
    """A command as a journal keeps it: ``press``, ``adjust -10000``, ``load kg 22.5 2``."""
    match command:
        case c.Adjust(delta):
            return f"adjust {delta}"
        case c.CorrectReps(reps, number) if number:
            return f"reps {reps} {number}"
        case c.CorrectLoad(load, number):
            which = f" {number}" if number else ""
            return f"load {load.unit} {float(load.value)!r} {load.pieces}{which}"
        case c.Slept(at):
            return f"slept {at}"
    return command_text(command)


def command_text(command: c.Command) -> str:
    """A command as people write it: ``press``, ``+10``, ``reps 12``, ``load 20 kg``."""
    match command:
        case c.Adjust(delta):
            return f"{delta // 1000:+d}"
        case c.CorrectReps(reps, number):
            return f"reps {reps} set {number}" if number else f"reps {reps}"
        case c.CorrectLoad(load, number):
            return f"load {load.text} set {number}" if number else f"load {load.text}"
        case c.SwapEasier(instead) if instead:
            return f"easier {instead}"
    return _WORDS[type(command)]


def parse_journal_text(text: str) -> c.Command:
    """The command that ``journal_text`` wrote.

    Raises:
        InvalidCommand: if it is none.
    """
    word, *figures = text.split(" ")
    if word in COMMANDS and not figures:
        return COMMANDS[word]()
    match word, figures:
        case "adjust", [delta]:
            return c.Adjust(_whole(delta, text))
        case "reps", [reps]:
            return c.CorrectReps(_whole(reps, text))
        case "reps", [reps, number]:
            return c.CorrectReps(_whole(reps, text), _whole(number, text))
        case "slept", [at]:
            return c.Slept(_whole(at, text))
        case "easier", [_, *_]:
            return c.SwapEasier(text.partition(" ")[2])
        case "load", [unit, value, pieces]:
            return c.CorrectLoad(_load(unit, value, pieces, text))
        case "load", [unit, value, pieces, number]:
            return c.CorrectLoad(_load(unit, value, pieces, text), _whole(number, text))
    raise InvalidCommand(f"{text[:80]!r} is no command")


def parse_command(text: str) -> c.Command:
    """The command that somebody wrote: ``done``, ``undo``, ``+10``, ``reps 12``, ``load 20 kg``.

    Raises:
        InvalidCommand: if it is none.
    """
    word, _, rest = text.strip().partition(" ")
    word = _KEYS.get(word.lower(), word.lower())
    if word in COMMANDS and not rest:
        return COMMANDS[word]()
    if re.fullmatch(r"[+-]\d{1,4}", word) and not rest:
        return c.Adjust(int(word) * 1000)
    if word == "reps" and (figures := _REPS.fullmatch(rest.strip())):
        return c.CorrectReps(int(figures[1]), int(figures[2] or 0))
    if word == "reps" and (why := notation.not_whole(rest)):
        raise InvalidCommand(why)
    if word == "load" and rest:
        load, _, number = rest.partition(" set ")
        if number and not _SET.fullmatch(number):
            raise InvalidCommand(f"{number!r} is no set; write load 20 kg set 2")
        try:
            typed = notation.single_load(notation.decimal_point(load))
            return c.CorrectLoad(typed, int(number or 0))
        except NotUnderstood as problem:
            raise InvalidCommand(problem.message) from None
    if word == "distance" and (length := _LENGTH.fullmatch(rest.strip())):
        return c.CorrectReps(notation.length_mm(length[1], length[2].lower()))
    if word == "distance":
        raise InvalidCommand("distance needs a figure with its unit: distance 2.45 m")
    if word == "easier" and rest.strip():
        return c.SwapEasier(rest.strip())
    if word.isdecimal() and not rest:
        raise InvalidCommand(f"{word!r} is not known; for reps write reps {word}")
    known = ", ".join(
        [*COMMANDS, "+10", "-10", "reps N", "load 20 kg", "distance 2.45 m", "easier NAME"]
    )
    raise InvalidCommand(f"{text.strip()!r} is not known; known are {known}")


def parse_script(text: str) -> tuple[JournalEntry, ...]:
    """What is pressed when: ``0:12 press, 1:30 undo, 1:31.5 reps 12``.

    The presses are separated by commas, semicolons or lines and stand in the order of time.

    Raises:
        InvalidCommand: if it cannot be followed.
    """
    found: list[JournalEntry] = []
    for part in _SEPARATOR.split(text):
        words = part.partition("#")[0].strip()
        if not words:
            continue
        instant, _, command = words.partition(" ")
        match = _INSTANT.fullmatch(instant)
        if not match:
            raise InvalidCommand(
                f"{words!r} begins with no instant; write for example 1:30.5 press"
            )
        hours, minutes, seconds, part_of_second = match.groups()
        whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds)
        at = whole * 1000 + int((part_of_second or "").ljust(3, "0"))
        if at > notation.LONGEST:
            raise InvalidCommand(f"{words!r} comes too late; the latest instant is 24:00:00")
        if found and at < found[-1].at:
            raise InvalidCommand(f"{words!r} comes before the press in front of it")
        found.append(JournalEntry(at, parse_command(command)))
    return tuple(found)


def _whole(figure: str, text: str) -> int:
    if not _WHOLE.fullmatch(figure):
        raise InvalidCommand(f"{text[:80]!r} has no whole number where one is needed")
    return int(figure)


def _load(unit: str, value: str, pieces: str, text: str) -> Load:
    try:
        found = Load(LoadUnit(unit), float(value), _whole(pieces, text))
    except ValueError:
        raise InvalidCommand(f"{text[:80]!r} names no load") from None
    if not math.isfinite(found.value):
        raise InvalidCommand(f"{text[:80]!r} names no load")
    return found
