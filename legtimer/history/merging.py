"""Puts two copies of a session together that were corrected separately.

Theory of operation. Every correction stays, and each figure is what the newest correction of it
says. So it does not matter which copy is brought to which, nor how often. Where a score's figures
come from both copies, its text follows from them anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from legtimer.core.blocks import scoring_of
from legtimer.core.scoring import Figures
from legtimer.history.serialization import to_json
from legtimer.history.session_record import (
    CORRECTABLE_FIELDS,
    Correction,
    Header,
    ScoreResult,
    SessionRecord,
    SetResult,
)

_Row = TypeVar("_Row", SetResult, ScoreResult)
_Newest = Mapping[tuple[str, str], Correction]
"""The newest correction of each figure, by target and field."""


class MergeResult(NamedTuple):
    """A session with the corrections of both copies."""

    record: SessionRecord
    taken: tuple[Correction, ...]
    """What changes here: from what it is here to what the other copy says."""
    kept: tuple[Correction, ...]
    """What the other copy says, but a newer correction here does not."""


def merge(here: SessionRecord, other: SessionRecord) -> MergeResult:
    """Bring the corrections of another copy of a session to the one that is here."""
    mine, theirs = _newest(here.corrections), _newest(other.corrections)
    newer = {key: one for key, one in theirs.items() if key not in mine or one > mine[key]}
    record = replace(
        here,
        header=replace(here.header, **_changes("session", other.header, newer)),
        sets=_merged("set", here.sets, other.sets, newer),
        scores=tuple(
            _consistent(score) if any(f"score {score.number}" == one for one, _ in newer) else score
            for score in _merged("score", here.scores, other.scores, newer)
        ),
        corrections=tuple(sorted({*here.corrections, *other.corrections})),
    )
    before, after = _corrected(here, newer), _corrected(record, newer)
    taken = (newer[key]._replace(before=before[key], after=after[key]) for key in after)
    kept = (one for key, one in theirs.items() if key not in newer and mine[key].after != one.after)
    return MergeResult(record, tuple(one for one in taken if one.before != one.after), tuple(kept))


def _newest(corrections: Sequence[Correction]) -> dict[tuple[str, str], Correction]:
    return {(one.target, one.field): one for one in sorted(corrections)}


def _changes(target: str, other: object, newer: _Newest) -> dict[str, Any]:
    """The figures of one target that the other copy has newer; what it has is what it says."""
    return {
        field: getattr(other, field)
        for one, field in newer
        if one == target and _can_have(target, field)
    }


def _can_have(target: str, field: str) -> bool:
    """Whether such a figure is corrected at all; a stranger's file may say anything."""
    _, fields = CORRECTABLE_FIELDS.get(target.partition(" ")[0], (None, frozenset()))
    return field in fields


def _merged(
    kind: str, here: Sequence[_Row], other: Sequence[_Row], newer: _Newest
) -> tuple[_Row, ...]:
    others = {row.number: row for row in other}
    return tuple(
        row._replace(**_changes(f"{kind} {row.number}", others[row.number], newer))
        if row.number in others
        else row
        for row in here
    )


def _consistent(score: ScoreResult) -> ScoreResult:
    scoring = scoring_of(score.scored)
    if scoring is None:
        return score
    planned = scoring.planned(score.text)
    figures = Figures(score.rounds, score.reps, score.ms, planned, score.capped, score.complete)
    return score._replace(text=scoring.text(figures))


def _corrected(record: SessionRecord, newer: _Newest) -> dict[tuple[str, str], str]:
    """The figures that are corrected, as JSON."""
    targets: dict[str, Header | SetResult | ScoreResult] = {"session": record.header}
    targets |= {f"set {one.number}": one for one in record.sets}
    targets |= {f"score {one.number}": one for one in record.scores}
    return {
        (target, field): to_json(getattr(targets[target], field))
        for target, field in newer
        if target in targets and _can_have(target, field)
    }
