"""Hints for messages: what athletes write where the language has another word.

Only a file with a mistake comes here. A hint names what is certainly meant; where that is not
certain, there is none, and the reader names the nearest known word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from legtimer.core.block import Block
from legtimer.core.fields import keys_of
from legtimer.core.notation import NotUnderstood, clock, duration
from legtimer.core.workout import Workout

_KINDS = {
    **dict.fromkeys(("tabata", "hiit", "interval"), 'kind = "intervals"'),
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

_LIMITS = ("time-cap", "timecap", "time_cap", "limit")
# For each word the keys that it may stand for, where the block has one of them.
_KEYS = {
    **dict.fromkeys(("cap", "for"), ("time",)),
    **dict.fromkeys(("duration", "minutes", "length"), ("time", "work", "every", "cap")),
    "time": ("cap", "every", "work"),
    **dict.fromkeys(_LIMITS, ("cap", "time")),
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


_PROGRAMME_KEYS = ("phase", "per-week", "days-between", "runs", "race", "warm-up", "cool-down")
_WHOLE_TIMES = ("time", "duration", "minutes", "length", "for", "cap", *_LIMITS)
_RESTS = {
    **dict.fromkeys(
        (
            (kind, key)
            for kind in ("amrap", "emom", "for-time", "death-by", "timed")
            for key in ("rest", "between")
        ),
        'a rest inside it stands among its exercises: "1:00 Rest"; behind it, write rest-after',
    ),
    ("sets", "between"): "rest comes after every set, also where the exercise changes: write rest",
    ("superset", "between"): 'a rest after one exercise stands there: { do = "20 Squat", '
    'rest = "0:30" }',
    ("complex", "between"): 'there is no rest inside a complex; kind = "circuit" has rests',
    ("intervals", "between"): "did you mean rest?",
}
"""Rests that a kind of block does not have, and a key at the top of the file would not give it."""


_PARTS = ("parts", "part", "buy-in", "buyin", "cash-out", "cashout", "then")


def _rounds(word: str, table: Mapping[str, object], cls: type[Block]) -> int:
    """How many intervals a whole time is, where the rest of the block says it; else 0."""

    def ms(key: str, otherwise: int = 0) -> int:
        value: Any = table.get(key)
        try:
            return value * 1000 if isinstance(value, int) else duration(str(value))
        except NotUnderstood:
            return otherwise

    if cls.kind in ("emom", "death-by"):
        one = ms("every", 60_000)
        # Whoever writes 10 for the whole time of these means minutes.
        whole = ms(word) * (60 if isinstance(table[word], int) else 1)
    elif cls.kind == "intervals" and "work" in table:
        one, whole = ms("work") + ms("rest"), ms(word)
    else:
        return 0
    return whole // one if one and whole > one else 0


def kind_hint(word: str) -> str:
    """What to write for a kind of block that athletes call otherwise; empty if not known."""
    word = word.strip().lower()
    meant = _KINDS.get(word)
    # E3MOM and E90S: every three minutes on the minute, every 90 seconds.
    if match := re.fullmatch(r"e(\d{1,3})(mom|sots?|s)", word):
        ms = int(match[1]) * (60_000 if match[2] == "mom" else 1000)
        meant = f'kind = "emom" with every = "{clock(ms)}"'
    return f"write {meant}" if meant else ""


def likely_kind(table: Mapping[str, object]) -> str:
    """The kind that the keys of a block without one suggest."""
    return next((kind for key, kind in _LIKELY.items() if key in table), "circuit")


def key_hint(
    word: str, table: Mapping[str, object], cls: type[Block], kinds: Mapping[str, type[Block]]
) -> str:
    """What to do about a key that a kind of block does not have; empty if not known.

    Args:
        word: the key as typed.
        table: the block as typed.
        cls: the kind that does not have it.
        kinds: all kinds.
    """
    known = {item.key for item in keys_of(cls)}
    counts = "rounds" in known and "rounds" not in table
    if counts and word.lower() in _WHOLE_TIMES and (rounds := _rounds(word, table, cls)):
        return f"the number of intervals gives the time: rounds = {rounds}"
    if (cls.kind, word) in _RESTS:
        return _RESTS[cls.kind, word]
    if word.lower() in _PARTS and "block" in known:
        return 'a part stands below, as [[block.block]] with kind = "circuit" and exercises'
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
    if word.lower() in _PROGRAMME_KEYS:
        return "it belongs to a programme, which is checked by: legtimer programme check"
    if word == "kind" or any(word in {i.key for i in keys_of(cls)} for cls in kinds.values()):
        return "it belongs to a block: put it below a line with [[block]]"
    return ""
