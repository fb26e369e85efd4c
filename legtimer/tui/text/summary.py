"""What was done, as rows of plain text: for the summary screen, and for the terminal after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from legtimer.app.columns import align_columns
from legtimer.app.dates import date_text
from legtimer.app.history_views import NO_PRIOR_RESULTS, PriorResults
from legtimer.app.round_text import round_rows
from legtimer.app.session_text import (
    NAME_LIMIT,
    STOPPED_EARLY,
    beaten_text,
    result_date,
    score_figure,
    timed_reps_text,
)
from legtimer.app.set_text import block_sets, sets_text
from legtimer.core.blocks import kind_named
from legtimer.core.exercise import LoadUnit
from legtimer.core.notation import clock
from legtimer.core.session.records import Outcome, Record, Score, best_of
from legtimer.core.session.view import View
from legtimer.core.workout import Plan
from legtimer.files.printable import printable
from legtimer.tui.text.exercise import shout
from legtimer.tui.text.status import NOT_SAVED, unsaved_text

if TYPE_CHECKING:
    from legtimer.history.comparisons import BeatenRecord
    from legtimer.history.session_record import ScoreResult, SessionRecord, SetResult

_Total = Callable[[Sequence["SetResult"]], str]
_ROUNDS: Final = (40, 8, 1)
"""How many rounds have a row each: the most for which there is room."""
_LARGE_BAR: Final = 12
"""Letters of the bar of the slowest round, where they are drawn large."""


class Said(NamedTuple):
    """What is said about a session, beside what was done."""

    beaten: tuple[BeatenRecord, ...] = ()
    """The records that it has beaten."""
    before: PriorResults = NO_PRIOR_RESULTS
    """How the workout went before."""
    previous: SessionRecord | None = None
    """The session of the same workout before it."""
    effort: int | None = None
    """How hard it was, 1 to 10."""
    note: str = ""


NOTHING_SAID: Final = Said()


def ended_as(view: View) -> str:
    """Whether all of it was done."""
    if view.early:
        return STOPPED_EARLY
    if any(record.outcome is Outcome.SKIPPED for record in view.records):
        return "with parts skipped"
    return "complete" if all(score.complete for score in view.scores) else "not complete"


def headline_texts(view: View) -> tuple[str, ...]:
    """The figure of the whole, with what it is: the only score, or else the time trained."""
    if len(view.scores) == 1:
        score = view.scores[0]
        return (f"{_kind(score).upper()} {score.text}", score.text)
    bests = [best for best in _bests(view).values() if best]
    if len(bests) == 1 and not view.scores:
        return (shout(bests[0]),)
    time = clock(view.elapsed)
    return (f"{time} TRAINED", time)


def _bests(view: View) -> dict[object, str]:
    """The best load or distance of each pass through a block, where that is the score."""
    passes: dict[object, list[Record]] = {}
    for record in view.records:
        passes.setdefault(record.step.place.block_pass, []).append(record)
    return {key: best_of(records) for key, records in passes.items()}


def _kind(score: Score) -> str:
    cls = kind_named(score.kind)
    return score.kind if cls is None else cls.label


def facts_texts(view: View, saved: str) -> tuple[str, ...]:
    """How long, how it ended, and whether it is saved, the fullest text first.

    The time is left out where it is the headline.
    """
    time, ended = clock(view.elapsed), ended_as(view)
    short = f"{ended} · {saved}"
    if headline_texts(view)[-1] == time:
        return (short,)
    return (f"{time} trained · {short}", f"{time} · {short}", short)


def unsaved_texts(trouble: str) -> tuple[str, ...]:
    """Why the session is not saved, the fullest text first; the last one fits everywhere."""
    text = unsaved_text(trouble)
    return (f"{text}; offered as a file at the end", text, NOT_SAVED)


def best_texts(view: View, said: Said) -> tuple[str, ...]:
    """The record that was beaten with what it was before, or else the best so far."""
    if not said.beaten:
        best = printable(said.before.best, limit=NAME_LIMIT)
        return (f"best {best}",) if best else ()
    if len(said.beaten) > 1:
        titles = ", ".join(printable(one.title, limit=NAME_LIMIT) for one in said.beaten)
        return (f"NEW BEST: {titles}", f"{len(said.beaten)} NEW BESTS")
    (one,) = said.beaten
    what = "" if [score.text for score in view.scores] == [one.text] else f" {printable(one.text)}"
    before = printable(one.before.text)
    return (
        f"NEW BEST{what} · before {before}, {result_date(one.before)}",
        f"NEW BEST{what} · before {before}",
        f"NEW BEST{what}",
    )


class _Earlier:
    """What was done in the session before, looked up in the order of this one."""

    def __init__(self, previous: SessionRecord | None, total: _Total) -> None:
        self._found: dict[tuple[str, ...], list[str]] = {}
        if previous is None:
            return
        for score in previous.scores:
            self._found.setdefault((score.kind, score.block), []).append(score_figure(score))
        scored = {score.block for score in previous.scores}
        for block in block_sets(previous.sets):
            if block.title not in scored:
                done = total(block.sets)
                self._found.setdefault((block.kind, block.title), []).append(done)
            for name, sets in block.exercises.items():
                self._found.setdefault(("", block.role, name), []).append(sets_text(sets))

    def take(self, *key: str) -> str:
        """The next text about this; empty if there is none."""
        found = self._found.get(key)
        return found.pop(0) if found else ""


def _table(
    view: View, plan: Plan, previous: SessionRecord | None, weights: LoadUnit, most: int, bar: int
) -> list[tuple[str, ...]]:
    """A session block by block as columns: exercise, what was done, and the last time.

    Beside the name of a block stands its score, or else what its sets came to. Without a previous
    session there is no third column.
    """
    total = partial(_total_text, plan=plan, weights=weights)
    # Only now: the first picture of a session comes without.
    from legtimer.history.results import results_of

    earlier = _Earlier(previous, total)
    rows: list[tuple[str, ...]] = []

    def add(name: str, done: str, last: str) -> None:
        rows.append((name, done) if previous is None else (name, done, last))

    if previous is not None:
        add("", "today", f"last time, {date_text(previous.header.began)}")
    sets, scores = results_of(view.records, view.scores, plan)
    bests = _bests(view)
    blocks = {(block.path, block.title): block for block in block_sets(sets)}
    for key in dict.fromkeys([*blocks, *((_path(score), score.block) for score in scores)]):
        block = blocks.get(key)
        own = [
            (score, shown)
            for score, shown in zip(scores, view.scores, strict=True)
            if (_path(score), score.block) == key
        ]
        figures = [
            text
            for score, shown in own
            for text in (score_figure(score), bests.get(shown.place.block_pass, ""))
        ]
        done = ", ".join(filter(None, figures))
        if block is not None:
            done = done or total(block.sets)
        kind = own[0][0].kind if own else block.kind if block is not None else ""
        add(printable(key[1], limit=NAME_LIMIT), done, earlier.take(kind, key[1]))
        if block is not None:
            for name, one in block.exercises.items():
                last = earlier.take("", block.role, name)
                add(f"  {printable(name, limit=NAME_LIMIT)}", sets_text(one), last)
        for score, shown in own:
            parts = [printable(title, limit=NAME_LIMIT) for title in shown.parts]
            rows += round_rows(score.splits, most, bar, parts)
    return rows


def _total_text(sets: Sequence[SetResult], plan: Plan, weights: LoadUnit) -> str:
    from legtimer.history.work_results import total_text

    timed = [one.done for one in sets if one.is_timed_max]
    return timed_reps_text(timed) if len(timed) > 1 else total_text(sets, plan, weights)


def _path(score: ScoreResult) -> str:
    return score.place.partition("#")[0]


def large_tables(
    view: View, plan: Plan, said: Said, weights: LoadUnit
) -> Iterator[list[tuple[str, ...]]]:
    """What was done as columns that are to be drawn large, the fullest first."""
    for most, bar in ((8, _LARGE_BAR), (8, 0), (1, 0)):
        table = _table(view, plan, said.previous, weights, most, bar)
        yield table
        # It may not fit for these alone.
        day = "" if said.previous is None else ", " + date_text(said.previous.header.began)
        yield [
            tuple(text.removesuffix(day).removesuffix(f" ({STOPPED_EARLY})") for text in row)
            for row in table
        ]


def summary_rows(
    view: View,
    plan: Plan,
    said: Said = NOTHING_SAID,
    weights: LoadUnit = LoadUnit.KG,
    *,
    width: int = 80,
    room: int = 0,
    cells: Callable[[str], int] = len,
) -> list[str]:
    """What was done block by block, beside the last time.

    Args:
        view: the session.
        plan: its plan as it stood at the end.
        said: what is said about it.
        weights: the unit in which weights are told.
        width: cells of a row.
        room: rows that there are; rounds are told shorter if that helps to fit into them.
        cells: how wide a text is.
    """
    bar = max(6, min(40, width - 32))
    rows: list[str] = []
    for most in _ROUNDS:
        table = _table(view, plan, said.previous, weights, most, bar)
        rows = align_columns(table, width, cells)
        if len(rows) <= room:
            break
    heads = [i for i, row in enumerate(rows) if row[:1].strip()][1:]
    if len(rows) + len(heads) <= room:
        for i in reversed(heads):
            rows.insert(i, "")
    return [*(beaten_text(one) for one in said.beaten if len(said.beaten) > 1), *rows]


def summary_text(
    view: View, plan: Plan, said: Said = NOTHING_SAID, weights: LoadUnit = LoadUnit.KG
) -> str:
    """All of it as one text, to print when the screen is gone."""
    name = printable(plan.workout.name, limit=NAME_LIMIT)
    rows = [f"{name}: {clock(view.elapsed)} trained, {ended_as(view)}"]
    rows += map(beaten_text, said.beaten)
    rows += [] if said.beaten else best_texts(view, said)
    rows += [f"effort: {said.effort} of 10"] if said.effort is not None else []
    rows += [f"note: {printable(said.note, limit=400)}"] if said.note else []
    only = said._replace(beaten=())
    return "\n".join(
        [*rows, "", *summary_rows(view, plan, only, weights, room=_ROUNDS[0])]
    ).rstrip()


def before_texts(before: PriorResults) -> tuple[str, ...]:
    """How a workout went before, the fullest text first; empty if it was never done."""
    parts = [
        f"{word} {printable(text, limit=NAME_LIMIT)}"
        for word, text in (("best", before.best), ("last", before.last))
        if text
    ]
    return tuple(dict.fromkeys((" · ".join(parts), parts[-1]))) if parts else ("",)
