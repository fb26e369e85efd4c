"""Orders through a real socket to a session on the screen: the same as keys."""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from legtimer.core.session.transitions import State

if sys.platform == "win32":
    pytest.skip("sockets of one user alone are a thing of Unix", allow_module_level=True)

from legtimer.app.request_words import parse_request
from legtimer.files.exercises.library import open_library
from legtimer.remote import socket_paths
from legtimer.remote.client import send_request
from legtimer.remote.server import RemoteServer
from legtimer.tui.request_handler import status_fields
from legtimer.tui.screens.session.plain import PlainSessionScreen

SIZE = (80, 24)
PATIENCE = 30
SETS = {"kind": "sets", "sets": 3, "rest": "1:00", "exercises": ["12 Dip @ 10 kg"]}
ROUNDS = {"kind": "amrap", "time": "10:00", "count": "rounds", "exercises": ["10 Dip", "5 Lunge"]}


@pytest.fixture
def runtime(monkeypatch):
    base = Path(tempfile.mkdtemp(prefix="lt"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(base))
    monkeypatch.setenv("XDG_STATE_HOME", str(base / "state"))
    yield base
    shutil.rmtree(base, ignore_errors=True)


@pytest.fixture
def door(runtime):
    return RemoteServer(parse_request)


def sockets() -> list[Path]:
    return [one.path for one in socket_paths.session_sockets()]


async def say(made, pilot, words: str, *, after: int = 500) -> str:
    """An order, by default half a second after whatever was before."""
    await pilot.pause()
    made.clock.advance(after)
    (path,) = await asyncio.to_thread(sockets)
    answer = await asyncio.to_thread(send_request, path, words, PATIENCE)
    await pilot.pause()
    return answer


async def test_the_main_key_counts_and_says_where_that_leads(rig, workouts, door):
    made = rig(workouts.amrap, remote=door)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 15)
        answer = await say(made, pilot, "done")
        assert made.view.tally.item == 2
        assert answer.startswith("ok WORK 9:5")
        assert "20 Kettlebell squat" in answer
        assert answer.endswith("next: 10 Medicine ball toss")
        assert await say(made, pilot, "undo") != ""
        assert made.view.tally.item == 1


async def test_a_double_press_is_one_and_the_answer_says_so(rig, workouts, door):
    made = rig(workouts.amrap, remote=door)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 15)
        assert (await say(made, pilot, "press")).startswith("ok ")
        answer = await say(made, pilot, "press", after=200)
        assert answer == "no not counted: too soon after another press, or after a change"
        assert made.view.tally.item == 2
        assert (await say(made, pilot, "round", after=50)).startswith("no not counted")
        assert (await say(made, pilot, "press")).startswith("ok ")
        assert made.view.tally.item == 3


async def test_a_key_and_an_order_within_the_same_moment_are_one_press(rig, workouts, door):
    made = rig(workouts.amrap, remote=door)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 15)
        await made.press(pilot, "space")
        assert (await say(made, pilot, "done", after=100)).startswith("no not counted")
        assert made.view.tally.item == 2


async def test_whole_rounds_are_counted_on_order_and_exercises_again(rig, workouts, door):
    made = rig(workouts.amrap, remote=door)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 15)
        assert (await say(made, pilot, "counting")).startswith("ok WORK")
        await say(made, pilot, "done")
        assert made.view.tally.done == 1
        await say(made, pilot, "counting")
        await say(made, pilot, "done")
        assert (made.view.tally.done, made.view.tally.item) == (1, 2)


async def test_an_easier_exercise_is_found_in_the_library_or_named(rig, workouts, door):
    block = {"kind": "circuit", "exercises": ["10 Burpee", "10 Garage hop"]}
    made = rig(workouts.build(block), remote=door, exercises=open_library())
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 15)
        assert "10 Step-back burpee" in await say(made, pilot, "easier")
        assert "10 Burpee" in await say(made, pilot, "easier")
        await say(made, pilot, "done")
        assert (await say(made, pilot, "easier")).startswith("no not possible")
        assert "10 Garage step" in await say(made, pilot, "easier Garage step")


async def test_a_press_just_after_a_step_changed_by_itself_is_not_the_next_one(rig, workouts, door):
    made = rig(workouts.build(SETS), remote=door)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 10)
        assert made.view.state is State.REPS
        assert (await say(made, pilot, "done", after=100)).startswith("no not counted")
        assert made.view.state is State.REPS
        assert (await say(made, pilot, "done", after=400)).startswith("ok REST 1:00")


async def test_pause_and_resume_are_possible_when_they_are(rig, workouts, door):
    made = rig(workouts.amrap, remote=door)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 15)
        assert await say(made, pilot, "resume") == "no not possible: counted work"
        assert (await say(made, pilot, "pause")).startswith("ok PAUSED 9:54")
        assert await say(made, pilot, "pause") == "no not possible: paused"
        assert (await say(made, pilot, "resume")).startswith("ok WORK 9:54")


async def test_what_is_illegal_leaves_no_trace(rig, workouts, door):
    made = rig(workouts.build(SETS), remote=door)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 15)
        journal = made.sessions[-1].journal
        assert await say(made, pilot, "round") == "no not possible: work"
        assert await say(made, pilot, "missed") == "no not possible: work"
        assert await say(made, pilot, "start") == "no not possible: work"
        assert made.sessions[-1].journal == journal


async def test_a_press_confirms_digits_that_are_being_typed(rig, workouts, door):
    made = rig(workouts.build(SETS), remote=door)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 15)
        await made.press(pilot, "space", "9")
        assert made.screen.typed == "9"
        assert (await say(made, pilot, "done")).startswith("ok REST")
        assert made.screen.typed == ""
        assert made.view.records[0].reps == 9
        assert made.view.state is State.REST  # it has not gone on


async def test_digits_that_cannot_be_are_refused(rig, workouts, door):
    made = rig(workouts.amrap, remote=door)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 611)
        assert made.view.state is State.SCORE
        await made.press(pilot, "9", "9")
        assert await say(made, pilot, "done") == "no not possible: 99 reps"
        assert made.view.state is State.SCORE
        assert (await say(made, pilot, "reps 4")).startswith("ok ")
        assert (await say(made, pilot, "reps 50")) == "no not possible: 50 reps"


async def test_corrections_and_ten_seconds(rig, workouts, door):
    made = rig(workouts.build(SETS), remote=door)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 15)
        await made.press(pilot, "space")
        assert (await say(made, pilot, "reps 7")).startswith("ok ")
        assert (await say(made, pilot, "load 12.5 kg")).startswith("ok ")
        record = made.view.records[0]
        assert (record.reps, record.load.text) == (7, "12.5 kg")
        left = made.view.clock.ms
        assert (await say(made, pilot, "+10", after=0)).startswith("ok ")
        assert (await say(made, pilot, "-20", after=0)).startswith("ok ")
        assert made.view.clock.ms == left - 10_000


async def test_sound(rig, workouts, door):
    made = rig(workouts.amrap, remote=door)
    async with made.app.run_test(size=SIZE) as pilot:
        for words, muted, volume in (
            ("mute", True, 80),
            ("mute", True, 80),
            ("unmute", False, 80),
            ("volume 35", False, 35),
            ("volume +10", False, 45),
            ("quieter", False, 35),
            ("volume 0", False, 0),
        ):
            assert (await say(made, pilot, words)).startswith("ok ")
            assert (made.sound.muted, made.sound.volume) == (muted, volume), words
        assert (await say(made, pilot, "volume 101")).startswith("unknown a volume is 0 to 100")


async def test_status_for_programs(rig, workouts, door):
    made = rig(workouts.build(ROUNDS), remote=door)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 15)
        await say(made, pilot, "round")
        journal = made.sessions[-1].journal
        told = json.loads(await say(made, pilot, "json status", after=0))
        assert made.sessions[-1].journal == journal
    assert told["outcome"] == "ok"
    status = told["status"]
    assert status["state"] == "counted work"
    assert (status["round"], status["rounds"]) == (2, None)
    assert status["counted"] == {"rounds": 1, "reps": 0, "total": 15}
    assert (status["clock_ms"], status["clock_up"]) == (594_500, False)
    assert (status["paused"], status["finished"]) == (False, False)
    assert status["now"]["text"] == "10 Dip"
    assert status["figure"] == "9:55"
    page = (Path(__file__).resolve().parents[2] / "docs" / "json.md").read_text()
    told_of = page[page.index("legtimer.send/1") : page.index("legtimer.rehearse/1")]
    assert [key for key in (*told, *status, *status["now"]) if f"`{key}`" not in told_of
            and f"`status.{key}`" not in told_of and key != "format"] == []  # fmt: skip


async def test_the_end_can_be_ordered_and_taken_back(rig, workouts, door):
    made = rig(workouts.amrap, remote=door)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 15)
        await say(made, pilot, "round")
        assert await say(made, pilot, "end") == "ok DONE · 1 + 0"
        assert await say(made, pilot, "done") == "no not possible: finished"
        assert (await say(made, pilot, "undo")).startswith("ok WORK")
        assert made.view.state is State.COUNTING


async def test_a_dialog_does_not_keep_orders_out(rig, workouts, door):
    made = rig(workouts.amrap, remote=door)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 15)
        await made.press(pilot, "question_mark")
        await say(made, pilot, "done")
        assert made.view.tally.item == 2


async def test_nobody_listens_before_and_after(rig, workouts, door, runtime):
    made = rig(workouts.amrap, remote=door)
    assert sockets() == []
    async with made.app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert len(await asyncio.to_thread(sockets)) == 1
    assert sockets() == []
    assert list((runtime / "legtimer").iterdir()) == []


@pytest.mark.errors_expected
async def test_an_order_that_breaks_the_screen_leaves_the_plain_one(rig, workouts, door):
    made = rig(workouts.amrap, remote=door)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 15)
        handle = made.sessions[-1].handle
        made.sessions[-1].handle = lambda command, now: 1 / 0
        assert (await say(made, pilot, "done")).startswith("no something went wrong")
        made.sessions[-1].handle = handle
        await asyncio.sleep(0.1)
        assert isinstance(made.screen, PlainSessionScreen)
        await made.after(pilot, 2)
        assert (await say(made, pilot, "done")).startswith("ok")


async def test_reps_of_a_range_are_told_to_the_set_that_is_asked_for(rig, workouts, door):
    block = {"kind": "superset", "exercises": ["8-12 Press", "5-9 Row", "5 Dip"]}
    made = rig(workouts.build(block, prepare=0), remote=door)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 5)
        assert (await say(made, pilot, "done")).endswith(" · Press?")
        status = status_fields(made.screen, made.view)
        assert status["reps_of"] == {"exercise": "Press", "round": 1, "side": None, "proposal": 8}
        assert (await say(made, pilot, "done")).endswith(" · Row?")
        assert (await say(made, pilot, "reps 7")).endswith(" · Press?")
        assert not (await say(made, pilot, "reps 11")).endswith("?")
        assert status_fields(made.screen, made.view)["reps_of"] is None
    assert [record.reps for record in made.view.records][:2] == [11, 7]
