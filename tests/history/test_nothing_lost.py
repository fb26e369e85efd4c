"""No field of a workout, an exercise or a set is lost between history, export and import."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from legtimer.core.athlete_defaults import AthleteDefaults
from legtimer.core.blocks import kinds
from legtimer.core.coach.growth_types import GROWTH_KEYS
from legtimer.core.exercise import Exercise, Load, LoadUnit
from legtimer.core.fields import keys_of
from legtimer.core.session import commands as c
from legtimer.core.session.machine import Session
from legtimer.core.workout import Workout
from legtimer.files.workouts.reader import read_workout
from legtimer.history.export.jsonl import to_json_line
from legtimer.history.import_.jsonl import from_json_line
from legtimer.history.recorded_session import record_of
from legtimer.history.session_record import Header, SessionRecord
from legtimer.history.store import Store
from tests.core.test_fields_kept import KINDS, SAID, taken

DEFAULTS = {"prepare": 7_000, "get_set": 9_500, "switch": 6_000, "countdown": 5, "halfway": False}
"""What the settings may say of a workout, by the name of its field."""


def values(thing: object) -> object:
    """A workout as nested values, each field of each part by its name."""
    if is_dataclass(thing):
        return (
            type(thing).__name__,
            {f.name: values(getattr(thing, f.name)) for f in fields(thing)},
        )
    if isinstance(thing, tuple) and not hasattr(thing, "_fields"):
        return tuple(map(values, thing))
    return thing


WITHOUT = {"cadence": {"cadence", "wave"}, "tempo": {"tempo", "grow", "from", "harder", "load"}}
"""What else is left out with a key: of a tempo and a cadence, of a wave and growth step by step an
exercise has one."""


def said_of(kind: str, without: str) -> dict[str, object]:
    """All that a kind takes of an exercise."""
    out = WITHOUT[without]
    return {key: value for key, value in SAID.items() if key not in out and taken(kind, key)}


def text_with(kind: str, without: str = "cadence") -> str:
    """A workout's file of one block, with an exercise of which all is said."""
    said = said_of(kind, without)
    amount = {"death-by": "", "intervals": "", "timed": ""}.get(kind, "10")
    said = {k: v.format(amount=amount).strip() if k == "easier" else v for k, v in said.items()}
    table = {"kind": kind, **kinds()[kind].example}
    table["exercises"] = [{"do": f"{amount} Squat".strip(), **said}]
    for key in ("rest", "between"):
        table.pop(key, None)
    return tomli_w.dumps({"name": "All", "about": "Everything", "tags": ["a"], "block": [table]})


def recorded(text: str, workout: Workout) -> SessionRecord:
    """A session of a workout, ended after a while."""
    session = Session(workout, {}, now=0)
    session.handle(c.Start(), 0)
    session.advance(30_000)
    session.handle(c.Press(), 30_000)
    if session.allows(c.End):
        session.handle(c.End(), 45_000)
    header = Header(
        uid="0" * 32, workout=workout.name, origin="x.toml", text=text, choices={"a": 1},
        swaps=frozenset({"block[0]"}), assumed={"b": (1, 2)}, began_at=1_772_532_000_000,
        utc_offset=60, version="1", effort=3, note="a note",
    )  # fmt: skip
    return record_of(session, header, 45_000)


def around(record: SessionRecord, folder) -> SessionRecord:
    """What is left of a session after a history, an export, an import and another history."""
    for name in ("one.db", "other.db"):
        store = Store(folder / name)
        assert store.insert(record)
        loaded = store.load(record.header.uid)
        store.close()
        record = from_json_line(to_json_line(loaded))
    return record


@pytest.mark.parametrize("without", ["cadence", "tempo"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_session_has_its_workout_and_sets_after_all_of_it(kind, without, tmp_path):
    reading = read_workout(text_with(kind, without))
    assert reading.workout is not None, reading.mistakes
    record = recorded(reading.text, reading.workout)
    after = around(record, tmp_path)
    assert after == record
    again = read_workout(after.header.text, after.header.workout).workout
    assert values(again) == values(reading.workout)
    assert any(one.exercise == "Squat" for one in after.sets) == bool(record.sets)


@pytest.mark.parametrize("without", ["cadence", "tempo"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_the_file_says_of_an_exercise_is_in_the_workout(kind, without):
    """Else the test before would see nothing lost where nothing was read."""
    workout = read_workout(text_with(kind, without)).workout
    (exercise,) = workout.blocks[0].exercise_list()
    plain = Exercise(name="Squat")
    for key in said_of(kind, without):
        name = "growth" if key in GROWTH_KEYS else {"load": "loads"}.get(key, key.replace("-", "_"))
        assert getattr(exercise, name) != getattr(plain, name), key


@given(
    keys=st.fixed_dictionaries({}, optional={k: st.just(v) for k, v in DEFAULTS.items()}),
    counted=st.sampled_from(["", "exercises", "rounds"]),
    maximum=st.none() | st.floats(1, 400).map(lambda kg: round(kg, 2)),
    easier=st.booleans(),
)
def test_the_settings_of_the_day_are_in_the_recorded_text(keys, counted, maximum, easier):
    maxima = {} if maximum is None else {'Back "squat" = x': Load(LoadUnit.KG, maximum)}
    instead = {"Squat": "Wall sit"} if easier else {}
    text = text_with("amrap").replace('load = "12 kg"', "")
    reading = read_workout(text, "", AthleteDefaults(keys, counted, maxima, instead))
    again = read_workout(reading.text)
    assert values(again.workout) == values(reading.workout)
    assert again.text == reading.text


def test_every_default_of_the_settings_is_tried():
    from legtimer.files.settings.sections import WorkoutDefaults

    assert {item.name for item in keys_of(WorkoutDefaults)} == {*DEFAULTS, "count"}
    for name, value in DEFAULTS.items():
        assert getattr(WorkoutDefaults(), name) != value


def test_a_record_with_another_value_in_any_field_is_another_line(tmp_path):
    """The export names every field: none can change unseen."""
    reading = read_workout(text_with("sets"))
    record = recorded(reading.text, reading.workout)
    assert record.sets
    line = to_json_line(record)
    for name in (item.name for item in fields(Header)):
        changed = replace(record.header, **{name: other(getattr(record.header, name))})
        assert to_json_line(replace(record, header=changed)) != line, name
    for name in record.sets[0]._fields:
        value = getattr(record.sets[0], name)
        changed = record.sets[0]._replace(**{name: other(value)})
        assert to_json_line(replace(record, sets=(changed, *record.sets[1:]))) != line, name


def other(value):
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            return f"{value}x"
        case Load():
            return None
        case None:
            return 1
        case frozenset():
            return value | {"other"}
    return {**value, "other": (1,) if "b" in value else 1}
