"""What there is to type in a workout: keys by kind of block, exercises, loads."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from legtimer.core.blocks import kinds
from legtimer.core.exercise_forms import LineText
from legtimer.core.exercise_types import Easier, Exercises, Harder, Options
from legtimer.core.fields import key_table
from legtimer.core.value_types import Choice, KeyTable
from legtimer.core.workout import Workout
from legtimer.files.exercises.names import name_key
from legtimer.tui.screens.editor.completion import Completion, Grammar, Item, ranked

_KIND: Final = re.compile(r"""\s*kind\s*=\s*["']([\w-]*)""")
_UNITS: Final = frozenset({"m", "km", "mi", "cal", "s", "sec", "min", "reps", "alternating", "max"})
_KIND_KEY: Final[KeyTable] = {"kind": (Choice(), "What kind of block it is.")}
_LINES: Final = (LineText, Easier, Harder, Options, Exercises)
"""What is typed as an amount, a name and a load."""
_LOADS: Final = (
    Item("bodyweight", "Your own weight."),
    Item("bodyweight + ", "What you add to it: bodyweight + 10 kg."),
    Item("bodyweight - ", "What helps you, such as a band: bodyweight - 20 kg."),
    Item("? kg", "The load is the score: you tell it after the set."),
    Item("? lb", "The load is the score: you tell it after the set."),
)


class WorkoutGrammar(Grammar):
    headers = {
        "[[block]]": "A block of the workout.",
        "[[block.block]]": "A block inside a repeat, or a part of a For Time or an AMRAP.",
    }

    def __init__(self, exercises: Callable[[], Mapping[str, str]]) -> None:
        """Take the exercises.

        Args:
            exercises: gives their names, with what each exercise is known by under all its names.
        """
        self._exercises = exercises

    def keys(self, header: str, rows: Sequence[str]) -> KeyTable:
        if not header:
            return key_table(Workout)
        known = kinds()
        kind = next((found[1] for row in rows if (found := _KIND.match(row))), "")
        if kind in known:
            return {**_KIND_KEY, **key_table(known[kind])}
        # Of an unknown kind only what all of them have can be said, and what nearly all have.
        first, *others = (key_table(cls) for cls in known.values())
        shared = {key: one for key, one in first.items() if all(key in table for table in others)}
        return {**_KIND_KEY, **shared, "exercises": (Exercises(), "What is done.")}

    def values(self, table: KeyTable, key: str) -> Sequence[Item]:
        if key == "kind":
            return [Item(f'"{kind}"', cls.summary) for kind, cls in kinds().items()]
        return super().values(table, key)

    def in_string(self, table: KeyTable, key: str, typed: str) -> Completion | None:
        named = key == "name" and "do" in table
        if not named and not (key in table and isinstance(table[key][0], _LINES)):
            return super().in_string(table, key, typed)
        before_load, at, load = typed.partition(" @ ")
        if at:
            return ranked(len(before_load) + len(at), load, _LOADS)
        name = _name_in(typed)
        return None if name is None else self._exercise(len(typed) - len(name), name)

    def _exercise(self, start: int, typed: str) -> Completion | None:
        """Each exercise once, by the first of its names that goes with what is typed."""
        exercises, wanted = self._exercises(), name_key(typed)
        folded = {name for name in exercises if wanted and name_key(name).startswith(wanted)}
        found = ranked(start, typed, [Item(name) for name in exercises], folded)
        if found is None:
            return None
        once: dict[str, Item] = {}
        for item in found.items:
            once.setdefault(exercises[item.text], item)
        return found._replace(items=tuple(once.values()))


def _name_in(line: str) -> str | None:
    """The part of an exercise line that is its name; None where that is over."""
    if "@" in line:
        return None
    words = line.lstrip().split(" ")
    if words[0] == "max" or words[0][:1] == "?" or words[0][:1].isdecimal():
        if len(words) == 1:
            return None
        words = words[1:]
        while len(words) > 1 and words[0].lower() in _UNITS:
            words = words[1:]
    return " ".join(words)
