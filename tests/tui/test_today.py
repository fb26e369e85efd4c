"""Today: the first screen while a programme is in use, and the ways from there."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from legtimer.app.coach import CoachDay
from legtimer.tui.screens.library.screen import LibraryScreen
from legtimer.tui.screens.session.screen import SessionScreen
from legtimer.tui.screens.today.screen import TodayScreen
from legtimer.tui.text.today import today_rows, today_title
from legtimer.tui.widgets.keys import FooterKeys
from legtimer.tui.widgets.outline_view import OutlineView
from legtimer.tui.widgets.text import Words
from tests.tui.programme_desk import PROGRAMME, SUNDAY, programme_desk


@pytest.fixture
def desk(tmp_path, monkeypatch, rig, workouts):
    def make(day=SUNDAY, programme=PROGRAMME):
        return programme_desk(tmp_path, monkeypatch, rig(workouts.circuit), day, programme)

    return make


def said(desk, day=SUNDAY) -> tuple[str, list[str]]:
    services = desk.app.services
    found = services.coach.on(day)
    one = next(found.planned, None)
    chain = found.schedule.chain(one.workout, low_impact=False) if one else ()
    lengths = services.lengths(chain)
    rows = today_rows(found, services.figures(found), 100, lengths)
    return today_title(found, lengths)[0], list(rows)


def test_a_day_with_a_session(desk):
    assert said(desk()) == ("HILL LEGS · 13 MIN", [
        "Today: Hill legs, about 13 min",
        "   6 min  Warm-up for runners",
        "   2 min  Hill legs",
        "   5 min  Stretch for runners",
        "  Goblet squat 12 kg: the first time",
        "  why today: no run",
        "",
        "Spring legs, week 2 of 5",
        "  Learn · 1 session missed: no need to make up for it",
        "",
        "The next days",
        "  Tue 3 Mar   hard run",
        "  Wed 4 Mar   Hill legs",
        "  Thu 5 Mar   easy run",
        "  Sat 7 Mar   long run",
        "  Sun 8 Mar   Hill legs",
    ])  # fmt: skip


def test_a_day_without_one_says_what_comes(desk):
    made = desk()
    title, rows = said(made, date(2026, 3, 3))
    assert title == "HARD RUN"
    assert rows[:8] == [
        "Today: hard run, no leg session.",
        "",
        "Next, Wed 4 Mar 2026: Hill legs, about 13 min",
        "   6 min  Warm-up for runners",
        "   2 min  Hill legs",
        "   5 min  Stretch for runners",
        "  Goblet squat 12 kg: the first time",
        "  why Wed: no run",
    ]
    title, rows = said(made, date(2026, 3, 6))
    assert (title, rows[0]) == ("REST DAY", "No session and no run today: recover.")


def test_what_was_done_today_is_told(desk):
    made = desk()
    made.train(SUNDAY)
    title, rows = said(made)
    assert title == "DONE TODAY"
    assert rows[:3] == [
        "Done today: Hill legs", "", "Next, Wed 4 Mar 2026: Hill legs, about 13 min"
    ]  # fmt: skip
    assert "  why Wed: no run, 2 days to recover after Sun" in rows
    assert "  Learn · done Sun · 1 session missed: no need to make up for it" in rows


def test_the_height_of_training_has_low_impact(desk):
    _, rows = said(desk(), date(2026, 3, 9))
    assert rows[rows.index("Spring legs, week 4 of 5") + 1] == "  Height of training"
    assert rows[2] == "Next, Wed 11 Mar 2026: Hill legs, low impact, about 13 min"


def test_a_week_without_sessions_and_the_race(desk):
    made = desk()
    title, rows = said(made, date(2026, 3, 17))
    assert (title, rows) == ("HARD RUN", [
        "Today: hard run, no leg session.",
        "  No session comes before the end on 22 Mar 2026.",
        "",
        "Spring legs, week 5 of 5",
        "  Race week",
        "  This week has no sessions.",
        "",
        "The next days",
        "  Thu 19 Mar  easy run",
        "  Sat 21 Mar  long run",
        "  Sun 22 Mar  race",
    ])  # fmt: skip
    title, rows = said(made, date(2026, 3, 22))
    assert (title, rows[0]) == ("RACE DAY", "Today: race day, no leg session.")


def test_before_the_first_week(desk):
    title, rows = said(desk(), date(2026, 2, 12))
    assert title == "REST DAY"
    assert "Spring legs begins on Mon 16 Feb 2026" in rows


def test_a_programme_that_is_over(desk):
    assert said(desk(), date(2026, 3, 23)) == ("PROGRAMME OVER", [
        "Spring legs ended on 22 Mar 2026.", "  All programmes: legtimer programme",
    ])  # fmt: skip


def test_a_programme_with_mistakes(desk):
    assert said(desk(programme=PROGRAMME.replace("weeks = 3", "weeks = 0"))) == ("TODAY", [
        "1 mistake in spring.toml, line 12 · e edits it",
        "  spring.toml:12:9: error: expected a whole number from 1 to 52, not 0",
    ])  # fmt: skip


def test_a_programme_that_is_gone(desk):
    made = desk()
    made.programme.unlink()
    assert said(made) == ("TODAY", [
        "spring: there is no such programme; see: legtimer programme list",
    ])  # fmt: skip


def test_a_workout_that_is_gone_and_comes_back(desk):
    made = desk()
    assert said(made)[0] == "HILL LEGS · 13 MIN"
    text = made.workout.read_text()
    made.workout.unlink()
    _, rows = said(made)
    assert (
        rows[1] == "  spring.toml:13:13: error: legs: there is no such workout; see: legtimer list"
    )
    made.workout.write_text(text)
    assert said(made)[0] == "HILL LEGS · 13 MIN"


def test_narrow_rows_are_wrapped_below_their_text(desk):
    found = (made := desk()).app.services.coach.on(SUNDAY)
    rows = list(today_rows(found, made.app.services.figures(found), 20))
    assert rows[-4:] == [
        "  Sat 7 Mar   long",
        "              run",
        "  Sun 8 Mar   Hill",
        "              legs",
    ]


def footer(app) -> list[str]:
    return list(app.screen.query_one(FooterKeys).shown)


async def test_a_session_with_its_figures_and_back(desk):
    app = desk().app
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert footer(app)[:2] == ["space start", "s no warm-up"]
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(app.screen, SessionScreen)
        squat = next(step for step in app.training.session.plan.steps if step.exercise is not None)
        assert (squat.load.text, squat.exercise.note) == ("12 kg", "12 kg: the first time")
        await pilot.press("q", "e")
        await pilot.pause()
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)


async def test_the_warm_up_comes_first_and_what_follows_is_known(desk):
    app = desk().app
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        await pilot.pause()
        assert app.training.session.plan.workout.name == "Warm-up for runners"
        assert app.screen.following == "Hill legs"


async def test_the_warm_up_and_the_cool_down(desk):
    app = desk().app
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("w")
        await pilot.pause()
        assert app.training.session.plan.workout.name == "Warm-up for runners"
        assert app.screen.following == ""


async def test_low_impact_of_the_phase_counts_from_the_start(desk):
    app = desk(date(2026, 3, 11)).app
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s")
        await pilot.pause()
        names = {step.exercise.name for step in app.training.session.plan.steps if step.exercise}
        assert names == {"Goblet squat"}  # in the exercise library nothing is easier than jumps


async def test_to_the_library_and_back(desk):
    app = desk().app
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("l")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
        assert "p today" in footer(app)
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        await pilot.press("escape", "q")
        await pilot.pause()
    assert app.return_code == 0


async def test_a_rest_day_leads_to_the_library(desk):
    app = desk(date(2026, 3, 3)).app
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert footer(app)[0] == "l library"
        await pilot.press("space")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)


async def test_mistakes_leave_the_way_to_the_library(desk):
    app = desk(programme="name = 3").app
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert not any(key.startswith(("w ", "c ")) for key in footer(app))
        await pilot.press("w", "space")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)


async def test_a_file_that_was_broken_meanwhile_starts_nothing(desk):
    app = (made := desk()).app
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        made.workout.write_text("name = 3", encoding="utf-8")
        await pilot.press("space")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert "2 mistakes in spring.toml, from line 1" in app.screen.query_one(OutlineView).rows[0]


async def test_a_press_after_midnight_shows_the_new_day_first(desk):
    app = desk(date(2026, 3, 1)).app
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app._clock.time += 24 * 3600 * 1000
        await pilot.press("space")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert app.screen.query_one(Words).shown == ("REST DAY",)


async def test_without_a_programme_the_library_has_no_key_for_today(rig, workouts):
    app = rig(workouts.circuit, library=True).app
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
        assert "p today" not in footer(app)


def test_a_programme_that_was_taken_out_of_use(desk):
    assert list(today_rows(CoachDay(SUNDAY), (), 80)) == [
        "No programme is in use; all of them: legtimer programme"
    ]


@pytest.mark.errors_expected
async def test_where_today_fails_the_library_takes_over(desk, monkeypatch):
    app = desk().app
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        monkeypatch.setattr(app.services.coach, "on", lambda day: 1 / 0)
        await pilot.press("escape")
        for _ in range(20):
            await asyncio.sleep(0)
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
