"""An athlete whose sessions are kept, with a hand-moved clock."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from legtimer.core.session import commands as c
from legtimer.core.session.cues import Cue
from legtimer.core.workout import Workout
from legtimer.files.workouts.reader import read_workout
from legtimer.history import interrupted, recorded_session
from legtimer.history.heartbeat import heartbeat_path
from legtimer.history.recorded_session import RecordedSession
from legtimer.history.store import Store

AMRAP = """\
name = "Legs"
prepare = 0
[[block]]
kind = "amrap"
time = "10:00"
exercises = ["10 Squat", "5 Lunge"]
"""
SETS = """\
name = "Sets"
prepare = "0:10"
[[block]]
kind = "sets"
sets = 3
rest = "1:00"
exercises = ["8-12 Squat @ 40 kg"]
"""
BEGAN = datetime(2026, 3, 14, 18, 4, 5, 250_000, UTC)


def read(text: str, name: str) -> Workout | None:
    return read_workout(text, name).workout


class Athlete:
    """Trains; each instance is another process, as far as the history can tell."""

    def __init__(self, folder: Path, text: str = AMRAP, now: int = 1_000_000) -> None:
        self.store = Store(folder / "history.db")
        self.text = text
        self.now = now
        self.session: RecordedSession

    def open(self, wall: datetime = BEGAN) -> RecordedSession:
        workout = read(self.text, "")
        assert workout is not None
        self.session = recorded_session.record_session(
            self.store, workout, {}, now=self.now, wall=wall, text=self.text, clock=self.clock
        )
        return self.session

    def begin(self, wall: datetime = BEGAN) -> RecordedSession:
        self.open(wall)
        self.do(c.Start())
        return self.session

    def resume(self, uid: str | None = None) -> RecordedSession | None:
        uid = uid or interrupted.find_interrupted(self.store, read)[0].header.uid
        found = interrupted.resume_session(self.store, uid, read, now=self.now, clock=self.clock)
        if found is not None:
            self.session = found
        return found

    def clock(self) -> int:
        return self.now

    def do(self, *commands: c.Command, after: float = 1.0) -> list[Cue]:
        """Let so many seconds pass before each of some commands."""
        found = []
        for command in commands:
            self.now += round(after * 1000)
            found += self.session.handle(command, self.now)
        return found

    def wait(self, seconds: float) -> list[Cue]:
        self.now += round(seconds * 1000)
        return self.session.advance(self.now)

    def view(self):
        return self.session.view(self.now)

    def die(self, beat: int | None = None) -> None:
        """Be killed: what a process holds is let go, and nothing is written any more.

        Args:
            beat: what the heart wrote last, in ms since the opening. Without it nothing but the
                journal tells the time: when the thread of the heart wakes up is up to the computer.
        """
        heart = self.session._heartbeat
        heart._write = lambda mark, *, sync: None
        heart.close(forget=False)
        self.store.close()
        path = heartbeat_path(self.store.beats, self.session.uid)
        if beat is not None:
            path.write_text(f"{beat:013}+\n")
        elif path.exists():
            path.write_text(f"{0:013}.\n")

    def interrupted(self) -> list[interrupted.Interrupted]:
        return interrupted.find_interrupted(self.store, read)
