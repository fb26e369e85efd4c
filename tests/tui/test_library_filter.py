"""Which workouts the library lists, in which order, and what it says of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from legtimer.app.history import HistoryService
from legtimer.app.history_views import TrainingSummary
from legtimer.app.library import WorkoutEntry
from legtimer.app.sessions import SessionService
from legtimer.core.workout import expand
from legtimer.history.fingerprint import scored_blocks
from legtimer.history.session_record import local_time
from legtimer.history.store import Store
from legtimer.tui.screens.library.filter import Finder, Order, arranged, with_headings
from legtimer.tui.screens.library.rows import RowData, columns
from tests.tui.fakes import NoChoices, Unkept


def entry(name: str, **fields) -> WorkoutEntry:
    return WorkoutEntry(name, Unkept, **fields)  # any workout will do


def test_every_word_is_found_in_whatever_is_known():
    legs = entry("Leg day", tags=("heavy",), kinds=("sets",), exercises=("Kettlebell squat",))
    arms = entry("Arm day", equipment=("dumbbells",), kinds=("for-time",))
    both, finder = [legs, arms], Finder()
    for typed, found in (
        ("", both),
        ("day", both),
        ("DAY heavy", [legs]),
        ("kb squats", [legs]),
        ("ket", [legs]),
        ("for-t dumb", [arms]),
        ("heavy dumb", []),
        ("'", []),
        ("[b] \x1b", []),
    ):
        assert finder.find(both, typed) == found, typed


def test_numbers_in_names_count_as_numbers():
    days = [entry("Day 10"), entry("day 2"), entry("Day"), entry("2 days"), entry("Day ²")]
    found = [one.name for one in arranged(days, Order.NAME, {})]
    assert found == ["2 days", "Day", "day 2", "Day 10", "Day ²"]


def test_orders_go_round_and_files_with_mistakes_come_last():
    short, long = entry("b", minutes=5, kinds=("sets",)), entry("A", minutes=30, kinds=("amrap",))
    broken = WorkoutEntry("0", None)
    past = {"b": TrainingSummary(1, datetime(2026, 1, 1, tzinfo=UTC))}
    found = {order: arranged([broken, short, long], order, past) for order in Order}
    assert found == {
        Order.NAME: [long, short, broken],
        Order.LENGTH: [short, long, broken],
        Order.LAST: [short, long, broken],
        Order.TYPE: [long, short, broken],
    }
    order = Order.NAME
    for _ in Order:
        order = order.next
    assert order is Order.NAME


def test_folders_are_groups_in_every_order():
    loose, day2 = entry("Loose", minutes=50), entry("Day 2", group="legs/week 2", minutes=20)
    day1, late = entry("Day 1", group="legs/week 2"), entry("A", group="legs/week 10")
    broken = WorkoutEntry("0", None, group="legs/week 2")
    found = arranged([late, broken, day2, loose, day1], Order.NAME, {})
    assert found == [loose, day1, day2, broken, late]
    assert with_headings(found) == [
        loose, "legs/week 2", day1, day2, broken, "legs/week 10", late
    ]  # fmt: skip
    assert arranged([late, day2, loose], Order.LENGTH, {}) == [loose, day2, late]
    assert with_headings([]) == []
    assert Finder().find(found, "week 10") == [late]


def known(name: str, past: TrainingSummary | None = None, **fields) -> RowData:
    return RowData(entry(name, **fields), past, datetime(2026, 3, 1, tzinfo=UTC))


ROWS = [
    known("Ten minutes", minutes=10, kinds=("amrap",), tags=("legs", "running")),
    known("A name that is longer than any coach would write on a board", kinds=("sets", "amrap")),
    known("Day", TrainingSummary(1, datetime(2026, 2, 28, tzinfo=UTC), "7 + 23"), minutes=125),
]


@pytest.mark.parametrize("rows", [ROWS, ROWS[:1], []])
def test_columns_fill_the_width_exactly(rows):
    counts = []
    for width in range(20, 300):
        laid_out = columns(width, rows)
        assert sum(cells for _, cells in laid_out) + 2 * (len(laid_out) - 1) == width
        assert all(cells >= column.least for column, cells in laid_out)
        assert laid_out[0][1] >= 16 or len(laid_out) == 1
        counts.append(len(laid_out))
    assert counts == sorted(counts)


def test_a_column_has_the_width_of_its_content_and_none_stands_empty():
    laid_out = {column.title: cells for column, cells in columns(120, ROWS[:1])}
    assert list(laid_out) == ["name", "length", "type", "tags"]
    assert laid_out["type"] == len("type ▾")
    assert [column.title for column, _ in columns(120, ROWS)] == [
        "name", "length", "last", "best", "type", "tags",
    ]  # fmt: skip


def test_the_best_match_comes_first():
    names = ["Feminine legs", "Leg day", "Mini circuit", "Evening", "Mini"]
    entries = [entry(name) for name in names]
    entries[3] = entry("Evening", exercises=("Mini band walk",))
    assert [one.name for one in Finder().find(entries, "mini")] == [
        "Mini circuit", "Mini", "Feminine legs", "Evening",
    ]  # fmt: skip
    assert [one.name for one in Finder().find(entries, "day leg")] == ["Leg day"]


def test_the_history_tells_times_last_and_best_of_those_that_were_trained(
    tmp_path, workouts, made, rig
):
    ((_, _, same),) = scored_blocks(expand(workouts.amrap))
    store = Store(tmp_path / "history.db")
    log = made.log(workout=workouts.amrap.name)
    days = (log.header.began_at - 86_400_000, log.header.began_at)
    for uid, began_at, rounds in zip("ab", days, (9, 7), strict=True):
        score = log.scores[0]._replace(sameness=same, rounds=rounds, text=f"{rounds} + 23")
        header = replace(log.header, uid=uid * 32, began_at=began_at)
        store.insert(replace(log, header=header, scores=(score,)))
    past = HistoryService(SessionService(store, {}), NoChoices())
    found = past.training_summaries([workouts.amrap, workouts.circuit])
    store.close()
    assert found == {
        "Ten minutes": TrainingSummary(
            2, local_time(log.header.began_at, log.header.utc_offset), "9 + 23"
        )
    }
