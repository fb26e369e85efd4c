"""Complex: several exercises with one load that is not put down in between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Self

from legtimer.core.amount_types import LevelLoads
from legtimer.core.block import Block
from legtimer.core.block_checks import check_lists, check_rests, each_exercise
from legtimer.core.diagnostics import Diagnostics, KeyPath
from legtimer.core.duration_types import RestTimes
from legtimer.core.exercise import Exercise, PlannedLoad, Rest, Span
from legtimer.core.exercise_types import Exercises
from legtimer.core.fields import key
from legtimer.core.ranking import Ranking
from legtimer.core.step_builder import StepBuilder
from legtimer.core.steps import Step, TallyItem
from legtimer.core.value_types import Count


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Complex(Block):
    """Several exercises with one load, without a rest between them; one press ends a set."""

    kind = "complex"
    label = "Complex"
    summary = "Several exercises with one load, which is not put down in between."
    word = "set"
    ranking = Ranking.WORK
    one_load = True
    open_scores = frozenset({"load"})
    example = {
        "sets": 4,
        "load": "40 kg",
        "rest": "2:00",
        "exercises": ["6 Romanian deadlift", "6 Hang clean", "6 Front squat", "6 Push press"],
    }

    sets: Span | None = key(Count(), help="How many times the complex is done.", default=None)
    load: tuple[tuple[PlannedLoad, ...], ...] = key(
        LevelLoads(), help="The load of all exercises; one, or one per set."
    )
    rest: tuple[Rest, ...] | None = key(RestTimes(), help="The rest after each set.", default=None)
    exercises: tuple[Exercise, ...] = key(Exercises(), help="What is done, back to back.")

    def check(self, path: KeyPath, report: Diagnostics, typed: Mapping[str, object]) -> None:
        """The load is the complex's, and lists per set agree."""
        for at, exercise in each_exercise(self, path):
            if exercise.loads:
                report.error(
                    at,
                    "a complex has one load for all its exercises: give it as load = "
                    f'"{exercise.loads[0].text}"',
                )
            if exercise.rest is not None or exercise.is_rest:
                report.error(at, 'there is no rest inside a complex; kind = "circuit" has rests')
            if exercise.cadence:
                report.error(
                    at, "a cadence cannot be kept in a complex: one press ends the whole set"
                )
        levels = len(self.load)
        for i, exercise in enumerate(self.exercises if levels > 1 else ()):
            for count in exercise.levels() - {levels}:
                report.error(
                    (*path, "exercises", i),
                    f"figures for {count} levels but loads for {levels}; give one load for each "
                    "figure",
                )
        check_lists(self, path, report, typed, "sets")
        loads = max(map(len, self.load))
        if loads == 1:
            check_rests(self, path, report)
            return
        listed = max((e.listed for e in self.exercises), default=1)
        sets = listed if listed > 1 else self.sets
        if sets is not None and sets not in (loads, Span(loads, loads)):
            report.error(
                (*path, "load"), f"{loads} loads, one per set, contradict the number of sets"
            )

    def completed(self) -> Self:
        return replace(
            self, exercises=tuple(_with_loads(exercise, self.load) for exercise in self.exercises)
        )

    def steps(self, builder: StepBuilder) -> Iterator[Step]:
        """One step a set, with all its exercises; both sides of them without a switch."""
        sets = builder.rounds("sets", self.sets)
        for turn in range(sets):
            items = tuple(map(_without_switch, builder.tally_items(turn)))
            if not items:
                return
            place = builder.place(turn + 1, sets, source=items[0].source)
            yield builder.complex_set(items, place)
            if turn + 1 < sets:
                yield from builder.rest(builder.rest_after(self.rest, turn), place)


def _with_loads(exercise: Exercise, loads: tuple[tuple[PlannedLoad, ...], ...]) -> Exercise:
    """An exercise with the load of the complex, at each level the one of that level."""
    easier = exercise.easier
    if isinstance(easier, Exercise):
        exercise = replace(exercise, easier=_with_loads(easier, loads))
    options = exercise.options
    if len(loads) == 1 or (options and not exercise.by_level):
        options = tuple(_with_loads(option, loads) for option in options)
        return replace(exercise, loads=loads[0], options=options)
    at_levels = options or (exercise,) * len(loads)
    found = [_with_loads(one, (load,)) for one, load in zip(at_levels, loads, strict=False)]
    return replace(found[0], options=tuple(found), by_level=True)


def _without_switch(item: TallyItem) -> TallyItem:
    sides = item.exercise.sides
    if sides is None:
        return item
    both = sides._replace(alternating=True)
    return item._replace(exercise=replace(item.exercise, sides=both))
