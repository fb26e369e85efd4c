"""What can be typed at a place of a file."""

from __future__ import annotations

import pytest

from legtimer.core.blocks import kinds
from legtimer.core.exercise_types import EXERCISE_KEYS
from legtimer.core.fields import keys_of
from legtimer.tui.screens.editor.completion import complete, suggestion
from legtimer.tui.screens.editor.workout_grammar import WorkoutGrammar

NAMES = {
    name: name for name in ("Kettlebell squat", "Kettlebell swing", "Squat jump", "Plank", "Squat")
}
GRAMMAR = WorkoutGrammar(lambda: NAMES)
TEXT = """\
name = "Legs"
|top

[[block]]
kind = "superset"
sets = 3
|block
role = |role
halfway = |flag
rest = "|rest"
exercises = [
  "20 Kettlebell sw|name",
  "8-12/side pla|loose",
  "400 m |metres",
  "20|amount",
  "20 Squat @ 1|load",
  "5 Squat @ bo|weight",
  "5 Squat @ |any_load",
  "? m Squat j|score",
  { do = "10 Squat", |inline },
  { do = "10 Sq|do" },
]
# a comment k|comment

[[block]]
kind = "am|kind"

[[|header
"""


def at(mark: str) -> tuple[list[str], int, int]:
    """The text without its marks, and the place of one of them."""
    words = ["weight", "any_load", "score", "top", "block", "role", "flag", "rest", "name", "loose",
             "metres", "amount", "load", "inline", "do", "comment", "kind", "header"]  # fmt: skip
    place = None
    lines = TEXT.split("\n")
    for row, line in enumerate(lines):
        for word in words:
            if f"|{word}" in line:
                if word == mark:
                    place = row, line.index(f"|{word}")
                lines[row] = line.replace(f"|{word}", "")
    assert place is not None
    return lines, *place


def items(mark: str) -> list[str]:
    found = complete(GRAMMAR, *at(mark))
    return [] if found is None else [item.text for item in found.items]


def test_keys_are_those_of_the_table_that_are_not_there_yet():
    assert "about = " in items("top")
    assert "sets = " not in items("top")
    assert "name = " not in items("top")
    block = items("block")
    assert {"get-set = ", "switch = "} <= set(block)
    assert not {"sets = ", "exercises = ", "kind = ", "rounds = ", "cap = "} & set(block)
    assert items("inline") == [f"{key} = " for key in EXERCISE_KEYS if key != "do"]


@pytest.mark.parametrize("kind", kinds())
def test_every_key_of_every_kind_can_be_completed(kind):
    lines = ["[[block]]", f'kind = "{kind}"', ""]
    found = complete(GRAMMAR, lines, 2, 0)
    assert found is not None
    wanted = {f"{item.key} = " for item in keys_of(kinds()[kind]) if item.key != "block"}
    assert {item.text for item in found.items} == wanted


def test_values_of_few_words():
    assert items("role") == ['"main"', '"warm-up"', '"cool-down"']
    assert items("flag") == ["true", "false"]
    assert items("rest") == ["ready", "none"]
    assert items("kind") == ["amrap"]
    assert items("header") == ["[[block]]", "[[block.block]]"]


def test_tables_inside_of_an_exercise():
    def proposed(line: str) -> list[str]:
        lines = ["[[block]]", 'kind = "sets"', "exercises = [", line]
        found = complete(GRAMMAR, lines, 3, len(line))
        return [] if found is None else [item.text for item in found.items]

    assert proposed('{ do = "5 Squat", grow = "2 ') == ["2 kg"]
    assert proposed('{ do = "5 Squat", grow = ["1 rep", "har') == ["harder"]
    assert proposed('{ do = "5 Squat", miss = { ') == ["after = ", "back = "]
    assert proposed('{ do = "5 Squat", miss = { after = 3, back = "10%" }, ram') == ["ramp = "]
    assert proposed('{ do = "5 Squat", harder = ["5 Squat j') == ["Squat jump"]
    assert proposed('{ do = "5 Squat", easier = { do = "5 Squat j') == ["Squat jump"]


def test_names_of_exercises_behind_their_amount():
    assert items("name") == ["Kettlebell swing"]
    assert items("loose") == ["Plank"]
    assert items("metres") == list(NAMES)
    assert items("do") == ["Squat jump", "Squat", "Kettlebell squat"]
    for nothing in ("amount", "load", "comment"):
        assert items(nothing) == []


def test_loads_behind_the_at_sign():
    assert items("weight") == ["bodyweight", "bodyweight + ", "bodyweight - "]
    assert items("any_load")[-2:] == ["? kg", "? lb"]
    assert items("score") == ["Squat jump"]


def swings(line: str, *names: str) -> list[str]:
    """What is proposed for a line in a file with these names, beside those of the library."""
    known = {**dict.fromkeys(names, "swing"), "Kettlebell swing": "swing", "KB swing": "swing"}
    grammar = WorkoutGrammar(lambda: {**known, "Swing kick": "kick"})
    found = complete(grammar, ["[[block]]", f'exercises = ["{line}"]'], 1, len(line) + 14)
    return [] if found is None else [item.text for item in found.items]


def test_an_exercise_of_several_names_is_proposed_once():
    assert swings("10 swing") == ["Swing kick", "Kettlebell swing"]
    assert swings("10 kb") == ["Kettlebell swing"]
    assert swings("10 kb", "KB Swings") == ["KB Swings"], "as it is called in the file"
    assert swings("10 kettle-bell sw") == ["Kettlebell swing"]


def test_a_mistake_elsewhere_does_no_harm():
    lines = ["[[block]]", 'kind = "emom"', "rounds = ", 'note = "no end', "ev"]
    found = complete(GRAMMAR, lines, 4, 2)
    assert found is not None
    assert found.items[0].text == "every = "


def test_only_what_is_without_doubt_is_suggested():
    lines, row, column = at("name")
    assert suggestion(GRAMMAR, lines, row, column) == "ing"
    lines[row] = '  "20 Kettlebell s",'
    assert suggestion(GRAMMAR, lines, row, 17) == ""
    lines[row] = '  "20 Squat",'
    assert suggestion(GRAMMAR, lines, row, 11) == "", "it is a name already"
    lines[row] = '  "20 Pl  and more",'
    assert suggestion(GRAMMAR, lines, row, 8) == "", "not in the middle of a line"
    lines, row, column = at("kind")
    assert suggestion(GRAMMAR, lines, row, column) == "rap"


def test_what_stands_behind_the_cursor_is_not_typed_twice():
    lines = ["[[block]]", 'kind = "emom"', "ev = 3"]
    found = complete(GRAMMAR, lines, 2, 2)
    assert found is not None
    assert (found.start, found.typed, found.items[0].text) == (0, "ev", "every")


@pytest.mark.parametrize("amount", ["1:00 max", "0:30/side max", "max", "20"])
def test_a_name_is_completed_behind_any_amount(amount):
    line = f'exercises = ["{amount} Plan'
    found = complete(GRAMMAR, ["[[block]]", 'kind = "sets"', line], 2, len(line))
    assert [item.text for item in found.items] == ["Plank"]


def test_keys_of_a_part_are_those_of_its_kind():
    lines = ["[[block]]", 'kind = "for-time"', "[[block.block]]", 'kind = "circuit"', "bet"]
    assert [item.text for item in complete(GRAMMAR, lines, 4, 3).items] == ["between = "]
