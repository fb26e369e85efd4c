"""``legtimer run``: what it hands to the screens."""

from __future__ import annotations

from pathlib import Path

import pytest

from legtimer.cli import screens
from legtimer.cli.main import main


@pytest.fixture
def run(capsys, monkeypatch):
    """Runs the command; gives its exit code, what is started, and its complaints."""

    def run(*words):
        started = []
        monkeypatch.setattr(screens, "open_screens", lambda _, start: started.append(start) or 0)
        code = main(["run", *words])
        return code, started[0] if started else None, capsys.readouterr().err

    return run


def test_several_workouts_follow_each_other(run):
    names = ("warm-up-for-runners", "runner-circuit", "stretch-for-runners")
    code, start, err = run(*names, "--low-impact")
    assert (code, err, start.loaded.workout.name) == (0, "", "Warm-up for runners")
    assert [(one.path.stem, one.low_impact) for one in start.following] == [
        (name, True) for name in names[1:]
    ]
    assert all(one.path.is_absolute() for one in start.following)


def test_one_workout_has_nothing_that_follows(run):
    code, start, _ = run("runner-circuit", "--rounds", "3")
    assert (code, start.following, dict(start.given)) == (0, (), {"block[0].rounds": 3})


def test_mistakes_of_the_last_one_are_told_before_the_first_one_starts(run, tmp_path):
    broken = Path(tmp_path / "broken.toml")
    broken.write_text("name = 3\n")
    code, start, err = run("runner-circuit", str(broken))
    assert (code, start) == (1, None)
    assert err.startswith(f"{broken}:1:8: error: ")
    code, start, err = run("runner-circuit", "runner-circuitt")
    assert (code, start) == (2, None)
    assert "did you mean runner-circuit?" in err


@pytest.mark.parametrize("option", [("--rounds", "3"), ("--sets", "3"), ("--level", "women")])
def test_choices_go_with_one_workout(run, option):
    code, start, err = run("runner-circuit", "runner-leg-strength", *option)
    assert (code, start) == (2, None)
    assert err == (
        f"legtimer: {option[0]} goes with one workout; each of several asks when its turn comes\n"
    )


@pytest.mark.parametrize("words", [(), ("legs", "--text", "5 rounds: 10 squats")])
def test_a_workout_is_a_file_a_name_or_a_text(run, words):
    assert run(*words) == (
        2, None, "legtimer: give a workout: a file, a name, or --text with what is to be done\n"
    )  # fmt: skip


def test_standard_input_is_for_the_keys(run):
    code, start, err = run("runner-circuit", "-")
    assert (code, start) == (2, None)
    assert "standard input is needed for the keys" in err
