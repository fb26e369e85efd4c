"""Access to the history for commands, which costs nothing where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from legtimer.app.dates import here_and_now
from legtimer.cli.output import complain

if TYPE_CHECKING:
    from legtimer.core.estimate import Pace
    from legtimer.files.exercises.library import ExerciseLibrary
    from legtimer.history.store import Store


def now_ms() -> int:
    """Ms since 1970 in UTC."""
    return round(here_and_now().timestamp() * 1000)


class NoSuchSession(Exception):
    """A session that was asked for is not there, or is not the only one; its text says why."""


@contextmanager
def open_history() -> Iterator[Store]:
    """The history; a damaged file that was set aside is told when it is closed.

    What fails in it, and a session that is not there, is told and ends the context, not the
    program. The file is made by the first call that needs it: who only reads asks
    ``history_exists`` before.
    """
    from legtimer.files.exercises.library import open_library
    from legtimer.files.user_folders import history_file
    from legtimer.history.errors import StoreError
    from legtimer.history.store import Store

    store = Store(history_file(), exercise_id=open_library().exercise_id)
    try:
        yield store
    except NoSuchSession as problem:
        complain(str(problem))
    except StoreError as problem:
        complain(f"the history: {problem}")
    finally:
        store.close()
        if store.set_aside is not None:
            complain(f"the history was damaged; the file is kept as {store.set_aside}")


def history_exists() -> bool:
    """Whether there is a history at all; what lies there and is no file is told by who opens it."""
    from legtimer.files.user_folders import history_file

    return history_file().exists()


def own_pace() -> Pace:
    """The athlete's own times, as far as there are any, and else what is assumed."""
    from legtimer.core.estimate import Pace

    @cache
    def library() -> ExerciseLibrary:
        # Few workouts have distances, and the others need no library.
        from legtimer.files.exercises.library import open_library

        return open_library()

    assumed = Pace(metre_of=lambda name: library().metre_of(name))
    if not history_exists():
        return assumed
    from legtimer.history.errors import StoreError
    from legtimer.history.pace_estimates import estimate_pace

    with open_history() as store:
        try:
            return estimate_pace(store, now_ms(), assumed)
        except StoreError as problem:
            complain(f"the history cannot be read: {problem}")
    return assumed
