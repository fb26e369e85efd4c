"""What the tests of the screens stand on: a clock moved by hand, and small workouts."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from legtimer.core.nesting import read_block
from legtimer.core.workout import Workout
from legtimer.tui.app import LegtimerApp
from legtimer.tui.ports import Silence, Unkept


class HandClock:
    """A clock that stands still until it is moved; what is due on the way is called in order."""

    def __init__(self, now: int = 1_000_000) -> None:
        self.time = now
        self.asleep_since: int | None = None
        self._heap: list[tuple[int, int, SimpleNamespace]] = []
        self._order = itertools.count()

    def now(self) -> int:
        return self.time

    def call_at(self, when: int, callback: Callable[[], None]) -> SimpleNamespace:
        call = SimpleNamespace(callback=callback, off=False)
        call.cancel = lambda: setattr(call, "off", True)
        heapq.heappush(self._heap, (when, next(self._order), call))
        return call

    def wall(self) -> datetime:
        return datetime(2026, 3, 1, 18, 0, tzinfo=UTC) + timedelta(
            milliseconds=self.time - 1_000_000
        )

    def slept(self) -> int | None:
        at, self.asleep_since = self.asleep_since, None
        return at

    def advance(self, ms: int) -> None:
        end = self.time + ms
        while self._heap and self._heap[0][0] <= end:
            when, _, call = heapq.heappop(self._heap)
            if not call.off:
                self.time = max(self.time, when)
                call.callback()
        self.time = end

    @property
    def armed(self) -> list[int]:
        return sorted(when for when, _, call in self._heap if not call.off)


class HeardSound(Silence):
    """A sound that remembers what it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[object] = []
        self.plans: list[list[object]] = []
        self.prepared: list[tuple[int, int]] = []
        self.results: list[tuple[int, int]] = []

    def prepare(self, steps, number=0) -> None:
        self.prepared.append((len(steps), number))

    def result(self, scores, ms, now) -> None:
        self.results.append((len(scores), ms))

    def say(self, told, now) -> None:
        self.told += told

    def follow(self, upcoming, now) -> None:
        self.plans.append(list(upcoming))


class _Refused:
    def error(self, path, message, *, offset=0):
        raise AssertionError((path, message))

    def warning(self, path, message):
        pass

    def unknown(self, path, word, known, what):
        raise AssertionError((path, word))

    def unreadable(self, value):
        return False


def build(*blocks: dict[str, object], name: str = "Test", **fields) -> Workout:
    """A workout of blocks as a file has them."""
    read = tuple(
        read_block(dict(block), ("block", i), _Refused()) for i, block in enumerate(blocks)
    )
    return Workout(name=name, blocks=read, **fields)


@dataclass
class Rig:
    """An app with all that is around it."""

    workout: Workout
    clock: HandClock = field(default_factory=HandClock)
    sound: HeardSound = field(default_factory=HeardSound)
    sessions: list[Unkept] = field(default_factory=list)
    app: LegtimerApp = None  # type: ignore[assignment]

    def open(self, workout, choices, now):
        self.sessions.append(Unkept(workout, choices, now=now))
        return self.sessions[-1]

    @property
    def screen(self):
        return self.app.screen

    @property
    def view(self):
        return self.sessions[-1].view(self.clock.now())

    async def after(self, pilot, seconds: float) -> None:
        """Let time pass and the screen be painted."""
        self.clock.advance(round(seconds * 1000))
        await pilot.pause()

    async def press(self, pilot, *keys: str) -> None:
        """Keys, each half a second after the last one, so that none is a double press."""
        for key in keys:
            self.clock.advance(500)
            await pilot.press(key)


@pytest.fixture
def rig():
    def make(workout: Workout, *, library: bool = False, catalogue=(), **fields) -> Rig:
        made = Rig(workout)
        made.app = LegtimerApp(
            catalogue,
            made.open,
            made.sound,
            made.clock,
            start=None if library else workout,
            **fields,
        )
        return made

    return make


CIRCUIT = {
    "kind": "circuit",
    "rounds": 2,
    "rest": "0:30",
    "exercises": ["20 Kettlebell squat @ 16 kg", "0:45 Squat jump", "8-12 Split squat"],
}
AMRAP = {
    "kind": "amrap",
    "time": "10:00",
    "exercises": ["10 Lunge jump", "20 Kettlebell squat", "10 Medicine ball toss", "20 Jump up"],
}
EMOM = {"kind": "emom", "every": "1:00", "rounds": 3, "exercises": ["10 Kettlebell swing"]}


@pytest.fixture
def workouts():
    return SimpleNamespace(
        build=build,
        circuit=build(CIRCUIT, name="Circuit"),
        amrap=build(AMRAP, name="Ten minutes"),
        emom=build(EMOM, name="EMOM"),
        both=build(CIRCUIT, AMRAP, {"kind": "rest", "time": "2:00"}, name="Both"),
    )
