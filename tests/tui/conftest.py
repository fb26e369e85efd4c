"""What the tests of the screens stand on: a clock moved by hand, and small workouts."""

from __future__ import annotations

import heapq
import itertools
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from legtimer.app import dates
from legtimer.app.history_list import monday_of
from legtimer.app.history_views import BestPace, BlockPass, PriorResults
from legtimer.core.block_parser import read_block
from legtimer.core.exercise import Load, LoadUnit
from legtimer.core.session import commands as c
from legtimer.core.session.machine import Session
from legtimer.core.workout import Workout
from legtimer.history import recorded_session
from legtimer.history.comparisons import BeatenRecord
from legtimer.history.database import Database
from legtimer.history.interrupted import Interrupted
from legtimer.history.session_list import BlockWork, SessionSummary, TopSet, WeekTotal
from legtimer.history.session_record import (
    Header,
    ScoreResult,
    SessionRecord,
    SessionStatus,
    SetResult,
)
from legtimer.tui.app import LegtimerApp
from tests.tui.fakes import NoHistory, Silence, Unkept, make_app


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

    def play(self, told, now) -> None:
        self.told += told

    def schedule(self, upcoming, now) -> None:
        self.plans.append(list(upcoming))


class _Refused:
    def error(self, path, message, *, offset=0):
        raise AssertionError((path, message))

    def warning(self, path, message):
        pass

    def unknown_key(self, path, word, known, what):
        raise AssertionError((path, word))

    def is_poisoned(self, value):
        return False


def build(*blocks: dict[str, object], name: str = "Test", **fields) -> Workout:
    """A workout of blocks as a file has them."""
    read = tuple(
        read_block(dict(block), ("block", i), _Refused()) for i, block in enumerate(blocks)
    )
    return Workout(name=name, blocks=read, **fields)


class FakeHistory(NoHistory):
    """What was trained before, as a test wants it."""

    def __init__(self) -> None:
        self.error: str | None = None
        self.cut_off: list[Interrupted] = []
        self.resumable: dict[str, Unkept] = {}
        self.kept: list[str] = []
        self.dropped: list[str] = []
        self.logs: dict[str, SessionRecord] = {}
        self.past: list[SessionSummary] = []
        self.asked: list[tuple[str, int, int]] = []
        self.corrected: list[tuple[str, str, str, str]] = []
        self.refusal: str | None = None
        self.was = PriorResults()
        self.best: dict[BlockPass, BestPace] = {}
        self.plans = 0
        self.last: dict[tuple[str, int], str] = {}
        self.records: list[BeatenRecord] = []
        self.earlier: SessionRecord | None = None
        self.file = ""
        self.written: list[str] = []

    def interrupted(self):
        return self.cut_off

    def resume(self, uid, now):
        return self.resumable.get(uid)

    def keep_interrupted(self, uid):
        self.kept.append(uid)

    def discard_interrupted(self, uid):
        self.dropped.append(uid)

    def before(self, workout):
        return self.was

    def rename(self, old, new, only=None):
        return ()

    def last_sets(self, plan):
        return self.last

    def best_paces(self, plan):
        self.plans += 1
        return self.best

    def new_bests(self, session):
        return self.records

    def previous(self, session):
        return self.earlier

    def weeks(self, words):
        found = {}
        for one in self.past:
            if words.lower() in one.workout.lower():
                sessions, elapsed = found.get(monday_of(one.began), (0, 0))
                found[monday_of(one.began)] = WeekTotal(sessions + 1, elapsed + one.elapsed)
        return found

    def rescue_path(self, session):
        return self.file

    def write(self, session, path):
        self.written.append(path)
        return self.refusal

    def sessions(self, words, start, count):
        self.asked.append((words, start, count))
        found = [one for one in self.past if words.lower() in one.workout.lower()]
        return found[start : start + count]

    def session(self, uid):
        return self.logs.get(uid)

    def correct(self, uid, target, field, text):
        self.corrected.append((uid, target, field, text))
        return self.refusal

    def delete(self, uid):
        if self.refusal is None:
            self.past = [one for one in self.past if one.uid != uid]
            self.logs.pop(uid, None)
        return self.refusal


def cut_off(workout: Workout, uid: str, *commands: tuple[int, c.Command], at: int) -> Interrupted:
    """A session that was cut off after so many ms."""
    session = Unkept(workout, now=0)
    for when, command in commands:
        session.handle(command, when)
    session.advance(at)
    header = replace(past_log(uid, workout.name).header, utc_offset=0)
    return Interrupted(header, at, session.view(at), 0)


def past_log(uid: str = "a" * 32, workout: str = "Ten minutes") -> SessionRecord:
    """A session as it is kept: an AMRAP after a circuit."""
    header = Header(
        uid=uid,
        workout=workout,
        origin="",
        text="",
        choices={},
        swaps=frozenset(),
        began_at=round(datetime(2026, 2, 28, 17, 5, tzinfo=UTC).timestamp() * 1000),
        utc_offset=60,
        version="0.1.0",
        status=SessionStatus.DONE,
        elapsed=1_245_000,
        ended=1_300_000,
        complete=True,
        effort=7,
        note="legs of lead",
    )
    place = {"block": "Circuit", "kind": "circuit", "role": "main", "place": "block[0]"}
    rest = {"planned_low": 20, "planned_high": 20, "measured": True, "said": False}
    sixteen = Load(LoadUnit.KG, 16)
    sets = (
        SetResult(
            number=1, **place, source="block[0].exercises[0]", round=1, exercise="Kettlebell squat",
            side=0, outcome="done", unit="reps", done=20, load=sixteen, ms=42_000, rest=8_000,
            began=10_000, **rest,
        ),
        SetResult(
            number=2, **place, source="block[0].exercises[1]", round=1, exercise="Squat jump",
            side=0, outcome="done", unit="time", done=None, load=None, ms=45_000, rest=30_000,
            began=60_000, **rest,
        ),
    )  # fmt: skip
    score = ScoreResult(
        number=1, block="AMRAP", kind="amrap", scored="amrap", place="block[1]", sameness="x",
        text="7 + 23", rounds=7, reps=23, ms=600_000, splits=(80_000, 84_000), paused=False,
        capped=False, complete=True,
    )  # fmt: skip
    return SessionRecord(header=header, journal=(), sets=sets, scores=(score,))


def past_sessions(count: int) -> list[SessionSummary]:
    """So many sessions, a day apart."""
    newest = datetime(2026, 2, 28, 18, 5, tzinfo=UTC)
    return [
        SessionSummary(
            number=i + 1,
            uid=f"{i:032x}",
            began_at=round((newest - timedelta(days=i)).timestamp() * 1000),
            utc_offset=0,
            workout=("Ten minutes", "Strong legs")[i % 2],
            elapsed=1_245_000,
            complete=i % 3 != 1,
            effort=(7, None)[i % 2],
            note="",
            scores=(("7 + 23",), ())[i % 2],
            work=(BlockWork("sets", 6, 12), BlockWork("circuit", 3, 9))[i // 2 % 2 :][:1],
            top=(TopSet(5, Load(LoadUnit.KG, 102.5)), None)[i // 2 % 2],
        )
        for i in range(count)
    ]


@pytest.fixture(autouse=True)
def own_state(tmp_path_factory, monkeypatch):
    """What one test leaves, text that was not saved for instance, is not offered to the next."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
    # The colours of the screens do not depend on the terminal in which the tests run.
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "truecolor")


PICTURES = Path(__file__).parent / "pictures"


def picture(app: LegtimerApp) -> str:
    """The screen as text."""
    strips = app.screen._compositor.render_strips()
    rows = ["".join(segment.text for segment in strip).rstrip() for strip in strips]
    return "\n".join(rows) + "\n"


@pytest.fixture
def keep():
    """Compare a text with the kept one of this name, or keep it anew."""

    def with_kept(name: str, drawn: str) -> None:
        path = PICTURES / f"{name}.txt"
        if os.environ.get("LEGTIMER_PICTURES") == "write":
            path.parent.mkdir(exist_ok=True)
            path.write_text(drawn, encoding="utf-8")
        assert drawn == path.read_text(encoding="utf-8")

    return with_kept


@pytest.fixture
def compare(keep):
    """Compare the screen with the picture of this name, or draw it anew; with its colours too."""

    def with_kept(name: str, app: LegtimerApp) -> None:
        if folder := os.environ.get("LEGTIMER_SVG"):
            from docs.make_picture import svg

            Path(folder, f"{name}.svg").write_text(svg(app, app.size), encoding="utf-8")
        keep(name, picture(app))

    return with_kept


@pytest.fixture
def history():
    return FakeHistory()


@pytest.fixture
def made():
    """What the tests make of earlier sessions."""
    return SimpleNamespace(cut_off=cut_off, log=past_log, sessions=past_sessions)


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
        fields.setdefault("theme", os.environ.get("LEGTIMER_THEME", ""))
        made.app = make_app(
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
def session(workouts):
    """Begins a session of some blocks at the instant 0; without a lead-in unless one is given."""

    def make(*blocks, prepare: int = 0, **fields) -> Session:
        begun = Session(workouts.build(*blocks, prepare=prepare, **fields), now=0)
        begun.handle(c.Start(), 0)
        return begun

    return make


@pytest.fixture
def workouts():
    return SimpleNamespace(
        build=build,
        circuit=build(CIRCUIT, name="Circuit"),
        amrap=build(AMRAP, name="Ten minutes"),
        emom=build(EMOM, name="EMOM"),
        both=build(CIRCUIT, AMRAP, {"kind": "rest", "time": "2:00"}, name="Both"),
    )


@pytest.fixture
def utc():
    """The computer stands where the clock of the tests does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def hand_time(tmp_path, monkeypatch, utc):
    """The own folders are empty, and a clock tells the time to all that asks for it."""
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    clock = HandClock()
    now = classmethod(lambda _, zone=None: clock.wall())
    monkeypatch.setattr(dates, "datetime", type("HandTime", (datetime,), {"now": now}))
    opened = Database._open

    def quick(self):
        connection = opened(self)
        # Nobody cuts the power.
        connection.execute("PRAGMA synchronous = OFF")
        return connection

    monkeypatch.setattr(Database, "_open", quick)
    driven = partial(recorded_session.record_session, clock=clock.now)
    monkeypatch.setattr(recorded_session, "record_session", driven)
    return clock
