"""Complex: several exercises with one load that is not put down in between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from legtimer.core.block import Block, check_lists, check_rests, each_exercise
from legtimer.core.diagnostics import Diagnostics, KeyPath
from legtimer.core.exercise import Exercise, PlannedLoad, Rest, Span
from legtimer.core.exercise_types import Exercises
from legtimer.core.fields import key
from legtimer.core.ranking import Ranking
from legtimer.core.step_builder import StepBuilder
from legtimer.core.steps import Step, TallyItem
from legtimer.core.value_types import Count, LoadText, RestTimes


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
    load: tuple[PlannedLoad, ...] = key(
        LoadText(), help="The load of all exercises; one, or one per set."
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
        check_lists(self, path, report, typed, "sets")
        if len(self.load) == 1:
            check_rests(self, path, report)
        listed = max((e.listed for e in self.exercises), default=1)
        if len(self.load) > 1:
            sets = listed if listed > 1 else self.sets
            if sets is not None and sets not in (
                len(self.load),
                Span(len(self.load), len(self.load)),
            ):
                report.error(
                    (*path, "load"),
                    f"{len(self.load)} loads, one per set, contradict the number of sets",
                )

    def steps(self, builder: StepBuilder) -> Iterator[Step]:
        """One step a set, with all its exercises; both sides of them without a switch."""
        sets = builder.rounds("sets", self.sets)
        if len(self.load) > 1:
            builder.choice = None
            sets = len(self.load)
        for turn in range(sets):
            load = self.load[min(turn, len(self.load) - 1)]
            items = tuple(_with_load(item, load) for item in builder.tally_items(turn))
            if not items:
                return
            place = builder.place(turn + 1, sets, 1, len(items), source=items[0].source)
            yield builder.complex_set(items, load, place)
            if turn + 1 < sets:
                yield from builder.rest(builder.rest_after(self.rest, turn), place)


def _with_load(item: TallyItem, load: PlannedLoad) -> TallyItem:
    sides = item.exercise.sides
    both = sides and sides._replace(alternating=True)
    return item._replace(exercise=replace(item.exercise, sides=both), load=load)
