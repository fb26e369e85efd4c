"""A runner's first four weeks of a programme, on the screens and from the command line alike."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime

import pytest

from legtimer.app.sessions import WorkoutSource
from legtimer.cli import screens
from legtimer.cli.main import main
from legtimer.core.session import commands as c
from legtimer.core.session.transitions import State
from legtimer.files.user_folders import history_file, own_programmes_folder, own_workouts_folder
from legtimer.history.session_record import Header
from legtimer.history.store import Store
from legtimer.tui.app import LegtimerApp
from legtimer.tui.screens.history.past_session import PastSessionScreen
from legtimer.tui.screens.session.ranges import RangesScreen
from legtimer.tui.screens.session.summary import SummaryScreen
from legtimer.tui.screens.today.screen import TodayScreen
from legtimer.tui.widgets.outline_view import OutlineView
from legtimer.tui.widgets.text import LeftLine
from tests.tui.programme_desk import real_services

MONDAY = date(2026, 3, 2)
"""Five weeks before the race."""
BELLS = """\
name = "Bells"
[[block]]
kind = "sets"
sets = 3
exercises = [{ do = "8-12 Goblet squat @ 18 kg", grow = "2 kg" }]
"""
MOST_STEPS = 600
"""Of a session, in which something comes to its end."""


LUNGES = ["--set", "10 Walking kettlebell lunge"] * 2 + ["--set", "8 Overhead walking lunge"] * 2
DAYS = (
    (2, [
        "Half-marathon legs, week 1 of 5: Learn",
        "Today: Runner's leg strength",
        "no run, the day before the hard run, as no other day is free",
        "Leg strength 2 sets: the first time",
    ], lambda runner: runner.train(7, whole=True)),
    (4, [
        "Half-marathon legs, week 1 of 5: Learn · done Mon",
        "Today: Bells",
        "no run, 1 day to recover after Mon",
        "Goblet squat 8-12 @ 16 kg: the first time; 18 kg rounded down to what you own",
    ], lambda runner: runner.train(7, Goblet_squat=[12, 12, 12])),
    (6, [
        "Half-marathon legs, week 1 of 5: Learn · done Mon Wed",
        "Today: Runner's leg circuit",
        "no run, 1 day to recover after Wed",
        "Circuit 2 rounds: the first time",
        "Walking kettlebell lunge 10: the first time",
        "Overhead walking lunge 8: the first time",
    ], lambda runner: runner.log("runner-circuit", "--effort", "8", *LUNGES)),
    # The second week has a hard session, and one that is missed.
    (9, [
        "Half-marathon legs, week 2 of 5: Learn",
        "Today: Runner's leg strength",
        "no run, 2 days to recover after Fri, the day before the hard run, as no other day is free",
        "Leg strength 3 sets: both sets at 15 last time",
    ], lambda runner: runner.train(9)),
    (12, [
        "Half-marathon legs, week 2 of 5: Learn · done Mon · 1 session missed: no need"
        " to make up for it",
        "Fri 13 Mar 2026: Bells",
        "no run, 3 days to recover after Mon",
        BELLS_GROW := "Goblet squat 13 @ 16 kg: all three sets at 12 last time; "
        "24 kg, the next you own, is due at 24 reps",
    ], lambda runner: runner.rest()),
    (13, [
        "Half-marathon legs, week 2 of 5: Learn · done Mon · 1 session missed: no need"
        " to make up for it",
        "Today: Bells",
        "no run, 3 days to recover after Mon",
        BELLS_GROW,
    ], lambda runner: runner.train(8, Goblet_squat=[24, 20, 24])),
    (16, [
        "Half-marathon legs, week 3 of 5: Learn",
        "Today: Runner's leg circuit",
        "no run, 2 days to recover after Fri, the day before the hard run, as no other day is free",
        "Circuit 2 rounds: both sets at 10 last time, 1 of 3 sessions for a step",
        "Walking kettlebell lunge 12: both sets at 10 last time",
        "Overhead walking lunge 10: both sets at 8 last time",
    ], lambda runner: runner.train(8)),
    (18, [
        "Half-marathon legs, week 3 of 5: Learn · done Mon",
        "Today: Runner's leg strength",
        "no run, 1 day to recover after Mon",
        "Leg strength 3 sets: the effort was 9 last time; it grows up to 8",
    ], lambda runner: runner.train(8)),
    (20, [
        "Half-marathon legs, week 3 of 5: Learn · done Mon Wed",
        "Today: Bells",
        "no run, 1 day to recover after Wed",
        "Goblet squat 21 @ 16 kg: all three sets at 20 or more last time; "
        "24 kg, the next you own, is due at 24 reps",
    ], lambda runner: runner.correct(date(2026, 3, 13), 2, 24)),
    (20, [
        "Half-marathon legs, week 3 of 5: Learn · done Mon Wed",
        "Today: Bells",
        "no run, 1 day to recover after Wed",
        "Goblet squat 8 @ 24 kg: all three sets at 24 last time",
    ], lambda runner: runner.train(8)),
    (25, [
        "Half-marathon legs, week 4 of 5: Height of training",
        "Today: Runner's leg strength, low impact",
        "no run",
        "Leg strength 2 sets: growth pauses in this phase; the phase drops 1 of 3",
    ], lambda runner: runner.train(8)),
    (26, [
        "Half-marathon legs, week 4 of 5: Height of training · done Wed",
        "No session comes before the end on 5 Apr 2026.",
    ], lambda runner: runner.rest()),
)  # fmt: skip
"""Days of March: what is seen, and what is done then."""
HISTORY = """\
Mon 02 Mar Warm-up for runners, effort 7
  Easy jog or jump rope: None
  Leg swing forward: None
  Leg swing sideways: None
  Walking lunge with a twist: None
  Knee hug: None
  Ankle circle: None
  Inchworm: None
Mon 02 Mar Runner's leg strength, effort 7
  Prisoner squat: 15 15
  Single-leg Romanian deadlift: 8 8 8 8
  Step-through lunge: 8 8 8 8
  Hip thrust: 15 15
  Lateral hop-over: 16 16
  Calf raise: 15 15
  Toe raise: 20 20
Mon 02 Mar Stretch for runners, effort 7
  Calf stretch: None None
  Hamstring stretch: None None
  Quad stretch: None None
  Hip flexor stretch: None None
Wed 04 Mar Bells, effort 7
  Goblet squat @ 16 kg: 12 12 12
Fri 06 Mar Runner's leg circuit, effort 8
  Walking kettlebell lunge: 10 10
  Overhead walking lunge: 8 8
Mon 09 Mar Runner's leg strength, effort 9
  Prisoner squat: 15 15 15
  Single-leg Romanian deadlift: 8 8 8 8 8 8
  Step-through lunge: 8 8 8 8 8 8
  Hip thrust: 15 15 15
  Lateral hop-over: 16 16 16
  Calf raise: 15 15 15
  Toe raise: 20 20 20
Fri 13 Mar Bells, effort 8
  Goblet squat @ 16 kg: 24 24 24
Mon 16 Mar Runner's leg circuit, effort 8
  Walking kettlebell lunge: 12 12
  Squat jump: None None
  Split squat: 10 10 10 10
  Medicine ball toss: None None
  Overhead walking lunge: 10 10
Wed 18 Mar Runner's leg strength, effort 8
  Prisoner squat: 15 15 15
  Single-leg Romanian deadlift: 8 8 8 8 8 8
  Step-through lunge: 8 8 8 8 8 8
  Hip thrust: 15 15 15
  Lateral hop-over: 16 16 16
  Calf raise: 15 15 15
  Toe raise: 20 20 20
Fri 20 Mar Bells, effort 8
  Goblet squat @ 24 kg: 8 8 8
Wed 25 Mar Runner's leg strength, effort 8
  Prisoner squat: 15 15
  Single-leg Romanian deadlift: 8 8 8 8
  Step-through lunge: 8 8 8 8
  Hip thrust: 15 15
  Calf raise: 15 15
  Toe raise: 20 20
"""


async def go_through(hand, reps: Mapping[str, Sequence[int]]) -> None:
    """A whole session; the reps of each set are told that has a range of them.

    Args:
        hand: what the athlete sees and presses.
        reps: by the exercise's name; of any other one what is proposed.
    """
    left = {name.replace("_", " "): list(some) for name, some in reps.items()}
    told = 0
    for _ in range(MOST_STEPS):
        view = hand.view
        record = None if view.target is None else view.target.record
        wanted = left.get(record.step.exercise.name) if record is not None else None
        if record is not None and view.target.number != told and (wanted or record.needs_reps):
            told = view.target.number
            await hand.tell(wanted.pop(0) if wanted else view.target.proposal)
        elif view.state is State.FINISHED:
            return
        elif hand.deadline is None:
            await hand.press(after=30_000)
        else:
            await hand.wait(hand.deadline)
    raise AssertionError("it goes on and on")


class Paper:
    """A session without a screen: presses and time as they come to the machine."""

    def __init__(self, session, clock) -> None:
        self.session, self.clock = session, clock

    @property
    def view(self):
        return self.session.view(self.clock.now())

    @property
    def deadline(self):
        return self.session.next_deadline()

    async def wait(self, until: int) -> None:
        self.clock.time = until
        self.session.advance(until)

    async def press(self, after: int) -> None:
        await self.wait(self.clock.now() + after)
        self.session.handle(c.Press(), self.clock.now())

    async def tell(self, reps: int) -> None:
        self.session.handle(self.view.correct_reps(reps), self.clock.now())


class Commands:
    """The way of the command line; a shell is also there for who trains on the screens."""

    def __init__(self, capsys, clock, monkeypatch) -> None:
        self.capsys, self.clock, self.monkeypatch = capsys, clock, monkeypatch
        self.on(MONDAY)

    @asynccontextmanager
    async def open(self):
        yield

    def on(self, day: date) -> None:
        """Let it be 18:00 of a day to come."""
        self.day = day
        evening = datetime(day.year, day.month, day.day, 18, tzinfo=UTC)
        self.clock.advance(round((evening - self.clock.wall()).total_seconds() * 1000))

    def command(self, *words: str) -> list[str]:
        self.capsys.readouterr()
        code = main(words)
        out, err = self.capsys.readouterr()
        assert (code, err) == (0, ""), (out, err)
        return out.splitlines()

    async def seen(self) -> list[str]:
        """Where the programme stands, and the first session with its reasons."""
        first, *rows = self.command("next")
        rows = [row.strip() for row in rows if row != "Today: nothing due"]
        end = next((i for i, row in enumerate(rows) if row.startswith("legtimer run")), None)
        return [first, *rows[:end]]

    async def log(self, name: str, *words: str) -> None:
        self.command("log", name, "--at", f"{self.day} 17:00", *words)

    async def train(self, effort: int, *, whole: bool = False, **reps: Sequence[int]) -> None:
        """The session of the day, as ``next`` says how to run it.

        Args:
            effort: what is told of each session.
            whole: with its warm-up and cool-down.
            reps: as of ``go_through``.
        """
        rows = self.command("next")
        line = next(row for row in rows if "legtimer run" in row)
        words = line.split()[1:]
        started = []
        self.monkeypatch.setattr(
            screens, "open_screens", lambda _, start: started.append(start) or 0
        )
        self.command(*(words if whole else [words[0], words[2], *words[4:]]))
        ((loaded, given, swaps, following),) = started
        services = real_services()
        services.sources[loaded.workout] = WorkoutSource(loaded.text, loaded.origin, swaps)
        for one in (loaded.workout, *map(services.workout_at, following)):
            coached = services.coached(one)
            workout = coached.workout
            choices = {
                **workout.default_choices,
                **services.choices.last(workout),
                **coached.targets.choices,
                **given,
            }
            session = services.sessions.open(workout, choices, self.clock.now())
            session.handle(c.Start(), self.clock.now())
            await go_through(Paper(session, self.clock), reps)
            session.complete(effort)
        services.close()

    async def rest(self) -> None:
        """Nothing."""

    async def correct(self, day: date, number: int, reps: int) -> None:
        """The reps of a set of a session."""
        self.command("history", "edit", str(day), "set", str(number), "reps", str(reps))


class Screens(Commands):
    """The way of the screens; the program stays open all the time."""

    @asynccontextmanager
    async def open(self):
        services = real_services()
        self.app = LegtimerApp(services, self.clock)
        async with self.app.run_test(size=(60, 12)) as self.pilot:
            await self.pilot.pause()
            yield
        services.close()

    async def seen(self) -> list[str]:
        if f"{self.day.day} Mar" not in self.app.screen.query_one("#title", LeftLine).shown[0]:
            # The first press of a day shows it.
            await self.pilot.press("space")
            await self.pilot.pause()
        rows = [str(row) for row in self.app.screen.query_one(OutlineView).rows]
        end = next(i for i, row in enumerate(rows) if ", week" in row)
        first = [row.strip().removeprefix("Next, ") for row in rows[:end] if row]
        left_out = r"Today: \w+ (run|day), no|No session and|Done today|\d+ min  |about .* min$"
        title, *figures = [row for row in first if not re.match(left_out, row)]
        text, _, reason = "\n".join(figures).partition("why ")
        week, *stands = (row.strip() for row in rows[end : rows.index("", end)])
        return [
            f"{week}: {' '.join(stands)}",
            re.sub(", about .* min", "", title),
            *reason.partition(": ")[2].splitlines(),
            *text.splitlines(),
        ]

    async def train(self, effort: int, *, whole: bool = False, **reps: Sequence[int]) -> None:
        await self.pilot.press("space" if whole else "s")
        for following in (2, 1, 0) if whole else (1,):
            await self.pilot.pause()
            if isinstance(self.app.screen, RangesScreen):
                self.clock.time += 1_000
                await self.pilot.press("enter")
                await self.pilot.pause()
            session = self.app.screen
            await go_through(Paper(self.app.training.session, self.clock), reps)
            self.clock.time += 1_000
            session.catch_up()
            await self.pilot.pause()
            assert isinstance(self.app.screen, SummaryScreen)
            assert bool(session.following) is bool(following)
            self.clock.time += 1_000
            await self.pilot.press("e", str(effort), "enter" if whole else "q")
        await self.pilot.pause()
        assert isinstance(self.app.screen, TodayScreen)

    async def correct(self, day: date, number: int, reps: int) -> None:
        later = sum(one.began.date() > day for one in headers())
        await self.pilot.press("l", "h", *["down"] * later, "enter")
        await self.pilot.pause()
        assert isinstance(self.app.screen, PastSessionScreen)
        # Behind effort, note, time and start.
        await self.pilot.press(*["down"] * (number + 3), "r", *str(reps), "enter")
        await self.pilot.press("escape", "escape", "p")
        await self.pilot.pause()


def headers() -> list[Header]:
    """The sessions of the history, the newest first."""
    store = Store(history_file())
    found = store.headers()
    store.close()
    return found


def history() -> str:
    """All sessions: the day, the workout, the effort, the reps or seconds of each exercise."""
    store = Store(history_file())
    found = []
    for header in reversed(store.headers()):
        record = store.load(header.uid)
        sets: dict[str, list[str]] = {}
        for one in record.sets:
            load = f" @ {one.load.text}" if one.load else ""
            sets.setdefault(f"{one.exercise}{load}", []).append(str(one.done))
        found.append(f"{header.began:%a %d %b} {header.workout}, effort {header.effort}")
        found += [f"  {name}: {' '.join(done)}" for name, done in sets.items()]
    store.close()
    return "\n".join(found) + "\n"


@pytest.mark.parametrize("way", [Commands, Screens])
async def test_first_weeks(way, capsys, monkeypatch, hand_time):
    runner = way(capsys, hand_time, monkeypatch)
    runner.command("programme", "use", "half-marathon-legs", "--race", "2026-04-05")
    own_workouts_folder().mkdir(parents=True)
    (own_workouts_folder() / "bells.toml").write_text(BELLS)
    programme = own_programmes_folder() / "half-marathon-legs.toml"
    text = programme.read_text().replace("weeks = 5", "weeks = 3", 1)
    text = re.sub(r'\[\[phase\]\]\nname = "Build"\n.*?\n\n', "", text, flags=re.DOTALL)
    text = text.replace("weeks = 3\nper-week", "weeks = 1\nper-week")
    text = text.replace('"runner-leg-strength", ', '"runner-leg-strength", "bells", ')
    programme.write_text(text.replace("after = 3", "after = 1", 1))
    # The rules of the phase that was left out have nothing to grow.
    assert main(["programme", "check"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert [line.partition("called ")[2] for line in told] == [
        "Deadlift; leave the rule out, or add a workout that has it",
        "Barbell back squat; leave the rule out, or add a workout that has it",
    ]
    lines = programme.read_text().splitlines()
    programme.write_text("\n".join(lines[: lines.index('match = "Deadlift"') - 2]))
    runner.command("programme", "check")
    runner.command("config", "set", "equipment.kettlebells", "8, 12, 16, 24")
    async with runner.open():
        for day, seen, act in DAYS:
            runner.on(date(2026, 3, day))
            # The screen wraps what is long.
            assert " ".join(await runner.seen()) == " ".join(seen), day
            await act(runner)
    assert history() == HISTORY
