"""``legtimer log``: sessions that were done elsewhere."""

from __future__ import annotations

import csv
import json

import pytest

from legtimer.cli.main import main
from legtimer.core.athlete_defaults import AthleteDefaults
from legtimer.core.exercise import LEVEL, Load, LoadUnit
from legtimer.core.workout import expand
from legtimer.files.user_folders import history_file, own_workouts_folder
from legtimer.files.workouts.reader import read_workout
from legtimer.history.comparisons import last_and_best
from legtimer.history.export.csv import COLUMNS
from legtimer.history.export.jsonl import to_json_line
from legtimer.history.fingerprint import fingerprint, scored_steps
from legtimer.history.import_.jsonl import from_json_line
from legtimer.history.last_sets import last_sets
from legtimer.history.store import Store
from tests.history.past_sessions import text_of

SETS = {"kind": "sets", "sets": 2, "exercises": ["5 Squat @ 100 kg", "8/leg Lunge"]}
AMRAP = {"kind": "amrap", "time": "10:00", "exercises": ["10 Squat", "5 Lunge"]}


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    folder = own_workouts_folder()
    folder.mkdir(parents=True)
    (folder / "legs.toml").write_text(text_of(SETS, AMRAP))


def run(capsys, *words):
    code = main(["log", *words])
    out, err = capsys.readouterr()
    return code, out, err


def logged():
    store = Store(history_file())
    (header,) = store.headers()
    record = store.load(header.uid)
    return store, record


def test_all_figures_are_noted_and_count(capsys):
    code, out, _ = run(
        capsys, "legs", "--at", "2026-03-14 18:30", "--length", "45:00", "--effort", "8",
        "--note", "in the gym", "--score", "7 + 12", "--set", "5 Squat @ 110 kg",
        "--set", "8/leg Lunge", "--set", "1:00 Plank",
    )  # fmt: skip
    assert code == 0
    assert out.startswith("Legs, 2026-03-14 18:30\n")
    store, record = logged()
    header = record.header
    assert (header.workout, header.elapsed, header.effort, header.note, header.complete) == (
        "Legs", 2_700_000, 8, "in the gym", True,
    )  # fmt: skip
    assert [(one.exercise, one.side, one.done, one.ms) for one in record.sets] == [
        ("Squat", 0, 5, 0), ("Lunge", 1, 8, 0), ("Lunge", 2, 8, 0), ("Plank", 0, None, 60_000),
    ]  # fmt: skip
    plan = expand(read_workout(text_of(SETS, AMRAP)).workout)
    assert [f"{d} {load and load.text}" for d, load in last_sets(store, plan).values()] == [
        "5 110 kg", "8 None", "8 None",
    ]  # fmt: skip
    best = [block.best.text for block in last_and_best(store, plan).blocks if block.best]
    assert "7 + 12" in best
    assert from_json_line(to_json_line(record)) == record
    store.close()
    assert main(["export", "--fit", "-o", str(history_file().with_name("x.fit"))]) == 0


def test_what_is_not_given_is_not_written_down(capsys):
    assert run(capsys, "Legs")[0] == 0
    store, record = logged()
    assert (record.sets, record.scores, record.header.effort) == ((), (), None)
    store.close()


def test_a_session_of_no_workout(capsys):
    assert run(capsys, "Hill run", "--new", "--at", "yesterday", "--length", "1:05:00")[0] == 0
    assert run(capsys, "hill run", "--at", "3d")[0] == 0
    assert main(["history"]) == 0
    assert capsys.readouterr().out.count("Hill run") == 2


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["Legz"], "there is no workout called Legz; did you mean Legs?; --new notes it"),
        (["Legs", "--at", "soon"], "a date is 2026-03-14, "),
        (["Legs", "--effort", "11"], "effort goes from 1 to 10"),
        (["Legs", "--set", "5-8 Squat"], "--set 5-8 Squat: say how much was done"),
        (["Legs", "--set", "5 Squat @ much"], "--set 5 Squat @ much: "),
        (["Legs", "--score", "many"], "--score many: "),
        (["Legs", "--score", "1 + 1", "--score", "2 + 2"], "--score: this workout has one scored"),
        (["Legs", "--length", "long"], "--length long: "),
    ],
)
def test_what_makes_no_sense_is_told_and_nothing_noted(capsys, words, message):
    code, _, err = run(capsys, *words)
    assert code == 2
    assert message in err
    assert main(["history"]) == 0
    assert capsys.readouterr().out == "no sessions yet\n"


def test_a_session_without_sets_has_a_row_in_a_table(capsys):
    run(capsys, "Hill run", "--new", "--length", "1:05:00", "--note", "wet")
    run(capsys, "legs", "--score", "7 + 12", "--at", "yesterday")
    assert main(["export", "--csv"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert [(row["workout"], row["block"], row["block_score"], row["set"]) for row in rows] == [
        ("Legs", "AMRAP 10:00", "7 + 12", ""),
        ("Hill run", "", "", ""),
    ]
    assert (rows[1]["session_seconds"], rows[1]["note"]) == ("3900.000", "wet")
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert None not in rows[0].values()


def test_a_workout_is_named_by_its_file_too(capsys):
    assert run(capsys, "Leg-AMRAP", "--score", "3 + 4")[0] == 0
    assert logged()[1].header.workout == "Ten-minute leg AMRAP"


@pytest.mark.parametrize(
    ("line", "unit", "done"),
    [
        ("2.45 m Broad jump", "length", [2450]),
        ("6 ft Broad jump", "length", [1829]),
        ("12.5 metres Sled push", "length", [12500]),
        ("20 m Sled push", "distance", [20]),
        ("0.25 mi Run", "distance", [402]),
        ("5,4,3 Pull-up", "reps", [5, 4, 3]),
    ],
)
def test_a_set_is_noted_as_it_was_typed(capsys, line, unit, done):
    assert run(capsys, "Legs", "--set", line)[0] == 0
    store, record = logged()
    assert [(one.unit, one.done) for one in record.sets] == [(unit, reps) for reps in done]
    assert from_json_line(to_json_line(record)) == record
    store.close()


@pytest.mark.parametrize("line", ["5 Squat | 6 Lunge", "5/4 Pull-up", "30-60s Hang", "1:00 Rest"])
def test_a_set_that_leaves_a_choice_is_not_noted(capsys, line):
    code, _, err = run(capsys, "Legs", "--set", line)
    assert code == 2
    assert f"--set {line}: say how much was done: 5 Squat" in err


def test_a_time_that_nobody_told_is_not_shown_as_nothing(capsys):
    _, out, _ = run(capsys, "Legs", "--set", "5 Squat @ 100 kg")
    assert "0:00" not in out
    assert "Time trained  not said" in out
    assert main(["history"]) == 0
    assert "0 min" not in capsys.readouterr().out
    assert main(["progress"]) == 0
    out = capsys.readouterr().out
    assert "0 min" not in out
    assert "0:00" not in out
    assert main(["export", "--csv"]) == 0
    (row,) = csv.DictReader(capsys.readouterr().out.splitlines())
    assert (row["session_seconds"], row["seconds"], row["done"]) == ("", "", "5")


def test_a_score_of_more_reps_than_a_round_is_not_noted(capsys):
    code, _, err = run(capsys, "Legs", "--score", "7 + 15")
    assert code == 2
    assert "--score 7 + 15: there is room for 14 reps at most" in err


def test_a_session_without_a_name_is_told(capsys):
    code, _, err = run(capsys, " ", "--new")
    assert code == 2
    assert err == "legtimer: the session needs a name\n"


@pytest.mark.parametrize(
    ("sets", "reason"),
    [
        (["5,5,5 Squat @ 60 kg"], "62.5 kg: all three sets at 5 last time"),
        (["5,5,4 Squat @ 60 kg"], "60 kg: one set was below 5 last time"),
        (["4,5,5 Squat @ 60 kg"], "60 kg: one set was below 5 last time"),
        (["5,5,5 Squat @ 60 kg", "1 Squat @ 90 kg"], "62.5 kg: all three sets at 5 last time"),
        (["1 Squat @ 90 kg"], "60 kg: the first time"),
        (["5,5 Squat @ 60 kg"], "60 kg: not all sets were done last time"),
    ],
)
def test_a_set_with_fewer_reps_than_the_workout_asks_for_is_a_miss(capsys, sets, reason):
    grow = {"do": "5 Squat @ 60 kg", "grow": "2.5 kg"}
    text = text_of({"kind": "sets", "sets": 3, "exercises": [grow]})
    (own_workouts_folder() / "legs.toml").write_text(text)
    run(capsys, "Legs", *(word for line in sets for word in ("--set", line)))
    assert main(["plan", "legs", "--json"]) == 0
    assert [one["reason"] for one in json.loads(capsys.readouterr().out)["targets"]] == [reason]


def test_the_sides_of_a_noted_set_are_told(capsys):
    _, out, _ = run(capsys, "Legs", "--set", "8/leg Lunge")
    assert [line.split()[3:] for line in out.splitlines()[-2:]] == [
        ["side", "1", "8"], ["side", "2", "8"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("block", "score", "message"),
    [
        ("for-time", "0:00", "a For Time's score is a time such as 8:41, or CAP + 112"),
        ("for-time", "10:01", "the cap is 10:00"),
        ("for-time", "10:00", ""),
        ("for-time", "CAP + 45", "there is room for 44 reps at most"),
        ("for-time", "cap + 44", ""),
        ("death-by", "12 + 13", "there is room for 12 reps at most"),
        ("death-by", "12 + 12", ""),
    ],
)
def test_a_score_that_nobody_can_have_is_not_noted(capsys, block, score, message):
    tables = {
        "for-time": {"cap": "10:00", "rounds": 3, "exercises": ["10 Squat", "5 Burpee"]},
        "death-by": {"exercises": ["Burpee"]},
    }
    (own_workouts_folder() / "legs.toml").write_text(text_of({"kind": block, **tables[block]}))
    _, _, err = run(capsys, "Legs", "--score", score)
    assert err == (message and f"legtimer: --score {score}: {message}\n")


LEVELS = {"kind": "for-time", "rounds": "3-5", "exercises": ["10/8 Pull-up", "5 Squat @ 50%"]}


@pytest.mark.parametrize(
    ("settings", "words", "choices"),
    [
        ((), (), {LEVEL: 1}),
        ((), ("--level", "women"), {LEVEL: 2}),
        ((), ("--rounds", "4"), {LEVEL: 1, "block[0].rounds": 4}),
        (("athlete.level", "women"), (), {LEVEL: 2}),
        (("one-rep-max.Squat", "100 kg"), (), {LEVEL: 1}),
    ],
)
def test_a_score_is_compared_with_those_of_the_same_level(capsys, settings, words, choices):
    (own_workouts_folder() / "legs.toml").write_text(text_of(LEVELS))
    if settings:
        assert main(["config", "set", *settings]) == 0
    assert run(capsys, "Legs", "--score", "8:41", *words)[0] == 0
    _, record = logged()
    loads = {"Squat": Load(LoadUnit.KG, 100)} if "one-rep-max.Squat" in settings else {}
    training = read_workout(text_of(LEVELS), "", AthleteDefaults(maxima=loads)).workout
    (steps,) = scored_steps(expand(training, choices).steps).values()
    assert record.scores[0].sameness == fingerprint(steps)
    assert expand(training, record.header.choices).steps == expand(training, choices).steps


def test_a_level_that_there_is_not_is_told(capsys):
    code, _, err = run(capsys, "Legs", "--level", "women")
    assert (code, err) == (2, "legtimer: --level: no figure of this workout differs by level\n")
    code, _, err = run(capsys, "Hill run", "--new", "--level", "women")
    assert (code, err) == (2, "legtimer: --level: there is no file of this workout\n")
