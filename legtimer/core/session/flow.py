"""The way of a session from step to step: starting, ending and counting.

Every function acts on a ``SessionState`` at an instant of training time and appends its cues,
stamped with the instant of the driving clock at which they were due.
"""

from __future__ import annotations

from legtimer.core.estimate import shared_times
from legtimer.core.exercise import COUNTABLE, Load
from legtimer.core.notation import MOST
from legtimer.core.session import cues, set_figures
from legtimer.core.session.cues import Cue
from legtimer.core.session.records import Lap, Outcome, Record
from legtimer.core.session.state import Mark, MarkKind, SessionState
from legtimer.core.steps import Phase, PressEffect, Step

Cues = list[Cue]


def enter(session: SessionState, index: int, at: int, out: Cues) -> None:
    """Begin the step ``index``, or finish behind the last one."""
    before = session.step
    steps = session.plan.steps
    while (
        index < len(steps) and steps[index].phase is Phase.SCORE and question_limit(session) is None
    ):
        index += 1
    after = steps[index] if index < len(steps) else None
    if before is not None and after is not None and after.place.block > before.place.block >= 0:
        out.append(
            cues.BlockDone(due=session.due(at), step=session.index, block=before.place.block)
        )
    # A rest leaves no record: that its clock was stopped is told by the work behind it.
    stopped = session.stopped and before is not None and before.phase is Phase.REST
    session.index = index
    reset(session, at)
    session.stopped = session.stopped or stopped
    if after is None:
        end_session(session, at, out, early=False)
        return
    announce(session, at, out, before)


def reset(session: SessionState, at: int) -> None:
    """Put the clocks and counts of the step under way to its start."""
    session.began = session.item_began = session.turn_began = at
    session.shift = 0
    session.cursor = (at, -1)
    session.turn = session.item = session.counted = session.total = 0
    session.told = None
    session.splits = session.laps = ()
    session.made = session.missed = False
    session.stopped = (
        session.paused_at is not None
        and session.step is not None
        and session.step.scoring is not None
    )


def announce(session: SessionState, at: int, out: Cues, before: Step | None) -> None:
    """Say that the step under way has begun."""
    step = session.step
    assert step is not None
    due = session.due(at)
    out.append(cues.StepStarted(due=due, step=session.index, phase=step.phase, timed=step.timed))
    if step.phase is Phase.SWITCH or (
        step.phase is Phase.WORK
        and step.place.side == 2
        and before is not None
        and before.phase is Phase.WORK
    ):
        out.append(cues.SwitchSides(due=due, step=session.index))
    if step.phase is Phase.WORK and step.press is PressEffect.DONE:
        out.append(cues.RepPrompt(due=due, step=session.index))
    if question_limit(session) is not None and step.phase in (Phase.SCORE, Phase.REST):
        out.append(cues.ScoreAsked(due=due, step=session.index))


def end_session(session: SessionState, at: int, out: Cues, *, early: bool) -> None:
    """The workout is over."""
    last = min(session.index, len(session.plan.steps) - 1)
    session.index = len(session.plan.steps)
    session.ended = at
    session.early = early
    session.paused_at = None
    out.append(cues.Finished(due=session.due(at), step=last, early=early))


def question_limit(session: SessionState) -> int | None:
    """The most reps that can be answered for the exercise that a clock cut off; None: no question.

    The question is open from the end of scored work until the next work is over.
    """
    if not session.records:
        return None
    last = session.records[-1]
    step = last.step
    if last.said or step.tally is None or step.scoring is None:
        return None
    failed = step.open_ended and last.outcome is Outcome.MISSED
    if last.outcome is not Outcome.CUT and not failed:
        return None
    return most_reps(last) or None


def most_reps(record: Record) -> int:
    """The most reps that scored work can have beyond what was counted."""
    step = record.step
    assert step.tally is not None
    items = step.tally.items(record.rounds)
    if record.items < len(items) and items[record.items].is_rest:
        return 0
    left = items if step.tally.by_round else items[record.items : record.items + 1]
    if any(item.asks_reps for item in left):
        return MOST
    return sum(item.reps for item in left)


def record(session: SessionState, at: int, outcome: Outcome) -> None:
    """Write down the work under way; steps that are no work leave no record."""
    step = session.step
    if step is None or step.phase is not Phase.WORK:
        return
    # Where rounds are counted as a whole, exercises of this one may have been counted before that:
    # they are reps into it, as those that the athlete is asked for.
    part = session.item if step.tally is not None and step.tally.by_round else 0
    if session.current is not None and session.current.is_rest:
        # All before a rest was counted: nothing is asked.
        part = 0
    left = outcome in (Outcome.SKIPPED, Outcome.ENDED)
    if left and step.press is PressEffect.MADE and session.made and not session.missed:
        # The work of the interval was done; only its waiting was cut short.
        outcome = Outcome.DONE
    load = set_figures.load_lifted(session, step)
    if step.asks_load:
        # The load is the score: the next set has one of its own.
        session.loads.pop(set_figures.load_key(step), None)
    if step.press is PressEffect.DONE and step.tally is not None:
        _record_complex(session, step, at, outcome, load)
        return
    reps = session.counted if part else _reps(session, step, at, outcome)
    session.records.append(
        Record(
            step,
            outcome,
            session.began,
            at,
            reps if session.told is None else session.told + (reps if part and reps else 0),
            load,
            said=session.told is not None,
            rounds=session.turn,
            items=session.item - part,
            counted=0 if part else session.counted,
            total=session.total - session.counted if part else session.total,
            splits=session.splits,
            paused=session.stopped,
            laps=session.laps[: len(session.laps) - part],
        )
    )


def _record_complex(
    session: SessionState, step: Step, at: int, outcome: Outcome, load: Load | None
) -> None:
    assert step.tally is not None
    began = session.began
    times = shared_times(step.tally.items(0), at - began)
    for one, ms in zip(step.sets, times, strict=True):
        reps = _reps(session, one, at, outcome)
        record = Record(one, outcome, began, began + ms, reps, load, complex_set=step)
        session.records.append(record)
        began += ms


def _reps(session: SessionState, step: Step, at: int, outcome: Outcome) -> int | None:
    if step.press is PressEffect.COUNT:
        return None
    if step.press is PressEffect.MADE:
        assert step.tally is not None
        done = outcome is Outcome.DONE and not step.asks_reps
        return sum(item.reps for item in step.tally.items(0)) if done else None
    if step.cadence is not None:
        return session.ticked(at)
    if outcome is not Outcome.DONE or step.amount is None:
        return None
    if step.asks_reps or step.amount.unit not in COUNTABLE:
        return None
    return step.low_end


def leave_block(session: SessionState, index: int) -> int:
    """The first step behind the scored block that the step ``index`` belongs to."""
    steps = session.plan.steps
    here = steps[index]
    while (
        index < len(steps)
        and steps[index].scoring is here.scoring
        and steps[index].place.block_pass == here.place.block_pass
    ):
        index += 1
    return index


def count(session: SessionState, at: int, out: Cues, *, whole: bool = False) -> None:
    """Count the exercise under way, or with ``whole`` all that is left of the round.

    A rest among the exercises is counted alone: presses for whole rounds count up to it.
    """
    step = session.step
    assert step is not None
    assert step.tally is not None
    items = step.tally.items(session.turn)
    first = last = session.item
    if (whole or step.tally.by_round) and not items[first].is_rest:
        last = next((n for n in range(first, len(items)) if items[n].is_rest), len(items))
    for item in items[first : max(last, first + 1)]:
        session.counted += item.reps
        session.total += item.reps
        session.item += 1
        session.laps = (*session.laps, Lap(at, item))
    told, session.told = session.told, None
    if told is not None:
        set_figures.tell_lap(session, told)
    session.item_began = at
    due = session.due(at)
    if session.item < len(items):
        out.append(
            cues.Counted(due=due, step=session.index, round=session.turn + 1, item=session.item)
        )
        if items[session.item].is_rest:
            out.append(cues.RestStarted(due=due, step=session.index))
        return
    split = at - session.turn_began
    session.turn += 1
    session.item = session.counted = 0
    session.turn_began = at
    _, first = step.tally.part(session.turn)
    if not step.tally.parts or first == session.turn or session.turn == len(step.tally.rounds):
        session.splits = (*session.splits, at - session.began - sum(session.splits))
    out.append(cues.RoundCounted(due=due, step=session.index, round=session.turn, split=split))
    if not step.tally.endless and session.turn == len(step.tally.rounds):
        record(session, at, Outcome.DONE)
        enter(session, session.index + 1, at, out)


def reach(session: SessionState, mark: Mark, out: Cues) -> bool:
    """Do what a mark says.

    Returns:
        Whether the step, or the exercise of a list that flows, gave way to the next one.
    """
    step = session.step
    assert step is not None
    due, index = session.due(mark.at), session.index
    session.cursor = (mark.at, mark.kind)
    match mark.kind:
        case MarkKind.TICK:
            out.append(cues.RepTick(due=due, step=index, rep=mark.figure))
        case MarkKind.BEAT:
            out.append(cues.TempoBeat(due=due, step=index, part=mark.figure))
        case MarkKind.HALFWAY:
            out.append(cues.Halfway(due=due, step=index))
        case MarkKind.CALL:
            out.append(cues.RestCalled(due=due, step=index))
        case MarkKind.COUNTDOWN | MarkKind.ITEM_COUNTDOWN:
            out.append(cues.Countdown(due=due, step=index, seconds=mark.figure))
        case MarkKind.ITEM_OVER:
            rests = step.scored and session.current is not None and session.current.is_rest
            out.append(
                cues.RestOver(due=due, step=index, call=1)
                if rests
                else cues.ItemOver(due=due, step=index)
            )
            ends = step.press is PressEffect.COUNT and (
                session.current is not None and session.current.ends_by_clock
            )
            if ends or (step.tally is not None and step.tally.flows):
                count(session, mark.at, out)
                return True
        case MarkKind.END:
            end_by_clock(session, mark.at, out)
            return True
    return False


def end_by_clock(session: SessionState, at: int, out: Cues) -> None:
    """The clock of the step under way ran out."""
    step, index = session.step, session.index
    assert step is not None
    due, following = session.due(at), index + 1
    outcome = Outcome.DONE
    if step.phase is Phase.REST:
        out.append(cues.RestOver(due=due, step=index, call=1 if step.call is None else 2))
    elif step.counts_score:
        outcome = Outcome.CUT
        if step.ends_by_tally:
            out.append(cues.CapReached(due=due, step=index))
    elif step.open_ended and (session.missed or not session.made):
        outcome = Outcome.MISSED
        out.append(cues.Failed(due=due, step=index))
        following = leave_block(session, index)
        if session.plan.steps[following - 1].phase is Phase.SCORE:
            following -= 1
    elif step.press is PressEffect.MADE and session.missed:
        outcome = Outcome.MISSED
    record(session, at, outcome)
    enter(session, following, at, out)
