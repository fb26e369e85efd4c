"""The exercises of a workout that have targets.

An exercise is named by its ``exercise_key``: where it stands in the file, and which of its levels
or choices it is, so that targets are known before anything is chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from legtimer.core.block import Block
from legtimer.core.coach.growth_types import growth_conflict
from legtimer.core.exercise import Exercise, Growth, Span
from legtimer.core.workout import Workout, walk

RuleOf = Callable[[str], Growth | None]
"""The rule of a programme for an exercise, by its name; it counts where the file has none."""


class GrowingExercise(NamedTuple):
    """An exercise of a workout that has a target."""

    key: str
    """As ``exercise_key``."""
    source: str
    """Where it stands in the file, as ``Place.source``."""
    path: str
    """Where its block stands, such as ``block[0]``."""
    block: Block
    exercise: Exercise
    growth: Growth
    """Without steps where only the weights that are owned matter."""

    @property
    def sets(self) -> Span | None:
        """The range of its sets or rounds; None where there is no choice."""
        span: Span | None = getattr(self.block, self.block.rounds_key)
        return span if span is not None and span.ranged else None


def exercise_key(source: str, number: int = 0) -> str:
    """What names an exercise.

    Args:
        source: where it stands in the file.
        number: which of its levels or choices it is, from 1; 0 where there is one only.
    """
    return f"{source}.{number}" if number else source


def no_rule(_: str) -> Growth | None:
    """As if there were no programme."""
    return None


def growing_exercises(workout: Workout, rule_of: RuleOf = no_rule) -> Iterator[GrowingExercise]:
    """The exercises of a workout that have targets, in the order of the file."""
    for path, block in walk(workout.blocks):
        if not block.rounds_key:
            continue
        for i, listed in enumerate(block.exercise_list()):
            source = f"{path}.exercises[{i}]"
            for key, exercise in _options(listed, source):
                growth = exercise.growth
                if growth is None:
                    growth = rule_of(exercise.name)
                    if growth is not None and growth_conflict(growth, exercise)[1]:
                        growth = None
                if growth is None and exercise.ramp:
                    growth = Growth()
                if growth is not None:
                    yield GrowingExercise(key, source, path, block, exercise, growth)


def _options(exercise: Exercise, key: str) -> Iterator[tuple[str, Exercise]]:
    if not exercise.options:
        yield key, exercise
    for number, option in enumerate(exercise.options, 1):
        yield from _options(option, exercise_key(key, number))
