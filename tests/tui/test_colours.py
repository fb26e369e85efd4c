"""Colours: contrast, and states that are told apart with every kind of colour blindness."""

from __future__ import annotations

import itertools

import pytest
from textual.color import Color

from legtimer.tui.theme import GARAGE, MOODS, NIGHT

THEMES = {"garage": GARAGE, "night": NIGHT}

# What the three kinds of colour blindness make of linear light (Machado and others, 2009, full).
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


@pytest.mark.parametrize("kind", ["all", *BLIND])
@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
def test_work_rest_and_getting_ready_differ_for_every_eye(theme, kind):
    # On a coloured screen the background tells, on a dark one the figure does.
    part = "back" if theme is GARAGE else "figure"
    for a, b in itertools.combinations(("work", "rest", "ready"), 2):
        one, other = (lab(seen_by(kind, theme[f"{mood}-{part}"])) for mood in (a, b))
        difference = sum((p - q) ** 2 for p, q in zip(one, other, strict=True)) ** 0.5
        assert difference >= 20, (a, b, difference)
