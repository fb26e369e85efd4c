"""Writes a workout as a text for a friend, which the reader takes back to the same plan.

What has no place on a whiteboard is left out: cadence, tempo, cues, equipment, easier alternatives,
growth, switches, get-set, what a press counts, and the settings of sounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from legtimer.core.block import Block
from legtimer.core.exercise import Exercise, PlannedLoad, Rest, Span
from legtimer.core.notation import clock
from legtimer.core.workout import Workout

_HEADS = {
    "amrap": "AMRAP {time}",
    "for-time": "{rounds} for time",
    "emom": "EMOM every {every}{x_rounds}{order}",
    "intervals": "Intervals{work}{x_rounds}{order}",
    "circuit": "Circuit{x_rounds}",
    "sets": "Straight sets{x_sets}",
    "superset": "Superset{x_sets}",
    "complex": "Complex{x_sets} @ {load}",
    "timed": "Timed {time}",
    "repeat": "Repeat {rounds}",
    "death-by": "Death by {start} + {step} every {every}{x_rounds}",
}
"""The first words of each kind; a kind that is not here is written as a circuit."""
_ORDERS = {"alternate": ", in turn", "all": ", all each time"}


def whiteboard_text(workout: Workout) -> str:
    """The workout as a text, in English."""
    lines = [f"# {workout.name}"]
    for block in workout.blocks:
        lines += ["", *_block(_with_rests(block, workout), "")]
    return "\n".join(lines) + "\n"


def _with_rests(block: Block, workout: Workout) -> Block:
    """A block that says itself what rests the workout gives it."""
    if block.inner_blocks():
        return block.with_inner_blocks(
            tuple(_with_rests(inner, workout) for inner in block.inner_blocks())
        )
    given: dict[str, Any] = {"rest": (workout.rest,), "between": workout.between}
    missing = {key: rest for key, rest in given.items() if getattr(block, key, rest) is None}
    return replace(block, **missing)


def _block(block: Block, indent: str) -> Iterator[str]:
    time = getattr(block, "time", None)
    if isinstance(time, Rest):
        yield f"{indent}Rest {_rest(time)}"
        return
    if block.name and not indent:
        yield f"## {block.name}"
    if block.role != "main" and not indent:
        yield f"{block.role.capitalize()}:"
    head = _HEADS.get(block.kind, _HEADS["circuit"]).format(**_parts(block)).strip()
    yield f"{indent}{head[0].upper()}{head[1:]}{_rests(block)}:"
    if block.note:
        yield f"{indent}({_one_line(block.note)})"
    for exercise in block.exercise_list() or _only_named(block):
        yield f"{indent}- {_exercise_text(exercise)}"
    for inner in block.inner_blocks():
        yield ""
        yield from _block(inner, indent + "  ")
    if block.rest_after.ready or block.rest_after.high:
        yield ""
        yield f"{indent}Rest {_rest(block.rest_after)}"


def _only_named(block: Block) -> Sequence[Exercise]:
    """What is done in a block that has a name and nothing else."""
    return () if block.inner_blocks() else (Exercise(name=block.title),)


def _parts(block: Block) -> dict[str, str]:
    def of(key: str) -> object:
        return getattr(block, key, None)

    rounds = _span(of("rounds"), "rounds")
    load = of("load")
    return {
        "time": _time(of("time")),
        "every": _time(of("every")),
        "rounds": rounds,
        "x_rounds": f" x {rounds.split()[0]}" if rounds else "",
        "x_sets": f" x {_span(of('sets'), '').strip()}" if of("sets") else "",
        "work": f" {_time(of('work'))} work" if of("work") else "",
        "order": _ORDERS.get(str(of("order")), ""),
        "start": str(of("start")),
        "step": str(of("step")),
        "load": _loads(load) if isinstance(load, tuple) else "",
    }


def _rests(block: Block) -> str:
    """What the head says of rests and of a cap."""
    found = ""
    rest = getattr(block, "rest", None)
    rests = rest if isinstance(rest, tuple) and not isinstance(rest, Rest) else (rest,)
    if all(isinstance(each, Rest) and (each.ready or each.high) for each in rests):
        found += f", rest {','.join(_rest(each) for each in rests)}"
    if isinstance(between := getattr(block, "between", None), Rest) and not between.none:
        found += f", rest {_rest(between)} between exercises"
    if isinstance(cap := getattr(block, "cap", None), int):
        found += f", cap {clock(cap)}"
    return found


def _exercise_text(exercise: Exercise) -> str:
    """An exercise as a line: ``10/side Split squat @ 16 kg, rest 0:30 (slowly)``."""
    choices = (exercise,) if exercise.by_level or not exercise.options else exercise.options
    line = " | ".join(_work_text(choice) for choice in choices)
    if exercise.rest is not None and not exercise.rest.none:
        line += f", rest {_rest(exercise.rest)}"
    note = exercise.note or choices[0].note or (exercise.options or choices)[0].note
    return f"{line} ({_one_line(note)})" if note else line


def _work_text(exercise: Exercise) -> str:
    """How much of what, with its load."""
    levels = exercise.options if exercise.by_level else (exercise,)
    first = levels[0]
    rounds = range(max(len(level.amounts) for level in levels))
    amount = _figures(
        [
            [level.amount(n).text if not level.rises else level.amounts[0].text for level in levels]
            for n in rounds
        ]
    )
    if amount and (sides := first.sides or exercise.sides):
        figure, most, _ = amount.partition(" max")
        amount = f"{figure}/{sides.word}{' alternating' if sides.alternating else ''}{most}"
    loads = [level.loads for level in levels if level.loads]
    line = f"{amount} {first.name}".strip()
    return f"{line} @ {_loads(loads)}" if loads else line


def _loads(levels: Sequence[Sequence[PlannedLoad]]) -> str:
    """The loads of all rounds at all levels: ``40 kg``, ``95/65 lb``, ``60,70,80 kg``."""
    rounds = max(map(len, levels))
    return _figures([[of[min(n, len(of) - 1)].text for of in levels] for n in range(rounds)])


def _figures(rounds: Sequence[Sequence[str]]) -> str:
    """Figures by round and level: ``21,15,9``, ``400/200 m``, ``95/65,85/55 lb``."""
    parts = [[re.fullmatch(r"([\dx:.\-+]*)(.*)", text) for text in levels] for levels in rounds]
    units = {found[2] for levels in parts for found in levels if found}
    shown = []
    for levels in parts:
        figures = [found[1] for found in levels if found]
        shown.append(figures[0] if len(set(figures)) == 1 else "/".join(figures))
    return ",".join(shown) + (units.pop() if units else "")


def _span(value: object, word: str) -> str:
    if not isinstance(value, Span):
        return ""
    figure = f"{value.low}-{value.high}" if value.ranged else str(value.low)
    return f"{figure} {word[:-1] if figure == '1' else word}"


def _time(value: object) -> str:
    if isinstance(value, Span):
        return clock(value.low) + (f"-{clock(value.high)}" if value.ranged else "")
    return clock(value) if isinstance(value, int) else ""


def _rest(rest: Rest) -> str:
    if rest.ready:
        return "until ready"
    return clock(rest.low) + (f"-{clock(rest.high)}" if rest.high != rest.low else "")


def _one_line(text: str) -> str:
    return " ".join(text.replace("(", "[").replace(")", "]").split())
