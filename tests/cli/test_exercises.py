"""``legtimer exercises``, called in this process."""

import json
import re

import pytest

from legtimer.cli.main import main


@pytest.fixture(autouse=True)
def own_file(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "legtimer").mkdir()
    return tmp_path / "legtimer" / "exercises.toml"


@pytest.fixture
def use(capsys):
    def call(*words):
        code = main(["exercises", *words])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def names(out):
    return [entry["name"] for entry in json.loads(out)["exercises"]]


def test_the_list_has_all_and_one_line_each(use):
    code, out, err = use()
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert len(lines) >= 100
    assert any(re.fullmatch(r"Toe raise +low +tibialis anterior +block or step", x) for x in lines)


def test_one_exercise_is_told_whole(use):
    code, out, _ = use("KB lunges")
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == "Kettlebell lunge"
    assert "  equipment kettlebell" in lines
    assert "  sides     the sides take turns" in lines
    assert "  watch     lunge: weighted walking lunge" in lines
    assert sum(line.startswith("  - ") for line in lines) == 5


def test_a_name_of_several_words_needs_no_quotes(use):
    assert use("split", "squat") == use("split squat")


def test_filters_narrow_together(use):
    _, out, _ = use("--muscle", "glute", "--impact", "high", "--json")
    assert "Squat jump" in names(out)
    assert "Jump rope" not in names(out)
    _, out, _ = use("--equipment", "mini bands", "--json")
    assert names(out) == ["Banded clamshell", "Lateral band walk"]
    _, out, _ = use("--equipment", "none", "--muscle", "calf", "--json")
    assert "Jump up" in names(out)
    assert "Standing calf raise" not in names(out)


def test_nothing_found_is_said(use):
    code, out, err = use("--muscle", "neck")
    assert (code, out) == (0, "")
    assert "no exercise is like that" in err
    assert names(use("--muscle", "neck", "--json")[1]) == []


def test_json_has_everything(use):
    _, out, _ = use("hop-over", "--json")
    found = json.loads(out)
    assert found["format"] == "legtimer.exercises/1"
    (entry,) = found["exercises"]
    assert len(entry.pop("cues")) == 5
    assert entry == {
        "name": "Lateral hop-over",
        "also": ["Lateral step hop-over", "Side hop-over", "Hop-over"],
        "muscles": ["quads", "hamstrings", "glutes", "abductors", "adductors", "calves"],
        "equipment": ["step below knee height"],
        "optional": [],
        "impact": "high",
        "unilateral": "alternating",
        "pace_ms": None,
        "easier": "omit",
        "fit": {
            "category": "plyo", "category_number": 20,
            "exercise": "lateral_leap_and_hop", "number": 17,
        },
        "own": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["splt squat"], "did you mean Split squat?"),
        (["hip"], "there is Hip thrust, Barbell hip thruster, Hip flexor stretch"),
        (["zzzzzz"], "see: legtimer exercises"),
        (["--muscle", "glites"], "did you mean glutes?"),
        (["--muscle", "xyzzyx"], "known are quads, hamstrings"),
        (["--equipment", "ketlebell"], "did you mean kettlebell?"),
        (["--equipment", "xyzzyx"], "known are "),
    ],
)
def test_what_does_not_exist_gets_a_hint(use, words, said):
    code, out, err = use(*words)
    assert (code, out) == (2, "")
    assert said in err


def test_an_unknown_impact_is_refused(capsys):
    assert main(["exercises", "--impact", "huge"]) == 2
    capsys.readouterr()


def test_mistakes_of_one_s_own_file_are_told_with_their_place(use, own_file):
    own_file.write_text(
        '[[exercise]]\nname = "Sandbag drag"\nmuscles = ["qads"]\n[[exercise]]\nname = "Ok"\n'
    )
    code, out, err = use("ok")
    assert code == 1
    assert out.startswith("Ok\n  from      your own file")
    assert err == (
        f"{own_file}:3:12: error: qads is not a muscle that is known here; did you mean quads?\n"
    )


def test_a_name_cannot_paint_the_terminal(use, own_file):
    own_file.write_text('[[exercise]]\nname = "Red \\u001b[31m squat"\ncues = ["\\u001b[2J"]\n')
    for words in ((), ("red 31m squat",)):
        _, out, err = use(*words)
        assert "\x1b" not in out + err
        assert "Red \\u{1b}[31m squat" in out


WORKOUT = """
[[block]]
kind = "circuit"
exercises = ["10 Burpee", "0:20 Squat jump", "10 Push-up", "10 Garage hop"]
"""


@pytest.mark.parametrize("command", ["plan", "rehearse"])
def test_low_impact_asks_the_library_where_the_file_says_nothing(tmp_path, capsys, command):
    file = tmp_path / "w.toml"
    file.write_text(WORKOUT)
    assert main([command, str(file), "--low-impact"]) == 0
    out = capsys.readouterr().out
    assert "10 Step-back burpee" in out
    assert "10 Push-up" in out
    assert "10 Garage hop" in out
    assert "Squat jump" not in out
    assert main([command, str(file)]) == 0
    assert "Squat jump" in capsys.readouterr().out


def test_one_s_own_file_can_say_what_is_easier(tmp_path, capsys, own_file):
    own_file.write_text(
        '[[exercise]]\nname = "Garage hop"\nimpact = "high"\neasier = "Garage step"\n'
    )
    file = tmp_path / "w.toml"
    file.write_text(WORKOUT)
    assert main(["plan", str(file), "--low-impact"]) == 0
    assert "10 Garage step" in capsys.readouterr().out


def test_check_knows_one_s_own_file_and_no_other_of_that_name(tmp_path, capsys, own_file):
    own_file.write_text('[[exercise]]\nname = "A"\nimpact = "hihg"\n')
    assert main(["check", str(own_file)]) == 1
    assert f"{own_file}:3:10: error: hihg is not a word" in capsys.readouterr().out
    own_file.write_text('[[exercise]]\nname = "A"\n')
    assert main(["check", str(own_file)]) == 0
    assert capsys.readouterr().out == f"{own_file}: good\n"
    workout = tmp_path / "exercises.toml"
    workout.write_text(WORKOUT)
    assert main(["check", str(workout)]) == 0
