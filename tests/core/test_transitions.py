"""STATE x COMMAND, all of it: what the table says happens, and nothing else changes anything."""

from __future__ import annotations

import pytest

from legtimer.core.exercise import Load, LoadUnit
from legtimer.core.session import commands as c
from legtimer.core.session import cues
from legtimer.core.session.machine import NotAllowed
from legtimer.core.session.transitions import PAUSE_ITSELF, TABLE, Action, State
from legtimer.core.steps import Phase
from tests.core.driving import OPENED, Driver, workout

SET = {
    "kind": "sets",
    "sets": "2-4",
    "rest": "1:00",
    "exercises": [{"do": "10 Squat @ 20 kg", "easier": "10 Half squat"}],
}
READY = {**SET, "rest": "ready"}
SIDES = {
    "kind": "circuit",
    "rounds": 3,
    "exercises": [{"do": "0:40/side Lunge @ 8 kg", "easier": "0:40/side Step-up"}],
}
PLANK = {
    "kind": "circuit",
    "rounds": 3,
    "rest": "0:10",
    "exercises": [{"do": "0:40 Plank @ 8 kg", "easier": "0:40 Knee plank"}],
}
BEAT = {
    "kind": "sets",
    "sets": 3,
    "exercises": [{"do": "30 Squat @ 9 kg", "cadence": "2s", "easier": "9 Half squat"}],
}
TWO = [{"do": "10 Squat", "easier": "10 Half squat"}, "15 Sit-up"]
AMRAP = {"kind": "amrap", "time": "4:00", "exercises": TWO}
FOR_TIME = {"kind": "for-time", "cap": "4:00", "rounds": 2, "exercises": TWO}
EMOM = {"kind": "emom", "rounds": 3, "order": "all", "exercises": TWO}
DEATH = {"kind": "death-by", "exercises": [{"name": "Burpee", "easier": "Squat thrust"}]}
CYCLE = {"kind": "timed", "time": "4:00", "exercises": ["0:30 Jog", *TWO]}


def after_a_set(*blocks, **fields) -> Driver:
    """In the block that follows one set, so that there is something to undo and to correct."""
    first = {"kind": "sets", "exercises": ["5 Push-up @ 10 kg"]}
    driver = Driver(workout(first, *blocks, **fields))
    driver.press(after=5)
    driver.wait(3)
    return driver


def new() -> Driver:
    return Driver(workout(SET, prepare="0:30"), start=False)


def prepare() -> Driver:
    driver = Driver(workout(SET, prepare="0:30"))
    driver.wait(5)
    return driver


def get_set() -> Driver:
    return after_a_set(PLANK, get_set="0:30")


def rest() -> Driver:
    driver = Driver(workout(SET))
    driver.press(after=20)
    driver.wait(3)
    return driver


def ready() -> Driver:
    driver = Driver(workout(READY))
    driver.press(after=20)
    driver.wait(3)
    return driver


def switch() -> Driver:
    driver = Driver(workout(SIDES, switch="0:30"))
    driver.wait(43)
    return driver


def timed() -> Driver:
    return after_a_set(PLANK, get_set=0)


def reps() -> Driver:
    return after_a_set(SET)


def cadence() -> Driver:
    return after_a_set(BEAT, get_set=0)


def amrap() -> Driver:
    return after_a_set(AMRAP, SET, get_set=0)


def for_time() -> Driver:
    return after_a_set(FOR_TIME, SET, get_set=0)


def emom() -> Driver:
    return after_a_set(EMOM, SET, get_set=0)


def inner_rest() -> Driver:
    driver = after_a_set({**AMRAP, "exercises": [TWO[0], "1:00 Rest", TWO[1]]}, SET, get_set=0)
    driver.press()
    driver.wait(1)
    return driver


def emom_rest() -> Driver:
    resting = {**EMOM, "order": "alternate", "exercises": ["1:00 Rest", *TWO]}
    return after_a_set(resting, SET, get_set=0)


def death_by() -> Driver:
    return after_a_set(DEATH, SET, get_set=0)


def cycle() -> Driver:
    return after_a_set(CYCLE, SET, get_set=0)


def waiting() -> Driver:
    driver = emom()
    driver.press()
    driver.wait(1)
    return driver


def score() -> Driver:
    driver = amrap()
    driver.wait(241)
    return driver


def paused(under):
    def make() -> Driver:
        driver = under()
        driver.do(c.Pause())
        driver.wait(5)
        return driver

    return make


def finished() -> Driver:
    driver = Driver(workout({"kind": "sets", "exercises": ["5 Push-up @ 10 kg"]}))
    driver.press(after=5)
    driver.wait(1)
    return driver


RUNNING = {
    "get ready": (prepare, State.PREPARE),
    "get set": (get_set, State.PREPARE),
    "rest": (rest, State.REST),
    "until ready": (ready, State.READY),
    "switch": (switch, State.SWITCH),
    "timed": (timed, State.TIMED),
    "reps": (reps, State.REPS),
    "cadence": (cadence, State.CADENCE),
    "amrap": (amrap, State.COUNTING),
    "for time": (for_time, State.COUNTING),
    "cycle": (cycle, State.CYCLE),
    "inner rest": (inner_rest, State.INNER_REST),
    "emom rest": (emom_rest, State.INNER_REST),
    "emom": (emom, State.INTERVAL),
    "death-by": (death_by, State.INTERVAL),
    "waiting": (waiting, State.WAITING),
    "score": (score, State.SCORE),
}
SITUATIONS = {
    "new": (new, State.NEW),
    **RUNNING,
    **{f"paused {name}": (paused(make), State.PAUSED) for name, (make, _) in RUNNING.items()},
    "finished": (finished, State.FINISHED),
}
COMMANDS: list[c.Command] = [
    c.Start(),
    c.Press(),
    c.Pause(),
    c.Resume(),
    c.Slept(10_000_000),
    c.Back(),
    c.Restart(),
    c.Skip(),
    c.Adjust(10_000),
    c.Adjust(-10_000),
    c.CountRound(),
    c.ChangeCounting(),
    c.MarkMissed(),
    c.CorrectReps(3),
    c.CorrectLoad(Load(LoadUnit.KG, 12)),
    c.MoreRounds(),
    c.FewerRounds(),
    c.SwapEasier(),
    c.Undo(),
    c.End(),
]


def test_every_command_and_every_state_is_tried():
    known = {k for k in vars(c).values() if isinstance(k, type) and issubclass(k, c.Command)}
    assert {type(command) for command in COMMANDS} == known - {c.Command}
    assert {state for _, state in SITUATIONS.values()} == set(State) == set(TABLE)


@pytest.mark.parametrize("name", SITUATIONS)
def test_situations_are_what_they_say(name):
    make, state = SITUATIONS[name]
    assert make().state is state


def by_the_table(driver: Driver, command: c.Command) -> Action | None:
    """What the table alone says, with what a pause hides."""
    view = driver.view
    kind = type(command)
    if kind not in TABLE[view.state]:
        return None
    through = view.state is State.PAUSED and kind not in PAUSE_ITSELF
    return TABLE[view.state_behind_pause if through else view.state].get(kind)


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_command_in_state(name):
    for command in COMMANDS:
        give(SITUATIONS[name][0](), command)


def give(driver: Driver, command: c.Command) -> None:
    """Give a command, and hold what it does against the table."""
    action = by_the_table(driver, command)
    before, journal = driver.view, driver.session.journal
    allowed = type(command) in before.allowed
    assert driver.session.allows(type(command)) == allowed
    # A second later something may be due that an illegal command must not swallow.
    due = driver.session.upcoming(driver.now, 10_000)
    if not allowed:
        assert action is None or action in NEEDING
        with pytest.raises(NotAllowed) as refused:
            driver.session.handle(command, driver.now)
        assert refused.value.state is before.state
        assert driver.view == before
        assert driver.session.journal == journal
        driver.now += 10_000
        with pytest.raises(NotAllowed):
            # Another illegal one on the way keeps what is due for the next call.
            driver.session.handle(c.Start() if before.step else c.Pause(), driver.now)
        assert driver.session.advance(driver.now) == due
        return
    assert action is not None
    given = driver.do(command)
    assert len(driver.session.journal) == len(journal) + 1
    at = driver.now - OPENED
    # Who is said to have fallen asleep later than now has fallen asleep now.
    kept = c.Slept(at) if isinstance(command, c.Slept) else command
    assert driver.session.journal[-1] == (at, kept)
    EFFECTS[action](before, driver.view, given)
    assert [cue.due for cue in given] == [driver.now] * len(given)


NEEDING = {
    Action.COUNT,
    Action.REPS,
    Action.LOAD,
    Action.MORE,
    Action.FEWER,
    Action.SWAP,
    Action.COUNTING,
    Action.UNDO,
}


def kinds_of(given) -> set[type]:
    return {type(cue) for cue in given}


def begins(before, after, given) -> None:
    assert kinds_of(given) & {cues.StepStarted, cues.Finished}
    assert after.number != before.number or before.state is State.NEW


def leaves(before, after, given) -> None:
    begins(before, after, given)
    assert after.step is None or after.step.place.path != before.step.place.path


def counts(before, after, given) -> None:
    assert kinds_of(given) & {cues.Counted, cues.RoundCounted}
    assert after.tally.item != before.tally.item or after.tally.done > before.tally.done


def counts_round(before, after, given) -> None:
    assert kinds_of(given) == {cues.RoundCounted}
    assert after.tally.done == before.tally.done + 1


def counts_otherwise(before, after, given) -> None:
    assert kinds_of(given) == {cues.PlanChanged}
    assert after.step.tally.by_round != before.step.tally.by_round
    assert after.tally == before.tally


def made(before, after, given) -> None:
    assert kinds_of(given) == {cues.IntervalMade}
    assert after.state is State.WAITING


def missed(before, after, given) -> None:
    assert kinds_of(given) == {cues.IntervalMissed}
    assert after.intervals.marked
    assert after.state is State.INTERVAL


def pauses(before, after, given) -> None:
    if before.state is State.PAUSED:
        assert (given, after) == ([], before)
        return
    assert kinds_of(given) == {cues.Paused}
    assert after.state is State.PAUSED
    assert after.state_behind_pause is before.state


def resumes(before, after, given) -> None:
    assert kinds_of(given) == {cues.Resumed}
    assert after.state is before.state_behind_pause


def again(before, after, given) -> None:
    assert cues.StepStarted in kinds_of(given)
    assert after.number == before.number
    assert after.clock.ms in (0, after.limit)
    assert after.state is before.state


def adjusts(before, after, given) -> None:
    assert cues.Adjusted in kinds_of(given)
    assert after.limit == before.limit + given[0].delta or after.number > before.number


def corrects(before, after, given) -> None:
    assert cues.Corrected in kinds_of(given)
    assert (after.now, after.records) != (before.now, before.records)
    assert after.records[:-1] == before.records[:-1]


def more(before, after, given) -> None:
    assert cues.PlanChanged in kinds_of(given)
    assert after.steps > before.steps
    assert after.number == before.number


def fewer(before, after, given) -> None:
    assert cues.PlanChanged in kinds_of(given)
    assert after.steps < before.steps


def swaps(before, after, given) -> None:
    assert cues.PlanChanged in kinds_of(given)
    assert (after.now, after.next) != (before.now, before.next)


def undoes(before, after, given) -> None:
    assert given[-1:] == [cues.Undone(due=given[-1].due, step=given[-1].step)]


def ends(before, after, given) -> None:
    assert kinds_of(given) == {cues.Finished}
    assert after.state is State.FINISHED
    assert after.early
    works = before.step.phase is Phase.WORK
    assert len(after.records) == len(before.records) + works


EFFECTS = {
    Action.START: begins,
    Action.GO_ON: begins,
    Action.DONE: begins,
    Action.SKIP: begins,
    Action.CONFIRM: begins,
    Action.LEAVE: leaves,
    Action.COUNT: counts,
    Action.COUNT_ROUND: counts_round,
    Action.COUNTING: counts_otherwise,
    Action.MADE: made,
    Action.MISSED: missed,
    Action.PAUSE: pauses,
    Action.SLEPT: pauses,
    Action.RESUME: resumes,
    Action.BACK: again,
    Action.RESTART: again,
    Action.ADJUST: adjusts,
    Action.REPS: corrects,
    Action.LOAD: corrects,
    Action.MORE: more,
    Action.FEWER: fewer,
    Action.SWAP: swaps,
    Action.UNDO: undoes,
    Action.END: ends,
}


def test_every_action_happened_somewhere():
    seen = set()
    for make, _ in SITUATIONS.values():
        driver = make()
        seen |= {
            by_the_table(driver, command)
            for command in COMMANDS
            if type(command) in driver.view.allowed
        }
    assert seen == set(Action)


def test_numbers_beyond_reason_are_refused():
    driver = rest()
    assert driver.refuses(c.CorrectReps(-1))
    assert driver.refuses(c.CorrectReps(100_001))
    driver.do(c.CorrectReps(100_000))


def test_time_never_runs_backwards():
    driver = timed()
    before = driver.view
    with pytest.raises(ValueError, match="backwards"):
        driver.session.advance(driver.now - 1)
    with pytest.raises(ValueError, match="backwards"):
        driver.session.handle(c.Press(), driver.now - 1)
    assert driver.view == before
