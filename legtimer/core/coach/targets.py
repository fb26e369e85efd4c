"""The figures that exercises have next, each with its reason.

Theory of operation. A target is a pure function of an exercise, of its growth, of the past sessions
and of the weights that the athlete owns. Nothing is stored between two sessions, so a corrected set
gives another target at once, and a history that was exported and imported gives the same one.
``past`` says what a session was, ``progression`` and ``waves`` what follows from all of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from legtimer.core.coach.equipment import OwnedLoads
from legtimer.core.coach.past import PastSession
from legtimer.core.coach.progression import progression_target
from legtimer.core.coach.target import Target, TrainingPhase
from legtimer.core.coach.waves import wave_target
from legtimer.core.exercise import Exercise, Growth, Load, Span


def exercise_target(
    exercise: Exercise,
    growth: Growth,
    past: Sequence[PastSession],
    *,
    sets: Span | None = None,
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
        owned: what the athlete can lift in it; None for anything.
        phase: what the phase of a programme says.
        one_rep_max: as the settings have it, for a wave.
    """
    if growth.wave:
        return wave_target(exercise, growth, past, owned, phase, one_rep_max)
    return progression_target(exercise, growth, past, sets, owned, phase)
