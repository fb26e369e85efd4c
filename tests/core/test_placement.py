"""Sessions into the days of a week: by programme, runs and past sessions alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legtimer.core.coach.placement import DoneSession, day_name, next_in_turn, place_weeks
from legtimer.core.coach.programme import RACE, WEEKDAYS, Programme, ProgrammePhase, Runs
from legtimer.core.exercise import Span

MONDAY = date(2027, 1, 4)
DAY = timedelta(days=1)
RUNNER = Runs(tue="hard", thu="easy", sun="long")


def phase(weeks: int = 1, per_week: Span | None = None, **more) -> ProgrammePhase:
    return ProgrammePhase(name="Build", weeks=weeks, per_week=per_week, workouts=("a", "b"), **more)


def programme(*phases: ProgrammePhase, **more) -> Programme:
    keys = {"per_week": Span(2, 3), "runs": RUNNER, "start": MONDAY, **more}
    return Programme(phase=phases or (phase(4),), **keys)


def weeks_of(found: Programme, done=(), today: date | None = None):
    first = found.first_day
    runs = found.runs_by_day({}, first, found.weeks * 7 + 1)
    return list(place_weeks(found, first, runs, done, today or first))


def days(week) -> str:
    return " ".join(day_name(one.day) for one in week.planned)


HALF_MARATHON = programme(
    phase(5),
    phase(5),
    phase(3, Span(1, 1)),
    ProgrammePhase(name="Race week", weeks=1, per_week=Span(0, 0)),
    start=None,
    race=date(2027, 4, 11),
)


def test_fourteen_weeks_around_the_runs_of_a_runner():
    weeks = weeks_of(HALF_MARATHON)
    assert weeks[0].first == MONDAY
    assert [days(week) for week in weeks] == ["Mon Wed Fri"] * 10 + ["Wed"] * 3 + [""]
    assert [week.no_day for week in weeks] == [""] * 14


def test_each_day_has_its_reason():
    first, second = weeks_of(programme(phase(2)))
    assert [one.reason for one in first.planned] == [
        "no run, the day before the hard run, as no other day is free",
        "no run, 1 day to recover after Mon",
        "no run, 1 day to recover after Wed",
    ]
    assert second.planned[0].reason == (
        "no run, 2 days to recover after Fri, the day before the hard run, as no other day is free"
    )


def test_a_session_on_the_day_of_a_run_is_after_it():
    (week,) = weeks_of(programme(phase(per_week=Span(1, 1)), on=("after easy", "no run")))
    (one,) = week.planned
    assert (day_name(one.day), one.run, one.reason) == ("Thu", "easy", "after the easy run")


PLACES = [
    # runs, keys, the days
    ({}, {"per_week": Span(1, 1)}, "Mon"),
    ({}, {"per_week": Span(2, 2)}, "Mon Thu"),
    ({}, {"per_week": Span(3, 3)}, "Mon Wed Fri"),
    ({}, {"per_week": Span(2, 2), "days_between": 2}, "Mon Thu"),
    ({}, {"per_week": Span(7, 7), "days_between": 0}, "Mon Tue Wed Thu Fri Sat Sun"),
    ({"tue": "hard"}, {"per_week": Span(1, 1)}, "Wed"),
    ({"mon": "easy", "wed": "easy", "fri": "easy"}, {"per_week": Span(3, 3)}, "Tue Thu Sat"),
    ({"sat": "long"}, {"per_week": Span(2, 2)}, "Mon Thu"),
    ({"fri": "long"}, {"per_week": Span(2, 2)}, "Tue Sat"),
    ({"mon": "long", "tue": "long"}, {"per_week": Span(2, 2)}, "Wed Sat"),
    (dict.fromkeys(WEEKDAYS, "easy"), {"per_week": Span(3, 3)}, "Mon Wed Fri"),
    (dict.fromkeys(WEEKDAYS, "easy"), {"per_week": Span(3, 3), "on": ("no run",)}, ""),
    (dict.fromkeys(WEEKDAYS, "hard"), {"per_week": Span(2, 2), "on": ("after hard",)}, "Mon Thu"),
]


@pytest.mark.parametrize(("runs", "keys", "expected"), PLACES)
def test_the_best_days(runs, keys, expected):
    (week,) = weeks_of(programme(phase(), runs=Runs(**runs), **keys))
    assert days(week) == expected


def test_what_was_missed_is_not_made_up_for():
    found = programme(phase(2))
    week = weeks_of(found, today=MONDAY + DAY)[0]
    assert (days(week), week.missed, week.no_day) == ("Wed Fri", 1, "")
    week = weeks_of(found, today=MONDAY + 5 * DAY)[0]
    assert (days(week), week.missed) == ("", 3)


def test_what_was_done_is_ticked_off():
    found = programme(phase(2))
    done = [DoneSession(MONDAY, "a")]
    week = weeks_of(found, done, MONDAY)[0]
    assert (days(week), week.done, week.missed) == ("Wed Fri", tuple(done), 0)
    assert [one.workout for one in week.planned] == ["b", "a"]


def test_a_session_on_another_day_keeps_its_distance():
    week = weeks_of(programme(phase(2)), [DoneSession(MONDAY + DAY, "a")], MONDAY + 2 * DAY)[0]
    assert (days(week), week.missed) == ("Fri", 1)


def test_more_than_the_week_asks_for_leaves_nothing_due():
    done = [DoneSession(MONDAY + i * DAY, "a") for i in range(4)]
    week = weeks_of(programme(phase(2)), done, MONDAY + 4 * DAY)[0]
    assert (days(week), week.no_day, week.missed) == ("", "", 0)


def test_as_many_as_the_week_asks_for_are_none_missed():
    found = programme(phase(2, Span(2, 2)), runs=Runs())
    done = [DoneSession(MONDAY, "a"), DoneSession(MONDAY + 4 * DAY, "b")]
    assert weeks_of(found, done[:1], MONDAY + 4 * DAY)[0].missed == 1
    assert weeks_of(found, done, MONDAY + 5 * DAY)[0].missed == 0


def test_the_week_before_keeps_its_distance():
    done = [DoneSession(MONDAY + 6 * DAY, "a")]
    weeks = weeks_of(programme(phase(2), runs=Runs()), done, MONDAY + 7 * DAY)
    assert days(weeks[0]) == "Tue Thu Sat"


def test_a_week_without_days_says_why():
    runs = Runs(**dict.fromkeys(WEEKDAYS[:5], "hard"), sat="easy")
    (week,) = weeks_of(programme(phase(), runs=runs))
    assert days(week) == "Sat"
    assert week.no_day == (
        "no day for 2 of 3 sessions: Mon Tue Wed Thu Fri hard run, Sun too near another session"
    )


def test_nothing_on_the_day_of_the_race_and_the_day_before():
    found = programme(phase(per_week=Span(7, 7)), days_between=0, start=None, runs=Runs(),
                      race=MONDAY + 6 * DAY)  # fmt: skip
    (week,) = weeks_of(found)
    assert days(week) == "Mon Tue Wed Thu Fri"
    assert week.no_day == ("no day for 2 of 7 sessions: Sat the day before the race, Sun the race")


@pytest.mark.parametrize(
    ("turn", "done", "expected"),
    [
        ("ab", "", "a"),
        ("ab", "a", "b"),
        ("ab", "ab", "a"),
        ("ab", "b", "a"),
        ("ab", "aa", "b"),
        ("aab", "a", "a"),
        ("aab", "aa", "b"),
        ("aab", "aab", "a"),
        ("abc", "ac", "a"),
        ("a", "aaa", "a"),
        ("ab", "xyz", "a"),
    ],
)
def test_workouts_in_turn(turn, done, expected):
    assert next_in_turn(turn, done) == expected


KINDS = st.sampled_from(["", "", "easy", "hard", "long"])
ON = ("no run", "after easy", "after hard", "after long")


@st.composite
def programmes(draw) -> Programme:
    counts = st.integers(0, 4)
    phases = tuple(
        phase(draw(st.integers(1, 3)), Span(low := draw(counts), low + draw(st.integers(0, 2))))
        for _ in range(draw(st.integers(1, 3)))
    )
    with_race = draw(st.booleans())
    day = MONDAY + draw(st.integers(0, 6)) * DAY
    return Programme(
        phase=phases,
        race=day + 60 * DAY if with_race else None,
        start=None if with_race else day,
        days_between=draw(st.integers(0, 3)),
        on=tuple(draw(st.lists(st.sampled_from(ON), min_size=1, unique=True))),
        runs=Runs(**{name: draw(KINDS) for name in WEEKDAYS}),
    )


@st.composite
def histories(draw):
    """A programme, what was done of it by a day, and that day."""
    found = draw(programmes())
    today = found.first_day + draw(st.integers(0, found.weeks * 7)) * DAY
    span = (today - found.first_day).days
    numbers = draw(st.lists(st.integers(0, span), max_size=12, unique=True))
    done = [DoneSession(found.first_day + n * DAY, draw(st.sampled_from("ab")))
            for n in sorted(numbers)]  # fmt: skip
    return found, done, today


@given(histories())
def test_what_always_holds_of_planned_sessions(case):
    found, done, today = case
    runs = found.runs_by_day({}, found.first_day, found.weeks * 7 + 1)
    weeks = weeks_of(found, done, today)
    planned = [one for week in weeks for one in week.planned]
    fixed = [one.day for one in done]
    for one in planned:
        run = runs.get(one.day, "")
        assert one.day >= today
        assert one.day not in fixed
        assert one.reason
        # Never before a run of the same day: it is offered after it, where the programme allows it.
        assert one.run == run != RACE
        assert (f"after {run}" if run else "no run") in found.on
        assert f"after the {run} run" in one.reason or not run
        assert runs.get(one.day + DAY) != RACE
        others = [*fixed, *(p.day for p in planned if p != one)]
        assert all(abs((one.day - day).days) > found.days_between for day in others)
    for week in weeks:
        wanted = found.per_week_in(week.phase)
        known = len(week.done) + week.missed + len(week.planned)
        assert (known >= wanted.high) != bool(week.no_day)
        assert len(week.planned) <= max(0, wanted.high - len(week.done) - week.missed)


@given(histories())
def test_days_depend_on_nothing_but_programme_history_and_today(case):
    found, done, today = case
    weeks = weeks_of(found, done, today)
    assert weeks_of(found, list(done), today) == weeks
    # A day on which nothing happens changes nothing of the days behind it, in this week.
    due = {one.day for one in weeks[0].planned} if weeks else set()
    if weeks and today not in due and today + DAY < weeks[0].first + 7 * DAY:
        assert weeks_of(found, done, today + DAY)[0].planned == weeks[0].planned


@given(histories())
def test_who_does_what_is_due_keeps_the_days(case):
    found, done, today = case
    weeks = weeks_of(found, done, today)
    planned = weeks[0].planned if weeks else ()
    if planned:
        one = planned[0]
        after = weeks_of(found, [*done, DoneSession(one.day, one.workout)], one.day)
        assert [p[:3] for p in after[0].planned] == [p[:3] for p in planned[1:]]


@given(programmes())
def test_no_other_day_is_better_before_a_hard_run(case):
    """A session before a hard run is only there where as many sessions fit on no other days."""
    from itertools import combinations, pairwise

    week = weeks_of(case)[0]
    runs = case.runs_by_day({}, case.first_day, 8)
    chosen = [one.day for one in week.planned]

    def spared(some) -> int:
        return sum(runs.get(day + DAY) in ("hard", "long") for day in some)

    def good(day) -> bool:
        run = runs.get(day, "")
        return RACE not in (run, runs.get(day + DAY)) and case.rank(run) is not None

    week_days = [case.first_day + i * DAY for i in range(7)]
    for some in combinations(filter(good, week_days), len(chosen)):
        if all((b - a).days > case.days_between for a, b in pairwise(some)):
            assert spared(some) >= spared(chosen)
