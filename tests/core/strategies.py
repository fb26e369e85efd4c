"""Random workouts of all kinds of block, and random athletes.

Times are short, so that a few commands lead through a whole session.
"""

from __future__ import annotations

from hypothesis import reject
from hypothesis import strategies as st

from legtimer.core.block_parser import read_block
from legtimer.core.blocks import kinds
from legtimer.core.exercise import Load, LoadUnit
from legtimer.core.session import commands as c
from legtimer.core.workout import Workout


class Refusing:
    """A report of mistakes: figures that contradict each other by chance make no example.

    Hypothesis complains by itself when that happens too often.
    """

    def error(self, path, message, *, offset=0):
        reject()

    def missing(self, path, message, **known):
        reject()

    def warning(self, path, message):
        """Odd is good enough."""

    def unknown_key(self, path, word, known, what, **more):
        raise AssertionError((path, word))

    def is_poisoned(self, value):
        return False


LOADS = st.sampled_from(
    [
        "20/10 kg",
        "10-20 lb",
        "2x10-20 kg",
        "1.5x bodyweight",
        "bodyweight + 10 kg",
        "bodyweight - 10-20 kg",
    ]
)
SCORES = st.sampled_from(["? kg", "2x? lb", "bodyweight + ? kg"])
"""Loads that are the score of sets."""
NAMES = st.sampled_from(["Squat", "Push-up", "Lunge", "Row", "Plank", "Burpee"])
COUNTS = st.integers(1, 12)


def seconds(low: int, high: int) -> st.SearchStrategy[str]:
    return st.integers(low, high).map(lambda n: f"{n // 60}:{n % 60:02}")


def _ranged(low: int, high: int, unit: str = "") -> st.SearchStrategy[str]:
    pair = st.tuples(st.integers(low, high), st.integers(low, high))
    return pair.filter(lambda p: p[0] < p[1]).map(lambda p: f"{p[0]}-{p[1]}{unit}")


RESTS = st.one_of(seconds(1, 20), _ranged(1, 20, "s"), st.just("ready"), st.just(0))
SPANS = st.one_of(st.integers(1, 4), _ranged(1, 4))
WORK = st.one_of(COUNTS.map(str), seconds(1, 40))
FREE = st.one_of(
    WORK,
    _ranged(1, 12),
    _ranged(5, 40, "s"),
    WORK.map(lambda text: f"{text}/side"),
    COUNTS.map(lambda n: f"{n}/side alternating"),
    st.just("max"),
    st.just("? m"),
    seconds(2, 40).map(lambda text: f"{text} max"),
    st.just("400 m"),
    st.just(""),
)


@st.composite
def lines(draw: st.DrawFn, amounts: st.SearchStrategy[str], *, extras: bool = True) -> object:
    """An exercise, as one line or as a table with more to say."""
    amount = draw(amounts)
    line = f"{amount} {draw(NAMES)}".strip()
    if amount.isdigit() and draw(st.integers(0, 5)) == 0:
        way = draw(st.sampled_from(["level", "load", "any"]))
        if way == "level":
            return f"{amount}/{int(amount) + 1} {draw(NAMES)}"
        if way == "any":
            return f"{line} | {amount} {draw(NAMES)}"
        loads = LOADS | SCORES if amounts in (FREE, IN_INTERVALS) else LOADS
        return f"{line} @ {draw(loads)}" if extras else line
    if not extras or draw(st.booleans()):
        return line
    table: dict[str, object] = {"do": line}
    if draw(st.booleans()):
        simpler = WORK if amounts is FREE or amounts is LADDERS else amounts
        easier = st.tuples(simpler, NAMES).map(lambda parts: f"{parts[0]} Easy {parts[1]}".strip())
        table["easier"] = draw(st.just("omit") | easier)
    if amounts is FREE:
        if draw(st.booleans()):
            table["rest"] = draw(RESTS)
        if amount.isdigit():
            beat = draw(st.sampled_from([None, ("cadence", "2s"), ("tempo", "2-1-1")]))
            if beat is not None:
                table[beat[0]] = beat[1]
    return table


def several(amounts: st.SearchStrategy[str], most: int = 3) -> st.SearchStrategy[list[object]]:
    return st.lists(lines(amounts), min_size=1, max_size=most)


@st.composite
def resting(draw: st.DrawFn, exercises: st.SearchStrategy[list[object]]) -> list[object]:
    """Exercises of scored work, some of them with a rest behind or before them."""
    found = draw(exercises)
    for _ in range(draw(st.sampled_from([0, 0, 1, 2]))):
        found.insert(draw(st.integers(0, len(found))), f"{draw(seconds(1, 9))} Rest")
    return found


MOST = st.sampled_from(["max", "0:04 max"])
LADDERS = st.one_of(
    MOST, COUNTS.map(str), st.just("3,2,1"), st.just("1..3"), st.just("2..+2"), seconds(2, 20)
)
IN_INTERVALS = st.one_of(
    COUNTS.map(str), seconds(2, 9), MOST, _ranged(1, 12), st.just("? m"), st.just("? ft/leg")
)
ENOUGH = seconds(5, 90)
ENOUGH_TURNS = st.integers(4, 5)
"""As many as there are exercises, so that each has its turn."""
PART_RESTS = seconds(1, 9) | st.just(0)
PARTS = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.just("circuit"),
            "rounds": SPANS,
            "rest": PART_RESTS,
            "exercises": resting(several(WORK | MOST, most=2)),
        },
        optional={"between": PART_RESTS, "rest-after": PART_RESTS, "name": NAMES},
    )
    | st.fixed_dictionaries({"kind": st.just("circuit"), "exercises": several(st.just("3,2,1"))}),
    min_size=1,
    max_size=3,
).flatmap(
    lambda parts: st.sampled_from([parts, [*parts, {"kind": "rest", "time": "0:05"}, parts[0]]])
)
KNOWN: dict[str, st.SearchStrategy[dict[str, object]]] = {
    "sets": st.fixed_dictionaries({"sets": SPANS, "rest": RESTS, "exercises": several(FREE)}),
    "superset": st.fixed_dictionaries({"sets": SPANS, "rest": RESTS, "exercises": several(FREE)}),
    "circuit": st.fixed_dictionaries(
        {"rounds": SPANS, "rest": RESTS, "between": RESTS, "exercises": several(FREE)}
    ),
    "complex": st.fixed_dictionaries(
        {
            "sets": SPANS,
            "load": st.sampled_from(["40 kg", "? kg", "20-30 kg"]),
            "exercises": st.lists(lines(COUNTS.map(str), extras=False), min_size=1, max_size=3),
        }
    ),
    "amrap": st.fixed_dictionaries({"time": ENOUGH, "block": PARTS})
    | st.fixed_dictionaries(
        {
            "time": ENOUGH,
            "count": st.sampled_from(["exercises", "rounds"]),
            "exercises": resting(several(LADDERS) | several(WORK.map(lambda text: f"{text}/side"))),
        }
    ),
    "for-time": st.one_of(
        st.fixed_dictionaries({"block": PARTS}, optional={"cap": ENOUGH, "rounds": SPANS}),
        st.fixed_dictionaries(
            {"cap": ENOUGH, "rounds": SPANS, "exercises": resting(several(WORK | MOST))}
        ),
        st.fixed_dictionaries(
            {"exercises": several(st.sampled_from(["3,2,1", "10", "0:05", "12 cal"]))}
        ),
    ),
    "emom": st.fixed_dictionaries(
        {
            "every": seconds(10, 30),
            "rounds": ENOUGH_TURNS,
            "order": st.sampled_from(["alternate", "all"]),
            "exercises": resting(several(IN_INTERVALS, most=2)),
        }
    ),
    "death-by": st.fixed_dictionaries(
        {
            "every": seconds(10, 30),
            "start": st.integers(1, 5),
            "step": st.integers(1, 5),
            "exercises": st.lists(lines(st.just("")), min_size=1, max_size=2),
        }
    ),
    "intervals": st.fixed_dictionaries(
        {
            "work": st.one_of(seconds(1, 40), _ranged(5, 40, "s")),
            "rest": RESTS,
            "rounds": ENOUGH_TURNS,
            "order": st.sampled_from(["alternate", "all"]),
            "exercises": several(st.one_of(st.just(""), seconds(2, 20), MOST)),
        }
    ),
    "timed": st.fixed_dictionaries(
        {"time": ENOUGH, "exercises": st.lists(lines(WORK), max_size=3)}
    ),
    "rest": st.fixed_dictionaries({"time": RESTS.filter(bool)}),
}
AROUND = st.fixed_dictionaries(
    {},
    optional={
        "get-set": seconds(1, 9),
        "switch": st.one_of(seconds(1, 9), st.just(0)),
        "countdown": st.integers(0, 10),
        "halfway": st.booleans(),
        "rest-after": RESTS,
    },
)


def flat() -> st.SearchStrategy[dict[str, object]]:
    """A block of any kind, its figures random where the kind is known here."""
    choices = []
    for kind, cls in kinds().items():
        if kind == "repeat":
            continue
        found = KNOWN.get(kind, st.just(dict(cls.example)))
        # A rest has no rest after it.
        around = AROUND.map(lambda keys: {k: v for k, v in keys.items() if k != "rest-after"})
        block = st.tuples(around if kind == "rest" else AROUND, found).map(
            lambda parts: {**parts[0], **parts[1]}
        )
        choices.append(block.map(lambda table, kind=kind: {"kind": kind, **table}))
    return st.one_of(choices)


BLOCKS = st.recursive(
    flat(),
    lambda inner: st.fixed_dictionaries(
        {
            "kind": st.just("repeat"),
            "rounds": SPANS,
            "rest": RESTS,
            "block": st.lists(inner, min_size=1, max_size=2),
        }
    ),
    max_leaves=3,
)


@st.composite
def workouts(draw: st.DrawFn) -> Workout:
    """A workout of one to three blocks."""
    tables = draw(st.lists(BLOCKS, min_size=1, max_size=3))
    blocks = []
    for i, table in enumerate(tables):
        block = read_block(table, ("block", i), Refusing())
        assert block is not None
        blocks.append(block)
    return Workout(
        prepare=draw(st.sampled_from([0, 3_000, 10_000])),
        get_set=draw(st.sampled_from([0, 2_000, 8_000])),
        switch=draw(st.sampled_from([0, 5_000])),
        countdown=draw(st.integers(0, 10)),
        blocks=tuple(blocks),
    )


PRESSES = st.just(c.Press())
COMMANDS = st.one_of(
    PRESSES,
    PRESSES,
    PRESSES,
    st.sampled_from(
        [
            c.Pause(),
            c.Resume(),
            c.Back(),
            c.Restart(),
            c.Skip(),
            c.Skip(),
            c.CountRound(),
            c.ChangeCounting(),
            c.MarkMissed(),
            c.MoreRounds(),
            c.FewerRounds(),
            c.SwapEasier(),
            c.SwapEasier("Walk"),
            c.SwapEasier("omit"),
            c.Undo(),
            c.Undo(),
            c.CorrectLoad(Load(LoadUnit.KG, 12.5)),
            c.End(),
        ]
    ),
    st.builds(c.CorrectReps, st.integers(0, 12), st.sampled_from([0, 0, 1, 2, 5])),
    st.builds(c.CorrectLoad, st.just(Load(LoadUnit.KG, 20)), st.sampled_from([0, 1, 2, 5])),
    st.sampled_from([10_000, -10_000, 1, -1, -2_500, -30_000]).map(c.Adjust),
)
GAPS = st.one_of(
    st.sampled_from([0, 1, 299, 300, 400, 1000, 2000, 10_000]),
    st.integers(0, 5_000),
    st.integers(0, 60_000),
)
"""ms between one thing and the next."""
SCRIPTS = st.lists(st.tuples(GAPS, COMMANDS), max_size=15)
