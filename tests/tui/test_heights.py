"""How large the session screen says things, in centimetres on a laptop of 15 inches."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.widgets import Button

from legtimer.app.library import WorkoutEntry
from legtimer.core.session import commands as c
from legtimer.files.exercises.library import open_library
from legtimer.tui.screens.session.rows import (
    SCREEN,
    STATE,
    WORDS,
    half_rows_of,
    key_width,
    share_rows,
    side_margin,
)
from legtimer.tui.widgets import fitting
from legtimer.tui.widgets.figure import proportions, share_width
from legtimer.tui.widgets.fitting import apart, banner
from legtimer.tui.widgets.preview import Headline

SIZES = [(80, 24), (100, 30), (110, 37), (120, 40), (160, 53), (200, 60), (220, 72), (300, 80)]
ROMANIAN = ("12 SINGLE-LEG ROMANIAN DEADLIFT 2X22.5 KG", "12 SINGLE-LEG ROMANIAN DEADLIFT")
PROMPTS = {
    "short": ("SQUAT",),
    "long": ROMANIAN,
    "long, and to come": (
        *(f"NEXT: {text}" for text in ROMANIAN),
        "> SINGLE-LEG ROMANIAN DEADLIFT",
    ),
    "asked": ("REPS OF KETTLEBELL SQUAT?", "REPS?"),
}
FOLLOWING = {
    "short": ("next: 0:20 Squat jump", "next: Squat jump"),
    "long": ("next: 12 Single-leg Romanian deadlift", "next: Single-leg Romanian deadlift"),
    "a rest": ("next: rest 2:00-3:00, 5 reps 102.5 kg", "next: rest 2:00-3:00"),
}
STATES = ["WORK", "REPS", "REST", "GET READY", "SWITCH SIDES", "PAUSED", "HOW MANY?"]
STATES += ["GO IN 1:40", "GO IN 10:40", "READY?"]
TURNS = {
    "a set": ("SET 2/3", "SET 2"),
    "a round": ("ROUND 2/3", "ROUND 2"),
    "an open round": ("ROUND 2",),
    "a lap": ("LAP 1/2 · ROUND 2/3", "LAP 1 · ROUND 2", "ROUND 2/3", "ROUND 2"),
    "a lap of intervals": ("LAP 1/2", "LAP 1"),
}
"""What stands beside the state."""
KEYS = ("space DONE", "space COUNT", "space RESUME", "space ROUND", "space 10 REPS", "enter OK")


def least_height(drawn: list[str]) -> int:
    """Half rows of the lowest line of words; 0 for what is written small."""
    text = "".join(drawn)
    assert text.strip()
    upper, lower = "█▀▘▝▌▞▛▚▐▜▙▟", "█▄▖▗▌▞▛▚▐▜▙▟"
    if set(text) - set(f" {upper}{lower}"):
        return 0
    lit = [any(c in half for c in row) for row in drawn for half in (upper, lower)]
    runs = "".join("#" if one else " " for one in lit).split()
    return min(map(len, runs))


def words(texts: tuple[str, ...], size: tuple[int, int], rows: int) -> list[str]:
    """Words as the session screen draws them."""
    least = half_rows_of(WORDS, size[1])
    return banner(texts, size[0] - 2, rows, blank=1, least=least, slim=True)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_it_is_read_from_four_metres(size):
    width, height = size
    rows = share_rows(width, height)
    half_row = SCREEN / height / 2
    clock = height - sum(rows)
    assert clock * 2 * half_row >= STATE
    assert clock >= height // 4
    for word in STATES:
        assert least_height(banner((word,), width - 2, rows.state, blank=0)) * half_row >= STATE
    for texts in PROMPTS.values():
        assert least_height(words(texts, size, rows.prompt)) * half_row >= WORDS
    for texts in FOLLOWING.values():
        assert least_height(words(texts, size, rows.next)) * half_row >= WORDS
    for key in KEYS:
        drawn = words((key,), (key_width(width), height), rows.foot)
        assert least_height(drawn) * half_row >= WORDS, key
    assert rows.margin >= 1
    if height >= 38:
        assert rows.where > 1, "nothing that matters is one row high"
        assert rows.aside > 1


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_what_to_do_now_is_no_smaller_than_what_comes_next(size):
    rows = share_rows(*size)
    assert rows.prompt == 2 * rows.next
    for texts in PROMPTS.values():
        now = least_height(words(texts[:1], size, rows.prompt))
        # What comes next is fainter, too.
        for following in FOLLOWING.values():
            assert now >= least_height(words(following, size, rows.next))
    short = least_height(words(("10 JUMP UP",), size, rows.prompt))
    assert short > least_height(words(("next: 10 Jump up",), size, rows.next))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_amounts_and_loads_are_never_left_out_of_what_to_do_now(size):
    rows = share_rows(*size).prompt
    for texts in (ROMANIAN, PROMPTS["long, and to come"][:2], ("20 KETTLEBELL SQUAT 16 KG",)):
        assert words(texts, size, rows) == words(texts[:1], size, rows)


@pytest.mark.parametrize(
    "size", [(40, 12), (60, 15), *SIZES], ids=lambda size: f"{size[0]}x{size[1]}"
)
async def test_the_clock_keeps_its_place_and_its_height_from_exercise_to_exercise(
    rig, workouts, size
):
    lines = ["0:30 Dip", "0:30 Single-leg Romanian deadlift @ 2x22.5 kg", "0:30/side Side plank"]
    made = rig(workouts.build({"kind": "circuit", "rest": "0:20", "exercises": lines}))
    async with made.app.run_test(size=size) as pilot:
        found = set()
        for _ in range(10):
            await made.after(pilot, 11)
            found.add(made.screen.query_one("#figure").region)
        assert made.view.number > 3
        assert len(found) == 1


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("turns", TURNS)
def test_the_place_in_the_block_is_read_beside_the_state(size, turns):
    width, height = size
    rows = share_rows(width, height).state
    for state in ("WORK", "REPS", "REST", "PAUSED", "READY?"):
        cells, least = width - 2, half_rows_of(WORDS, height)
        drawn = apart((state,), TURNS[turns], cells, rows, least)
        end = max(drawn[0].find("  " * 3, 6), 1)
        while any(row[end] != " " for row in drawn):
            end += 1
        assert least_height([row[:end] for row in drawn]) * SCREEN / height / 2 >= STATE
        assert least_height([row[end:] for row in drawn]) * SCREEN / height / 2 >= WORDS, state


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
def test_a_lap_is_never_left_out_beside_the_state(size):
    rows, least = share_rows(*size).state, half_rows_of(WORDS, size[1])
    for state in ("WORK", "REST", "PAUSED", "GO IN 1:40"):
        both, one = (
            apart((state,), texts, size[0] - 2, rows, least)
            for texts in (TURNS["a lap"], TURNS["a lap"][:2])
        )
        assert both == one


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("first", ["0:00", "▲0:00", "00:00"])
@pytest.mark.parametrize(
    "second", ["0", "0/0", "00/00", "0+00", "00+00", "000", "18_", "20", "8-12", "400M", "MAX"]
)
def test_both_figures_are_read_from_four_metres(size, first, second):
    width, height = size
    rows, side = height - sum(share_rows(width, height)), side_margin(width)
    both, pad = width - 2 * side, 2 * side + 2
    beside, gap = share_width(both, first, second, rows, pad)
    one = proportions(first, both - beside, rows)
    # A row above it and the caption below it are the panel's.
    other = proportions(second, beside - gap - pad, rows - 2)
    for sizes in (one, other):
        assert sizes.digit >= 3
        assert sizes.rows * SCREEN / height >= STATE
    assert other.digit * 4 >= one.digit * 3 or other.digit == round(1.8 * (rows - 2))
    assert other.stroke + 1 >= one.stroke


@pytest.mark.parametrize("second", ["18_", "0", "0/0", "0+0", "20"])
def test_two_figures_are_not_read_as_one_on_the_smallest_screen(second):
    rows = 12 - sum(share_rows(40, 12))
    beside, gap = share_width(40 - 2 * side_margin(40), "0:00", second, rows)
    assert gap >= 4 * proportions(second, beside - gap, rows).gap
    assert proportions(second, beside - gap, rows).digit >= 4


def test_letters_stay_letters_on_the_smallest_screen():
    rows = 12 - sum(share_rows(40, 12))
    both = 40 - 2 * side_margin(40)
    beside, gap = share_width(both, "▲0:00", "MAX", rows)
    assert proportions("MAX", beside - gap, rows).digit >= 5
    assert proportions("▲0:00", both - beside, rows).digit >= 3


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("slim", [True, False], ids=["slim", "a console without quarters"])
def test_every_exercise_of_the_library_is_drawn_large(size, slim, monkeypatch):
    monkeypatch.setattr(fitting, "SLIM", slim)
    rows = share_rows(*size)
    for exercise in open_library().all():
        name = exercise.name
        prompt = (f"12 {name} 22.5 kg".upper(), f"12 {name}".upper(), name.upper())
        following = (f"next: 12 {name} 22.5 kg", f"next: 12 {name}", f"next: {name}", f"> {name}")
        lead = tuple(text.upper() for text in following)
        for texts, area in ((prompt, rows.prompt), (following, rows.next), (lead, rows.prompt)):
            if area == rows.next and not slim and len(name) > 16:
                continue  # such a name has no room in one line of letters of that console
            drawn = words(texts, size, area)
            assert least_height(drawn) * SCREEN / size[1] / 2 >= WORDS, name


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_question_whether_to_resume_is_read_from_four_metres(
    rig, workouts, history, made, size
):
    history.cut_off = [
        made.cut_off(workouts.circuit, "a", (0, c.Start()), (20_000, c.Press()), at=41_000)
    ]
    app = rig(workouts.circuit, history=history).app
    async with app.run_test(size=size) as pilot:
        await pilot.pause()

        def cm(name):
            widget = app.screen.query_one(name)
            drawn = [widget.render_line(y).text for y in range(widget.size.height)]
            return least_height(drawn) * SCREEN / size[1] / 2

        assert cm("#title") >= STATE
        assert cm("#stood") >= WORDS
        assert cm("#name") >= WORDS
        assert app.screen.query_one("#closing").region.bottom <= size[1]
        if size[1] >= 40:
            assert min(map(cm, ("#when", "#where", "#progress"))) >= 1.0
            assert app.screen.query_one("#list").size.height * SCREEN / size[1] / 3 >= 1.0


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_a_load_that_is_typed_is_read_from_four_metres(rig, workouts, size):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=size) as pilot:
        await made.after(pilot, 12)
        await pilot.press("l", *"22.5")
        await pilot.pause()
        typed = made.app.screen.query_one("#typed")
        drawn = [typed.render_line(y).text for y in range(typed.size.height)]
        assert typed.shown == ("22.5",)
        assert least_height(drawn) * SCREEN / size[1] / 2 >= STATE
        assert made.app.screen.query_one("#keys-of-dialog").region.bottom <= size[1]


@pytest.mark.parametrize("size", [(120, 40), (200, 60)])
@pytest.mark.parametrize("key", ["l", "q", "question_mark"])
async def test_what_lies_over_a_session_is_read_from_two_metres(rig, workouts, key, size):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=size) as pilot:
        await made.after(pilot, 12.0)
        await made.press(pilot, key)
        await pilot.pause()
        dialog = made.app.screen
        assert dialog.query_one("#box").size.width >= 0.85 * size[0]
        for words in dialog.query("#box Words, #box Rows"):
            if any(words.shown):
                drawn = [words.render_line(y).text for y in range(words.size.height)]
                assert least_height(drawn) * SCREEN / size[1] / 2 >= 0.8, words.id
        assert dialog.query_one("#box").region.bottom <= size[1]


@pytest.mark.parametrize("size", [(120, 40), (200, 60)])
async def test_the_question_whether_to_end_is_large_and_the_only_one(rig, workouts, size):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=size) as pilot:
        await made.after(pilot, 12.0)
        session = made.app.screen
        await made.press(pilot, "q")
        question = made.app.screen.query_one("#question")
        drawn = [question.render_line(y).text for y in range(question.size.height)]
        assert least_height(drawn) >= 5
        for answer in made.app.screen.query(Button):
            assert least_height(str(answer.label).splitlines()) >= 5
        # What space does behind the question is none of its answers.
        key, keys = session.query_one("#main-key"), session.query_one("#keys")
        assert not key.shown
        assert not keys.shown
        await made.press(pilot, "escape")
        assert key.shown == ("space DONE",)
        await made.press(pilot, "p")
        await made.press(pilot, "q")
        assert not key.shown
        await made.press(pilot, "escape")
        assert key.shown == ("space RESUME",)


async def test_behind_a_question_the_smallest_screen_offers_nothing_else(rig, workouts):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=(40, 12)) as pilot:
        await made.after(pilot, 12.0)
        state = made.app.screen.query_one("#state")
        assert any("space" in text for text in state.shown)
        await made.press(pilot, "q")
        assert not any("space" in text for text in state.shown)
        await made.press(pilot, "escape")
        assert any("space" in text for text in state.shown)


@pytest.mark.parametrize("key", ["", "h"])
async def test_on_a_broad_screen_what_is_marked_is_read_from_two_metres(
    rig, workouts, history, made, key
):
    history.past = made.sessions(40)
    catalogue = [WorkoutEntry("Circuit", workouts.circuit, minutes=5)]
    app = rig(workouts.circuit, library=True, catalogue=catalogue, history=history).app
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press(*key.split())
        await pilot.pause()
        headline = app.screen.query_one(Headline)
        assert not headline.region
        await pilot.resize_terminal(200, 60)
        await pilot.pause()
        await pilot.pause()
        for words in headline.query("#name, #figure"):
            drawn = [words.render_line(y).text for y in range(words.size.height)]
            assert least_height(drawn) * SCREEN / 60 / 2 >= 0.8, words.id


@pytest.mark.parametrize("rows", [1, 2, 3, 5, 8])
def test_what_stands_apart_has_its_size_whatever_it_is(rows):
    for left in ("WORK", "work   (space: GO)", "żółw 漢字"):
        for right in ((), ("ROUND 1/2",), ("Runde 漢", "R 1")):
            drawn = apart((left,), right, 80, rows, 5)
            assert [cell_len(row) for row in drawn] == [80] * rows
