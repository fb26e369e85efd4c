"""The past sessions of exercises that grow, as ``core.coach`` looks at them.

Theory of operation. A set is of an exercise if it has its name, or that of one of its harder
exercises, the same role and unit, and was asked for within its range: what is called the same and
is another piece of work, such as a light set of 20, is left out. Where it stood in the file does
not matter. Of a session that came to its end with nothing skipped, all sets are there, also those
that were swapped for easier ones; of any other one, as many are expected as were chosen.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from legtimer.core.blocks import kind_named
from legtimer.core.coach.past import PastSession, PastSet
from legtimer.core.coach.workout_targets import GrowingExercise
from legtimer.core.exercise import Amount, Exercise, Load, LoadUnit, Span, Unit
from legtimer.files.workouts.settings_snapshot import split_snapshot
from legtimer.history.session_record import local_time

if TYPE_CHECKING:
    from legtimer.history.store import Store

_SESSIONS_BACK: Final = 30
"""How many sessions are looked through: growth step by step needs no more to know where it is."""
_WAVES_BACK: Final = 600
"""The same of waves, whose maximum is the sum of all that it grew by."""
_SETS: Final = """
    SELECT s.id, s.began_at, s.utc_offset, s.effort, s.complete, s.choices,
        substr(s.text, 1, instr(s.text, char(10))),
        r.kind, r.exercise, r.side, r.role, r.place, r.unit, r.planned_low, r.planned_high,
        r.outcome, r.done, r.load_unit, r.load_value, r.load_pieces, r.ms,
        (SELECT count(*) FROM set_result o WHERE o.session = s.id AND r.source <> ''
            AND (o.source, o.place, o.side, o.role) = (r.source, r.place, r.side, r.role))
    FROM session s JOIN set_result r ON r.session = s.id
    WHERE s.id IN (SELECT id FROM session WHERE workout IN ({workouts}) AND status = 'done'
        ORDER BY began_at DESC, id DESC LIMIT {limit})
        AND r.exercise IN ({exercises})
    ORDER BY s.began_at, s.uid, r.number"""
# As SELECT DISTINCT exercise, but from name to name of the index and not from set to set.
_NAMES: Final = """
    WITH RECURSIVE known(name) AS (SELECT min(exercise) FROM set_result UNION ALL
        SELECT (SELECT min(exercise) FROM set_result WHERE exercise > name) FROM known
            WHERE name IS NOT NULL)
    SELECT name FROM known WHERE name IS NOT NULL"""

Pasts = dict[str, list[PastSession]]
"""Past sessions by ``exercise_key``, the oldest first."""


def past_exercises(
    store: Store,
    exercises: Iterable[GrowingExercise],
    workouts: Iterable[str],
    paused: Callable[[date], bool] = lambda _: False,
) -> Pasts:
    """What was done of exercises.

    Args:
        store: the history.
        exercises: those that are looked for.
        workouts: the names of the workouts in which they count.
        paused: whether growth paused on a day.

    Raises:
        StoreError: if the history cannot be read.
    """
    wanted = list(exercises)
    names = sorted(set(workouts))
    if not wanted or not names:
        return {}
    exercise_id = cache(store.exercise_id)
    called: dict[str, list[str]] = {}
    for (name,) in store.read(_NAMES):
        called.setdefault(exercise_id(name), []).append(name)
    found: Pasts = {}
    for waves, back in ((False, _SESSIONS_BACK), (True, _WAVES_BACK)):
        some = [one for one in wanted if bool(one.growth.wave) is waves]
        ids = {id_ for one in some for id_ in _variants(one.exercise, exercise_id)}
        typed = sorted(name for id_ in ids for name in called.get(id_, ()))
        if typed:
            query = _SETS.format(workouts=_marks(names), exercises=_marks(typed), limit=back)
            rows = store.read(query, (*names, *typed))
            found |= _sessions(map(_Set, rows), some, exercise_id, paused)
    return found


def _marks(values: list[str]) -> str:
    return ", ".join("?" * len(values))


def _sessions(
    rows: Iterable[_Set],
    wanted: list[GrowingExercise],
    exercise_id: Callable[[str], str],
    paused: Callable[[date], bool],
) -> Pasts:
    looked_for = [(one, _variants(one.exercise, exercise_id)) for one in wanted]
    found: dict[str, dict[int, _Session]] = {one.key: {} for one in wanted}
    for row in rows:
        cls = kind_named(row.kind)
        if cls is None or not cls.rounds_key:
            continue
        name = exercise_id(row.exercise)
        for one, variants in looked_for:
            variant = variants.get(name)
            if variant is None or row.role != one.block.role:
                continue
            exercise = (one.exercise, *one.exercise.harder)[variant]
            if _asks_for(row, exercise, one, variant):
                session = found[one.key].setdefault(row.session, _Session(row, variant))
                session.add(row, exercise, cls.rounds_key, one)
    maxima = cache(_maxima)
    return {
        key: [session.past(paused, exercise_id, maxima) for session in sessions.values()]
        for key, sessions in found.items()
    }


def _variants(exercise: Exercise, exercise_id: Callable[[str], str]) -> dict[str, int]:
    """The exercise and its harder ones by their ids."""
    found: dict[str, int] = {}
    for number, one in enumerate((exercise, *exercise.harder)):
        found.setdefault(exercise_id(one.name), number)
    return found


class _Set:
    """A row of the query."""

    def __init__(self, row: tuple[Any, ...]) -> None:
        (
            self.session, self.began_at, self.utc_offset, self.effort, self.complete, self.choices,
            self.snapshot, self.kind, self.exercise, self.side, self.role, self.place, self.unit,
            self.low, self.high, self.outcome, self.done, unit, value, pieces, self.ms,
            self.asked,
        ) = row  # fmt: skip
        self.load = Load(LoadUnit(unit), value, pieces) if unit else None


def _factor(exercise: Exercise) -> int:
    """How many sides one set holds."""
    return 2 if exercise.sides and exercise.sides.alternating else 1


def _asks_for(one_set: _Set, exercise: Exercise, one: GrowingExercise, variant: int) -> bool:
    """Whether a set was asked for within the range of an exercise."""
    amount, factor = exercise.amounts[0], _factor(exercise)
    if one_set.unit != amount.unit.value:
        return False
    start = one.growth.start
    low = start.low if isinstance(start, Amount) and not variant else amount.low
    # Beyond the range reps go where the next weight that is owned is far.
    high = 2 * amount.high if amount.unit is Unit.REPS else amount.high
    return bool(one_set.low <= high * factor and one_set.high >= low * factor)


class _Session:
    """The sets of one exercise in one session."""

    def __init__(self, first: _Set, variant: int) -> None:
        self.first, self.variant = first, variant
        self.sets: list[PastSet] = []
        self.planned_sets = 0
        self.exercise = first.exercise

    def add(self, one: _Set, exercise: Exercise, rounds_key: str, growing: GrowingExercise) -> None:
        factor = _factor(exercise)
        if one.unit == Unit.TIME.value:
            # A hold that was cut short is less than prescribed, and no skipped set.
            done = round(one.ms / 1000) * 1000 or None
            whole = one.outcome == "done" or done is not None
        else:
            done = None if one.done is None else one.done // factor
            whole = one.outcome == "done"
        low, high = one.low // factor, one.high // factor
        place = f"{one.place} {one.side}"
        self.sets.append(PastSet(done, low, one.load, whole, low < high, place))
        # Of sets that were swapped for easier ones the exercise has not been done.
        self.planned_sets = max(self.planned_sets, one.asked)
        if not one.complete:
            path = one.place.partition("#")[0]
            span: Span = getattr(growing.block, growing.block.rounds_key) or Span(1, 1)
            choices: Mapping[str, int] = json.loads(one.choices)
            chosen = choices.get(f"{path}.{rounds_key}", span.low)
            self.planned_sets = max(self.planned_sets, chosen)

    def past(
        self,
        paused: Callable[[date], bool],
        exercise_id: Callable[[str], str],
        maxima: Callable[[str], Mapping[str, Load]],
    ) -> PastSession:
        day = local_time(self.first.began_at, self.first.utc_offset).date()
        name = exercise_id(self.exercise)
        known = maxima(self.first.snapshot)
        return PastSession(
            tuple(self.sets),
            self.planned_sets,
            self.first.effort,
            self.variant,
            next((load for other, load in known.items() if exercise_id(other) == name), None),
            paused(day),
            day,
        )


def _maxima(snapshot: str) -> Mapping[str, Load]:
    """The one-rep maxima of the settings that a session was opened with."""
    kept = split_snapshot(snapshot)
    return {} if kept is None else kept[0].maxima
