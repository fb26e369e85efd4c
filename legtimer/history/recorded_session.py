"""A session whose presses are all on disk before anybody sees what they did.

Theory of operation. A ``RecordedSession`` is driven like any other. When it has accepted a command,
it writes its line of the journal, in a transaction of its own, before ``handle`` returns, and with
the first one the session itself. If that fails, the workout goes on and ``error`` says why. The
next command, or some seconds later, tries again to write all that is missing. What is on disk is
always a beginning of the journal, and what is missing of it is known.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from legtimer import __version__
from legtimer.core.estimate import Pace
from legtimer.core.session.commands import Command, End
from legtimer.core.session.cues import Cue, Finished
from legtimer.core.session.machine import NotAllowed, Session
from legtimer.core.session.records import Outcome
from legtimer.core.session.transitions import State
from legtimer.core.session.view import View
from legtimer.core.workout import Plan, Workout
from legtimer.history.errors import Damaged, StoreError
from legtimer.history.heartbeat import Heartbeat
from legtimer.history.rows import entry_row
from legtimer.history.session_record import Header, SessionRecord, SessionStatus
from legtimer.history.store import Store

RETRY_AFTER: Final = 5_000
"""Ms after which what could not be saved is tried again without a press."""
APPEND: Final = """
    INSERT INTO event (session, number, at, command)
    SELECT id, ?, ?, ? FROM session WHERE uid = ?"""
"""One more line of a journal; no row where the file does not have the session."""
_SET_FEEDBACK: Final = "UPDATE session SET effort = ?, note = ? WHERE uid = ?"
_STILL: Final = frozenset({State.NEW, State.SCORE, State.PAUSED, State.FINISHED})
"""States in which no clock runs."""


def monotonic_ms() -> int:
    """Whole ms of the clock that the screens are driven by."""
    return time.monotonic_ns() // 1_000_000


def record_session(
    store: Store,
    workout: Workout,
    choices: Mapping[str, int],
    *,
    now: int,
    wall: datetime,
    text: str,
    origin: str = "",
    swaps: frozenset[str] = frozenset(),
    pace: Pace | None = None,
    assumed: Mapping[str, tuple[int, ...]] | None = None,
    clock: Callable[[], int] = monotonic_ms,
) -> RecordedSession:
    """Open a session that is kept; nothing is written before its first command.

    Args:
        store: where it is kept.
        workout: what is trained.
        choices: what the athlete chose for its ranges.
        now: ms of the driving clock.
        wall: the time of day, with its zone.
        text: the workout's text, from which it can be read again.
        origin: the file that it was read from; empty if from none.
        swaps: the sources of the exercises that are swapped for easier ones.
        pace: what is assumed of work that no clock ends.
        assumed: what is proposed for the reps of ranges, as ``Session`` takes it.
        clock: tells the time that the session is driven by, in ms.
    """
    session = Session(workout, choices, now=now, swaps=swaps, pace=pace, assumed=assumed)
    offset = wall.utcoffset()
    header = Header(
        uid=os.urandom(16).hex(),
        workout=workout.name,
        # The name of a file is bytes, which need not be text; what is kept has to be.
        origin=origin.encode("utf-8", "backslashreplace").decode(),
        text=text,
        choices=dict(choices),
        swaps=swaps,
        assumed=dict(assumed or {}),
        began_at=round(wall.timestamp() * 1000),
        utc_offset=0 if offset is None else round(offset.total_seconds() / 60),
        version=__version__,
    )
    return RecordedSession(session, header, store, Heartbeat(store.beats, header.uid), clock)


class RecordedSession:
    """A session with its journal on disk."""

    def __init__(
        self,
        session: Session,
        header: Header,
        store: Store,
        heartbeat: Heartbeat,
        clock: Callable[[], int],
    ) -> None:
        """Keep a session.

        Args:
            session: the session; what is in its journal already is taken for written.
            header: what is known of it.
            store: where it is kept.
            heartbeat: its heartbeat; of a session that is resumed, seized already.
            clock: tells the time that the session is driven by, in ms.
        """
        self._session = session
        self._header = header
        self._store = store
        self._clock = clock
        self._heartbeat = heartbeat
        self._heartbeat.elapsed = lambda: clock() - session.opened
        self._written = len(session.journal)
        self._said = (header.effort, header.note)
        """What is on disk of what the athlete says."""
        self._identity = store.identity if self._written else None
        self._error: str | None = None
        self._tried = session.opened
        self._ended: int | None = None
        self._final: Callable[[], object] | None = None

    @property
    def uid(self) -> str:
        return self._header.uid

    @property
    def opened(self) -> int:
        """When it was opened, in ms of the driving clock."""
        return self._session.opened

    @property
    def plan(self) -> Plan:
        return self._session.plan

    @property
    def error(self) -> str | None:
        """Why it is not being saved, in a few words; None if it is."""
        return None if self._error is None else f"not saved: {self._error}"

    @property
    def header(self) -> Header:
        """What is known of it; as it ended, once it was finished."""
        return self._header

    @property
    def effort(self) -> int | None:
        """How hard it was, 1 to 10, as far as the athlete has said."""
        return self._header.effort

    @property
    def note(self) -> str:
        """What else the athlete has said."""
        return self._header.note

    def handle(self, command: Command, now: int) -> list[Cue]:
        """Do what the athlete says, and have it on disk; as ``Session.handle``."""
        known = len(self._session.journal)
        try:
            found = self._session.handle(command, now)
        except NotAllowed:
            self._follow([])
            raise
        if len(self._session.journal) != known:
            self._save(now)
        return self._follow(found)

    def advance(self, now: int) -> list[Cue]:
        """Let time pass; as ``Session.advance``."""
        if self._error is not None and now - self._tried >= RETRY_AFTER:
            self._save(now)
        return self._follow(self._session.advance(now))

    def next_deadline(self) -> int | None:
        """When the session changes by itself next, in ms of the driving clock."""
        return self._session.next_deadline()

    def view(self, now: int) -> View:
        return self._session.view(now)

    def upcoming(self, now: int, horizon: int) -> list[Cue]:
        """The cues due within ``horizon`` ms if nobody presses a key."""
        return self._session.upcoming(now, horizon)

    def to_record(self) -> SessionRecord:
        """The session as it stands, with the results so far."""
        return record_of(self._session, self._header, self._elapsed())

    def set_feedback(self, effort: int | None, note: str) -> None:
        """Have on disk what the athlete says, though it is not over: it may never be closed.

        Args:
            effort: how hard it was, 1 to 10; None for nothing said.
            note: what else.
        """
        self._header = replace(self._header, effort=effort, note=note)
        if self._session.journal:
            self._save(self._clock())

    def complete(self, effort: int | None = None, note: str = "") -> None:
        """It is over and is kept with its results; also where it did not come to its end.

        Args:
            effort: how hard it was, 1 to 10, if the athlete says.
            note: what else the athlete says.
        """
        if not self._session.journal:
            self._heartbeat.close(forget=True)
            return
        if self._session.allows(End):
            # What is under way is part of what was done.
            self.handle(End(), self._clock())
        self._header = replace(self._header, status=SessionStatus.DONE, effort=effort, note=note)
        log = self.to_record()
        self._header = log.header
        self._end(lambda: self._store.complete(log))

    def discard(self) -> None:
        """It is over and nothing of it is kept."""
        self._header = replace(self._header, status=SessionStatus.DROPPED)
        self._end(lambda: self._store.discard(self.uid))

    def close(self) -> None:
        """Let go of it as it is: unless it was finished or dropped, it can be resumed."""
        if self._error is not None:
            self._save(self._clock())
        over = self._header.status is not SessionStatus.OPEN or not self._session.journal
        self._heartbeat.close(forget=over and self._error is None)

    def unsaved_record(self) -> SessionRecord | None:
        """What is to be offered as a file because it could not be saved; None if it was."""
        if self._error is None or self._header.status is SessionStatus.DROPPED:
            return None
        return self.to_record()

    def _elapsed(self) -> int:
        """Ms since the opening; of a session that is over, at its end."""
        return self._clock() - self.opened if self._ended is None else self._ended

    def _follow(self, found: list[Cue]) -> list[Cue]:
        """Beat while a clock runs, and know when it ended."""
        for cue in found:
            if isinstance(cue, Finished):
                self._ended = cue.due - self.opened
        state = self._session.state
        if state is not State.FINISHED:
            self._ended = None
        if state in _STILL:
            self._heartbeat.pause()
        else:
            self._heartbeat.start()
        return found

    def _save(self, now: int) -> None:
        """Write what is not written yet of the journal, or know why that cannot be."""
        self._tried = now
        try:
            self._write()
        except StoreError as problem:
            self._error = str(problem)
        else:
            self._error = None

    def _write(self) -> None:
        if self._final is not None:
            self._final()
            return
        self._write_journal()
        said = (self._header.effort, self._header.note)
        if said != self._said:
            if not self._change(_SET_FEEDBACK, said):
                self._write_whole()
            self._said = said

    def _write_journal(self) -> None:
        journal = self._session.journal
        if self._written == 0:
            # Before anybody can see the session, so that nobody takes it for one that was cut off.
            self._heartbeat.acquire()
        elif len(journal) == self._written:
            return
        elif len(journal) - self._written == 1 and self._change(
            APPEND, entry_row(self._written, journal[-1])
        ):
            self._written = len(journal)
            return
        # More than one line is missing, or the file is another one than before.
        self._write_whole()

    def _change(self, statement: str, values: tuple[object, ...]) -> bool:
        """Run one statement on the session's row; whether the file has all that was written."""
        try:
            with self._store.transaction() as connection:
                known = connection.execute(statement, (*values, self.uid)).rowcount
        except Damaged:
            # The file that takes its place has nothing yet.
            return False
        return bool(known) and self._store.identity == self._identity

    def _write_whole(self) -> None:
        journal = self._session.journal
        self._store.begin(self._header, journal)
        self._written = len(journal)
        self._identity = self._store.identity

    def _end(self, write: Callable[[], object]) -> None:
        """Write the end of it; what cannot be written is tried again until it is let go of."""
        self._final = write
        self._save(self._clock())
        if self._error is None:
            self._heartbeat.close(forget=True)


def record_of(session: Session, header: Header, ended: int) -> SessionRecord:
    """A session with its results.

    Args:
        session: the session, advanced as far as it is to count.
        header: what is known of it.
        ended: ms from its opening to where it ended.
    """
    # The first press has to be on disk early; the results only when it is over.
    from legtimer.history.results import results_of

    view = session.view(session.opened + ended)
    sets, scores = results_of(view.records, view.scores, session.plan)
    return SessionRecord(
        header=replace(
            header,
            elapsed=view.elapsed,
            ended=ended,
            complete=view.state is State.FINISHED
            and not view.early
            and all(record.outcome is not Outcome.SKIPPED for record in view.records),
        ),
        journal=session.journal,
        sets=sets,
        scores=scores,
    )
