"""Racing against one's own best: how far ahead of it one is, in words.

Theory of operation. Of the best score of the same work the times of its rounds are known. Up to the
last round that both have finished the times are compared; and if the best has finished the next
one by now, the athlete is behind by at least the time since. So the figure stands while one is in
time, and grows second by second when one is not. What is nothing but a round or more is said in
rounds: that is read in half a second.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from legtimer.app.history_views import BestPace
from legtimer.core.notation import clock
from legtimer.core.session.view import TallyView, View
from legtimer.tui.text.figure import passed_ms


def best_pace_text(view: View, best: BestPace | None) -> str:
    """How it goes against the best; empty where there is nothing to compare.

    Args:
        view: the session, in a counted block.
        best: the best of this block.
    """
    tally, step = view.tally, view.step
    if best is None or tally is None or step is None or step.scoring is None:
        return ""
    spent = passed_ms(view)
    if _beaten(view, tally, best):
        return f"best of {best.text} beaten"
    behind = _behind(tally, best, spent)
    if behind is None:
        return f"best {best.text}"
    where = "behind" if behind > 0 else "ahead of"
    rounds = abs(behind) * len(best.splits) // sum(best.splits)
    if rounds and not tally.parts:
        much = "a round" if rounds == 1 else f"{rounds} rounds"
        return f"{much} {where} best"
    # A second that is not over does not count on either side.
    seconds = abs(behind) // 1000
    return f"{clock(seconds * 1000)} {where} best" if seconds else "level with best"


def _beaten(view: View, tally: TallyView, best: BestPace) -> bool:
    counts = view.step is not None and view.step.counts_score and not view.step.ends_by_tally
    return counts and (tally.done, tally.reps) > (best.rounds, best.reps)


def _behind(tally: TallyView, best: BestPace, spent: int) -> int | None:
    """Ms behind the best, less than 0 ahead of it; None before there is a round to compare."""
    marks = list(accumulate(best.splits))
    done = len(tally.splits)
    known = min(done, len(marks))
    found = [sum(tally.splits[:known]) - marks[known - 1]] if known else []
    if done < bisect_right(marks, spent):
        found.append(spent - marks[done])
    return max(found, default=None)
