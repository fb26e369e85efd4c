"""From what was typed on the command line to a plan."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from legtimer.cli.output import complain, quoted
from legtimer.cli.settings import effective, personal_of
from legtimer.core.athlete_defaults import AthleteDefaults
from legtimer.core.exercise import LEVEL
from legtimer.core.workout import Plan, Workout, expand
from legtimer.files.closest_word import did_you_mean
from legtimer.files.printable import printable
from legtimer.files.settings.location import settings_file_exists
from legtimer.files.toml.syntax import LARGEST_FILE
from legtimer.files.workouts.reader import WorkoutReading, read_file, read_workout

if TYPE_CHECKING:
    from legtimer.app.targets import CoachedWorkout
    from legtimer.core.coach.target import WorkoutTargets

STDIN = "-"


class WorkoutLoadError(SystemExit):
    """The command line cannot be followed: ends the program with a code; all is said already."""


def read_stdin(personal: AthleteDefaults | None = None) -> WorkoutReading:
    """Read a workout from standard input."""
    return read_workout(sys.stdin.buffer.read(LARGEST_FILE + 1), "Workout", personal)


class LoadedWorkout(NamedTuple):
    """A workout that was named."""

    workout: Workout
    text: str
    """As ``Reading.text``."""
    origin: str
    """The file."""


def load_workout(
    name: str, personal: AthleteDefaults | None = None, *, low_impact: bool = False
) -> LoadedWorkout:
    """The workout that was named.

    Args:
        name: a file, the name of a workout, or ``STDIN``.
        personal: what counts where its file says nothing.
        low_impact: whether the exercise library finds easier alternatives where it gives none.

    Raises:
        WorkoutLoadError: if there is none, or it has mistakes; they are printed.
    """
    if name == STDIN:
        reading, shown = read_stdin(personal), "<stdin>"
    elif os.path.isfile(name):
        reading, shown = read_file(name, personal), name
    else:
        from legtimer.files.named_file import NoSuchFile
        from legtimer.files.workouts.catalogue import WORKOUTS

        try:
            path = WORKOUTS.find(name)
        except NoSuchFile as problem:
            complain(f"{quoted(name)}: {problem}")
            raise WorkoutLoadError(2) from None
        reading, shown = read_file(path, personal), str(path)
    for mistake in reading.mistakes:
        print(mistake.render(shown), file=sys.stderr)
    if low_impact:
        from legtimer.files.exercises.library import open_library
        from legtimer.files.workouts.low_impact import with_low_impact

        reading = with_low_impact(reading, open_library())
    if reading.workout is None:
        raise WorkoutLoadError(1)
    return LoadedWorkout(reading.workout, reading.text, os.path.abspath(shown))


def workout_of_text(text: str, personal: AthleteDefaults | None = None) -> LoadedWorkout:
    """The workout that a text says, as people write it.

    Raises:
        WorkoutLoadError: if there is none in it, or there are several.
    """
    from legtimer.files.exercises.library import open_library
    from legtimer.whiteboard.reader import read_whiteboard

    reading = read_whiteboard(text, open_library().spelling)
    if len(reading.workouts) != 1:
        names = ", ".join(printable(workout.name, 40) for workout in reading.workouts)
        several = f"there are several workouts in the text: {names}; see legtimer new --text"
        complain(f"--text: {reading.problem or several}")
        raise WorkoutLoadError(1)
    for _, guess in reading.guesses:
        complain(f"guess: {printable(guess, 200)}")
    for _, line in reading.unread:
        complain(f"not read: {printable(line, 200)}")
    found = read_workout(reading.workouts[0].text, personal=personal)
    if found.workout is None:
        raise WorkoutLoadError(1)
    return LoadedWorkout(found.workout, found.text, "")


def chosen_ranges(workout: Workout, options: argparse.Namespace) -> dict[str, int]:
    """The choices that the options make for the workout's ranges.

    Raises:
        WorkoutLoadError: if there is nothing to choose, or the number is out of the range.
    """
    choices: dict[str, int] = {}
    for unit in ("sets", "rounds"):
        number = getattr(options, unit, None)
        if number is None:
            continue
        asks = [ask for ask in workout.asks() if ask.unit == unit]
        if not asks:
            complain(f"--{unit}: this workout leaves no choice of {unit}")
            raise WorkoutLoadError(2)
        for ask in asks:
            if not ask.low <= number <= ask.high:
                complain(f"--{unit}: {printable(ask.label, 80)} go from {ask.low} to {ask.high}")
                raise WorkoutLoadError(2)
            choices[ask.key] = number
    if options.level is not None:
        choices[LEVEL] = _level(workout, options.level)
    return choices


def _level(workout: Workout, typed: str) -> int:
    names = next((ask.options for ask in workout.asks() if ask.key == LEVEL), ())
    if not names:
        complain("--level: no figure of this workout differs by level")
        raise WorkoutLoadError(2)
    folded = [name.casefold() for name in names]
    if typed.casefold() not in folded:
        complain(f"--level: {quoted(typed)} is no level; {did_you_mean(typed, names)}")
        raise WorkoutLoadError(2)
    return folded.index(typed.casefold()) + 1


def chosen_swaps(workout: Workout, options: argparse.Namespace) -> frozenset[str]:
    """The exercises that the options swap for easier ones.

    Raises:
        WorkoutLoadError: if nothing would be left.
    """
    if not options.low_impact:
        return frozenset()
    from legtimer.files.workouts.low_impact import low_impact_swaps

    found = low_impact_swaps(workout)
    if found is None:
        complain("--low-impact: nothing is left of this workout")
        raise WorkoutLoadError(2)
    return found


def plan_of(options: argparse.Namespace) -> Plan:
    """The plan that the command line asks for.

    Raises:
        WorkoutLoadError: if there is none.
    """
    return plan_with_targets(options)[0]


def plan_with_targets(options: argparse.Namespace) -> tuple[Plan, WorkoutTargets]:
    """The plan that the command line asks for, and the targets that it has.

    Raises:
        WorkoutLoadError: if there is none.
    """
    # Not at the head: ``check`` asks for no targets.
    from legtimer.core.coach.growing_exercises import growing_exercises
    from legtimer.core.coach.target import WorkoutTargets

    personal = personal_of(options)
    loaded = load_workout(options.workout, personal, low_impact=options.low_impact)
    workout, targets = loaded.workout, WorkoutTargets()
    # Where nothing grows by itself, the programme in use may have a rule for it.
    in_use = settings_file_exists() and effective(options).settings.programme.name
    if in_use or any(growing_exercises(workout)):
        coached = _coached(loaded, options)
        workout, targets = coached.workout, coached.targets
    choices = {**targets.choices, **chosen_ranges(workout, options)}
    return expand(workout, choices, chosen_swaps(workout, options)), targets


def _coached(loaded: LoadedWorkout, options: argparse.Namespace) -> CoachedWorkout:
    from legtimer.app.coach import CoachService
    from legtimer.app.targets import TargetService
    from legtimer.cli.history_access import open_history
    from legtimer.files.exercises.library import open_library

    settings, library = effective(options).settings, open_library()
    with open_history() as store:
        coach = CoachService(store, lambda: settings.programme.name, library.exercise_id)
        service = TargetService(store, library, settings.owned, coach.growth_of)
        return service.coached(loaded.workout, loaded.text)
