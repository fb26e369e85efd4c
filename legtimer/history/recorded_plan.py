"""The plan of a session in the history."""

from __future__ import annotations

from legtimer.core.workout import Plan, expand
from legtimer.history.session_record import Header


def recorded_plan(header: Header) -> Plan | None:
    """The plan that a session began with; None if this version cannot read its text."""
    # The list of sessions imports corrections, and reads no workout.
    from legtimer.files.workouts.reader import read_workout

    workout = read_workout(header.text, header.workout).workout
    if workout is None:
        return None
    return expand(workout, workout.allowed(header.choices), header.swaps)
