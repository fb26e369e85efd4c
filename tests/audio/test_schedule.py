"""The schedule: nothing doubled, nothing orphaned, nothing stale."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from legtimer.audio.schedule import KEPT, STALE, Schedule, ScheduledSound

MS = 1_000_000


def test_a_plan_replaces_the_one_before() -> None:
    schedule = Schedule()
    schedule.replace([ScheduledSound(10, "tick"), ScheduledSound(20, "go")], 0)
    schedule.replace([ScheduledSound(15, "halfway")], 5)
    assert schedule.entries == (ScheduledSound(15, "halfway"),)


def test_what_has_happened_stays_when_the_plan_is_dropped() -> None:
    schedule = Schedule()
    schedule.replace([ScheduledSound(10, "tick"), ScheduledSound(20, "go")], 0)
    schedule.replace([], 15)
    assert schedule.entries == (ScheduledSound(10, "tick"),)


def test_a_planned_cue_that_happens_is_not_doubled_even_under_another_name() -> None:
    schedule = Schedule()
    schedule.replace([ScheduledSound(10, "block-done")], 0)
    schedule.add([ScheduledSound(10, "go")], 12)
    assert schedule.entries == (ScheduledSound(10, "block-done"),)


def test_an_answer_to_a_press_is_added_and_survives_the_next_plan() -> None:
    schedule = Schedule()
    schedule.add([ScheduledSound(100, "counted")], 100)
    schedule.replace([ScheduledSound(200, "tick")], 100)
    assert schedule.entries == (ScheduledSound(100, "counted"), ScheduledSound(200, "tick"))


def test_what_is_stale_is_dropped_and_what_is_long_over_is_forgotten() -> None:
    schedule = Schedule()
    late = 10 * STALE
    schedule.add(
        [ScheduledSound(late - STALE - 1, "tick"), ScheduledSound(late - STALE, "go")], late
    )
    assert schedule.entries == (ScheduledSound(late - STALE, "go"),)
    schedule.replace([], late + KEPT + 1)
    assert schedule.entries == ()


PLANS = st.lists(
    st.tuples(
        st.integers(1, 400),  # ms until the next call
        st.sets(st.integers(1, 3000), max_size=8),  # ms from then to the cues of the plan
        st.booleans(),
    ),
    max_size=20,
)


@given(PLANS)
def test_whatever_is_pressed_the_future_is_the_latest_plan(
    calls: list[tuple[int, set[int], bool]],
) -> None:
    schedule = Schedule()
    now = 0
    past: set[ScheduledSound] = set()
    for wait, aheads, press in calls:
        before = schedule.entries
        now += wait * MS
        past |= {entry for entry in before if entry.due <= now}
        if press and all(entry.due != now for entry in before):
            schedule.add([ScheduledSound(now, "counted")], now)
            past.add(ScheduledSound(now, "counted"))
        plan = {ScheduledSound(now + ahead * MS, "tick") for ahead in aheads}
        schedule.replace(plan, now)
        assert {entry for entry in schedule.entries if entry.due > now} == plan
        assert {entry for entry in schedule.entries if entry.due <= now} == past
        dues = [entry.due for entry in schedule.entries]
        assert dues == sorted(set(dues))
