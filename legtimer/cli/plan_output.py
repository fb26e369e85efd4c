"""What ``legtimer plan`` prints: the steps of a plan as lines to read, and as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from legtimer.app.step_text import (
    AND_SO_ON,
    NAME_LENGTH,
    exercise_text,
    new_notes,
    place_text,
    plan_text_of,
    shown_steps,
    time_text,
)
from legtimer.cli.output import cell_count, padded
from legtimer.core.coach.growing_exercises import growing_exercises
from legtimer.core.coach.target import WorkoutTargets
from legtimer.core.estimate import Forecast, Pace, paced_exercises, rounded_minutes
from legtimer.core.exercise import LEVEL, Amount, Growth, Load, PlannedLoad, Unit
from legtimer.core.steps import Phase, PressEffect, Step, TallyItem
from legtimer.core.workout import Plan, count_of
from legtimer.files.printable import printable

_WIDEST = 44
"""Columns that a step's own text gets at most before what it belongs to."""
_NAMED = 6
"""Exercises that are named where the same is assumed of several."""


def plan_text(plan: Plan, finish: datetime, pace: Pace) -> list[str]:
    """The plan as lines to read."""
    forecast = Forecast(plan, pace)
    workout = plan.workout
    lines = [
        f"{printable(workout.name, 100)}: about {rounded_minutes(forecast.total)} min, "
        f"done at {finish:%H:%M} if you start now"
    ]
    for ask in workout.asks():
        chosen = printable(ask.text(plan.choices.get(ask.key, ask.low)), 100)
        of = (
            " | ".join(printable(option, 100) for option in ask.options)
            or f"{ask.text(ask.low)}-{ask.text(ask.high)}"
        )
        lines.append(f"{printable(ask.label, 100)}: {chosen} (of {of})")
    lines.append("")
    # No wider than needed: most terminals have 80 columns.
    texts = [plan_text_of(step) + _metronome_text(step) for step in plan.steps]
    width = min(_WIDEST, max(map(cell_count, texts), default=0))
    place, known = "", set[str]()
    for index, step in shown_steps(plan):
        if step is None:
            lines.append(f"{'':6}{'':>8}  {AND_SO_ON}")
            continue
        here = place_text(step.place)
        shown_place = here if here != place else ""
        place = here
        text = f"{index + 1:>5} {time_text(step):>8}  {padded(texts[index], width)}  {shown_place}"
        lines.append(text.rstrip())
        lines += [f"{'':16}({note})" for note in new_notes(step, known)]
    return lines + pace_text(plan, pace)


def _metronome_text(step: Step) -> str:
    """The tempo or the cadence that a metronome beats; empty without one."""
    if step.cadence is None or step.exercise is None:
        return ""
    if step.exercise.tempo:
        return f", tempo {'-'.join(map(str, step.exercise.tempo))}"
    return f", cadence {step.cadence.period / 1000:g}s"


def pace_text(plan: Plan, pace: Pace) -> list[str]:
    """By which times the work is estimated that no clock ends."""
    own: list[str] = []
    assumed: dict[tuple[Unit, int], list[str]] = {}
    for exercise, unit in paced_exercises(plan, pace):
        ms, name = pace.one(unit, exercise.name), printable(exercise.name, NAME_LENGTH)
        if pace.knows(unit, exercise.name):
            own.append(f"{name} {_each(ms, unit)}")
        else:
            assumed.setdefault((unit, ms), []).append(name)
    lines = [f"your times: {', '.join(own)}"] if own else []
    for (unit, ms), names in assumed.items():
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        lines.append(f"assumed: {_each(ms, unit)} for {', '.join(names[:_NAMED])}{more}")
    return ["", *lines] if lines else []


def _each(ms: int, unit: Unit) -> str:
    what = {Unit.REPS: "a rep", Unit.DISTANCE: "a metre", Unit.ENERGY: "a calorie"}
    return f"{ms / 1000:.2g} s {what.get(unit, 'a set')}"


def plan_json(plan: Plan, finish: datetime, pace: Pace) -> dict[str, Any]:
    """The plan in the shape ``legtimer.plan/2`` (see docs/json.md); all times in ms."""
    forecast = Forecast(plan, pace)
    workout = plan.workout
    work = [step for step in plan.steps if step.phase is Phase.WORK]
    timed = [s for s in work if s.limit is not None and s.scoring is None and s.tally is None]
    return {
        "name": workout.name,
        "about": workout.about,
        "tags": list(workout.tags),
        "equipment": list(workout.equipment),
        "level": next(
            (
                ask.text(plan.choices.get(ask.key, ask.low))
                for ask in workout.asks()
                if ask.key == LEVEL
            ),
            None,
        ),
        "ranges": [
            {
                "key": ask.key,
                "label": ask.label,
                "unit": ask.unit,
                "low": ask.low,
                "high": ask.high,
                "options": list(ask.options),
                "chosen": plan.choices.get(ask.key, ask.low),
            }
            for ask in workout.asks()
        ],
        "totals": {
            "steps": len(plan.steps),
            "work_steps": len(work),
            "sets": len(
                {(s.place.path, s.place.passes, s.place.round, s.place.exercise) for s in work}
            ),
            "timed_work_steps": len(timed),
            "timed_work_ms": sum(s.limit or 0 for s in timed),
            "estimate_ms": forecast.total,
            "finish": finish.isoformat(timespec="seconds"),
        },
        "pace": [
            {
                "exercise": exercise.name,
                "unit": unit.value,
                "ms": pace.one(unit, exercise.name),
                "own": pace.knows(unit, exercise.name),
            }
            for exercise, unit in paced_exercises(plan, pace)
        ],
        "blocks": [
            {
                "title": block.title,
                "kind": block.kind,
                "role": block.role,
                "note": block.note,
                "estimate_ms": forecast.block(number),
                "rounds": _rounds(plan, number),
            }
            for number, block in enumerate(workout.blocks)
        ],
        "steps": [
            {"index": n, "estimate_ms": forecast.steps[n], **step_json(step)}
            for n, step in enumerate(plan.steps)
        ],
    }


def targets_json(plan: Plan, targets: WorkoutTargets) -> list[dict[str, Any]]:
    """What is prescribed of the exercises that grow, each with its reason."""
    return [
        {
            "source": one.source,
            "exercise": (one.exercise, *one.exercise.harder)[target.variant].name,
            "amount": target.amount,
            "unit": one.exercise.amounts[0].unit.value,
            "load": _load(target.load),
            "sets": target.sets,
            "reason": target.reason,
            "plates": target.plates or None,
        }
        for one in growing_exercises(plan.workout, lambda _: Growth())
        if (target := targets.exercises.get(one.key)) is not None and target.reason
    ]


def _rounds(plan: Plan, number: int) -> int | None:
    """The rounds or sets of a top-level block, where it has a number of them."""
    found = [s.place for s in plan.steps if s.place.block == number and s.phase is Phase.WORK]
    counted = [s.tally for s in plan.steps if s.place.block == number and s.ends_by_tally]
    if counted and found[0].path == f"block[{number}]" and counted[0] is not None:
        return len(counted[0].rounds)
    if found and found[0].path == f"block[{number}]":
        return found[0].rounds or None
    try:
        return count_of(plan.workout, plan.choices, f"block[{number}].rounds")
    except (KeyError, AttributeError):
        return None


def step_json(step: Step) -> dict[str, Any]:
    """One step; what does not apply is null."""
    place, tally = step.place, step.tally
    several = step.tally is not None and len(step.tally.items(0)) > 1
    return {
        "phase": step.phase.value,
        "ends": step.ends.value,
        "press": step.press.value,
        "limit_ms": step.limit,
        "first_call_ms": step.call,
        "counts": "up" if step.counts_up else "down",
        "exercise": step.exercise.name if step.exercise and not several else None,
        "text": plan_text_of(step)
        if several or (tally and step.press is PressEffect.COUNT)
        else exercise_text(step.exercise, step.amount, step.load)
        if step.exercise
        else None,
        "amount": _amount(step.amount),
        "load": _load(step.load),
        "cadence_ms": step.cadence.period if step.cadence else None,
        "scored": step.place.kind if step.scoring else None,
        "tally": None
        if tally is None
        else {
            "endless": tally.endless,
            "rises": any(item.exercise.rises for item in tally.items(0)),
            "rounds": [
                {"reps": sum(item.reps for item in items), "items": [_item(i) for i in items]}
                for items in tally.rounds
            ],
            "parts": [{"title": part.title, "rounds": part.rounds} for part in tally.parts],
        },
        "block": None if place.block < 0 else place.block,
        "block_title": place.title,
        "block_kind": place.kind,
        "role": place.role,
        "passes": [list(turn) for turn in place.passes],
        "round": place.round or None,
        "rounds": place.rounds or (len(tally.rounds) if tally and step.ends_by_tally else None),
        "round_word": place.word,
        "exercise_number": place.exercise or None,
        "exercises": place.exercises or None,
        "side": place.side or None,
    }


def _amount(amount: Amount | None) -> dict[str, Any] | None:
    if amount is None:
        return None
    return {
        "unit": amount.unit.value,
        "low": amount.low,
        "high": amount.high,
        "most": amount.most,
        "text": amount.text,
    }


def _load(load: PlannedLoad | None) -> dict[str, Any] | None:
    if load is None:
        return None
    value = load.value if isinstance(load, Load) else None
    low, high = (value, value) if isinstance(load, Load) else (load.low, load.high)
    return {
        "unit": load.unit.value,
        "value": value,
        "low": low,
        "high": high,
        "pieces": load.pieces,
        "text": load.text,
    }


def _item(item: TallyItem) -> dict[str, Any]:
    return {
        "exercise": item.exercise.name,
        "amount": _amount(item.amount),
        "load": _load(item.load),
        "sides": item.exercise.sides.word if item.exercise.sides else None,
        "reps": item.reps,
        "limit_ms": item.limit,
    }
