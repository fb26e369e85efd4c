"""A recorded session as the activity that a watch would have recorded.

A session's sets are placed in training time, which knows no pauses; an activity has them by the
clock on the wall. So the journal is folded once more, to see how far the two had drifted apart at
each press. Where that is not possible any more, the sets are put as if there had been no pause.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from legtimer.core.exercise import LoadUnit
from legtimer.core.session.commands import Start
from legtimer.core.session.machine import NotAllowed, Session
from legtimer.files.exercises.library import ExerciseLibrary
from legtimer.files.workouts.reader import read_workout
from legtimer.history.comparisons import load_grams
from legtimer.history.export.fit.activity import FitActivity, FitSet
from legtimer.history.session_record import SessionRecord, SetResult

LEAST_REST: Final = 1_000
"""Ms; what is shorter between two sets is no rest."""
_COUNTED: Final = frozenset({"reps", "max", "open", "time"})
"""Units whose count is one of reps."""

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

    sets: list[FitSet] = []
    for group in _sides_together([one for one in log.sets if one.outcome != "skipped"]):
        first, last = group[0], group[-1]
        # Just before its end: a pause that began at that instant comes after it.
        begin, end = wall(first.began), wall(last.began + last.ms - 1) + 1
        sets.append(_set(group, begin, end - begin, library))
        if last.rest is not None and last.rest >= LEAST_REST:
            after = wall(last.began + last.ms + last.rest)
            sets.append(FitSet(start=end, duration=max(after - end, 0), rest=True))
    return FitActivity(
        name=header.workout,
        start=start,
        utc_offset=header.utc_offset * 60,
        elapsed=max(header.ended - drift[0][1], header.elapsed),
        timer=header.elapsed,
        sets=sets,
    )


def _set(group: Sequence[SetResult], start: int, duration: int, library: ExerciseLibrary) -> FitSet:
    one = group[0]
    done = [row.done for row in group if row.done is not None]
    weight = load_grams(one.load) / 1000
    known = library.find(one.exercise)
    fit = known.fit if known else None
    return FitSet(
        start=start,
        duration=duration,
        reps=sum(done) if done and one.unit in _COUNTED else None,
        weight=weight or None,
        pounds=one.load is not None and one.load.unit is LoadUnit.LB,
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
            # What was undone happened again, later.
            while found and found[-1][0] >= training:
                found.pop()
            found.append((training, entry.at - training))
    except (NotAllowed, ValueError):
        return [(0, began)]
    return found or [(0, began)]
