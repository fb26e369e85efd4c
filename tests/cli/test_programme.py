"""``legtimer programme``, ``next`` and ``export --ics``: a runner's weeks from the command line."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from icalendar import Calendar

from legtimer.cli import coach_access
from legtimer.cli.commands import programme
from legtimer.cli.main import main
from legtimer.files.programmes.reader import read_programme_file
from legtimer.files.user_folders import own_programmes_folder, own_workouts_folder

MONDAY = "2026-01-05"


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))


@pytest.fixture
def run(capsys, monkeypatch):
    """Runs a command on a day, and gives its exit code, its output and its complaints."""

    def run(*words, day=MONDAY):
        for module in (coach_access, programme):
            monkeypatch.setattr(
                module, "here_and_now", lambda: datetime.fromisoformat(f"{day}T12:00")
            )
        code = main(words)
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def due(run):
    """The sessions of a day's week and of the next one: ``5 runner-leg-strength``."""

    def due(day):
        code, out, _ = run("next", "--json", day=day)
        assert code == 0
        weeks = json.loads(out)["weeks"][:2]
        return [
            f"{int(one['day'][-2:])} {one['workout']}" for week in weeks for one in week["sessions"]
        ]

    return due


def test_without_a_programme_there_is_a_way_to_one(run):
    assert run("next") == (0, "no programme in use; see: legtimer programme list\n", "")
    code, out, _ = run("next", "--json")
    assert (code, json.loads(out)["programme"], json.loads(out)["weeks"]) == (0, None, [])
    code, out, _ = run("programme")
    assert (code, out.splitlines()) == (0, [
        "half-marathon-legs          14 weeks  Half-marathon legs",
        "leg-strength-twice-a-week   12 weeks  Leg strength, two days a week",
    ])  # fmt: skip
    code, _, err = run("programme", "rehearse")
    assert (code, err) == (
        2, "legtimer: no programme in use: name one; see: legtimer programme list\n"
    )  # fmt: skip


def test_workouts_are_read_with_the_one_rep_maxima_of_the_athlete(run):
    own_workouts_folder().mkdir(parents=True)
    text = '[[block]]\nkind = "sets"\nsets = 3\nexercises = ["5 Back squat @ 80%"]\n'
    (own_workouts_folder() / "squats.toml").write_text(text)
    own_programmes_folder().mkdir(parents=True)
    text = 'per-week = 1\n[[phase]]\nname = "Lift"\nweeks = 2\nworkouts = ["squats"]\n'
    text += '[[rule]]\nmatch = "Back squat"\ngrow = "2 kg"\n'
    (own_programmes_folder() / "lifting.toml").write_text(text)
    code, out, _ = run("programme", "check", "lifting")
    assert (code, "80% does not grow by 2 kg" in out) == (1, True)
    run("config", "set", "one-rep-max.Back squat", "100 kg")
    assert run("programme", "check", "lifting")[0] == 0
    assert run("programme", "use", "lifting")[0] == 0
    assert run("programme", "check")[0] == 0


def test_a_shipped_programme_is_taken_into_use_with_a_race(run):
    code, out, _ = run("programme", "use", "half-marathon-legs", "--race", "2026-04-12")
    own = own_programmes_folder() / "half-marathon-legs.toml"
    assert (code, out.splitlines()) == (0, [
        f"{own}: race = 2026-04-12",
        "in use: Half-marathon legs, Mon 5 Jan 2026 to Sun 12 Apr 2026; see: legtimer next",
    ])  # fmt: skip
    assert read_programme_file(own).programme.race == date(2026, 4, 12)
    _, out, _ = run("programme")
    assert "Half-marathon legs  (in use, week 1)" in out
    code, out, _ = run("next")
    assert (code, out.splitlines()) == (0, [
        "Half-marathon legs, week 1 of 14: Learn",
        "Today: Runner's leg strength",
        "    no run, the day before the hard run, as no other day is free",
        "    Leg strength 2 sets: the first time",
        "    legtimer run warm-up-for-runners runner-leg-strength stretch-for-runners",
        "Wed 7 Jan 2026: Runner's leg circuit",
        "    no run, 1 day to recover after Mon",
        "    legtimer run warm-up-for-runners runner-circuit stretch-for-runners",
        "Fri 9 Jan 2026: Runner's leg strength",
        "    no run, 1 day to recover after Wed",
        "    legtimer run warm-up-for-runners runner-leg-strength stretch-for-runners",
    ])  # fmt: skip


def test_a_programme_without_a_date_starts_today(run):
    code, out, _ = run("programme", "use", "leg-strength-twice-a-week", day="2026-01-07")
    assert (code, out.splitlines()[1]) == (0, "in use: Leg strength, two days a week, "
        "Wed 7 Jan 2026 to Tue 31 Mar 2026; see: legtimer next")  # fmt: skip
    # Its date stands in the own copy now: taken into use again, it goes on.
    _, out, _ = run("programme", "use", "leg-strength-twice-a-week", day="2026-01-20")
    assert out.startswith("in use: Leg strength, two days a week, Wed 7 Jan 2026")


def test_a_runner_s_first_four_weeks(run, due):
    """One session missed, one on another day, one elsewhere, and one that is not of it."""

    def log(name, day, *more):
        assert run("log", name, "--at", f"{day} 18:30", *more)[0] == 0

    run("programme", "use", "half-marathon-legs", "--start", MONDAY)
    strength, circuit = "runner-leg-strength", "runner-circuit"
    log("Runner's leg strength", "2026-01-05")
    assert due("2026-01-05")[:2] == [f"7 {circuit}", f"9 {strength}"]
    # Wednesday's is missed: the circuit comes next, on Friday, and nothing is added to the week.
    assert due("2026-01-08")[:2] == [f"9 {circuit}", f"12 {strength}"]
    log("Runner's leg circuit", "2026-01-09", "--effort", "9")
    assert due("2026-01-09")[:2] == [f"12 {strength}", f"14 {circuit}"]
    # On Tuesday, after the hard run, in place of Monday: one of the week is left, with a day free.
    log("Runner's leg strength", "2026-01-13")
    log("Tabata legs", "2026-01-14")
    assert due("2026-01-14")[:2] == [f"16 {circuit}", f"19 {strength}"]
    _, out, _ = run("next", day="2026-01-14")
    assert out.startswith(
        "Half-marathon legs, week 2 of 14: Learn · done Tue"
        " · 1 session missed: no need to make up for it\n"
        "Today: nothing due\nFri 16 Jan 2026: Runner's leg circuit\n")  # fmt: skip
    assert due("2026-02-02")[0] == f"2 {circuit}"


def test_what_was_corrected_counts(run, due):
    run("programme", "use", "half-marathon-legs", "--start", MONDAY)
    run("log", "Tabata legs", "--at", "2026-01-05 18:30")
    assert due("2026-01-05")[0] == "5 runner-leg-strength"
    run("history", "join", "Tabata legs", "Runner's leg strength")
    assert due("2026-01-05")[0] == "7 runner-circuit"


def test_the_height_of_training_and_the_week_of_the_race(run):
    run("programme", "use", "half-marathon-legs", "--race", "2026-04-12")
    _, out, _ = run("next", day="2026-03-16")
    assert out.splitlines()[:6] == [
        "Half-marathon legs, week 11 of 14: Height of training",
        "Today: nothing due",
        "Wed 18 Mar 2026: Runner's leg strength, low impact",
        "    no run",
        "    Leg strength 2 sets: growth pauses in this phase",
        "    legtimer run warm-up-for-runners runner-leg-strength stretch-for-runners --low-impact",
    ]
    _, out, _ = run("next", day="2026-04-06")
    assert out.splitlines() == ["Half-marathon legs, week 14 of 14: Race week",
        "Today: nothing due", "No session comes before the end on 12 Apr 2026."]  # fmt: skip
    assert run("next", day="2026-04-13")[1] == "Half-marathon legs is over since 12 Apr 2026\n"


def test_a_rehearsal_shows_every_session_with_its_reason(run):
    run("programme", "use", "half-marathon-legs", "--start", MONDAY)
    code, out, _ = run("programme", "rehearse", "--all-done", "--weeks", "1", day="2026-02-01")
    assert (code, out.splitlines()) == (0, [
        "Week 1 of 14, 5 Jan 2026: Learn",
        "  Mon 5 Jan 2026   Runner's leg strength",
        "                   no run, the day before the hard run, as no other day is free",
        "                   Leg strength: 2 sets",
        "  Wed 7 Jan 2026   Runner's leg circuit",
        "                   no run, 1 day to recover after Mon",
        f"{'':19}Circuit: 2 rounds, 10 Walking kettlebell lunge, 8 Overhead walking lunge",
        "  Fri 9 Jan 2026   Runner's leg strength",
        "                   no run, 1 day to recover after Wed",
        "                   Leg strength: 2 sets",
    ])  # fmt: skip
    _, out, _ = run("programme", "rehearse", day="2026-02-01")
    assert out.startswith(
        "Week 4 of 14, 26 Jan 2026: Learn · 3 sessions missed: no need to make up for it\n"
    )
    _, out, _ = run("programme", "rehearse", "half-marathon-legs", "--all-done", "--json")
    weeks = json.loads(out)["weeks"]
    assert [len(week["sessions"]) for week in weeks] == [3] * 10 + [1] * 3 + [0]


def test_show_tells_the_phases_with_their_dates(run):
    run("programme", "use", "half-marathon-legs", "--race", "2026-04-12")
    _, out, _ = run("programme", "show")
    assert out.splitlines()[2:8] == [
        "Mon 5 Jan 2026 to Sun 12 Apr 2026, the race",
        "Runs: Tue hard, Thu easy, Sun long",
        "Sessions: no run, after easy; 1 day between",
        "Learn, 5 weeks from 5 Jan 2026: 2-3 a week",
        "    runner-leg-strength, runner-circuit",
        "Build, 5 weeks from 9 Feb 2026: 2-3 a week",
    ]
    _, out, _ = run("programme", "show", "--json")
    phases = json.loads(out)["phases"]
    assert [phase["first_day"] for phase in phases] == [
        "2026-01-05", "2026-02-09", "2026-03-16", "2026-04-06",
    ]  # fmt: skip


def broken():
    folder = own_programmes_folder()
    folder.mkdir(parents=True)
    path = folder / "mine.toml"
    path.write_text('per-week = "3-2"\n[[phase]]\nname = "Build"\nweeks = 1\n')
    return path


def test_mistakes_are_told_with_their_places(run):
    path = broken()
    line = f"{path}:1:12: error: the range 3-2 runs backwards; the smaller figure comes first\n"
    assert run("programme", "check", "mine") == (1, line, "")
    assert run("programme", "check", str(path)) == (1, line, "")
    assert run("programme", "use", "mine") == (1, line, "")
    assert run("programme", "show", "mine") == (1, line, "")
    assert "mine                       1 mistake: legtimer programme check mine" in run(
        "programme")[1]  # fmt: skip
    code, out, _ = run("programme", "check", "mine", "half-marathon-legs", "--json")
    files = json.loads(out)["files"]
    assert (code, [file["good"] for file in files]) == (1, [False, True])
    assert run("config", "set", "programme.name", "mine")[0] == 0
    assert run("next") == (
        1,
        "",
        "legtimer: 1 mistake in mine.toml, line 1: legtimer programme check\n",
    )
    assert run("programme", "check") == (1, line, "")


def test_names_that_nothing_has(run):
    for action in ("show", "check", "use"):
        assert run("programme", action, "half-marathon-leg")[0::2] == (
            2, "legtimer: half-marathon-leg: there is no such programme; did you mean "
            "half-marathon-legs?\n",
        )  # fmt: skip
    run("config", "set", "programme.name", "gone")
    assert run("next")[0::2] == (
        1, "legtimer: gone: there is no such programme; see: legtimer programme list\n"
    )  # fmt: skip
    code, _, err = run("programme", "use", "half-marathon-legs", "--race", "soon")
    assert (code, err.splitlines()[0]) == (2, "legtimer programme use: argument --race: expected "
        "a date such as 2027-04-11, not 'soon'")  # fmt: skip
    code, _, err = run("programme", "use", "half-marathon-legs", "--race", "2026-02-30")
    assert err.splitlines()[0].endswith("argument --race: there is no such day: 2026-02-30")


def events(text):
    return [
        (str(e["UID"]), e["DTSTART"].dt, e["DTEND"].dt, *(str(e.get(k, "")) for k in TEXTS))
        for e in Calendar.from_ical(text).walk("VEVENT")
    ]


TEXTS = ("SUMMARY", "DESCRIPTION")


def test_the_exported_calendar_is_read_back_equal(run, tmp_path):
    folder = own_workouts_folder()
    folder.mkdir(parents=True)
    name = "Legs; heavy, \\ and a very long name that no line of a calendar has room for ☃"
    (folder / "legs.toml").write_text(
        f"name = '{name}'\n[[block]]\nkind = \"amrap\"\ntime = 600\nexercises = ['5 Squat']\n"
    )
    run("programme", "use", "half-marathon-legs", "--start", MONDAY)
    run("log", name, "--at", "2026-01-05 18:30", "--length", "45:00", "--note", "a b; c, d",
        "--effort", "8", "--score", "7 + 2")  # fmt: skip
    run("log", "Runner's leg strength", "--at", "2026-01-05 19:30")
    path = tmp_path / "legs.ics"
    assert run("export", "--ics", "-o", str(path), day="2026-01-06") == (0, "", "")
    found = events(path.read_bytes())
    _, out, _ = run("next", "--json", day="2026-01-06")
    planned = [one for week in json.loads(out)["weeks"] for one in week["sessions"]]
    past = [e for e in found if isinstance(e[1], datetime)]
    assert [(e[3], e[4]) for e in past] == [
        (name, "AMRAP 10:00: 7 + 2\nEffort: 8 of 10\na b; c, d"), ("Runner's leg strength", ""),
    ]  # fmt: skip
    assert [(e[2] - e[1]).total_seconds() for e in past] == [2700, 0]
    assert [(str(e[1]), e[3], e[4]) for e in found if e not in past] == [
        (one["day"], one["name"], one["reason"]) for one in planned
    ]
    assert len(planned) == 32
    assert len({e[0] for e in found}) == len(found)


def test_a_planned_event_stays_the_same_when_it_gets_another_day(run):
    run("programme", "use", "half-marathon-legs", "--start", MONDAY)

    def exported(day):
        code, out, _ = run("export", "--ics", day=day)
        assert code == 0
        return {e[0]: e[1].isoformat()[:10] for e in events(out)}

    before = exported("2026-01-12")
    run("log", "Runner's leg strength", "--at", "2026-01-13 18:30")
    after = exported("2026-01-14")
    third = "half-marathon-legs-2026-01-05-2-3@legtimer"
    assert before[third] == after[third] == "2026-01-16"


def test_without_programme_and_history_there_is_no_calendar(run):
    assert run("export", "--ics") == (2, "", "legtimer: no sessions yet\n")
