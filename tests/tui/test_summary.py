"""The summary: its words, its figures, and the digits that still correct."""

from __future__ import annotations

from dataclasses import replace

import pytest

from legtimer.core.exercise import LoadUnit
from legtimer.core.session import commands as c
from legtimer.tui.screens.session.summary import SummaryScreen
from legtimer.tui.text import summary as report
from legtimer.tui.widgets.fitting import banner, hang, large_columns
from tests.tui.moments import at

SIZE = (80, 24)


AMRAP = {"kind": "amrap", "time": "5:00", "exercises": ["5 Dip"]}
DIPS = {"kind": "sets", "exercises": ["10 Dip"]}


def rows(done, now, *commands, said=report.NOTHING_SAID, **size) -> list[str]:
    """What the summary says of a session as it stands then."""
    return report.summary_rows(at(done, now, *commands), done.plan, said, **size)


def test_complete_is_said_only_of_what_is(session):
    view = at(session(DIPS), 5_000, c.Press())
    assert report.facts_texts(view, "saved") == ("complete · saved",)
    assert report.ended_as(at(session(DIPS), 5_000, c.Skip())) == "with parts skipped"
    assert report.ended_as(at(session(DIPS), 5_000, c.End())) == "stopped early"
    left = session(AMRAP)
    view = at(left, 60_000, c.Skip())
    assert "(stopped early)" in "\n".join(report.summary_rows(view, left.plan))
    assert report.facts_texts(view, "saved")[0] == "1:00 trained · with parts skipped · saved"
    assert report.ended_as(view) != "complete"


def test_only_several_rounds_have_a_fastest_one(session):
    made = session(AMRAP)
    assert not any("fastest" in row for row in rows(made, 60_000, c.Press(), room=20))
    at(made, 90_000, c.Press())
    assert rows(made, 100_000, c.End(), room=20)[-3:] == [
        "  time of each round",
        f"  round 1             1:00  {'▆' * 40} slowest",
        f"  round 2             0:30  {'▆' * 20} fastest",
    ]


def test_many_rounds_are_one_row_where_there_is_no_room(session):
    made = session(AMRAP)
    for now in (*range(10_000, 200_000, 10_000), 220_000):
        at(made, now, c.Press())
    at(made, 230_000, c.End())
    assert [row for row in rows(made, 230_000, room=12) if "round" in row] == [
        "  20 rounds  0:10 to 0:30  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁█ low is fast"
    ]
    assert len([row for row in rows(made, 230_000, room=40) if "  round " in row]) == 20


def test_what_was_done_stands_beside_the_last_time(session, made):
    log = made.log()
    mine = session(DIPS, AMRAP)
    at(mine, 5_000, c.Press())
    at(mine, 30_000, c.Press())
    block = {"block": "Straight sets", "kind": "sets", "exercise": "Dip"}
    log = replace(
        log,
        sets=(log.sets[0]._replace(**block), log.sets[0]._replace(number=2, done=18, **block)),
        scores=(log.scores[0]._replace(block="AMRAP 5:00"),),
    )
    said = report.Said(previous=log)
    assert rows(mine, 60_000, c.End(), said=said, room=20) == [
        "               today                  last time, 28 Feb 2026",
        "Straight sets  10 reps                608 kg, 38 reps",
        "  Dip          10                     20, 18 @ 16 kg",
        "",
        "AMRAP 5:00     1 + 0 (stopped early)  7 + 23",
        "  Dip          5, ended here",
        f"  round 1  0:17  {'▆' * 40}",
    ]


def test_a_large_table_leaves_out_what_does_not_fit(session, made):
    mine = session(AMRAP)
    for now in (20_000, 50_000):
        at(mine, now, c.Press())
    view = at(mine, 60_000, c.End())
    said = report.Said(previous=made.log())
    tables = [*report.large_tables(view, mine.plan, said, LoadUnit.KG)]
    texts = [[text for row in table for text in row] for table in tables]
    assert "last time, 28 Feb 2026" in texts[0]
    assert "1 + 5 (stopped early)" not in texts[1]
    assert "last time" in texts[1]
    assert [sum("▆" in text for text in some) for some in texts] == [2, 2, 0, 0, 0, 0]
    assert "0:20 to 0:30" in texts[-1]


def test_a_large_table_has_columns_and_fills_its_room():
    rows = [("Squat", "20"), ("Leg press", "3")]
    small = large_columns(rows, 60, 6)
    assert len(small) == 6
    assert max(map(len, small)) <= 60
    assert {line[36:40].strip() for line in small} == {""}  # between the columns
    assert len(large_columns(rows, 120, 12)) == 12
    assert large_columns(rows, 60, 5) is None
    assert large_columns(rows, 40, 6) is None
    assert large_columns([("スクワット", "20")], 200, 20) is None


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
    at(made, now + 30_000)
    assert rows(made, now + 31_000, c.CorrectReps(12)) == [
        "Straight sets  256 kg, 16 reps",
        "  Lunge        8/8 @ 16 kg",
        "  Run          400 m",
        "  Row          15 cal",
        "  Pull-up      ?",
        "  Hop          done",
        "  Jump         0:10 (12 reps)",
    ]


def test_sets_are_folded(session):
    made = session({"kind": "sets", "sets": 3, "rest": 0, "exercises": ["8-12 Press @ 20 kg"]})
    for now, *commands in ((5_000, c.Press()), (10_000, c.Press()), (15_000, c.Skip())):
        at(made, now, *commands)
    assert rows(made, 16_000)[1] == "  Press        2 x 8? @ 20 kg, skipped"


def test_an_exercise_of_a_list_that_the_clock_ended_is_told_by_what_was_done(session):
    block = {"kind": "timed", "name": "Warm-up", "time": "2:00", "exercises": ["0:30 Jog", "9 Hop"]}
    made = session(block, DIPS)
    at(made, 40_000, c.Press())
    assert rows(made, 121_000) == ["Warm-up  9 reps", "  Jog    2 x 0:30", "  Hop    9"]


def test_long_rows_wrap_behind_commas():
    row = "  Kettlebell squat: 20 x 16 kg, 20 x 16 kg, 18 x 16 kg"
    assert hang(row, 40) == ["  Kettlebell squat: 20 x 16 kg,", "      20 x 16 kg, 18 x 16 kg"]
    assert hang(row, 31)[0] == "  Kettlebell squat: 20 x 16 kg,"
    assert hang("short", 40) == ["short"]
    assert all(len(part) <= 20 for part in hang("x" * 90, 20))


@pytest.mark.parametrize("trouble", ["not saved: the disk is full", "disk I/O error " * 9])
def test_that_it_is_not_saved_is_told_whole_at_every_width(trouble):
    for cells in (16, 40, 80, 200):
        (row,) = banner(report.unsaved_texts(trouble), cells, 1)
        assert row.strip() in report.unsaved_texts(trouble)
        assert "not saved" in row


async def test_typed_digits_are_seen_and_enter_corrects_before_it_closes(rig, workouts):
    made = rig(workouts.build(DIPS))
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 11)
        await made.press(pilot, "space")
        await pilot.pause()
        screen = made.screen
        assert isinstance(screen, SummaryScreen)
        assert "tab reps" in screen.query_one("#closing").shown
        await pilot.press("tab", "1", "2")
        assert "reps of Dip: 12_" in screen.query_one("#hint").shown[0]
        assert screen.query_one("#closing").shown[0].startswith("enter corrects")
        await pilot.press("enter")
        await pilot.pause()
        assert made.screen is screen
        assert made.view.records[0].reps == 12
        assert screen.query_one("#rows").shown[1].split() == ["Dip", "12"]
        await pilot.press("enter")
        await pilot.pause()
    assert "Dip          12" in made.app.return_value


async def test_reps_are_not_asked_where_nothing_can_be_corrected(rig, workouts):
    made = rig(workouts.build(AMRAP))
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 20)
        await made.press(pilot, "space", "q", "e")
        await pilot.pause()
        assert made.view.correctable is None
        assert "tab reps" not in made.screen.query_one("#closing").shown
        await pilot.press("tab", "4")
        assert made.screen.said.effort == 4
        assert isinstance(made.screen, SummaryScreen)


async def test_a_click_tells_the_effort(rig, workouts):
    made = rig(workouts.build(DIPS))
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 11)
        await made.press(pilot, "space")
        await pilot.pause()
        row = made.screen.query_one("#effort")
        await pilot.click(row, offset=(row.render_line(0).text.index("8") + 1, 0))
        await pilot.pause()
        assert made.screen.said.effort == 8
        assert "[8]" in row.render_line(0).text
