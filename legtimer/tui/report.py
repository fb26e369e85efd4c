"""What was done, as rows of plain text: for the summary screen, and for the terminal after it."""

from __future__ import annotations

from legtimer.core.session.records import Outcome, Record, Score
from legtimer.core.session.view import View
from legtimer.core.steps import Place
from legtimer.files.mistakes import plain
from legtimer.tui.figures import clock_text
from legtimer.tui.wording import NAME_LIMIT

_KINDS = {"amrap": "AMRAP", "for-time": "For Time", "emom": "EMOM", "death-by": "Death by"}
_ODD = {
    Outcome.SKIPPED: "skipped",
    Outcome.MISSED: "missed",
    Outcome.CUT: "cut by the clock",
    Outcome.ENDED: "ended here",
}


def _ms(ms: int) -> str:
    return clock_text(ms // 1000)


def score_row(score: Score) -> str:
    """One score: ``AMRAP: 7 + 23``."""
    title = plain(score.place.title, limit=NAME_LIMIT)
    kind = _KINDS[score.kind]
    name = title if title.lower().startswith(kind.lower()) else f"{title} ({kind})"
    passes = " ".join(f"pass {index}" for index, _ in score.place.passes)
    notes = [passes, "paused" if score.paused else "", "" if score.complete else "not to its end"]
    extra = ", ".join(filter(None, notes))
    return f"{name}: {plain(score.text)}" + (f"  ({extra})" if extra else "")


def _splits_rows(splits: tuple[int, ...]) -> list[str]:
    """The rounds' times, six to a row; the fastest has a star."""
    rows = []
    for i in range(0, len(splits), 6):
        part = splits[i : i + 6]
        times = "  ".join(_ms(ms) + ("*" if ms == min(splits) else "") for ms in part)
        rows.append(f"  round {i + 1:>3}  {times}")
    return rows


def score_rows(view: View) -> list[str]:
    """All scores with their splits; the fastest round is starred."""
    rows = []
    for score in view.scores:
        rows.append(score_row(score))
        rows += _splits_rows(score.splits)
    return rows


def _set_text(record: Record) -> str:
    """One set: ``20 x 16 kg``, ``12``, ``1:00``."""
    parts = []
    if record.reps is not None:
        parts.append(str(record.reps))
        if record.load is not None:
            parts.append(f"x {record.load.text}")
    else:
        parts.append(_ms(record.ms))
        if record.load is not None:
            parts.append(f"@ {record.load.text}")
    if record.outcome in _ODD:
        parts.append(f"({_ODD[record.outcome]})")
    return " ".join(parts)


def _same(place: Place, other: Place) -> bool:
    return place.path == other.path and place.passes == other.passes


def set_rows(view: View) -> list[str]:
    """All work outside scored blocks: exercise by exercise, the sets of one on a row."""
    rows: list[str] = []
    last: Place | None = None
    lines: dict[str, list[str]] = {}

    def flush() -> None:
        rows.extend(f"  {name}: {', '.join(sets)}" for name, sets in lines.items())
        lines.clear()

    for record in view.records:
        if record.step.exercise is None or record.step.scored is not None:
            continue
        place = record.step.place
        if last is None or not _same(last, place):
            flush()
            rows.append(plain(place.title, limit=NAME_LIMIT))
        last = place
        name = plain(record.step.exercise.name, limit=NAME_LIMIT)
        lines.setdefault(name, []).append(_set_text(record))
    flush()
    return rows


def summary_rows(view: View) -> list[str]:
    """Everything: scores first, then the sets."""
    whole = "ended early" if view.early else "complete"
    head = [f"{_ms(view.elapsed)} trained, {whole}"]
    scores, sets = score_rows(view), set_rows(view)
    return head + (["", *scores] if scores else []) + (["", *sets] if sets else [])


def summary_text(view: View) -> str:
    """The same as one text, to print when the screen is gone."""
    return "\n".join(summary_rows(view))
