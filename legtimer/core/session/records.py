"""Records: what was done, set by set, and the scores that follow from it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from legtimer.core.exercise import GRAMS, Load, Unit
from legtimer.core.notation import length_text
from legtimer.core.scoring import Figures, ScoredWork, Scoring
from legtimer.core.steps import Place, Step, TallyItem


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
    reps: int | None = None
    """What the athlete told, of as many as possible."""


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
    nothing is counted, or the athlete has not said it (``needs_reps``)."""
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
    """Ms that each complete round took, or each part where there are several."""
    paused: bool = False
    """Whether a pause stopped the clock of scored work: such a score is never a record."""
    laps: tuple[Lap, ...] = ()
    """Of counted work each exercise that was counted; of a pressed interval one, when its work was
    done."""
    complex_set: Step | None = None
    """Of an exercise of a complex, the step that one press ended with all of them: they share its
    time and its load."""

    @property
    def ms(self) -> int:
        return self.ended - self.began

    @property
    def needs_reps(self) -> bool:
        """Whether the work was done and nobody has said how much of it."""
        return self.reps is None and self.outcome is Outcome.DONE and self.step.asks_reps

    @property
    def rests_only(self) -> bool:
        """Whether nothing but a rest was left of the counted round that was under way."""
        tally = self.step.tally
        left = tally.items(self.rounds)[self.items :] if tally is not None and self.items else ()
        return bool(left) and all(item.is_rest for item in left)

    @property
    def needs_load(self) -> bool:
        """Whether the work was done and nobody has said with what load, which is the score."""
        return self.load is None and self.outcome is Outcome.DONE and self.step.asks_load

    @property
    def lifted(self) -> bool:
        """Whether it was done, at least once."""
        return self.outcome is Outcome.DONE and self.reps != 0

    @property
    def untold(self) -> bool:
        """Whether something of it is still to be told."""
        return self.needs_reps or self.needs_load

    @property
    def tells_load(self) -> bool:
        """Whether a figure that is typed for it is its load, and not how much was done."""
        return self.step.asks_load and (self.reps is not None or not self.step.asks_reps)

    @property
    def length_unit(self) -> str:
        """The unit of a distance that is the score, whose ``reps`` are mm; empty for none."""
        amount = self.step.amount
        return amount.text[2:] if amount is not None and amount.unit is Unit.LENGTH else ""

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


def lap_without_reps(laps: tuple[Lap, ...]) -> int | None:
    """Which lap is the exercise counted last of which only the athlete can say the reps.

    One press can have counted several exercises. None if there was no such exercise.
    """
    done = [number for number, lap in enumerate(laps) if not lap.item.is_rest]
    found = [n for n in done if laps[n].at == laps[done[-1]].at and laps[n].item.asks_reps]
    return found[-1] if found else None


class Score(NamedTuple):
    """The score of one scored block, or of one pass through it."""

    scoring: Scoring
    place: Place
    text: str
    """As athletes say it: ``7 + 23``, ``8:41``, ``CAP + 112``, ``9/10``, ``12 + 4``."""
    figures: Figures
    splits: tuple[int, ...]
    parts: tuple[str, ...]
    """The titles of the parts that the splits are of; none where they are of rounds."""
    paused: bool
    """Whether the clock was paused in between."""

    @property
    def kind(self) -> str:
        return self.place.kind

    @property
    def complete(self) -> bool:
        """Whether the block was left to its end and neither skipped nor cut short."""
        return self.figures.complete


def scores(records: tuple[Record, ...] | list[Record]) -> tuple[Score, ...]:
    """The scores of all scored blocks, each pass of a repeat by itself, in order."""
    found: list[Score] = []
    one: list[Record] = []
    for n, record in enumerate(records):
        step = record.step
        if step.scoring is None:
            continue
        one.append(record)
        follower = records[n + 1].step if n + 1 < len(records) else None
        if step.counts_score or follower is None or _pass(follower) != _pass(step):
            found.append(_score(step.scoring, one))
            one = []
    return tuple(found)


def best_of(records: Sequence[Record]) -> str:
    """The best of sets whose load or distance is the score; empty where nobody has told one.

    Of several exercises the loads are added up, as in a total of squat, press and deadlift.
    """
    loads: dict[str, Load] = {}
    farthest: Record | None = None
    for record in records:
        exercise, load = record.step.exercise, record.load
        if record.step.asks_load and load is not None and exercise is not None and record.lifted:
            # A complex has one load for all of its exercises.
            name = "" if record.complex_set is not None else exercise.name
            best = loads.get(name)
            if best is None or load.grams > best.grams:
                loads[name] = load
        if record.length_unit and (farthest is None or (record.reps or 0) > (farthest.reps or 0)):
            farthest = record
    texts = []
    if len(loads) == 1:
        texts.append(f"heaviest {next(iter(loads.values())).text}")
    elif loads:
        unit = next(iter(loads.values())).unit
        total = sum(load.grams for load in loads.values()) / GRAMS[unit]
        texts.append(f"total {total:.1f}".removesuffix(".0") + f" {unit.value[-2:]}")
    if farthest is not None and farthest.reps:
        texts.append(f"farthest {length_text(farthest.reps, farthest.length_unit)}")
    return ", ".join(texts)


def _round_reps(items: tuple[TallyItem, ...]) -> int:
    """Reps of a whole round; 0 where nobody knows how many that is."""
    return 0 if any(item.asks_reps for item in items) else sum(item.reps for item in items)


def _pass(step: Step) -> tuple[object, ...]:
    return step.scoring, step.place.block_pass


def _score(scoring: Scoring, records: list[Record]) -> Score:
    """The score of one pass, of one counted record or of a row of intervals."""
    first, last = records[0], records[-1]
    counts = first.step.counts_score
    tally = last.step.tally
    outcomes = [record.outcome for record in records]
    missed = [record for record in records if record.outcome is Outcome.MISSED]
    answered = last.reps if counts else missed[-1].reps if missed else 0
    counted = last.counted if counts and not last.rests_only else 0
    work = ScoredWork(
        rounds=last.rounds + last.rests_only if counts else outcomes.count(Outcome.DONE),
        missed=len(missed),
        reps=counted + (answered or 0),
        round_reps=_round_reps(tally.items(last.rounds)) if counts and tally else 0,
        total=last.total + (last.reps or 0),
        ms=last.ended - first.began,
        planned=0 if counts else first.step.place.rounds,
        by_clock=last.outcome is Outcome.CUT,
        whole=not {Outcome.SKIPPED, Outcome.ENDED} & set(outcomes),
    )
    figures = scoring.figures(work)
    return Score(
        scoring,
        first.step.place,
        scoring.text(figures),
        figures,
        last.splits,
        tuple(part.title for part in tally.parts) if tally else (),
        any(record.paused for record in records),
    )
