"""The sessions that the screens drive: opened so that they are kept, and let go of at the end."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from legtimer.app.dates import here_and_now
from legtimer.core.estimate import Pace
from legtimer.core.workout import Workout, expand
from legtimer.files.workouts.reader import read_workout
from legtimer.history import joining, last_sets, pace_estimates, recorded_session
from legtimer.history.errors import StoreError
from legtimer.history.recorded_session import RecordedSession
from legtimer.history.store import Store


class WorkoutSource(NamedTuple):
    """Where a workout is from."""

    text: str
    """As ``Reading.text``: what its file says, and the settings that it was read with."""
    origin: str
    """The file."""
    swaps: frozenset[str] = frozenset()
    """The sources of its exercises that are swapped for easier ones from the start."""


_WORDS: Final = {"name": "", "about": "", "tags": []}
"""What a workout's text says of it besides what is to be done."""


def read_recorded_workout(text: str, name: str) -> Workout | None:
    """The workout of a kept text; None if this version of the program cannot read it."""
    return read_workout(text, name).workout


class SessionService:
    """All sessions of one run of the program."""

    def __init__(
        self,
        store: Store,
        sources: Mapping[Workout, WorkoutSource],
        assumed: Pace = Pace(),  # noqa: B008
    ) -> None:
        """Set up.

        Args:
            store: where they are kept.
            sources: where each workout is from.
            assumed: how long work takes of which the athlete has no times of their own.
        """
        self.store = store
        self._assumed = assumed
        self._sources = sources
        self._opened: list[RecordedSession] = []
        self._offered: set[str] = set()

    def open(self, workout: Workout, choices: Mapping[str, int], now: int) -> RecordedSession:
        """Open a session.

        Args:
            workout: what is trained; it must be one of those whose source is known.
            choices: what was chosen for its ranges.
            now: ms of the driving clock.
        """
        source = self._sources[workout]
        self._keep_past(workout, source)
        try:
            assumed = last_sets.assumed_reps(self.store, expand(workout, choices, source.swaps))
        except StoreError:
            assumed = {}
        session = recorded_session.record_session(
            self.store,
            workout,
            choices,
            now=now,
            wall=here_and_now(),
            text=source.text,
            origin=source.origin,
            swaps=source.swaps,
            pace=self.pace(),
            assumed=assumed,
        )
        self._opened.append(session)
        return session

    def _keep_past(self, workout: Workout, source: WorkoutSource) -> None:
        """Join the sessions of a file of which only the name was changed."""

        def same(text: str) -> bool:
            return _is_renamed(text, source.text)

        with suppress(StoreError):
            former = joining.former_name(self.store, workout.name, source.origin, same)
            if former is not None:
                now = round(here_and_now().timestamp() * 1000)
                joining.join_workouts(self.store, former, workout.name, now)

    def resume(self, uid: str, now: int) -> RecordedSession | None:
        """Go on with a session that was cut off.

        Returns:
            The session; None if it is gone or over, or somebody else runs it.

        Raises:
            StoreError: if this version of the program cannot go on with it, or the store fails.
        """
        from legtimer.history import interrupted

        session = interrupted.resume_session(
            self.store, uid, read_recorded_workout, now=now, pace=self.pace()
        )
        if session is not None:
            self._opened.append(session)
        return session

    def rescue_path(self, session: RecordedSession) -> str:
        """The file that is proposed for a session that could not be saved; empty if it was."""
        log = session.unsaved_record()
        if log is None:
            return ""
        from legtimer.history.rescue_file import rescue_file_name

        self._offered.add(session.uid)
        *folders, last = _folders()
        folder = next((path for path in folders if os.access(path, os.W_OK)), last)
        return str(folder / rescue_file_name(log))

    def write(self, session: RecordedSession, path: str) -> str | None:
        """Write such a session to a file.

        Returns:
            Why not, as a sentence; None if it is written.
        """
        from legtimer.history.rescue_file import write_record

        try:
            write_record(session.to_record(), Path(path).expanduser())
        except OSError as problem:
            return f"This cannot be written: {problem.strerror or problem}."
        return None

    def close(self) -> list[str]:
        """Let go of all; what could not be saved, and was not offered yet, is written to files.

        Returns:
            What the athlete has to be told.
        """
        told = []
        for session in self._opened:
            session.close()
            log = session.unsaved_record()
            if log is None or session.uid in self._offered:
                continue
            from legtimer.history.rescue_file import write_rescue_file

            path = write_rescue_file(log, _folders())
            why = session.error
            if path is None:
                told.append(f"this session is {why}, and no folder takes a file with it")
            else:
                told.append(
                    f"this session is {why}; it lies in {path}\n"
                    f"to add it to the history later: legtimer import --jsonl {path}"
                )
        self.store.close()
        if self.store.set_aside is not None:
            told.append(f"the history was damaged; the file is kept as {self.store.set_aside}")
        return told

    def pace(self) -> Pace:
        """The athlete's own times; what is assumed where there are none."""
        try:
            return pace_estimates.estimate_pace(
                self.store, round(here_and_now().timestamp() * 1000), self._assumed
            )
        except StoreError:
            return self._assumed


def _folders() -> tuple[Path, ...]:
    """Where a session is written that the history cannot take: the first that can be written to."""
    return Path.cwd(), Path.home(), Path(tempfile.gettempdir())


def _is_renamed(text: str, new: str) -> bool:
    """Whether two kept texts of workouts differ in nothing but the name, its words and comments.

    Where figures differ too nobody can tell: some write the workout of each day into one file.
    """
    # Few sessions are the first ones under a name.
    import tomllib

    from legtimer.files.workouts.settings_snapshot import split_snapshot

    texts = [split_snapshot(one) for one in (text, new)]
    try:
        was, now = (tomllib.loads(one[1]) for one in texts if one is not None)
    except ValueError:
        return False
    return {**was, **_WORDS} == {**now, **_WORDS}
