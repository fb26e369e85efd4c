"""The screens of what was trained before, compared with pictures; see ``test_pictures``."""

from __future__ import annotations

from dataclasses import replace

import pytest

from legtimer.app.history_views import PriorResults
from legtimer.app.library import WorkoutEntry
from legtimer.core.ranking import Result
from legtimer.core.session import commands as c
from legtimer.history.comparisons import BeatenRecord, PastResult
from tests.tui.sizes import SIZES, at_all_sizes

BEFORE = PriorResults("28 Feb 2026: 7 + 10", "7 + 23 (12 Jan 2026)")


async def test_resume(rig, workouts, history, made, compare):
    history.cut_off = [
        made.cut_off(workouts.circuit, "a", (0, c.Start()), (20_000, c.Press()), at=41_000),
        made.cut_off(workouts.amrap, "b", (0, c.Start()), at=99_000),
    ]
    app = rig(workouts.circuit, history=history).app
    async with app.run_test(size=SIZES[0]) as pilot:
        await at_all_sizes(app, pilot, "resume", compare)
        await pilot.press("d")
        await at_all_sizes(app, pilot, "resume-drop", compare)


async def test_library_with_a_past(rig, workouts, history, compare):
    history.was = BEFORE
    ranged = workouts.build(
        {"kind": "amrap", "time": "10 min", "exercises": ["10 Lunge jump"]}, name="Ten minutes"
    )
    about = "As many rounds as you can."
    catalogue = [WorkoutEntry("Ten minutes", ranged, minutes=10, kinds=("amrap",), about=about)]
    app = rig(ranged, library=True, catalogue=catalogue, history=history).app
    async with app.run_test(size=SIZES[0]) as pilot:
        await pilot.pause()
        await at_all_sizes(app, pilot, "library-before", compare)


async def test_ranges_with_a_past(rig, workouts, history, compare):
    history.was = BEFORE
    ranged = workouts.build(
        {"kind": "circuit", "rounds": "2-5", "exercises": ["10 Squat"]}, name="Strong legs"
    )
    app = rig(ranged, history=history).app
    async with app.run_test(size=SIZES[0]) as pilot:
        await at_all_sizes(app, pilot, "ranges-before", compare)


async def test_sessions(rig, workouts, history, made, compare):
    history.past = made.sessions(40)
    history.logs[history.past[0].uid] = made.log()
    catalogue = [WorkoutEntry("Circuit", workouts.circuit, minutes=5)]
    app = rig(workouts.circuit, library=True, catalogue=catalogue, history=history).app
    async with app.run_test(size=SIZES[0]) as pilot:
        await pilot.press("h")
        await pilot.pause()
        await at_all_sizes(app, pilot, "history", compare)


async def test_one_session(rig, workouts, history, made, compare):
    log = made.log()
    history.logs[log.header.uid] = log
    first = made.sessions(1)[0]
    history.past = [first._replace(uid=log.header.uid)]
    app = rig(workouts.circuit, library=True, catalogue=[], history=history).app
    async with app.run_test(size=SIZES[0]) as pilot:
        await pilot.press("h")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await at_all_sizes(app, pilot, "past-session", compare)
        await pilot.press(*["down"] * 7, "l")
        await pilot.pause()
        history.refusal = "a load is 24 kg or 2x16 kg"
        await pilot.press("x", "enter")
        await pilot.pause()
        await at_all_sizes(app, pilot, "past-load", compare)


@pytest.mark.parametrize("moment", ["work", "summary"])
async def test_not_saved(rig, workouts, history, made, moment, compare):
    history.was = BEFORE
    history.earlier = made.log()
    rigged = rig(workouts.amrap, history=history)
    async with rigged.app.run_test(size=SIZES[0]) as pilot:
        await rigged.after(pilot, 11)
        rigged.sessions[-1].error = "not saved: the disk is full"
        await rigged.press(pilot, "space")
        if moment == "summary":
            await rigged.press(pilot, "q", "e")
            await rigged.press(pilot, "e", "8", "n", *"hot", "enter")
            await pilot.pause()
        await at_all_sizes(rigged.app, pilot, f"unsaved-{moment}", compare)


async def test_a_new_best(rig, workouts, history, made, compare):
    """The moment of reward: a whole AMRAP, better than ever."""
    history.was = BEFORE
    past = PastResult("3 + 10", "b", 1_768_240_000_000, 60, Result())
    history.records = [BeatenRecord("AMRAP 10:00", "amrap", "4 + 10", past)]
    log = made.log()
    called = {"block": "AMRAP 10:00", "kind": "amrap"}
    history.earlier = replace(
        log,
        sets=tuple(one._replace(**called) for one in log.sets),
        scores=(log.scores[0]._replace(block="AMRAP 10:00", text="3 + 10"),),
    )
    rigged = rig(workouts.amrap, history=history)
    async with rigged.app.run_test(size=SIZES[0]) as pilot:
        await rigged.after(pilot, 10)
        for seconds in (120, 118, 131, 125):
            await rigged.after(pilot, seconds)
            await rigged.press(pilot, "R")
        await rigged.after(pilot, 20)
        await rigged.press(pilot, "space")
        await rigged.after(pilot, 120)
        await rigged.press(pilot, "0", "enter")
        await pilot.pause()
        await at_all_sizes(rigged.app, pilot, "summary-best", compare)
