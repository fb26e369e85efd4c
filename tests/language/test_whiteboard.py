"""What people write on whiteboards: all notations in one workout, from file to last step."""

from __future__ import annotations

from pathlib import Path

from legtimer.app.step_text import plan_text_of
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


def test_the_plan_tells_all_rounds_and_ladders():
    plan = expand(read_file(Path(__file__).with_name("whiteboard.toml")).workout, {"level": 2})
    texts = [plan_text_of(step) for step in plan.steps if step.counts_score]
    assert texts == [
        "3..+3 Thruster @ 30 kg + 3..+3 Chest-to-bar pull-up",
        "3 rounds: 400 m Run + 21 Kettlebell swing @ 24 kg + 1:00 Rest",
        "3 rounds: 21,15,9 Thruster @ 65 lb + 21,15,9 Pull-up + 400 m Run + 8 Dip",
    ]
