"""Which sound is due when: the workout rehearsed with the presses that its session took."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from legtimer.audio.sound_rules import choose
from legtimer.cli.commands.rehearse import rehearse
from legtimer.core.session.command_text import command_text
from legtimer.core.session.commands import JournalEntry
from legtimer.core.session.machine import Session
from legtimer.files.workouts.reader import read_file

NEAR = 0.12
"""Seconds after a press within which no sound can be held to its instant: the press brings it, and
it is heard no sooner than the answer to the press, which may take so long."""
CANCELLED = 0.1
"""Seconds after a press from which on what it cancels must not be heard."""


class Due(NamedTuple):
    """A sound that is to be heard."""

    at: float
    """Seconds of the monotonic clock, or since the start."""
    sound: str
    step: int
    answers: str
    """The press that it answers, or nothing if it was planned ahead."""
    after: str
    """The press that came since the sound before it, or nothing."""
    since: float
    """Seconds since the last press; infinite where there was none."""

    @property
    def near(self) -> bool:
        """Whether a press brought it too near to be in time."""
        return not self.answers and self.since < NEAR


def due_sounds(path: Path, taken: Sequence[JournalEntry]) -> list[Due]:
    """All sounds of a session, in order, as ``legtimer rehearse`` gives them.

    Args:
        path: of the workout.
        taken: the start, and what was pressed; see ``Terminal.taken``.
    """
    reading = read_file(path)
    assert reading.workout is not None, [m.render(path.name) for m in reading.mistakes]
    start = taken[0].at
    script = tuple(JournalEntry(pressed.at - start, pressed.command) for pressed in taken)
    events = rehearse(Session(reading.workout, now=0), script)
    cues = [event.cue for event in events if event.cue is not None]
    steps = {cue.due: cue.step for cue in cues}
    presses = sorted((pressed.at - start, command_text(pressed.command)) for pressed in taken)
    found = []
    last = -math.inf
    for due, sound in choose(cues):
        after = ""
        while presses and presses[0][0] < due:
            last, after = presses.pop(0)
        answers = next((word for at, word in presses if at == due), "")
        since = (due - last) / 1000
        found.append(Due((start + due) / 1000, sound, steps[due], answers, after, since))
    return found


def too_late_to_cancel(
    path: Path, taken: Sequence[JournalEntry], within: float = CANCELLED
) -> list[tuple[float, str]]:
    """The sounds, with their instants, that a press cancelled shortly before them.

    They may be heard: the device has had them by then.

    Args:
        path: of the workout.
        taken: as for ``due_sounds``.
        within: seconds before them in which the press came.
    """
    heard = {(one.at, one.sound) for one in due_sounds(path, taken)}
    found = []
    for number, pressed in enumerate(taken[1:], 1):
        at = pressed.at / 1000
        found += [
            (one.at, one.sound)
            for one in due_sounds(path, taken[:number])
            if at <= one.at <= at + within and (one.at, one.sound) not in heard
        ]
    return found


def planned_only(due: Sequence[Due]) -> list[Due]:
    """The sounds that no press answered or brought too near, those for which there was time.

    What such a sound stood behind is handed on to the next.
    """
    found: list[Due] = []
    after = ""
    for one in due:
        after = one.answers or one.after or after
        if not (one.answers or one.near):
            found.append(one._replace(after=after))
            after = ""
    return found
