"""The past sessions of exercises that grow, as ``core.coach`` looks at them.

Theory of operation. A set is of an exercise if it has its name, or that of one of its harder
exercises, the same role and unit, and was asked for within its range: what is called the same and
is another piece of work, such as a light set of 20, is left out. Where it stood in the file does
not matter. Of a session that came to its end with nothing skipped, all sets are there, also those
that were swapped for easier ones; of any other one, as many are expected as were chosen.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from legtimer.core.blocks import kind_named
from legtimer.core.coach.growing_exercises import GrowingExercise
from legtimer.core.coach.past import PastSession, PastSet
from legtimer.core.exercise import Amount, Exercise, Load, LoadUnit, Span, Unit
from legtimer.files.workouts.settings_snapshot import split_snapshot
from legtimer.history.migrations import fetch_all
from legtimer.history.session_record import local_time

if TYPE_CHECKING:
    from sqlite3 import Connection

    from legtimer.history.store import Store

_SESSIONS_BACK: Final = 30
"""How many sessions are looked through: growth step by step needs no more to know where it is."""
_WAVES_BACK: Final = 600
"""The same of waves, whose maximum is the sum of all that it grew by."""
_SESSIONS: Final = """
    SELECT id, began_at, utc_offset, effort, complete, choices,
        substr(text, 1, instr(text, char(10)))
    FROM session WHERE id IN ({ids}) ORDER BY began_at, uid"""
_IDS: Final = """
    SELECT id FROM session WHERE workout IN ({workouts}) AND status = 'done'
    ORDER BY began_at DESC, id DESC LIMIT {limit}"""
# Sets that are alike are one row with their number, so that years of sessions are read in a moment.
# The plus keeps SQLite from the index by exercise, whose rows lie all over the file.
_SETS: Final = """
    SELECT session, kind, exercise, side, role, place, source, unit, planned_low, planned_high,
        outcome, done, load_unit, load_value, load_pieces,
        CASE WHEN unit = 'time' THEN ms ELSE 0 END, count(*)
    FROM set_result WHERE session IN ({ids}) AND +exercise IN ({exercises})
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 ORDER BY session, min(number)"""
# What was done in place of these exercises, such as an easier one.
_OTHERS: Final = """
    SELECT session, source, place, side, role, count(*)
    FROM set_result WHERE session IN ({ids}) AND +exercise NOT IN ({exercises})
        AND source IN ({sources}) GROUP BY 1, 2, 3, 4, 5"""
# As SELECT DISTINCT exercise, but from name to name of the index and not from set to set.
_NAMES: Final = """
    WITH RECURSIVE known(name) AS (SELECT min(exercise) FROM set_result UNION ALL
        SELECT (SELECT min(exercise) FROM set_result WHERE exercise > name) FROM known
            WHERE name IS NOT NULL)
    SELECT name FROM known WHERE name IS NOT NULL"""

PastSessions = dict[str, list[PastSession]]
"""Past sessions by ``exercise_key``, the oldest first."""


def past_exercises(
    store: Store,
    exercises: Iterable[GrowingExercise],
    workouts: Iterable[str],
    paused: Callable[[date], bool] = lambda _: False,
) -> PastSessions:
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
    found: PastSessions = {}
    for waves, back in ((False, _SESSIONS_BACK), (True, _WAVES_BACK)):
        some = [one for one in wanted if bool(one.growth.wave) is waves]
        ids = {id_ for one in some for id_ in _variants(one.exercise, exercise_id)}
        typed = sorted(name for id_ in ids for name in called.get(id_, ()))
        if typed:
            rows = store.look(partial(_rows, workouts=names, exercises=typed, limit=back))
            found |= _sessions(rows, some, exercise_id, paused)
    return found


_At = tuple[Any, ...]
"""A place in the file at which sets were asked for: session, source, place, side, role."""


class _Header(NamedTuple):
    """A row of ``_SESSIONS``."""

    session: int
    began_at: int
    utc_offset: int
    effort: int | None
    complete: int
    choices: str
    snapshot: str


class _Set(NamedTuple):
    """A row of ``_SETS``."""

    session: int
    kind: str
    exercise: str
    side: int
    role: str
    place: str
    source: str
    unit: str
    low: int
    high: int
    outcome: str
    done: int | None
    load_unit: str | None
    load_value: float
    load_pieces: int
    ms: int
    alike: int
    """How many such sets there were."""

    @property
    def load(self) -> Load | None:
        unit = self.load_unit
        return Load(LoadUnit(unit), self.load_value, self.load_pieces) if unit else None

    @property
    def at(self) -> _At:
        return self.session, self.source, self.place, self.side, self.role


class _Rows(NamedTuple):
    """What the history has of some exercises in some workouts."""

    headers: list[_Header]
    """The oldest first."""
    sets: dict[int, list[_Set]]
    """By session, in their order."""
    asked: Counter[_At]
    """How many sets there were at a place, of whatever exercise."""


def _rows(db: Connection, workouts: list[str], exercises: list[str], limit: int) -> _Rows:
    ids = _IDS.format(workouts=_marks(workouts), limit=limit)
    headers = fetch_all(db, _SESSIONS.format(ids=ids), workouts)
    query = _SETS.format(ids=ids, exercises=_marks(exercises))
    sets: dict[int, list[_Set]] = {}
    asked = Counter[_At]()
    for row in map(_Set._make, fetch_all(db, query, (*workouts, *exercises))):
        sets.setdefault(row.session, []).append(row)
        if row.source:
            asked[row.at] += row.alike
    sources = sorted({at[1] for at in asked})
    query = _OTHERS.format(ids=ids, exercises=_marks(exercises), sources=_marks(sources))
    for *at, count in fetch_all(db, query, (*workouts, *exercises, *sources)):
        asked[tuple(at)] += count
    return _Rows([*map(_Header._make, headers)], sets, asked)


def _marks(values: list[str]) -> str:
    return ", ".join("?" * len(values))


def _sessions(
    rows: _Rows,
    wanted: list[GrowingExercise],
    exercise_id: Callable[[str], str],
    paused: Callable[[date], bool],
) -> PastSessions:
    looked_for = [(one, _variants(one.exercise, exercise_id)) for one in wanted]
    found: dict[str, dict[int, _Session]] = {one.key: {} for one in wanted}
    for header in rows.headers:
        sets = rows.sets.get(header.session, ())
        for one, variants in looked_for:
            for row, variant, exercise, rounds_key in _sets_of(one, variants, sets, exercise_id):
                new = _Session(header, row.exercise, variant)
                session = found[one.key].setdefault(header.session, new)
                session.add(row, rows.asked[row.at], exercise, rounds_key, one)
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


def _sets_of(
    one: GrowingExercise,
    variants: Mapping[str, int],
    sets: Iterable[_Set],
    exercise_id: Callable[[str], str],
) -> Iterator[tuple[_Set, int, Exercise, str]]:
    """The sets of an exercise in one session: its variant, that exercise, the block's rounds key.

    What was noted by hand is known as done and not as asked for. So a set with fewer reps than the
    range counts as asked for its low end, if one with the same load is in the range.
    """
    known: list[tuple[_Set, int, Exercise, str]] = []
    for row in sets:
        variant, cls = variants.get(exercise_id(row.exercise)), kind_named(row.kind)
        if variant is not None and row.role == one.block.role and cls is not None:
            exercise = (one.exercise, *one.exercise.harder)[variant]
            if cls.rounds_key and row.unit == exercise.amounts[0].unit.value:
                known.append((row, variant, exercise, cls.rounds_key))
    within = set()
    for row, variant, _, _ in known:
        low, high = _range(one, variant)
        if row.low <= high and row.high >= low:
            within.add((variant, row.load))
    for row, variant, exercise, rounds_key in known:
        low, high = _range(one, variant)
        if row.low <= high and row.high >= low:
            yield row, variant, exercise, rounds_key
        elif not row.source and row.high < low and (variant, row.load) in within:
            yield row._replace(low=low, high=low), variant, exercise, rounds_key


def _range(one: GrowingExercise, variant: int) -> tuple[int, int]:
    """From where to where a set of an exercise is asked for, both sides together."""
    exercise = (one.exercise, *one.exercise.harder)[variant]
    amount, factor = exercise.amounts[0], exercise.sides_per_set
    start = one.growth.start
    low = start.low if isinstance(start, Amount) and not variant else amount.low
    # Beyond the range reps go where the next weight that is owned is far.
    high = 2 * amount.high if amount.unit is Unit.REPS else amount.high
    return low * factor, high * factor


class _Session:
    """The sets of one exercise in one session."""

    def __init__(self, header: _Header, name: str, variant: int) -> None:
        self.header, self.name, self.variant = header, name, variant
        self.sets: list[PastSet] = []
        self.planned_sets = 0

    def add(
        self, one: _Set, asked: int, exercise: Exercise, rounds_key: str, growing: GrowingExercise
    ) -> None:
        factor = exercise.sides_per_set
        if one.unit == Unit.TIME.value:
            # A hold that was cut short is less than prescribed, and no skipped set.
            done = round(one.ms / 1000) * 1000 or None
            whole = one.outcome == "done" or done is not None
        else:
            done = None if one.done is None else one.done // factor
            whole = one.outcome == "done"
        low, high = one.low // factor, one.high // factor
        place = f"{one.place} {one.side}"
        self.sets += [PastSet(done, low, one.load, whole, low < high, place)] * one.alike
        # Of sets that were swapped for easier ones the exercise has not been done.
        self.planned_sets = max(self.planned_sets, asked)
        span: Span = getattr(growing.block, growing.block.rounds_key) or Span(1, 1)
        if not one.source:
            # What was noted by hand says no number of sets that were asked for.
            self.planned_sets = max(self.planned_sets, span.low)
        if not self.header.complete:
            path = one.place.partition("#")[0]
            choices: Mapping[str, int] = json.loads(self.header.choices)
            chosen = choices.get(f"{path}.{rounds_key}", span.low)
            self.planned_sets = max(self.planned_sets, chosen)

    def past(
        self,
        paused: Callable[[date], bool],
        exercise_id: Callable[[str], str],
        maxima: Callable[[str], Mapping[str, Load]],
    ) -> PastSession:
        header, name = self.header, exercise_id(self.name)
        day = local_time(header.began_at, header.utc_offset).date()
        known = maxima(header.snapshot)
        return PastSession(
            tuple(self.sets),
            self.planned_sets,
            header.effort,
            self.variant,
            next((load for other, load in known.items() if exercise_id(other) == name), None),
            paused(day),
            day,
        )


def _maxima(snapshot: str) -> Mapping[str, Load]:
    """The one-rep maxima of the settings that a session was opened with."""
    kept = split_snapshot(snapshot)
    return {} if kept is None else kept[0].maxima
