"""Two copies of a session that were corrected on two machines."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legtimer.history.corrections import correct
from legtimer.history.export.jsonl import to_json_line
from legtimer.history.import_.jsonl import from_json_line
from legtimer.history.merging import merge
from legtimer.history.session_record import Correction
from legtimer.history.store import Store
from tests.history.past_sessions import counting, text_of, trained

AMRAP = {"kind": "amrap", "time": "1:00", "exercises": ["10 Squat", "5 Lunge"]}
LOG = trained(text_of(AMRAP), counting(4))
NOW = 1_800_000_000_000
UID = LOG.header.uid
CHANGES = [
    ("set 1", "reps", "12"),
    ("set 1", "reps", "13"),
    ("set 2", "load", "20 kg"),
    ("set 2", "exercise", "Split squat"),
    ("score 1", "rounds", "8"),
    ("score 1", "reps", "4"),
    ("score 1", "score", "7 + 2"),
    ("score 1", "splits", "0:10 0:20"),
    ("session", "effort", "8"),
    ("session", "note", "windy"),
    ("session", "time", "45:00"),
    ("session", "date", "2026-03-14 18:30"),
]


class Machine:
    """A history of its own."""

    def __init__(self, folder):
        self.store = Store(folder / "history.db")
        self.store.insert(LOG)

    def correct(self, target, field, text, at):
        correct(self.store, UID, target, field, text, at)

    @property
    def line(self):
        return to_json_line(self.store.load(UID))


@pytest.fixture
def machines(tmp_path_factory):
    made = Machine(tmp_path_factory.mktemp("a")), Machine(tmp_path_factory.mktemp("b"))
    yield made
    for one in made:
        one.store.close()


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 1), st.sampled_from(CHANGES), st.integers(0, 9)), max_size=8),
    st.booleans(),
)
def test_whichever_way_round_both_end_equal(tmp_path_factory, changes, first):
    machines = Machine(tmp_path_factory.mktemp("a")), Machine(tmp_path_factory.mktemp("b"))
    for where, change, at in changes:
        machines[where].correct(*change, NOW + at)
    one, other = machines if first else reversed(machines)
    one.store.merge(from_json_line(other.line))
    other.store.merge(from_json_line(one.line))
    assert one.line == other.line
    again = other.store.merge(from_json_line(one.line))
    assert (again.taken, again.kept) == ((), ())
    (score,) = one.store.load(UID).scores
    assert score.text == f"{score.rounds} + {score.reps}"
    for machine in machines:
        machine.store.close()


def test_the_newer_correction_wins_and_both_are_told(machines):
    one, other = machines
    one.correct("set 1", "reps", "12", 5)
    one.correct("session", "effort", "8", 6)
    other.correct("set 1", "reps", "13", 9)
    found = one.store.merge(from_json_line(other.line))
    (taken,) = [change for change in found.taken if change.field == "done"]
    assert (taken.before, taken.after) == ("12", "13")
    found = other.store.merge(LOG)
    assert (found.taken, found.kept) == ((), ())
    log = one.store.load(UID)
    assert (log.sets[0].done, log.header.effort, len(log.corrections)) == (13, 8, 5)


def test_what_is_older_is_told_and_stays(machines):
    one, other = machines
    one.correct("set 1", "reps", "12", 5)
    other.correct("set 1", "reps", "13", 9)
    found = other.store.merge(from_json_line(one.line))
    assert [(change.field, change.after) for change in found.kept] == [("done", "12")]
    assert found.taken == ()
    assert other.store.load(UID).sets[0].done == 13


def test_the_last_word_on_a_machine_is_the_last_whatever_its_clock_says(machines):
    one, _ = machines
    one.correct("set 1", "reps", "12", 5_000)
    one.correct("set 1", "reps", "13", 10)
    assert merge(LOG, one.store.load(UID)).record.sets[0].done == 13


@pytest.mark.parametrize("field", ["uid", "count", "began_at_", "_asdict"])
def test_a_stranger_s_correction_changes_nothing_else(field):
    strange = Correction(9, "session", field, "1", "2"), Correction(9, "set 77", "done", "1", "2")
    other = replace(LOG, header=replace(LOG.header, note="x"), corrections=strange)
    found = merge(LOG, other)
    assert found.record == replace(LOG, corrections=tuple(sorted(strange)))
    assert found.taken == ()
