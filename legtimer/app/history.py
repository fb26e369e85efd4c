"""Read model of past sessions for the screens, and changes to them.

Nothing here raises because the history fails: a workout goes on without it, and ``error`` says
why.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from legtimer.app.dates import date_text, here_and_now
from legtimer.app.history_views import (
    NO_PRIOR_RESULTS,
    BestPace,
    BlockPass,
    LastSets,
    PriorResults,
    TrainingSummary,
)
from legtimer.app.session_text import result_date
from legtimer.app.sessions import SessionService, read_recorded_workout
from legtimer.core.exercise import LoadUnit, Unit
from legtimer.core.notation import length_text
from legtimer.core.workout import Plan, Workout, expand
from legtimer.files.printable import printable
from legtimer.files.workouts.choices import ChoicesFile
from legtimer.history.errors import StoreError
from legtimer.history.last_sets import StepKey, last_sets, previous_session
from legtimer.history.recorded_session import RecordedSession
from legtimer.history.session_list import SessionSummary, WeekTotal, list_sessions, week_totals
from legtimer.history.session_record import SessionRecord, local_time

if TYPE_CHECKING:
    from legtimer.history import comparisons
    from legtimer.history.interrupted import Interrupted
    from legtimer.history.progress import TrainingProgress

_T = TypeVar("_T")
_U = TypeVar("_U")


class HistoryService:
    """Answers what the screens ask of the history; its file is opened at the first question."""

    def __init__(
        self,
        sessions: SessionService,
        choices: ChoicesFile,
        wall: Callable[[], datetime] = here_and_now,
        weights: Callable[[], str] = lambda: "kg",
    ) -> None:
        """Touch nothing yet.

        Args:
            sessions: opens and resumes the sessions that are kept.
            choices: what was chosen for ranges the last time.
            wall: tells the time of day.
            weights: the unit in which weights are told, ``kg`` or ``lb``.
        """
        self._sessions = sessions
        self._store = sessions.store
        self._choices = choices
        self._wall = wall
        self._error: str | None = None
        self._weights = weights
        self._known: dict[tuple[Workout, LoadUnit], PriorResults] = {}

    @property
    def error(self) -> str | None:
        """Why there is no history, in a sentence; None if all is well."""
        if self._store.set_aside is not None:
            kept = f"It is kept as {self._store.set_aside}"
            return f"The history was damaged. {kept}; a new one was started."
        return self._error

    def interrupted(self) -> Sequence[Interrupted]:
        """The sessions that were cut off and that nobody has under way, the newest first."""
        # Folding needs more of the program than most starts do.
        if not self._try(lambda: bool(self._store.open_headers()), False):
            return ()
        from legtimer.history.interrupted import find_interrupted

        return self._try(lambda: find_interrupted(self._store, read_recorded_workout), [])

    def resume(self, uid: str, now: int) -> RecordedSession | None:
        """Go on with a session, paused at the instant at which it was cut off."""
        self._known.clear()
        return self._try(lambda: self._sessions.resume(uid, now), None)

    def keep_interrupted(self, uid: str) -> None:
        """Keep what was done of a session that was cut off; it is over."""
        from legtimer.history.interrupted import keep_interrupted

        self._known.clear()
        self._try(lambda: keep_interrupted(self._store, uid, read_recorded_workout), 0)

    def discard_interrupted(self, uid: str) -> None:
        """Keep nothing of a session that was cut off."""
        from legtimer.history.interrupted import discard_interrupted

        self._try(lambda: discard_interrupted(self._store, uid), None)

    def before(self, workout: Workout | Plan) -> PriorResults:
        """How a workout went before: as it is planned, or as it was planned the last time."""
        if not self._exists():
            return NO_PRIOR_RESULTS
        if isinstance(workout, Plan):
            return self._before(workout)
        known = workout, LoadUnit(self._weights())
        if known not in self._known:
            last = {**workout.default_choices, **self._choices.last(workout)}
            asks = {
                ask.key: min(ask.high, max(ask.low, last.get(ask.key, ask.low)))
                for ask in workout.asks()
            }
            self._known[known] = self._before(expand(workout, asks))
        return self._known[known]

    def training_summaries(self, workouts: Sequence[Workout]) -> Mapping[str, TrainingSummary]:
        """Which of these workouts were done before, by their names."""
        return self._try(lambda: self._summaries(workouts), {})

    def _summaries(self, workouts: Sequence[Workout]) -> dict[str, TrainingSummary]:
        from legtimer.history.comparisons import best_of_plan, training_counts
        from legtimer.history.same_work import names_of_work

        known, found = training_counts(self._store), {}
        names = names_of_work(self._store)
        for workout in workouts:
            if workout.name in known:
                times, at, offset = known[workout.name]
                best = best_of_plan(self._store, expand(workout), names)
                text = best.text if best is not None else ""
                found[workout.name] = TrainingSummary(times, local_time(at, offset), text)
        return found

    def last_sets(self, plan: Plan) -> LastSets:
        """What was done in each set the last time that this workout was trained."""
        found = self._try(lambda: last_sets(self._store, plan), {})
        lengths = {
            step.key
            for step in plan.steps
            if step.amount is not None and step.amount.unit is Unit.LENGTH
        }
        return {
            key: (length_text(done) if key in lengths else str(done))
            + (f" @ {load.text}" if load else "")
            for key, (done, load) in found.items()
        }

    def last_load(self, plan: Plan, key: StepKey) -> str:
        """What was lifted in a set the last time, as it is typed; empty if nobody knows."""
        _, load = self._try(lambda: last_sets(self._store, plan), {}).get(key, (0, None))
        return load.text if load else ""

    def best_paces(self, plan: Plan) -> Mapping[BlockPass, BestPace]:
        """The athlete's own best of each scored block of a plan that has rounds to race against."""
        if not self._exists() or not any(step.scoring for step in plan.steps):
            return {}
        from legtimer.history.comparisons import best_score
        from legtimer.history.fingerprint import scored_blocks
        from legtimer.history.same_work import same_work

        works = self._try(lambda: same_work(self._store, plan), {})
        found = {}
        for place, _, own in scored_blocks(plan):
            work = works.get(own, (own,))
            best = self._try(partial(best_score, self._store, place.kind, work), None)
            if best is not None and best.splits:
                result = best.result
                ghost = BestPace(best.text, result.rounds, result.reps, best.splits)
                found[place.path, place.passes] = ghost
        return found

    def new_bests(self, session: RecordedSession) -> Sequence[comparisons.BeatenRecord]:
        """The records that a session has beaten as it stands."""
        from legtimer.history.comparisons import beaten_records

        log = session.to_record()
        return self._try(
            lambda: beaten_records(
                self._store,
                log.header.workout,
                log.sets,
                log.scores,
                uid=log.header.uid,
                weights=LoadUnit(self._weights()),
                plan=session.plan,
            ),
            (),
        )

    def previous(self, session: RecordedSession) -> SessionRecord | None:
        """The session of the same workout before one that is under way; None if there is none."""
        name = session.plan.workout.name
        names = [one.exercise for one in session.to_record().sets]
        return self._try(lambda: previous_session(self._store, name, names), None)

    def rename(self, old: str, new: str, only: Sequence[str] | None = None) -> Sequence[str]:
        """Have the past of a workout go on under its new name.

        Args:
            old: the name that it had.
            new: the name that it has.
            only: the uids of the sessions that are meant; None for all.

        Returns:
            The uids of the sessions that have the new name now.
        """
        from legtimer.history.joining import join_workouts

        self._known.clear()
        self._choices.rename(old, new)
        return self._try(lambda: join_workouts(self._store, old, new, self._now(), only), ())

    def rescue_path(self, session: RecordedSession) -> str:
        """The file that is proposed for a session that could not be saved; empty if it was."""
        self._known.clear()
        return self._sessions.rescue_path(session)

    def write(self, session: RecordedSession, path: str) -> str | None:
        """Write such a session to a file; why not, if not."""
        return self._sessions.write(session, path)

    def sessions(self, words: str, start: int, count: int) -> Sequence[SessionSummary]:
        """A part of the list of all sessions, the newest first."""
        return self._try(
            lambda: list_sessions(self._store, words=words.split(), start=start, limit=count), []
        )

    def weeks(self, words: str) -> Mapping[date, WeekTotal]:
        """The weeks of these sessions, by their Mondays."""
        return self._try(lambda: week_totals(self._store, words=words.split()), {})

    def session(self, uid: str) -> SessionRecord | None:
        """All that is known of a session; None if it is gone."""
        return self._try(lambda: self._store.load(uid), None)

    def correct(self, uid: str, target: str, field: str, text: str) -> str | None:
        """Correct a figure; why not, if not."""
        from legtimer.history.corrections import InvalidCorrection, correct

        self._known.clear()
        try:
            correct(self._store, uid, target, field, text, self._now())
        except (InvalidCorrection, StoreError) as problem:
            return str(problem)
        return None

    def delete(self, uid: str) -> str | None:
        """Delete a session for good; why not, if not."""
        self._known.clear()
        try:
            self._store.delete(uid)
        except StoreError as problem:
            return str(problem)
        return None

    def progress(self) -> TrainingProgress:
        """What has come of all training."""
        from legtimer.history.progress import TrainingProgress, training_progress

        return self._try(lambda: training_progress(self._store), TrainingProgress({}, {}, {}))

    @property
    def today(self) -> date:
        return self._wall().date()

    @property
    def weights(self) -> LoadUnit:
        """The unit in which weights are told."""
        return LoadUnit(self._weights())

    def _now(self) -> int:
        return round(self._wall().timestamp() * 1000)

    def _exists(self) -> bool:
        return os.path.exists(self._store.path)

    def _try(self, ask: Callable[[], _T], otherwise: _U) -> _T | _U:
        """Ask the history, and say what is wrong if that fails. Who only looks makes no file."""
        if not self._exists():
            return otherwise
        try:
            answer = ask()
        except StoreError as problem:
            self._error = f"The history is not available: {problem}."
            return otherwise
        self._error = None
        return answer

    def _before(self, plan: Plan) -> PriorResults:
        from legtimer.history.comparisons import last_and_best

        weights = LoadUnit(self._weights())
        found = self._try(lambda: last_and_best(self._store, plan, weights), None)
        if found is None or found.last_at is None:
            return NO_PRIOR_RESULTS
        day = date_text(local_time(found.last_at, found.utc_offset))
        several = len(found.blocks) > 1
        last = [_named(b, b.last.text, several) for b in found.blocks if b.last is not None]
        best = [
            _named(b, f"{b.best.text} ({result_date(b.best)})", several)
            for b in found.blocks
            if b.best is not None
        ]
        return PriorResults(": ".join(filter(None, (day, "; ".join(last)))), "; ".join(best))


def _named(block: comparisons.BlockHistory, text: str, several: bool) -> str:
    return f"{printable(block.title, limit=80)} {text}" if several else text
