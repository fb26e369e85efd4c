"""What stands in for the services where a test needs none: nothing is kept, heard or let in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

from legtimer.app.history_views import NO_PRIOR_RESULTS
from legtimer.app.library import LowImpactWorkout
from legtimer.app.services import Services
from legtimer.app.settings import SettingsService
from legtimer.core.athlete_defaults import AthleteDefaults
from legtimer.core.estimate import Forecast, Pace, rounded_minutes
from legtimer.core.exercise import LoadUnit
from legtimer.core.session.machine import Session
from legtimer.core.workout import expand
from legtimer.files.settings.sections import ScreenSettings
from legtimer.files.workouts import WorkoutFileError
from legtimer.history.progress import TrainingProgress
from legtimer.tui.app import LegtimerApp


class Unkept(Session):
    """A session that is kept nowhere."""

    error = None
    uid = ""
    effort = None
    note = ""
    header = SimpleNamespace(origin="")

    def set_feedback(self, effort, note):
        self.effort, self.note = effort, note

    def complete(self, effort=None, note=""):
        pass

    def discard(self):
        pass


class Silence:
    """A sound that is none."""

    def __init__(self, error=None):
        self.volume = 80
        self.muted = False
        self.error = error
        self.voice_error = None

    def schedule(self, upcoming, now):
        pass

    def play(self, told, now):
        pass

    def prepare(self, steps, number=0):
        pass

    def result(self, scores, ms, now):
        pass

    def close(self):
        pass


class Sleepy:
    """A computer that may sleep whenever it likes."""

    error = None

    def keep(self):
        pass

    def release(self):
        pass


class Unreachable:
    """Lets nobody in."""

    def open(self, obey):
        pass

    def close(self):
        pass


class NoChoices:
    """Remembers nothing."""

    def rename(self, old, new):
        pass

    def last(self, workout):
        return {}

    def keep(self, workout, choices):
        pass


class NoChain:
    """Remembers nothing of what follows."""

    def keep(self, uid, left):
        pass

    def left(self, uid):
        return ()


class NoHistory:
    """Nothing was trained before, and nothing is kept."""

    error = None

    found = TrainingProgress({}, {}, {})
    today = date(2026, 3, 20)
    weights = LoadUnit.KG

    def progress(self) -> TrainingProgress:
        return self.found

    def interrupted(self):
        return ()

    def resume(self, uid, now):
        return None

    def keep_interrupted(self, uid):
        pass

    def discard_interrupted(self, uid):
        pass

    def before(self, workout):
        return NO_PRIOR_RESULTS

    def training_summaries(self, workouts):
        return {}

    def rename(self, old, new, only=None):
        return ()

    def last_sets(self, plan):
        return {}

    def best_paces(self, plan):
        return {}

    def new_bests(self, session):
        return ()

    def previous(self, session):
        return None

    def weeks(self, words):
        return {}

    def rescue_path(self, session):
        return ""

    def write(self, session, path):
        return None

    def sessions(self, words, start, count):
        return ()

    def session(self, uid):
        return None

    def correct(self, uid, target, field, text):
        return "there is no such session"

    def delete(self, uid):
        return "there is no such session"


class FixedShelf:
    """Workouts that stay as they are."""

    def __init__(self, entries):
        self._entries = tuple(entries)

    def entries(self):
        return iter(self._entries)

    def complete(self, entry):
        return entry

    def minutes(self, workout, choices):
        return rounded_minutes(Forecast(expand(workout, choices)).total)

    def pace(self):
        return Pace()

    def low_impact(self, entry):
        return LowImpactWorkout(replace(entry.workout), entry.workout.easier_sources())

    def renew(self):
        pass

    def duplicate(self, origin):
        raise WorkoutFileError("These workouts have no files.")

    rename = delete = restore = duplicate

    def trash(self):
        return ()


class NoFiles:
    """An editor without files."""

    recovery_files = SimpleNamespace(all=lambda: (), find=lambda origin: None)

    def origin_of(self, session):
        return ""


class NoCoach:
    """No programme is in use."""

    in_use = False


class NoExercises:
    """A library without exercises."""

    def find(self, name):
        return None

    def all(self):
        return ()

    def cues_of(self, name):
        return ()


class FixedSettings(SettingsService):
    """Settings without a file."""

    file = ""
    mistakes = ()
    keymap = {}
    personal = AthleteDefaults()

    def __init__(self, **screen):
        self.screen = ScreenSettings(**screen)

    def all(self):
        return []

    keys = all

    def set(self, path, value):
        return None

    type = set


def make_app(
    catalogue,
    open_session,
    sound,
    clock,
    *,
    choices=None,
    history=None,
    awake=None,
    remote=None,
    theme="",
    flash=True,
    unit="kg",
    workshop=None,
    preferences=None,
    exercises=None,
    shelf=None,
    targets=None,
    sources=None,
    coach=None,
    chain=None,
    **started,
):
    """The app over these services, and over fakes in place of the others."""
    services = Services(
        sessions=SimpleNamespace(open=open_session),
        history=history or NoHistory(),
        library=shelf or FixedShelf(catalogue),
        editor_files=workshop or NoFiles(),
        settings=preferences or FixedSettings(theme=theme, flash=flash, units=unit),
        exercises=exercises or NoExercises(),
        choices=choices or NoChoices(),
        chain=chain or NoChain(),
        sound=sound,
        awake=awake or Sleepy(),
        remote=remote or Unreachable(),
        targets=targets,
        coach=coach or NoCoach(),
        sources=sources if sources is not None else {},
    )
    return LegtimerApp(services, clock, **started)
