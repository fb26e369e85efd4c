"""Figures of a programme from the command line: by its rules, the history and its phases."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from legtimer.app import coach, programme_schedule
from legtimer.cli import coach_access
from legtimer.cli.commands import programme
from legtimer.cli.main import main
from legtimer.core.session.transitions import State
from legtimer.files.user_folders import history_file, own_programmes_folder, own_workouts_folder
from legtimer.files.workouts.reader import read_file
from legtimer.history.store import Store
from tests.history.past_sessions import trained

PROGRAMME = """\
start = 2026-01-01
per-week = 3
days-between = 0
[[phase]]
name = "Build"
weeks = 2
workouts = ["legs"]
[[phase]]
name = "Height"
weeks = 1
workouts = ["legs"]
drop-sets = 1
growth = "pause"
[[phase]]
name = "Build again"
weeks = 1
workouts = ["legs"]
[[rule]]
match = "legs"
grow = "1 round"
after = 2
effort-at-most = 8
[[rule]]
match = "Squat"
from = 8
grow = "1 rep"
"""
WORKOUT = """\
name = "Legs"
prepare = 0
[[block]]
kind = "circuit"
rounds = "2-5"
exercises = ["10 Squat", "8 Lunge"]
"""


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    for folder, text in ((own_programmes_folder(), PROGRAMME), (own_workouts_folder(), WORKOUT)):
        folder.mkdir(parents=True)
        (folder / "legs.toml").write_text(text)
    assert main(["config", "set", "programme.name", "legs"]) == 0


@pytest.fixture
def run(capsys, monkeypatch):
    def run(*words, day=1):
        for module in (coach, coach_access, programme):
            monkeypatch.setattr(module, "here_and_now", lambda: datetime(2026, 1, day, 12))
        capsys.readouterr()
        assert main(words) == 0
        return capsys.readouterr().out

    return run


@pytest.fixture
def figures(run):
    """What the next session has on a day of January."""

    def figures(day):
        found = json.loads(run("next", "--json", day=day))["figures"]
        return [(one["text"], one["reason"].partition(": ")[2]) for one in found]

    return figures


def train(day, rounds, *, effort=None, reps=None):
    """A session on a day of January, done as it was prescribed, or with these reps of each set."""

    def athlete(driver):
        while driver.session.state is not State.FINISHED:
            driver.press(after=60)
            if reps is not None and driver.view.records:
                driver.do(driver.view.correct_reps(reps))

    text = read_file(own_workouts_folder() / "legs.toml").text
    choices = {"block[0].rounds": rounds}
    store = Store(history_file())
    store.insert(trained(text, athlete, day=day - 1, effort=effort, choices=choices))
    store.close()


def test_rounds_and_reps_grow_with_their_reasons(figures):
    assert figures(1) == [("Circuit: 2 rounds", "the first time"), ("8 Squat", "the first time")]
    train(1, 2)
    assert figures(2)[0][0] == "Circuit: 2 rounds"
    train(2, 2)
    assert figures(3)[0][0] == "Circuit: 3 rounds"
    train(3, 3, effort=9)
    train(4, 3, effort=7)
    assert figures(5)[0][0] == "Circuit: 3 rounds"
    train(5, 3, effort=8)
    assert figures(8)[0][0] == "Circuit: 4 rounds"


def test_a_phase_with_a_pause_has_fewer_rounds_and_no_growth(figures):
    for day in (1, 2):
        train(day, 2)
    assert figures(3)[0][0] == "Circuit: 3 rounds"
    assert figures(15)[0][0] == "Circuit: 2 rounds"
    for day in (15, 16, 17):
        train(day, 2)
    # What was done in the pause counts for nothing.
    assert figures(22)[0][0] == "Circuit: 3 rounds"


def test_plan_and_run_have_the_figures_of_the_programme_too(run):
    out = run("plan", "legs", day=1)
    assert "Circuit: rounds: 2 (of 2-5)\n" in out
    assert "8 Squat" in out
    for day in (1, 2):
        train(day, 2)
    assert "Circuit: rounds: 3 (of 2-5)\n" in run("plan", "legs", day=3)
    targets = json.loads(run("plan", "legs", "--json", day=3))["targets"]
    assert [target["exercise"] for target in targets] == ["Squat"]


def test_a_rehearsal_has_the_figures_of_every_session(run):
    out = run("programme", "rehearse", "--all-done")
    rows = [line.strip() for line in out.splitlines() if "Circuit:" in line]
    assert rows == [
        "Circuit: 2 rounds, 8 Squat",
        "Circuit: 2 rounds, 9 Squat",
        "Circuit: 3 rounds, 10 Squat",
        "Circuit: 3 rounds, 10 Squat",
        "Circuit: 4 rounds, 10 Squat",
        "Circuit: 4 rounds, 10 Squat",
        *["Circuit: 3 rounds, 10 Squat"] * 3,
        *["Circuit: 5 rounds, 10 Squat"] * 3,
    ]
    found = json.loads(run("programme", "rehearse", "--all-done", "--json"))
    one = found["weeks"][0]["sessions"][0]["figures"][1]
    assert one == {"name": "Squat", "text": "8 Squat", "reason": "8: the first time"}


def test_files_are_read_again_when_they_have_changed(monkeypatch):
    opened = []
    real = programme_schedule.open_schedule

    def counted(*words):
        opened.append(words)
        return real(*words)

    monkeypatch.setattr(programme_schedule, "open_schedule", counted)
    store = Store(history_file())
    service = coach.CoachService(store, lambda: "legs", str.casefold)
    day = datetime(2026, 1, 1).date()
    assert [service.on(day).due.workout for _ in range(3)] == ["legs"] * 3
    assert len(opened) == 1
    workout = own_workouts_folder() / "legs.toml"
    workout.write_text("[[block]]\n")
    assert service.on(day).error == "3 mistakes in legs.toml, from line 7"
    workout.write_text(WORKOUT)
    (own_programmes_folder() / "legs.toml").write_text(f'name = "Other"\n{PROGRAMME}')
    assert service.on(day).schedule.programme.name == "Other"
    assert len(opened) == 3
    store.close()
