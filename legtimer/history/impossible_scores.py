"""Scores for which a workout has no room, as they are typed by mistake."""

from __future__ import annotations

from collections.abc import Sequence

from legtimer.core import notation
from legtimer.core.scoring import Figures, plural
from legtimer.core.steps import Phase, Step
from legtimer.history.fingerprint import block_path, fingerprint, scored_steps
from legtimer.history.recorded_plan import recorded_plan
from legtimer.history.session_record import Header, ScoreResult


def impossible_score(work: Sequence[Step], figures: Figures) -> str:
    """Why nobody can have these figures in a block; empty if somebody can."""
    step, left = work[0], [one for one in work if one.phase is Phase.WORK][figures.rounds :]
    tally = step.tally
    if not step.counts_score:
        tally = left[0].tally if step.open_ended and left else None
        items = list(tally.items(0)) if tally is not None else []
    elif tally is not None and tally.endless:
        # A score that does not say the rounds has the reps of all of them.
        more = figures._replace(rounds=figures.rounds + 1)
        says_rounds = step.scoring is not None and step.scoring.text(figures) != step.scoring.text(
            more
        )
        items = list(tally.items(figures.rounds)) if says_rounds else []
    else:
        items = [item for turn in tally.rounds for item in turn] if tally is not None else []
        whole = figures.complete and not figures.capped
        if whole and step.limit is not None and figures.ms > step.limit:
            return f"the cap is {notation.clock(step.limit)}"
    most = sum(item.reps for item in items) - 1
    if 0 <= most < figures.reps and not any(item.asks_reps for item in items):
        return f"there is room for {plural(most, 'rep')} at most"
    return ""


def impossible_correction(header: Header, score: ScoreResult, figures: Figures) -> str:
    """Why nobody can have had these figures in a session; empty if somebody can, or none can tell.

    Nobody can tell where something was chosen that is not known, or was changed during training.
    """
    plan = recorded_plan(header)
    if plan is None or any(ask.key not in header.choices for ask in plan.workout.asks()):
        return ""
    for work in scored_steps(plan.steps).values():
        if block_path(work[0].place) == score.place and fingerprint(work) == score.sameness:
            return impossible_score(work, figures)
    return ""
