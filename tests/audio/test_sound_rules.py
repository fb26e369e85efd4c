"""Which sound a cue gets, and which of several is heard."""

from __future__ import annotations

import random

import pytest

from legtimer.audio.sound_rules import SoundChoice, choose
from legtimer.core.session import cues
from legtimer.core.session.cues import Cue
from legtimer.core.steps import Phase


def started(phase: Phase, timed: bool = True, due: int = 0) -> Cue:
    return cues.StepStarted(due=due, step=0, phase=phase, timed=timed)


SOUNDS_OF: list[tuple[Cue, str | None]] = [
    (started(Phase.PREPARE), "get-ready"),
    (started(Phase.GET_SET), "get-ready"),
    (started(Phase.WORK), "go"),
    (started(Phase.WORK, timed=False), "go"),
    (started(Phase.REST), "rest"),
    (started(Phase.REST, timed=False), "rest"),
    (started(Phase.SWITCH), "switch"),
    (started(Phase.SCORE, timed=False), None),
    (cues.Countdown(due=0, step=0, seconds=3), "tick"),
    (cues.Halfway(due=0, step=0), "halfway"),
    (cues.RestCalled(due=0, step=0), "rest-over"),
    (cues.RestOver(due=0, step=0, call=1), "rest-over"),
    (cues.RestOver(due=0, step=0, call=2), "second-call"),
    (cues.SwitchSides(due=0, step=0), "switch"),
    (cues.RepPrompt(due=0, step=0), None),
    (cues.RepTick(due=0, step=0, rep=1), "rep-tick"),
    (cues.TempoBeat(due=0, step=0, part=1), "tempo-beat"),
    (cues.ItemOver(due=0, step=0), "counted"),
    (cues.RestStarted(due=0, step=0), "rest"),
    (cues.Counted(due=0, step=0, round=1, item=1), "counted"),
    (cues.RoundCounted(due=0, step=0, round=1, split=1), "round"),
    (cues.IntervalMade(due=0, step=0), "counted"),
    (cues.IntervalMissed(due=0, step=0), "missed"),
    (cues.Failed(due=0, step=0), "missed"),
    (cues.CapReached(due=0, step=0), "missed"),
    (cues.ScoreAsked(due=0, step=0), "rest"),
    (cues.BlockDone(due=0, step=0, block=0), "block-done"),
    (cues.Finished(due=0, step=0, early=False), "workout-done"),
    (cues.Paused(due=0, step=0), "pause"),
    (cues.Resumed(due=0, step=0), "resume"),
    (cues.Adjusted(due=0, step=0, delta=1), None),
    (cues.Corrected(due=0, step=0), None),
    (cues.PlanChanged(due=0, step=0), None),
    (cues.Undone(due=0, step=0), "undo"),
]


@pytest.mark.parametrize(("cue", "sound"), SOUNDS_OF, ids=repr)
def test_sound_of(cue: Cue, sound: str | None) -> None:
    assert [chosen.sound for chosen in choose([cue])] == ([sound] if sound else [])


def test_every_kind_of_cue_is_decided_upon() -> None:
    # By name: a data class with slots is made twice, and both are subclasses.
    assert {type(cue).__name__ for cue, _ in SOUNDS_OF} == {
        kind.__name__ for kind in Cue.__subclasses__()
    }


@pytest.mark.parametrize(
    ("together", "heard"),
    [
        ([cues.RestOver(due=0, step=0, call=1), started(Phase.WORK)], "go"),
        (
            [
                cues.RestOver(due=0, step=0, call=1),
                started(Phase.WORK, timed=False),
                cues.RepPrompt(due=0, step=0),
            ],
            "rest-over",
        ),
        ([cues.RestOver(due=0, step=0, call=2), started(Phase.WORK, timed=False)], "second-call"),
        ([cues.SwitchSides(due=0, step=0), started(Phase.WORK)], "switch"),
        ([cues.BlockDone(due=0, step=0, block=0), started(Phase.REST)], "block-done"),
        (
            [cues.BlockDone(due=0, step=0, block=0), cues.Finished(due=0, step=0, early=False)],
            "workout-done",
        ),
        (
            [
                cues.Counted(due=0, step=0, round=1, item=1),
                cues.RoundCounted(due=0, step=0, round=1, split=1),
            ],
            "round",
        ),
        ([cues.Countdown(due=0, step=0, seconds=3), cues.Halfway(due=0, step=0)], "tick"),
        ([cues.RepPrompt(due=0, step=0)], None),
    ],
)
def test_of_several_at_once_the_most_important_is_heard(
    together: list[Cue], heard: str | None
) -> None:
    random.Random(1).shuffle(together)
    assert [sound for _, sound in choose(together)] == ([] if heard is None else [heard])


def test_each_instant_has_its_own_sound_in_order() -> None:
    assert choose(
        [
            started(Phase.WORK, due=3000),
            cues.Countdown(due=2000, step=0, seconds=1),
            cues.Countdown(due=1000, step=0, seconds=2),
        ]
    ) == [SoundChoice(1000, "tick"), SoundChoice(2000, "tick"), SoundChoice(3000, "go")]


def test_a_sound_that_is_switched_off_leaves_room_for_the_next() -> None:
    together = [cues.BlockDone(due=0, step=0, block=0), started(Phase.WORK)]
    assert choose(together, {"block-done"}) == [SoundChoice(0, "go")]
    assert choose(together, {"block-done", "go"}) == []
