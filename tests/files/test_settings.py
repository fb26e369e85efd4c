"""Settings: every key, what is wrong with a file, and that nothing wrong stops anything."""

import os
import sys
import tomllib
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from legtimer.core.athlete_defaults import AthleteDefaults, share
from legtimer.core.blocks.amrap import Amrap
from legtimer.core.coach.equipment import Equipment
from legtimer.core.exercise import Load, LoadUnit
from legtimer.core.fields import keys_of
from legtimer.core.workout import Workout
from legtimer.files import collector
from legtimer.files.settings.listing import dotted_key, list_settings
from legtimer.files.settings.location import config_folder, settings_file
from legtimer.files.settings.reading import current_settings, read_settings
from legtimer.files.settings.sections import (
    AthleteSettings,
    AudioSettings,
    ScreenSettings,
    Settings,
    WorkoutDefaults,
)
from legtimer.files.settings.value_types import ESTIMATED, Section
from legtimer.files.user_folders import (
    own_sounds_folder,
    own_workouts_folder,
    state_folder,
    trash_folder,
)
from legtimer.files.workouts.reader import read_workout
from legtimer.files.workouts.settings_snapshot import add_snapshot, split_snapshot

ROOT = Path(__file__).resolve().parents[2]
ALL = """\
[audio]
player = "silent"
volume = 35
mute = true
latency = 180
keep-warm = true
voice = true
voice-name = "en-us"
voice-command = ["pico2wave", "-w", "{file}", "{text}"]
sounds = { tick = false, halfway = true }

[workout]
prepare = "0:05"
get-set = 3
switch = "2.5s"
countdown = 5
halfway = false
count = "rounds"

[screen]
theme = "night"
units = "lb"
flash = false

[keys]
session.skip = ["j", "f2"]
session.undo = "z"

[export]
separator = "semicolon"

[athlete]
weight = "72.5 kg"
level = "women"

[folders]
workouts = "~/w"
programmes = "~/p"
sounds = "/s"

[programme]
name = "half-marathon-legs"

[equipment]
kettlebells = [16, 12.5]
dumbbells = ["10 kg", "10 kg"]
bands = "20, 30 lb"
bar = "20 kg"
plates = [10, 2.5]

[one-rep-max]
"Back squat" = "100 kg"
Deadlift = "315 lb"
"""


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    path = Path(settings_file())
    path.parent.mkdir(parents=True)
    return path


def test_every_key_is_read():
    reading = read_settings(ALL)
    assert reading.mistakes == ()
    settings = reading.settings
    assert settings.audio == AudioSettings(
        player="silent", volume=35, mute=True, latency=180, keep_warm=True, voice=True,
        voice_name="en-us", voice_command=("pico2wave", "-w", "{file}", "{text}"),
        sounds=(("tick", False), ("halfway", True)),
    )  # fmt: skip
    assert settings.audio.sounds_off == ("tick",)
    assert settings.workout == WorkoutDefaults(
        prepare=5000, get_set=3000, switch=2500, countdown=5, halfway=False, count="rounds"
    )
    assert settings.screen == ScreenSettings(theme="night", units="lb", flash=False)
    assert settings.keymap == {"session.skip": "j,f2", "session.undo": "z"}
    kg, lb = LoadUnit.KG, LoadUnit.LB
    assert settings.owned == Equipment(
        kettlebells=(Load(lb, 16.0), Load(lb, 12.5)),
        dumbbells=(Load(kg, 10.0),) * 2,
        bands=(Load(lb, 20.0), Load(lb, 30.0)),
        bar=Load(kg, 20.0),
        plates=(Load(lb, 10.0), Load(lb, 2.5)),
    )
    assert settings.folders.workouts == os.path.expanduser("~/w")
    assert settings.folders.programmes == os.path.expanduser("~/p")
    assert settings.programme.name == "half-marathon-legs"
    assert settings.athlete == AthleteSettings(weight=Load(LoadUnit.KG, 72.5), level="women")
    assert dict(settings.one_rep_max)["Deadlift"] == Load(LoadUnit.LB, 315)
    typed = {
        (section, *([] if section == "keys" else [key]))
        for section, table in tomllib.loads(ALL).items() for key in table
    }  # fmt: skip
    for section in keys_of(Settings):
        for item in keys_of(section.type.cls) if isinstance(section.type, Section) else ():
            assert (section.key, item.key) in typed, "the test leaves a key out"


def test_an_empty_file_is_the_defaults():
    reading = read_settings("")
    assert reading.settings == Settings()
    assert reading.given == frozenset()
    assert reading.settings.personal == AthleteDefaults()
    assert reading.settings.audio.set_latency is None


def test_all_mistakes_are_told_at_once_with_their_places():
    reading = read_settings(
        "volume = 3\n"
        "[audio]\n"
        "volume = 300\n"
        'player = "minaudio"\n'
        "mute = yes\n"
        "sounds = { tik = false }\n"
        "voice-command = \"pico2wave\"\n"
        "[workout]\n"
        "preprae = 1\n"
        "[folders]\n"
        'workouts = "w"\n'
        "[keys]\n"
        "session.skip = []\n"
        "[one-rep-max]\n"
        'Deadlift = "70%"\n'
        "Squat = 100\n"
        "[screeen]\n"
    )  # fmt: skip
    told = [mistake.render("s") for mistake in reading.mistakes]
    assert told[:5] == [
        "s:1:1: error: volume is not a key of the settings; it belongs under [audio]",
        "s:3:10: error: expected a whole number from 0 to 100, not 300",
        "s:4:10: error: minaudio is not a word for player; did you mean miniaudio?",
        "s:5:8: error: `yes` has no quotes: `mute = true` for a switch, else `mute = \"yes\"`",
        "s:6:12: error: tik is not a key of [audio.sounds]; did you mean tick?",
    ]  # fmt: skip
    assert "expected a list of words" in told[5]
    assert "did you mean prepare?" in told[6]
    assert "begin it with ~ or with the root" in told[7]
    assert "not an empty list" in told[8]
    assert 'expected a load such as "100 kg"' in told[9]
    assert '100 needs a unit, in quotes: "100 kg"' in told[10]
    assert "screeen is not a key of the settings; did you mean screen?" in told[11]
    assert len(told) == 12
    assert reading.settings == Settings()


def test_the_good_keys_beside_wrong_ones_count():
    reading = read_settings('[audio]\nvolume = 300\nmute = true\n[workout]\nprepare = "0:05"\n')
    assert reading.settings.audio == AudioSettings(mute=True)
    assert reading.settings.workout.prepare == 5000
    assert reading.given == {("audio", "mute"), ("workout", "prepare")}


@pytest.mark.parametrize(
    "text", ['audio = 3\n[workout]\nprepare = "0:05"', 'audio = \n[workout]\nprepare = "0:05"']
)
def test_a_section_that_is_no_table(text):
    reading = read_settings(text)
    assert len(reading.mistakes) == 1
    assert reading.settings.audio == AudioSettings()
    assert reading.settings.workout.prepare == 5000


def test_a_command_of_the_user_s_names_its_file():
    (mistake,) = read_settings('[audio]\nvoice-command = ["say", "{text}"]\n').mistakes
    assert '"{file}"' in mistake.message


def test_latency_may_be_left_to_the_program():
    reading = read_settings('[audio]\nlatency = "estimated"\n')
    assert reading.mistakes == ()
    assert reading.settings.audio.latency == ESTIMATED
    assert reading.given == {("audio", "latency")}


@given(st.text(max_size=300) | st.binary(max_size=300))
def test_no_file_stops_the_program(data):
    reading = read_settings(data)
    assert isinstance(reading.settings, Settings)
    for mistake in reading.mistakes:
        assert not any(ord(letter) < 32 for letter in mistake.message)


_VALUES = st.recursive(
    st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=6,
)
_TYPED = [
    (section.key, item.key)
    for section in keys_of(Settings)
    if isinstance(section.type, Section)
    for item in keys_of(section.type.cls)
] + [("audio", "sounds", "tick"), ("keys", "session.undo"), ("one-rep-max", "Squat")]


@given(st.dictionaries(st.sampled_from(_TYPED), _VALUES, max_size=5))
def test_any_value_under_any_key_is_read_or_told(values):
    tree = {}
    for path, value in values.items():
        table = tree
        for part in path[:-1]:
            found = table.setdefault(part, {})
            table = found if isinstance(found, dict) else table
        table[path[-1]] = value
    reading = read_settings(tomli_w.dumps(tree))
    assert isinstance(reading.settings, Settings)
    for path in values:
        good = any(path == given_path[: len(path)] for given_path in reading.given)
        assert good or reading.mistakes or values[path] == {} or path == ("keys", "session.undo")


def test_all_settings_can_be_listed_and_read_back():
    settings = read_settings(ALL).settings
    listed = list(list_settings(settings))
    text = "".join(
        f"{dotted_key(entry.path)} = {tomli_w.dumps({'v': entry.value})[4:]}" for entry in listed
    )
    again = read_settings(text)
    assert again.mistakes == ()
    # Every sound is listed, those that are on too.
    assert again.settings.audio.sounds_off == settings.audio.sounds_off
    assert list(list_settings(again.settings)) == listed


def test_defaults_of_workouts_are_the_workout_s_own():
    theirs = {item.name: item for item in keys_of(Workout)}
    for item in keys_of(WorkoutDefaults):
        known = theirs.get(item.name) or {i.name: i for i in keys_of(Amrap)}[item.name]
        assert (item.default, item.type.expected) == (known.default, known.type.expected)


def test_players_are_those_that_exist():
    from legtimer.audio.players import PLAYER_NAMES

    player = next(item for item in keys_of(AudioSettings) if item.name == "player")
    assert player.type.words == PLAYER_NAMES


def test_sounds_are_those_that_cues_have():
    from legtimer.audio.sound_rules import SOUNDS

    listed = [entry.path for entry in list_settings(Settings()) if len(entry.path) == 3]
    assert {name for _, table, name in listed if table == "sounds"} == SOUNDS


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs is asked")
@pytest.mark.parametrize("value", ["/x/y", "", " ", "relative", None])
def test_the_folders_are_where_platformdirs_would_have_them(value, monkeypatch):
    from platformdirs import user_config_dir, user_data_path, user_state_path

    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name)
        if value is not None:
            monkeypatch.setenv(name, value)
    assert config_folder() == user_config_dir("legtimer", appauthor=False)
    assert trash_folder().parent == user_data_path("legtimer", appauthor=False)
    assert state_folder() == user_state_path("legtimer", appauthor=False)


def test_the_file_is_read_again_when_it_has_changed(file):
    assert current_settings().settings == Settings()
    file.write_text("[audio]\nvolume = 1\n")
    assert current_settings().settings.audio.volume == 1
    assert current_settings() is current_settings()
    file.write_text("[audio]\nvolume = 22\n")
    assert current_settings().settings.audio.volume == 22


def test_a_file_that_cannot_be_read_is_told(file):
    file.mkdir()
    (mistake,) = current_settings().mistakes
    assert mistake.message.startswith("cannot be read: ")
    assert current_settings().settings == Settings()


def test_a_dangling_link_is_told(file):
    file.symlink_to(file.with_name("nowhere"))
    (mistake,) = current_settings().mistakes
    assert mistake.message.startswith("cannot be read: ")


def test_own_folders(file, tmp_path):
    assert own_workouts_folder().name == "workouts"
    file.write_text(tomli_w.dumps({"folders": {"workouts": str(tmp_path), "sounds": "/s"}}))
    assert own_workouts_folder() == tmp_path
    assert own_sounds_folder() == Path("/s")


WORKOUT = """
countdown = 2
[[block]]
kind = "amrap"
time = "1:00"
exercises = ["10 Back-squats @ 70%", "5 Push-up"]
[[block]]
kind = "repeat"
rounds = 2
  [[block.block]]
  kind = "for-time"
  count = "exercises"
  exercises = [{ do = "5 back  squat @ 2x33%", easier = "5 Deadlift @ 50%" }, "5 Lunge @ 70%"]
  [[block.block]]
  kind = "amrap"
  time = "1:00"
  exercises = ["5 Deadlift @ 60,70%"]
"""


def workout(personal):
    reading = read_workout(WORKOUT, "W", personal)
    assert reading.mistakes == ()
    return reading.workout


def test_what_a_file_leaves_open_counts_from_the_settings():
    personal = read_settings(ALL).settings.personal
    found = workout(personal)
    assert (found.prepare, found.get_set, found.countdown) == (5000, 3000, 2)
    amrap, repeat = found.blocks
    for_time, inner = repeat.block
    assert (amrap.count, for_time.count, inner.count) == ("rounds", "exercises", "rounds")
    assert [e.loads for e in amrap.exercises] == [(Load(LoadUnit.KG, 70),), ()]
    squat, lunge = for_time.exercises
    assert squat.loads == (Load(LoadUnit.KG, 33, 2),)
    assert squat.easier.loads == (Load(LoadUnit.LB, 158),)
    assert lunge.loads[0].unit is LoadUnit.PERCENT
    assert [load.text for load in inner.exercises[0].loads] == ["189 lb", "221 lb"]


def test_without_settings_a_workout_is_as_ever():
    found = workout(AthleteDefaults())
    assert (found.prepare, found.blocks[0].count) == (10_000, "exercises")
    assert found.blocks[0].exercises[0].loads[0].text == "70%"


@given(st.floats(0.1, 1000), st.floats(0.1, 1000), st.sampled_from([LoadUnit.KG, LoadUnit.LB]))
def test_a_share_is_rounded_to_what_can_be_loaded(percent, maximum, unit):
    step = 0.5 if unit is LoadUnit.KG else 1
    load = share(Load(LoadUnit.PERCENT, percent, 2), Load(unit, maximum))
    assert load.value % step == 0
    assert load.value > 0
    assert abs(load.value - max(maximum * percent / 100, step)) <= step / 2 + 1e-9 or (
        load.value == step
    )
    assert (load.unit, load.pieces) == (unit, 2)


def test_a_kept_text_reads_the_same_whatever_the_settings_are_later():
    personal = read_settings(ALL).settings.personal
    kept = read_workout(WORKOUT, "W", personal).text
    for later in (None, AthleteDefaults(), AthleteDefaults({"prepare": 1000}, "exercises")):
        reading = read_workout(kept, "W", later)
        found = reading.workout
        assert (found.prepare, found.switch, found.halfway) == (5000, 2500, False)
        assert (found.countdown, found.blocks[0].count) == (2, "rounds")
        assert found.blocks[0].exercises[0].loads == (Load(LoadUnit.KG, 70),)
        assert reading.text == kept
    kept = read_workout(WORKOUT, "W").text
    assert read_workout(kept, "W", personal).workout.prepare == 10_000


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "prepare": st.integers(0, 600_000), "get_set": st.integers(0, 600_000),
            "countdown": st.integers(0, 10), "halfway": st.booleans(),
        },
    ),
    st.sampled_from(["", "exercises", "rounds"]),
    st.dictionaries(
        st.text(st.characters(codec="utf-8")),
        st.builds(
            Load, st.sampled_from([LoadUnit.KG, LoadUnit.LB]),
            st.integers(1, 4000).map(lambda n: n / 4), st.just(1),
        ),
        max_size=3,
    ),
)  # fmt: skip
def test_what_a_text_was_read_with_is_kept_exactly(keys, count, maxima):
    personal = AthleteDefaults(keys, count, maxima)
    assert split_snapshot(add_snapshot("x", personal)) == (personal, "x")


@pytest.mark.parametrize(
    "line",
    ["", "{", "[]", "3", '{ prepare = "x" }', "{ prepared = 3 }", "{ count = 3 }", "{ maxima = 3 }",
     '{ maxima = { a = "3" } }', '{ count = "x" }', "{ countdown = true }"],
)  # fmt: skip
def test_a_first_line_of_somebody_else_s_is_a_comment(line):
    assert read_workout(f"#:read-with {line}\n{WORKOUT}", "W").workout.prepare == 10_000


def test_a_file_full_of_other_things_is_refused_without_looking_for_a_meaning(monkeypatch):
    asked = []
    monkeypatch.setattr(collector, "closest_word", lambda word, known: asked.append(word))
    reading = read_settings("\n".join(f"k{number} = 1" for number in range(3_000)))
    assert len(reading.mistakes) == 100
    assert len(asked) < 500
