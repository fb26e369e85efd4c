"""Plans as they can be compared, and workouts that can be written on a whiteboard."""

from __future__ import annotations

from hypothesis import strategies as st

from legtimer.core.block_parser import read_block
from legtimer.core.exercise import LEVEL
from legtimer.core.workout import Workout, expand
from legtimer.files.exercises.library import ExerciseLibrary
from legtimer.files.shipped import exercises_file
from tests.core.strategies import Refusing

LIBRARY = ExerciseLibrary(exercises_file())


def name_of(name: str) -> str | None:
    return LIBRARY.spelling(name)


def plan_of(workout: Workout, level: int = 1) -> list[object]:
    """What is done, step by step: all that a whiteboard can say of it."""
    found = []
    for step in expand(workout, {LEVEL: level}).steps:
        exercise, place = step.exercise, step.place
        tally = step.tally
        found.append(
            (
                (step.phase, step.ends, step.limit, step.call, place.role, place.note),
                (place.round, place.rounds, place.side),
                exercise and (exercise.name, exercise.sides, exercise.note),
                step.amount and step.amount.text,
                step.load and step.load.text,
                tally
                and tuple(
                    tuple(
                        (i.exercise.name, i.amount.text, i.load and i.load.text, i.reps) for i in r
                    )
                    for r in tally.rounds
                ),
            )
        )
    return found


NAMES = st.sampled_from(
    [
        *("Squat", "Push-up", "Walking lunge", "Kettlebell swing", "Romanian deadlift"),
        *("Farmer's carry", "Box step-over", "Jump rope", "Copenhagen plank", "Toes-to-bar"),
    ]
)
COUNTS = st.integers(1, 30).map(str)


def clocks(low: int, high: int) -> st.SearchStrategy[str]:
    return st.integers(low, high).map(lambda n: f"{n // 60}:{n % 60:02}")


def spans(low: int, high: int, unit: str = "") -> st.SearchStrategy[str]:
    pair = st.tuples(st.integers(low, high), st.integers(low, high))
    return pair.filter(lambda p: p[0] < p[1]).map(lambda p: f"{p[0]}-{p[1]}{unit}")


RESTS = st.one_of(clocks(5, 180), spans(20, 120, "s"), st.just("ready"))
SPANS = st.one_of(st.integers(1, 6), spans(1, 6))
NOTES = st.sampled_from(["", "", "", "slowly", "knees over the toes", "as deep as you can"])
PLAIN = st.one_of(
    COUNTS,
    clocks(5, 120),
    st.integers(1, 40).map(lambda n: f"{n * 50} m"),
    st.integers(5, 40).map(lambda n: f"{n} cal"),
    COUNTS.map(lambda n: f"{n}/side"),
    COUNTS.map(lambda n: f"{n}/leg alternating"),
    clocks(20, 120).map(lambda time: f"{time} max"),
    clocks(20, 60).map(lambda time: f"{time}/side max"),
    st.tuples(st.integers(2, 20), st.integers(21, 40)).map(lambda p: f"{p[1]}/{p[0]}"),
)
FREE = st.one_of(
    PLAIN, spans(1, 20), spans(1, 20).map(lambda t: f"{t}/side"), st.just("max"), st.just("")
)
LISTS = st.sampled_from(["21,15,9", "10..1", "5,4,3,2,1", "2..20+2", "1..10"])
LOADS = st.one_of(
    st.just(""),
    st.just(""),
    st.integers(2, 80).map(lambda n: f" @ {n / 2:g} kg"),
    st.integers(4, 40).map(lambda n: f" @ 2x{n} kg"),
    st.integers(40, 95).map(lambda n: f" @ {n}%"),
    st.just(" @ 95/65 lb"),
    st.just(" @ bodyweight"),
    st.sampled_from([" @ bodyweight + 10 kg", " @ bodyweight - 20 kg", " @ 1.5x bodyweight"]),
    st.just(" @ 10-20 lb"),
)


@st.composite
def exercises(draw, amounts, *, loads=LOADS, rests=False):
    line = f"{draw(amounts)} {draw(NAMES)}{draw(loads)}".strip()
    table = {"do": line, "note": draw(NOTES)}
    if rests and draw(st.integers(0, 3)) == 0:
        table["rest"] = draw(RESTS)
    return table if table["note"] or "rest" in table else line


def several(amounts, *, most=4, **more):
    return st.lists(exercises(amounts, **more), min_size=1, max_size=most)


def keys(**given):
    return st.fixed_dictionaries(given)


KINDS = {
    "circuit": keys(rounds=SPANS, rest=RESTS, exercises=several(FREE, rests=True)),
    "sets": keys(
        sets=SPANS,
        rest=RESTS,
        exercises=several(FREE, loads=LOADS | st.just(" @ ? kg")) | several(st.just("? m")),
    ),
    "superset": keys(sets=SPANS, rest=RESTS, exercises=several(FREE)),
    "complex": keys(
        sets=st.integers(1, 6),
        load=st.just("40 kg"),
        rest=RESTS,
        exercises=several(COUNTS, loads=st.just("")),
    ),
    "amrap": keys(time=clocks(60, 1800), exercises=several(PLAIN)),
    "for-time": st.one_of(
        keys(rounds=st.integers(1, 9), cap=clocks(300, 1800), exercises=several(PLAIN)),
        keys(exercises=LISTS.flatmap(lambda figures: several(st.just(figures)))),
    ),
    "emom": keys(
        every=clocks(30, 180),
        rounds=st.integers(4, 20),
        order=st.sampled_from(["alternate", "all"]),
        exercises=several(COUNTS),
    ),
    "intervals": keys(
        work=clocks(5, 90),
        rest=clocks(5, 60),
        rounds=st.integers(4, 10),
        order=st.sampled_from(["alternate", "all"]),
        exercises=several(st.just("")),
    ),
    "timed": keys(time=clocks(30, 900), exercises=several(PLAIN)),
    "death-by": keys(
        start=st.integers(1, 5),
        step=st.integers(1, 4),
        every=clocks(30, 90),
        exercises=st.lists(exercises(st.just("")), min_size=1, max_size=1),
    ),
}
EXTRAS = st.fixed_dictionaries(
    {},
    optional={
        "note": st.sampled_from(["easy", "a steady pace"]),
        "role": st.sampled_from(["warm-up", "cool-down"]),
        "rest-after": st.one_of(clocks(10, 180), st.just("ready")),
    },
)
FLAT = st.one_of(
    [
        st.tuples(found, EXTRAS).map(
            lambda parts, kind=kind: {"kind": kind, **parts[0], **parts[1]}
        )
        for kind, found in KINDS.items()
    ]
)
BLOCKS = st.one_of(
    FLAT,
    FLAT,
    FLAT,
    st.fixed_dictionaries(
        {
            "kind": st.just("repeat"),
            "rounds": st.integers(2, 4),
            "rest": RESTS,
            "block": st.lists(
                FLAT.map(lambda t: {k: v for k, v in t.items() if k != "role"}),
                min_size=1,
                max_size=2,
            ),
        }
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just("for-time"),
            "cap": clocks(300, 1800),
            "block": st.lists(
                keys(rounds=st.integers(1, 20), exercises=several(PLAIN)).map(
                    lambda part: {"kind": "circuit", **part}
                ),
                min_size=1,
                max_size=3,
            ),
        }
    ),
)


@st.composite
def workouts(draw):
    tables = draw(st.lists(BLOCKS, min_size=1, max_size=3))
    blocks = [read_block(table, ("block", n), Refusing()) for n, table in enumerate(tables)]
    return Workout(name="Garage legs", blocks=tuple(blocks))
