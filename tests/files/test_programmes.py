"""Programme files: mistakes word for word at their places, the shipped ones, the schema."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from unittest.mock import ANY

import pytest
from jsonschema import Draft7Validator

from legtimer.app.programme_schedule import open_schedule
from legtimer.app.targets import ProgrammeGrowth
from legtimer.core.coach.placement import day_name
from legtimer.core.coach.programme import Programme, ProgrammePhase, Runs
from legtimer.core.fields import keys_of
from legtimer.files.exercises.library import open_library
from legtimer.files.mistakes import Severity
from legtimer.files.named_file import NamedFiles, NoSuchFile
from legtimer.files.programmes.catalogue import PROGRAMMES
from legtimer.files.programmes.own_programmes import write_date
from legtimer.files.programmes.reader import read_programme, read_programme_file
from legtimer.files.programmes.schema import programme_schema
from legtimer.files.programmes.templates import (
    PROGRAMME_PARTS,
    PROGRAMME_TEMPLATES,
    programme_template,
)
from legtimer.files.shipped import programme_schema_path, programmes_folder
from legtimer.files.toml.edit import EditError
from legtimer.files.user_folders import own_programmes_folder
from tests.files.broken_programmes import broken_programmes

VALIDATOR = Draft7Validator(programme_schema())
SHIPPED = sorted(programmes_folder().glob("*.toml"))
GOOD = """\
per-week = 2
[runs]
tue = "hard"
[[phase]]
name = "Build"
weeks = 2
workouts = ["runner-circuit"]
"""


@pytest.mark.parametrize("template", PROGRAMME_TEMPLATES)
@pytest.mark.parametrize("today", [date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)])
def test_a_template_is_a_good_programme_from_the_next_monday_on(template, today):
    text = programme_template('My "spring"', template, today)
    reading = read_programme(text)
    assert reading.mistakes == ()
    assert reading.programme is not None
    assert reading.programme.name == 'My "spring"'
    monday = date(2026, 3, 9) if today.day == 3 else date(2026, 3, 2)
    assert reading.programme.first_day == monday
    assert text.startswith(f"#:schema {programme_schema_path().as_uri()}\n")
    VALIDATOR.validate(json.loads(json.dumps(tomllib.loads(text), default=str)))


def test_a_name_that_no_file_has_costs_each_title_once_while_the_files_stay(tmp_path):
    asked = []
    for name in "abc":
        (tmp_path / f"{name}.toml").write_text(name)

    def title(path):
        asked.append(path.stem)
        return path.read_text()

    files = NamedFiles("workout", "legtimer list", lambda: (tmp_path,), title)
    for wanted in ("nothing", "other", "nothing"):
        with pytest.raises(NoSuchFile):
            files.find_by_name(wanted)
    assert asked == ["a", "b", "c"]
    (tmp_path / "b.toml").write_text("nothing at all")
    assert files.find_by_name("Nothing at all").stem == "b"
    assert asked == ["a", "b", "c", "b"]


@pytest.mark.parametrize("header", PROGRAMME_PARTS)
def test_a_part_fits_into_a_programme(header):
    text = programme_template("Spring", "weeks", date(2026, 3, 1))
    reading = read_programme(f"{text}\n{header}\n{PROGRAMME_PARTS[header]}")
    assert reading.mistakes == ()
    assert reading.programme is not None


@pytest.mark.parametrize("case", broken_programmes(), ids=lambda case: case.title)
def test_every_mistake_is_told_at_its_place(case):
    reading = read_programme(case.text)
    told = [f"{m.line}:{m.column}: {m.severity.value}: {m.message}" for m in reading.mistakes]
    assert told == case.expected
    warnings_only = all(m.severity is Severity.WARNING for m in reading.mistakes)
    assert (reading.programme is not None) == warnings_only


ADVICE = [
    # a title of a broken programme, what is replaced, by what its message says
    ("a phase in single brackets", "[phase]", "[[phase]]"),
    (
        "no workouts where there are sessions",
        "weeks = 4",
        'weeks = 4\nworkouts = ["runner-circuit"]',
    ),
    ("sessions a week nowhere", "[[phase]]", "per-week = 2\n[[phase]]"),
    ("a workout with a slip", "runner-circiut", "runner-circuit"),
    ("a race and a start", "start = 2027-01-04\n", ""),
    ("a start in words", '"next Monday"', "2027-04-11"),
    ("sessions a week backwards", "3-2", "2-3"),
    ("sessions a week in words", '"twice"', '"2-4"\ndays-between = 0'),
    ("a kind of day with a slip", "no runs", "no run"),
    ("no kind of day", "[]", '["no run", "after easy"]'),
    ("a run of an unknown kind", "hrad", "hard"),
    ("a day with its whole name", "tuesday", "tue"),
    ("runs as a list", 'runs = ["tue"]', '[runs]\ntue = "hard"'),
    ("a calendar beside a usual week", 'tue = "hard"\n', ""),
    ("a day of the week at the top", 'tue = "hard"', '[runs]\ntue = "hard"'),
    ("a key with a slip", "per-wek", "per-week"),
    ("another word for the name", "title", "name"),
    ("growth with a slip", "paused", "pause"),
]


@pytest.mark.parametrize(("title", "wrong", "right"), ADVICE, ids=[title for title, *_ in ADVICE])
def test_a_programme_that_is_changed_as_its_message_says_is_good(title, wrong, right):
    (case,) = (case for case in broken_programmes() if case.title == title)
    assert case.text.count(wrong) == 1
    assert not read_programme(case.text.replace(wrong, right)).errors


def test_there_are_many_cases_and_no_two_of_one_title():
    titles = [case.title for case in broken_programmes()]
    assert len(titles) == len(set(titles)) >= 60
    assert all(case.expected for case in broken_programmes())


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_shipped_programmes_are_good(path):
    schedule, reading = open_schedule(path, date(2027, 1, 4), None)
    assert reading.mistakes == ()
    assert schedule is not None
    assert schedule.programme.first_day is None  # whoever takes it into use gives it a date
    assert all(workout.workout is not None for workout in schedule.workouts.values())
    assert all(week.no_day == "" for week in schedule.weeks([], schedule.first_day))


def test_two_programmes_ship():
    names = [read_programme_file(path).programme.name for path in SHIPPED]
    assert names == ["Half-marathon legs", "Leg strength, two days a week"]


def test_the_half_marathon_s_weeks_count_back_from_its_race(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    shipped = programmes_folder() / "half-marathon-legs.toml"
    programme = read_programme_file(shipped).programme
    own = write_date(shipped, programme, "race", date(2027, 4, 11))
    schedule, _ = open_schedule(own, date(2026, 1, 1), None)
    weeks = schedule.weeks([], schedule.first_day)
    days = [" ".join(day_name(one.day) for one in week.planned) for week in weeks]
    assert (weeks[0].first, schedule.last_day) == (date(2027, 1, 4), date(2027, 4, 11))
    assert days == ["Mon Wed Fri"] * 10 + ["Wed"] * 3 + [""]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_schema_accepts_the_shipped_programmes(path):
    assert not list(VALIDATOR.iter_errors(tomllib.loads(path.read_text(encoding="utf-8"))))


def test_the_shipped_schema_is_current():
    Draft7Validator.check_schema(programme_schema())
    shipped = programme_schema_path().read_text(encoding="utf-8")
    assert json.loads(shipped) == programme_schema(), (
        "stale; run: legtimer schema programme > programmes/programme.schema.json"
    )


def test_what_the_schema_refuses_the_reader_refuses_too():
    refused = 0
    for case in broken_programmes():
        try:
            data = tomllib.loads(case.text)
            # A language server gives dates to the schema as text.
            found = list(VALIDATOR.iter_errors(json.loads(json.dumps(data, default=str))))
        except tomllib.TOMLDecodeError:
            continue
        refused += bool(found)
        assert not found or read_programme(case.text).programme is None, case.title
    assert refused >= 40


def test_every_key_is_described_in_the_schema():
    schema = programme_schema()
    phase = schema["properties"]["phase"]["items"]
    for cls, table in (
        (Programme, schema),
        (ProgrammePhase, phase),
        (Runs, schema["properties"]["runs"]),
    ):
        for item in keys_of(cls):
            assert table["properties"][item.key]["description"] == item.help


@pytest.fixture
def own(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    folder = own_programmes_folder()
    folder.mkdir(parents=True)
    return folder


def test_programmes_are_found_by_file_and_by_name(own):
    (own / "mine.toml").write_text(f'name = "My legs"\n{GOOD}')
    assert PROGRAMMES.find("mine") == PROGRAMMES.find("my Legs") == own / "mine.toml"
    assert PROGRAMMES.find("Half marathon legs") == SHIPPED[0]
    with pytest.raises(NoSuchFile, match=r"there is no such programme; did you mean mine\?"):
        PROGRAMMES.find("mime")


def test_one_s_own_programme_hides_a_shipped_one(own):
    (own / "half-marathon-legs.toml").write_text(GOOD)
    assert PROGRAMMES.find("half-marathon-legs").parent == own


def test_a_date_is_written_and_the_other_one_taken_out(own):
    path = own / "mine.toml"
    path.write_text(f"# mine\n{GOOD}")
    for key, day in (("race", date(2027, 4, 11)), ("start", date(2027, 1, 4))):
        assert write_date(path, read_programme_file(path).programme, key, day) == path
        assert path.read_text() == f"# mine\n{key} = {day}\n{GOOD}"
    with pytest.raises(EditError, match="is not there any more"):
        write_date(own / "none.toml", Programme(phase=()), "start", date(2027, 1, 4))


def test_a_shipped_programme_is_copied_with_its_comments_and_the_place_of_its_schema(own):
    programme = read_programme_file(SHIPPED[0]).programme
    path = write_date(SHIPPED[0], programme, "start", date(2027, 1, 4))
    assert path == own / "half-marathon-legs.toml"
    assert read_programme_file(path).programme.start == date(2027, 1, 4)
    text = path.read_text()
    assert text.startswith(f"#:schema {programme_schema_path().as_uri()}\n")
    assert "# a usual week; change it to yours" in text


def schedule_of(own, text):
    path = own / "mine.toml"
    path.write_text(text)
    schedule, reading = open_schedule(path, date(2027, 1, 4), None)
    return schedule, [m.render("mine.toml") for m in reading.mistakes]


def test_a_workout_with_mistakes_is_told_where_it_is_named(own, tmp_path):
    folder = tmp_path / "legtimer" / "workouts"
    folder.mkdir()
    (folder / "broken.toml").write_text("[[block]]\n")
    schedule, told = schedule_of(own, GOOD.replace("runner-circuit", "broken"))
    assert schedule is None
    assert told == ["mine.toml:7:13: error: broken has mistakes; see: legtimer check broken"]


def test_a_calendar_is_looked_for_beside_the_programme(own):
    text = GOOD.replace('tue = "hard"', 'calendar = "runs.ics"')
    schedule, told = schedule_of(own, text)
    assert schedule is None
    assert told == [
        f"mine.toml:3:12: error: {own / 'runs.ics'}: cannot be read: No such file or directory"
    ]
    event = "BEGIN:VEVENT\nUID:1\nDTSTART:20270105T180000\nSUMMARY:Run\nEND:VEVENT\n"
    (own / "runs.ics").write_text(f"BEGIN:VCALENDAR\n{event}END:VCALENDAR\n")
    schedule, told = schedule_of(own, text)
    assert (schedule.runs, told) == ({date(2027, 1, 5): "easy"}, [])


def rule(**keys) -> str:
    return GOOD + "[[rule]]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items())


RULES = [
    (
        rule(match='"Walking ketlebell lunge"', grow='"1 rep"'),
        "9:9: error: no workout or exercise here is called Walking ketlebell lunge; "
        "did you mean Walking kettlebell lunge?",
    ),
    (
        rule(match='"Bench press"', grow='"2.5 kg"'),
        "9:9: error: no workout or exercise here is called Bench press; "
        "leave the rule out, or add a workout that has it",
    ),
    (
        rule(match='"runner-circuit"', grow='"2.5 kg"'),
        '10:8: error: a workout grows by sets or rounds, such as grow = "1 round"',
    ),
    (
        rule(match='"tabata-legs"', grow='"1 round"').replace(
            '["runner-circuit"]', '["runner-circuit", "tabata-legs"]'
        ),
        "9:9: error: tabata-legs leaves no choice of sets or rounds that could grow",
    ),
    (
        rule(match='"Split squat"', grow='"2.5 kg"'),
        "10:8: error: Split squat: nothing is lifted here: write a load, such as "
        '"Split squat @ 16 kg"',
    ),
    (
        rule(match='"Squat jump"', grow='"1 rep"'),
        '10:8: error: Squat jump: 1:00 grows in its own unit: write "5s"',
    ),
]


@pytest.mark.parametrize(("text", "message"), RULES, ids=[message for _, message in RULES])
def test_a_rule_that_nothing_goes_by_is_told(own, text, message):
    assert schedule_of(own, text) == (None, [f"mine.toml:{message}"])


def test_rules_are_found_by_any_name_of_a_workout_or_an_exercise(own):
    text = rule(match='"Runner\'s leg circuit"', grow='"1 round"') + (
        '[[rule]]\nmatch = "walking KB lunges"\nfrom = 10\ngrow = "2 reps"\n'
    )
    schedule, told = schedule_of(own, text)
    assert told == []
    ids = open_library().exercise_id
    growth = schedule.growth("Runner's leg circuit", date(2027, 1, 4), ids)
    assert growth.rule is not None
    assert growth.rule_of("Walking kettlebell lunge") is not None
    assert growth.rule_of("Split squat") is None
    assert schedule.growth("Tabata legs", date(2027, 1, 4), ids) == ProgrammeGrowth()._replace(
        rule_of=ANY, paused=ANY
    )
    # Before the programme and after it nothing grows by its rules.
    assert schedule.growth("Runner's leg circuit", date(2027, 1, 18), ids).rule is None
