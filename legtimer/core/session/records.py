"""Records: what was done, set by set, and the scores that follow from it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from legtimer.core.exercise import Load
from legtimer.core.notation import clock
from legtimer.core.steps import Place, Scored, Step, TallyItem


class Outcome(StrEnum):
    """How a piece of work ended."""

    DONE = "done"
    """As planned."""
    SKIPPED = "skipped"
    MISSED = "missed"
    """An interval that was not made."""
    CUT = "cut"
    """The clock ended it before the work did (AMRAP's end, a time cap)."""
    ENDED = "ended"
    """The athlete ended the workout during it."""


class Lap(NamedTuple):
    """An exercise that was counted."""

    at: int
    """Ms of training time; the same for all that one press counted."""
    item: TallyItem
    """What it was then: it may have been swapped for an easier one later."""


class Record(NamedTuple):
    """One work step that is over."""

    step: Step
    outcome: Outcome
    began: int
    """Ms of training time (pauses left out) at which it began."""
    ended: int
    """Ms of training time at which it was over."""
    reps: int | None
    """Reps (or metres, calories) done, both sides of an alternating set together; None where
    nothing is counted."""
    load: Load | None
    said: bool = False
    """Whether the athlete gave the reps, rather than the prescription."""
    rounds: int = 0
    """Complete rounds, of counted work."""
    items: int = 0
    """Complete exercises of the round that was under way."""
    counted: int = 0
    """Reps of the complete exercises of the round that was under way."""
    total: int = 0
    """Reps in all, of counted work."""
    splits: tuple[int, ...] = ()
    """Ms that each complete round took."""
    paused: bool = False
    """Whether a pause stopped the clock of scored work: such a score is never a record."""
    laps: tuple[Lap, ...] = ()
    """Of counted work each exercise that was counted; of a pressed interval one, when its work was
    done."""

    @property
    def ms(self) -> int:
        """How long it took."""
        return self.ended - self.began

    @property
    def cut_off(self) -> TallyItem | None:
        """The exercise of counted work that was under way at its end.

        None if rounds are counted as a whole, or nothing is counted.
        """
        tally = self.step.tally
        if tally is None:
            return None
        items = tally.items(self.rounds)
        if tally.by_round and len(items) > 1:
            return None
        return items[self.items] if self.items < len(items) else None


class Score(NamedTuple):
    """The score of one scored block, or of one pass through it."""

    kind: Scored
    place: Place
    text: str
    """As athletes say it: ``7 + 23``, ``8:41``, ``CAP + 112``, ``9/10``, ``12 + 4``."""
    rounds: int
    """Complete rounds, or intervals made."""
    reps: int
    """Reps beyond them; for a capped For Time all reps done; for an EMOM the intervals missed."""
    ms: int
    """How long it took."""
    splits: tuple[int, ...]
    paused: bool
    """Whether the clock was paused in between."""
    capped: bool = False
    """Whether the cap ended a For Time."""
    complete: bool = True
    """Whether the block was left to its end and neither skipped nor cut short by the athlete."""


def score_text(
    scored: Scored,
    rounds: int,
    reps: int,
    ms: int,
    *,
    planned: int = 0,
    capped: bool = False,
    complete: bool = True,
) -> str:
    """A score as athletes say it.

    Args:
        scored: what the figures mean; they and the flags are those of ``Score``.
        rounds: complete rounds, or intervals made.
        reps: reps beyond them, or all of them.
        ms: how long it took.
        planned: the intervals of an EMOM.
        capped: whether the cap ended a For Time.
        complete: whether it was left to its end.
    """
    match scored:
        case Scored.FOR_TIME if capped or not complete:
            return f"{'CAP' if capped else 'stopped'} + {reps}"
        case Scored.FOR_TIME:
            return clock(ms)
        case Scored.EMOM:
            return f"{rounds}/{planned}"
    return f"{rounds} + {reps}"


def scores(records: tuple[Record, ...] | list[Record]) -> tuple[Score, ...]:
    """The scores of all scored blocks, each pass of a repeat by itself, in order."""
    found: list[Score] = []
    intervals: list[Record] = []
    for n, record in enumerate(records):
        scored = record.step.scored
        if scored is Scored.AMRAP:
            found.append(_amrap(record))
        elif scored is Scored.FOR_TIME:
            found.append(_for_time(record))
        elif scored is not None:
            intervals.append(record)
            follower = records[n + 1].step if n + 1 < len(records) else None
            if follower is None or _pass(follower) != _pass(record.step):
                found.append(_intervals(intervals))
                intervals = []
    return tuple(found)


def _pass(step: Step) -> tuple[object, ...]:
    return step.scored, step.place.path, step.place.passes


def _amrap(record: Record) -> Score:
    tally = record.step.tally
    assert tally is not None
    rounds, reps = record.rounds, record.counted + (record.reps or 0)
    round_reps = sum(item.reps for item in tally.items(rounds))
    if round_reps and reps >= round_reps:
        # All of the last exercise was done when the clock ran out: that is a whole round.
        rounds, reps = rounds + 1, reps - round_reps
    return Score(
        Scored.AMRAP,
        record.step.place,
        score_text(Scored.AMRAP, rounds, reps, record.ms),
        rounds,
        reps,
        record.ms,
        record.splits,
        record.paused,
        complete=record.outcome is Outcome.CUT,
    )


def _for_time(record: Record) -> Score:
    reps = record.total + (record.reps or 0)
    capped = record.outcome is Outcome.CUT
    done = record.outcome is Outcome.DONE
    complete = done or capped
    return Score(
        Scored.FOR_TIME,
        record.step.place,
        score_text(
            Scored.FOR_TIME, record.rounds, reps, record.ms, capped=capped, complete=complete
        ),
        record.rounds,
        reps,
        record.ms,
        record.splits,
        record.paused,
        capped,
        complete,
    )


def _intervals(records: list[Record]) -> Score:
    first = records[0].step
    assert first.scored is not None
    made = sum(record.outcome is Outcome.DONE for record in records)
    missed = [record for record in records if record.outcome is Outcome.MISSED]
    left = any(r.outcome in (Outcome.SKIPPED, Outcome.ENDED) for r in records)
    paused = any(record.paused for record in records)
    ms = records[-1].ended - records[0].began
    if first.scored is Scored.DEATH_BY:
        reps = (missed[-1].reps or 0) if missed else 0
        # It ends by a failure, or by the last interval of a number that the file gives.
        over = bool(missed) or made == first.place.rounds
        return Score(
            first.scored,
            first.place,
            score_text(first.scored, made, reps, ms),
            made,
            reps,
            ms,
            (),
            paused,
            complete=not left and over,
        )
    planned = first.place.rounds
    return Score(
        first.scored,
        first.place,
        score_text(first.scored, made, len(missed), ms, planned=planned),
        made,
        len(missed),
        ms,
        (),
        paused,
        complete=not left and made + len(missed) == planned,
    )
