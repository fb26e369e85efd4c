"""Which sound is due when: the workout rehearsed with the presses that its session took."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from legtimer.audio.choice import choose
from legtimer.cli.commands.rehearse import rehearse
from legtimer.cli.script import Pressed, spelled
from legtimer.core.session.machine import Session
from legtimer.files.reader import read_file


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


def due_sounds(path: Path, taken: Sequence[Pressed]) -> list[Due]:
    """All sounds of a session, in order, as ``legtimer rehearse`` gives them.

    Args:
        path: of the workout.
        taken: the start, and what was pressed; see ``Terminal.taken``.
    """
    reading = read_file(path)
    assert reading.workout is not None, [m.render(path.name) for m in reading.mistakes]
    start = taken[0].at
    script = tuple(Pressed(pressed.at - start, pressed.command) for pressed in taken)
    events = rehearse(Session(reading.workout, now=0), script)
    cues = [event.cue for event in events if event.cue is not None]
    steps = {cue.due: cue.step for cue in cues}
    presses = sorted((pressed.at - start, spelled(pressed.command)) for pressed in taken)
    found = []
    for due, sound in choose(cues):
        after = ""
        while presses and presses[0][0] < due:
            after = presses.pop(0)[1]
        answers = next((word for at, word in presses if at == due), "")
        found.append(Due((start + due) / 1000, sound, steps[due], answers, after))
    return found


def planned_only(due: Sequence[Due]) -> list[Due]:
    """The sounds that no press answered; what an answer stood behind is handed on to the next."""
    found: list[Due] = []
    after = ""
    for one in due:
        after = one.answers or one.after or after
        if not one.answers:
            found.append(one._replace(after=after))
            after = ""
    return found
