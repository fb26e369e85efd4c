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
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from legtimer.core.exercise import LoadUnit
from legtimer.core.ranking import Ranking, Result
from legtimer.core.workout import Plan
from legtimer.history.fingerprint import block_path, scored_blocks
from legtimer.history.same_work import Names, same_work
from legtimer.history.session_record import ScoreResult, SetResult
from legtimer.history.work_results import (
    WorkKey,
    better_by_sets,
    better_of,
    past_work,
    planned_work,
    scored_exercises,
    work_of_sets,
    work_text,
)

if TYPE_CHECKING:
    from legtimer.history.store import Store

# SQLite takes the offset from the row of the maximum.
_TIMES: Final = """
    SELECT COUNT(*), MAX(began_at), COALESCE(utc_offset, 0) FROM session
    WHERE workout = ? AND status = 'done'"""
# SQLite takes the offset from the row of the maximum.
_TRAINED: Final = """
    SELECT workout, COUNT(*), MAX(began_at), utc_offset FROM session
    WHERE status = 'done' GROUP BY workout"""
_SCORES: Final = """
    SELECT s.uid, s.began_at, s.utc_offset, c.text, c.place, c.rounds, c.reps, c.ms, c.splits,
        c.paused, c.capped, c.complete
    FROM score c JOIN session s ON s.id = c.session
    WHERE c.sameness IN ({work}) AND s.status = 'done' AND s.began_at < ? AND s.uid <> ?
    ORDER BY s.began_at DESC, c.number"""
_ALWAYS: Final = 1 << 62


class TrainingCount(NamedTuple):
    """How often a workout was trained."""

    times: int
    last_at: int
    """When the last time began: ms since 1970 in UTC."""
    utc_offset: int
    """Minutes that the athlete's clock was ahead of UTC then."""


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
    scored = scored_exercises(plan, store.exercise_id)
    planned = planned_work(plan, store.exercise_id, scored)
    done = _past_work(store, name, weights, scored) if times and planned else {}
    for key, step in planned.items():
        here, kind = block_path(step.place), step.place.kind
        better = better_by_sets(key, scored)
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


def training_counts(store: Store) -> dict[str, TrainingCount]:
    """All workouts that were ever trained, by their names.

    Raises:
        StoreError: if the history cannot be read.
    """
    return {name: TrainingCount(*rest) for name, *rest in store.read(_TRAINED)}


def best_of_plan(store: Store, plan: Plan, names: Names) -> PastResult | None:
    """The best score of the first scored block of a plan that has one.

    Args:
        store: the history.
        plan: the plan.
        names: as ``names_of_work``.

    Raises:
        StoreError: if the history cannot be read.
    """
    works = same_work(store, plan, names)
    for place, _, own in scored_blocks(plan):
        best = best_score(store, place.kind, works[own])
        if best is not None:
            return best
    return None


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
    scored = frozenset() if plan is None else scored_exercises(plan, store.exercise_id)
    done = work_of_sets(sets, store.exercise_id, scored)
    pasts = _past_work(store, workout, weights, scored, until, uid) if done else {}
    for key, (title, result) in done.items():
        better = better_by_sets(key, scored)
        best = _best(better, pasts.get(key, []))
        if best is not None and better.beats(result, best.result):
            found.append(BeatenRecord(title, key.kind, work_text(result, weights), best))
    return tuple(found)


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


def _past_work(
    store: Store,
    workout: str,
    weights: LoadUnit,
    scored: frozenset[str],
    until: int = _ALWAYS,
    uid: str = "",
) -> dict[WorkKey, list[PastResult]]:
    """What the blocks without a score came to in all sessions of a workout, newest first."""
    return {
        key: [
            PastResult(work_text(result, weights), *session, result) for session, result in results
        ]
        for key, results in past_work(store, workout, scored, until, uid).items()
    }


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
