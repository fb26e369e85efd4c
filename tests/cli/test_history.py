"""``history``, ``export`` and ``import``, called in this process."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from legtimer.cli.commands import history as history_command
from legtimer.cli.commands import import_
from legtimer.cli.main import main
from legtimer.core.session import commands as c
from legtimer.files.user_folders import history_file
from legtimer.history.store import Store
from tests.history.fit_readers import by_fitdecode
from tests.history.past_sessions import DAY, FIRST_DAY, counting, text_of, trained

AMRAP = {"kind": "amrap", "time": "1:00", "exercises": ["10 Squat", "5 Lunge"]}
SETS = {"kind": "sets", "sets": 2, "rest": "0:10", "exercises": ["8-12 Press @ 20 kg"]}
FIT_SET = 225
UIDS = ["a1b2c3" + f"{n:026x}" for n in range(3)]


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setattr(
        history_command, "here_and_now", lambda: datetime(2026, 1, 5, 9, tzinfo=UTC)
    )
    return tmp_path


@pytest.fixture
def three():
    """Three sessions on three days: two of one workout, the last of another."""
    store = Store(history_file())
    text = text_of(AMRAP, SETS)
    store.insert(trained(text, counting(4), uid=UIDS[0], day=0, effort=6))
    store.insert(trained(text, counting(7), uid=UIDS[1], day=1, effort=8, note="=good"))
    other = text_of(SETS, name="Arms \x1b[1m")
    store.insert(trained(other, lambda driver: driver.do(c.End(), after=5), uid="f" * 32, day=2))
    store.close()


def run(capsys, *words):
    """What a command line prints, and its exit code."""
    code = main(list(words))
    out, err = capsys.readouterr()
    return code, out, err


def test_nothing_was_trained_yet(capsys):
    assert run(capsys, "history") == (0, "no sessions yet\n", "")
    code, out, _ = run(capsys, "history", "--json")
    assert (code, json.loads(out)) == (
        0,
        {"format": "legtimer.history/1", "total": 0, "sessions": []},
    )
    for words in (["history", "show", "last"], ["export", "--csv"]):
        assert run(capsys, *words) == (2, "", "legtimer: no sessions yet\n")
    assert not history_file().exists()


def test_the_list(capsys, three):
    code, out, _ = run(capsys, "history")
    assert code == 0
    assert out.splitlines() == [
        "Last week: 3 sessions, 2 min",
        "1  Sat 3 Jan  10:00  Arms \\u{1b}[1m  1 min  stopped early",
        "2  Fri 2 Jan  10:00  Legs            1 min  3 + 13         effort 8",
        "3  Thu 1 Jan  10:00  Legs            1 min  2 + 3          effort 6",
    ]


def test_parts_of_the_list_keep_its_numbers(capsys, three):
    def numbers(*words):
        code, out, _ = run(capsys, "history", "--json", *words)
        assert code == 0
        return [session["number"] for session in json.loads(out)["sessions"]]

    assert numbers() == [1, 2, 3]
    assert numbers("--workout", "LEG") == [2, 3]
    assert numbers("--workout", "legs", "--limit", "1") == [2]
    assert numbers("--since", "2026-01-02") == [1, 2]
    assert numbers("--since", "2030-01-01") == []
    out = run(capsys, "history", "--limit", "2")[1]
    assert out.splitlines()[-1] == "3 in all; --limit 3 shows them"
    assert run(capsys, "history", "--since", "2030-01-01")[1] == "none of them\n"
    code, _, err = run(capsys, "history", "--workout", "yoga")
    assert (code, err) == (2, "legtimer: --workout: no workout was trained that is called yoga\n")
    code, _, err = run(capsys, "history", "--since", "soon")
    assert (code, "soon is no day such as 2026-03-14 or 30d" in err) == (2, True)


def test_a_listed_session_as_json(capsys, three):
    found = json.loads(run(capsys, "history", "--json")[1])
    assert found["total"] == 3
    assert found["sessions"][1] == {
        "number": 2,
        "uid": UIDS[1],
        "workout": "Legs",
        "began": "2026-01-02T10:00:00.000+01:00",
        "elapsed_ms": 72_000,
        "complete": True,
        "effort": 8,
        "note": "=good",
        "scores": ["3 + 13"],
        "result": "3 + 13",
    }


@pytest.mark.parametrize("named", ["2", "2026-01-02", UIDS[1], UIDS[1].upper(), " 2 "])
def test_a_session_as_people_name_it(capsys, three, named):
    code, out, _ = run(capsys, "history", "show", named)
    assert code == 0
    assert f"id: {UIDS[1]}" in out


def test_last_is_the_newest(capsys, three):
    assert f"id: {'f' * 32}" in run(capsys, "history", "show", "last")[1]


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("4", "there is no session 4"),
        ("2026-01-05", "there is no session 2026-01-05"),
        ("2026-13-05", "2026-13-05 is no day"),
        ("a1b2c3", "several sessions are meant by a1b2c3; see legtimer history"),
        ("a1b2c4", "there is no session a1b2c4"),
        ("0", "0 names no session: it is last, a number of the list"),
        ("legs", "legs names no session"),
    ],
)
def test_sessions_that_are_not_there(capsys, three, named, message):
    code, out, err = run(capsys, "history", "show", named)
    assert (code, out) == (2, "")
    assert message in err


def test_a_session_is_shown_with_its_figures_and_records(capsys, three):
    out = run(capsys, "history", "show", "2")[1]
    lines = out.splitlines()
    assert lines[:6] == [
        "Legs, 2026-01-02 10:00",
        f"id: {UIDS[1]}",
        "New best of AMRAP 1:00: 3 + 13 (before: 2 + 3, 1 Jan 2026)",
        "Effort        8 of 10",
        "Note          =good",
        "Time trained  1:12",
    ]
    assert "score 1  AMRAP 1:00            3 + 13" in lines
    assert f"           round 2             0:08  {'▆' * 24}" in lines
    head = lines.index("        AMRAP 1:00     round  done                 time  rest")
    assert lines[head - 1 : head + 4] == [
        "",
        "        AMRAP 1:00     round  done                 time  rest",
        "set 1     Squat        1      10                   0:04  0:00",
        "set 2     Lunge        1      5                    0:04  0:00",
        "set 3     Squat        2      10                   0:04  0:00",
    ]
    assert lines[-4:] == [
        "",
        "        Straight sets  set    done                 time  rest",
        "set 9     Press        1      8? @ 20 kg           0:01  0:10",
        "set 10    Press        2      8? @ 20 kg           0:01",
    ]


def test_the_time_of_a_set_without_an_amount_is_kept_and_shown(capsys):
    store = Store(history_file())
    text = text_of({"kind": "sets", "exercises": ["Dead hang"]})
    store.insert(trained(text, lambda driver: driver.do(c.Press(), after=47), uid="f" * 32, day=0))
    store.close()
    row = run(capsys, "history", "show", "last")[1].splitlines()[-1]
    assert row.split() == ["set", "1", "Dead", "hang", "1", "done", "0:47"]


def test_what_is_shown_as_json_is_what_is_exported(capsys, three):
    shown = json.loads(run(capsys, "history", "show", "2", "--json")[1])
    (line,) = run(capsys, "export", "--jsonl", "2")[1].splitlines()
    assert json.loads(line) == shown
    assert shown["format"] == "legtimer.session/1"
    assert shown["scores"][0]["text"] == "3 + 13"


def test_a_figure_is_corrected(capsys, three):
    assert run(capsys, "history", "edit", "2", "set", "9", "reps", "12") == (
        0,
        "set 9 reps: none -> 12\n",
        "",
    )
    assert run(capsys, "history", "edit", "2", "set", "9", "load", "22.5", "kg")[1] == (
        "set 9 load: 20 kg -> 22.5 kg\n"
    )
    assert run(capsys, "history", "edit", "2", "score", "1", "score", "4", "+", "1")[1] == (
        "score 1 reps: 13 -> 1\nscore 1 rounds: 3 -> 4\nscore 1 score: 3 + 13 -> 4 + 1\n"
    )
    assert run(capsys, "history", "edit", "2", "score", "1", "splits", "0:50", "1:05")[1].endswith(
        " -> 0:50 1:05\n"
    )
    assert run(capsys, "history", "edit", "2", "effort", "9")[1] == "effort: 8 -> 9\n"
    assert run(capsys, "history", "edit", "2", "note", "felt", "fine")[1] == (
        "note: =good -> felt fine\n"
    )
    assert run(capsys, "history", "edit", "2", "effort", "9")[1] == (
        "that is what it says already\n"
    )
    out = run(capsys, "history", "show", "2")[1]
    assert re.search("set 9 +Press +1 +12 @ 22.5 kg ", out)
    assert "corrected: set 9 reps: none -> 12" in out
    assert "said" not in out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["set", "3"], "say which set, which figure of it, and what it is: set 3 reps 12"),
        (["effort"], "say what effort is"),
        (["effort", "12"], "effort goes from 1 to 10"),
        (["set", "99", "reps", "3"], "there is no set 99 in this session"),
        (["mood", "3"], "a session has no mood"),
    ],
)
def test_a_correction_that_makes_no_sense(capsys, three, words, message):
    before = run(capsys, "export", "--jsonl")[1]
    code, out, err = run(capsys, "history", "edit", "2", *words)
    assert (code, out) == (2, "")
    assert message in err
    assert run(capsys, "export", "--jsonl")[1] == before


def test_nothing_is_deleted_without_yes(capsys, three):
    code, out, err = run(capsys, "history", "delete", "2", "3")
    assert (code, out) == (2, "")
    first, *lines = err.splitlines()
    assert first == "legtimer: this would be deleted for good; with --yes it is:"
    assert [line[:19] for line in lines] == ["2  Fri 2 Jan  10:00", "3  Thu 1 Jan  10:00"]
    assert len(run(capsys, "history")[1].splitlines()) == 4
    code, out, _ = run(capsys, "history", "delete", "2", "3", "--yes")
    assert (code, len(out.splitlines())) == (0, 2)
    assert len(run(capsys, "history")[1].splitlines()) == 2


def test_an_unknown_session_among_others_deletes_none(capsys, three):
    assert run(capsys, "history", "delete", "2", "9", "--yes")[0] == 2
    assert len(run(capsys, "history")[1].splitlines()) == 4


def test_what_was_exported_is_imported_to_the_byte(capsys, three, tmp_path, monkeypatch):
    main(["history", "edit", "2", "set", "9", "reps", "12"])
    path = tmp_path / "all.jsonl"
    assert run(capsys, "export", "--jsonl", "-o", str(path))[0] == 0
    lines = path.read_bytes()
    assert lines.count(b"\n") == 3
    assert run(capsys, "import", "--jsonl", str(path))[:2] == (
        0,
        "0 sessions read, 3 there already\n",
    )
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "elsewhere"))
    assert run(capsys, "import", "--jsonl", str(path))[:2] == (0, "3 sessions read\n")
    again = tmp_path / "again.jsonl"
    run(capsys, "export", "--jsonl", "-o", str(again))
    assert again.read_bytes() == lines


def test_broken_lines_are_told_and_the_others_read(capsys, three, tmp_path, monkeypatch):
    good = run(capsys, "export", "--jsonl")[1].splitlines()
    path = tmp_path / "broken.jsonl"
    bad = [b"{", b'{"format": "legtimer.session/2"}', b"\xff\xfe", good[1][:-30].encode()]
    path.write_bytes(b"\n".join([b"\xef\xbb\xbf" + good[0].encode(), *bad, b"", good[2].encode()]))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "elsewhere"))
    code, out, err = run(capsys, "import", "--jsonl", str(path))
    assert (code, out) == (1, "2 sessions read, 4 invalid lines\n")
    assert [line.removeprefix(str(path)) for line in err.splitlines()] == [
        ":2: this is no JSON",
        ":3: this session is of another version of legtimer; update it",
        ":4: this is no UTF-8",
        ":5: this is no JSON",
    ]
    assert len(run(capsys, "history")[1].splitlines()) == 3


def test_a_line_that_no_session_has_is_passed_over(capsys, three, tmp_path, monkeypatch):
    good = run(capsys, "export", "--jsonl")[1].encode().splitlines()
    monkeypatch.setattr(import_, "_LONGEST", 1 << 20)
    path = tmp_path / "long.jsonl"
    path.write_bytes(b"\n".join([good[0], b"x" * (3 << 20), good[1], b"y" * (1 << 20)]))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "elsewhere"))
    code, out, err = run(capsys, "import", "--jsonl", str(path))
    assert (code, out) == (1, "2 sessions read, 2 invalid lines\n")
    assert [line.removeprefix(str(path)) for line in err.splitlines()] == [
        ":2: this line is longer than 1 MiB",
        ":4: this line is longer than 1 MiB",
    ]


def test_many_sessions_share_a_transaction(capsys, three, tmp_path, monkeypatch):
    """Each transaction waits for the disk: ten thousand would take minutes."""
    (line, *_) = run(capsys, "export", "--jsonl")[1].splitlines()
    path = tmp_path / "many.jsonl"
    path.write_text("".join(line.replace(UIDS[0], f"{n:032x}") + "\n" for n in range(60)))
    changes = []
    change = Store.change
    monkeypatch.setattr(Store, "change", lambda *args: changes.append(1) or change(*args))
    assert run(capsys, "import", "--jsonl", str(path))[:2] == (0, "60 sessions read\n")
    assert len(changes) == 3


@pytest.mark.parametrize(
    ("where", "figure", "value", "message"),
    [
        ("sets", "unit", "hops", "the unit of set 1 is none of reps, max"),
        ("sets", "outcome", "fine", "the outcome of set 1 is none of done, skipped"),
        ("sets", "side", 3, "set 1 has a side or a time that no set has"),
        ("sets", "ms", -1, "set 1 has a side or a time that no set has"),
        ("sets", "done", -7, "set 1 has less than nothing in it"),
        (
            "sets",
            "load",
            {"unit": "kg", "value": 1e308, "pieces": 9},
            "set 1 has a load that nobody lifts",
        ),
        ("scores", "rounds", -1, "score 1 has a figure below 0"),
        ("scores", "splits", [60_000, -5], "score 1 has a figure below 0"),
        ("scores", "scored", "bingo", "what is scored by score 1 is none of amrap"),
    ],
)
def test_what_no_session_can_be_is_not_imported(
    capsys, three, tmp_path, where, figure, value, message
):
    (line,) = run(capsys, "export", "--jsonl", "2")[1].splitlines()
    session = json.loads(line)
    session["uid"] = "e" * 32
    session[where][0][figure] = value
    path = tmp_path / "odd.jsonl"
    path.write_text(json.dumps(session))
    code, out, err = run(capsys, "import", "--jsonl", str(path))
    assert (code, out) == (1, "0 sessions read, 1 invalid line\n")
    assert message in err


def test_a_file_that_is_not_there(capsys):
    code, _, err = run(capsys, "import", "--jsonl", "/nowhere/x.jsonl")
    assert (code, err) == (2, "legtimer: /nowhere/x.jsonl: No such file or directory\n")


def test_json_of_all(capsys, three):
    found = json.loads(run(capsys, "export", "--json")[1])
    assert found["format"] == "legtimer.export/1"
    assert [one["workout"] for one in found["sessions"]] == ["Legs", "Legs", "Arms \x1b[1m"]
    assert json.loads(run(capsys, "export", "--json", "3")[1])["sessions"] == found["sessions"][:1]


def test_a_csv_file_is_marked_as_utf_8_and_a_pipe_is_not(capsys, three, tmp_path):
    path = tmp_path / "sets.csv"
    assert run(capsys, "export", "--csv", "-o", str(path))[0] == 0
    piped = run(capsys, "export", "--csv")[1]
    assert path.read_bytes() == b"\xef\xbb\xbf" + piped.encode()
    rows = list(csv.DictReader(io.StringIO(piped, newline="")))
    assert {row["note"] for row in rows} == {"", "'=good"}


@pytest.mark.skipif(sys.platform == "win32", reason="has no such pipes")
def test_a_pipe_is_written_if_somebody_reads_it(capsys, three, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    code, _, err = run(capsys, "export", "--csv", "-o", str(pipe))
    assert (code, err) == (2, f"legtimer: {pipe}: nobody reads this; start the reader first\n")
    code, _, err = run(capsys, "import", "--jsonl", str(pipe))
    assert (code, "this is a pipe, not a file; --jsonl - reads standard input" in err) == (2, True)
    with open(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK), "rb") as reader:
        assert run(capsys, "export", "--csv", "-o", str(pipe))[0] == 0
        assert reader.read() == b"\xef\xbb\xbf" + run(capsys, "export", "--csv")[1].encode()


def test_a_file_is_written_whole_or_not_at_all(capsys, three, tmp_path):
    path = tmp_path / "no" / "sets.csv"
    code, _, err = run(capsys, "export", "--csv", "-o", str(path))
    assert (code, err) == (2, f"legtimer: {path}: No such file or directory\n")
    (tmp_path / "folder").mkdir()
    code, _, err = run(capsys, "export", "--csv", "-o", str(tmp_path / "folder"))
    assert (code, "Is a directory" in err) == (2, True)
    assert list(tmp_path.glob("**/*.part")) == []


def test_fit_files_one_for_each_session(capsys, three, tmp_path):
    folder = tmp_path / "fit"
    assert run(capsys, "export", "--fit", "-o", str(folder))[0] == 0
    names = sorted(path.name for path in folder.iterdir())
    assert names == [
        f"2026-01-01-1000-legs-{UIDS[0][:8]}.fit",
        f"2026-01-02-1000-legs-{UIDS[1][:8]}.fit",
        "2026-01-03-1000-arms-1m-ffffffff.fit",
    ]
    numbers = [[n for n, _ in by_fitdecode((folder / name).read_bytes())] for name in names]
    # Sets and the rests between them.
    assert [found.count(FIT_SET) for found in numbers] == [5 + 3, 8 + 3, 1]
    one = tmp_path / "one.fit"
    assert run(capsys, "export", "--fit", "2", "-o", str(one))[0] == 0
    assert one.read_bytes() == (folder / names[1]).read_bytes()
    code, _, err = run(capsys, "export", "--fit")
    assert (code, "give a folder with -o" in err) == (2, True)


def test_a_plan_shows_what_is_known_and_what_is_assumed(capsys, three, tmp_path, monkeypatch):
    monkeypatch.setattr("legtimer.cli.history_access.now_ms", lambda: FIRST_DAY + 3 * DAY)
    path = tmp_path / "w.toml"
    path.write_text(text_of({"kind": "for-time", "exercises": ["10 Lunge", "10 Row"]}))
    lines = run(capsys, "plan", str(path))[1].splitlines()
    assert lines[-2:] == ["your times: Lunge 0.8 s a rep", "assumed: 3 s a rep for Row"]
    found = json.loads(run(capsys, "plan", "--json", str(path))[1])
    assert found["pace"] == [
        {"exercise": "Lunge", "unit": "reps", "ms": 800, "own": True},
        {"exercise": "Row", "unit": "reps", "ms": 3_000, "own": False},
    ]
    assert found["totals"]["estimate_ms"] == 38_000


def test_a_plan_without_a_history_needs_no_database(tmp_path):
    path = tmp_path / "w.toml"
    path.write_text(text_of(AMRAP))
    code = (
        "import sys; from legtimer.cli.main import main; main(sys.argv[1:]);"
        "print([m for m in sys.modules if 'sqlite' in m or 'history.' in m], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "plan", str(path)],
        env=os.environ.copy(),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == "[]\n"


def test_what_lies_in_the_place_of_the_history_is_told(capsys):
    history_file().mkdir(parents=True)
    told = "legtimer: the history: its file cannot be opened\n"
    for words in (("history",), ("export", "--csv"), ("resume", "--list")):
        assert run(capsys, *words) == (2, "", told)


def test_a_note_that_is_taken_away_is_told(capsys, three):
    run(capsys, "history", "edit", "last", "note", "slept badly")
    code, out, _ = run(capsys, "history", "edit", "last", "note", "")
    assert (code, out) == (0, "note: slept badly -> none\n")


def test_a_damaged_history_is_told(capsys, three, tmp_path):
    history_file().write_bytes(b"no database at all, but long enough to be looked at" * 20)
    code, out, err = run(capsys, "history")
    assert (code, out) == (0, "no sessions yet\n")
    assert "the history was damaged; the file is kept as" in err


def test_corrections_travel_and_the_newer_one_wins(capsys, three, tmp_path, monkeypatch):
    main(["history", "edit", "2", "set", "9", "reps", "11"])
    older = tmp_path / "older.jsonl"
    run(capsys, "export", "--jsonl", "-o", str(older))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "elsewhere"))
    run(capsys, "import", "--jsonl", str(older))
    main(["history", "edit", "2", "set", "9", "reps", "12"])
    main(["history", "edit", "2", "length", "45:00"])
    newer = tmp_path / "newer.jsonl"
    run(capsys, "export", "--jsonl", "-o", str(newer))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "xdg_state_home"))
    code, out, _ = run(capsys, "import", "--jsonl", str(newer))
    *told, last = out.splitlines()
    assert code == 0
    assert last == "0 sessions read, 3 there already, 1 of them corrected"
    assert [line.partition(": ")[2] for line in told] == [
        "set 9 reps: 11 -> 12",
        "time: 1:12 -> 45:00",
    ]
    code, out, _ = run(capsys, "import", "--jsonl", str(older))
    assert out.endswith(
        " -> 11 is older than what stands here, which stays\n0 sessions read, 3 there already\n"
    )


def test_two_names_are_joined(capsys, three):
    code, _, err = run(capsys, "history", "join", "Legz", "Leg amrap")
    assert (code, err) == (
        2,
        "legtimer: no workout was trained that is called Legz; did you mean Legs?\n",
    )
    code, _, err = run(capsys, "history", "join", "Legs", "No such thing")
    assert (code, err) == (2, "legtimer: there is no workout called No such thing\n")
    arms = "Arms \x1b[1m"
    assert run(capsys, "history", "join", "Legs", arms)[:2] == (
        0,
        "2 sessions of Legs: now of Arms \\u{1b}[1m\n",
    )
    assert "Legs" not in run(capsys, "history")[1]


def test_the_separator_is_an_option_and_a_setting(capsys, three, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert run(capsys, "export", "--csv")[1].startswith("session,date,")
    assert run(capsys, "export", "--csv", "--separator", "tab")[1].startswith("session\tdate\t")
    assert run(capsys, "config", "set", "export.separator", "semicolon")[0] == 0
    assert run(capsys, "export", "--csv")[1].startswith("session;date;")
    assert run(capsys, "export", "--csv", "--separator", "comma")[1].startswith("session,date,")
    code, _, said = run(capsys, "export", "--jsonl", "--separator", "tab")
    assert (code, said) == (2, "legtimer: --separator: only CSV files have columns\n")
