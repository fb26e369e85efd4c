"""The library of workouts: the files that there are, what is known of them, and changes to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from legtimer.app.sessions import WorkoutSource
from legtimer.core.athlete_defaults import AthleteDefaults
from legtimer.core.estimate import Forecast, Pace, rounded_minutes
from legtimer.core.workout import Workout, expand, walk
from legtimer.files.exercises.library import ExerciseLibrary
from legtimer.files.regular_file import FileVersion, file_version
from legtimer.files.workouts import WorkoutFileError

if TYPE_CHECKING:
    from legtimer.files.named_file import NamedFile
    from legtimer.files.workouts.catalogue import CatalogueEntry


@dataclass(frozen=True, slots=True)
class WorkoutEntry:
    """One workout file as the library lists it."""

    name: str
    """The workout's name, or the file's where it cannot be read."""
    workout: Workout | None
    """None where the file has mistakes."""
    mistakes: tuple[str, ...] = ()
    """One line each, as ``check`` says them."""
    minutes: int = 0
    """Estimated length, in minutes, in its shortest version; 0 while it is not known yet."""
    kinds: tuple[str, ...] = ()
    """The kinds of its blocks, each once, in order."""
    about: str = ""
    tags: tuple[str, ...] = ()
    origin: str = ""
    """Where it is from: the file's name, for who looks for it."""
    equipment: tuple[str, ...] = ()
    exercises: tuple[str, ...] = ()
    """The names of its exercises, each once, in order."""
    shipped: bool = False
    """Whether it came with the program, and so stays as it is."""
    group: str = ""
    """The folder in the folder of workouts that it lies in, such as ``legs/heavy``."""


class LowImpactWorkout(NamedTuple):
    """A workout with easier exercises."""

    workout: Workout
    """Starts with them."""
    swaps: frozenset[str]
    """The sources of the exercises that are swapped or left out; none where nothing is easier."""


class _Read(NamedTuple):
    """A file as it was read."""

    seen: FileVersion
    entry: WorkoutEntry
    complete: bool


class WorkoutLibrary:
    """Workout files on the disk."""

    def __init__(
        self,
        personal: AthleteDefaults,
        sources: dict[Workout, WorkoutSource],
        library: ExerciseLibrary,
        pace: Callable[[], Pace],
    ) -> None:
        """Touch nothing yet.

        Args:
            personal: what counts where files say nothing.
            sources: is told where each workout is from.
            library: knows what exercises need.
            pace: knows the athlete's own times.
        """
        self._personal = personal
        self._sources = sources
        self._library = library
        self._ask_pace = pace
        self._pace: Pace | None = None
        self._read: dict[str, _Read] = {}
        self._easier: dict[Workout, LowImpactWorkout] = {}

    def entries(self) -> Iterator[WorkoutEntry]:
        """All workouts; a file is read again only when it was changed."""
        from legtimer.files.workouts.catalogue import WORKOUTS

        for file in WORKOUTS.all():
            origin = str(file.path)
            seen, known = file_version(origin), self._read.get(origin)
            if known is None or known.seen != seen:
                known = self._read[origin] = _Read(seen, self._entry(file), complete=False)
            yield known.entry

    def entry_at(self, path: Path) -> WorkoutEntry:
        """One workout, as its file says now; without its group."""
        from legtimer.files.named_file import NamedFile

        return self._entry(NamedFile(path, path.stem))

    def complete(self, entry: WorkoutEntry) -> WorkoutEntry:
        """The same with its length and what it needs."""
        known = self._read.get(entry.origin)
        if entry.workout is None or known is None or known.complete:
            return entry if known is None else known.entry
        minutes = self.minutes(entry.workout, {})
        whole = replace(known.entry, minutes=minutes, equipment=self._equipment(entry.workout))
        self._read[entry.origin] = _Read(known.seen, whole, complete=True)
        return whole

    def minutes(self, workout: Workout, choices: Mapping[str, int]) -> int:
        """How long a workout probably takes, by the athlete's own times.

        Args:
            workout: the workout.
            choices: what is chosen of its ranges, by key; what is missing is the low end.
        """
        return rounded_minutes(Forecast(expand(workout, choices), self.pace()).total)

    def pace(self) -> Pace:
        """By which all lengths are estimated: the athlete's own times, as far as known."""
        if self._pace is None:
            self._pace = self._ask_pace()
        return self._pace

    def low_impact(self, entry: WorkoutEntry) -> LowImpactWorkout:
        """The same with easier exercises."""
        from legtimer.files.workouts.low_impact import low_impact_swaps, with_low_impact
        from legtimer.files.workouts.reader import WorkoutReading

        workout = entry.workout
        assert workout is not None
        known = self._easier.get(workout)
        if known is None:
            source = self._sources[workout]
            try:
                found = with_low_impact(WorkoutReading(workout, (), source.text), self._library)
            except OSError:
                # Without the library there is what the file says itself.
                found = WorkoutReading(workout, (), source.text)
            # Another workout than the one that is started as it is written.
            easier = replace(found.workout or workout)
            swaps = low_impact_swaps(easier)
            if swaps is None:
                raise WorkoutFileError("With low impact nothing is left of this workout.")
            self._sources[easier] = WorkoutSource(found.text, source.origin, swaps)
            known = self._easier[workout] = LowImpactWorkout(easier, swaps)
        return known

    def renew(self) -> None:
        """Ask for the athlete's times again."""
        self._pace = None
        for origin, known in self._read.items():
            self._read[origin] = known._replace(complete=False)

    def duplicate(self, origin: str) -> str:
        """Write a copy under a free name."""
        from legtimer.files.workouts import own_workouts

        known = self._read.get(origin)
        name = known.entry.name if known is not None else Path(origin).stem
        taken = {one.entry.name.casefold() for one in self._read.values()}
        number = 2
        while f"{name} {number}".casefold() in taken:
            number += 1
        copy = f"{name} {number}"
        return str(own_workouts.duplicate(Path(origin), copy))

    def rename(self, origin: str, name: str) -> str:
        """Give it another name."""
        from legtimer.files.workouts import own_workouts

        return str(own_workouts.rename(Path(origin), name))

    def delete(self, origin: str) -> Path:
        """Put it into the trash."""
        from legtimer.files.workouts import own_workouts

        return own_workouts.delete(Path(origin))

    def trash(self) -> Sequence[Path]:
        """What lies in the trash."""
        from legtimer.files.workouts import own_workouts

        return own_workouts.deleted_workouts()

    def restore(self, deleted: Path) -> str:
        """Take it out of the trash."""
        from legtimer.files.workouts import own_workouts

        return str(own_workouts.restore(deleted))

    def _entry(self, file: NamedFile) -> WorkoutEntry:
        """A file as it is listed before anything is estimated."""
        from legtimer.files.workouts.catalogue import CatalogueEntry
        from legtimer.files.workouts.reader import read_file

        found = CatalogueEntry(file, read_file(file.path, self._personal))
        return unestimated_entry(found, self._sources)

    def _equipment(self, workout: Workout) -> tuple[str, ...]:
        """What the file says that is needed; where it says nothing, what its exercises need."""
        if workout.equipment:
            return workout.equipment
        found: dict[str, None] = {}
        try:
            for name in _exercises(workout):
                known = self._library.find(name)
                found |= dict.fromkeys(known.equipment if known is not None else ())
        except OSError:
            # A list can do without.
            return ()
        return tuple(found)


def unestimated_entry(found: CatalogueEntry, sources: dict[Workout, WorkoutSource]) -> WorkoutEntry:
    """A workout file as the library lists it, without what takes a while to know.

    Args:
        found: the file as it was read.
        sources: is told where the workout is from.
    """
    from legtimer.files.shipped import workouts_folder

    file, (workout, mistakes, text) = found
    path, group = file.path, file.group
    shipped = path.is_relative_to(workouts_folder())
    if workout is None:
        lines = tuple(mistake.render(path.name) for mistake in mistakes)
        return WorkoutEntry(path.stem, None, lines, origin=str(path), shipped=shipped, group=group)
    sources[workout] = WorkoutSource(text, str(path))
    return WorkoutEntry(
        workout.name,
        workout,
        kinds=workout.kinds(),
        about=workout.about,
        tags=workout.tags,
        origin=str(path),
        equipment=workout.equipment,
        exercises=_exercises(workout),
        shipped=shipped,
        group=group,
    )


def _exercises(workout: Workout) -> tuple[str, ...]:
    """The names of a workout's exercises, each once."""
    names = (e.name for _, block in walk(workout.blocks) for e in block.exercise_list())
    return tuple(dict.fromkeys(names))
