"""Builder of steps: the methods with which blocks make them.

Theory of operation. A ``StepBuilder`` is handed to ``Block.steps``. It knows what lies around the
block: the workout's defaults, what the athlete chose for ranges, which exercises are swapped for
easier ones, and in which pass of which repeat the block stands. Its methods make steps; they decide
once, for all kinds, what per side means, what a rest is, and when half of a time is called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from legtimer.core.coach.ramp import RAMP_REPS, RAMP_WORD
from legtimer.core.exercise import NO_REST, Amount, Exercise, Load, PlannedLoad, Rest, Span, Unit
from legtimer.core.notation import LONGEST_LIST, clock
from legtimer.core.scoring import Scoring
from legtimer.core.steps import Cadence, Ends, Phase, Place, PressEffect, Step, Tally, TallyItem


class BlockDefaults(NamedTuple):
    """What a workout says for all of its blocks; all times in ms."""

    rest: Rest
    between: Rest
    switch: int
    get_set: int
    countdown: int
    halfway_from: int | None
    """The shortest time of which half is called; None: of none."""


class Surroundings(NamedTuple):
    """What lies around a block."""

    defaults: BlockDefaults
    path: str
    """Where the block stands, such as ``block[0]``."""
    block: int
    """Index of the top-level block that it belongs to."""
    choices: Mapping[str, int]
    """What the athlete chose, by the key of the range."""
    swaps: frozenset[str]
    """The sources of the exercises that are swapped for easier ones."""
    passes: tuple[tuple[int, int], ...] = ()
    """Which pass of which repeat, for each enclosing repeat."""
    choice: str | None = None
    """The key of the innermost enclosing count that the athlete can change."""
    note: str = ""
    """What the file says about the enclosing block."""


@dataclass(kw_only=True, slots=True, eq=False, repr=False)
class StepBuilder:
    """One block on its way to becoming steps."""

    around: Surroundings
    defaults: BlockDefaults
    """The workout's, with what the block says itself."""
    here: Callable[..., Place]
    """Makes a place in the block. Not by replace, which is slow: there are very many places."""
    exercise_list: tuple[Exercise, ...]
    scoring: Scoring | None
    """How the block is scored, if it is."""
    choice: str | None
    """The key of the count that the athlete can change; None where lists fix it."""

    def within(self, number: int, turn: tuple[int, int]) -> Surroundings:
        """What lies around a block inside this one.

        Args:
            number: its index in this block.
            turn: which pass (from 1) of how many.
        """
        return self.around._replace(
            path=f"{self.around.path}.block[{number}]",
            passes=(*self.around.passes, turn),
            choice=self.choice,
            note=self.here().note,
        )

    def part(self, number: int) -> Surroundings:
        """What lies around a part of scored work, which has no rests but its own.

        Args:
            number: its index in this block.
        """
        defaults = self.defaults._replace(rest=NO_REST, between=NO_REST)
        path = f"{self.around.path}.block[{number}]"
        return self.around._replace(path=path, defaults=defaults, choice=None)

    def chosen(self, name: str, span: Span, *, changeable: bool = True) -> int:
        """The number that the athlete chose for a range, else its low end.

        Args:
            name: the key of the range within the block.
            span: the range.
            changeable: whether the athlete may change it on the way (remembered for ``place``).
        """
        where = f"{self.around.path}.{name}"
        if changeable:
            self.choice = where
        return self.around.choices.get(where, span.low)

    def rounds(self, name: str, span: Span | None) -> int:
        """The number of rounds: as lists per round give it, else as chosen."""
        listed = max((e.listed for e in self.exercise_list), default=1)
        if listed > 1:
            self.choice = None
            return listed
        return self.chosen(name, span or Span(1, 1))

    def tally_rounds(self) -> tuple[tuple[TallyItem, ...], ...]:
        """The rounds of a tally that a clock ends, as far as they differ."""
        rising = any(exercise.rises for _, exercise in self.exercises())
        listed = max((exercise.listed for exercise in self.exercise_list), default=1)
        turns = LONGEST_LIST if rising else listed
        return tuple(self.tally_items(turn) for turn in range(turns))

    def rest_after(self, own: tuple[Rest, ...] | None, turn: int) -> Rest:
        """The rest of the block after a round (from 0), or the workout's."""
        return self.defaults.rest if own is None else own[min(turn, len(own) - 1)]

    def exercises(self) -> list[tuple[str, Exercise]]:
        """The exercises with their sources, easier ones swapped in, omitted ones left out."""
        found = []
        for i, exercise in enumerate(self.exercise_list):
            source = f"{self.around.path}.exercises[{i}]"
            exercise = exercise.chosen(self.around.choices, source)  # noqa: PLW2901
            easier = exercise.easier if source in self.around.swaps else None
            if easier == "omit":
                continue
            if easier is not None:
                # The times around the work belong to the place in the block, not to the movement.
                easier = easier.chosen(self.around.choices, source)
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
        source: str = "",
    ) -> Place:
        """Where a step stands; all figures count from 1, 0 for none."""
        return self.here(
            round=round,
            rounds=rounds,
            exercise=exercise,
            exercises=exercises,
            choice=self.choice,
            source=source,
        )

    def calls_half(self, limit: int | None) -> bool:
        """Whether half of a time is called."""
        least = self.defaults.halfway_from
        return limit is not None and least is not None and limit >= least

    def get_set(self, exercise: Exercise) -> int:
        """The time to get into position for an exercise, in ms."""
        return self.defaults.get_set if exercise.get_set is None else exercise.get_set

    def work(
        self,
        exercise: Exercise,
        place: Place,
        *,
        amount: Amount | None = None,
        load: Load | None = None,
    ) -> Iterator[Step]:
        """The work on one exercise: one step, or two with a switch between for per side.

        Args:
            exercise: what is done.
            place: where; its ``round`` picks the figure of a list per round.
            amount: the amount, where it is not the exercise's own.
            load: the load, where it is not.
        """
        turn = max(place.round - 1, 0)
        if amount is None:
            amount = self.settled(exercise.amount(turn), place.source)
        planned = exercise.load(turn) if load is None else load
        if exercise.sides is None or exercise.sides.alternating:
            yield self._set(exercise, amount, planned, place)
            return
        switch = self.defaults.switch if exercise.switch is None else exercise.switch
        yield self._set(exercise, amount, planned, replace(place, side=1))
        second = self._set(exercise, amount, planned, replace(place, side=2))
        if switch:
            yield lead_step(Phase.SWITCH, switch, self.defaults.countdown, second.place, second)
        yield second

    def settled(self, amount: Amount, source: str) -> Amount:
        """An amount with a range of times replaced by what the athlete chose."""
        if amount.unit is not Unit.TIME or not amount.ranged:
            return amount
        return time_amount(self.around.choices.get(f"{source}.time", amount.low), most=amount.most)

    def _set(
        self, exercise: Exercise, amount: Amount, load: PlannedLoad | None, place: Place
    ) -> Step:
        cadence = cadence_of(exercise)
        timed, limit = amount.unit is Unit.TIME, None
        if timed:
            limit = amount.low
        elif cadence is not None and amount.unit is Unit.REPS:
            # A range runs to its top: the athlete's press ends it anywhere in between.
            limit = amount.high * exercise.sides_per_set * cadence.period
        by_athlete = Ends.ATHLETE if limit is None else Ends.FIRST
        return Step(
            phase=Phase.WORK,
            ends=Ends.CLOCK if timed else by_athlete,
            press=PressEffect.PAUSE if timed else PressEffect.DONE,
            limit=limit,
            place=place,
            exercise=exercise,
            amount=amount,
            load=load,
            cadence=cadence,
            counts_up=limit is None,
            countdown=0 if cadence else self.defaults.countdown,
            halfway=timed and self.calls_half(limit),
            get_set=self.get_set(exercise) if cadence or limit is not None else 0,
        )

    def rest(self, rest: Rest, place: Place) -> Iterator[Step]:
        """A rest, or nothing where there is none."""
        if rest.none:
            return
        yield Step(
            phase=Phase.REST,
            ends=Ends.ATHLETE if rest.ready else Ends.FIRST,
            press=PressEffect.GO,
            limit=None if rest.ready else rest.high,
            place=place,
            counts_up=rest.ready,
            countdown=self.defaults.countdown,
            call=rest.low if rest.low < rest.high else None,
        )

    def turns(
        self, rounds: int, own_rest: tuple[Rest, ...] | None, between: Rest | None
    ) -> Iterator[Step]:
        """Every exercise in every round, with the rests between them and none after the last.

        Args:
            rounds: how many rounds there are.
            own_rest: the block's, where the round changes, for all rounds or for each; there it
                stands against an exercise's, and that of the workout does not.
            between: where it does not; None for straight sets: all rounds of one exercise, then
                those of the next, with rests that are all alike.
        """
        exercises = self.exercises()
        count = len(exercises)
        # (round, exercise), both from 0
        order = [(turn, i) for turn in range(rounds) for i in range(count)]
        if between is None:
            order.sort(key=lambda pair: pair[1])
        for n, (turn, i) in enumerate(order):
            source, exercise = exercises[i]
            place = self.place(turn + 1, rounds, i + 1, count, source=source)
            if turn == 0:
                yield from self._ramp(exercise, place, self.rest_after(own_rest, turn))
            yield from self.work(exercise, place)
            if n + 1 == len(order):
                return
            ends_round = between is not None and order[n + 1][0] != turn
            rest = self.rest_after(own_rest, turn)
            pause = rest if ends_round or between is None else between
            if exercise.rest is not None and (not ends_round or own_rest is None or rest.none):
                pause = exercise.rest
            yield from self.rest(pause, place)

    def _ramp(self, exercise: Exercise, first: Place, rest: Rest) -> Iterator[Step]:
        """The warm-up sets before the first set of an exercise, each with a rest behind it."""
        amount = exercise.amount(0)
        if amount.unit is Unit.REPS:
            reps = min(amount.low, RAMP_REPS)
            amount = Amount(Unit.REPS, reps, reps, str(reps))
        for number, load in enumerate(exercise.ramp, 1):
            place = replace(
                first, role="warm-up", word=RAMP_WORD, round=number, rounds=len(exercise.ramp)
            )
            yield from self.work(exercise, place, amount=amount, load=load)
            yield from self.rest(rest, place)

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
        ends: Ends = Ends.CLOCK,
        counts_up: bool = False,
    ) -> Step:
        """Work whose exercises are counted off by presses."""
        first = tally.rounds[0][0].exercise
        return Step(
            phase=Phase.WORK,
            ends=ends,
            press=PressEffect.COUNT,
            limit=limit,
            place=place,
            exercise=first,
            tally=tally,
            scoring=self.scoring,
            counts_up=counts_up,
            countdown=self.defaults.countdown,
            halfway=not counts_up and self.calls_half(limit),
            get_set=self.get_set(first),
        )

    def interval(self, items: tuple[TallyItem, ...], every: int, place: Place) -> Step:
        """One interval whose boundary moves on by itself; a press says that its work is done."""
        first = items[0]
        if first.is_rest and len(items) == 1:
            return Step(
                phase=Phase.REST,
                ends=Ends.CLOCK,
                press=PressEffect.GO,
                limit=every,
                place=place,
                scoring=self.scoring,
                countdown=self.defaults.countdown,
            )
        alone = first if len(items) == 1 else None
        return Step(
            phase=Phase.WORK,
            ends=Ends.CLOCK,
            press=PressEffect.MADE,
            limit=every,
            place=place,
            exercise=first.exercise,
            amount=alone.amount if alone else None,
            load=alone.load if alone else None,
            tally=Tally((items,), endless=False, flows=False, by_round=True),
            scoring=self.scoring,
            countdown=self.defaults.countdown,
            get_set=self.get_set(first.exercise),
        )

    def complex_set(self, items: tuple[TallyItem, ...], place: Place) -> Step:
        """Several exercises that one press ends together."""
        return Step(
            phase=Phase.WORK,
            ends=Ends.ATHLETE,
            press=PressEffect.DONE,
            place=place,
            exercise=items[0].exercise,
            load=items[0].load,
            tally=Tally((items,), endless=False, flows=False, by_round=True),
            counts_up=True,
            countdown=self.defaults.countdown,
        )

    def score(self, step: Step) -> Step:
        """The question for the reps of the exercise that the clock of ``step`` cut off."""
        return Step(
            phase=Phase.SCORE,
            ends=Ends.ATHLETE,
            press=PressEffect.CONFIRM,
            # It is asked once for the whole block, whichever interval was the last.
            place=replace(step.place, round=0, rounds=0),
            exercise=step.exercise,
            scoring=step.scoring,
        )


def lead_step(
    phase: Phase, limit: int, countdown: int, place: Place, work: Step | None = None
) -> Step:
    """Some time before work, which a press ends; the screen shows what it leads to."""
    return Step(
        phase=phase,
        ends=Ends.FIRST,
        press=PressEffect.GO,
        limit=limit,
        place=place,
        exercise=work.exercise if work else None,
        amount=work.amount if work else None,
        load=work.load if work else None,
        countdown=countdown,
    )


def time_amount(ms: int, *, most: bool = False) -> Amount:
    """An amount of time in ms, with as many reps as possible in it or without."""
    return Amount(Unit.TIME, ms, ms, clock(ms) + " max" * most, most=most)


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


def without_last_rests(items: tuple[TallyItem, ...]) -> tuple[TallyItem, ...]:
    """The exercises of a round without the rests behind the last of them."""
    count = len(items)
    while count and items[count - 1].is_rest:
        count -= 1
    return items[:count]


def tally_item(
    exercise: Exercise, amount: Amount, load: PlannedLoad | None, source: str
) -> TallyItem:
    """An exercise of a counted round; what can be counted scores, with both sides of it."""
    countable = amount.unit in (Unit.REPS, Unit.ENERGY) and not amount.ranged
    low = amount.low * exercise.all_sides
    reps, limit = low if countable else 0, low if amount.unit is Unit.TIME else None
    return TallyItem(exercise, amount, load, reps, limit, source)
