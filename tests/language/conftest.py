"""What the tests of the language share: reading a text, and steps in short words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from textwrap import dedent

import pytest

from legtimer.core.notation import clock
from legtimer.core.steps import Phase, Step
from legtimer.core.workout import Plan, Workout, expand
from legtimer.files.workouts.reader import read_workout


def _read(text: str) -> Workout:
    reading = read_workout(dedent(text))
    assert reading.workout is not None, "\n".join(m.render("test") for m in reading.mistakes)
    return reading.workout


def _word(step: Step) -> str:
    """A step in a few words: ``work 20 Squat``, ``rest 1:00``, ``switch 0:05``."""
    parts = [step.phase.value]
    if step.phase is Phase.WORK:
        if step.tally is not None:
            items = [
                "+".join(f"{i.amount.text} {i.exercise.name}".strip() for i in round_items)
                for round_items in step.tally.rounds
            ]
            parts.append(" | ".join(items))
        elif step.exercise is not None:
            parts.append(f"{step.amount.text if step.amount else ''} {step.exercise.name}".strip())
        if step.place.side:
            parts.append(f"side {step.place.side}")
        if step.load is not None:
            parts.append(f"@ {step.load.text}")
    elif step.call is not None:
        parts.append(f"{clock(step.call)}-{clock(step.limit or 0)}")
    elif step.phase is not Phase.SCORE:
        parts.append(clock(step.limit) if step.limit is not None else "ready")
    return " ".join(parts)


@pytest.fixture
def read() -> Callable[[str], Workout]:
    """Read a workout that is expected to be right."""
    return _read


@pytest.fixture
def plan() -> Callable[..., Plan]:
    """Read and expand a workout."""

    def expanded(
        text: str, choices: Mapping[str, int] | None = None, swaps: frozenset[str] = frozenset()
    ) -> Plan:
        return expand(_read(text), choices, swaps)

    return expanded


@pytest.fixture
def steps(plan) -> Callable[..., list[str]]:
    """The steps of a workout in short words; without its lead-in unless it gives one itself."""

    def words(text: str, choices: Mapping[str, int] | None = None, **more) -> list[str]:
        if "prepare" not in text:
            text = (
                "prepare = 0\nget-set = 0\n" + dedent(text)
                if "get-set" not in text
                else ("prepare = 0\n" + dedent(text))
            )
        return [_word(step) for step in plan(text, choices, **more).steps]

    return words
