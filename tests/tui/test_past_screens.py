"""What was trained before, on the screens: the list and its pages, sessions, what is said."""

from __future__ import annotations

from dataclasses import replace

from textual.widgets import Input, OptionList

from legtimer.app.history_views import PriorResults
from legtimer.app.library import WorkoutEntry
from legtimer.core.ranking import Result
from legtimer.core.session import commands as c
from legtimer.core.session.transitions import State
from legtimer.core.steps import Phase
from legtimer.core.workout import expand
from legtimer.history.comparisons import BeatenRecord, PastResult
from legtimer.tui.screens.figure_dialog import FigureDialog
from legtimer.tui.screens.history.past_session import PastSessionScreen
from legtimer.tui.screens.history.screen import PAGE, HistoryScreen
from legtimer.tui.screens.library.screen import LibraryScreen
from legtimer.tui.screens.session.dialogs import SureDialog
from legtimer.tui.screens.session.resume import ResumeScreen
from legtimer.tui.screens.session.screen import SessionScreen
from legtimer.tui.screens.session.summary import SummaryScreen
from tests.tui.fakes import Unkept

SIZE = (80, 24)


def shown(screen, id: str) -> str:
    return " | ".join(screen.query_one(f"#{id}").shown)


def listed(options: OptionList) -> int:
    """How many sessions are in the list, without the headings of weeks."""
    return sum(not option.disabled for option in options.options)


def library(rig, workouts, history):
    catalogue = [
        WorkoutEntry("Circuit", workouts.circuit, minutes=5),
        WorkoutEntry("broken.toml", None, ("broken.toml:1:1: error: no",)),
    ]
    return rig(workouts.circuit, library=True, catalogue=catalogue, history=history)


async def test_only_a_page_of_many_sessions_is_fetched_and_more_as_one_goes_down(
    rig, workouts, history, made
):
    history.past = made.sessions(2000)
    app = library(rig, workouts, history).app
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("h")
        await pilot.pause()
        options = app.screen.query_one(OptionList)
        assert isinstance(app.screen, HistoryScreen)
        assert history.asked == [("", 0, PAGE)]
        assert listed(options) == PAGE
        await pilot.press(*["pagedown"] * 7)
        await pilot.pause()
        assert history.asked[-1] == ("", PAGE, PAGE)
        assert listed(options) == 2 * PAGE
        assert len(set(history.asked)) == len(history.asked) == 2


async def test_the_wheel_fetches_more_too(rig, workouts, history, made):
    history.past = made.sessions(150)
    app = library(rig, workouts, history).app
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("h")
        await pilot.pause()
        options = app.screen.query_one(OptionList)
        options.scroll_end(animate=False)
        await pilot.pause()
        await pilot.pause()
        assert listed(options) == 150


async def test_typing_finds_and_escape_shows_all_again(rig, workouts, history, made):
    history.past = made.sessions(10)
    app = library(rig, workouts, history).app
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("h")
        await pilot.press(*"strong")
        await pilot.pause()
        assert listed(app.screen.query_one(OptionList)) == 5
        await pilot.press(*"er")
        await pilot.pause()
        (only,) = app.screen.query_one(OptionList).options
        assert str(only.prompt) == "No session matches."
        await pilot.press("enter")
        assert isinstance(app.screen, HistoryScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert listed(app.screen.query_one(OptionList)) == 10
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)


async def test_a_history_that_fails_says_so_and_the_library_works(rig, workouts, history):
    history.error = "The history is not available: the disk is [bold]full."
    made = library(rig, workouts, history)
    async with made.app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        (note,) = made.app._notifications
        assert note.message == history.error
        await pilot.press("h")
        await pilot.pause()
        (only,) = made.screen.query_one(OptionList).options
        assert str(only.prompt) == history.error
        await pilot.press("escape")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(made.screen, SessionScreen)


async def test_the_palette_opens_the_history(rig, workouts, history):
    app = library(rig, workouts, history).app
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+p")
        await pilot.press(*"history")
        await pilot.pause(0.3)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, HistoryScreen)


async def test_the_library_says_how_the_marked_workout_went(rig, workouts, history):
    history.was = PriorResults("28 Feb 2026: 7 + 10", "")
    app = library(rig, workouts, history).app
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert shown(app.screen, "before") == "last 28 Feb 2026: 7 + 10"
        await pilot.press("down")
        await pilot.pause()
        assert shown(app.screen, "before") == ""


async def a_session(rig, workouts, history, made, pilot_keys, *, refusal=None):
    log = made.log()
    history.logs[log.header.uid] = log
    history.past = [made.sessions(1)[0]._replace(uid=log.header.uid)]
    history.refusal = refusal
    rigged = library(rig, workouts, history)
    app = rigged.app
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("h")
        await pilot.pause()
        await pilot.press("enter")
        await rigged.after(pilot, 1)
        assert isinstance(app.screen, PastSessionScreen)
        await pilot.press(*pilot_keys)
        await pilot.pause()
        yield app, pilot


async def test_each_figure_is_asked_with_what_it_is(rig, workouts, history, made):
    asked = (
        (["enter"], "Effort, 1 to 10", "7", ("session", "effort", "9")),
        (["n"], "Note", "legs of lead", ("session", "note", "legs of lead9")),
        (["down", "down", "enter"], "Time trained", "20:45", ("session", "elapsed", "9")),
        (["t"], "Time trained", "20:45", ("session", "elapsed", "9")),
        (["down", "enter"], "Began", "2026-02-28 18:05", ("session", "began_at", "9")),
        (["down", "enter"], "Score of AMRAP", "7 + 23", ("score 1", "text", "9")),
        (
            ["down", "enter"],
            "Times of the rounds of AMRAP",
            "1:20 1:24",
            ("score 1", "splits", "9"),
        ),
        (["down", "down", "enter"], "Reps of Kettlebell squat", "20", ("set 1", "done", "9")),
        (["l"], "Load of Kettlebell squat", "16 kg", ("set 1", "load", "9")),
        (["t"], "Time of Kettlebell squat", "0:42", ("set 1", "ms", "9")),
        (["b"], "Rest after Kettlebell squat", "0:08", ("set 1", "rest", "9")),
        (["o"], "Outcome of Kettlebell squat", "done", ("set 1", "outcome", "9")),
        (["x"], "Exercise", "Kettlebell squat", ("set 1", "exercise", "9")),
        (["down", "enter"], "Time of Squat jump", "0:45", ("set 2", "ms", "9")),
        (["r"], "Reps of Squat jump", "", ("set 2", "done", "9")),
    )
    async for app, pilot in a_session(rig, workouts, history, made, []):
        for keys, question, now, taken in asked:
            await pilot.press(*keys)
            await pilot.pause()
            assert isinstance(app.screen, FigureDialog), keys
            assert shown(app.screen, "question") == question
            assert app.screen.query_one(Input).value == now
            await pilot.press("9", "enter")
            await pilot.pause()
            assert history.corrected[-1][1:] == taken
            assert isinstance(app.screen, PastSessionScreen)


async def test_a_figure_that_is_left_as_it_is_shown_is_not_corrected(rig, workouts, history, made):
    async for app, _ in a_session(rig, workouts, history, made, ["t", "enter"]):
        assert isinstance(app.screen, PastSessionScreen)
        assert history.corrected == []


async def test_a_long_note_is_asked_with_all_of_it(rig, workouts, history, made):
    log = made.log()
    note = "slept badly, " * 100
    history.logs[log.header.uid] = replace(log, header=replace(log.header, note=note))
    history.past = [made.sessions(1)[0]._replace(uid=log.header.uid)]
    app = library(rig, workouts, history).app
    async with app.run_test(size=SIZE) as pilot:
        for key in ("h", "enter", "n", "9", "enter"):
            await pilot.press(key)
            await pilot.pause()
    assert history.corrected[-1][1:] == ("session", "note", f"{note}9")


async def test_what_is_refused_is_said_and_stays(rig, workouts, history, made):
    keys = ["e", "1", "1", "enter"]
    refusal = "effort goes from 1 to 10"
    async for app, pilot in a_session(rig, workouts, history, made, keys, refusal=refusal):
        assert isinstance(app.screen, FigureDialog)
        assert shown(app.screen, "mistake") == refusal
        assert app.screen.has_class("-refused")
        assert shown(app.screen, "typed").startswith("NOW ") or not app.screen._now
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, PastSessionScreen)


async def test_deleting_asks_and_a_careless_press_keeps(rig, workouts, history, made):
    async for app, pilot in a_session(rig, workouts, history, made, ["d"]):
        assert isinstance(app.screen, SureDialog)
        await pilot.press("enter")
        await pilot.pause()
        assert len(history.past) == 1
        await pilot.press("d", "y")
        await pilot.pause()
        assert history.past == []
        assert isinstance(app.screen, HistoryScreen)


async def test_a_score_has_no_load(rig, workouts, history, made):
    async for app, _ in a_session(rig, workouts, history, made, ["down"] * 4 + ["l"]):
        assert isinstance(app.screen, PastSessionScreen)
        assert history.corrected == []


async def test_what_was_done_the_last_time_stands_beside_each_set(rig, workouts, history):
    first, third = (
        s
        for s in expand(workouts.circuit).steps
        if s.place.exercise in (1, 3) and s.place.round == 1 and s.phase is Phase.WORK
    )
    history.last = {first.key: "19 x 16 kg", third.key: "9"}
    made = rig(workouts.circuit, history=history)
    async with made.app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        where = "exercise 1 of 3 · last 19 x 16 kg | "
        assert shown(made.screen, "where").startswith(where)
        await made.after(pilot, 11)
        assert shown(made.screen, "where").startswith(where)
        await made.press(pilot, "space")
        assert "last" not in shown(made.screen, "where")


async def test_going_on_fails_where_another_one_has_it(rig, workouts, history, made):
    history.cut_off = [made.cut_off(workouts.amrap, "a", (0, c.Start()), at=9_000)]
    app = rig(workouts.circuit, history=history).app
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("space")
        await pilot.pause()
        assert isinstance(app.screen, SessionScreen)
        assert app.training.session.plan.workout is workouts.circuit
        (note,) = app._notifications
        assert note.message == "Another legtimer runs this session already."


async def test_what_cannot_go_on_can_be_kept(rig, workouts, history, made):
    cut = made.cut_off(workouts.amrap, "a", (0, c.Start()), at=9_000)
    history.cut_off = [
        cut._replace(lost=1),
        cut._replace(header=replace(cut.header, uid="b"), view=None),
    ]
    app = rig(workouts.circuit, history=history).app
    async with app.run_test(size=SIZE) as pilot:
        assert "1 more after this one" in shown(app.screen, "when")
        assert app.screen.query_one(OptionList).option_count == 2
        await pilot.press("space")
        await pilot.pause()
        assert history.kept == ["a"]
        assert isinstance(app.screen, ResumeScreen)
        await pilot.press("down", "enter")
        await pilot.press("y")
        await pilot.pause()
        assert history.dropped == ["b"]
        assert isinstance(app.screen, SessionScreen)


async def test_a_key_that_is_held_answers_one_offer(rig, workouts, history, made):
    cut = made.cut_off(workouts.amrap, "a", (0, c.Start()), at=9_000)
    history.cut_off = [cut, cut._replace(header=replace(cut.header, uid="b"))]
    rigged = rig(workouts.circuit, history=history)
    app = rigged.app
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("k")
        for ms in (500, 33, 33):
            rigged.clock.advance(ms)
            await pilot.press("k")
        await pilot.pause()
        assert history.kept == ["a"]
        assert isinstance(app.screen, ResumeScreen)
        await rigged.after(pilot, 1)
        await pilot.press("k")
        await pilot.pause()
        assert history.kept == ["a", "b"]


async def test_a_session_that_a_held_key_resumes_stays_paused(rig, workouts, history, made):
    history.cut_off = [made.cut_off(workouts.amrap, "a", (0, c.Start()), at=9_000)]
    rigged = rig(workouts.circuit, history=history)
    resumed = Unkept(workouts.amrap, now=rigged.clock.now())
    for command in (c.Start(), c.Pause()):
        resumed.handle(command, rigged.clock.now())
    history.resumable["a"] = resumed
    async with rigged.app.run_test(size=SIZE) as pilot:
        await pilot.press("space")
        for ms in (500, 33, 33):
            rigged.clock.advance(ms)
            await pilot.press("space")
        assert isinstance(rigged.app.screen, SessionScreen)
        assert rigged.app.screen.view.state is State.PAUSED
        await rigged.after(pilot, 1)
        await pilot.press("space")
        assert rigged.app.screen.view.state is not State.PAUSED


async def test_leaving_the_offer_leaves_everything(rig, workouts, history, made):
    history.cut_off = [made.cut_off(workouts.amrap, "a", (0, c.Start()), at=9_000)]
    app = rig(workouts.circuit, history=history).app
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+c")
    assert (history.kept, history.dropped, app.return_value) == ([], [], None)


async def test_the_offer_takes_a_click(rig, workouts, history, made):
    history.cut_off = [made.cut_off(workouts.amrap, "a", (0, c.Start()), at=9_000)]
    app = rig(workouts.circuit, history=history).app
    async with app.run_test(size=SIZE) as pilot:
        await pilot.click("#list", offset=(5, 1))
        await pilot.pause()
    assert history.kept == ["a"]


async def test_not_saved_is_said_as_long_as_it_is_so(rig, workouts, history):
    made = rig(workouts.amrap, history=history)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 11)
        screen = made.screen
        for trouble in ("not saved: the disk is full", None):
            made.sessions[-1].error = trouble
            await made.after(pilot, 1)
            heard = [" ".join(text.shown) for text in screen.query("#status Line")]
            assert any("not saved" in text for text in heard) is bool(trouble)
            aside = screen.query_one("#aside").styles
            turned = (aside.background, aside.color) == (
                screen.styles.color,
                screen.styles.background,
            )
            assert turned is bool(trouble)


async def test_an_unsaved_session_is_offered_as_a_file(rig, workouts, history):
    history.file, history.refusal = "/home/me/legs.jsonl", "This cannot be written: it is full."
    made = rig(workouts.circuit, history=history)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 11)
        made.sessions[-1].error = "not saved: the disk is full"
        await made.press(pilot, "space", "q", "e")
        await pilot.pause()
        assert shown(made.screen, "best").startswith("not saved: the disk is full")
        assert "enter close, offers a file" in shown(made.screen, "closing")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(made.screen, FigureDialog)
        assert made.screen.query_one(Input).value == history.file
        assert not made.screen.query_one("#typed").display
        await made.after(pilot, 1)
        await pilot.press("enter")
        await pilot.pause()
        assert shown(made.screen, "mistake") == history.refusal
        history.refusal = None
        await pilot.press("2", "enter")
        await pilot.pause()
    assert history.written == ["/home/me/legs.jsonl", "/home/me/legs.jsonl2"]
    told = made.app.return_value
    assert told.endswith("history: legtimer import --jsonl /home/me/legs.jsonl2")


async def test_who_wants_no_file_gets_none(rig, workouts, history):
    history.file = "/home/me/legs.jsonl"
    made = rig(workouts.circuit, history=history)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 11)
        await made.press(pilot, "space", "q", "e", "enter", "escape")
        await pilot.pause()
    assert history.written == []
    assert made.app.return_value.endswith("The session was not saved.")


def made_best(title, text, before):
    """A record that was beaten, of 12 January."""
    past = PastResult(before, "b", 1_768_240_000_000, 60, Result())
    return BeatenRecord(title, "circuit", text, past)


async def at_the_end(rig, workouts, history, said):
    """A finished session of one set; what it is finished with goes to ``said``."""
    made = rig(workouts.circuit, history=history)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 11)
        made.sessions[-1].complete = lambda effort, note: said.append((effort, note))
        made.sessions[-1].discard = lambda: said.append("dropped")
        await made.press(pilot, "space", "q", "e")
        await pilot.pause()
        assert isinstance(made.screen, SummaryScreen)
        yield made, pilot


async def test_how_hard_it_was_is_a_digit_after_its_key(rig, workouts, history):
    for keys, effort in (
        (["e", "7"], 7),
        (["7"], 7),
        (["1", "0"], 10),
        (["e", "0"], 10),
        (["e", "7", "e", "3"], 3),
        (["e", "escape"], None),
        (["e", "enter"], None),
        (["e", "7", "e", "escape"], 7),
    ):
        said: list[object] = []
        async for made, pilot in at_the_end(rig, workouts, history, said):
            await made.press(pilot, *keys, "enter")
            await pilot.pause()
        assert said == [(effort, "")], keys


async def test_after_tab_digits_correct_the_last_set(rig, workouts, history):
    said: list[object] = []
    async for made, pilot in at_the_end(rig, workouts, history, said):
        await made.press(pilot, "tab", "1", "7", "enter")
        assert made.view.records[0].reps == 17
        await made.press(pilot, "enter")
        await pilot.pause()
    assert said == [(None, "")]


async def test_the_end_taken_back_keeps_what_was_said(rig, workouts, history):
    said: list[object] = []
    async for made, pilot in at_the_end(rig, workouts, history, said):
        await made.press(pilot, "e", "7", "u")
        await pilot.pause()
        assert made.view.state is not State.FINISHED
        await made.press(pilot, "q", "e")
        await pilot.pause()
        await made.press(pilot, "enter")
        await pilot.pause()
    assert said == [(7, "")]


async def test_nothing_done_is_not_kept(rig, workouts, history):
    said: list[object] = []
    made = rig(workouts.circuit, history=history)
    async with made.app.run_test(size=SIZE) as pilot:
        await made.after(pilot, 2)
        made.sessions[-1].discard = lambda: said.append("dropped")
        await made.press(pilot, "q", "e")
        await pilot.pause()
        assert "nothing was done" in shown(made.screen, "hint")
        await made.press(pilot, "enter")
        await pilot.pause()
    assert said == ["dropped"]


async def test_records_are_looked_up_again_when_a_figure_changes(rig, workouts, history):
    said: list[object] = []
    async for made, pilot in at_the_end(rig, workouts, history, said):
        assert shown(made.screen, "best") == ""
        history.records = [made_best("Circuit", "30 reps", "20 reps")]
        await made.press(pilot, "tab", "3", "0", "enter")
        best = "NEW BEST 30 reps · before 20 reps"
        assert shown(made.screen, "best") == f"{best}, 12 Jan 2026 | {best} | NEW BEST 30 reps"


async def test_the_foot_of_a_past_session_has_the_keys_of_the_marked_row(
    rig, workouts, history, made
):
    log = made.log()
    history.logs[log.header.uid] = log
    history.past = [made.sessions(1)[0]._replace(uid=log.header.uid)]
    app = rig(workouts.circuit, library=True, catalogue=[], history=history).app
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("h", "enter")
        await pilot.pause()
        assert "l load" not in shown(app.screen, "closing")
        await pilot.press(*["down"] * 7)
        await pilot.pause()
        assert "l load" in shown(app.screen, "closing")
        assert "r reps" in shown(app.screen, "closing")


async def test_an_empty_history_offers_nothing_to_open(rig, workouts, history):
    app = rig(workouts.circuit, library=True, catalogue=[], history=history).app
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("h")
        await pilot.pause()
        assert shown(app.screen, "closing") == "esc back"
        await pilot.press("x")
        await pilot.pause()
        assert shown(app.screen, "closing").split(" | ") == ["esc back", "type to find"]
