"""The files behind the editor."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

from legtimer.app.sessions import WorkoutSource
from legtimer.core.athlete_defaults import AthleteDefaults
from legtimer.core.workout import Workout
from legtimer.files.exercises.library import ExerciseLibrary
from legtimer.files.mistakes import Mistake, Severity
from legtimer.files.printable import printable
from legtimer.files.recovery_file import OpenFile, RecoveryFiles
from legtimer.files.shipped import is_shipped, programme_schema_path, schema_path
from legtimer.files.user_folders import own_programmes_folder, own_workouts_folder, state_folder
from legtimer.files.workouts import WorkoutFileError
from legtimer.history.recorded_session import RecordedSession

if TYPE_CHECKING:
    from legtimer.app.programme_schedule import ProgrammeSchedule
    from legtimer.whiteboard.result import WhiteboardReading, WrittenWorkout

_MARK: Final = "\ufeff"
_PLACES: Final = {
    "workout": (own_workouts_folder, schema_path),
    "programme": (own_programmes_folder, programme_schema_path),
}
"""The athlete's own folder and the schema of each kind of file."""
Content = TypeVar("Content")


class ChangedOnDisk(WorkoutFileError):
    """The file says something else by now than when it was read."""


class CheckedText(NamedTuple, Generic[Content]):
    """What came of reading a text."""

    content: Content | None
    """None where the text has errors."""
    mistakes: tuple[Mistake, ...] = ()
    """In the order of the text."""
    readable: Content | None = None
    """The content without what has errors; None where nothing is left of it."""
    names: Mapping[str, str] = MappingProxyType({})
    """Names in it that can be typed again, each with what is the same for all names of a thing."""

    @property
    def errors(self) -> int:
        """How many of them keep the content from being used."""
        return sum(mistake.severity is Severity.ERROR for mistake in self.mistakes)


class EditorFiles:
    """Reads, checks and writes workouts and programmes for the editor."""

    def __init__(
        self,
        personal: AthleteDefaults,
        sources: dict[Workout, WorkoutSource],
        library: ExerciseLibrary,
    ) -> None:
        """Touch nothing yet.

        Args:
            personal: what counts where files say nothing.
            sources: is told where each workout is from that can be trained.
            library: knows exercises.
        """
        self._personal = personal
        self._sources = sources
        self._library = library
        self.recovery_files = RecoveryFiles(state_folder() / "unsaved")

    def open(self, origin: str, kind: str = "workout") -> OpenFile:
        """Read a file; of one that is not the athlete's to change, a copy is begun.

        Args:
            origin: the file.
            kind: as ``OpenFile.kind``.
        """
        content = _content(Path(origin))
        if content is None:
            raise WorkoutFileError(f"{origin} is not there any more")
        text = content.removeprefix(_MARK)
        if is_shipped(Path(origin)) or not os.access(origin, os.W_OK):
            from legtimer.files.atomic_file import unused_path
            from legtimer.files.workouts.own_workouts import with_schema

            folder, schema = _PLACES[kind]
            target = str(unused_path(folder() / Path(origin).name))
            return OpenFile(target, with_schema(text, schema()), None, origin, kind)
        return OpenFile(origin, text, content, kind=kind)

    def new(self, name: str, kind: str) -> OpenFile:
        """A workout from the example of a kind of block."""
        from legtimer.core.blocks import kinds
        from legtimer.files.atomic_file import unused_path
        from legtimer.files.workouts.templates import file_name, template

        path = unused_path(own_workouts_folder() / file_name(name))
        return OpenFile(str(path), template(name, kinds()[kind]), None)

    def new_programme(self, name: str, template: str, today: date) -> OpenFile:
        """A programme from a template; its first week begins on the next Monday."""
        from legtimer.files.atomic_file import unused_path
        from legtimer.files.programmes.templates import programme_template
        from legtimer.files.workouts.templates import file_name

        path = unused_path(own_programmes_folder() / file_name(name, "programme"))
        text = programme_template(name, template, today)
        return OpenFile(str(path), text, None, kind="programme")

    def read_text(self, text: str) -> WhiteboardReading:
        """Find the workouts in a text as people write them."""
        from legtimer.whiteboard.reader import read_whiteboard

        return read_whiteboard(text, self._library.spelling)

    def new_from_text(self, workout: WrittenWorkout) -> OpenFile:
        """A workout that was found in a text."""
        from legtimer.files.atomic_file import unused_path
        from legtimer.files.workouts.templates import file_name, schema_line

        path = unused_path(own_workouts_folder() / file_name(workout.name))
        return OpenFile(str(path), schema_line() + workout.text, None)

    def save(self, file: OpenFile, text: str) -> OpenFile:
        """Write it, whole or not at all."""
        from legtimer.files.toml.edit import EditError, replace_file

        marked = file.content is not None and file.content.startswith(_MARK)
        content = (_MARK if marked else "") + text
        try:
            content.encode()
        except UnicodeEncodeError:
            why = "the text holds half a character, which no file can hold"
            raise WorkoutFileError(why) from None
        if self.look(file) is not None:
            raise ChangedOnDisk(f"{file.origin} was changed by another program")
        try:
            replace_file(Path(file.origin), content, file.content)
        except EditError as problem:
            raise WorkoutFileError(str(problem)) from None
        return OpenFile(file.origin, text, content, kind=file.kind)

    def look(self, file: OpenFile) -> OpenFile | None:
        """The file as it stands now, if that is not as it was."""
        content = _content(Path(file.origin))
        if content == file.content:
            return None
        return file._replace(
            content=content,
            text=file.text if content is None else content.removeprefix(_MARK),
            copied_from="" if content is not None else file.copied_from,
        )

    def check(self, text: str, file: OpenFile) -> CheckedText[Workout]:
        """Read the text of a workout as ``legtimer check`` reads the file."""
        from legtimer.files.toml.syntax import decode_text
        from legtimer.files.workouts.exercise_hints import exercise_hints, exercise_names
        from legtimer.files.workouts.readable_part import readable_part
        from legtimer.files.workouts.reader import name_from_path, read_workout

        data = text.encode(errors="surrogatepass")
        refused = decode_text(data)
        if not isinstance(refused, str):
            return CheckedText(None, (refused,))
        name = name_from_path(file.origin)
        reading = read_workout(text, name, self._personal)
        readable = reading.workout or readable_part(text, name, self._personal)
        if readable is None:
            return CheckedText(None, reading.mistakes)
        hints = exercise_hints(text, readable, self._library)
        return CheckedText(
            reading.workout,
            tuple(sorted((*reading.mistakes, *hints), key=lambda one: (one.line, one.column))),
            readable,
            self._with_ids(e for e in exercise_names(readable) if not self._library.misspelled(e)),
        )

    def check_programme(
        self, text: str, file: OpenFile, today: date
    ) -> CheckedText[ProgrammeSchedule]:
        """Read the text of a programme as ``legtimer programme check`` reads the file."""
        from legtimer.app.programme_schedule import rule_subjects, schedule_of
        from legtimer.app.readable_programme import readable_schedule
        from legtimer.files.programmes.reader import read_programme
        from legtimer.files.toml.syntax import decode_text
        from legtimer.files.workouts.reader import name_from_path

        data = decode_text(text.encode(errors="surrogatepass"))
        reading = read_programme(data, name_from_path(file.origin))
        schedule = schedule_of(reading, Path(file.origin), today, self._personal)
        readable = schedule
        if readable is None and isinstance(data, str):
            readable = readable_schedule(data, Path(file.origin), today, self._personal)
        subjects = rule_subjects(readable.workouts) if readable is not None else ()
        return CheckedText(
            schedule, reading.mistakes, readable, {subject: subject for subject in subjects}
        )

    def workout(self, file: OpenFile) -> Workout | None:
        """What the file says, to be trained; None where it has mistakes by now."""
        from legtimer.files.workouts.reader import read_file

        workout, _, text = read_file(file.origin, self._personal)
        if workout is not None:
            self._sources[workout] = WorkoutSource(text, file.origin)
        return workout

    def exercise_names(self) -> Mapping[str, str]:
        """All names that the exercise library knows, with ``ExerciseLibrary.exercise_id``."""
        try:
            return self._with_ids(name for one in self._library.all() for name in one.names)
        except OSError:
            # Whoever writes a workout can do without.
            return {}

    def _with_ids(self, names: Iterable[str]) -> dict[str, str]:
        return {name: self._library.exercise_id(name) for name in names}

    def origin_of(self, session: RecordedSession) -> str:
        """The file of a session's workout."""
        origin = session.header.origin
        return origin if os.path.isfile(origin) else ""

    def external_editor(self) -> str:
        """What ``$VISUAL``, or else ``$EDITOR``, names."""
        words = _editor_words()
        return os.path.basename(words[0]) if words else ""

    def edit_externally(self, file: OpenFile) -> None:
        """Run it and wait."""
        words = _editor_words()
        if not words:
            raise WorkoutFileError("set VISUAL or EDITOR to the editor that you prefer")
        import subprocess

        try:
            code = subprocess.call([*words, file.origin])
        except OSError as problem:
            why = problem.strerror or type(problem).__name__
            raise WorkoutFileError(f"{printable(words[0])} cannot be started: {why}") from None
        if code:
            raise WorkoutFileError(f"{printable(words[0])} ended with the code {code}")


def _editor_words() -> list[str]:
    import shlex

    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        return shlex.split(named, posix=os.name == "posix")
    except ValueError:
        return [named]


def _content(path: Path) -> str | None:
    from legtimer.files.toml.edit import EditError, read_text

    try:
        return read_text(path)
    except EditError as problem:
        raise WorkoutFileError(str(problem)) from None
