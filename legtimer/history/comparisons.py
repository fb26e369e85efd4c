"""Last and best results of each block of a workout, and records that were beaten.

Theory of operation. Like is compared with like, and ``core.ranking`` says which result is better. A
scored block is compared with every score of the same fingerprint, in whatever workout it was made.
An unscored one has no score: its result is the sum of its sets, compared within its workout with
blocks of the same kind and exercises (the n-th such block with the n-th, wherever in the file it
stands), whatever the sets and loads were: those are what grows. Where a load or a distance is the
score, the best of it is compared. Warm-ups and cool-downs are not compared.
"""

from __future__ import annotations

import json
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
from legtimer.history.fingerprint import block_path, scored_blocks
from legtimer.history.same_work import same_work
from legtimer.history.session_record import ScoreResult, SetResult

if TYPE_CHECKING:
    from legtimer.history.store import Store

_GRAMS_OF_UNIT: Final = " ".join(f"WHEN '{unit.value}' THEN {one}" for unit, one in GRAMS.items())
_LOAD_GRAMS: Final = (
    f"CASE r.load_unit {_GRAMS_OF_UNIT} ELSE 0 END"
    " * COALESCE(MAX(r.load_value, 0) * r.load_pieces, 0)"
)
_MAIN: Final = "main"
_ExerciseId = Callable[[str], str]
"""As ``Store.exercise_id``."""

# SQLite takes the offset from the row of the maximum.
_TIMES: Final = """
    SELECT COUNT(*), MAX(began_at), COALESCE(utc_offset, 0) FROM session
    WHERE workout = ? AND status = 'done'"""
_SCORES: Final = """
    SELECT s.uid, s.began_at, s.utc_offset, c.text, c.place, c.rounds, c.reps, c.ms, c.splits,
        c.paused, c.capped, c.complete
    FROM score c JOIN session s ON s.id = c.session
    WHERE c.sameness IN ({work}) AND s.status = 'done' AND s.began_at < ? AND s.uid <> ?
    ORDER BY s.began_at DESC, c.number"""
_WORK: Final = f"""
    SELECT s.uid, s.began_at, s.utc_offset, r.place, r.kind, r.exercise,
        SUM(CASE WHEN r.unit NOT IN ('time', 'length') THEN COALESCE(r.done, 0) ELSE 0 END),
        SUM(CASE WHEN r.unit = 'time' THEN r.ms ELSE 0 END),
        CAST(ROUND(SUM({_LOAD_GRAMS} * COALESCE(r.done, 0) * (r.unit <> 'length'))) AS INTEGER),
        CAST(ROUND(MAX(
            {_LOAD_GRAMS} * (r.outcome = 'done' AND COALESCE(r.done, 1) > 0))) AS INTEGER),
        MAX(CASE WHEN r.unit = 'length' THEN COALESCE(r.done, 0) ELSE 0 END),
        MIN(r.outcome = 'done'),
        MIN(CASE WHEN r.unit = 'max' AND r.planned_high > 0 THEN r.done END), MIN(r.number)
    FROM session s JOIN set_result r ON r.session = s.id
    WHERE s.workout = ? AND s.status = 'done' AND s.began_at < ? AND s.uid <> ? AND r.role = 'main'
    GROUP BY s.id, r.place, r.exercise"""
_ALWAYS: Final = 1 << 62


class PastResult(NamedTuple):
    """What a block came to in some session."""

    text: str
    """As athletes say it: ``7 + 23``, ``2,304 kg, 96 reps``."""
    uid: str
    began_at: int
    """When the session began: ms since 1970 in UTC."""
    utc_offset: int
    """Minutes that the athlete's clock was ahead of UTC then."""
    result: Result
    splits: tuple[int, ...] = ()
    """Ms of each round, for a pace to compare with."""


class BlockHistory(NamedTuple):
    """One block of a workout, with what it came to before."""

    title: str
    kind: str
    place: str
    """As ``SetResult.place``."""
    last: PastResult | None
    best: PastResult | None
    """None also where nothing counts: paused, cut short, or of a kind that is not compared."""


class WorkoutHistory(NamedTuple):
    """A workout, with what was done before."""

    times: int
    """How often it was trained."""
    last_at: int | None
    """When the last time began: ms since 1970 in UTC."""
    utc_offset: int
    """Minutes that the athlete's clock was ahead of UTC then."""
    blocks: tuple[BlockHistory, ...]
    """Blocks that are compared and were done before, in the order of the workout."""


class BeatenRecord(NamedTuple):
    """A record that was beaten."""

    title: str
    kind: str
    text: str
    before: PastResult


def last_and_best(store: Store, plan: Plan, weights: LoadUnit = LoadUnit.KG) -> WorkoutHistory:
    """What was done before of a workout as it is planned for today.

    Args:
        store: the history.
        plan: the plan for today.
        weights: the unit in which weights are told, whatever was lifted in.

    Raises:
        StoreError: if the history cannot be read.
    """
    name = plan.workout.name
    ((times, last_at, offset),) = store.read(_TIMES, (name,))
    found: dict[str, BlockHistory] = {}
    works = same_work(store, plan)
    for place, _, own in scored_blocks(plan):
        here = block_path(place)
        pasts = list(_scores(store, works[own], place=here))
        found[here] = _compared(place.title, place.kind, here, pasts, better_of(place.kind))
    scored = _told_scores(plan, store.exercise_id)
    planned = _planned(plan, store.exercise_id, scored)
    done = _work(store, name, weights, scored) if times and planned else {}
    for key, step in planned.items():
        here, kind = block_path(step.place), step.place.kind
        better = _better(key, scored)
        found[here] = _compared(step.place.title, kind, here, done.get(key, []), better)
    order = dict.fromkeys(block_path(step.place) for step in plan.steps)
    blocks = (found[here] for here in order if here in found)
    return WorkoutHistory(times, last_at, offset, tuple(b for b in blocks if b.last is not None))


def best_score(store: Store, kind: str, work: Sequence[str]) -> PastResult | None:
    """The best score of some work, for a pace to race against.

    Args:
        store: the history.
        kind: the block's kind.
        work: its fingerprints, as ``same_work`` finds them.

    Raises:
        StoreError: if the history cannot be read.
    """
    return _best(better_of(kind), list(_scores(store, work)))


def beaten_records(
    store: Store,
    workout: str,
    sets: Sequence[SetResult],
    scores: Sequence[ScoreResult],
    *,
    uid: str = "",
    until: int = _ALWAYS,
    weights: LoadUnit = LoadUnit.KG,
    plan: Plan | None = None,
) -> tuple[BeatenRecord, ...]:
    """The records that a session beat; the first time is no record.

    Args:
        store: the history.
        workout: the session's workout.
        sets: its sets.
        scores: its scores.
        uid: the session, where it is in the history already.
        until: ms since 1970 in UTC; only what began before counts.
        weights: the unit in which weights are told.
        plan: the session's plan; without it, scored work is found only under the same names.

    Raises:
        StoreError: if the history cannot be read.
    """
    works = {} if plan is None else same_work(store, plan)
    found: list[BeatenRecord] = []
    for same in dict.fromkeys(score.sameness for score in scores if score.sameness):
        mine = [score for score in scores if score.sameness == same]
        better = better_of(mine[0].kind)
        counting = [score for score in mine if better.counts(result_of(score))]
        if not counting:
            continue
        score = max(counting, key=lambda one: better.rank(result_of(one)))
        best = _best(better, list(_scores(store, works.get(same, (same,)), until, uid)))
        if best is not None and better.beats(result_of(score), best.result):
            found.append(BeatenRecord(score.block, score.kind, score.text, best))
    scored = frozenset() if plan is None else _told_scores(plan, store.exercise_id)
    done = _work_of(sets, store.exercise_id, scored)
    pasts = _work(store, workout, weights, scored, until, uid) if done else {}
    for key, (title, result) in done.items():
        better = _better(key, scored)
        best = _best(better, pasts.get(key, []))
        if best is not None and better.beats(result, best.result):
            found.append(BeatenRecord(title, key.kind, _work_text(result, weights), best))
    return tuple(found)


def better_of(kind: str) -> Ranking:
    """What is better for a kind of block; nothing for one that there is no more."""
    cls = kind_named(kind)
    return Ranking.NOTHING if cls is None else cls.ranking


def result_of(score: ScoreResult) -> Result:
    """A score as it is compared."""
    return Result(
        score.rounds,
        score.reps,
        score.ms,
        capped=score.capped,
        complete=score.complete,
        paused=score.paused,
    )


def _work_text(result: Result, weights: LoadUnit) -> str:
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
        parts.append(f"{result.reps:,} reps")
    if result.lowest:
        parts.append(f"lowest {result.lowest}")
    if result.ms and not parts:
        parts.append(clock(result.ms))
    return ", ".join(parts) or "nothing counted"


class _Key(NamedTuple):
    """Which unscored blocks of a workout are compared with each other."""

    kind: str
    exercises: frozenset[str]
    nth: int


class _Sum(NamedTuple):
    """What the sets of one exercise in one block came to."""

    exercise: str
    result: Result


def _told_scores(plan: Plan, exercise_id: _ExerciseId) -> frozenset[str]:
    """The exercises of a plan whose load or distance is the score."""
    return frozenset(
        exercise_id(one.exercise.name)
        for step in plan.steps
        for one in _items(step)
        if one.amount.unit is Unit.LENGTH or (isinstance(one.load, OpenLoad) and one.load.is_score)
    )


def _better(key: _Key, scored: frozenset[str]) -> Ranking:
    return Ranking.BEST if key.exercises & scored else better_of(key.kind)


def _work_of(
    sets: Sequence[SetResult], exercise_id: _ExerciseId, scored: frozenset[str]
) -> dict[_Key, tuple[str, Result]]:
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
) -> Iterator[tuple[str, _Key, Result]]:
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
        results = [one.result for one in sums]
        heaviest: dict[str, int] = {}
        for name, one in ((exercise_id(one.exercise), one.result) for one in sums):
            if name in scored:
                heaviest[name] = max(heaviest.get(name, 0), one.heaviest)
        yield (
            place,
            _Key(kind, names, nth),
            Result(
                reps=sum(r.reps for r in results),
                ms=sum(r.ms for r in results),
                grams=sum(r.grams for r in results),
                heaviest=(max if _one_load(kind) else sum)(heaviest.values() or (0,)),
                farthest=max(r.farthest for r in results),
                complete=all(r.complete for r in results),
                lowest=min((r.lowest for r in results if r.lowest), default=0),
            ),
        )


def _planned(plan: Plan, exercise_id: _ExerciseId, scored: frozenset[str]) -> dict[_Key, Step]:
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


def _work(
    store: Store,
    workout: str,
    weights: LoadUnit,
    scored: frozenset[str],
    until: int = _ALWAYS,
    uid: str = "",
) -> dict[_Key, list[PastResult]]:
    """What the blocks of a workout came to in all its sessions, newest first."""
    sessions: dict[tuple[str, int, int], dict[str, tuple[str, list[_Sum]]]] = {}
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
    found: dict[_Key, list[PastResult]] = {}
    for session, blocks in sessions.items():
        for _, key, result in _keyed(blocks, exercise_id, scored):
            text = _work_text(result, weights)
            found.setdefault(key, []).append(PastResult(text, *session, result))
    return found


def _scores(
    store: Store, work: Sequence[str], until: int = _ALWAYS, uid: str = "", place: str = ""
) -> Iterator[PastResult]:
    """All scores of the same work, newest first; those at a place before others of a session."""
    work = [same for same in work if same]
    marks = ", ".join("?" * len(work))
    rows = store.read(_SCORES.format(work=marks), (*work, until, uid)) if work else []
    rows.sort(key=lambda row: (-row[1], row[4] != place))
    for session, at, offset, text, _, rounds, reps, ms, splits, paused, capped, complete in rows:
        result = Result(
            rounds, reps, ms, capped=bool(capped), complete=bool(complete), paused=bool(paused)
        )
        yield PastResult(text, session, at, offset, result, tuple(json.loads(splits)))


def _best(better: Ranking, pasts: Sequence[PastResult]) -> PastResult | None:
    """The best of those that count; of equal ones the first that was done."""
    counting = [past for past in reversed(pasts) if better.counts(past.result)]
    return max(counting, key=lambda past: better.rank(past.result), default=None)


def _compared(
    title: str, kind: str, place: str, pasts: Sequence[PastResult], better: Ranking
) -> BlockHistory:
    last = pasts[0] if pasts and better is not Ranking.NOTHING else None
    return BlockHistory(title, kind, place, last, _best(better, pasts))
