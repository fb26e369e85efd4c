"""Targets on the command line: in the plan, with their reasons, as JSON, with one's own weights."""

from __future__ import annotations

import json

import pytest

from legtimer.cli.main import main
from legtimer.files.exercises.library import open_library
from legtimer.files.user_folders import history_file
from legtimer.history.store import Store
from tests.history.past_sessions import trained
from tests.history.test_past_exercises import State

TEXT = """\
name = "Bells"
prepare = 0
[[block]]
kind = "sets"
sets = 3
exercises = [{ do = "8-12 Goblet squat @ 16 kg", grow = "2 kg" }]
"""


@pytest.fixture
def file(tmp_path, monkeypatch):
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    path = tmp_path / "bells.toml"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def train(reps):
    """One session in which so many reps of each set are told."""

    def athlete(driver):
        while driver.session.state is not State.FINISHED:
            driver.press(after=60)
            driver.do(driver.view.correct_reps(reps))

    store = Store(history_file(), exercise_id=open_library().exercise_id)
    store.insert(trained(TEXT, athlete))
    store.close()


def plan(file, capsys, *words):
    assert main(["plan", file, *words]) == 0
    return capsys.readouterr().out


def test_without_a_history_the_plan_is_as_written(file, capsys):
    out = plan(file, capsys)
    assert "8-12 Goblet squat @ 16 kg" in out
    assert "(Goblet squat: 8-12 @ 16 kg: the first time)" in out
    assert not history_file().exists()


def test_the_plan_has_the_target_and_its_reason(file, capsys):
    train(12)
    out = plan(file, capsys)
    assert out.count(" 8 Goblet squat @ 18 kg") == 3
    assert "(Goblet squat: 8 @ 18 kg: all three sets at 12 last time)" in out


def test_json_has_the_targets_and_the_weights_that_are_owned(file, capsys):
    train(24)
    assert main(["config", "set", "equipment.kettlebells", "[8, 16, 24]"]) == 0
    capsys.readouterr()
    assert json.loads(plan(file, capsys, "--json"))["targets"] == [
        {
            "source": "block[0].exercises[0]",
            "exercise": "Goblet squat",
            "amount": 8,
            "unit": "reps",
            "load": {
                "unit": "kg",
                "value": 24.0,
                "low": 24.0,
                "high": 24.0,
                "pieces": 1,
                "text": "24 kg",
            },
            "sets": None,
            "reason": "8 @ 24 kg: all three sets at 24 last time",
            "plates": None,
        }
    ]
