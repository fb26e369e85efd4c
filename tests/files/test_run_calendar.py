"""Runs read from calendars: what an event becomes, and what is said of hostile ones."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legtimer.core.coach.programme import Runs
from legtimer.files.programmes import run_calendar
from legtimer.files.programmes.run_calendar import CalendarError, runs_in_calendar

FIRST = date(2027, 1, 4)
UID, BEGINS, RUN = "UID:1", "DTSTART:20270105T180000", "SUMMARY:Run"


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Reads a calendar of events, each given by its lines."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def read(*events, runs=Runs(), days=28):  # noqa: B008 -- it cannot change
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
        for event in events:
            lines += ["BEGIN:VEVENT", *event, "END:VEVENT"]
        path = tmp_path / "runs.ics"
        path.write_bytes("\r\n".join([*lines, "END:VCALENDAR", ""]).encode())
        found = runs_in_calendar(path, runs, FIRST, days)
        return {f"{day:%d %b}": kind for day, kind in sorted(found.items())}

    return read


def test_series_are_expanded(read):
    intervals = (UID, BEGINS, "SUMMARY:Intervals 8 x 400 m", "RRULE:FREQ=WEEKLY;COUNT=3")
    long = ("UID:2", "DTSTART;VALUE=DATE:20270110", "SUMMARY:Long run", "RRULE:FREQ=WEEKLY;COUNT=2")
    assert read(intervals, long) == {
        "05 Jan": "hard",
        "10 Jan": "long",
        "12 Jan": "hard",
        "17 Jan": "long",
        "19 Jan": "hard",
    }


def test_exceptions_of_a_series_count(read):
    series = (UID, BEGINS, RUN, "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20270112T180000")
    moved = (UID, "RECURRENCE-ID:20270119T180000", "DTSTART:20270120T180000", "SUMMARY:Tempo run")
    instead = (UID, "RECURRENCE-ID:20270126T180000", "DTSTART:20270126T180000", "SUMMARY:Dentist")
    assert read(series, moved, instead) == {"05 Jan": "easy", "20 Jan": "hard"}


def test_what_is_no_run_or_called_off_does_not_count(read):
    assert read((UID, BEGINS, "SUMMARY:Dentist"), (UID, BEGINS), ("UID:3", BEGINS, RUN,
        "STATUS:CANCELLED")) == {}  # fmt: skip


def test_of_several_runs_on_a_day_the_hardest_counts(read):
    events = [(f"UID:{n}", BEGINS, f"SUMMARY:{title}")
              for n, title in enumerate(("Easy jog", "Hill sprints", "Long run"))]  # fmt: skip
    assert read(*events) == {"05 Jan": "hard"}


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Easy run 8 km", "easy"),
        ("LONG RUN", "long"),
        ("Long run with hard finish", "hard"),
        ("Lauf", ""),
        ("Intervals", "hard"),
        ('"Tempo" 5 km', "hard"),
        ("(easy)", "easy"),
        ("Trunk exercises", ""),
        ("", ""),
    ],
)
def test_words_make_a_run(title, kind):
    assert Runs().kind_of(title) == kind


def test_one_s_own_words(read):
    runs = Runs(hard=("Bahn",), long=("Lang",), easy=("Locker", "Lauf"))
    events = [(f"UID:{n}", f"DTSTART;VALUE=DATE:202701{n:02}", f"SUMMARY:{title}")
              for n, title in ((5, "Bahntraining"), (6, "Run"), (7, "langer Lauf"))]  # fmt: skip
    assert read(*events, runs=runs) == {"05 Jan": "hard", "07 Jan": "long"}


@pytest.mark.skipif(not hasattr(os, "register_at_fork"), reason="TZ is a thing of Unix")
def test_the_day_is_that_of_the_athlete_s_clock(read, monkeypatch):
    import time

    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    try:
        assert read((UID, "DTSTART:20270105T180000Z", RUN)) == {"06 Jan": "easy"}
    finally:
        monkeypatch.undo()
        time.tzset()


HOSTILE = [
    ([UID, RUN], "has no DTSTART"),
    ([UID, "DTSTART:tomorrow", RUN], ": its DTSTART is not understood"),
    ([UID, "DTSTART:20270230T180000", RUN], ": its DTSTART is not understood"),
    ([UID, "DTSTART:", RUN], ": its DTSTART is not understood"),
    ([UID, BEGINS, RUN, "DTEND:later"], ": its DTEND is not understood"),
    ([UID, BEGINS, RUN, "RRULE:FREQ=WEEKLY", "EXDATE:never"], ": its EXDATE is not understood"),
    ([UID, BEGINS, RUN, "RDATE:20270199"], ": its RDATE is not understood"),
    ([UID, BEGINS, RUN, "RECURRENCE-ID:x"], ": its RECURRENCE-ID is not understood"),
    ([UID, "DTSTART:14920105T180000", RUN], "is in 1492, not from 1970 to 2199"),
    ([UID, "DTSTART:99991231T180000", RUN], "is in 9999, not from 1970 to 2199"),
    *(
        ([UID, BEGINS, RUN, f"RRULE:{rule}"], f"repeats in a way that no run does: {rule}")
        for rule in (
            "FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=1", "FREQ=HOURLY", "FREQ=NEVER", "INTERVAL=2",
            "FREQ=DAILY;INTERVAL=two", "FREQ=WEEKLY;UNTIL=soon", "FREQ=WEEKLY;BYDAY=XX",
            "FREQ=WEEKLY;BYHOUR=6,18", "FREQ=DAILY;BYSETPOS=2", "FREQ=DAILY;BYMONTHDAY=30",
            "FREQ=WEEKLY;COUNT=99999999999999",
        )
    ),
    *(
        ([UID, BEGINS, RUN, f"RRULE:{rule}"], f"repeats with a number below 1: {rule}")
        for rule in ("FREQ=DAILY;INTERVAL=0", "FREQ=WEEKLY;COUNT=-1", "FREQ=YEARLY;INTERVAL=-3")
    ),
    (
        [UID, BEGINS, RUN, "RRULE:FREQ=WEEKLY", "RRULE:FREQ=SECONDLY"],
        "repeats in a way that no run does: FREQ=SECONDLY",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("event", "message"), HOSTILE, ids=[" ".join(e[1:]) for e, _ in HOSTILE])
def test_what_is_said_of_a_hostile_event(read, event, message):
    with pytest.raises(CalendarError) as caught:
        read(event)
    space = "" if message.startswith(":") else " "
    assert str(caught.value) == f'the event "Run"{space}{message}'


FILES = [
    (b"", "this is no calendar: it has no line BEGIN:VCALENDAR"),
    (b"tue = hard\n", "this is no calendar: it has no line BEGIN:VCALENDAR"),
    (b"<!DOCTYPE html><html></html>", "this is no calendar: it has no line BEGIN:VCALENDAR"),
    (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "incomplete: it has no line END:VCALENDAR"),
    (b"BEGIN:VCALENDAR\xff", "the byte 0xFF is not UTF-8"),
    (b"BEGIN:VCALENDAR" + b" " * (8 << 20), "larger than 8 MiB: export the runs alone"),
]


@pytest.mark.parametrize(("data", "message"), FILES, ids=[m for _, m in FILES])
def test_what_is_said_of_another_file(tmp_path, data, message):
    path = tmp_path / "runs.ics"
    path.write_bytes(data)
    with pytest.raises(CalendarError) as caught:
        runs_in_calendar(path, Runs(), FIRST, 28)
    assert str(caught.value) == message


@pytest.mark.parametrize("line", ["!!!!", "END:VEVENT"])
def test_what_the_parser_refuses_is_told(tmp_path, line):
    path = tmp_path / "runs.ics"
    path.write_text(f"BEGIN:VCALENDAR\r\n{line}\r\nEND:VCALENDAR\r\n")
    with pytest.raises(CalendarError, match=r"^not understood: "):
        runs_in_calendar(path, Runs(), FIRST, 28)


def test_an_event_with_two_ids_is_not_understood(read):
    with pytest.raises(CalendarError, match=r"^not understood: "):
        read((UID, "UID:2", BEGINS, RUN))


def test_an_event_outside_the_calendar_is_none(tmp_path):
    """The parser gives it like a calendar; as a part of itself it would be read for ever."""
    path = tmp_path / "runs.ics"
    event = f"BEGIN:VEVENT\r\n{BEGINS}\r\n{RUN}\r\nEND:VEVENT\r\n"
    path.write_text(f"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n{event}")
    assert runs_in_calendar(path, Runs(), FIRST, 28) == {}
    path.write_text(event + "X:BEGIN:VCALENDAR\r\n")
    with pytest.raises(CalendarError, match=r"^(not understood|incomplete)"):
        runs_in_calendar(path, Runs(), FIRST, 28)


def test_too_many_runs(read, monkeypatch):
    monkeypatch.setattr(run_calendar, "_MOST_EVENTS", 2)
    with pytest.raises(CalendarError) as caught:
        read(*([f"UID:{n}", BEGINS, RUN] for n in range(3)))
    assert str(caught.value) == "3 runs; there may be 2"


def test_no_file_a_folder_and_a_pipe(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe) if hasattr(os, "mkfifo") else pipe.mkdir()
    for path, why in (
        (tmp_path / "none.ics", "No such file or directory"),
        (tmp_path, "this is a folder, not a file"),
        (pipe, "this is a "),
    ):
        with pytest.raises(CalendarError, match=f"^cannot be read: {why}"):
            runs_in_calendar(path, Runs(), FIRST, 28)


def test_control_characters_of_a_title_are_written_out(read):
    with pytest.raises(CalendarError) as caught:
        read([UID, "SUMMARY:Run\x1b[2J"])
    assert "\x1b" not in str(caught.value)


def test_the_second_reading_imports_no_library(read, tmp_path):
    read((UID, BEGINS, RUN))
    code = (
        "import sys; from datetime import date; from pathlib import Path;"
        "from legtimer.core.coach.programme import Runs;"
        "from legtimer.files.programmes.run_calendar import runs_in_calendar;"
        f"print(len(runs_in_calendar(Path({str(tmp_path / 'runs.ics')!r}), Runs(),"
        "date(2027, 1, 4), 28)), 'icalendar' in sys.modules, 'dateutil' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout == "1 False False\n", done.stderr


def test_a_change_of_the_file_or_of_the_words_is_seen(read):
    assert read((UID, BEGINS, RUN)) == {"05 Jan": "easy"}
    assert read((UID, BEGINS, "SUMMARY:Long run")) == {"05 Jan": "long"}
    assert read((UID, BEGINS, "SUMMARY:Long run"), runs=Runs(hard=("run",))) == {"05 Jan": "hard"}


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"asked": 1}', "null", "\0"])
def test_a_damaged_cache_does_no_harm(read, tmp_path, kept):
    read((UID, BEGINS, RUN))
    (cache,) = (tmp_path / "cache").rglob("runs.json")
    cache.write_text(kept)
    assert read((UID, BEGINS, RUN)) == {"05 Jan": "easy"}


WHOLE = """\
BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:1
DTSTART;TZID=Europe/Berlin:20270105T180000
SUMMARY:Hard run
RRULE:FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270601T000000Z
EXDATE;TZID=Europe/Berlin:20270112T180000
END:VEVENT
BEGIN:VEVENT
UID:1
RECURRENCE-ID;TZID=Europe/Berlin:20270119T180000
DTSTART;TZID=Europe/Berlin:20270120T180000
SUMMARY:Easy run
END:VEVENT
END:VCALENDAR
"""
EDITS = st.tuples(
    st.integers(0, len(WHOLE) - 1),
    st.integers(0, 12),
    st.sampled_from(["", ":", ";", "=", "9", "-1", "\n", "FREQ=", "VALUE=PERIOD", "P1D"]),
)


@given(st.lists(EDITS, min_size=1, max_size=4))
def test_a_damaged_calendar_is_read_or_refused(tmp_path_factory, edits):
    text = WHOLE
    for at, length, instead in edits:
        text = text[:at] + instead + text[at + length :]
    path = tmp_path_factory.mktemp("calendar") / "runs.ics"
    path.write_text(text)
    with suppress(CalendarError):
        found = runs_in_calendar(path, Runs(), FIRST, 28)
        assert set(found.values()) <= {"easy", "hard", "long"}
