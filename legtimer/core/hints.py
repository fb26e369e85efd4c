"""Hints for messages: what athletes write where the language has another word.

Only a file with a mistake comes here. A hint names what is certainly meant; where that is not
certain, there is none, and the reader names the nearest known word.
"""

from __future__ import annotations

from collections.abc import Mapping

from legtimer.core.block import Block
from legtimer.core.fields import keys_of
from legtimer.core.workout import Workout

_KINDS = {
    **dict.fromkeys(("tabata", "hiit", "interval"), 'kind = "intervals"'),
    **dict.fromkeys(("e2mom", "e3mom", "e90s", "etmom"), 'kind = "emom" with every = "2:00"'),
    **dict.fromkeys(("straight sets", "straight-sets", "set"), 'kind = "sets"'),
    **dict.fromkeys(("giant set", "giant-set", "triset", "tri-set"), 'kind = "superset"'),
    **dict.fromkeys(("rounds", "round"), 'kind = "circuit"'),
    **dict.fromkeys(("loop", "group", "nested"), 'kind = "repeat"'),
    **dict.fromkeys(("rft", "afap", "chipper"), 'kind = "for-time"'),
    **dict.fromkeys(("warm-up", "warmup"), 'kind = "timed" with role = "warm-up"'),
    **dict.fromkeys(("cool-down", "cooldown"), 'kind = "timed" with role = "cool-down"'),
    **dict.fromkeys(
        ("ladder", "pyramid"), 'kind = "circuit" with a ladder as amount, "1..10 Squat"'
    ),
    **dict.fromkeys(("break", "pause"), 'kind = "rest"'),
}

_LIKELY = {
    "cap": "for-time",
    "every": "emom",
    "work": "intervals",
    "start": "death-by",
    "load": "complex",
    "block": "repeat",
    "between": "circuit",
    "sets": "sets",
    "time": "amrap",
}

# For each word the keys that it may stand for, where the block has one of them.
_KEYS = {
    **dict.fromkeys(("cap", "for"), ("time",)),
    **dict.fromkeys(("duration", "minutes", "length"), ("time", "work", "every", "cap")),
    "time": ("cap", "every", "work"),
    **dict.fromkeys(("time-cap", "timecap", "time_cap", "limit"), ("cap", "time")),
    "interval": ("every", "work"),
    "sets": ("rounds",),
    "rounds": ("sets",),
    **dict.fromkeys(("times", "repeat", "repeats", "laps", "intervals"), ("rounds", "sets")),
    "title": ("name",),
    **dict.fromkeys(("description", "about", "comment", "text", "notes"), ("note",)),
    "on": ("work",),
    **dict.fromkeys(("off", "pause", "break", "recovery"), ("rest",)),
    **dict.fromkeys(("movements", "moves", "movement", "items"), ("exercises",)),
    "blocks": ("block",),
    "weight": ("load",),
}


def kind_hint(word: str) -> str:
    """What to write for a kind of block that athletes call otherwise; empty if not known."""
    meant = _KINDS.get(word.strip().lower())
    return f"write {meant}" if meant else ""


def likely_kind(table: Mapping[str, object]) -> str:
    """The kind that the keys of a block without one suggest."""
    return next((kind for key, kind in _LIKELY.items() if key in table), "circuit")


def key_hint(word: str, cls: type[Block], kinds: Mapping[str, type[Block]]) -> str:
    """What to do about a key that a kind of block does not have; empty if not known.

    Args:
        word: the key as typed.
        cls: the kind that does not have it.
        kinds: all kinds.
    """
    known = {item.key for item in keys_of(cls)}
    for key in _KEYS.get(word.lower(), ()):
        if key in known:
            return f"did you mean {key}?"
    if word in {item.key for item in keys_of(Workout)}:
        return "it belongs to the whole workout: put it above the first [[block]]"
    if word == "reps":
        return 'reps belong to an exercise: "20 Squat"'
    others = [kind for kind, other in kinds.items() if word in {i.key for i in keys_of(other)}]
    return f"it is a key of {' and '.join(others)}" if others else ""


def top_level_hint(word: str, kinds: Mapping[str, type[Block]]) -> str:
    """What to do about a key of the whole workout that does not exist; empty if not known.

    Args:
        word: the key as typed.
        kinds: all kinds of block.
    """
    if word.lower() in ("title", "workout"):
        return "did you mean name?"
    if word.lower() in ("description", "note", "notes", "comment"):
        return "did you mean about?"
    if word.lower() in ("blocks", "exercise", "set", "round", "group", "section", "part"):
        return "begin a part of the workout with [[block]]"
    if word == "kind" or any(word in {i.key for i in keys_of(cls)} for cls in kinds.values()):
        return "it belongs to a block: put it below a line with [[block]]"
    return ""
