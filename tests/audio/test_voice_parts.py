"""What the voice says of parts of scored work, of rests inside it and of a complex."""

from __future__ import annotations

from legtimer.audio.voice.announcements import announcement_for, texts_of
from legtimer.core.session import cues
from legtimer.core.workout import expand
from tests.core.driving import workout

RUN = {"kind": "circuit", "exercises": ["400 m Run"]}
ROUNDS = {"kind": "circuit", "rounds": 3, "exercises": ["5 Dip", "9 Squat"]}
REST = {"kind": "rest", "time": "1:00"}


def said(cue, *blocks):
    found = announcement_for(cue, expand(workout(*blocks)).steps)
    return found and found.versions[0]


def counted(number):
    block = {"kind": "for-time", "block": [RUN, ROUNDS, REST, RUN]}
    return said(cues.RoundCounted(due=0, step=0, round=number, split=1), block)


def test_rounds_are_counted_within_their_part():
    assert counted(1) == ("3 rounds left", "5 Dip")
    assert counted(3) == ("last round", "5 Dip")
    assert counted(4) == ("400 metres Run",)


def test_a_rest_between_parts_is_said_as_what_comes():
    block = {"kind": "for-time", "block": [RUN, ROUNDS, REST, RUN]}
    cue = cues.Counted(due=0, step=0, round=4, item=2)
    assert said(cue, block) == ("1 minute Rest",)


def test_the_words_of_every_part_are_made_ready():
    block = {"kind": "for-time", "block": [ROUNDS, {**RUN, "exercises": ["600 m Row"]}]}
    assert "600 metres Row" in list(texts_of(expand(workout(block)).steps, 0))


def test_a_complex_is_said_with_all_its_exercises():
    block = {
        "kind": "complex",
        "sets": 2,
        "load": "40 kg",
        "rest": "1:00",
        "exercises": ["6 Deadlift", "3 Clean"],
    }
    (step, rest, _) = expand(workout(block)).steps
    cue = cues.StepStarted(due=0, step=1, phase=rest.phase, timed=True)
    assert "next: 6 Deadlift, 3 Clean, 40 kilograms" in said(cue, block)
    assert "Deadlift, Clean" in list(texts_of((step,), 0))
