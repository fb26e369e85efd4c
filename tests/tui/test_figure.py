"""The figure: large enough for four metres at every size, still, and repainted sparingly."""

from __future__ import annotations

import pytest

from legtimer.tui.widgets.figure import Figure, proportions
from legtimer.tui.widgets.fonts import FIGURES, WORDS, figure_rows, stroke, word_rows, word_width

SIZES = [
    (40, 12),
    (60, 18),
    (80, 24),
    (100, 30),
    (120, 40),
    (200, 60),
    (300, 80),
    (80, 60),
    (40, 40),
]


def lit_box(screen) -> tuple[int, int]:
    """Rows and columns from the first to the last lit cell of the figures."""
    region = screen.query_one("#middle").region
    strips = screen._compositor.render_strips()
    rows, columns = [], []
    for y in range(region.y, region.bottom):
        text = "".join(segment.text for segment in strips[y])[region.x : region.right]
        if text.strip():
            rows.append(y)
            columns += [x for x, char in enumerate(text) if char != " "]
    return (max(rows) - min(rows) + 1, max(columns) - min(columns) + 1)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_it_takes_a_fourth_of_the_rows_and_uses_the_width(rig, workouts, size):
    made = rig(workouts.both)
    async with made.app.run_test(size=size) as pilot:
        await made.after(pilot, 0.1)
        boxes = [lit_box(made.screen)]  # the lead-in
        await made.after(pilot, 11)
        boxes.append(lit_box(made.screen))  # reps
        await made.press(pilot, "n", "n")
        boxes.append(lit_box(made.screen))  # a range of reps
        while made.view.tally is None:
            made.screen.action_tell("skip")
        await made.after(pilot, 1)
        boxes.append(lit_box(made.screen))  # an AMRAP
    for rows, columns in boxes:
        # What stands on a narrow and very high screen is limited by its width.
        if size[0] >= size[1] * 2:
            assert rows * 4 >= size[1]
        assert columns * 3 >= size[0] or rows * 4 >= size[1]


@pytest.mark.parametrize("template", ["0:00", "▲0:00", "0:00:00", "20", "8-12", "MAX", "400M"])
@pytest.mark.parametrize("area", [(40, 5), (80, 10), (120, 20), (300, 40), (10, 3), (200, 1)])
def test_it_fits_its_area(template, area):
    sizes = proportions(template, *area)
    assert sizes.width(template) <= area[0]
    assert sizes.rows <= area[1]


@pytest.mark.parametrize("width", [3, 4, 5, 7, 12, 40, 100])
@pytest.mark.parametrize("rows", [1, 2, 4, 9, 30])
def test_every_character_is_exactly_as_large_as_asked(width, rows):
    for char in FIGURES:
        drawn = figure_rows(char, width, rows)
        assert len(drawn) == rows
        assert {len(row) for row in drawn} == {width}


def test_the_ten_digits_are_ten_pictures_at_every_size():
    for width, rows in [(3, 4), (5, 4), (9, 6), (14, 10), (60, 40)]:
        assert len({figure_rows(digit, width, rows) for digit in "0123456789"}) == 10


def _shape(picture: str) -> tuple[tuple[str, ...], ...]:
    """The columns of a character, those that are alike taken as one: what its width is not."""
    columns = list(zip(*picture.split(), strict=True))
    return tuple(
        one for one, before in zip(columns, [None, *columns], strict=False) if one != before
    )


@pytest.mark.parametrize("font", [FIGURES, WORDS], ids=["figures", "words"])
def test_letters_and_digits_are_told_apart_by_more_than_their_width(font):
    digits = {_shape(font[char]): char for char in font if char.isdigit()}
    alike = {(char, digits.get(_shape(font[char]))) for char in font if char.isalpha()}
    assert {pair for pair in alike if pair[1] is not None} == set()


@pytest.mark.parametrize("size", [(3, 3), (5, 4), (8, 8), (14, 10), (60, 40)])
def test_letters_of_a_figure_are_no_digits_at_any_size(size):
    digits = {figure_rows(digit, *size) for digit in "0123456789"}
    assert not digits & {figure_rows(char, *size) for char in FIGURES if char.isalpha()}


def test_strokes_are_of_one_thickness():
    for width, rows in [(10, 7), (20, 14), (60, 40)]:
        thick, tall = stroke(width, 2 * rows)
        assert abs(thick - tall) <= 1
        zero = figure_rows("0", width, rows)
        middle = zero[rows // 2]
        assert middle == "█" * thick + " " * (width - 2 * thick) + "█" * thick


def test_every_letter_is_five_rows_of_one_width():
    for char, picture in WORDS.items():
        rows = picture.split()
        assert len(rows) == 5, char
        assert len({len(row) for row in rows}) == 1, char
    assert len(word_rows("SQUAT", 2)[0]) == word_width("SQUAT", 2)


def drawn(text: str, template: str, area: tuple[int, int]) -> list[str]:
    """The rows of a figure."""
    figure = Figure()
    figure.say_figure(text, template)
    return figure.arrange_rows(*area)


@pytest.mark.parametrize("area", [(80, 10), (43, 8), (120, 20), (300, 40), (12, 3)])
def test_digits_stay_where_they_are_when_the_minutes_lose_one(area):
    sizes = proportions("00:00", *area)
    before = (area[0] - sizes.width("00:00")) // 2 + sizes.digit
    rows = drawn(" 9:55", "00:00", area)
    assert {len(row) for row in rows} == {area[0]}
    assert len(rows) == area[1]
    assert {row[:before] for row in rows} == {" " * before}
    assert [row[before:] for row in rows] == [row[before:] for row in drawn("19:55", "", area)]


async def test_of_a_turned_digit_only_the_rows_that_differ_are_painted_again(rig, workouts):
    made = rig(workouts.amrap)
    painted = []

    async with made.app.run_test(size=(80, 24)) as pilot:
        await made.after(pilot, 15.5)
        figure = made.screen.query_one("#figure")
        before = figure.arrange_rows(*figure.size)
        for widget in made.screen.walk_children():
            widget.refresh = _noting(widget, painted)
        await made.after(pilot, 1)
        assert (figure.text, [who for who, _ in painted]) == (" 9:54", [figure])
        rows = zip(before, figure.arrange_rows(*figure.size), strict=True)
        differ = [y for y, (old, new) in enumerate(rows) if old != new]
        assert [(region.y, region.height) for region in painted[0][1]] == [(y, 1) for y in differ]
        assert 0 < len(differ) < figure.size.height


async def test_work_by_reps_paints_nothing_but_the_digit_of_its_time(rig, workouts):
    made = rig(workouts.circuit)
    painted = []
    async with made.app.run_test(size=(80, 24)) as pilot:
        await made.after(pilot, 15.5)
        for widget in made.screen.walk_children():
            widget.refresh = _noting(widget, painted)
        await made.after(pilot, 3)
        clock = made.screen.query_one("#figure")
        # In three seconds one cell of the bar may flip.
        bar = made.screen.query_one("#bar")
        assert [who for who, _ in painted if who is not bar] == [clock] * 3
        assert len(painted) <= 4


def _noting(widget, painted):
    refresh = widget.refresh

    def note(*regions, **kwargs):
        painted.append((widget, regions))
        return refresh(*regions, **kwargs)

    return note
