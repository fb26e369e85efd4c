"""What the library does with files: copies, names, the trash; and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from legtimer.app.history import HistoryService
from legtimer.app.library import WorkoutEntry, WorkoutLibrary
from legtimer.core.scoring import plural
from legtimer.files.printable import printable
from legtimer.files.workouts import WorkoutFileError
from legtimer.tui.screens.base import BaseScreen
from legtimer.tui.text.exercise import NAME_LIMIT

T = TypeVar("T")


class FileActions:
    """Changes files for the library, and remembers how to take that back."""

    def __init__(
        self,
        screen: BaseScreen[None],
        library: WorkoutLibrary,
        history: HistoryService,
        reload: Callable[[str], None],
        marked: Callable[[], WorkoutEntry | None],
        key_of: Callable[[str], str],
    ) -> None:
        """Change nothing yet.

        Args:
            screen: opens dialogs.
            library: the files.
            history: what was trained of them.
            reload: shows what came of it, with this file under the cursor; empty for any.
            marked: the workout under the cursor.
            key_of: the key of an action of the library.
        """
        self._screen, self._library, self._history = screen, library, history
        self._reload, self._marked, self._key_of = reload, marked, key_of
        self._back: list[tuple[str, Callable[[], str]]] = []
        """What was done, the last at the end: how to say that it is taken back, and how to do it,
        which gives the file to have under the cursor."""

    def duplicate(self, entry: WorkoutEntry) -> None:
        """Write a copy that is the athlete's own."""
        origin = self._try(lambda: self._library.duplicate(entry.origin))
        if origin is None:
            return

        def undo() -> str:
            self._library.delete(origin)
            return entry.origin

        self._back.append(("The copy is in the trash", undo))
        self._reload(origin)
        name = _name(self._marked() or entry)
        self._screen.tell(f"{name} is your own copy.{self._hints('rename', 'undo')}")

    def rename(self, entry: WorkoutEntry, *, trained: bool, taken: Callable[[str], bool]) -> None:
        """Ask for another name and give it.

        Args:
            entry: the workout.
            trained: whether there are sessions of it.
            taken: whether another workout has a name.
        """
        if entry.shipped:
            self._refuse()
            return
        from legtimer.tui.screens.library.dialogs import NameDialog

        def named(name: str | None) -> None:
            if name is None:
                return
            origin = self._try(lambda: self._library.rename(entry.origin, name))
            if origin is None:
                return
            # What has the old name too keeps the past.
            moved = () if taken(entry.name) else self._history.rename(entry.name, name)

            def undo() -> str:
                renamed = self._library.rename(origin, entry.name)
                if moved:
                    self._history.rename(name, entry.name, moved)
                return renamed

            self._back.append((f"It is called {_name(entry)} again", undo))
            self._reload(origin)
            if moved:
                sessions = plural(len(moved), "session")
                self._screen.tell(f"It keeps its past: {sessions}.{self._hints('undo')}")

        self._screen.app.push_screen(NameDialog(entry.name, trained=trained, taken=taken), named)

    def delete(self, entry: WorkoutEntry) -> None:
        """Put it into the trash; there is no question, because it can be taken back."""
        if entry.shipped:
            self._refuse()
            return
        deleted = self._try(lambda: self._library.delete(entry.origin))
        if deleted is None:
            return
        self._back.append((f"{_name(entry)} is back", partial(self._library.restore, deleted)))
        self._reload("")
        self._screen.tell(f"{_name(entry)} is in the trash.{self._hints('undo')}")

    def undo(self) -> None:
        """Take the last change back."""
        if not self._back:
            self._screen.tell("Nothing to undo.")
            return
        said, how = self._back.pop()
        origin = self._try(how)
        if origin is not None:
            self._reload(origin)
            self._screen.tell(f"{said}.")

    def open_trash(self) -> None:
        """Show what was deleted, to bring it back."""
        trash = self._library.trash()
        if not trash:
            self._screen.tell("The trash is empty.")
            return
        from legtimer.tui.screens.library.dialogs import TrashDialog

        def chosen(deleted: Path | None) -> None:
            origin = None if deleted is None else self._try(lambda: self._library.restore(deleted))
            if origin is not None:
                self._reload(origin)

        self._screen.app.push_screen(TrashDialog(trash), chosen)

    def _refuse(self) -> None:
        self._screen.tell(
            f"This workout is built in and cannot be changed.{self._hints('duplicate')}",
            warning=True,
        )

    def _hints(self, *actions: str) -> str:
        """The keys that go on from here, as the athlete has set them."""
        words = {"rename": "renames it", "undo": "undoes it", "duplicate": "makes your own copy"}
        keys = [(self._key_of(action), words[action]) for action in actions]
        return "".join(f" {key} {word}." for key, word in keys if key)

    def _try(self, do: Callable[[], T]) -> T | None:
        try:
            return do()
        except WorkoutFileError as problem:
            self._screen.tell(str(problem), warning=True)
            return None


def _name(entry: WorkoutEntry) -> str:
    return printable(entry.name, limit=NAME_LIMIT)
