"""What people write on whiteboards: all notations in one workout, from file to last step."""

from __future__ import annotations

from pathlib import Path

from legtimer.cli.commands.rehearse import rehearse
from legtimer.core.session.machine import Session
from legtimer.core.workout import expand
from legtimer.files.workouts.reader import read_file


def test_it_is_good_and_can_be_done_to_its_end():
    reading = read_file(Path(__file__).with_name("whiteboard.toml"))
    assert not reading.mistakes
    session = Session(expand(reading.workout), now=0)
    rehearse(session, None)
    assert session.finished_at is not None
    assert session.view(session.finished_at).step is None
