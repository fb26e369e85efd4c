"""Racing against one's own best."""

from __future__ import annotations

import pytest

from legtimer.app.history_views import BestPace
from legtimer.core.notation import clock
from legtimer.core.session import commands as c
from legtimer.tui.text.pace import best_pace_text
from legtimer.tui.text.tally import pace_line
from tests.tui.fakes import Unkept

AMRAP = {"kind": "amrap", "time": "10:00", "exercises": ["10 Lunge jump", "20 Squat"]}
BEST = BestPace("7 + 12", 7, 12, (80_000,) * 7)


def at(workouts, block, rounds, spent: int):
    """So many ms into a block, with rounds counted at these instants."""
    session = Unkept(workouts.build(block, prepare=0), now=0)
    session.handle(c.Start(), 0)
    for when in rounds:
        session.handle(c.CountRound(), when)
    session.advance(spent)
    return session.view(spent)


@pytest.mark.parametrize(
    ("rounds", "spent", "text"),
    [
        ([], 40_000, "best 7 + 12"),
        ([], 92_900, "0:12 behind best"),
        ([75_000], 90_000, "0:05 ahead of best"),
        ([80_300], 90_000, "level with best"),
        ([92_000], 100_000, "0:12 behind best"),
        # The best has finished its second round 15 s ago.
        ([92_000], 175_000, "0:15 behind best"),
        ([100_000], 260_000, "a round behind best"),
        ([30_000, 70_000], 75_000, "a round ahead of best"),
        ([20_000, 40_000, 60_000, 80_000], 85_000, "3 rounds ahead of best"),
        ([80_000 * n for n in range(1, 8)], 570_000, "level with best"),
        ([70_000 * n for n in range(1, 9)], 570_000, "best of 7 + 12 beaten"),
    ],
)
def test_an_amrap_against_the_best(workouts, rounds, spent, text):
    assert best_pace_text(at(workouts, AMRAP, rounds, spent), BEST) == text


def test_a_for_time_against_the_best(workouts):
    block = {"kind": "for-time", "exercises": ["21,15,9 Thruster", "21,15,9 Pull-up"]}
    best = BestPace("3:20", 3, 0, (90_000, 70_000, 40_000))
    assert best_pace_text(at(workouts, block, [], 30_000), best) == "best 3:20"
    assert best_pace_text(at(workouts, block, [95_000], 100_000), best) == "0:05 behind best"
    assert (
        best_pace_text(at(workouts, block, [85_000, 150_000], 152_000), best)
        == "0:10 ahead of best"
    )


def test_without_a_best_there_is_nothing_to_say(workouts):
    assert best_pace_text(at(workouts, AMRAP, [70_000], 75_000), None) == ""


@pytest.mark.parametrize(
    ("rounds", "pace"),
    [([2_000], None), ([2_000, 19_000], None), ([2_000, 20_000], "60.0"), ([30_000], "20.0")],
)
def test_the_pace_is_told_when_rounds_took_a_while(workouts, rounds, pace):
    view = at(workouts, AMRAP, rounds, 40_000)
    texts = pace_line(view)
    assert ("pace" in texts[0]) is (pace is not None)
    last = clock(view.tally.splits[-1])
    assert texts[0].endswith(f"pace {pace} rounds" if pace else last)


async def test_it_stands_below_the_figure(rig, workouts, history):
    history.best = {("block[0]", ()): BEST}
    made = rig(workouts.amrap, history=history)
    async with made.app.run_test(size=(80, 24)) as pilot:
        await made.after(pilot, 10)
        await made.after(pilot, 91.5)
        await made.press(pilot, "R")
        await pilot.pause()
        assert "0:12 behind best" in made.screen.query_one("#aside").render_line(0).text
        await made.press(pilot, "u")
        await made.after(pilot, 6)  # what undo did is said for some seconds
        assert "0:18 behind best" in made.screen.query_one("#aside").render_line(0).text
        assert history.plans == 1


async def test_the_smallest_screen_says_it_where_the_round_stands(rig, workouts, history):
    history.best = {("block[0]", ()): BEST}
    made = rig(workouts.amrap, history=history)
    async with made.app.run_test(size=(40, 12)) as pilot:
        await made.after(pilot, 10)
        await made.after(pilot, 91.5)
        await made.press(pilot, "R", "space")
        await pilot.pause()
        row = made.screen.query_one("#where").render_line(0).text.strip()
        assert row == "round 2 · ex 2/4 · 0:12 behind best"
        assert made.screen.query_one("#where").region.height == 1
        assert not made.screen.query_one("#aside").display


async def test_the_easier_exercise_is_another_score(rig, workouts, history):
    history.best = {("block[0]", ()): BEST}
    block = {
        "kind": "amrap",
        "time": "10:00",
        "exercises": [{"do": "10 Lunge jump", "easier": "10 Lunge"}, "20 Squat"],
    }
    made = rig(workouts.build(block), history=history)
    async with made.app.run_test(size=(80, 24)) as pilot:
        await made.after(pilot, 30)
        assert "best 7 + 12" in made.screen.query_one("#aside").shown[0]
        history.best = {}
        made.screen.action_tell("easier")
        await pilot.pause()
        await pilot.pause()
        assert not any("best" in text for text in made.screen.query_one("#aside").shown)
        assert history.plans == 2
