"""A workout: blocks with defaults around them, and its expansion into a plan of steps.

Theory of operation. ``expand`` asks every block for its steps, puts the lead-in before the first
one, gives timed work that follows a press its time to get set, and drops the question for a score
where a rest leaves room for the answer. The result is a ``Plan``: a flat row of steps. It is a
pure function of the workout, the athlete's choices, the swapped exercises and what a press counts,
so a round more or less on the way is nothing but another expansion.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from legtimer.core.block import TEN_MINUTES, Block
from legtimer.core.duration_types import Duration, DurationRange, RestTime
from legtimer.core.exercise import LEVEL, NO_REST, Exercise, Rest, Span, Unit
from legtimer.core.fields import key, keys_of
from legtimer.core.range_question import RangeQuestion
from legtimer.core.step_builder import BlockDefaults, Surroundings, lead_step
from legtimer.core.steps import Ends, Phase, Place, Step
from legtimer.core.value_types import Count, Flag, FreeText, Name, WholeNumber, WordList

MOST_STEPS = 100_000
"""The most steps that a workout may have."""


class TooLong(ValueError):
    """A workout has more steps than ``MOST_STEPS``."""

    def __init__(self, block: int) -> None:
        super().__init__(f"more than {MOST_STEPS:,} steps")
        self.block = block
        """The top-level block with which the steps become too many."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Workout:
    """Everything that a workout's file says."""

    name: str = key(Name(), help="What the workout is called; else the file's name.", default="")
    about: str = key(FreeText(), help="What it is for, in a sentence or two.", default="")
    tags: tuple[str, ...] = key(WordList(), help="Words to find it by.", default=())
    equipment: tuple[str, ...] = key(
        WordList("kettlebell", "box"), help="What it needs.", default=()
    )
    levels: tuple[str, ...] = key(
        WordList("Rx", "Scaled"),
        default=(),
        help="The names of the levels of figures such as 10/20/30; without it men and women.",
    )
    prepare: int = key(
        Duration(0, TEN_MINUTES), default=10_000, help="The lead-in before the first exercise."
    )
    get_set: int = key(
        Duration(0, TEN_MINUTES),
        default=8_000,
        help="Time to get into position before timed work that follows a press.",
    )
    switch: int = key(Duration(0, TEN_MINUTES), help="Time to change sides.", default=5_000)
    rest: Rest = key(
        RestTime(), default=NO_REST, help="The rest of all blocks that give none themselves."
    )
    between: Rest = key(
        RestTime(),
        default=NO_REST,
        help="The rest between exercises of all blocks that give none themselves.",
    )
    countdown: int = key(
        WholeNumber(0, 10), default=3, help="How many of the last seconds are beeped."
    )
    halfway: bool = key(
        Flag(), default=True, help="Whether half of a time of 30 s or more is called."
    )
    blocks: tuple[Block, ...] = ()
    level: str = ""
    """The athlete's level, which counts where none is chosen; empty for the first one."""

    @property
    def default_choices(self) -> dict[str, int]:
        """What counts where nothing is chosen, if that is not the low end of a range."""
        if not self.level:
            return {}
        options = next((ask.options for ask in self.asks() if ask.key == LEVEL), ())
        names = [name.casefold() for name in options]
        wanted = self.level.casefold()
        return {LEVEL: names.index(wanted) + 1} if wanted in names else {}

    def asks(self) -> tuple[RangeQuestion, ...]:
        """What the athlete is asked at the start: the level, then in the order of the file."""
        exercises = [e for _, block in walk(self.blocks) for e in block.exercise_list()]
        names = self.levels or ("men", "women")
        levels = any(exercise.levels() for exercise in exercises)
        level = RangeQuestion(LEVEL, LEVEL, 1, len(names), LEVEL, names)
        return (
            *((level,) if levels else ()),
            *(ask for i, block in enumerate(self.blocks) for ask in _asks(block, f"block[{i}]")),
        )

    def allowed(self, choices: Mapping[str, object]) -> dict[str, int]:
        """Of some choices, those that the ranges allow; what was stored elsewhere may be anything.

        Args:
            choices: by ``RangeQuestion.key``.
        """
        found: dict[str, int] = {}
        for ask in self.asks():
            choice = choices.get(ask.key)
            if isinstance(choice, int) and ask.low <= choice <= ask.high:
                found[ask.key] = choice
        return found

    def kinds(self) -> tuple[str, ...]:
        """The kinds of its blocks, nested ones too, each once, in the order of the file."""
        return tuple(dict.fromkeys(block.kind for _, block in walk(self.blocks)))

    def easier_sources(self) -> frozenset[str]:
        """The sources of all exercises that have an easier alternative."""
        return frozenset(
            f"{path}.exercises[{i}]"
            for path, block in walk(self.blocks)
            for i, exercise in enumerate(block.exercise_list())
            if any(one.easier is not None for one in (exercise, *exercise.options))
        )

    def exercise_at(self, source: str) -> Exercise | None:
        """The exercise at a source such as ``block[0].exercises[2]``; None if there is none."""
        path, _, number = source.rpartition(".exercises[")
        block = dict(walk(self.blocks)).get(path)
        if block is None:
            return None
        exercises, i = block.exercise_list(), int(number.removesuffix("]"))
        return exercises[i] if i < len(exercises) else None

    def with_exercise(self, source: str, exercise: Exercise) -> Workout:
        """The same workout with another exercise at a source; see ``exercise_at``."""
        path, _, number = source.rpartition(".exercises[")
        at = int(number.removesuffix("]"))
        return replace(self, blocks=_with_exercise(self.blocks, "", path, (at, exercise)))


class Plan(NamedTuple):
    """A workout expanded for one day."""

    workout: Workout
    choices: Mapping[str, int]
    swaps: frozenset[str]
    steps: tuple[Step, ...]
    counted: str = ""
    """What a press counts in AMRAP and For Time, as ``expand`` was told."""


def walk(blocks: tuple[Block, ...], prefix: str = "") -> Iterator[tuple[str, Block]]:
    """All blocks with their paths, nested ones after the one that holds them."""
    for i, block in enumerate(blocks):
        path = f"{prefix}block[{i}]"
        yield path, block
        yield from walk(block.inner_blocks(), f"{path}.")


def _with_exercise(
    blocks: tuple[Block, ...], prefix: str, path: str, put: tuple[int, Exercise]
) -> tuple[Block, ...]:
    found = []
    for i, block in enumerate(blocks):
        here = f"{prefix}block[{i}]"
        changed = block
        if here == path:
            at, exercise = put
            exercises = block.exercise_list()
            several: dict[str, Any] = {
                "exercises": (*exercises[:at], exercise, *exercises[at + 1 :])
            }
            changed = replace(block, **several)
        elif path.startswith(f"{here}."):
            inner = _with_exercise(block.inner_blocks(), f"{here}.", path, put)
            changed = block.with_inner_blocks(inner)
        found.append(changed)
    return tuple(found)


def _asks(block: Block, path: str) -> Iterator[RangeQuestion]:
    for item in keys_of(type(block)):
        if not isinstance(item.type, Count | DurationRange):
            continue
        value = getattr(block, item.name)
        if isinstance(value, Span) and value.ranged:
            unit = "ms" if isinstance(item.type, DurationRange) else item.key
            yield RangeQuestion(
                f"{path}.{item.key}",
                f"{block.title}: {item.key}",
                value.low,
                value.high,
                unit,
                exercises=tuple(_exercise_names(block)),
            )
    for i, exercise in enumerate(block.exercise_list()):
        if exercise.options and not exercise.by_level:
            names = tuple(_option_text(option) for option in exercise.options)
            yield RangeQuestion(
                f"{path}.exercises[{i}].any",
                f"{block.title}: one of",
                1,
                len(names),
                "any",
                names,
                tuple(option.name for option in exercise.options),
            )
        for amount in exercise.amounts:
            if amount.unit is Unit.TIME and amount.ranged:
                yield RangeQuestion(
                    f"{path}.exercises[{i}].time",
                    f"{exercise.name}: time",
                    amount.low,
                    amount.high,
                    "ms",
                    exercises=(exercise.name,),
                )
                break
    for i, inner in enumerate(block.inner_blocks()):
        yield from _asks(inner, f"{path}.block[{i}]")


def _exercise_names(block: Block) -> Iterator[str]:
    """The names of a block's exercises, of those of inner blocks too."""
    for _, one in walk((block,)):
        for exercise in one.exercise_list():
            yield from (option.name for option in exercise.options or (exercise,))


def _option_text(option: Exercise) -> str:
    """An option as the athlete chooses it; its figures where they are the same at all levels."""
    amount = "" if option.by_level else ",".join(amount.text for amount in option.amounts)
    return f"{amount} {option.name}".strip()


_LEAD_IN = Place(block=-1)
HALFWAY_FROM = 30_000
"""The shortest time, in ms, of which half is called unless the file says otherwise."""


def expand(
    workout: Workout,
    choices: Mapping[str, int] | None = None,
    swaps: frozenset[str] = frozenset(),
    counted: str = "",
) -> Plan:
    """Expand a workout into its steps.

    Args:
        workout: the workout.
        choices: what the athlete chose, by ``RangeQuestion.key``; what is missing is the athlete's
            default or the low end.
        swaps: the sources of the exercises that are swapped for their easier alternatives.
        counted: what a press counts in AMRAP and For Time, ``exercises`` or ``rounds``; empty for
            what the workout says.

    Raises:
        TooLong: if there are more than ``MOST_STEPS`` steps.
    """
    choices = {**workout.default_choices, **(choices or {})}
    steps: list[Step] = []
    if workout.prepare:
        steps.append(lead_step(Phase.PREPARE, workout.prepare, workout.countdown, _LEAD_IN))
    defaults = BlockDefaults(
        rest=workout.rest,
        between=workout.between,
        switch=workout.switch,
        get_set=workout.get_set,
        countdown=workout.countdown,
        halfway_from=HALFWAY_FROM if workout.halfway else None,
    )
    blocks = (
        block.expand(Surroundings(defaults, f"block[{i}]", i, choices, swaps))
        for i, block in enumerate(workout.blocks)
    )
    for found in _one_rest(step for block in blocks for step in block):
        step = _counting(found, counted)
        if steps:
            last = steps[-1]
            if last.phase is Phase.SCORE and step.phase is Phase.REST:
                # The answer can be given during the rest, whose clock must not wait for it.
                steps.pop()
            elif step.get_set and _follows_press(last, step):
                limit, countdown = step.get_set, workout.countdown
                steps.append(lead_step(Phase.GET_SET, limit, countdown, step.place, step))
        steps.append(step)
        if len(steps) > MOST_STEPS:
            raise TooLong(step.place.block)
    return Plan(workout, choices, swaps, tuple(steps), counted)


def _one_rest(steps: Iterator[Step]) -> Iterator[Step]:
    """Steps with no rest after the last block, and with one rest where two blocks end at once.

    That is where the last block of a repeat ends a pass, or the repeat: the longer rest is taken.
    """
    held: Step | None = None
    for step in steps:
        if held is not None:
            both = step.phase is Phase.REST and (step.rest_after or step.place.kind == "repeat")
            if not both:
                yield held
            elif _length(held) > _length(step):
                if step.rest_after:
                    continue
                yield held
                held = None
                continue
        held = step if step.rest_after else None
        if held is None:
            yield step


def _length(rest: Step) -> tuple[bool, int]:
    return rest.limit is None, rest.limit or 0


def _counting(step: Step, counted: str) -> Step:
    """The step with presses that count what the athlete wants."""
    if not counted or step.tally is None or not step.counts_score:
        return step
    return replace(step, tally=step.tally._replace(by_round=counted == "rounds"))


def _follows_press(last: Step, step: Step) -> bool:
    """Whether timed work comes straight after work that the athlete ended."""
    if last.phase not in (Phase.WORK, Phase.SCORE) or last.ends is Ends.CLOCK:
        return False
    return last.ends is Ends.ATHLETE or last.ends_by_tally


def count_of(workout: Workout, choices: Mapping[str, int], choice: str) -> int:
    """The number of sets or rounds that a choice stands for.

    Args:
        workout: the workout.
        choices: what was chosen.
        choice: as ``Place.choice``, such as ``block[0].sets``.

    Raises:
        KeyError: if the workout has no such count.
    """
    if choice in choices:
        return choices[choice]
    path, _, name = choice.rpartition(".")
    span = getattr(dict(walk(workout.blocks))[path], name)
    return span.low if isinstance(span, Span) else 1
