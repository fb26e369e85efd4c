"""How a session goes from step to step: what starting, ending and counting mean.

Every function acts on a ``SessionState`` at an instant of training time and appends its cues,
stamped with the instant of the driving clock at which they were due.
"""

from __future__ import annotations

from legtimer.core.exercise import Load, Unit
from legtimer.core.session import cues
from legtimer.core.session.cues import Cue
from legtimer.core.session.records import Lap, Outcome, Record
from legtimer.core.session.state import Mark, MarkKind, SessionState
from legtimer.core.steps import Phase, PressEffect, Scored, Step

Out = list[Cue]


def enter(run: SessionState, index: int, at: int, out: Out) -> None:
    """Begin the step ``index``, or finish behind the last one."""
    before = run.step
    steps = run.plan.steps
    while index < len(steps) and steps[index].phase is Phase.SCORE and asked(run) is None:
        index += 1
    after = steps[index] if index < len(steps) else None
    if before is not None and after is not None and after.place.block > before.place.block >= 0:
        out.append(cues.BlockDone(due=at + run.cut, step=run.index, block=before.place.block))
    run.index = index
    reset(run, at)
    if after is None:
        finish(run, at, out, early=False)
        return
    announce(run, at, out, before)


def reset(run: SessionState, at: int) -> None:
    """Put the clocks and counts of the step under way to its start."""
    run.began = run.item_began = run.turn_began = at
    run.shift = 0
    run.cursor = (at, -1)
    run.turn = run.item = run.counted = run.total = 0
    run.splits = run.laps = ()
    run.made = run.missed = False
    run.stopped = run.held is not None and run.step is not None and run.step.scored is not None


def announce(run: SessionState, at: int, out: Out, before: Step | None) -> None:
    """Say that the step under way has begun."""
    step = run.step
    assert step is not None
    due = at + run.cut
    out.append(cues.StepStarted(due=due, step=run.index, phase=step.phase, timed=step.timed))
    if step.phase is Phase.SWITCH or (
        step.phase is Phase.WORK
        and step.place.side == 2
        and before is not None
        and before.phase is Phase.WORK
    ):
        out.append(cues.SwitchSides(due=due, step=run.index))
    if step.phase is Phase.WORK and step.press is PressEffect.DONE:
        out.append(cues.RepPrompt(due=due, step=run.index))
    if asked(run) is not None and step.phase in (Phase.SCORE, Phase.REST):
        out.append(cues.ScoreAsked(due=due, step=run.index))


def finish(run: SessionState, at: int, out: Out, *, early: bool) -> None:
    """The workout is over."""
    last = min(run.index, len(run.plan.steps) - 1)
    run.index = len(run.plan.steps)
    run.ended = at
    run.early = early
    run.held = None
    out.append(cues.Finished(due=at + run.cut, step=last, early=early))


def asked(run: SessionState) -> int | None:
    """The most reps that can be answered for the exercise that a clock cut off; None: no question.

    The question is open from the end of scored work until the next work is over.
    """
    if not run.records:
        return None
    last = run.records[-1]
    step = last.step
    if last.said or step.tally is None or step.scored is None:
        return None
    failed = step.scored is Scored.DEATH_BY and last.outcome is Outcome.MISSED
    if last.outcome is not Outcome.CUT and not failed:
        return None
    return most_reps(last) or None


def most_reps(record: Record) -> int:
    """The most reps that scored work can have beyond what was counted."""
    step = record.step
    assert step.tally is not None
    items = step.tally.items(record.rounds)
    if step.tally.by_round:
        return sum(item.reps for item in items)
    return items[record.items].reps if record.items < len(items) else 0


def record(run: SessionState, at: int, outcome: Outcome) -> None:
    """Write down the work under way; steps that are no work leave no record."""
    step = run.step
    if step is None or step.phase is not Phase.WORK:
        return
    # Where rounds are counted as a whole, exercises of this one may have been counted before that:
    # they are reps into it, as those that the athlete is asked for.
    part = run.item if step.tally is not None and step.tally.by_round else 0
    left = outcome in (Outcome.SKIPPED, Outcome.ENDED)
    if left and step.press is PressEffect.MADE and run.made and not run.missed:
        # The work of the interval was done; only its waiting was cut short.
        outcome = Outcome.DONE
    run.records.append(
        Record(
            step,
            outcome,
            run.began,
            at,
            run.counted if part else _reps(run, step, at, outcome),
            load_of(run, step),
            rounds=run.turn,
            items=run.item - part,
            counted=0 if part else run.counted,
            total=run.total - run.counted if part else run.total,
            splits=run.splits,
            paused=run.stopped,
            laps=run.laps[: len(run.laps) - part],
        )
    )


def _reps(run: SessionState, step: Step, at: int, outcome: Outcome) -> int | None:
    if step.press is PressEffect.COUNT:
        return None
    if step.press is PressEffect.MADE:
        assert step.tally is not None
        done = outcome is Outcome.DONE
        return sum(item.reps for item in step.tally.items(0)) if done else None
    if step.cadence is not None:
        return run.ticked(at)
    if outcome is not Outcome.DONE or step.amount is None:
        return None
    if step.amount.unit in (Unit.TIME, Unit.MAX, Unit.OPEN):
        return None
    both = step.exercise is not None and step.exercise.sides and step.exercise.sides.alternating
    return assumed(run, step, step.amount.low * (2 if both else 1))


def assumed(run: SessionState, step: Step, low: int) -> int:
    """The reps of a set of which the athlete says nothing: those of the last time, or ``low``."""
    key = assumed_key(step)
    figures = run.assumed.get(key) if key is not None else None
    if not figures:
        return low
    return figures[min(max(step.place.round, 1), len(figures)) - 1]


def assumed_key(step: Step) -> str | None:
    """What the reps of a range are remembered by; None where nothing is left open.

    The exercise and its range are in it, since an easier alternative stands at the same source.
    """
    exercise, amount, place = step.exercise, step.amount, step.place
    if exercise is None or amount is None or amount.unit is not Unit.REPS or not amount.ranged:
        return None
    side = f" (side {place.side})" if place.side else ""
    return f"{place.source} {amount.text} {exercise.name}{side}"


def load_of(run: SessionState, step: Step) -> Load | None:
    """The load of a step: as the athlete gave it, else as the file says."""
    return run.loads.get(load_key(step), step.load)


def load_key(step: Step) -> tuple[str, str]:
    """What the athlete's load of a step is remembered by."""
    return step.place.source, step.exercise.name if step.exercise is not None else ""


def leave_block(run: SessionState, index: int) -> int:
    """The first step behind the scored block that the step ``index`` belongs to."""
    steps = run.plan.steps
    here = steps[index]
    while (
        index < len(steps)
        and steps[index].scored is here.scored
        and (steps[index].place.path, steps[index].place.passes)
        == (here.place.path, here.place.passes)
    ):
        index += 1
    return index


def count(run: SessionState, at: int, out: Out, *, whole: bool = False) -> None:
    """Count the exercise under way, or with ``whole`` all that is left of the round."""
    step = run.step
    assert step is not None
    assert step.tally is not None
    items = step.tally.items(run.turn)
    whole = whole or step.tally.by_round
    for item in items[run.item :] if whole else items[run.item : run.item + 1]:
        run.counted += item.reps
        run.total += item.reps
        run.item += 1
        run.laps = (*run.laps, Lap(at, item))
    run.item_began = at
    due = at + run.cut
    if run.item < len(items):
        out.append(cues.Counted(due=due, step=run.index, round=run.turn + 1, item=run.item))
        return
    split = at - run.turn_began
    run.turn += 1
    run.item = run.counted = 0
    run.turn_began = at
    run.splits = (*run.splits, split)
    out.append(cues.RoundCounted(due=due, step=run.index, round=run.turn, split=split))
    if not step.tally.endless and run.turn == len(step.tally.rounds):
        record(run, at, Outcome.DONE)
        enter(run, run.index + 1, at, out)


def reach(run: SessionState, mark: Mark, out: Out) -> bool:
    """Do what a mark says.

    Returns:
        Whether the step, or the exercise of a list that flows, gave way to the next one.
    """
    step = run.step
    assert step is not None
    due, index = mark.at + run.cut, run.index
    run.cursor = (mark.at, mark.kind)
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
            out.append(cues.ItemOver(due=due, step=index))
            if step.tally is not None and step.tally.flows:
                count(run, mark.at, out)
                return True
        case MarkKind.END:
            end_by_clock(run, mark.at, out)
            return True
    return False


def end_by_clock(run: SessionState, at: int, out: Out) -> None:
    """The clock of the step under way ran out."""
    step, index = run.step, run.index
    assert step is not None
    due, following = at + run.cut, index + 1
    outcome = Outcome.DONE
    if step.phase is Phase.REST:
        out.append(cues.RestOver(due=due, step=index, call=1 if step.call is None else 2))
    elif step.scored is Scored.AMRAP:
        outcome = Outcome.CUT
    elif step.scored is Scored.FOR_TIME:
        outcome = Outcome.CUT
        out.append(cues.CapReached(due=due, step=index))
    elif step.scored is Scored.EMOM and run.missed:
        outcome = Outcome.MISSED
    elif step.scored is Scored.DEATH_BY and (run.missed or not run.made):
        outcome = Outcome.MISSED
        out.append(cues.Failed(due=due, step=index))
        following = leave_block(run, index)
        if run.plan.steps[following - 1].phase is Phase.SCORE:
            following -= 1
    record(run, at, outcome)
    enter(run, following, at, out)
