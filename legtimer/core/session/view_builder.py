"""Builder of the snapshot that the screens show of a session."""

from __future__ import annotations

from legtimer.core.estimate import Forecast
from legtimer.core.session import actions, correctable, flow, replan, set_figures
from legtimer.core.session.commands import Command
from legtimer.core.session.records import Outcome, Record, scores
from legtimer.core.session.state import SessionState
from legtimer.core.session.transitions import State
from legtimer.core.session.view import (
    BlockProgress,
    ClockView,
    Correctable,
    Doing,
    IntervalsView,
    LoadTarget,
    TallyView,
    View,
)
from legtimer.core.steps import Phase, PressEffect, Step, TallyItem


def build_view(
    session: SessionState,
    at: int,
    forecast: Forecast,
    allowed: frozenset[type[Command]],
    *,
    undoable: bool,
) -> View:
    """A session as it stands at an instant of training time.

    Args:
        session: the session's state, advanced to ``at``.
        at: ms of training time.
        forecast: the estimated times of the plan.
        allowed: the commands that are legal now.
        undoable: whether there is a press to undo.
    """
    step = session.step
    spent = at - session.began if step is not None else 0
    over = session.state_behind_pause is State.FINISHED
    new = session.index < 0
    work = step is not None and step.phase is Phase.WORK
    asks = flow.question_limit(session) is not None and not work
    counted = replan.counting_ahead(session)
    correctables = _correctables(session)
    return View(
        state=session.state,
        state_behind_pause=session.state_behind_pause,
        step=step,
        number=max(session.index, 0),
        steps=len(session.plan.steps),
        clock=_clock(session, at),
        limit=session.limit,
        called=_called(session, at),
        reps=session.ticked(at),
        now=_now(session),
        next=_coming(session, 0),
        then=_coming(session, 1),
        rest=_rest(session),
        tally=_tally(session, at) if work else None,
        by_round=counted is not None and counted.tally is not None and counted.tally.by_round,
        intervals=_intervals(session) if work else None,
        asks=asks,
        asked=_asked(session) if asks else None,
        swappable=actions.swappable(session),
        correctables=correctables,
        target=next(
            (one for one in reversed(correctables) if one.record.untold),
            correctables[-1] if correctables else None,
        ),
        load_target=_load_target(session),
        records=tuple(session.records),
        scores=scores(session.records),
        elapsed=session.ended if over else 0 if new else at,
        # Ten seconds more on this step are ten seconds more on the whole.
        left=forecast.total if new else forecast.left(session.index, spent - session.shift),
        blocks=tuple(
            BlockProgress(
                block.title,
                block.role,
                forecast.block(i),
                forecast.block_done(i, max(session.index, 0), spent),
            )
            for i, block in enumerate(session.plan.workout.blocks)
        ),
        allowed=allowed,
        undoable=undoable,
        early=session.early,
    )


def _correctables(session: SessionState) -> tuple[Correctable, ...]:
    found = []
    for number in correctable.correctable_sets(session):
        record = set_figures.set_record(session, number)
        under_way = number > len(session.records) and record.outcome is Outcome.ENDED
        proposal = set_figures.proposed_reps(session, record.step)
        found.append(Correctable(number, record, proposal, under_way))
    return tuple(found)


def _load_target(session: SessionState) -> LoadTarget | None:
    target = correctable.load_target(session)
    if isinstance(target, Record):
        whole = target.complex_set or target.step
        return LoadTarget(whole, target.load or target.step.load)
    return LoadTarget(target, set_figures.load_of(session, target)) if target is not None else None


def _clock(session: SessionState, at: int) -> ClockView | None:
    step = session.step
    if step is None:
        return None
    limit = session.limit
    running = session.stands_at is None
    if limit is None or step.counts_up:
        return ClockView(max(at - session.began, 0), up=True, running=running)
    return ClockView(max(session.began + limit - at, 0), up=False, running=running)


def _called(session: SessionState, at: int) -> bool:
    step = session.step
    return (
        step is not None
        and step.call is not None
        and at >= session.began + step.call + session.shift
    )


def _of(item: TallyItem, step: Step) -> Doing:
    return Doing(item.exercise, item.amount, item.load, 0, step)


def _doing(session: SessionState, step: Step) -> Doing:
    if step.tally is not None:
        return _of(step.tally.items(0)[0], step)
    return Doing(
        step.exercise, step.amount, set_figures.load_of(session, step), step.place.side, step
    )


def _now(session: SessionState) -> Doing | None:
    step = session.step
    if step is None:
        return None
    item = session.current
    if item is not None:
        return _of(item, step)
    if step.phase in (Phase.PREPARE, Phase.REST):
        return Doing(None, None, None, 0, step)
    return _doing(session, step)


def _asked(session: SessionState) -> Doing | None:
    record = session.records[-1]
    item = record.cut_off
    return item and _of(item, record.step)


def _coming(session: SessionState, ahead: int) -> Doing | None:
    """The next exercise, or with ``ahead`` 1 the one after it."""
    step = session.step
    if step is not None and step.press is PressEffect.COUNT and step.tally is not None:
        # Where a press is a whole round, what comes next comes after that.
        whole = step.tally.by_round and session.state_behind_pause is not State.INNER_REST
        passed = len(step.tally.items(session.turn)) if whole else session.item + 1
        turn, number = session.turn, passed + ahead
        while step.tally.endless or turn < len(step.tally.rounds):
            items = step.tally.items(turn)
            if number < len(items):
                return _of(items[number], step)
            turn, number = turn + 1, number - len(items)
        ahead = number
    steps = session.plan.steps
    for index in range(max(session.index + 1, 0), len(steps)):
        follower = steps[index]
        if follower.phase is Phase.WORK or (
            follower.phase is Phase.REST and follower.place.kind == "rest"
        ):
            if not ahead:
                return _doing(session, follower)
            ahead -= 1
    return None


def _rest(session: SessionState) -> Step | None:
    following = session.plan.steps[session.index + 1 : session.index + 2]
    return following[0] if following and following[0].phase is Phase.REST else None


def _tally(session: SessionState, at: int) -> TallyView | None:
    step = session.step
    if step is None or step.tally is None:
        return None
    tally = step.tally
    limit = session.item_limit()
    clock = None
    if limit is not None:
        left = max(session.item_began + limit - at, 0)
        clock = ClockView(left, up=False, running=session.paused_at is None and left > 0)
    ahead = tally.items(session.turn)[session.item :]
    rests_only = all(one.is_rest for one in ahead)
    part, first = tally.part(session.turn)
    rounds = tally.parts[part - 1].rounds if part else len(tally.rounds)
    return TallyView(
        part=part,
        parts=len(tally.parts),
        round=session.turn - first + 1,
        rounds=0 if tally.endless else rounds,
        item=session.item + 1,
        items=tally.items(session.turn),
        done=session.turn + rests_only,
        reps=0 if rests_only else session.counted,
        total=session.total,
        splits=session.splits,
        projected=_projected(session),
        item_clock=clock,
    )


def _projected(session: SessionState) -> float | None:
    """Rounds at the end if the pace of the rounds so far holds."""
    step, limit = session.step, session.limit
    if step is None or limit is None or not session.splits or not step.counts_score:
        return None
    if step.ends_by_tally:
        return None
    spent = sum(session.splits)
    return limit * len(session.splits) / spent if spent else None


def _intervals(session: SessionState) -> IntervalsView | None:
    step = session.step
    if step is None or step.press is not PressEffect.MADE:
        return None
    here = step.place.block_pass
    mine = [r.outcome for r in session.records if r.step.place.block_pass == here]
    return IntervalsView(
        made=mine.count(Outcome.DONE),
        missed=mine.count(Outcome.MISSED),
        waiting=session.made and not session.missed,
        marked=session.missed,
    )
