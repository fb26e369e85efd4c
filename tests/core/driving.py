"""What the tests of the session stand on: workouts from tables, and a hand on the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import tomli_w

from legtimer.core.session import commands as c
from legtimer.core.session.commands import JournalEntry
from legtimer.core.session.cues import Cue
from legtimer.core.session.machine import NotAllowed, Session
from legtimer.core.session.transitions import State
from legtimer.core.session.view import View
from legtimer.core.steps import Phase, Step
from legtimer.core.workout import Workout
from legtimer.files.workouts.reader import read_workout

OPENED = 1_000_000


def workout(*blocks: dict[str, object], **fields: object) -> Workout:
    """A workout as a file with these blocks and keys has it; no lead-in unless one is asked for."""
    table = {"name": "Test", "prepare": 0, **fields, "block": list(blocks)}
    reading = read_workout(tomli_w.dumps({key.replace("_", "-"): v for key, v in table.items()}))
    assert reading.workout is not None, reading.mistakes
    return reading.workout


def replay(
    training: Workout, entries: Iterable[JournalEntry], *, opened: int, **options
) -> Session:
    """Fold a journal: the session that these commands at these instants make."""
    session = Session(training, now=opened, **options)
    for _ in session.fold(entries):
        pass
    return session


class Driver:
    """A session, the clock that drives it, and every cue that it gave."""

    def __init__(self, training: Workout, *, start: bool = True, **options) -> None:
        self.now = OPENED
        self.training = training
        self.session = Session(training, now=self.now, **options)
        self.cues: list[Cue] = []
        if start:
            self.do(c.Start())

    def do(self, command: c.Command, *, after: float = 0) -> list[Cue]:
        """Give a command so many seconds from now; the cues of the command's own instant."""
        self.now += round(after * 1000)
        if not isinstance(command, c.Slept):
            self.cues += self.session.advance(self.now)
        given = self.session.handle(command, self.now)
        self.cues += given
        return given

    def press(self, *, after: float = 1) -> list[Cue]:
        return self.do(c.Press(), after=after)

    def wait(self, seconds: float) -> list[Cue]:
        self.now += round(seconds * 1000)
        came = self.session.advance(self.now)
        self.cues += came
        return came

    def refuses(self, command: c.Command) -> bool:
        """Whether a command is illegal now; it must change nothing then."""
        before, journal = self.view, self.session.journal
        try:
            self.do(command)
        except NotAllowed:
            assert self.view == before
            assert self.session.journal == journal
            assert type(command) not in before.allowed or isinstance(command, c.CorrectReps)
            return True
        return False

    @property
    def view(self) -> View:
        return self.session.view(self.now)

    @property
    def state(self) -> State:
        return self.view.state

    @property
    def step(self) -> Step:
        step = self.view.step
        assert step is not None
        return step

    @property
    def left(self) -> float:
        """Seconds on the main clock."""
        clock = self.view.clock
        assert clock is not None
        return clock.ms / 1000

    @property
    def elapsed(self) -> float:
        return self.view.elapsed / 1000

    @property
    def scores(self) -> list[str]:
        return [score.text for score in self.view.scores]

    def heard(self, kind: type[Cue], *names: str) -> list[object]:
        """The cues of a kind so far: at which second since the start, or the named figures."""
        found = [cue for cue in self.cues if isinstance(cue, kind)]
        if not names:
            return [(cue.due - OPENED) / 1000 for cue in found]
        return [tuple(getattr(cue, name) for name in names) for cue in found]

    def until(self, reached: Callable[[View], bool], *, pressing: bool = True) -> None:
        """Let the session run, pressing where it waits for the athlete."""
        for _ in range(2_000):
            view = self.view
            if reached(view):
                return
            deadline = self.session.next_deadline()
            if view.state is State.PAUSED or (deadline is None and pressing):
                self.press()
            else:
                assert deadline is not None
                self.wait((deadline - self.now) / 1000)
        raise AssertionError("it goes on and on")

    def to_end(self) -> None:
        self.until(lambda view: view.state is State.FINISHED)


def outline(training: Workout, **options) -> list[str]:
    """The plan in a few letters per step: phase, seconds or the exercise's amount."""
    from legtimer.core.workout import expand

    found = []
    for step in expand(training, **options).steps:
        word = step.phase.value
        if step.phase is Phase.WORK and step.exercise is not None:
            amount = f"{step.amount.text} " if step.amount and step.amount.text else ""
            side = f" side {step.place.side}" if step.place.side else ""
            found.append(f"{amount}{step.exercise.name}{side}")
        elif step.limit is None:
            found.append(word)
        else:
            found.append(f"{word} {step.limit // 1000}")
    return found
