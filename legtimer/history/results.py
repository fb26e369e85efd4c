"""What a session came to: its sets and scores, from the records of the session that was trained.

Theory of operation. A set is what an athlete would write on paper: one exercise, how many, with
what, how long. A work step outside counted work is one set; in counted work (AMRAP, For Time,
lists that repeat) every exercise of every round is one, and in an EMOM or death-by every exercise
of every interval. That is what volume, corrections and a watch's list of sets all need. Where the
athlete pressed for each exercise its time is its own. Where one press stood for several (rounds
counted as a whole, several exercises in an interval) they share the time, each by what it would
probably take, and the set says that its time was not measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any

from legtimer.core.estimate import shared_times
from legtimer.core.exercise import COUNTABLE, Amount, Exercise, Load, Unit
from legtimer.core.session.records import Outcome, Record, Score
from legtimer.core.steps import Phase, PressEffect, Step, TallyItem
from legtimer.core.workout import Plan
from legtimer.history.fingerprint import Pass, block_path, fingerprint, scored_steps
from legtimer.history.session_record import ScoreResult, SetResult

_Counted = tuple[int, TallyItem, Outcome, int | None]
"""An exercise of counted work: its round from 1, the exercise, how it went, what was done of it."""


def results_of(
    records: Sequence[Record], scores: Sequence[Score], plan: Plan
) -> tuple[tuple[SetResult, ...], tuple[ScoreResult, ...]]:
    """The sets and scores of a session, both in its order.

    Args:
        records: all work done, as ``View.records``.
        scores: as ``View.scores``.
        plan: the plan as it stood at the end.
    """
    found = [one for record in records for one in _sets(record)]
    sets = [
        one._replace(number=number, rest=max(after.began - one.began - one.ms, 0))
        for number, (one, after) in enumerate(pairwise(found), 1)
    ]
    sets += [one._replace(number=len(found)) for one in found[-1:]]
    planned = scored_steps(plan.steps)
    done = scored_steps(record.step for record in records)
    return tuple(sets), tuple(
        _score(
            number, score, fingerprint(_asked((score.kind, block_path(score.place)), planned, done))
        )
        for number, score in enumerate(scores, 1)
    )


def _sets(record: Record) -> Iterator[SetResult]:
    """The sets of a record; their numbers and rests are not known yet."""
    step = record.step
    if step.tally is None:
        yield _set(
            record,
            step.exercise,
            step.amount,
            sides=step.exercise.sides_per_set if step.exercise else 1,
            load=record.load,
            source=step.place.source,
            round=step.place.round,
            outcome=record.outcome,
            done=record.reps,
            began=record.began,
            ms=record.ms,
            measured=record.complex_set is None,
            said=record.said,
        )
    elif step.press is PressEffect.MADE:
        yield from _interval(record)
    else:
        yield from _rounds(record)


def _set(
    record: Record,
    exercise: Exercise | None,
    amount: Amount | None,
    *,
    sides: int,
    outcome: Outcome,
    **figures: Any,
) -> SetResult:
    """One set within a record, of so many sides together."""
    place = record.step.place
    return SetResult(
        number=0,
        block=place.title,
        kind=place.kind,
        role=place.role,
        place=block_path(place),
        exercise=exercise.name if exercise else place.title,
        side=place.side,
        outcome=outcome.value,
        unit=_unit(amount).value,
        planned_low=amount.low * sides if amount else 0,
        planned_high=amount.high * sides if amount else 0,
        rest=None,
        **figures,
    )


def _unit(amount: Amount | None) -> Unit:
    """What is counted: of as many reps as possible in a time the reps."""
    if amount is None:
        return Unit.OPEN
    return Unit.MAX if amount.most else amount.unit


def _interval(record: Record) -> Iterator[SetResult]:
    """The exercises of one interval; what is left of it behind a press is their rest."""
    tally = record.step.tally
    assert tally is not None
    items = tally.items(0)
    turn = record.step.place.round
    made = record.outcome is Outcome.DONE
    pressed = made and bool(record.laps)
    end = record.laps[-1].at if pressed else record.ended
    done = _spread(record.reps, items)
    if made:
        asked = [item for item in items if item.asks_reps][-1:]
        done = [record.reps if item in asked else _whole(item) for item in items]
    rows = [(turn, item, record.outcome, reps) for item, reps in zip(items, done, strict=True)]
    measured = pressed and len(items) == 1
    yield from _counted(record, rows, record.began, end, measured=measured, said=record.said)


def _rounds(record: Record) -> Iterator[SetResult]:
    """The exercises of all rounds that were counted, and what was under way at the end."""
    tally = record.step.tally
    assert tally is not None
    turn = item = 0
    at = record.began
    for until, laps in groupby(record.laps, key=lambda lap: lap.at):
        rows: list[_Counted] = []
        for lap in laps:
            if not lap.item.is_rest:
                done = lap.reps if lap.item.asks_reps else _whole(lap.item)
                rows.append((turn + 1, lap.item, Outcome.DONE, done))
            last = item + 1 == len(tally.items(turn))
            turn, item = (turn + 1, 0) if last else (turn, item + 1)
        yield from _counted(record, rows, at, until, measured=len(rows) == 1, said=False)
        at = until
    if not tally.endless and turn == len(tally.rounds):
        return
    yield from _under_way(record, turn, item, at)


def _under_way(record: Record, turn: int, item: int, at: int) -> Iterator[SetResult]:
    """What the end of counted work cut off."""
    tally = record.step.tally
    assert tally is not None
    if record.ended == at and not record.reps:
        return
    left = tally.items(turn)[item:]
    if left[0].is_rest:
        return
    left = tuple(one for one in left if not one.is_rest)
    # The reps of a round counted as a whole are those of its first exercises.
    spread = _spread(record.reps, left) if tally.by_round and record.reps else []
    left = left[: max((n for n, reps in enumerate(spread, 1) if reps), default=1)]
    outcome = Outcome.CUT if record.outcome is Outcome.DONE else record.outcome
    rows: list[_Counted] = []
    for one, reps in zip(left, _spread(record.reps, left), strict=True):
        whole = reps is not None and reps == _whole(one)
        rows.append((turn + 1, one, Outcome.DONE if whole else outcome, reps))
    measured = not tally.by_round
    yield from _counted(record, rows, at, record.ended, measured=measured, said=record.said)


def _counted(
    record: Record, rows: Sequence[_Counted], began: int, ended: int, **figures: bool
) -> Iterator[SetResult]:
    """Exercises of counted work that share a time, both sides of each together."""
    times = shared_times([item for _, item, _, _ in rows], ended - began)
    for (turn, item, outcome, done), ms in zip(rows, times, strict=True):
        yield _set(
            record,
            item.exercise,
            item.amount,
            sides=item.exercise.all_sides,
            load=item.load if isinstance(item.load, Load) else record.load,
            source=item.source,
            round=turn,
            outcome=outcome,
            done=done,
            began=began,
            ms=ms,
            **figures,
        )
        began += ms


def _whole(item: TallyItem) -> int | None:
    """What a complete exercise of a round counts, both sides of it."""
    if item.amount.unit not in COUNTABLE or item.asks_reps:
        return None
    return item.amount.low * item.exercise.all_sides


def _spread(reps: int | None, items: Sequence[TallyItem]) -> list[int | None]:
    """Reps over the exercises that they were done in, the first ones first."""
    found: list[int | None] = []
    left = reps
    for item in items:
        if left is None or not (item.reps or item.asks_reps):
            found.append(None)
            continue
        if item.asks_reps:
            # They are all reps that are left, of whoever told some.
            found.append(left if len(items) == 1 else left or None)
            left = 0
            continue
        found.append(min(left, item.reps))
        left -= min(left, item.reps)
    return found


def _score(number: int, score: Score, asked: str) -> ScoreResult:
    place = score.place
    return ScoreResult(
        number=number,
        block=place.title,
        kind=place.kind,
        scored=score.kind,
        place=block_path(place),
        sameness=asked,
        text=score.text,
        rounds=score.figures.rounds,
        reps=score.figures.reps,
        ms=score.figures.ms,
        splits=score.splits,
        paused=score.paused,
        capped=score.figures.capped,
        complete=score.figures.complete,
    )


def _asked(
    which: Pass, planned: Mapping[Pass, Sequence[Step]], done: Mapping[Pass, Sequence[Step]]
) -> Sequence[Step]:
    """What was asked for: the steps as they were done, or as planned where more was to come.

    The plan at the end may be another than it was then: exercises are swapped on the way.
    """
    left = planned.get(which, ())
    work = [step for step in left if step.phase is Phase.WORK]
    return left if len(work) > len(done[which]) or work == done[which] else done[which]
