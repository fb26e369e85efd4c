"""Workouts in the editor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from legtimer.app.editor_files import CheckedText, EditorFiles
from legtimer.core.blocks import kinds
from legtimer.core.estimate import Pace
from legtimer.core.workout import Workout
from legtimer.files.recovery_file import OpenFile
from legtimer.files.workouts.templates import block_text
from legtimer.tui.screens.editor.completion import Item
from legtimer.tui.screens.editor.language import Language, Outline
from legtimer.tui.screens.editor.outline import outline
from legtimer.tui.screens.editor.workout_grammar import WorkoutGrammar

if TYPE_CHECKING:
    from legtimer.whiteboard.result import WhiteboardReading


class WorkoutLanguage(Language[Workout]):
    purpose = "trained"
    at_once = 6_000  # some 300 lines, some 8 ms

    def __init__(self, files: EditorFiles, pace: Pace | None = None) -> None:
        """Take the files, and the pace by which lengths are estimated."""
        self._files, self._pace = files, pace
        self._here: Mapping[str, str] = {}
        self._library: Mapping[str, str] = {}
        # Those of this file, then those of the library.
        self.grammar = WorkoutGrammar(lambda: {**self._here, **self._library})

    def learn(self) -> None:
        self._library = self._files.exercise_names()

    def check(self, text: str, file: OpenFile) -> CheckedText[Workout]:
        found = self._files.check(text, file)
        self._here = found.names or self._here
        return found

    def outline(self, content: Workout) -> Outline:
        return outline(content, pace=self._pace)

    def begin(self, file: OpenFile) -> Workout | None:
        return self._files.workout(file)

    def parts(self) -> Sequence[tuple[Item, str]]:
        return [(Item(cls.kind, cls.summary), block_text(cls)) for cls in kinds().values()]

    def read_text(self, text: str) -> WhiteboardReading:
        return self._files.read_text(text)
