"""What holds for any workout and any athlete, whatever the pump."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from legtimer.core.session import commands as c
from legtimer.core.session.cues import Cue
from legtimer.core.session.machine import NotAllowed, Session
from legtimer.core.session.transitions import State
from legtimer.core.workout import Workout, expand
from tests.core.driving import OPENED, workout
from tests.core.strategies import COMMANDS, GAPS, SCRIPTS, workouts

Script = list[tuple[int, c.Command]]


def played(training: Workout, script: Script, pumped: list[int], rest: int) -> list[Cue]:
    """All cues of a session with commands at fixed instants, pumped at others besides."""
    session = Session(training, now=OPENED)
    due: list[tuple[int, int, c.Command | None]] = [(OPENED, 0, c.Start())]
    now = OPENED
    for n, (gap, command) in enumerate(script, 1):
        now += gap
        due.append((now, n, command))
    last = now + rest
    pump = OPENED
    for gap in pumped:
        pump += gap
        if pump > last:
            break
        due.append((pump, -1, None))
    found: list[Cue] = []
    for at, _, command in sorted(due, key=lambda item: item[:2]):
        if command is None:
            found += session.advance(at)
            continue
        with suppress(NotAllowed):
            found += session.handle(command, at)
    return found + session.advance(last)


PUMPS = st.one_of(
    st.lists(st.integers(1, 20_000), max_size=60),
    st.tuples(st.integers(1, 20_000), st.integers(1, 100)).map(lambda p: [p[0]] * p[1]),
    st.tuples(st.integers(0, 60_000), st.integers(1, 100)).map(lambda p: [p[0], *[1] * p[1]]),
)


@given(workouts(), SCRIPTS, PUMPS, st.integers(0, 200_000))
def test_the_cues_are_the_same_at_any_rate_of_the_pump(training, script, pumped, rest):
    assert played(training, script, pumped, rest) == played(training, script, [], rest)


def test_the_cues_are_the_same_at_a_thousand_pumps_a_second():
    training = workout(
        {"kind": "circuit", "rest": "3-5s", "rounds": 2, "exercises": ["0:10/side Plank"]},
        {"kind": "timed", "time": "0:20", "exercises": ["0:04 Jog", "0:03 Hop"]},
        prepare="0:05",
    )
    slow = played(training, [], [], 90_000)
    assert played(training, [], [1] * 90_000, 90_000) == slow
    assert played(training, [], [20_000] * 5, 90_000) == slow
    assert len(slow) > 50


@given(workouts(), st.lists(st.tuples(GAPS, st.just(c.Press()) | SCRIPTS.map(tuple))))
def test_what_is_announced_is_what_comes(training, script):
    session = Session(training, now=OPENED)
    session.handle(c.Start(), OPENED)
    now = OPENED
    for gap, command in script:
        announced = session.upcoming(now, gap)
        deadline = session.next_deadline()
        seen = session.view(now + gap)
        now += gap
        came = session.advance(now)
        assert came == announced
        assert session.view(now) == seen
        if came:
            assert deadline == came[0].due
        else:
            assert deadline is None or deadline > now
        for one in [command] if isinstance(command, c.Command) else [x for _, x in command]:
            try:
                given = session.handle(one, now)
            except NotAllowed:
                continue
            assert all(cue.due == now for cue in given)


@given(workouts(), st.data())
def test_a_plan_is_a_pure_function_with_unique_keys(training, data):
    sources = sorted(training.easier_sources())
    swaps = frozenset(data.draw(st.sets(st.sampled_from(sources)))) if sources else frozenset()
    choices = {ask.key: data.draw(st.integers(ask.low, ask.high)) for ask in training.asks()}
    plan = expand(training, choices, swaps)
    assert plan == expand(training, choices, swaps)
    keys = [step.key for step in plan.steps]
    assert len(keys) == len(set(keys))


QUESTIONS = [
    {"kind": "amrap", "time": "0:20", "exercises": ["5 Squat", "3 Lunge"]},
    {"kind": "amrap", "time": "0:20", "count": "rounds", "exercises": ["5 Squat", "3 Lunge"]},
    {"kind": "for-time", "cap": "0:20", "exercises": ["30 Squat"], "rest-after": "0:20"},
    {"kind": "death-by", "every": "0:20", "exercises": ["Burpee"]},
]
QUESTIONS.append({"kind": "repeat", "rounds": 2, "block": QUESTIONS[:1]})
TAIL = {"kind": "sets", "sets": 2, "rest": "0:10", "exercises": ["0:10 Plank", "8-12 Squat"]}


@given(
    st.lists(st.sampled_from(QUESTIONS), min_size=1, max_size=2),
    st.lists(st.tuples(st.just(20_000) | GAPS, COMMANDS), max_size=15),
    st.integers(0, 600_000),
)
def test_thinking_about_the_question_at_the_end_of_scored_work_is_no_training(
    blocks, script, thinking
):
    """However long it takes, and whatever is pressed: all is as if it had been answered at once."""
    training = workout(*blocks, TAIL)
    sessions = [Session(training, now=OPENED) for _ in range(2)]
    for session in sessions:
        session.handle(c.Start(), OPENED)
    clocks = [OPENED, OPENED]
    for gap, command in script:
        seen = []
        for n, session in enumerate(sessions):
            clocks[n] += gap
            session.advance(clocks[n])
            asked = session.view(clocks[n])
            if asked.state_behind_pause is State.SCORE:
                # A press at once was meant for the step before.
                clocks[n] += 500 + n * thinking
                session.advance(clocks[n])
                assert session.view(clocks[n]) == asked
            with suppress(NotAllowed):
                session.handle(command, clocks[n])
            seen.append(session.view(clocks[n]))
        assert seen[0] == seen[1]
