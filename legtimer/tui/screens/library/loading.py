"""What the list of the library knows, and how it comes to know it.

Theory of operation. The first paint waits for a screenful of files and for nothing else. The rest
of the files, then the history, then lengths and equipment come in slices between the messages of
the screen, so that keys are answered meanwhile; rows fill in as they become known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from legtimer.app.history import HistoryService
from legtimer.app.history_views import TrainingSummary
from legtimer.app.library import WorkoutEntry, WorkoutLibrary

FIRST: Final = 30
"""Files that are read before the first paint."""
SLICE: Final = 5
"""Files that are read, or estimated, between two messages."""
_ASKED: Final = 40
"""Workouts about which the history is asked between two messages."""


class LibraryLoader:
    """All workouts, with what is known of them so far."""

    def __init__(
        self,
        library: WorkoutLibrary,
        history: HistoryService,
        show: Callable[[], None],
        all_read: Callable[[], None],
    ) -> None:
        """Read nothing yet.

        Args:
            library: all workouts, and the files that cannot be read.
            history: tells how often each was done.
            show: there is more to show.
            all_read: all files are read for the first time, and what was shown is painted.
        """
        self._library = library
        self._history = history
        self._show = show
        self._all_read = all_read
        self._work: Iterator[None] = iter(())
        self.entries: list[WorkoutEntry] = []
        self.trained: dict[str, TrainingSummary] = {}
        """What was done before, by the workout's name."""
        self.read = False
        """Whether all files are read, and what was shown is painted."""

    def begin(self) -> None:
        """Read what the first picture needs."""
        self._work = self._read_all()
        next(self._work)

    def reload(self) -> None:
        """Read what was changed; the rest comes in slices."""
        self.entries, self.read = list(self._library.entries()), True
        self._work = self._complete()

    def load_slice(self) -> bool:
        """Do a slice of the work; whether there is more of it."""
        for _ in self._work:
            return True
        return False

    def _read_all(self) -> Iterator[None]:
        """Read all files; pauses after the first screenful, and after each slice."""
        read: list[WorkoutEntry] = []
        for number, entry in enumerate(self._library.entries(), 1):
            read.append(entry)
            if number == FIRST:
                self.entries = list(read)
                self._show()
            if number >= FIRST and number % SLICE == 0:
                yield
        self.entries = read
        self._show()
        yield
        self.read = True
        self._all_read()
        yield from self._complete()

    def _complete(self) -> Iterator[None]:
        """Find out what takes a while to know; pauses after each slice."""
        workouts = [entry.workout for entry in self.entries if entry.workout is not None]
        trained: dict[str, TrainingSummary] = {}
        for start in range(0, len(workouts), _ASKED):
            trained |= self._history.training_summaries(workouts[start : start + _ASKED])
            yield
        self.trained = trained
        for number, entry in enumerate(self.entries):
            self.entries[number] = self._library.complete(entry)
            if number % SLICE == SLICE - 1:
                yield
        self._show()
