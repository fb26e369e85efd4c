"""Everything that the screens are given, as one value."""

from __future__ import annotations

from typing import NamedTuple

from legtimer.app.coach import CoachDay, CoachService
from legtimer.app.editor_files import EditorFiles
from legtimer.app.history import HistoryService
from legtimer.app.library import WorkoutLibrary
from legtimer.app.remote_control import RemoteControl
from legtimer.app.sessions import SessionService, WorkoutSource
from legtimer.app.settings import SettingsService
from legtimer.app.targets import CoachedWorkout, PrescribedFigure, TargetService
from legtimer.audio.engine import Sound
from legtimer.awake import Awake
from legtimer.core.coach.target import WorkoutTargets
from legtimer.core.estimate import Pace
from legtimer.core.workout import Workout
from legtimer.files.exercises.library import ExerciseLibrary, open_library
from legtimer.files.settings.reading import current_settings
from legtimer.files.user_folders import history_file, state_folder
from legtimer.files.workouts import WorkoutFileError
from legtimer.files.workouts.chain import Chain, ChainedWorkout, ChainFile
from legtimer.files.workouts.choices import ChoicesFile
from legtimer.history.store import Store


class Services(NamedTuple):
    """What the program can do. Nothing here knows a screen."""

    sessions: SessionService
    history: HistoryService
    library: WorkoutLibrary
    editor_files: EditorFiles
    settings: SettingsService
    exercises: ExerciseLibrary
    choices: ChoicesFile
    chain: ChainFile
    sound: Sound
    awake: Awake
    remote: RemoteControl
    targets: TargetService
    coach: CoachService
    sources: dict[Workout, WorkoutSource]
    """Where each workout is from."""

    def coached(self, workout: Workout) -> CoachedWorkout:
        """A workout with what is prescribed next, ready to be opened as a session."""
        source = self.sources.get(workout)
        if source is None:
            return CoachedWorkout(workout, "", WorkoutTargets())
        found = self.targets.coached(workout, source.text)
        self.sources[found.workout] = source._replace(text=found.text)
        return found

    def workout_at(self, one: ChainedWorkout) -> Workout:
        """A workout as its file says now.

        Raises:
            WorkoutFileError: if it has mistakes, or low impact leaves nothing of it.
        """
        entry = self.library.entry_at(one.path)
        if entry.workout is None:
            raise WorkoutFileError(entry.mistakes[0])
        return self.library.low_impact(entry).workout if one.low_impact else entry.workout

    def proposed_choices(self, coached: CoachedWorkout) -> dict[str, int]:
        """What its ranges are proposed to be: as prescribed, or else as they were last time."""
        workout = coached.workout
        return {**workout.default_choices, **self.choices.last(workout), **coached.targets.choices}

    def lengths(self, chain: Chain) -> list[tuple[str, int]]:
        """The names of workouts that follow each other, each with how many minutes it takes.

        Raises:
            WorkoutFileError: as ``workout_at``.
        """
        found = [self.coached(self.workout_at(one)) for one in chain]
        return [
            (one.workout.name, self.library.minutes(one.workout, self.proposed_choices(one)))
            for one in found
        ]

    def figures(self, found: CoachDay) -> list[PrescribedFigure]:
        """What is prescribed in the first session that the coach plans."""
        if found.schedule is None:
            return []  # nothing of programmes is imported
        from legtimer.app.programme_figures import next_figures

        return next_figures(found, self.targets, self.settings.personal.maxima)

    def close(self) -> list[str]:
        """Let go of everything but the sound, whose device may be slow to close.

        Returns:
            What the athlete has to be told.
        """
        self.remote.close()
        self.awake.close()
        told = self.sessions.close()
        if self.exercises.loaded and self.exercises.mistakes:
            told.append(f"{self.exercises.own_path} has mistakes; see: legtimer exercises")
        return told


def open_services(
    settings: SettingsService, sound: Sound, sources: dict[Workout, WorkoutSource]
) -> Services:
    """The services over the athlete's own files; no file is touched before one is needed.

    Args:
        settings: the settings that count.
        sound: makes sessions heard.
        sources: where the workout is from that the program was started with, if with any.
    """
    exercises = open_library()
    store = Store(history_file(), exercise_id=exercises.exercise_id)
    assumed = Pace(metre_of=exercises.metre_of)
    sessions = SessionService(store, sources, assumed)
    choices = ChoicesFile(state_folder() / "choices.toml", exercises.exercise_id)

    coach = CoachService(
        store,
        lambda: current_settings().settings.programme.name,
        exercises.exercise_id,
        settings.personal,
    )

    def pace() -> Pace:
        """By which lengths are estimated; who only looks makes no history."""
        return sessions.pace() if history_file().is_file() else assumed

    shared = (settings.personal, sources, exercises)
    return Services(
        sessions=sessions,
        history=HistoryService(sessions, choices, weights=lambda: settings.screen.units),
        library=WorkoutLibrary(*shared, pace),
        editor_files=EditorFiles(*shared),
        settings=settings,
        exercises=exercises,
        choices=choices,
        chain=ChainFile(state_folder() / "chain.toml"),
        sound=sound,
        awake=Awake(),
        remote=RemoteControl(),
        targets=TargetService(store, exercises, settings.owned, coach.growth_of),
        coach=coach,
        sources=sources,
    )
