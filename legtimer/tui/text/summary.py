"""What was done, as rows of plain text: for the summary screen, and for the terminal after it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, NamedTuple

from legtimer.app.history_views import NO_PRIOR_RESULTS, PriorResults
from legtimer.app.session_text import NAME_LIMIT, NOT_DONE, score_text, timed_reps_text
from legtimer.core.blocks import kind_named
from legtimer.core.exercise import Unit
from legtimer.core.notation import clock
from legtimer.core.session.records import Outcome, Record, Score, best_of
from legtimer.core.session.view import View
from legtimer.core.steps import Place
from legtimer.files.printable import printable
from legtimer.tui.text.exercise import exercise_name, record_figure, record_name, shout

_SPLITS_IN_ROW = 6


def ended_as(view: View) -> str:
    """Whether all of it was done."""
    if view.early:
        return "stopped early"
    if any(record.outcome is Outcome.SKIPPED for record in view.records):
        return "with parts skipped"
    return "complete" if all(score.complete for score in view.scores) else "not complete"


def headline_texts(view: View) -> tuple[str, ...]:
    """The figure of the whole, with what it is: the only score, or else the time trained."""
    if len(view.scores) == 1:
        score = view.scores[0]
        return (f"{_kind(score).upper()} {score.text}", score.text)
    bests = [best for place in _places(view) if (best := _best(view, place))]
    if len(bests) == 1 and not view.scores:
        return (shout(bests[0]),)
    time = clock(view.elapsed)
    return (f"{time} TRAINED", time)


def _kind(score: Score) -> str:
    cls = kind_named(score.kind)
    return score.kind if cls is None else cls.label


def score_row(score: Score) -> str:
    """One score: ``AMRAP: 7 + 23``."""
    title, kind = score.place.title, _kind(score)
    name = title if title.lower().startswith(kind.lower()) else f"{title} ({kind})"
    return score_text(name, score, " pass ".join(str(index) for index, _ in score.place.passes))


def _parts_rows(score: Score) -> list[str]:
    return [
        f"  {printable(title, limit=NAME_LIMIT)}: {clock(ms)}"
        for title, ms in zip(score.parts, score.splits, strict=False)
    ]


def _splits_rows(splits: tuple[int, ...], width: int) -> list[str]:
    """The rounds' times, up to six to a row; the fastest of several has a star."""
    fastest = min(splits) if len(splits) > 1 else -1
    times = [clock(ms) + ("*" if ms == fastest else "") for ms in splits]
    head, each = len("  round 100"), max(map(len, times), default=0) + 2
    count = min(_SPLITS_IN_ROW, max(1, (width - head) // each))
    rows = [
        f"  round {i + 1:>3}  {'  '.join(times[i : i + count])}"
        for i in range(0, len(splits), count)
    ]
    return [*rows, "  * fastest"] if fastest >= 0 else rows


def score_rows(view: View, width: int = 80) -> list[str]:
    """All scores with their splits."""
    rows = []
    for score in view.scores:
        best = _best(view, score.place)
        rows.append(score_row(score) + (f", {best}" if best else ""))
        rows += _parts_rows(score) if score.parts else _splits_rows(score.splits, width)
    return rows


def _figure(record: Record) -> str:
    """How much, in words where nobody counted."""
    figure = record_figure(record)
    if figure or record.outcome is not Outcome.DONE or record.step.amount is None:
        return figure
    return {Unit.MAX: "?", Unit.OPEN: "done"}.get(record.step.amount.unit, clock(record.ms))


def _set_text(record: Record, figure: str) -> str:
    """One set: ``20 x 16 kg``, ``12``, ``1:00``, ``8/8``."""
    parts = [figure] if figure else []
    odd = NOT_DONE.get(record.outcome, "")
    if record.load is not None and figure:
        parts.append(f"{'@' if ':' in figure else 'x'} {record.load.text}")
    if odd:
        parts.append(f"({odd})" if figure else odd)
    return " ".join(parts)


def _sides(one: Record, other: Record) -> bool:
    """Whether these are the first and the second side of one set."""
    place = one.step.place
    return (
        place.side == 1
        and replace(place, side=2) == other.step.place
        and (one.load, one.outcome) == (other.load, other.outcome)
        and bool(_figure(one) and _figure(other))
    )


def _set_texts(records: list[Record]) -> list[str]:
    """The sets of one exercise; both sides of a set are a pair."""
    texts = []
    i = 0
    while i < len(records):
        one, two = records[i], records[i + 1 : i + 2]
        pair = bool(two) and _sides(one, two[0])
        figure = f"{_figure(one)}/{_figure(two[0])}" if pair else _figure(one)
        texts.append(_set_text(one, figure))
        i += 2 if pair else 1
    return texts


def _same(place: Place, other: Place) -> bool:
    return place.path == other.path and place.passes == other.passes


def _places(view: View) -> list[Place]:
    """The blocks of which something was done, each pass by itself."""
    return list({one.step.place.block_pass: one.step.place for one in view.records}.values())


def _best(view: View, place: Place) -> str:
    """The best of a block whose load or distance is the score; empty for another."""
    return best_of([one for one in view.records if _same(one.step.place, place)])


def _list_row(record: Record) -> str:
    """A list that was repeated for some time: the rounds of it that are complete."""
    rounds = f", {record.rounds} rounds" if record.rounds > 1 else ""
    odd = f" ({NOT_DONE[record.outcome]})" if record.outcome in NOT_DONE else ""
    return f"{record_name(record)}: {clock(record.ms)}{rounds}{odd}"


def set_rows(view: View) -> list[str]:
    """All work outside scored blocks: exercise by exercise, the sets of one on a row."""
    rows: list[str] = []
    last: Place | None = None
    done: dict[str, list[Record]] = {}

    def flush() -> None:
        rows.extend(f"  {name}: {', '.join(_set_texts(sets))}" for name, sets in done.items())
        records = [record for sets in done.values() for record in sets]
        timed = [one.reps for one in records if one.step.amount and one.step.amount.most]
        if timed:
            rows.append(f"  {timed_reps_text(timed)}")
        done.clear()

    for record in view.records:
        step = record.step
        if step.exercise is None or step.scoring is not None:
            continue
        if last is None or not _same(last, step.place):
            flush()
            if step.tally is None:
                best = _best(view, step.place)
                title = printable(step.place.title, limit=NAME_LIMIT)
                rows.append(f"{title}: {best}" if best else title)
        last = step.place
        if step.tally is not None:
            rows.append(_list_row(record))
        else:
            done.setdefault(exercise_name(step.exercise), []).append(record)
    flush()
    return rows


def before_texts(before: PriorResults) -> tuple[str, ...]:
    """How a workout went before, the fullest text first; empty if it was never done."""
    parts = [
        f"{word} {printable(text, limit=NAME_LIMIT)}"
        for word, text in (("best", before.best), ("last", before.last))
        if text
    ]
    return tuple(dict.fromkeys((" · ".join(parts), parts[-1]))) if parts else ("",)


class Said(NamedTuple):
    """What is said about a session, beside what was done."""

    beaten: tuple[str, ...] = ()
    """The records that it has beaten."""
    before: PriorResults = NO_PRIOR_RESULTS
    """How the workout went before."""
    effort: int | None = None
    """How hard it was, 1 to 10."""
    note: str = ""


NOTHING_SAID: Final = Said()


def said_rows(said: Said) -> list[str]:
    """Records first, then what they are measured by, then what the athlete says."""
    rows = [printable(row, limit=2 * NAME_LIMIT) for row in said.beaten]
    before = before_texts(said.before)[0]
    rows += [before] if before else []
    rows += [f"effort: {said.effort} of 10"] if said.effort is not None else []
    return [*rows, f"note: {printable(said.note, limit=400)}"] if said.note else rows


def summary_rows(view: View, width: int = 80, said: Said = NOTHING_SAID) -> list[str]:
    """Everything: what is said about it, the scores, then the sets.

    Args:
        view: the session.
        width: cells of a row; only the splits are laid out by it.
        said: what is said about it.
    """
    head = [f"{clock(view.elapsed)} trained, {ended_as(view)}", *said_rows(said)]
    scores, sets = score_rows(view, width), set_rows(view)
    return head + (["", *scores] if scores else []) + (["", *sets] if sets else [])


def summary_text(view: View, said: Said = NOTHING_SAID) -> str:
    """The same as one text, to print when the screen is gone."""
    return "\n".join(summary_rows(view, said=said))
