"""Waves: percentages of the one-rep maximum, one per session in turn, that rise after each wave.

The settings say what the maximum is; what it has grown to is reckoned from the sessions since it
was set to that. Only a session with the load of the wave counts: who wants another maximum
writes it into the settings.
"""

from __future__ import annotations

from collections.abc import Sequence

from legtimer.core.coach.equipment import OwnedLoads
from legtimer.core.coach.past import PastSession, SessionOutcome, session_outcome
from legtimer.core.coach.ramp import ramp_loads
from legtimer.core.coach.target import Target, TrainingPhase
from legtimer.core.exercise import Exercise, Growth, Load, LoadUnit


def wave_target(
    exercise: Exercise,
    growth: Growth,
    past: Sequence[PastSession],
    owned: OwnedLoads | None,
    phase: TrainingPhase,
    one_rep_max: Load | None,
) -> Target:
    """What is prescribed next; the arguments are those of ``exercise_target``."""
    wave = growth.wave
    if one_rep_max is None:
        percent = Load(LoadUnit.PERCENT, wave[0])
        why = f"the settings have no one-rep max of {exercise.name}"
        return Target(f"{percent.text}: {why}", load=percent, ramp=exercise.ramp)
    maximum, turn, misses, why = one_rep_max.value, 0, 0, ""
    for session in past:
        same = session.one_rep_max in (None, one_rep_max)
        expected = _load(maximum, wave[turn], one_rep_max, owned)
        if session.paused or not same:
            continue
        if session.load != expected:
            why = "another load than the wave's last time"
            continue
        why = ""
        match session_outcome(session, growth.effort_at_most):
            case SessionOutcome.FULL:
                turn, misses = turn + 1, 0
                if turn == len(wave):
                    turn = 0
                    if growth.steps:
                        maximum += growth.steps[0].by
                        why = "raised after a whole wave"
            case SessionOutcome.MISS:
                misses += 1
                why = "a set was missed last time"
                back = growth.step_back
                if back is not None and misses >= back.after:
                    maximum, turn, misses = maximum * (1 - back.percent / 100), 0, 0
                    why = f"{back.percent:g}% back after {back.after} misses in a row"
            case SessionOutcome.UNTOLD:
                why = "nobody said how much it was last time"
            case SessionOutcome.SKIPPED:
                why = "not all sets were done last time"
            case SessionOutcome.HARD:
                why = f"the effort was {session.effort} last time"
    load = _load(maximum, wave[turn], one_rep_max, owned)
    of = f"{wave[turn]:g}% of {maximum:g} {one_rep_max.unit}, {turn + 1} of {len(wave)} in the wave"
    if phase.paused:
        why = "growth pauses in this phase"
    return Target(
        f"{load.text}: {of}" + (f"; {why}" if why else ""),
        load=load,
        ramp=ramp_loads(load, owned) if exercise.ramp else (),
        plates=owned.plates_text(load.value) if owned is not None else "",
    )


def _load(maximum: float, percent: float, unit: Load, owned: OwnedLoads | None) -> Load:
    """What is lifted: rounded down to what the athlete owns, or else to half a unit."""
    wanted = maximum * percent / 100
    value = owned.at_most(wanted) if owned is not None else None
    return Load(unit.unit, int(wanted * 2 + 1e-6) / 2 if value is None else value)
