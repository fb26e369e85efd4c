"""The steps of a plan in words, for commands and for screens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from legtimer.core.exercise import Amount, Exercise, PlannedLoad
from legtimer.core.notation import clock
from legtimer.core.steps import Phase, Place, PressEffect, Step, TallyItem, TallyPart
from legtimer.core.workout import Plan
from legtimer.files.printable import printable

NAME_LENGTH = 60
_NOTE_LENGTH: Final = 300
AND_SO_ON: Final = "and so on until an interval is not made"
"""What a list says in place of intervals that only grow."""
_INTERVALS_SHOWN: Final = 3
"""Intervals of a death-by that a list shows."""
_PHASES: Final = {
    Phase.PREPARE: "get ready",
    Phase.GET_SET: "get set",
    Phase.SWITCH: "switch sides",
    Phase.SCORE: "how many reps?",
}


def exercise_text(exercise: Exercise, amount: Amount | None, load: PlannedLoad | None) -> str:
    """An exercise with its figures, as it could stand in a file."""
    parts = []
    if amount is not None and amount.text:
        sides = exercise.sides
        parts.append(amount.text + (f"/{sides.word}" if sides else ""))
        if sides and sides.alternating:
            parts.append("alternating")
    parts.append(printable(exercise.name, NAME_LENGTH))
    if load is not None:
        parts.append(f"@ {load.text}")
    return " ".join(parts)


def place_text(place: Place) -> str:
    """Where a step stands: the block, and the round or set in it."""
    parts = [printable(place.title, NAME_LENGTH)] if place.title else []
    parts.extend(f"lap {turn} of {turns}" for turn, turns in place.passes)
    if place.round:
        parts.append(
            f"{place.word} {place.round}" + (f" of {place.rounds}" if place.rounds else "")
        )
    if place.side:
        parts.append("first side" if place.side == 1 else "second side")
    return ", ".join(parts)


def phase_text(step: Step) -> str:
    """What a step is that is no work; empty for work."""
    if step.phase is Phase.REST:
        if step.limit is None:
            return "rest until ready"
        return f"rest, called at {clock(step.call)}" if step.call else "rest"
    return _PHASES.get(step.phase, "")


def items_of(step: Step) -> tuple[TallyItem, ...]:
    """The exercises of the first round of a step that counts several; empty where it has one."""
    items = step.tally.items(0) if step.tally is not None else ()
    return items if step.press is PressEffect.COUNT or len(items) > 1 else ()


def shown_amount(step: Step) -> Amount | None:
    """The amount of a step, without a time that its clock shows."""
    if step.amount is None or step.limit is None:
        return step.amount
    return step.amount.without_time


def step_text(step: Step) -> str:
    """What a step is."""
    if step.phase is not Phase.WORK:
        return phase_text(step)
    if items := items_of(step):
        return " + ".join(exercise_text(i.exercise, i.amount, i.load) for i in items)
    if step.exercise is None:
        return ""
    return exercise_text(step.exercise, shown_amount(step), step.load)


def plan_text_of(step: Step) -> str:
    """What a step is, with all rounds of work that presses count: ``21,15,9 Thruster + 5 Row``."""
    tally = step.tally
    if tally is None or step.press is not PressEffect.COUNT or len(tally.rounds) == 1:
        return step_text(step)
    found, first = [], 0
    for _, count in tally.parts or (TallyPart("", len(tally.rounds)),):
        rounds = tally.rounds[first : first + count]
        first += count
        columns = [
            _column_text([row[i] for row in rounds if i < len(row)]) for i in range(len(rounds[0]))
        ]
        often = "" if tally.endless or count == 1 else f"{count} rounds: "
        found.append(often + " + ".join(columns))
        # Behind the last round of a part there can be a rest that no other round has.
        found += [
            exercise_text(item.exercise, item.amount, None) for item in rounds[-1][len(columns) :]
        ]
    return "; ".join(found)


def _column_text(rounds: list[TallyItem]) -> str:
    """One exercise in all rounds, with its amounts and loads as a file gives them."""
    first = rounds[0]
    loads = [item.load.text if item.load else "" for item in rounds]
    text = exercise_text(first.exercise, _all_of(first, rounds), None)
    if len(set(loads)) > 1:
        return f"{text} @ {_loads_text(loads)}"
    return f"{text} @ {loads[0]}" if loads[0] else text


def _loads_text(loads: list[str]) -> str:
    """Loads as a list, with what they have in common once: ``bodyweight + 5,10 kg``."""
    begins = re.match(r"(?:bodyweight [-+] )?", loads[0])
    ends = re.search(r"\D*$", loads[0])
    before, behind = begins[0] if begins else "", ends[0] if ends else ""
    if not all(load.startswith(before) and load.endswith(behind) for load in loads):
        return ",".join(loads)
    figures = [load.removeprefix(before).removesuffix(behind) for load in loads]
    return f"{before}{','.join(figures)}{behind}"


def _all_of(first: TallyItem, rounds: list[TallyItem]) -> Amount:
    """The amounts of one exercise in all rounds, as a file gives them."""
    if first.exercise.rises:
        return first.exercise.amounts[0]
    texts = [item.amount.text for item in rounds]
    text = first.amount.text if len(set(texts)) == 1 else ",".join(texts)
    return first.amount._replace(text=text)


def new_notes(step: Step, known: set[str]) -> list[str]:
    """What the file says about the block of a step and its exercises, as rows.

    Args:
        step: the step.
        known: the notes that were given before, which are left out; gets those that are given.
    """
    if step.phase is not Phase.WORK and step.place.kind != "rest":
        return []
    exercises = [item.exercise for item in items_of(step)]
    if not exercises and step.exercise is not None:
        exercises = [step.exercise]
    notes = [step.place.note and f"{step.place.title}: {step.place.note}"]
    notes += [f"{one.name}: {one.note}" for one in exercises if one.note]
    found = [printable(note, _NOTE_LENGTH) for note in notes if note and note not in known]
    known.update(notes)
    return found


def time_text(step: Step) -> str:
    """How long a step takes, if a clock knows."""
    return "" if step.limit is None else clock(step.limit)


def shown_steps(plan: Plan) -> Iterator[tuple[int, Step | None]]:
    """The steps that a list shows, with their indexes; None once for intervals that only grow."""
    hidden = False
    for index, step in enumerate(plan.steps):
        grows = step.open_ended and step.place.round > _INTERVALS_SHOWN
        if not grows:
            yield index, step
        elif not hidden:
            yield index, None
        hidden = grows
