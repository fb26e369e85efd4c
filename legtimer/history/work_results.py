"""What the blocks of sessions came to that are compared by their sets, not by a score.

Theory of operation. The result of such a block is the sum of its sets: weight, reps, time. Where a
load or a distance is the score, it is the best of them; of several exercises the heaviest loads are
added up. Blocks are compared within their workout, by their kind and their exercises: the n-th such
block with the n-th, wherever in the file it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from legtimer.core.blocks import kind_named
from legtimer.core.exercise import GRAMS, LoadUnit, OpenLoad, Unit
from legtimer.core.notation import clock, length_text
from legtimer.core.ranking import Ranking, Result
from legtimer.core.step_builder import tally_item
from legtimer.core.steps import Phase, PressEffect, Step, TallyItem
from legtimer.core.workout import Plan
from legtimer.history.fingerprint import block_path
from legtimer.history.rows import LOAD_GRAMS
from legtimer.history.session_record import SetResult

if TYPE_CHECKING:
    from legtimer.history.store import Store

_MAIN: Final = "main"
_NOTHING: Final = "nothing counted"
SessionBeginning = tuple[str, int, int]
"""The uid of a session, when it began (ms since 1970 in UTC), and the athlete's UTC offset then."""
_ExerciseId = Callable[[str], str]
"""As ``Store.exercise_id``."""

_WORK: Final = f"""
    SELECT s.uid, s.began_at, s.utc_offset, r.place, r.kind, r.exercise,
        SUM(CASE WHEN r.unit NOT IN ('time', 'length') THEN COALESCE(r.done, 0) ELSE 0 END),
        SUM(CASE WHEN r.unit = 'time' THEN r.ms ELSE 0 END),
        CAST(ROUND(SUM({LOAD_GRAMS} * COALESCE(r.done, 0) * (r.unit <> 'length'))) AS INTEGER),
        CAST(ROUND(MAX(
            {LOAD_GRAMS} * (r.outcome = 'done' AND COALESCE(r.done, 1) > 0))) AS INTEGER),
        MAX(CASE WHEN r.unit = 'length' THEN COALESCE(r.done, 0) ELSE 0 END),
        MIN(r.outcome = 'done'),
        MIN(CASE WHEN r.unit = 'max' AND r.planned_high > 0 THEN r.done END), MIN(r.number)
    FROM session s JOIN set_result r ON r.session = s.id
    WHERE s.workout = ? AND s.status = 'done' AND s.began_at < ? AND s.uid <> ? AND r.role = 'main'
    GROUP BY s.id, r.place, r.exercise"""


def better_of(kind: str) -> Ranking:
    """What is better for a kind of block; nothing for one that there is no more."""
    cls = kind_named(kind)
    return Ranking.NOTHING if cls is None else cls.ranking


def work_text(result: Result, weights: LoadUnit) -> str:
    """What an unscored block came to: ``2,304 kg, 96 reps``, ``3:20``."""
    parts = []
    if result.heaviest:
        weight = f"{result.heaviest / GRAMS[weights]:,.1f}".removesuffix(".0")
        parts.append(f"heaviest {weight} {weights}")
    if result.farthest:
        parts.append(f"farthest {length_text(result.farthest)}")
    if parts:
        return ", ".join(parts)
    if result.grams:
        parts.append(f"{result.grams / GRAMS[weights]:,.1f}".removesuffix(".0") + f" {weights}")
    if result.reps:
        parts.append(f"{result.reps:,} " + ("rep" if result.reps == 1 else "reps"))
    if result.lowest:
        parts.append(f"lowest {result.lowest}")
    if result.ms and not parts:
        parts.append(clock(result.ms))
    return ", ".join(parts) or _NOTHING


def total_text(sets: Sequence[SetResult], plan: Plan, weights: LoadUnit) -> str:
    """What the sets of a block came to: ``2,304 kg, 96 reps``; empty if nothing was counted.

    Args:
        sets: the sets.
        plan: knows which exercises have their load or distance as the score.
        weights: the unit in which weights are told.
    """
    sums = [
        _Sum(one.exercise, _of(one))
        for one in sets
        if one.outcome != "skipped" and one.unit not in (Unit.DISTANCE, Unit.ENERGY)
    ]
    if not sums:
        return ""
    text = work_text(_total(sets[0].kind, sums, str, scored_exercises(plan, str)), weights)
    return "" if text == _NOTHING else text


class WorkKey(NamedTuple):
    """Which unscored blocks of a workout are compared with each other."""

    kind: str
    exercises: frozenset[str]
    nth: int


class _Sum(NamedTuple):
    """What the sets of one exercise in one block came to."""

    exercise: str
    result: Result


def scored_exercises(plan: Plan, exercise_id: _ExerciseId) -> frozenset[str]:
    """The exercises of a plan whose load or distance is the score."""
    return frozenset(
        exercise_id(one.exercise.name)
        for step in plan.steps
        for one in _items(step)
        if one.amount.unit is Unit.LENGTH or (isinstance(one.load, OpenLoad) and one.load.is_score)
    )


def better_by_sets(key: WorkKey, scored: frozenset[str]) -> Ranking:
    """What is better for a block that is compared by its sets."""
    return Ranking.BEST if key.exercises & scored else better_of(key.kind)


def work_of_sets(
    sets: Sequence[SetResult], exercise_id: _ExerciseId, scored: frozenset[str]
) -> dict[WorkKey, tuple[str, Result]]:
    """What the unscored blocks that are compared came to, with their titles."""
    blocks: dict[str, list[SetResult]] = {}
    for one in sets:
        if one.role == _MAIN:
            blocks.setdefault(one.place, []).append(one)
    sums = {
        place: (rows[0].kind, [_Sum(r.exercise, _of(r)) for r in rows])
        for place, rows in blocks.items()
    }
    titles = {place: rows[0].block for place, rows in blocks.items()}
    return {
        key: (titles[place], result) for place, key, result in _keyed(sums, exercise_id, scored)
    }


def _of(one: SetResult) -> Result:
    timed, length = one.unit == Unit.TIME, one.unit == Unit.LENGTH
    done = 0 if timed or one.done is None else one.done
    grams = one.load.grams if one.load else 0
    lifted = one.outcome == "done" and one.done != 0
    return Result(
        reps=0 if length else done,
        ms=one.ms if timed else 0,
        grams=0 if length else round(grams * done),
        heaviest=round(grams) if lifted else 0,
        farthest=done if length else 0,
        complete=one.outcome == "done",
        lowest=one.done or 0 if one.is_timed_max else 0,
    )


def _one_load(kind: str) -> bool:
    cls = kind_named(kind)
    return cls is not None and cls.one_load


def _is_work(kind: str) -> bool:
    return better_of(kind) is Ranking.WORK


def _keyed(
    blocks: Mapping[str, tuple[str, Sequence[_Sum]]],
    exercise_id: _ExerciseId,
    scored: frozenset[str],
) -> Iterator[tuple[str, WorkKey, Result]]:
    """What the blocks of one session came to, by what they are compared by, with their places.

    Args:
        blocks: the kind and the sums of each block, by its place.
        exercise_id: the same for all names of an exercise.
        scored: the exercises whose load or distance is the score.
    """
    seen: dict[tuple[str, frozenset[str]], int] = {}
    for place, (kind, sums) in blocks.items():
        names = frozenset(exercise_id(one.exercise) for one in sums)
        if not _is_work(kind) and not names & scored:
            continue
        nth = seen[kind, names] = seen.get((kind, names), 0) + 1
        yield place, WorkKey(kind, names, nth), _total(kind, sums, exercise_id, scored)


def _total(
    kind: str, sums: Sequence[_Sum], exercise_id: _ExerciseId, scored: frozenset[str]
) -> Result:
    """What the sums of one block come to; arguments as of ``_keyed``."""
    results = [one.result for one in sums]
    heaviest: dict[str, int] = {}
    for name, one in ((exercise_id(one.exercise), one.result) for one in sums):
        if name in scored:
            heaviest[name] = max(heaviest.get(name, 0), one.heaviest)
    return Result(
        reps=sum(r.reps for r in results),
        ms=sum(r.ms for r in results),
        grams=sum(r.grams for r in results),
        heaviest=(max if _one_load(kind) else sum)(heaviest.values() or (0,)),
        farthest=max((r.farthest for r in results), default=0),
        complete=all(r.complete for r in results),
        lowest=min((r.lowest for r in results if r.lowest), default=0),
    )


def planned_work(
    plan: Plan, exercise_id: _ExerciseId, scored: frozenset[str]
) -> dict[WorkKey, Step]:
    """The blocks of a plan that are compared by their sets; one step of each."""
    first: dict[str, Step] = {}
    blocks: dict[str, tuple[str, list[_Sum]]] = {}
    for step in plan.steps:
        for item in _items(step) if step.place.role == _MAIN else ():
            place = block_path(step.place)
            first.setdefault(place, step)
            sums = blocks.setdefault(place, (step.place.kind, []))[1]
            sums.append(_Sum(item.exercise.name, Result()))
    return {key: first[place] for place, key, _ in _keyed(blocks, exercise_id, scored)}


def _items(step: Step) -> tuple[TallyItem, ...]:
    """The exercises of which a step has sets that stand by themselves, those of an interval too."""
    if step.press is PressEffect.COUNT:
        return ()
    if step.tally is not None:
        return step.tally.items(0)
    if step.exercise is None or step.amount is None or step.phase is not Phase.WORK:
        return ()
    return (tally_item(step.exercise, step.amount, step.load, step.place.source),)


def past_work(
    store: Store, workout: str, scored: frozenset[str], until: int, uid: str
) -> dict[WorkKey, list[tuple[SessionBeginning, Result]]]:
    """What the blocks of a workout came to in all its sessions, newest first.

    Args:
        store: the history.
        workout: its name.
        scored: the exercises whose load or distance is the score.
        until: ms since 1970 in UTC; only what began before counts.
        uid: a session that is left out.

    Raises:
        StoreError: if the history cannot be read.
    """
    sessions: dict[SessionBeginning, dict[str, tuple[str, list[_Sum]]]] = {}
    # Sorted here: SQLite would take as long for it as for all the rest.
    rows = sorted(
        store.read(_WORK, (workout, until, uid)), key=lambda row: (-row[1], row[0], row[-1])
    )
    for row in rows:
        place, kind, exercise, reps, ms, mass, heaviest, farthest, done, lowest, _ = row[3:]
        _, sums = sessions.setdefault(row[:3], {}).setdefault(place, (kind, []))
        result = Result(
            reps=reps,
            ms=ms,
            grams=mass,
            heaviest=heaviest,
            farthest=farthest,
            complete=bool(done),
            lowest=lowest or 0,
        )
        sums.append(_Sum(exercise, result))
    exercise_id = cache(store.exercise_id)
    found: dict[WorkKey, list[tuple[SessionBeginning, Result]]] = {}
    for session, blocks in sessions.items():
        for _, key, result in _keyed(blocks, exercise_id, scored):
            found.setdefault(key, []).append((session, result))
    return found
