"""Any commands at any instants: what always holds of a session."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from legtimer.core.session import commands as c
from legtimer.core.session import cues
from legtimer.core.session.machine import NotAllowed, Session
from legtimer.core.session.transitions import State
from legtimer.core.workout import walk
from tests.core.driving import OPENED, replay
from tests.core.strategies import COMMANDS, GAPS, workouts

ANEW = (
    cues.StepStarted,
    cues.Adjusted,
    cues.Undone,
    cues.PlanChanged,
    cues.Counted,
    cues.RoundCounted,
)
"""What lets the same second, beat or call come once more."""


def exercises(session: Session) -> list[object]:
    """The exercises of all blocks with their alternatives: blocks themselves are only identical."""
    return [block.exercise_list() for _, block in walk(session.plan.workout.blocks)]


class Training(RuleBasedStateMachine):
    """A session, its athlete, and a pump."""

    session: Session
    now = OPENED

    @initialize(training=workouts(), opened=st.integers(0, 10**12))
    def open(self, training, opened):
        self.training = training
        self.opened = self.now = opened
        self.session = Session(training, now=opened)
        self.elapsed = 0
        self.last_due = opened
        self.seen: set[object] = set()
        self.finished = 0
        self.give(c.Start())

    def take(self, came):
        """Look at cues as they come."""
        for cue in came:
            assert self.last_due <= cue.due <= self.now
            self.last_due = cue.due
            if isinstance(cue, ANEW):
                self.seen.clear()
            figures = tuple(
                getattr(cue, name)
                for name in ("seconds", "rep", "part", "call")
                if hasattr(cue, name)
            )
            timely = (cue.due,) if self.per_rep(cue) else ()
            if isinstance(
                cue,
                cues.Countdown
                | cues.Halfway
                | cues.RestCalled
                | cues.RestOver
                | cues.RepTick
                | cues.TempoBeat
                | cues.StepStarted
                | cues.ItemOver,
            ):
                name = (type(cue), cue.step, figures, timely)
                assert name not in self.seen
                self.seen.add(name)
            if isinstance(cue, cues.Undone):
                self.finished = int(self.session.state is State.FINISHED)
                self.elapsed = 0
            if isinstance(cue, cues.Finished):
                self.finished += 1
                assert self.finished == 1

    def per_rep(self, cue):
        """Beats come once in every rep; a counted step has its own seconds and its exercises'."""
        steps = self.session.plan.steps
        counted = cue.step < len(steps) and steps[cue.step].tally is not None
        return isinstance(cue, cues.TempoBeat) or counted

    def give(self, command):
        before = self.session.view(self.now)
        journal = self.session.journal
        legal = type(command) in before.allowed
        # An easier exercise that is named can be swapped in where the workout names none.
        named = not legal and isinstance(command, c.SwapEasier) and bool(command.instead)
        try:
            came = self.session.handle(command, self.now)
        except NotAllowed:
            assert not legal or isinstance(command, c.CorrectReps | c.CorrectLoad)
            assert self.session.journal == journal
            assert self.session.view(self.now) == before
            return
        self.take(came)
        if len(self.session.journal) == len(journal):
            assert isinstance(command, c.Press | c.CountRound)
            assert self.session.view(self.now) == before
        else:
            assert legal or (named and before.swappable)

    @rule(command=COMMANDS)
    def command(self, command):
        self.give(command)

    @rule(gap=GAPS, command=COMMANDS)
    def wait_and_command(self, gap, command):
        """A command that comes before the pump noticed anything."""
        self.now += gap
        self.give(command)

    @rule(gap=GAPS)
    def wait(self, gap):
        announced = self.session.upcoming(self.now, gap)
        seen = self.session.view(self.now + gap)
        pending = self.session.advance(self.now)
        self.take(pending)
        self.now += gap
        came = self.session.advance(self.now)
        assert came == announced
        self.take(came)
        assert self.session.view(self.now) == seen

    @precondition(lambda self: self.session.next_deadline() is not None)
    @rule()
    def wait_for_the_deadline(self):
        self.take(self.session.advance(self.now))
        deadline = self.session.next_deadline()
        if deadline is None:
            return
        assert deadline >= self.now
        self.now = deadline
        came = self.session.advance(self.now)
        assert came
        assert came[0].due == deadline
        self.take(came)

    @rule(gap=GAPS, slept=st.integers(0, 100_000))
    def sleep(self, gap, slept):
        asleep = self.now - self.opened + gap
        self.now += gap
        self.take(self.session.advance(self.now))
        self.now += slept
        if self.session.allows(c.Slept):
            self.take(self.session.handle(c.Slept(asleep), self.now))
            assert self.session.state is State.PAUSED
            elapsed = self.session.view(self.now).elapsed
            assert self.session.view(self.now + 5_000).elapsed == elapsed

    @rule()
    def crash(self):
        """What is in the journal is enough to go on."""
        self.take(self.session.advance(self.now))
        again = replay(self.training, self.session.journal, opened=self.opened)
        assert again.advance(self.now) is not None
        assert again.view(self.now) == self.session.view(self.now)
        assert again.next_deadline() == self.session.next_deadline()
        assert again.journal == self.session.journal
        assert again.plan._replace(workout=self.training) == self.session.plan._replace(
            workout=self.training
        )
        assert exercises(again) == exercises(self.session)
        self.session = again

    @invariant()
    def the_picture_makes_sense(self):
        view = self.session.view(self.now)
        assert view.elapsed >= self.elapsed
        self.elapsed = view.elapsed
        assert 0 <= view.number <= view.steps
        assert (view.step is None) == (view.state in (State.NEW, State.FINISHED))
        assert view.left >= 0
        assert all(0 <= block.done <= 1 for block in view.blocks)
        if view.clock is not None:
            assert view.clock.ms >= 0
            assert view.limit is None or view.clock.up or view.clock.ms <= view.limit
        if view.tally is not None:
            assert 1 <= view.tally.item <= len(view.tally.items)
            assert 0 <= view.tally.reps <= view.tally.total
            if view.tally.item_clock is not None:
                assert view.tally.item_clock.ms >= 0
        ended = 0
        for record in view.records:
            assert ended <= record.began <= record.ended <= view.elapsed
            ended = record.ended
        deadline = self.session.next_deadline()
        assert deadline is None or view.state is not State.PAUSED

    def teardown(self):
        if not hasattr(self, "training"):
            return
        # Whatever happened, it can be brought to its end.
        if State.NEW is self.session.state:
            return
        for _ in range(3_000):
            self.now += 30_000
            self.take(self.session.advance(self.now))
            view = self.session.view(self.now)
            if view.state is State.FINISHED:
                return
            if c.Skip in view.allowed:
                self.give(c.Skip())
            elif c.Press in view.allowed:
                self.give(c.Press())
        raise AssertionError("it goes on and on")


TestTraining = Training.TestCase
