"""What the screens know of earlier sessions: values, and the port through which they come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from legtimer.app.history_views import (
    NO_PRIOR_RESULTS,
    BestPace,
    BlockPass,
    InterruptedSession,
    LastSets,
    PriorResults,
    TrainingSummary,
)
from legtimer.app.sessions import Driven
from legtimer.core.workout import Plan, Workout
from legtimer.history.session_list import SessionSummary
from legtimer.history.session_record import SessionRecord


class History(Protocol):
    """What was trained before. Nothing here raises: a history that fails says so in ``trouble``."""

    @property
    def trouble(self) -> str | None:
        """Why there is no history, in a sentence for the athlete; None if all is well."""

    def interrupted(self) -> Sequence[InterruptedSession]:
        """The sessions that were cut off and that nobody has under way, the newest first."""

    def resume(self, uid: str, now: int) -> Driven | None:
        """Go on with a session, paused at the instant at which it was cut off.

        Args:
            uid: which.
            now: ms of the driving clock.

        Returns:
            The session; None if it is gone, or somebody else goes on with it.
        """

    def keep(self, uid: str) -> None:
        """Keep what was done of a session that was cut off; it is over."""

    def drop(self, uid: str) -> None:
        """Keep nothing of a session that was cut off."""

    def before(self, workout: Workout | Plan) -> PriorResults:
        """How a workout went before: as it is planned, or as it was planned the last time."""

    def trained(self, workouts: Sequence[Workout]) -> Mapping[str, TrainingSummary]:
        """Which of these workouts were done before, by their names."""

    def last_sets(self, plan: Plan) -> LastSets:
        """What was done in each set the last time that this workout was trained."""

    def ghosts(self, plan: Plan) -> Mapping[BlockPass, BestPace]:
        """The athlete's own best of each scored block of a plan that has rounds to race against."""

    def beaten(self, session: Driven) -> Sequence[str]:
        """The records that a session has beaten as it stands, each as a row of text."""

    def refuge(self, session: Driven) -> str:
        """The file that is proposed for a session that could not be saved; empty if it was."""

    def write(self, session: Driven, path: str) -> str | None:
        """Write such a session to a file.

        Returns:
            Why not, as a sentence; None if it is written.
        """

    def sessions(self, words: str, start: int, count: int) -> Sequence[SessionSummary]:
        """A part of the list of all sessions, the newest first.

        Args:
            words: only those in whose workout's name, date or note each of these words is found.
            start: how many to leave out.
            count: at most so many.
        """

    def session(self, uid: str) -> SessionRecord | None:
        """All that is known of a session; None if it is gone."""

    def correct(self, uid: str, target: str, field: str, text: str) -> str | None:
        """Correct a figure.

        Args:
            uid: of which session.
            target: ``session``, ``set 3`` or ``score 1``.
            field: ``effort`` or ``note``; ``done``, ``load`` or ``ms``; ``text``.
            text: the figure as the athlete types it.

        Returns:
            Why not, as a sentence; None if it is corrected.
        """

    def delete(self, uid: str) -> str | None:
        """Delete a session for good.

        Returns:
            Why not, as a sentence; None if it is gone.
        """


class NoHistory:
    """Nothing was trained before, and nothing is kept."""

    trouble: str | None = None

    def interrupted(self) -> Sequence[InterruptedSession]:
        """None."""
        return ()

    def resume(self, uid: str, now: int) -> Driven | None:
        """There is none."""
        return None

    def keep(self, uid: str) -> None:
        """There is none."""

    def drop(self, uid: str) -> None:
        """There is none."""

    def before(self, workout: Workout | Plan) -> PriorResults:
        """Never done."""
        return NO_PRIOR_RESULTS

    def trained(self, workouts: Sequence[Workout]) -> Mapping[str, TrainingSummary]:
        """None."""
        return {}

    def last_sets(self, plan: Plan) -> LastSets:
        """Never done."""
        return {}

    def ghosts(self, plan: Plan) -> Mapping[BlockPass, BestPace]:
        """None."""
        return {}

    def beaten(self, session: Driven) -> Sequence[str]:
        """There is nothing to beat."""
        return ()

    def refuge(self, session: Driven) -> str:
        """Nothing is to be saved."""
        return ""

    def write(self, session: Driven, path: str) -> str | None:
        """Nothing is to be written."""
        return None

    def sessions(self, words: str, start: int, count: int) -> Sequence[SessionSummary]:
        """None."""
        return ()

    def session(self, uid: str) -> SessionRecord | None:
        """There is none."""
        return None

    def correct(self, uid: str, target: str, field: str, text: str) -> str | None:
        """There is nothing to correct."""
        return "there is no such session"

    def delete(self, uid: str) -> str | None:
        """There is nothing to delete."""
        return "there is no such session"
