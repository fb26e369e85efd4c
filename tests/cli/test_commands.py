"""The subcommands, called in this process."""

import io
import json
import tomllib
from itertools import accumulate

import pytest
from hypothesis import given

from legtimer.cli.commands.rehearse import rehearsal_lines, rehearse
from legtimer.cli.main import main
from legtimer.core.blocks import kinds
from legtimer.core.session.commands import JournalEntry
from legtimer.core.session.machine import Session
from legtimer.files.programmes.templates import PROGRAMME_TEMPLATES
from legtimer.files.shipped import workouts_folder
from legtimer.files.workouts.reader import read_workout
from tests.core.strategies import SCRIPTS, workouts

GOOD = '[[block]]\nkind = "amrap"\ntime = "1:00"\nexercises = ["10 Squat", "5 Push-up"]\n'
BAD = '[[block]]\nkind = "circut"\n\n[[block]]\nkind = "rest"\ntme = "1:00"\n'


@pytest.fixture
def own_folders(tmp_path, monkeypatch):
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    return tmp_path


@pytest.fixture
def stdin(monkeypatch):
    def give(text):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    return give


def test_check_passes_all_shipped_workouts(capsys):
    paths = sorted(workouts_folder().glob("*.toml"))
    assert len(paths) >= 11
    assert main(["check", *map(str, paths)]) == 0
    assert capsys.readouterr().out == "".join(f"{path}: good\n" for path in paths)


def test_every_kind_is_shipped():
    shipped = " ".join(path.read_text() for path in workouts_folder().glob("*.toml"))
    for kind in kinds():
        assert f'kind = "{kind}"' in shipped


def test_check_tells_all_mistakes_of_all_files(tmp_path, capsys):
    bad, good = tmp_path / "bad.toml", tmp_path / "good.toml"
    bad.write_text(BAD)
    good.write_text(GOOD)
    assert main(["check", str(bad), str(good)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{bad}:2:8: error: circut is not a kind of block; did you mean circuit?"
    assert lines[1] == f"{bad}:6:1: error: tme is not a key of a rest block; did you mean time?"
    assert lines[2] == f"{good}: good"


def test_check_json(tmp_path, capsys):
    bad = tmp_path / "bad.toml"
    bad.write_text(BAD)
    assert main(["check", "--json", str(bad)]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["format"] == "legtimer.check/1"
    assert found["files"][0]["good"] is False
    assert found["files"][0]["mistakes"][0] == {
        "severity": "error", "line": 2, "column": 8,
        "message": "circut is not a kind of block; did you mean circuit?",
    }  # fmt: skip


def test_check_reads_standard_input(stdin, capsys):
    stdin(GOOD)
    assert main(["check", "-"]) == 0
    assert capsys.readouterr().out == "<stdin>: good\n"


def test_check_of_a_missing_file_is_a_mistake_of_the_call(tmp_path, capsys):
    assert main(["check", str(tmp_path / "none.toml")]) == 2
    assert "no such file" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["frobnicate"],
        ["check"],
        ["plan"],
        ["new", "x"],
        ["new", "x", "--programme", "zumba"],
        ["new", "x", "--programme", "race", "--kind", "sets"],
        ["new", "x", "--kind", "zumba"],
        ["--volume", "101"],
        ["--latency", "-1"],
    ],
)
def test_bad_calls_exit_with_2(words, capsys):
    assert main(words) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rnu", "x"], "legtimer: argument SUBCOMMAND: rnu is not known; did you mean run?\n"),
        (
            ["run", "x", "--volme", "3"],
            "legtimer run: there is no option --volme; did you mean --volume?\n",
        ),
        (
            ["run", "x", "--volme=3"],
            "legtimer run: there is no option --volme; did you mean --volume?\n",
        ),
        (["list", "--zumba"], "legtimer list: there is no option --zumba\n"),
        (["history", "--until", "2026-01-01"], "legtimer history: there is no option --until\n"),
        (
            ["history", "--limit", "3", "--sinse=2d", "show", "last"],
            "legtimer history: there is no option --sinse; did you mean --since?\n",
        ),
        (["--volme", "3", "run", "x"], "there is no option --volme; did you mean --volume?\n"),
        (["config", "--zumba", "x"], "there is no option --zumba\n"),
        (["list", "all"], "legtimer list: all is one word too many\n"),
        (
            ["new", "x", "--kind", "supersett"],
            "--kind: supersett is not known; did you mean superset?\n",
        ),
        (["new", "x", "--kind", "zumba"], "zumba is not known; known are amrap, circuit, "),
        (
            ["history", "edti", "last"],
            "legtimer history: argument ACTION: edti is not known; did you mean edit?\n",
        ),
        (["completion", "\udcff"], "\\u{dcff} is not known"),
    ],
)
def test_a_misspelt_call_gets_the_nearest_word_and_the_way_to_the_help(words, said, capsys):
    assert main(words) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.splitlines()[-1].startswith("see: legtimer ")
    assert len(error.splitlines()) == 2


def test_help_is_no_wider_than_the_terminal_and_lists_the_kinds(monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "80")
    for command in ("check", "config", "doctor", "import", "new", "rehearse", "resume", "send"):
        assert main([command, "--help"]) == 0
        shown = capsys.readouterr().out
        assert max(map(len, shown.splitlines())) <= 80, command
        assert shown.partition("\n\n")[2][0].isupper()
        if command == "new":
            assert all(kind in shown for kind in kinds())


def test_a_folder_is_called_a_folder(tmp_path, monkeypatch, capsys):
    (tmp_path / "legs").mkdir()
    monkeypatch.chdir(tmp_path)
    for words in (["check", "legs"], ["plan", "legs"], ["plan", str(tmp_path)]):
        assert main(words) == 2
        assert "that is a folder" in capsys.readouterr().err


def test_a_name_that_is_no_utf_8_is_refused_and_leaves_no_file(own_folders, capsys):
    assert main(["new", "\udcdcbung", "--kind", "amrap"]) == 2
    assert "\\u{dcdc}bung: that is not UTF-8" in capsys.readouterr().err
    assert not list(own_folders.rglob("*.toml"))


def test_an_unknown_name_gets_the_nearest_one(capsys):
    assert main(["plan", "leg-amrp"]) == 2
    assert "did you mean leg-amrap?" in capsys.readouterr().err


def test_a_plan_is_no_wider_than_it_needs_to_be(capsys):
    assert main(["plan", "runner-circuit"]) == 0
    steps = capsys.readouterr().out.split("\n\n")[1].splitlines()
    assert max(map(len, steps)) <= 80
    assert {line.index("Circuit, ") for line in steps if "Circuit, " in line} == {45}


def test_a_workout_is_found_by_its_own_name(capsys):
    assert main(["plan", "ten-minute LEG amrap"]) == 0
    assert "Ten-minute leg AMRAP" in capsys.readouterr().out


def test_choices_outside_the_range_are_refused(capsys):
    assert main(["plan", "runner-circuit", "--rounds", "6"]) == 2
    assert "go from 2 to 5" in capsys.readouterr().err
    assert main(["plan", "leg-amrap", "--sets", "3"]) == 2


def test_low_impact_leaves_out_what_may_be_left_out(capsys):
    assert main(["plan", "leg-amrap", "--low-impact", "--json"]) == 0
    steps = json.loads(capsys.readouterr().out)["steps"]
    (step,) = [step for step in steps if step["phase"] == "work"]
    (round_,) = step["tally"]["rounds"]
    assert [item["exercise"] for item in round_["items"]] == [
        "Kettlebell squat", "Medicine ball toss"
    ]  # fmt: skip


def test_rehearse_an_amrap_by_script(stdin, capsys):
    stdin(GOOD)
    keys = "0:02 press, 0:10 press; 0:20 count\n0:25 pause, 0:35 resume, 1:13 reps 4"
    assert main(["rehearse", "-", "--json", "--keys", keys]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["format"] == "legtimer.rehearse/1"
    (score,) = found["scores"]
    assert score["text"] == "1 + 4"
    assert score["splits_ms"] == [18_000]
    assert score["paused"] is True
    # Two seconds of lead-in, a minute on the clock, ten seconds of pause.
    asked = [e["at_ms"] for e in found["events"] if e.get("cue") == "score-asked"]
    assert asked == [72_000]
    assert found["finished"] is True


NOTED = """[[block]]
kind = "sets"
sets = 2
note = "On grass."
exercises = [{ do = "8-12 Squat", note = "Slowly." }]
"""


@pytest.mark.parametrize("command", ["plan", "rehearse"])
def test_notes_of_blocks_and_exercises_are_told_once(command, stdin, capsys):
    stdin(NOTED)
    assert main([command, "-"]) == 0
    out = capsys.readouterr().out
    assert out.count("(Straight sets: On grass.)") == out.count("(Squat: Slowly.)") == 1


def test_a_rehearsal_tells_reps_of_the_set_that_is_asked_for(stdin, capsys):
    stdin(NOTED)
    keys = "0:20 press, 0:40 reps 11, 0:50 press, 0:55 reps 9 set 1"
    assert main(["rehearse", "-", "--keys", keys]) == 0
    out = capsys.readouterr().out
    assert "> reps 9 set 1" in out
    assert "reps not told: 1 set\n" in out


def test_rehearse_says_what_was_not_possible(stdin, capsys):
    stdin(GOOD)
    assert main(["rehearse", "-", "--keys", "0:01 missed"]) == 0
    assert "> missed  (not possible: get ready)" in capsys.readouterr().out


def test_rehearse_says_which_press_was_ignored(stdin, capsys):
    stdin(GOOD)
    assert main(["rehearse", "-", "--keys", "0:20 press, 0:20.1 press"]) == 0
    pressed = [line for line in capsys.readouterr().out.splitlines() if "> press" in line]
    assert [
        line.endswith("(not counted: too soon after another press, or after a change)")
        for line in pressed
    ] == [False, True]


@pytest.mark.parametrize("how", [[], ["--json"]])
@pytest.mark.parametrize("command", ["reps 12", "load 20 kg", "undo", "press", "end"])
def test_rehearse_goes_on_behind_the_end(command, how, stdin, capsys):
    stdin('[[block]]\nkind = "sets"\nexercises = ["10 Squat @ 10 kg"]\n')
    assert main(["rehearse", "-", *how, "--keys", f"0:20 press, 0:25 {command}"]) == 0
    assert capsys.readouterr().err == ""


@given(workouts(), SCRIPTS)
def test_rehearse_does_every_command_at_every_moment_or_says_why_not(training, script):
    instants = accumulate(gap for gap, _ in script)
    entries = [JournalEntry(at, command) for at, (_, command) in zip(instants, script, strict=True)]
    session = Session(training, now=0)
    events = rehearse(session, tuple(entries))
    pressed = [event for event in events if event.command is not None]
    assert [event.command for event in pressed[1:]] == [entry.command for entry in entries]
    assert len(session.journal) == sum(not event.refused for event in pressed)
    assert len(rehearsal_lines(session, events, events[-1].at)) > len(events)


@pytest.mark.parametrize(
    "keys", ["press", "0:10 jump", "0:10 press, 0:05 press", "0:10 reps x", "24:00:00.001 press"]
)
def test_a_bad_script_is_refused(keys, stdin, capsys):
    stdin(GOOD)
    assert main(["rehearse", "-", "--keys", keys]) == 2
    assert capsys.readouterr().err.startswith("legtimer: --keys: ")


def test_rehearse_all_shipped_workouts_to_their_end(capsys):
    for path in workouts_folder().glob("*.toml"):
        assert main(["rehearse", str(path), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["finished"] is True


@pytest.mark.parametrize("kind", kinds())
def test_new_writes_a_file_that_is_good(kind, own_folders, capsys):
    assert main(["new", "My Über legs!", "--kind", kind]) == 0
    path = own_folders / "xdg_data_home" / "legtimer" / "workouts" / "my-über-legs.toml"
    assert capsys.readouterr().out == f"{path}\n"
    text = path.read_text()
    assert text.startswith("#:schema file://")
    reading = read_workout(text)
    assert reading.mistakes == ()
    assert reading.workout.name == "My Über legs!"
    before = path.read_bytes()
    assert main(["new", "my über legs", "--kind", kind]) == 0
    assert main(["new", str(path), "--kind", kind]) == 2
    assert path.read_bytes() == before
    assert main(["plan", "my-über-legs"]) == 0


@pytest.mark.parametrize("template", PROGRAMME_TEMPLATES)
def test_new_writes_a_programme_that_is_good(template, own_folders, capsys):
    assert main(["new", "My spring", "--programme", template]) == 0
    path = own_folders / "xdg_data_home" / "legtimer" / "programmes" / "my-spring.toml"
    told = capsys.readouterr()
    assert told.out == f"{path}\n"
    assert told.err == "edit it, then: legtimer programme use my-spring\n"
    assert main(["programme", "check", "my-spring"]) == 0
    assert main(["programme", "use", "my-spring"]) == 0


def test_new_writes_to_a_path(tmp_path, capsys):
    path = tmp_path / "deep" / "hill-legs.toml"
    assert main(["new", str(path), "--kind", "circuit"]) == 0
    assert tomllib.loads(path.read_text())["name"] == "hill legs"


def test_list_shows_own_workouts_and_those_with_mistakes(own_folders, capsys):
    folder = own_folders / "xdg_data_home" / "legtimer" / "workouts"
    folder.mkdir(parents=True)
    (folder / "broken.toml").write_text(BAD)
    (folder / "leg-amrap.toml").write_text('name = "Mine"\n' + GOOD)
    assert main(["list"]) == 0
    out = capsys.readouterr().out
    assert "broken" in out
    assert "2 mistakes" in out
    assert "Mine" in out
    assert "Ten-minute leg AMRAP" not in out
    assert main(["list", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {entry["good"] for entry in found["workouts"]} == {True, False}


def test_list_shows_folders_as_groups(own_folders, capsys):
    folder = own_folders / "xdg_data_home" / "legtimer" / "workouts"
    (folder / "legs/heavy").mkdir(parents=True)
    (folder / "legs/heavy/one.toml").write_text('name = "Mine"\n' + GOOD)
    (folder / "legs/heavy/two.toml").write_text(BAD)
    assert main(["list"]) == 0
    *loose, empty, heading, one, two = capsys.readouterr().out.splitlines()
    assert len(loose) > 5
    assert (empty, heading) == ("", "legs/heavy:")
    assert one.startswith("one ")
    assert two.startswith("two ")
    assert two.endswith("legs/heavy/two.toml")


def test_schema_is_the_shipped_one(capsys):
    assert main(["schema"]) == 0
    shipped = (workouts_folder() / "workout.schema.json").read_text()
    assert json.loads(capsys.readouterr().out) == json.loads(shipped)


def test_every_shipped_workout_names_the_schema():
    for path in workouts_folder().glob("*.toml"):
        assert path.read_text().startswith("#:schema ./workout.schema.json\n")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell, capsys):
    assert main(["completion", shell]) == 0
    assert "legtimer" in capsys.readouterr().out


def test_screens_need_a_terminal(stdin, capsys):
    stdin("")
    assert main([]) == 2
    assert main(["run", "leg-amrap"]) == 2
    assert "needs a terminal" in capsys.readouterr().err


@pytest.mark.errors_expected
def test_a_crash_leaves_a_report_and_no_traceback(own_folders, monkeypatch, capsys):
    def explode(options):
        raise RuntimeError("boom")

    monkeypatch.setattr("legtimer.cli.commands.schema.run", explode)
    assert main(["schema"]) == 3
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err + captured.out
    (report,) = (own_folders / "xdg_state_home" / "legtimer").glob("crash-*.txt")
    assert "RuntimeError: boom" in report.read_text()
    assert str(report) in captured.err


@pytest.mark.errors_expected
def test_the_report_of_a_crash_can_hold_any_word(own_folders, monkeypatch, capsys):
    def explode(options):
        raise RuntimeError("boom \udcff")

    monkeypatch.setattr("legtimer.cli.commands.schema.run", explode)
    assert main(["schema"]) == 3
    assert "Traceback" not in capsys.readouterr().err
    (report,) = (own_folders / "xdg_state_home" / "legtimer").glob("crash-*.txt")
    assert "boom \\udcff" in report.read_text()


def test_check_takes_names_too(capsys):
    assert main(["check", "leg-amrap"]) == 0
    assert capsys.readouterr().out.endswith("leg-amrap.toml: good\n")


def test_check_json_does_not_leave_out_a_missing_file(tmp_path, capsys):
    missing = str(tmp_path / "none.toml")
    assert main(["check", "--json", missing]) == 2
    (entry,) = json.loads(capsys.readouterr().out)["files"]
    assert (entry["file"], entry["good"]) == (missing, False)


def test_rehearse_spells_presses_as_a_script_does(stdin, capsys):
    stdin(
        'prepare = "0:30"\n[[block]]\nkind = "sets"\nsets = 2\nexercises = ["20 Squat @ 10 kg"]\n'
    )
    keys = (
        "0:01 +10, 0:02 easier Half squat, 0:03 easier, 0:05 press, 0:06 load 20 kg, 0:20 done, "
        "0:22 reps 12, 0:30 undo"
    )
    assert main(["rehearse", "-", "--keys", keys]) == 0
    pressed = [line.split("> ")[1] for line in capsys.readouterr().out.splitlines() if "> " in line]
    assert pressed == [
        "start", "+10", "easier Half squat", "easier", "press", "load 20 kg", "press", "reps 12",
        "undo",
    ]  # fmt: skip


def test_a_bare_number_in_a_script_is_taken_for_reps(stdin, capsys):
    stdin(GOOD)
    assert main(["rehearse", "-", "--keys", "0:20 12"]) == 2
    assert "for reps write reps 12" in capsys.readouterr().err


def test_death_by_asks_without_an_interval(stdin, capsys):
    stdin('[[block]]\nkind = "death-by"\nevery = "0:10"\nexercises = ["Burpee"]\n')
    assert main(["rehearse", "-", "--json", "--keys", "0:12 press, 0:45 reps 1"]) == 0
    (score,) = json.loads(capsys.readouterr().out)["scores"]
    assert score["text"] == "1 + 1"
    assert main(["plan", "death-by-burpees"]) == 0
    assert capsys.readouterr().out.count("and so on until an interval is not made") == 1
    assert main(["rehearse", "leg-amrap"]) == 0


def test_new_writes_every_block_in_two_brackets(tmp_path, capsys):
    for kind in kinds():
        path = tmp_path / f"{kind}.toml"
        assert main(["new", str(path), "--kind", kind]) == 0
        assert "\n[[block]]\n" in path.read_text()
        assert capsys.readouterr().err.endswith(f"legtimer run {path}\n")
