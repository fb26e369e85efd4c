"""What holds for every history: limits are kept, and the last figures are what counts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from legtimer.core.coach.equipment import Equipment
from legtimer.core.coach.past import PastSession, PastSet
from legtimer.core.coach.target import TrainingPhase
from legtimer.core.coach.workout_targets import exercise_target
from legtimer.core.exercise import Load, LoadUnit

from .table import exercise_of

LINES = (
    '{ do = "8-12 Goblet squat @ 16 kg", grow = "2 kg", miss = { after = 2, back = "10%" } }',
    '{ do = "8-12 Goblet squat @ 16 kg", grow = ["1 rep", "1 set", "2 kg"], after = 2 }',
    '{ do = "20 Goblet squat", from = 10, grow = "2 reps", effort-at-most = 8 }',
    '{ do = "5 Goblet squat @ 24 kg", from = "12 kg", grow = "4 kg" }',
    '{ do = "8-20 Squat", grow = ["1 rep", "harder"], harder = ["8-12 Pistol squat"] }',
)
EXERCISES = [exercise_of(line, "2-4") for line in LINES]
BELLS = Equipment(
    kettlebells=tuple(Load(LoadUnit.KG, float(value)) for value in (8, 12, 16, 24))
).for_exercise(["kettlebell"], Load(LoadUnit.KG, 16.0))
LOADS = st.sampled_from([None, *(Load(LoadUnit.KG, float(value)) for value in (8, 14, 16, 24))])
SETS = st.builds(
    PastSet,
    st.none() | st.integers(1, 40),
    st.integers(1, 24),
    LOADS,
    st.booleans(),
    st.booleans(),
    st.just("block[0]"),
)
SESSIONS = st.builds(
    PastSession,
    st.lists(SETS, min_size=1, max_size=4).map(tuple),
    st.integers(0, 4),
    st.none() | st.integers(1, 10),
    st.integers(0, 1),
    paused=st.booleans(),
)
PASTS = st.lists(SESSIONS, max_size=8)


@given(st.sampled_from(EXERCISES), PASTS, st.sampled_from([None, BELLS]), st.booleans())
def test_no_target_is_beyond_range_equipment_or_phase(pair, past, owned, paused):
    exercise, span = pair
    phase = TrainingPhase(paused, drop_sets=1 if paused else 0)
    target = exercise_target(exercise, exercise.growth, past, sets=span, owned=owned, phase=phase)
    amount = (exercise, *exercise.harder)[target.variant].amounts[0]
    start = exercise.growth.start
    low = start.low if start is not None and not isinstance(start, Load) else amount.low
    if target.amount is not None:
        most = amount.high if owned is None else 2 * amount.high
        assert min(low, amount.low) <= target.amount <= most
    if target.sets is not None:
        assert span.low <= target.sets <= span.high
    if owned is not None and target.load is not None:
        assert target.load.value in owned.loads
    assert "\n" not in target.reason
    assert ": " in target.reason


@given(st.sampled_from(EXERCISES), PASTS)
def test_sessions_that_were_paused_change_nothing(pair, past):
    exercise, span = pair
    counted = [session for session in past if not session.paused]
    of_all, of_counted = (
        exercise_target(exercise, exercise.growth, one, sets=span) for one in (past, counted)
    )
    assert of_all == of_counted


@given(st.sampled_from(EXERCISES), PASTS, st.integers(1, 12))
def test_nothing_grows_while_growth_pauses(pair, past, reps):
    exercise, span = pair
    asked = PastSet(reps, reps, Load(LoadUnit.KG, 16.0), place="block[0]")
    last = PastSession((asked, asked))
    phase = TrainingPhase(paused=True)
    target = exercise_target(exercise, exercise.growth, [*past, last], sets=span, phase=phase)
    assert target.variant == 0
    assert target.load is None or target.load.value <= 16
    assert target.sets in (None, 2)
