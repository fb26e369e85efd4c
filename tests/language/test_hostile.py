"""Texts that want to be more than text: they are shown as plain characters, and nothing else."""

from __future__ import annotations

import json

import pytest

from legtimer.files.workouts.reader import read_workout

HOSTILE = {
    "markup": "[bold red]x[/] [link=http://e.com]y",
    "closing markup": "[/]",
    "escape": "\x1b[2J\x1b]0;title\x07",
    "c1 control": "\x9b31m",
    "bidi": "\u202egnitfil\u202c \u2066x\u2069",
    "zero width": "a\u200bb\u200dc\ufeff",
    "emoji": "\U0001f3cb\ufe0f\u200d\u2640\ufe0f squat",
    "combining": "z" + "\u0301" * 200,
    "long": "x" * 10_000,
    "long digits": "1" * 10_000,
    "line ends": "a\r\nb\x0bc\u2028d\x85e",
    "bell and tab": "\a\tx\b",
    "quotes": "\"'`$(reboot) && %s {x}",
    "path": "../../etc/passwd",
    "null": "a\x00b",
    "surrogate-like": "\\ud800",
    "stand-in for what cannot be read": "\ue000unreadable\ue000",
}
PLACES = {
    "exercise": '[[block]]\nkind = "sets"\nexercises = [{0}]\n',
    "line with a broken load": '[[block]]\nkind = "sets"\nexercises = [{0}, "5 @"]\n',
    "kind": "[[block]]\nkind = {0}\n",
    "key": '[[block]]\nkind = "sets"\n{0} = 1\nexercises = ["A"]\n',
    "top key": '{0} = 1\n[[block]]\nkind = "sets"\nexercises = ["A"]\n',
    "rest": '[[block]]\nkind = "sets"\nrest = {0}\nexercises = ["A"]\n',
    "sets": '[[block]]\nkind = "sets"\nsets = {0}\nexercises = ["A"]\n',
    "role": '[[block]]\nkind = "sets"\nrole = {0}\nexercises = ["A"]\n',
    "name": 'name = {0}\n[[block]]\nkind = "sets"\nname = {0}\nexercises = ["3x5 A"]\n',
    "load": '[[block]]\nkind = "complex"\nload = {0}\nexercises = ["A"]\n',
    "reps": '[[block]]\nkind = "sets"\nexercises = [{{ name = {0}, reps = {0} }}]\n',
    "unquoted": "[[block]]\nkind = sets{1}\n",
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("what", HOSTILE)
def test_mistakes_print_as_plain_text(what, place):
    hostile = HOSTILE[what]
    quoted = json.dumps(hostile).replace("\\/", "/").replace("\x7f", "\\u007f")
    for utf16 in ("\\ud83c\\udfcb",):  # JSON writes pairs where TOML wants one character
        quoted = quoted.replace(utf16, "\\U0001F3CB")
    reading = read_workout(PLACES[place].format(quoted, hostile))
    for mistake in reading.mistakes:
        line = mistake.render(f"{hostile[:50]}.toml")
        assert "\n" not in line
        assert line.replace("\u200d", "").isprintable(), ascii(line)
        assert "\u202e" not in line
        assert len(mistake.message) <= 400


@pytest.mark.parametrize("what", HOSTILE)
def test_a_name_is_data(what):
    quoted = json.dumps(HOSTILE[what]).replace("\\ud83c\\udfcb", "\\U0001F3CB")
    reading = read_workout(f'[[block]]\nkind = "sets"\nexercises = [{{ name = {quoted} }}]\n')
    assert reading.workout is not None
    (exercise,) = reading.workout.blocks[0].exercise_list()
    assert exercise.name == " ".join(HOSTILE[what].split())
