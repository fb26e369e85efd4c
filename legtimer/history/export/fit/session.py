"""A recorded session as the activity that a watch would have recorded.

A session's sets are placed in training time, which knows no pauses; an activity has them by the
clock on the wall. So the journal is folded once more, to see how far the two had drifted apart at
each press; where training time fell behind, the activity has a pause. Where that is not possible
any more, all pauses are put at the end. What no set fills is a rest (the lead-in, what was
skipped), so sets and rests add up to the time trained, and with the pauses to the time elapsed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from legtimer.core.exercise import LoadUnit
from legtimer.core.session.commands import Start
from legtimer.core.session.machine import NotAllowed, Session
from legtimer.files.exercises.library import ExerciseLibrary
from legtimer.files.workouts.reader import read_workout
from legtimer.history.export.fit.activity import FitActivity, FitPause, FitSet, SubSport
from legtimer.history.session_record import SessionRecord, SetResult

_POUNDS: Final = frozenset({LoadUnit.LB, LoadUnit.BODYWEIGHT_LB})
_COUNTED: Final = frozenset({"reps", "max", "open", "time"})
"""Units whose count is one of reps."""
_SUB_SPORTS: Final = {
    "amrap": SubSport.AMRAP,
    "emom": SubSport.EMOM,
    "death-by": SubSport.EMOM,
    "for-time": SubSport.HIIT,
    "intervals": SubSport.HIIT,
}
"""By the kind of block; all other kinds are strength training."""
_TABATA_WORK: Final = 20_000
_TABATA_REST: Final = 10_000

_Drift = Sequence[tuple[int, int]]
"""From which ms of training time on, how many ms since the opening lie before that instant."""


def activity_of(log: SessionRecord, library: ExerciseLibrary) -> FitActivity:
    """The activity that a session was.

    Args:
        log: the session.
        library: tells the FIT numbers of exercises.
    """
    header = log.header
    drift = _drift(log)
    start = header.began_at + drift[0][1]

    def wall(training: int) -> int:
        return header.began_at + training + _at(drift, training)

    def rest(began: int, ended: int) -> FitSet:
        start, duration = wall(began), ended - began
        # Just before its end: a pause that began at that instant comes after it.
        paused = wall(ended - 1) + 1 - start - duration
        return FitSet(start=start, duration=duration, paused=max(paused, 0), rest=True)

    sets: list[FitSet] = []
    over = 0
    for group in _sides_together([one for one in log.sets if one.outcome != "skipped"]):
        began, ended = group[0].began, group[-1].began + group[-1].ms
        if began > over:
            sets.append(rest(over, began))
        sets.append(_work(group, rest(began, ended), library))
        over = max(over, ended)
    if header.elapsed > over:
        sets.append(rest(over, header.elapsed))
    return FitActivity(
        name=header.workout,
        start=start,
        utc_offset=header.utc_offset * 60,
        elapsed=max(header.ended - drift[0][1], header.elapsed),
        timer=header.elapsed,
        sets=sets,
        pauses=[
            FitPause(header.began_at + at + before, header.began_at + at + after)
            for (_, before), (at, after) in pairwise(drift)
            if after > before
        ],
        sub_sport=_sub_sport(log.sets),
    )


def _sub_sport(sets: Sequence[SetResult]) -> SubSport:
    """What kind of training the main part was; a mixture of several kinds is HIIT."""
    main = [one for one in sets if one.role == "main" and one.outcome != "skipped"]
    found = {_SUB_SPORTS.get(one.kind, SubSport.STRENGTH_TRAINING) for one in main}
    if SubSport.STRENGTH_TRAINING in found or not found:
        return SubSport.STRENGTH_TRAINING
    if {one.kind for one in main} == {"intervals"} and _tabata(main):
        return SubSport.TABATA
    return found.pop() if len(found) == 1 else SubSport.HIIT


def _tabata(sets: Sequence[SetResult]) -> bool:
    """Whether these intervals are 20 s of work with 10 s of rest."""
    rests = {one.rest for one, after in pairwise(sets) if one.place == after.place}
    return rests == {_TABATA_REST} and all(
        one.planned_low == one.planned_high == _TABATA_WORK for one in sets
    )


def _work(group: Sequence[SetResult], span: FitSet, library: ExerciseLibrary) -> FitSet:
    """What was done in a span of time."""
    one = group[0]
    told = not any(row.needs_reps for row in group)
    done = [row.done for row in group if told and row.done is not None]
    weight = one.load.grams / 1000 if one.load else 0
    known = library.find(one.exercise)
    fit = known.fit if known else None
    return replace(
        span,
        rest=False,
        reps=sum(done) if done and one.unit in _COUNTED else None,
        weight=weight or None,
        pounds=one.load is not None and one.load.unit in _POUNDS,
        category=fit.category_number if fit else None,
        exercise=fit.number if fit else None,
        label=one.exercise,
    )


def _sides_together(sets: Sequence[SetResult]) -> list[list[SetResult]]:
    """The sets, with the second side of each beside the first."""
    found: list[list[SetResult]] = []
    for one in sets:
        if found and _pair(found[-1][-1], one):
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _pair(one: SetResult, other: SetResult) -> bool:
    return (one.side, other.side) == (1, 2) and (
        (one.place, one.source, one.round, one.exercise, one.load)
        == (other.place, other.source, other.round, other.exercise, other.load)
    )


def _at(drift: _Drift, training: int) -> int:
    return next((by for since, by in reversed(drift) if since <= training), drift[0][1])


def _drift(log: SessionRecord) -> _Drift:
    """How far training time had fallen behind the time since the opening; never empty."""
    header = log.header
    found = _folded_drift(log)
    if header.ended - header.elapsed > found[-1][1]:
        # Nobody knows when the clock stood for the rest of the time.
        found.append((header.elapsed, header.ended - header.elapsed))
    return found


def _folded_drift(log: SessionRecord) -> list[tuple[int, int]]:
    began = next((e.at for e in log.journal if isinstance(e.command, Start)), 0)
    header = log.header
    workout = read_workout(header.text, header.workout).workout
    if workout is None:
        return [(0, began)]
    choices = workout.allowed(header.choices)
    session = Session(workout, choices, now=0, swaps=header.swaps, assumed=header.assumed)
    found: list[tuple[int, int]] = []
    try:
        for entry in session.fold(log.journal):
            training = session.view(entry.at).elapsed
            # Corrections may come long after the end.
            at = entry.at if session.finished_at is None else session.finished_at
            # What was undone happened again, later.
            while found and found[-1][0] >= training:
                found.pop()
            found.append((training, at - training))
    except (NotAllowed, ValueError):
        return [(0, began)]
    return found or [(0, began)]
