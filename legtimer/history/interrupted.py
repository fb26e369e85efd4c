"""Finds sessions that were cut off, folds them up to where they stood, and goes on with them.

Theory of operation. A session was cut off if it is open in the store and nobody has locked it. It
stood at its last press, or where its heart stopped, whichever is later. Folding its journal up to
there gives the session, and the command ``Slept`` at that instant pauses it. That command becomes
the next line of the same journal, so a resumed session can be cut off and resumed again. The clock
of the new process counts from another origin, so the opening is put that much before now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import NamedTuple

from legtimer.core.estimate import Pace
from legtimer.core.session.commands import End, Slept
from legtimer.core.session.machine import NotAllowed, Session
from legtimer.core.session.view import View
from legtimer.core.workout import Workout
from legtimer.history.errors import Damaged, Gone, StoreError
from legtimer.history.heartbeat import Heartbeat, is_running, stopped_at
from legtimer.history.recorded_session import RecordedSession, monotonic_ms, record_of
from legtimer.history.session_record import Header, SessionRecord, SessionStatus
from legtimer.history.store import Store

ReadWorkout = Callable[[str, str], Workout | None]
"""Reads the text of a kept workout, given its name too; None if that is not possible any more."""


class NotResumable(StoreError):
    """The session cannot go on; what was done of it can be kept."""


class Interrupted(NamedTuple):
    """A session that was cut off."""

    header: Header
    at: int
    """Where it stood: ms since its opening."""
    view: View | None
    """What it looked like there; None if its workout cannot be read any more."""
    lost: int
    """How many presses this version of the program does not understand as they were meant; the view
    is then the one before them, and the session can only be kept or dropped."""

    @property
    def resumable(self) -> bool:
        """Whether it can go on."""
        return self.view is not None and not self.lost


class _Folded(NamedTuple):
    session: Session
    ended: int | None
    """When it ended, in ms since its opening; None if it has not."""
    lost: int
    at: int
    """How far it was folded, in ms since its opening."""


def find_interrupted(store: Store, read: ReadWorkout) -> list[Interrupted]:
    """The sessions that were cut off and that nobody runs, the newest first.

    One that was over already (its summary was on the screen) is finished here, and is not among
    them.

    Raises:
        StoreError: if the store cannot be read.
    """
    found = []
    for header in store.open_headers():
        if is_running(store.beats, header.uid):
            continue
        try:
            one = _stood(store, header, read)
        except Damaged:
            one = Interrupted(header, stopped_at(store.beats, header.uid), None, 0)
        except StoreError:
            raise
        except Exception:
            # Whatever is wrong with one session must not keep the program from starting.
            one = Interrupted(header, 0, None, 0)
        if one is not None:
            found.append(one)
    return found


def _stood(store: Store, header: Header, read: ReadWorkout) -> Interrupted | None:
    """Where a session stood; None if it was over, and is finished now."""
    log = store.load(header.uid)
    at = _cut(store, log)
    folded = _fold(log, read, at, 0)
    if folded is None:
        return Interrupted(header, at, None, len(log.journal))
    if folded.ended is not None and not folded.lost:
        keep_interrupted(store, header.uid, read)
        return None
    return Interrupted(header, at, folded.session.view(folded.at), folded.lost)


def resume_session(
    store: Store,
    uid: str,
    read: ReadWorkout,
    *,
    now: int,
    pace: Pace | None = None,
    clock: Callable[[], int] = monotonic_ms,
) -> RecordedSession | None:
    """Go on with a session, paused where it was cut off.

    Args:
        store: where it is kept.
        uid: which.
        read: reads its workout.
        now: ms of the driving clock.
        pace: what is assumed of work that no clock ends.
        clock: tells the time that the session is driven by, in ms.

    Returns:
        The session; None if it is gone or over, or somebody else runs it.

    Raises:
        NotResumable: if this version of the program cannot fold it.
        StoreError: if the store cannot be read.
    """
    heartbeat = Heartbeat(store.beats, uid)
    if not heartbeat.acquire() and is_running(store.beats, uid):
        return None
    try:
        log = store.load(uid)
        at = _cut(store, log)
        folded = _fold(log, read, at, now - at, pace)
        if folded is None or folded.lost:
            raise NotResumable(
                f"it was started by legtimer {log.header.version}, and this version reads its "
                "workout or its presses in another way"
            )
        if log.header.status is not SessionStatus.OPEN or folded.ended is not None:
            raise Gone("it is over")
    except StoreError as problem:
        heartbeat.close(forget=False)
        if isinstance(problem, Gone):
            return None
        raise
    kept = RecordedSession(folded.session, log.header, store, heartbeat, clock)
    if folded.session.allows(Slept):
        kept.handle(Slept(at), now)
    return kept


def keep_interrupted(store: Store, uid: str, read: ReadWorkout) -> int:
    """Keep what was done of a session that was cut off.

    Returns:
        How many presses could not be folded any more; they stay in the journal.

    Raises:
        StoreError: if that cannot be done.
    """
    with _ours(store, uid):
        log = store.load(uid)
        at = _cut(store, log)
        folded = _fold(log, read, at, 0)
        if folded is None:
            lost, done = len(log.journal), replace(log, header=replace(log.header, ended=at))
        else:
            lost, done = folded.lost, _ended(folded, log)
        store.complete(replace(done, header=replace(done.header, status=SessionStatus.DONE)))
    return lost


def _ended(folded: _Folded, log: SessionRecord) -> SessionRecord:
    """A session with its results; what was under way is ended where it was cut off."""
    session = folded.session
    if folded.ended is not None:
        return record_of(session, log.header, folded.ended)
    if session.allows(End):
        session.handle(End(), session.opened + folded.at)
    done = record_of(session, log.header, folded.at)
    return replace(done, journal=log.journal) if folded.lost else done


def discard_interrupted(store: Store, uid: str) -> None:
    """Keep nothing of a session that was cut off.

    Raises:
        StoreError: if that cannot be done.
    """
    with _ours(store, uid):
        store.discard(uid)


@contextmanager
def _ours(store: Store, uid: str) -> Iterator[None]:
    """See to it that nobody goes on with a session while it is put away."""
    heartbeat = Heartbeat(store.beats, uid)
    if not heartbeat.acquire() and is_running(store.beats, uid):
        raise Gone("another legtimer runs this session")
    over = False
    try:
        yield
        over = True
    finally:
        heartbeat.close(forget=over)


def _cut(store: Store, log: SessionRecord) -> int:
    last = log.journal[-1].at if log.journal else 0
    return max(last, stopped_at(store.beats, log.header.uid))


def _fold(
    log: SessionRecord, read: ReadWorkout, at: int, opened: int, pace: Pace | None = None
) -> _Folded | None:
    """The session as it stood; None if its workout cannot be read any more."""
    header = log.header
    workout = read(header.text, header.workout)
    if workout is None:
        return None
    try:
        session = Session(
            workout,
            workout.allowed(header.choices),
            now=opened,
            swaps=header.swaps,
            pace=pace,
            assumed=header.assumed,
        )
    except (ValueError, LookupError):
        return None
    done = 0
    with suppress(NotAllowed, ValueError):
        for _ in session.fold(log.journal):
            done += 1
    lost = len(log.journal) - done
    if lost:
        # What is done until then is what this press was meant for.
        at = max(log.journal[done].at, *(known.at for known in session.journal), 0)
    session.advance(opened + at)
    finished = session.finished_at
    ended = None if finished is None else finished - opened
    return _Folded(session, ended, lost, at)
