"""The workouts that can be picked: where they come from, which are shown, and in which order.

Nothing here reaches a file: a ``Shelf`` is given to the screens from outside.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum
from functools import cache

from legtimer.app.history_views import TrainingSummary
from legtimer.app.library import WorkoutEntry
from legtimer.files.exercises.names import name_words as exercise_words


class Order(Enum):
    """What the list is sorted by; the value is what the screen calls it."""

    NAME = "name"
    LENGTH = "length"
    LAST = "last done"
    TYPE = "type"

    @property
    def next(self) -> Order:
        """The one that comes after it, round and round."""
        all_of_them = list(Order)
        return all_of_them[(all_of_them.index(self) + 1) % len(all_of_them)]


def arranged(
    entries: Sequence[WorkoutEntry], order: Order, trained: Mapping[str, TrainingSummary]
) -> list[WorkoutEntry]:
    """Workouts in an order, group by group: first those of no group.

    Those of equal rank are sorted by name, and files with mistakes stand at the end of the group.

    Args:
        entries: in any order.
        order: what counts. What was trained last comes first, what was never trained last.
        trained: what was done before, by the workout's name.
    """

    def rank(entry: WorkoutEntry) -> tuple[object, ...]:
        group, by_name = _natural(entry.group), (_natural(entry.name), entry.origin)
        if entry.workout is None:
            return (group, True, 0, *by_name)
        if order is Order.LENGTH:
            return (group, False, entry.minutes, *by_name)
        if order is Order.LAST:
            done = trained.get(entry.name)
            return (group, False, -done.last.timestamp() if done else 0, *by_name)
        return (group, False, entry.kinds if order is Order.TYPE else 0, *by_name)

    return sorted(entries, key=rank)


def with_headings(entries: Sequence[WorkoutEntry]) -> list[WorkoutEntry | str]:
    """Workouts as ``arranged`` gives them, with the name of each group before its first."""
    rows: list[WorkoutEntry | str] = []
    group = ""
    for entry in entries:
        if entry.group != group:
            group = entry.group
            rows.append(group)
        rows.append(entry)
    return rows


@cache
def _natural(name: str) -> tuple[tuple[int, str], ...]:
    """A name as people sort it: ``Day 2`` before ``Day 10``."""
    parts = re.split(r"([0-9]{1,9})", name.casefold())
    return tuple((int(part), "") if i % 2 else (-1, part) for i, part in enumerate(parts))


class Finder:
    """Finds workouts by words of their names, groups, tags, types, equipment and exercises."""

    def __init__(self) -> None:
        """Know none yet."""
        self._texts: dict[str, tuple[WorkoutEntry, str, str]] = {}

    def find(self, entries: Sequence[WorkoutEntry], typed: str) -> list[WorkoutEntry]:
        """Those in which every word is found: best match first, equal ones in the order given.

        Args:
            entries: all there are.
            typed: words or their beginnings; ``kb squats`` finds ``Kettlebell squat``.
        """
        wanted = typed.casefold().split()
        if not wanted:
            return list(entries)
        pairs = [(word, "".join(exercise_words(word))) for word in wanted]
        found = [entry for entry in entries if self._has(entry, pairs)]
        return sorted(found, key=lambda entry: _distance(entry.name.casefold(), wanted))

    def _has(self, entry: WorkoutEntry, wanted: Sequence[tuple[str, str]]) -> bool:
        known = self._texts.get(entry.origin or entry.name)
        if known is None or known[0] is not entry:
            told = (*entry.tags, *entry.kinds, *entry.equipment, *entry.exercises)
            parts = (entry.name, entry.group, *told)
            text = "\n".join(parts).casefold()
            plain = "\n".join(" ".join(exercise_words(part)) for part in parts)
            known = (entry, text, plain)
            self._texts[entry.origin or entry.name] = known
        _, text, plain = known
        return all(word in text or bool(folded and folded in plain) for word, folded in wanted)


def _distance(name: str, wanted: Sequence[str]) -> int:
    """How far words are from a workout's name: 0 where it begins with them."""
    if name.startswith(" ".join(wanted)):
        return 0
    words = re.findall(r"\w+", name)
    if all(any(word.startswith(one) for word in words) for one in wanted):
        return 1
    return 2 if all(one in name for one in wanted) else 3
