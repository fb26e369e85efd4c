"""The words with which blocks speak of steps.

Theory of operation. ``StepBuilder`` is handed to ``Block.steps``. It knows what lies around the
block: the workout's defaults, what the athlete chose for ranges, which exercises are swapped for
easier ones, and in which pass of which repeat it stands. Its methods make steps; they decide once,
for all kinds, what per side means, what a rest is, and when half of a time is called.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from legtimer.core.block import Block
from legtimer.core.exercise import Amount, Exercise, Load, Rest, Span, Unit
from legtimer.core.notation import clock
from legtimer.core.steps import (
    Cadence,
    Ends,
    Phase,
    Place,
    PressEffect,
    Scored,
    Step,
    Tally,
    TallyItem,
)

if TYPE_CHECKING:
    from legtimer.core.workout import Workout

HALFWAY_FROM = 30_000
"""The shortest time, in ms, of which half is called unless the file says otherwise."""


class StepBuilder:
    """One block on its way to becoming steps."""

    def __init__(
        self,
        workout: Workout,
        block: Block,
        path: str,
        index: int,
        choices: Mapping[str, int],
        swaps: frozenset[str],
        passes: tuple[tuple[int, int], ...] = (),
        choice: str | None = None,
    ) -> None:
        """Look at one block.

        Args:
            workout: gives the defaults.
            block: the block.
            path: where it stands, such as ``block[0]``.
            index: of the top-level block that it belongs to.
            choices: what the athlete chose, by the key of the range.
            swaps: the sources of the exercises that are swapped for easier ones.
            passes: which pass of which repeat, for each enclosing repeat.
            choice: the key of the innermost enclosing count that the athlete can change.
        """
        self.workout = workout
        self.block = block
        self.path = path
        self.index = index
        self.choices = choices
        self.swaps = swaps
        self.passes = passes
        self.choice = choice
        self.switch = workout.switch if block.switch is None else block.switch
        self.get_set = workout.get_set if block.get_set is None else block.get_set
        self.countdown = workout.countdown if block.countdown is None else block.countdown

    def within(self, block: Block, number: int, passes: tuple[tuple[int, int], ...]) -> StepBuilder:
        """The expansion of a block inside this one."""
        return StepBuilder(
            self.workout,
            block,
            f"{self.path}.block[{number}]",
            self.index,
            self.choices,
            self.swaps,
            self.passes + passes,
            self.choice,
        )

    def chosen(self, name: str, span: Span, *, changeable: bool = True) -> int:
        """The number that the athlete chose for a range, else its low end.

        Args:
            name: the key of the range within the block.
            span: the range.
            changeable: whether the athlete may change it on the way (remembered for ``place``).
        """
        where = f"{self.path}.{name}"
        if changeable:
            self.choice = where
        return self.choices.get(where, span.low)

    def rounds(self, name: str, span: Span | None) -> int:
        """The number of rounds: as lists per round give it, else as chosen."""
        listed = max((e.listed for e in self.block.exercise_list()), default=1)
        if listed > 1:
            self.choice = None
            return listed
        return self.chosen(name, span or Span(1, 1))

    def rest_after(self, own: Rest | None) -> Rest:
        """A rest of the block, or the workout's."""
        return self.workout.rest if own is None else own

    def exercises(self) -> list[tuple[str, Exercise]]:
        """The exercises with their sources, easier ones swapped in, omitted ones left out."""
        found = []
        for i, exercise in enumerate(self.block.exercise_list()):
            source = f"{self.path}.exercises[{i}]"
            easier = exercise.easier if source in self.swaps else None
            if easier == "omit":
                continue
            if easier is not None:
                # The times around the work belong to the place in the block, not to the movement.
                exercise = replace(  # noqa: PLW2901
                    easier,
                    rest=exercise.rest if easier.rest is None else easier.rest,
                    switch=exercise.switch if easier.switch is None else easier.switch,
                    get_set=exercise.get_set if easier.get_set is None else easier.get_set,
                )
            found.append((source, exercise))
        return found

    def place(
        self,
        round: int = 0,
        rounds: int = 0,
        exercise: int = 0,
        exercises: int = 0,
        side: int = 0,
        source: str = "",
    ) -> Place:
        """Where a step stands; all figures count from 1, 0 for none."""
        block = self.block
        return Place(
            self.index,
            self.path,
            block.title,
            block.kind,
            block.role,
            self.passes,
            block.word,
            round,
            rounds,
            exercise,
            exercises,
            side,
            self.choice,
            source,
        )

    def calls_half(self, limit: int | None) -> bool:
        """Whether half of a time is called."""
        if limit is None:
            return False
        if self.block.halfway is not None:
            return self.block.halfway
        return self.workout.halfway and limit >= HALFWAY_FROM

    def work(
        self, exercise: Exercise, place: Place, *, amount: Amount | None = None
    ) -> Iterator[Step]:
        """The work on one exercise: one step, or two with a switch between for per side.

        Args:
            exercise: what is done.
            place: where; its ``round`` picks the figure of a list per round.
            amount: the amount, where it is not the exercise's own.
        """
        turn = max(place.round - 1, 0)
        if amount is None:
            amount = self.settled(exercise.amount(turn), place.source)
        load = exercise.load(turn)
        get_set = self.get_set if exercise.get_set is None else exercise.get_set
        if exercise.sides is None or exercise.sides.alternating:
            yield self._set(exercise, amount, load, place, get_set)
            return
        switch = self.switch if exercise.switch is None else exercise.switch
        yield self._set(exercise, amount, load, place._replace(side=1), get_set)
        second = place._replace(side=2)
        if switch:
            yield Step(
                Phase.SWITCH,
                Ends.FIRST,
                PressEffect.GO,
                switch,
                second,
                exercise,
                amount,
                load,
                countdown=self.countdown,
            )
        yield self._set(exercise, amount, load, second, get_set)

    def settled(self, amount: Amount, source: str) -> Amount:
        """An amount with a range of times replaced by what the athlete chose."""
        if amount.unit is not Unit.TIME or not amount.ranged:
            return amount
        ms = self.choices.get(f"{source}.time", amount.low)
        return time_amount(ms)

    def _set(
        self, exercise: Exercise, amount: Amount, load: Load | None, place: Place, get_set: int
    ) -> Step:
        cadence = cadence_of(exercise)
        if amount.unit is Unit.TIME:
            return Step(
                Phase.WORK,
                Ends.CLOCK,
                PressEffect.PAUSE,
                amount.low,
                place,
                exercise,
                amount,
                load,
                cadence=cadence,
                countdown=0 if cadence else self.countdown,
                halfway=self.calls_half(amount.low),
                get_set=get_set,
            )
        if cadence is not None and amount.unit is Unit.REPS:
            # A range runs to its top: the athlete's press ends it anywhere in between.
            sides = 2 if exercise.sides and exercise.sides.alternating else 1
            return Step(
                Phase.WORK,
                Ends.FIRST,
                PressEffect.DONE,
                amount.high * sides * cadence.period,
                place,
                exercise,
                amount,
                load,
                cadence=cadence,
                countdown=0,
                get_set=get_set,
            )
        return Step(
            Phase.WORK,
            Ends.ATHLETE,
            PressEffect.DONE,
            None,
            place,
            exercise,
            amount,
            load,
            cadence=cadence,
            counts_up=True,
            get_set=get_set if cadence else 0,
        )

    def rest(self, rest: Rest, place: Place) -> Iterator[Step]:
        """A rest, or nothing where there is none."""
        if rest.none:
            return
        if rest.ready:
            yield Step(Phase.REST, Ends.ATHLETE, PressEffect.GO, None, place, counts_up=True)
            return
        yield Step(
            Phase.REST,
            Ends.FIRST,
            PressEffect.GO,
            rest.high,
            place,
            countdown=self.countdown,
            call=rest.low if rest.low < rest.high else None,
        )

    def turns(
        self,
        order: list[tuple[int, int]],
        place_counts: tuple[int, int],
        rest: Rest,
        between: Rest | None,
    ) -> Iterator[Step]:
        """Exercises in an order, with the rests between them and none after the last.

        Args:
            order: (round from 0, exercise from 0) in the order in which they are done.
            place_counts: how many rounds and how many exercises there are.
            rest: where the round changes; there it stands against an exercise's own.
            between: where it does not; None for straight sets, whose rests are all alike.
        """
        exercises = self.exercises()
        rounds, count = place_counts
        for n, (turn, i) in enumerate(order):
            source, exercise = exercises[i]
            place = self.place(turn + 1, rounds, i + 1, count, source=source)
            yield from self.work(exercise, place)
            if n + 1 == len(order):
                return
            ends_round = between is not None and order[n + 1][0] != turn
            pause = rest if ends_round or between is None else between
            if exercise.rest is not None and (not ends_round or rest.none):
                pause = exercise.rest
            yield from self.rest(pause, place)

    def tally_items(self, turn: int) -> tuple[TallyItem, ...]:
        """The exercises of one counted round (from 0) with what each adds to a score."""
        items = []
        for source, exercise in self.exercises():
            amount = self.settled(exercise.amount(turn), source)
            items.append(tally_item(exercise, amount, exercise.load(turn), source))
        return tuple(items)

    def counted(
        self,
        tally: Tally,
        limit: int | None,
        place: Place,
        *,
        scored: Scored | None,
        ends: Ends = Ends.CLOCK,
        counts_up: bool = False,
    ) -> Step:
        """Work whose exercises are counted off by presses."""
        first = tally.rounds[0][0]
        return Step(
            Phase.WORK,
            ends,
            PressEffect.COUNT,
            limit,
            place,
            first.exercise,
            tally=tally,
            scored=scored,
            counts_up=counts_up,
            countdown=self.countdown,
            halfway=not counts_up and self.calls_half(limit),
            get_set=self.get_set,
        )

    def interval(
        self, items: tuple[TallyItem, ...], every: int, place: Place, scored: Scored
    ) -> Step:
        """One interval whose boundary moves on by itself; a press says that its work is done."""
        alone = items[0] if len(items) == 1 else None
        return Step(
            Phase.WORK,
            Ends.CLOCK,
            PressEffect.MADE,
            every,
            place,
            items[0].exercise,
            alone.amount if alone else None,
            alone.load if alone else None,
            tally=Tally((items,), endless=False, flows=False, by_round=True),
            scored=scored,
            countdown=self.countdown,
            get_set=self.get_set,
        )

    def score(self, step: Step) -> Step:
        """The question for the reps of the exercise that the clock of ``step`` cut off."""
        return Step(
            Phase.SCORE,
            Ends.ATHLETE,
            PressEffect.CONFIRM,
            None,
            # It is asked once for the whole block, whichever interval was the last.
            step.place._replace(round=0, rounds=0),
            step.exercise,
            scored=step.scored,
        )


def time_amount(ms: int) -> Amount:
    """An amount of time in ms."""
    return Amount(Unit.TIME, ms, ms, clock(ms))


def cadence_of(exercise: Exercise) -> Cadence | None:
    """The metronome of an exercise, if it has one."""
    if not exercise.cadence:
        return None
    beats, at = [], 0
    for seconds in exercise.tempo[:-1]:
        at += seconds * 1000
        if 0 < at < exercise.cadence and at not in beats:
            beats.append(at)
    return Cadence(exercise.cadence, tuple(beats))


def tally_item(exercise: Exercise, amount: Amount, load: Load | None, source: str) -> TallyItem:
    """An exercise of a counted round; what can be counted scores, with both sides of it."""
    countable = amount.unit in (Unit.REPS, Unit.ENERGY)
    reps = amount.low * (2 if exercise.sides else 1) if countable else 0
    limit = amount.low * (2 if exercise.sides else 1) if amount.unit is Unit.TIME else None
    return TallyItem(exercise, amount, load, reps, limit, source)
