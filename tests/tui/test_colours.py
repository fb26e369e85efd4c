"""Colours: contrast, and states that are told apart with every kind of colour blindness.

Contrast is that of WCAG 2.2. Colour blindness is simulated in linear light with the matrices of
Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision
deficiency" (IEEE Transactions on Visualization and Computer Graphics, 2009), at full severity.
What differs is measured in CIE L*a*b* (Delta E of 1976); 20 is seen at a glance.
"""

from __future__ import annotations

import itertools

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.color import Color

from legtimer.tui.theme import GREYS, MOODS, Ink, inks, themes

THEMES = {theme.name: theme.variables for theme in themes()}
STATES = [mood for mood in MOODS if mood != "finished"]

# What the three kinds of colour blindness make of linear light.
BLIND = {
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> tuple[float, float, float]:
    def one(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return tuple(one(part / 255) for part in Color.parse(colour).rgb)


def luminance(light) -> float:
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(linear(a)), luminance(linear(b))), reverse=True)
    return (high + 0.05) / (low + 0.05)


def lab(light) -> tuple[float, float, float]:
    """CIE L*a*b* of linear light."""
    r, g, b = (min(1.0, max(0.0, part)) for part in light)
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089

    def f(t: float) -> float:
        return t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116

    return 116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))


def seen_by(kind: str, colour: str):
    light = linear(colour)
    if kind == "all":
        return light
    return tuple(sum(m * part for m, part in zip(row, light, strict=True)) for row in BLIND[kind])


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
@pytest.mark.parametrize("mood", MOODS)
def test_contrast(theme, mood):
    back = theme[f"{mood}-back"]
    assert contrast(back, theme[f"{mood}-text"]) >= 4.5
    assert contrast(back, theme[f"{mood}-figure"]) >= 7
    ink = inks(theme)[mood]
    faint, loud = (contrast(back, colour.hex) for colour in (ink.faint, ink.text))
    assert 4.5 <= faint < loud


@pytest.mark.parametrize("kind", ["all", *BLIND])
@pytest.mark.parametrize("theme", THEMES)
def test_any_two_states_of_a_session_differ_for_every_eye(theme, kind):
    # On a coloured screen the background tells, on a dark one the figure does.
    part = "figure" if theme == "night" else "back"
    for a, b in itertools.combinations(STATES, 2):
        one, other = (lab(seen_by(kind, THEMES[theme][f"{mood}-{part}"])) for mood in (a, b))
        difference = sum((p - q) ** 2 for p, q in zip(one, other, strict=True)) ** 0.5
        assert difference >= 20, (a, b, difference)


# What xterm shows for the sixteen colours.
XTERM = [
    "000000",
    "cd0000",
    "00cd00",
    "cdcd00",
    "0000ee",
    "cd00cd",
    "00cdcd",
    "e5e5e5",
    "7f7f7f",
    "ff0000",
    "00ff00",
    "ffff00",
    "5c5cff",
    "ff00ff",
    "00ffff",
    "ffffff",
]


def in_16(colour: str) -> tuple[int, str]:
    """What a terminal of 16 colours shows, as number and as colour."""
    number = RichColor.parse(colour).downgrade(ColorSystem.STANDARD).number
    assert number is not None
    return number, f"#{XTERM[number]}"


@pytest.mark.parametrize("theme", THEMES)
def test_sixteen_colours_are_enough(theme):
    shown = {}
    for mood in STATES:
        back, text, figure = (in_16(THEMES[theme][f"{mood}-{p}"]) for p in Ink._fields)
        assert contrast(back[1], text[1]) >= 4.5, mood
        # Blue is as dark as that on black; the figure's strokes are cells wide.
        assert contrast(back[1], figure[1]) >= 3, mood
        shown[mood] = (back[0], figure[0])
    assert len(set(shown.values())) == len(STATES), shown


def test_without_any_colour_lightness_tells_the_states_apart():
    light = {mood: lab(linear(GREYS[f"{mood}-back"]))[0] for mood in STATES}
    for a, b in itertools.combinations(STATES, 2):
        assert abs(light[a] - light[b]) >= 10, (a, b)
    for mood in MOODS:
        for part in ("text", "figure"):
            assert contrast(GREYS[f"{mood}-back"], GREYS[f"{mood}-{part}"]) >= 7


@pytest.mark.parametrize("theme", THEMES)
async def test_no_color_is_heeded(rig, workouts, monkeypatch, theme):
    monkeypatch.setenv("NO_COLOR", "1")
    made = rig(workouts.circuit, theme=theme)
    async with made.app.run_test(size=(80, 24)) as pilot:
        for seconds, mood in [(1, "ready"), (10, "work")]:
            await made.after(pilot, seconds)
            found = {
                segment.style.bgcolor.triplet.hex
                for strip in made.screen._compositor.render_strips()
                for segment in strip
            }
            # What counts, and a key that all waits for, are the other way round.
            back, *others = (GREYS[f"{mood}-{part}"] for part in Ink._fields)
            assert {back} <= found <= {back, *others}


@pytest.mark.parametrize("system", ["truecolor", "standard"])
async def test_what_is_over_steps_back_and_a_question_does_not(rig, workouts, monkeypatch, system):
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", system)
    made = rig(workouts.circuit)
    async with made.app.run_test(size=(120, 40)) as pilot:
        await made.after(pilot, 12)
        await made.press(pilot, "space")
        await made.after(pilot, 20)
        ink = inks(made.app.theme_variables)
        aside = made.screen.query_one("#aside")
        assert aside.shown[0].startswith("done: 20 Kettlebell squat")
        # Of sixteen colours none lies between the text and what is behind it.
        assert aside.styles.color == (
            ink["work"].faint if system != "standard" else ink["work"].text
        )
        await made.after(pilot, 34)
        await made.press(pilot, "space")
        await made.after(pilot, 3)
        assert aside.shown[0].startswith("Split squat, round 1: 8?")
        assert aside.styles.color == ink["rest"].text


async def test_every_theme_of_textual_keeps_the_states_readable(rig, workouts):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=(80, 24)) as pilot:
        await made.after(pilot, 11)
        for name in made.app.available_themes:
            made.app.theme = name
            await pilot.pause()
            shown = inks(made.app.theme_variables)
            assert set(shown) == set(MOODS)
            for mood, (back, text, figure) in shown.items():
                assert contrast(back.hex, text.hex) >= 4.5, (name, mood)
                assert contrast(back.hex, figure.hex) >= 7, (name, mood)
            # It is what is seen, at once.
            prompt = made.screen.query_one("#prompt").visual_style
            assert (prompt.background, prompt.foreground) == shown["work"][:2]
            digit = made.screen.query_one("#figure").visual_style
            assert digit.foreground == shown["work"].figure


async def test_the_figure_flashes_once_a_second_in_the_last_three(rig, workouts):
    made = rig(workouts.circuit)
    async with made.app.run_test(size=(80, 24)) as pilot:
        ink = inks(made.app.theme_variables)["ready"]
        lit = []
        for ms in range(0, 9_900, 100):
            digit = made.screen.query_one("#figure").visual_style
            seen = (digit.background, digit.foreground)
            assert seen in [(ink.back, ink.figure), (ink.figure, ink.back)]
            if seen == (ink.figure, ink.back):
                lit.append(ms)
            made.clock.advance(100)
        assert lit == [
            second + tenth for second in (7000, 8000, 9000) for tenth in range(0, 400, 100)
        ]
        await made.after(pilot, 0.2)
        work = inks(made.app.theme_variables)["work"]
        digit = made.screen.query_one("#figure").visual_style
        assert (digit.background, digit.foreground) == (work.back, work.figure)


@pytest.mark.parametrize("theme", ["garage", "no colour"])
async def test_a_flash_changes_colours_and_nothing_else(rig, workouts, theme, monkeypatch):
    """So what is readable stays so: nothing is lit up to an edge inside the screen."""
    if theme == "no colour":
        monkeypatch.setenv("NO_COLOR", "1")
    made = rig(workouts.circuit, theme="" if theme == "no colour" else theme)
    async with made.app.run_test(size=(80, 24)) as pilot:
        await made.after(pilot, 7.3)
        for size in ((40, 12), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert made.screen.lit
            papers, inks_seen = set(), set()
            for segment in itertools.chain(*made.screen._compositor.render_strips()):
                papers.add(segment.style.bgcolor.triplet.hex)
                if segment.text.strip():
                    inks_seen.add(segment.style.color.triplet.hex)
            assert len(papers) == 1, (size, papers)
            assert all(contrast(*papers, ink) >= 4.5 for ink in inks_seen)


async def test_it_flashes_not_where_that_is_not_wanted_nor_in_a_pause(rig, workouts):
    made = rig(workouts.circuit, flash=False)
    async with made.app.run_test(size=(80, 24)):
        woken = made.screen.fired
        for _ in range(99):
            assert not made.screen.lit
            made.clock.advance(100)
        assert made.screen.fired - woken == 9
    made = rig(workouts.circuit)
    async with made.app.run_test(size=(80, 24)) as pilot:
        made.clock.advance(7_100)
        assert made.screen.lit
        await pilot.press("p")
        assert not made.screen.lit
        assert made.screen.mood == "paused"
        await made.press(pilot, "p")
        assert made.screen.lit
