"""Sessions as rows and as lines: whatever is written is read back exactly."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legtimer.core.blocks import kinds
from legtimer.core.exercise import Load, LoadUnit, Unit
from legtimer.core.session import commands as c
from legtimer.core.session.command_text import InvalidCommand, journal_text, parse_journal_text
from legtimer.core.session.machine import JournalEntry
from legtimer.core.session.records import Outcome
from legtimer.history.export.jsonl import to_json_line
from legtimer.history.import_.jsonl import InvalidLine, from_json_line
from legtimer.history.serialization import _LARGEST, field_types
from legtimer.history.session_record import (
    Correction,
    Header,
    ScoreResult,
    SessionRecord,
    SessionStatus,
    SetResult,
)
from legtimer.history.store import Store
from tests.core.strategies import COMMANDS

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
WHOLE = st.integers(-_LARGEST, _LARGEST)
LOADS = st.builds(Load, st.sampled_from(LoadUnit), st.floats(0, 1_000_000), st.integers(0, 99))
NUMBERS = {int: WHOLE, str: TEXTS, bool: st.booleans(), Load: LOADS}
st.register_type_strategy(Load, LOADS)
EXACT = st.one_of(
    COMMANDS,
    st.sampled_from([c.Start(), c.Slept(0), c.Slept(10**14)]),
    st.builds(c.CorrectLoad, LOADS),
    st.builds(c.Adjust, st.integers(-(10**14), 10**14)),
)


TIMES = st.integers(0, _LARGEST)
MEANT = {
    SetResult: {
        "unit": st.sampled_from(Unit).map(lambda word: word.value),
        "outcome": st.sampled_from(Outcome).map(lambda word: word.value),
        "side": st.integers(0, 2),
        "ms": TIMES,
        "began": TIMES,
        "rest": st.none() | TIMES,
        "planned_low": TIMES,
        "planned_high": TIMES,
        "done": st.none() | TIMES,
    },
    ScoreResult: {
        "scored": st.sampled_from([kind for kind, cls in kinds().items() if cls.scoring]),
        "rounds": TIMES,
        "reps": TIMES,
        "ms": TIMES,
        "splits": st.lists(TIMES, max_size=3).map(tuple),
    },
}
"""Fields that hold no more than they can mean."""


def of(kind: type, **given_: st.SearchStrategy) -> st.SearchStrategy:
    """Values of a kind, with anything in its fields."""
    found = {}
    for name, hint in field_types(kind).items():
        if name in given_:
            found[name] = given_[name]
        elif hint in NUMBERS:
            found[name] = NUMBERS[hint]
        else:
            found[name] = {
                "load": st.none() | LOADS,
                "splits": st.lists(WHOLE, max_size=3).map(tuple),
                "choices": st.dictionaries(TEXTS, WHOLE, max_size=3),
                "assumed": st.dictionaries(TEXTS, st.lists(WHOLE).map(tuple), max_size=3),
                "swaps": st.frozensets(TEXTS, max_size=3),
            }.get(name, st.none() | WHOLE)
    return st.builds(kind, **found)


@st.composite
def logs(draw: st.DrawFn) -> SessionRecord:
    header = draw(
        of(
            Header,
            uid=st.uuids().map(lambda uid: uid.hex),
            status=st.sampled_from(SessionStatus),
            effort=st.none() | st.integers(1, 10),
            elapsed=TIMES,
            ended=TIMES,
            began_at=st.integers(0, 10**14),
            utc_offset=st.integers(-1000, 1000),
        )
    )
    instants = sorted(draw(st.lists(st.integers(0, 10**9), max_size=6)))
    numbered = {
        kind: [
            row._replace(number=n)
            for n, row in enumerate(draw(st.lists(of(kind, **MEANT[kind]), max_size=3)), 1)
        ]
        for kind in MEANT
    }
    return SessionRecord(
        header=header,
        journal=tuple(JournalEntry(at, draw(EXACT)) for at in instants),
        sets=tuple(numbered[SetResult]),
        scores=tuple(numbered[ScoreResult]),
        corrections=tuple(draw(st.lists(of(Correction), max_size=3))),
    )


@given(EXACT)
def test_a_command_is_spelled_and_read(command):
    assert parse_journal_text(journal_text(command)) == command
    assert journal_text(command).isprintable()


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "fly", "press 1", "press ", "adjust", "adjust x", "adjust 1 2", "adjust 1.5",
        "reps ", "reps 07", "reps 1e3", "reps 9999999999999999", "load kg 5", "load stone 5 1",
        "load kg nan 1", "load kg inf 1", "load kg 5 x", "slept", "Press", "press\n", "reps ٣",
    ],
)  # fmt: skip
def test_what_is_no_command_is_refused(text):
    with pytest.raises(InvalidCommand):
        parse_journal_text(text)


def test_journals_are_spelled_as_they_were():
    """What lies in files cannot be renamed."""
    said = {
        c.Start(): "start", c.Press(): "press", c.Pause(): "pause", c.Resume(): "resume",
        c.Back(): "back", c.Restart(): "restart", c.Skip(): "skip", c.Undo(): "undo",
        c.CountRound(): "round", c.ChangeCounting(): "counting", c.MarkMissed(): "missed",
        c.MoreRounds(): "more", c.FewerRounds(): "fewer", c.SwapEasier(): "easier",
        c.SwapEasier("Step-up  on a box"): "easier Step-up  on a box", c.End(): "end",
        c.Adjust(-10_000): "adjust -10000", c.CorrectReps(12): "reps 12",
        c.CorrectReps(12, 3): "reps 12 3",
        c.CorrectLoad(Load(LoadUnit.KG, 22.5, 2)): "load kg 22.5 2",
        c.CorrectLoad(Load(LoadUnit.PERCENT, 70)): "load % 70.0 1",
        c.Slept(123_456): "slept 123456",
    }  # fmt: skip
    assert {journal_text(command): text for command, text in said.items()} == {
        text: text for text in said.values()
    }
    # By name: a dataclass with slots leaves the class behind that it was made from.
    named = {kind.__name__ for kind in c.Command.__subclasses__()}
    assert {type(command).__name__ for command in said} == named


@given(logs())
def test_a_line_is_the_session(log):
    line = to_json_line(log)
    assert "\n" not in line
    assert from_json_line(line) == log
    assert to_json_line(from_json_line(line)) == line


@given(logs())
def test_rows_are_the_session(log):
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "history.db")
        assert store.insert(log)
        assert store.load(log.header.uid) == log
        store.close()


LINE = to_json_line(
    SessionRecord(
        header=Header(
            uid="0" * 32, workout="Legs", origin="", text="", choices={}, swaps=frozenset(),
            began_at=1, utc_offset=60, version="1",
        ),
        journal=(JournalEntry(0, c.Start()), JournalEntry(5, c.Press())),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"format": "legtimer.session/2"}, "this session is of another version of legtimer"),
        ({"format": "fit"}, "this is not a session of legtimer"),
        ({"uid": "x"}, "session.uid is not 32 hexadecimal digits"),
        ({"uid": 7}, "session.uid must be text"),
        ({"effort": 11}, "session.effort is not from 1 to 10"),
        ({"effort": True}, "session.effort is no whole number"),
        ({"began_at": 1.5}, "session.began_at is no whole number"),
        ({"began_at": 10**15}, "no time of day"),
        ({"utc_offset": 5000}, "no time of day"),
        ({"elapsed": -1}, "session.elapsed or session.ended is below 0"),
        ({"elapsed": 2**60}, "session.elapsed is no whole number"),
        ({"note": "\ud800"}, "session.note must be text"),
        ({"status": "lost"}, "session.status is none of open, done, dropped"),
        ({"choices": []}, "session.choices is no table"),
        ({"choices": {"a": "b"}}, "session.choices.a is no whole number"),
        ({"swaps": "a"}, "session.swaps is no list"),
        ({"complete": 1}, "session.complete is neither true nor false"),
        ({"journal": {}}, "journal is no list"),
        ({"journal": [["press", 1]]}, r"journal\[0\] is no whole number"),
        ({"journal": [[0]]}, r"journal\[0\] is no pair"),
        ({"journal": [[0, "fly"]]}, r"journal\[0\]: 'fly' is no command"),
        ({"journal": [[5, "start"], [4, "press"]]}, "not in the order of time"),
        ({"sets": [{}]}, r"sets\[0\] has no number"),
        ({"scores": [3]}, r"scores\[0\] is no table"),
    ],
)
def test_a_line_that_is_no_session_is_refused_with_the_reason(change, why):
    with pytest.raises(InvalidLine, match=why):
        from_json_line(json.dumps({**json.loads(LINE), **change}))


@pytest.mark.parametrize("line", ["", "{", "[]", "null", "7", "[" * 100_000, '{"a": 1}', "\x00"])
def test_what_is_no_session_at_all_is_refused(line):
    with pytest.raises(InvalidLine):
        from_json_line(line)


def test_what_a_later_version_adds_is_left_out():
    assert from_json_line(json.dumps({**json.loads(LINE), "shoes": "red"})) == from_json_line(LINE)


def test_a_field_that_is_missing_is_told():
    values = json.loads(LINE)
    del values["text"]
    with pytest.raises(InvalidLine, match="session has no text"):
        from_json_line(json.dumps(values))
