"""The program over a programme of its own, on the day that a test wants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from legtimer.app import coach
from legtimer.app.coach import CoachService
from legtimer.app.editor_files import EditorFiles
from legtimer.app.library import WorkoutLibrary
from legtimer.app.services import Services, open_services
from legtimer.app.sessions import SessionService
from legtimer.app.settings import SettingsService
from legtimer.app.targets import TargetService
from legtimer.cli.arguments import parser
from legtimer.cli.settings import effective
from legtimer.core.athlete_defaults import AthleteDefaults
from legtimer.core.coach.equipment import Equipment
from legtimer.core.estimate import Pace
from legtimer.files.exercises.library import open_library
from legtimer.files.user_folders import own_programmes_folder, own_workouts_folder
from legtimer.history.store import Store
from legtimer.tui.app import LegtimerApp
from legtimer.tui.keymap import SCREEN_NAMES
from tests.history.past_sessions import pressing, trained
from tests.tui.fakes import Silence, make_app

SUNDAY = date(2026, 3, 1)
"""The day of the tests' clock."""
PROGRAMME = """\
name = "Spring legs"
race = 2026-03-22
per-week = 2
warm-up = "warm-up-for-runners"
cool-down = "stretch-for-runners"
[runs]
tue = "hard"
thu = "easy"
sat = "long"
[[phase]]
name = "Learn"
weeks = 3
workouts = ["legs"]
[[phase]]
name = "Height of training"
weeks = 1
per-week = 1
workouts = ["legs"]
low-impact = true
[[phase]]
name = "Race week"
weeks = 1
per-week = 0
[[rule]]
match = "Goblet squat"
from = "12 kg"
grow = "2 kg"
"""
WORKOUT = """\
name = "Hill legs"
prepare = 0
[[block]]
kind = "circuit"
rounds = 2
exercises = ["10 Goblet squat @ 16 kg", "8 Squat jump"]
"""


@dataclass
class ProgrammeDesk:
    """An app with a programme in use, and its files."""

    app: LegtimerApp
    store: Store
    programme: Path
    workout: Path

    def train(self, day: date) -> None:
        """Have trained the workout on a day."""
        at = (day - date(2026, 1, 1)).days
        self.store.insert(trained(WORKOUT, pressing(*[30] * 4), day=at))


def programme_desk(tmp_path, monkeypatch, made, day=SUNDAY, programme=PROGRAMME) -> ProgrammeDesk:
    """The program on a day.

    Args:
        made: what the rig makes.
        day: the day, not before ``SUNDAY``.
        programme: the text of the programme.
    """
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    files = own_programmes_folder() / "spring.toml", own_workouts_folder() / "legs.toml"
    for file, text in zip(files, (programme, WORKOUT), strict=True):
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    made.clock.time += (day - SUNDAY).days * 24 * 3600 * 1000
    monkeypatch.setattr(coach, "here_and_now", made.clock.wall)
    library, sources, personal = open_library(), {}, AthleteDefaults()
    store = Store(tmp_path / "history.db", exercise_id=library.exercise_id)
    service = CoachService(store, lambda: "spring", library.exercise_id, personal)
    app = make_app(
        (),
        SessionService(store, sources).open,
        made.sound,
        made.clock,
        shelf=WorkoutLibrary(personal, sources, library, Pace),
        workshop=EditorFiles(personal, sources, library),
        targets=TargetService(store, library, Equipment(), service.growth_of),
        exercises=library,
        sources=sources,
        coach=service,
    )
    return ProgrammeDesk(app, store, *files)


def real_services() -> Services:
    """What the program opens over the athlete's own files."""
    options = parser(["list"]).parse_args(["list"])
    return open_services(SettingsService(effective(options), SCREEN_NAMES), Silence(), {})
