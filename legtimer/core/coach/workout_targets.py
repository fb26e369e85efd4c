"""The targets of a whole workout, and the workout with them as what is prescribed.

Theory of operation. A target is a pure function of an exercise, of its growth, of the past sessions
and of the weights that the athlete owns. Nothing is stored between two sessions, so a corrected set
gives another target at once, and a history that was exported and imported gives the same one.
``past`` says what a session was, ``progression`` and ``waves`` what follows from all of them.

What a target says of sets, rounds and ranges of times is a proposal for the choice that the athlete
has anyway. All else takes the place of the printed figures, with the reason as a note of the
exercise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from legtimer.core.coach.equipment import OwnedLoads
from legtimer.core.coach.growing_exercises import RuleOf, exercise_key, growing_exercises, no_rule
from legtimer.core.coach.past import PastSession, PastSet
from legtimer.core.coach.progression import progression_target
from legtimer.core.coach.ramp import ramp_loads
from legtimer.core.coach.target import Target, TrainingPhase, WorkoutTargets, amount_of
from legtimer.core.coach.waves import wave_target
from legtimer.core.exercise import Exercise, Grows, Growth, Load, LoadUnit, Span, Unit
from legtimer.core.scoring import plural
from legtimer.core.workout import Workout, walk


def exercise_target(
    exercise: Exercise,
    growth: Growth,
    past: Sequence[PastSession],
    *,
    sets: Span | None = None,
    word: str = "set",
    owned: OwnedLoads | None = None,
    phase: TrainingPhase = TrainingPhase(),  # noqa: B008
    one_rep_max: Load | None = None,
) -> Target:
    """What is prescribed next.

    Args:
        exercise: as the workout has it.
        growth: how it grows.
        past: the sessions in which it was done, the oldest first.
        sets: the range of sets or rounds of its block; None where there is no choice.
        word: what one of them is called.
        owned: what the athlete can lift in it; None for anything.
        phase: what the phase of a programme says.
        one_rep_max: as the settings have it, for a wave.
    """
    if growth.wave:
        return wave_target(exercise, growth, past, owned, phase, one_rep_max)
    return progression_target(exercise, growth, past, sets, word, owned, phase)


def workout_targets(
    workout: Workout,
    past: Mapping[str, Sequence[PastSession]],
    *,
    owned_of: Callable[[Exercise], OwnedLoads | None] = lambda _: None,
    one_rep_max: Callable[[str], Load | None] = lambda _: None,
    phase: TrainingPhase = TrainingPhase(),  # noqa: B008
    rule_of: RuleOf = no_rule,
    rule: Growth | None = None,
) -> WorkoutTargets:
    """What is prescribed next of a workout.

    Args:
        workout: as its file gives it.
        past: the sessions of each exercise by ``exercise_key``, the oldest first.
        owned_of: what the athlete can lift in an exercise; None for anything.
        one_rep_max: the one-rep maximum by the name of an exercise.
        phase: what the phase of a programme says.
        rule_of: the rule of a programme for an exercise that has none of its own.
        rule: the rule of a programme for the sets or rounds of the whole workout.
    """
    exercises: dict[str, Target] = {}
    choices: dict[str, int] = {}
    for one in growing_exercises(workout, rule_of):
        exercise = one.exercise
        owned = owned_of(exercise)
        if not one.growth.steps and not one.growth.wave:
            load = exercise.load(0)
            if isinstance(load, Load):
                exercises[one.key] = Target("", ramp=ramp_loads(load, owned))
            continue
        target = exercise_target(
            exercise,
            one.growth,
            past.get(one.key, ()),
            sets=one.sets,
            word=one.block.word,
            owned=owned,
            phase=phase,
            one_rep_max=one_rep_max(exercise.name),
        )
        exercises[one.key] = target
        if target.sets is not None:
            # Of several exercises the one that needs most sets decides.
            at = f"{one.path}.{one.block.rounds_key}"
            choices[at] = max(choices.get(at, 0), target.sets)
        amount = exercise.amounts[0]
        if target.amount is not None and amount.unit is Unit.TIME and amount.ranged:
            choices[f"{one.source}.time"] = target.amount
    reasons: dict[str, str] = {}
    if rule is not None:
        for at, target in _rounds(workout, past, rule, phase).items():
            if at not in choices and target.sets is not None:
                why = target.reason.partition(": ")[2]
                choices[at] = target.sets
                word = at.rpartition(".")[2].removesuffix("s")
                reasons[at] = f"{plural(target.sets, word)}: {why}"
    return WorkoutTargets(exercises, choices, reasons)


def _rounds(
    workout: Workout, past: Mapping[str, Sequence[PastSession]], rule: Growth, phase: TrainingPhase
) -> dict[str, Target]:
    """The sets or rounds of all blocks by one rule, that all exercises of a block have earned."""
    found: dict[str, Target] = {}
    steps = tuple(step for step in rule.steps if step.grows is Grows.SETS)
    for one in growing_exercises(workout, lambda _: rule):
        if one.sets is None or not steps:
            continue
        growth = rule._replace(steps=steps)
        sessions = past.get(one.key, ())
        target = exercise_target(one.exercise, growth, sessions, sets=one.sets, phase=phase)
        at = f"{one.path}.{one.block.rounds_key}"
        if target.sets is not None:
            least = found.get(at, target)
            found[at] = target if target.sets < (least.sets or 0) else least
    return found


def with_targets(workout: Workout, targets: Mapping[str, Target]) -> Workout:
    """A workout with targets in the place of its printed figures.

    Args:
        workout: as its file gives it.
        targets: by ``exercise_key``; what is not in the workout is left out.
    """
    for path, block in walk(workout.blocks):
        for i, exercise in enumerate(block.exercise_list()):
            source = f"{path}.exercises[{i}]"
            if any(key == source or key.startswith(f"{source}.") for key in targets):
                workout = workout.with_exercise(source, _prescribed(exercise, source, targets))
    return workout


def _prescribed(exercise: Exercise, key: str, targets: Mapping[str, Target]) -> Exercise:
    if exercise.options:
        options = tuple(
            _prescribed(option, exercise_key(key, number), targets)
            for number, option in enumerate(exercise.options, 1)
        )
        return replace(options[0], options=options, by_level=exercise.by_level)
    target = targets.get(key)
    return exercise if target is None else _with_target(exercise, target)


def _with_target(exercise: Exercise, target: Target) -> Exercise:
    note = exercise.note
    if target.variant and target.variant <= len(exercise.harder):
        # What was written of the one movement is not true of the other.
        harder = exercise.harder[target.variant - 1]
        exercise = replace(
            exercise, name=harder.name, amounts=harder.amounts, sides=harder.sides, easier=None,
            loads=harder.loads, equipment=(), cues=(),
        )  # fmt: skip
        note = ""
    amount = exercise.amounts[0]
    if target.amount is not None and not (amount.unit is Unit.TIME and amount.ranged):
        exercise = replace(exercise, amounts=(amount_of(amount.unit, target.amount),))
    if target.load is not None:
        exercise = replace(exercise, loads=(target.load,))
    if exercise.ramp:
        exercise = replace(exercise, ramp=target.ramp)
    plates = f" ({target.plates})" if target.plates else ""
    notes = [text for text in (note, target.reason + plates) if text]
    return replace(exercise, note="; ".join(notes))


def full_sessions(
    workout: Workout, targets: WorkoutTargets, rule_of: RuleOf = no_rule
) -> dict[str, PastSession]:
    """A session in which all was done as its targets say, for a programme that is rehearsed.

    Returns:
        What it is of each exercise with growth, by ``exercise_key``.
    """
    found = {}
    for one in growing_exercises(workout, rule_of):
        target = targets.exercises.get(one.key, Target(""))
        exercise = (one.exercise, *one.exercise.harder)[target.variant]
        amount, load = exercise.amounts[0], target.load or exercise.load(0)
        done = amount.low if target.amount is None else target.amount
        span: Span = getattr(one.block, one.block.rounds_key) or Span(1, 1)
        sets = targets.choices.get(f"{one.path}.{one.block.rounds_key}", span.low)
        weight = load if isinstance(load, Load) and load.unit is not LoadUnit.PERCENT else None
        one_set = PastSet(done, done, weight, place=one.path)
        found[one.key] = PastSession((one_set,) * sets, sets, variant=target.variant)
    return found
