"""Texts on the command line: new --text, run --text, plan --text."""

from __future__ import annotations

import io
import sys

import pytest

from legtimer.cli.main import main
from legtimer.files.workouts.reader import read_file

ARTICLE = """\
Two workouts for the winter

Workout 1: Legs

3 rounds, rest 1 min:
- 10 squats
- 10 lunges per leg

Workout 2: Engine

AMRAP 10
5 burpees
10 sit-ups
"""


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    return tmp_path


def written(folder):
    return sorted(path.name for path in folder.rglob("*.toml"))


def test_all_workouts_of_a_text_become_files(own_folder, capsys):
    assert main(["new", "--text", str(own_folder / "article.txt"), "--yes"]) == 0
    assert written(own_folder) == ["engine.toml", "legs.toml"]
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 2
    assert "guess" not in err
    for path in own_folder.rglob("*.toml"):
        assert read_file(path).mistakes == ()


def test_each_is_asked_for(own_folder, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("n\ny\n"))
    assert main(["new", "--text", str(own_folder / "article.txt")]) == 0
    assert written(own_folder) == ["engine.toml"]
    assert "write Engine? [Y/n]" in capsys.readouterr().err


def test_a_text_from_standard_input(own_folder, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"3 rounds\n10 squats\n5 dips")))
    assert main(["new", "Winter", "--text", "-"]) == 0
    assert written(own_folder) == ["winter.toml"]


def test_guesses_and_what_was_not_read_are_told(own_folder, capsys):
    odd = "It takes 7 or 8 of whatever it is that you have at hand and do not need for now, or 9."
    (own_folder / "note.txt").write_text(f"21-15-9\nSquat @ 40 kg\n{odd}\n", "utf-8")
    assert main(["new", "--text", str(own_folder / "note.txt"), "--yes"]) == 0
    err = capsys.readouterr().err
    assert "line 1: guess: a list of reps, so for time" in err
    assert f"line 3: not read: {odd}" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["new"], "a new workout needs a name and --kind"),
        (["new", "--text", "/nowhere/a.txt"], "cannot be read"),
        (["run"], "give a workout"),
        (["run", "leg-amrap", "--text", "3 rounds: 5 dips"], "give a workout"),
        (["run", "--text", "It rains."], "there is no workout in the text"),
        (["run", "--text", ARTICLE], "there are several workouts in the text: Legs, Engine"),
        (["new", "A", "--text", "-"], "leave the name out"),
    ],
)
def test_what_is_refused(words, said, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode())))
    try:
        code = main(words)
    except SystemExit as left:
        code = left.code
    assert code in (1, 2)
    assert said in capsys.readouterr().err


def test_a_plan_as_a_text_is_read_back(own_folder, capsys):
    assert main(["plan", "leg-amrap", "--text"]) == 0
    (own_folder / "friend.txt").write_text(capsys.readouterr().out, "utf-8")
    assert main(["new", "--text", str(own_folder / "friend.txt"), "--yes"]) == 0
    assert written(own_folder) == ["ten-minute-leg-amrap.toml"]
