"""What the screens know of earlier sessions: values, and the port through which they come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple, Protocol

from legtimer.core.session.view import View
from legtimer.core.workout import Plan, Workout
from legtimer.history.session_record import SessionRecord
from legtimer.tui.ghost import Ghost, Standing
from legtimer.tui.ports import Driven

LastSets = Mapping[tuple[str, int], str]
"""``12 x 16 kg``, by the source of the exercise in the workout's file and the round."""


class Interrupted(NamedTuple):
    """A session that was cut off and can go on."""

    uid: str
    workout: str
    """The workout's name."""
    began: datetime
    """When it was opened, in local time."""
    view: View | None
    """Where it stood; None if that cannot be told any more."""
    resumable: bool = True
    """Whether it can go on; else it can be kept as far as it is known, or dropped."""


class Before(NamedTuple):
    """How a workout went before; each text is empty where there is nothing to say."""

    last: str = ""
    """When it was done last and how it went: ``3 Mar: 7 + 10``."""
    best: str = ""
    """The best so far: ``7 + 23 (12 Jan)``."""


NOTHING_BEFORE: Final = Before()
"""It was never done."""


class Trained(NamedTuple):
    """What the list of workouts says of one that was done before."""

    times: int
    """How often."""
    last: datetime
    """When the last time began, in the athlete's time of day then."""
    best: str = ""
    """The best score of its first scored block; empty without one."""


class PastSession(NamedTuple):
    """A session as the list of them shows it."""

    uid: str
    workout: str
    """The workout's name."""
    began: datetime
    """In the athlete's time of day then."""
    elapsed: int
    """Ms trained, pauses left out."""
    score: str
    """The scores of its scored blocks; empty without any."""
    effort: int | None
    """How hard it was, 1 to 10."""
    complete: bool
    """Whether all of it was done."""


class History(Protocol):
    """What was trained before. Nothing here raises: a history that fails says so in ``trouble``."""

    @property
    def trouble(self) -> str | None:
        """Why there is no history, in a sentence for the athlete; None if all is well."""

    def interrupted(self) -> Sequence[Interrupted]:
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

    def before(self, workout: Workout | Plan) -> Before:
        """How a workout went before: as it is planned, or as it was planned the last time."""

    def trained(self, workouts: Sequence[Workout]) -> Mapping[str, Trained]:
        """Which of these workouts were done before, by their names."""

    def last_sets(self, plan: Plan) -> LastSets:
        """What was done in each set the last time that this workout was trained."""

    def ghosts(self, plan: Plan) -> Mapping[Standing, Ghost]:
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

    def sessions(self, words: str, start: int, count: int) -> Sequence[PastSession]:
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

    def interrupted(self) -> Sequence[Interrupted]:
        """None."""
        return ()

    def resume(self, uid: str, now: int) -> Driven | None:
        """There is none."""
        return None

    def keep(self, uid: str) -> None:
        """There is none."""

    def drop(self, uid: str) -> None:
        """There is none."""

    def before(self, workout: Workout | Plan) -> Before:
        """Never done."""
        return NOTHING_BEFORE

    def trained(self, workouts: Sequence[Workout]) -> Mapping[str, Trained]:
        """None."""
        return {}

    def last_sets(self, plan: Plan) -> LastSets:
        """Never done."""
        return {}

    def ghosts(self, plan: Plan) -> Mapping[Standing, Ghost]:
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

    def sessions(self, words: str, start: int, count: int) -> Sequence[PastSession]:
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
