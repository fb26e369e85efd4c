"""The summary: its words, its figures, and the digits that still correct."""

from __future__ import annotations

from legtimer.core.session import commands as c
from legtimer.tui.screens.session.summary import SummaryScreen
from legtimer.tui.text import summary as report
from legtimer.tui.widgets.fitting import hang
from tests.tui.moments import at

SIZE = (80, 24)


AMRAP = {"kind": "amrap", "time": "5:00", "exercises": ["5 Dip"]}
DIPS = {"kind": "sets", "exercises": ["10 Dip"]}


def test_complete_is_said_only_of_what_is(session):
    done = session(DIPS)
    assert report.summary_rows(at(done, 5_000, c.Press()))[0] == "0:05 trained, complete"
    assert report.ended_as(at(session(DIPS), 5_000, c.Skip())) == "with parts skipped"
    assert report.ended_as(at(session(DIPS), 5_000, c.End())) == "stopped early"
    left = session(AMRAP)
    view = at(left, 60_000, c.Skip())
    assert "not to its end" in "\n".join(report.summary_rows(view))
    assert report.ended_as(view) != "complete"


def test_only_several_rounds_have_a_fastest_one(session):
    made = session(AMRAP)
    rows = report.score_rows(at(made, 60_000, c.Press()))
    assert not any("*" in row for row in rows)
    at(made, 90_000, c.Press())
    rows = report.score_rows(at(made, 100_000, c.End()))
    assert rows[1:] == ["  round   1  1:00  0:30*", "  * fastest"]


def test_the_large_figure_says_what_it_is(session):
    one = session(AMRAP)
    at(one, 60_000, c.Press())
    assert report.headline_texts(at(one, 70_000, c.End()))[0] == "AMRAP 1 + 0"
    assert report.headline_texts(at(session(DIPS), 65_000, c.Press()))[0] == "1:05 TRAINED"
    two = session(AMRAP, AMRAP)
    at(two, 60_000, c.Skip())
    view = at(two, 70_000, c.End())
    assert len(view.scores) == 2
    assert report.headline_texts(view)[0] == "1:10 TRAINED"


def test_units_sides_and_sets_that_nobody_counted(session):
    lines = ["8/leg Lunge @ 16 kg", "400 m Run", "15 cal Row", "max Pull-up", "Hop", "0:10 Jump"]
    made = session({"kind": "sets", "sets": 1, "exercises": lines, "switch": 0})
    now = 0
    for _ in range(6):
        now += 5_000
        at(made, now, c.Press())
    view = at(made, now + 30_000)
    view = at(made, now + 31_000, c.CorrectReps(12))
    assert report.set_rows(view)[1:] == [
        "  Lunge: 8/8 x 16 kg",
        "  Run: 400 m",
        "  Row: 15 cal",
        "  Pull-up: ?",
        "  Hop: done",
        "  Jump: 0:10, 12 reps",
    ]


def test_a_timed_list_is_said_by_its_name(session):
    block = {"kind": "timed", "name": "Warm-up", "time": "2:00", "exercises": ["0:30 Jog", "9 Hop"]}
    made = session(block, DIPS)
    at(made, 40_000, c.Press())
    view = at(made, 121_000)
    assert report.set_rows(view)[0].startswith("Warm-up: 2:00")
    assert not any("Jog" in row for row in report.set_rows(view))


def test_long_rows_wrap_behind_commas():
    row = "  Kettlebell squat: 20 x 16 kg, 20 x 16 kg, 18 x 16 kg"
    assert hang(row, 40) == ["  Kettlebell squat: 20 x 16 kg,", "      20 x 16 kg, 18 x 16 kg"]
    assert hang(row, 31)[0] == "  Kettlebell squat: 20 x 16 kg,"
    assert hang("short", 40) == ["short"]
    assert all(len(part) <= 20 for part in hang("x" * 90, 20))


async def test_typed_digits_are_seen_and_enter_corrects_before_it_closes(rig, workouts):
    made = rig(workouts.build(DIPS))
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 11)
        await made.press(pilot, "space")
        await pilot.pause()
        screen = made.screen
        assert isinstance(screen, SummaryScreen)
        assert "digits correct" in screen.query_one("#closing").shown[0]
        await pilot.press("1", "2")
        assert "reps of Dip: 12_" in screen.query_one("#hint").shown[0]
        assert screen.query_one("#closing").shown[0].startswith("enter corrects")
        await pilot.press("enter")
        await pilot.pause()
        assert made.screen is screen
        assert made.view.records[0].reps == 12
        assert "  Dip: 12" in screen.query_one("#rows").shown
        await pilot.press("enter")
        await pilot.pause()
    assert "Dip: 12" in made.app.return_value


async def test_digits_are_not_offered_where_nothing_can_be_corrected(rig, workouts):
    made = rig(workouts.build(AMRAP))
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 20)
        await made.press(pilot, "space", "q", "e")
        await pilot.pause()
        assert made.view.correctable is None
        assert "digits" not in made.screen.query_one("#closing").shown[0]
        await pilot.press("4")
        assert made.screen.query_one("#hint").shown == ("",)
        assert isinstance(made.screen, SummaryScreen)
