"""FIT files, read back by three readers that others wrote."""

import struct
from itertools import pairwise

import garmin_fit_sdk
import pytest
from hypothesis import given
from hypothesis import strategies as st

from legtimer.files.exercises.library import ExerciseLibrary
from legtimer.files.shipped import exercises_file
from legtimer.history.export.fit.activity import (
    _FIRST,
    _LAST,
    EPOCH,
    FitActivity,
    FitSet,
    fit_bytes,
)
from legtimer.history.export.fit.encoding import TEXT_SIZE, FitFile, MessageKind, checksum, text
from tests.history.fit_readers import READERS

# One of the readers is older than Python's advice against its way of making a date.
pytestmark = pytest.mark.filterwarnings("ignore:.*utcfromtimestamp:DeprecationWarning")

START = 1_770_000_000_123
FILE_ID, SPORT, SESSION, LAP, RECORD, EVENT, DEVICE, ACTIVITY, CREATOR, SET, TITLE = (
    0, 12, 18, 19, 20, 21, 23, 34, 49, 225, 264
)  # fmt: skip

labels = st.text(
    st.characters(exclude_categories=("C", "Z")),
    min_size=1, max_size=12,
)  # fmt: skip
exercises = st.one_of(
    st.tuples(st.integers(0, 54), st.integers(0, 65_533)),
    st.tuples(st.integers(0, 54), st.none()),
    st.just((None, None)),
)


@st.composite
def activities(draw):
    start = draw(st.integers(_FIRST, _LAST - 20 * 3_600_000))
    now, sets = start, []
    for _ in range(draw(st.integers(0, 12))):
        now += draw(st.integers(0, 60_000))
        duration = draw(st.integers(0, 3_600_000))
        if draw(st.booleans()):
            sets.append(FitSet(start=now, duration=duration, rest=True))
        else:
            category, exercise = draw(exercises)
            sets.append(
                FitSet(
                    start=now,
                    duration=duration,
                    reps=draw(st.none() | st.integers(0, 65_534)),
                    weight=draw(st.none() | st.integers(0, 65_534).map(lambda n: n / 16)),
                    pounds=draw(st.booleans()),
                    category=category,
                    exercise=exercise,
                    label=draw(labels),
                )
            )
        now += duration
    elapsed = now - start + draw(st.integers(0, 60_000))
    return FitActivity(
        name=draw(labels),
        start=start,
        utc_offset=draw(st.integers(-12 * 3600, 14 * 3600)),
        elapsed=elapsed,
        timer=draw(st.integers(0, elapsed)),
        sets=sets,
    )


def seconds(ms):
    return ms // 1000 - EPOCH


def only(messages, number):
    return [fields for found, fields in messages if found == number]


def expected_set(index, item, titles):
    fields = {
        254: seconds(item.start + item.duration),
        6: seconds(item.start),
        0: item.duration,
        5: 0 if item.rest else 1,
        10: index,
    }
    if item.rest:
        return fields
    if item.category is None:
        fields[7] = 65_534
        (fields[8],) = [number for (cat, number), name in titles.items()
                        if cat == 65_534 and name == item.label]  # fmt: skip
    else:
        fields[7] = item.category
        if item.exercise is not None:
            fields[8] = item.exercise
    if item.reps is not None:
        fields[3] = item.reps
    if item.weight is not None:
        fields[4] = round(item.weight * 16)
        fields[9] = 2 if item.pounds else 1
    return fields


@pytest.mark.parametrize("reader", READERS)
@given(activity=activities())
def test_every_reader_finds_what_was_written(reader, activity):
    messages = READERS[reader](fit_bytes(activity, "1.20.3"))
    start, end = seconds(activity.start), seconds(activity.start + activity.elapsed)
    titles = {(f[0], f.get(1)): f[2] for f in only(messages, TITLE)}
    assert only(messages, SET) == [
        expected_set(index, item, titles) for index, item in enumerate(activity.sets)
    ]
    first_labels = {}
    for item in activity.sets:
        if not item.rest and item.category is not None:
            first_labels.setdefault((item.category, item.exercise), item.label)
    assert {key: name for key, name in titles.items() if key[0] != 65_534} == first_labels
    assert [f[254] for f in only(messages, TITLE)] == list(range(len(titles)))

    (file_id,) = only(messages, FILE_ID)
    assert file_id == {0: 4, 1: 255, 2: 0, 3: 1, 4: start, 8: "legtimer"}
    assert only(messages, CREATOR) == [{0: 120}]
    assert only(messages, DEVICE) == [
        {253: start, 0: 0, 2: 255, 4: 0, 5: 120, 27: "legtimer"}
    ]  # fmt: skip
    assert only(messages, SPORT) == [{0: 10, 1: 20, 3: activity.name}]
    assert only(messages, EVENT) == [
        {253: start, 0: 0, 1: 0, 3: 0}, {253: end, 0: 0, 1: 4, 3: 0}
    ]  # fmt: skip
    sums = {
        254: 0, 253: end, 1: 1, 2: start, 7: activity.elapsed, 8: activity.timer,
    }  # fmt: skip
    assert only(messages, LAP) == [{**sums, 0: 9, 24: 7, 25: 10, 39: 20}]
    assert only(messages, SESSION) == [
        {**sums, 0: 8, 5: 10, 6: 20, 25: 0, 26: 1, 28: 0, 110: activity.name}
    ]
    assert only(messages, ACTIVITY) == [
        {253: end, 0: activity.timer, 1: 1, 2: 0, 3: 26, 4: 1, 5: end + activity.utc_offset}
    ]
    records = [f[253] for f in only(messages, RECORD)]
    assert (records[0], records[-1]) == (start, end)


@given(activity=activities())
def test_the_messages_are_in_the_order_of_time_and_the_sums_come_last(activity):
    messages = READERS["garmin"](fit_bytes(activity))
    assert messages[0][0] == FILE_ID
    assert [number for number, _ in messages[-3:]] == [LAP, SESSION, ACTIVITY]
    times = [
        fields[254 if number == SET else 253]
        for number, fields in messages
        if number in (SET, RECORD, EVENT, LAP, SESSION, ACTIVITY)
    ]
    assert all(earlier <= later for earlier, later in pairwise(times))


def activity(*sets, **changes):
    return FitActivity(
        **{
            "name": "Legs", "start": START, "utc_offset": 3600, "elapsed": 600_000,
            "timer": 590_000, "sets": sets, **changes,
        }
    )  # fmt: skip


def test_garmin_s_own_decoder_gives_the_words_and_units_back():
    made = activity(
        FitSet(start=START + 10_000, duration=45_250, reps=12, weight=24.5, category=28,
               exercise=38, label="Kettlebell squat"),
        FitSet(start=START + 55_250, duration=60_000, rest=True),
    )  # fmt: skip
    stream = garmin_fit_sdk.Stream.from_byte_array(bytearray(fit_bytes(made)))
    found, errors = garmin_fit_sdk.Decoder(stream).read()
    assert errors == []
    work, rest = found["set_mesgs"]
    assert (work["set_type"], rest["set_type"]) == ("active", "rest")
    assert work["category"] in ("squat", ["squat"])
    assert (work["duration"], work["repetitions"], work["weight"]) == (45.25, 12, 24.5)
    assert work["weight_display_unit"] == "kilogram"
    (session,) = found["session_mesgs"]
    assert (session["sport"], session["sub_sport"]) == ("training", "strength_training")
    assert (session["total_elapsed_time"], session["total_timer_time"]) == (600.0, 590.0)
    assert session["start_time"].timestamp() == START // 1000
    (title,) = found["exercise_title_mesgs"]
    assert title["exercise_category"] == "squat"
    assert title["wkt_step_name"] in ("Kettlebell squat", ["Kettlebell squat"])


def test_every_exercise_of_the_library_goes_through():
    library = [e for e in ExerciseLibrary(exercises_file()).all() if e.fit]
    sets = [
        FitSet(start=START + n * 1000, duration=1000, category=e.fit.category_number,
               exercise=e.fit.number, label=e.name)
        for n, e in enumerate(library)
    ]  # fmt: skip
    profile = garmin_fit_sdk.Profile["types"]
    messages = READERS["garmin"](fit_bytes(activity(*sets)))
    for exercise, fields in zip(library, only(messages, SET), strict=True):
        category = profile["exercise_category"][fields[7]]
        assert category == exercise.fit.category
        assert profile[f"{category}_exercise_name"][fields[8]] == exercise.fit.exercise


def test_sets_that_were_made_longer_afterwards_stay_inside_in_the_row():
    late = FitSet(start=START + 590_000, duration=60_000, reps=3, label="Squat")
    early = FitSet(start=START - 9_000, duration=2_000, reps=3, label="Squat")
    messages = READERS["garmin"](fit_bytes(activity(late, early)))
    first, last = only(messages, SET)
    assert first[254] == seconds(START)
    assert last[254] == seconds(START + 600_000)
    assert (last[0], last[6]) == (60_000, seconds(START + 590_000))


def test_sets_are_put_in_order():
    later = FitSet(start=START + 50_000, duration=1000, reps=2, label="B")
    sooner = FitSet(start=START + 10_000, duration=1000, reps=1, label="A")
    messages = READERS["garmin"](fit_bytes(activity(later, sooner)))
    assert [fields[3] for fields in only(messages, SET)] == [1, 2]


@pytest.mark.parametrize("reader", READERS)
def test_a_long_name_is_cut_at_a_whole_character(reader):
    messages = READERS[reader](fit_bytes(activity(name="ü" * 40)))
    assert only(messages, SPORT)[0][3] == "ü" * 31


@pytest.mark.parametrize("reader", READERS)
def test_a_name_keeps_nothing_that_cannot_be_seen(reader):
    messages = READERS[reader](fit_bytes(activity(name="A\0B\x1b[2J\u202e\ud800 C")))
    assert only(messages, SPORT)[0][3] == "AB[2J C"


@pytest.mark.parametrize("damage", [13, 60, 200, -1])
def test_the_readers_notice_a_byte_that_changed(damage):
    data = bytearray(fit_bytes(activity()))
    data[damage] ^= 0x55
    with pytest.raises(Exception):  # noqa: B017, PT011 - each reader has its own
        READERS["fitdecode"](bytes(data))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"start": _FIRST - 1}, "knows no instants"),
        ({"start": _LAST}, "knows no instants"),
        ({"elapsed": 2**32}, "total_elapsed_time"),
        ({"timer": 2**32 - 1}, "total_timer_time"),
        ({"timer": -1}, "total_timer_time"),
        ({"sets": [FitSet(start=START, duration=1, reps=65_535)]}, "repetitions"),
        ({"sets": [FitSet(start=START, duration=1, reps=-1)]}, "repetitions"),
        ({"sets": [FitSet(start=START, duration=1, weight=4096.0)]}, "weight"),
        ({"sets": [FitSet(start=0, duration=1)]}, "knows no instants"),
    ],
)
def test_what_does_not_fit_is_refused(changes, message):
    with pytest.raises(ValueError, match=message):
        fit_bytes(activity(**changes))


def test_a_field_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="no such field: x"):
        FitFile().add(MessageKind(0, {}), x=1)


def test_a_seventeenth_kind_of_message_is_refused():
    file = FitFile()
    for number in range(16):
        file.add(MessageKind(number, {}))
    file.add(MessageKind(3, {}))
    with pytest.raises(ValueError, match="at most 16"):
        file.add(MessageKind(16, {}))


def test_the_checksum_is_the_protocol_s():
    # CRC-16/ARC of the usual check string.
    assert checksum(b"123456789") == 0xBB3D
    data = fit_bytes(activity())
    assert struct.unpack("<H", data[12:14])[0] == checksum(data[:12])
    assert checksum(data) == 0
    assert len(text("x" * 200)) == TEXT_SIZE


@given(version=st.text(max_size=12))
def test_any_version_is_written(version):
    (creator,) = only(READERS["garmin"](fit_bytes(activity(), version)), CREATOR)
    assert 0 <= creator[0] < 65_535
