"""Making the snapshot of a session."""

from __future__ import annotations

from legtimer.core.estimate import Forecast
from legtimer.core.session import actions, flow, replan
from legtimer.core.session.commands import Command
from legtimer.core.session.records import Outcome, scores
from legtimer.core.session.state import SessionState
from legtimer.core.session.transitions import State
from legtimer.core.session.view import (
    BlockProgress,
    ClockView,
    Doing,
    IntervalsView,
    TallyView,
    View,
)
from legtimer.core.steps import Phase, PressEffect, Scored, Step


def build_view(
    run: SessionState,
    at: int,
    forecast: Forecast,
    allowed: frozenset[type[Command]],
    *,
    undoable: bool,
) -> View:
    """A session as it stands at an instant of training time.

    Args:
        run: the session's state, advanced to ``at``.
        at: ms of training time.
        forecast: the estimated times of the plan.
        allowed: the commands that are legal now.
        undoable: whether there is a press to undo.
    """
    step = run.step
    spent = at - run.began if step is not None else 0
    over = run.under is State.FINISHED
    new = run.index < 0
    work = step is not None and step.phase is Phase.WORK
    asks = flow.asked(run) is not None and not work
    counted = replan.counted_ahead(run)
    return View(
        state=run.state,
        under=run.under,
        step=step,
        number=max(run.index, 0),
        steps=len(run.plan.steps),
        clock=_clock(run, at),
        limit=run.limit,
        called=_called(run, at),
        reps=run.ticked(at),
        now=_now(run),
        next=_coming(run, 0),
        then=_coming(run, 1),
        tally=_tally(run, at) if work else None,
        by_round=counted is not None and counted.tally is not None and counted.tally.by_round,
        intervals=_intervals(run) if work else None,
        asks=asks,
        asked=_asked(run) if asks else None,
        swappable=actions.swappable(run),
        correctable=actions.correctable(run),
        records=tuple(run.records),
        scores=scores(run.records),
        elapsed=run.ended if over else 0 if new else at,
        # Ten seconds more on this step are ten seconds more on the whole.
        left=forecast.total if new else forecast.left(run.index, spent - run.shift),
        blocks=tuple(
            BlockProgress(
                block.title,
                block.role,
                forecast.block(i),
                forecast.block_done(i, max(run.index, 0), spent),
            )
            for i, block in enumerate(run.plan.workout.blocks)
        ),
        allowed=allowed,
        undoable=undoable,
        early=run.early,
    )


def _clock(run: SessionState, at: int) -> ClockView | None:
    step = run.step
    if step is None:
        return None
    limit = run.limit
    running = run.held is None
    if limit is None or step.counts_up:
        return ClockView(max(at - run.began, 0), up=True, running=running)
    return ClockView(max(run.began + limit - at, 0), up=False, running=running)


def _called(run: SessionState, at: int) -> bool:
    step = run.step
    return step is not None and step.call is not None and at >= run.began + step.call + run.shift


def _doing(run: SessionState, step: Step) -> Doing:
    if step.tally is not None:
        item = step.tally.items(0)[0]
        return Doing(item.exercise, item.amount, item.load, 0, step)
    return Doing(step.exercise, step.amount, flow.load_of(run, step), step.place.side, step)


def _now(run: SessionState) -> Doing | None:
    step = run.step
    if step is None:
        return None
    item = run.current
    if item is not None:
        return Doing(item.exercise, item.amount, item.load, 0, step)
    if step.phase in (Phase.PREPARE, Phase.REST):
        return Doing(None, None, None, 0, step)
    return _doing(run, step)


def _asked(run: SessionState) -> Doing | None:
    record = run.records[-1]
    item = record.cut_off
    return item and Doing(item.exercise, item.amount, item.load, 0, record.step)


def _coming(run: SessionState, ahead: int) -> Doing | None:
    """The next exercise, or with ``ahead`` 1 the one after it."""
    step = run.step
    if step is not None and step.press is PressEffect.COUNT and step.tally is not None:
        # Where a press is a whole round, what comes next comes after that.
        passed = len(step.tally.items(run.turn)) if step.tally.by_round else run.item + 1
        turn, number = run.turn, passed + ahead
        while step.tally.endless or turn < len(step.tally.rounds):
            items = step.tally.items(turn)
            if number < len(items):
                item = items[number]
                return Doing(item.exercise, item.amount, item.load, 0, step)
            turn, number = turn + 1, number - len(items)
        ahead = number
    steps = run.plan.steps
    for index in range(max(run.index + 1, 0), len(steps)):
        follower = steps[index]
        if follower.phase is Phase.WORK or (
            follower.phase is Phase.REST and follower.place.kind == "rest"
        ):
            if not ahead:
                return _doing(run, follower)
            ahead -= 1
    return None


def _tally(run: SessionState, at: int) -> TallyView | None:
    step = run.step
    if step is None or step.tally is None:
        return None
    tally = step.tally
    limit = run.item_limit()
    clock = None
    if limit is not None:
        left = max(run.item_began + limit - at, 0)
        clock = ClockView(left, up=False, running=run.held is None and left > 0)
    return TallyView(
        round=run.turn + 1,
        rounds=0 if tally.endless else len(tally.rounds),
        item=run.item + 1,
        items=tally.items(run.turn),
        done=run.turn,
        reps=run.counted,
        total=run.total,
        splits=run.splits,
        projected=_projected(run),
        item_clock=clock,
    )


def _projected(run: SessionState) -> float | None:
    """Rounds at the end if the pace of the rounds so far holds."""
    step, limit = run.step, run.limit
    if step is None or limit is None or not run.splits or step.scored is not Scored.AMRAP:
        return None
    spent = sum(run.splits)
    return limit * len(run.splits) / spent if spent else None


def _intervals(run: SessionState) -> IntervalsView | None:
    step = run.step
    if step is None or step.press is not PressEffect.MADE:
        return None
    mine = [
        record
        for record in run.records
        if (record.step.place.path, record.step.place.passes)
        == (step.place.path, step.place.passes)
    ]
    return IntervalsView(
        made=sum(record.outcome is Outcome.DONE for record in mine),
        missed=sum(record.outcome is Outcome.MISSED for record in mine),
        waiting=run.made and not run.missed,
        marked=run.missed,
    )
