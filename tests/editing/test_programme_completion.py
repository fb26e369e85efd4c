"""What can be typed at a place of a programme's file."""

from __future__ import annotations

import pytest

from legtimer.core.coach.growth_types import GROWTH_KEYS
from legtimer.core.coach.programme import Programme, ProgrammePhase, Runs
from legtimer.core.fields import key_table, keys_of
from legtimer.tui.screens.editor.completion import complete, suggestion
from legtimer.tui.screens.editor.programme_grammar import ProgrammeGrammar

WORKOUTS = ("runner-circuit", "runner-leg-strength", "warm-up-for-runners")
GRAMMAR = ProgrammeGrammar(lambda: WORKOUTS, lambda: ("runner-circuit", "Goblet squat"))


def items(*lines: str) -> list[str]:
    """What is proposed at the end of the last line, or at the mark in it."""
    *before, last = lines
    column = last.index("|") if "|" in last else len(last)
    rows = [*before, last.replace("|", "")]
    found = complete(GRAMMAR, rows, len(rows) - 1, column)
    return [] if found is None else [item.text for item in found.items]


def keys(cls: type) -> list[str]:
    return [f"{item.key} = " for item in keys_of(cls)]


def test_keys_are_those_of_the_table_that_are_not_there_yet():
    tables = {"runs = ", "phase = ", "rule = ", "name = "}
    assert items('name = "Legs"', "") == [key for key in keys(Programme) if key not in tables]
    assert items("[[phase]]", "") == keys(ProgrammePhase)
    assert items("[[phase]]", "weeks = 3", "dr") == ["drop-sets = "]
    assert items("[runs]", "") == keys(Runs)
    assert items("[runs]", 'tue = "hard"', "t") == ["thu = "]
    assert items("[[rule]]", "") == ["match = ", *(f"{key} = " for key in GROWTH_KEYS)]
    assert items("[[rule]]", "miss = { ") == ["after = ", "back = "]
    assert items("[[rule]]", "miss = { after = 3, | }") == ["back = "]


@pytest.mark.parametrize("key", key_table(Programme))
def test_every_table_has_its_header(key):
    headers = {"runs": "[runs]", "phase": "[[phase]]", "rule": "[[rule]]"}
    assert (headers.get(key) in items("[")) is (key in headers)
    assert items("[[") == ["[[phase]]", "[[rule]]"]


def test_values_of_few_words():
    assert items("[runs]", "tue = ") == ['"easy"', '"hard"', '"long"']
    assert items("[runs]", 'tue = "h|"') == ["hard"]
    assert items("[[phase]]", "low-impact = ") == ["true", "false"]
    assert items("[[phase]]", "growth = ") == ['"on"', '"pause"']
    assert items("on = ")[:2] == ['["no run"]', '["after easy"]']
    assert items('on = ["no run", ') == items("on = [")
    assert items("on = [")[:2] == ['"no run"', '"after easy"']
    assert items('on = ["no run", "after h|"]') == ["after hard"]
    assert items("on = [  # best") == []


def test_workouts_by_their_names():
    assert items("warm-up = ") == [f'"{name}"' for name in WORKOUTS]
    assert items('warm-up = "warm|"') == ["warm-up-for-runners"]
    assert items("[[phase]]", 'workouts = ["runner-circuit", "runner-l|"]') == [
        "runner-leg-strength"
    ]
    assert items("[[phase]]", "workouts = [", '  "runner-c') == ["runner-circuit"]
    assert items("[[phase]]", 'name = "runner') == []


def test_names_that_would_have_to_be_typed_otherwise_are_not_proposed():
    odd = ('a"b', "a\\b", "a\nb", "a\udce4b", "ab")
    grammar = ProgrammeGrammar(lambda: odd, lambda: odd)
    for line in ("warm-up = ", 'warm-up = "'):
        found = complete(grammar, [line], 0, len(line))
        assert found is not None
        assert [item.text.strip('"') for item in found.items] == ["ab"]


def test_what_a_rule_is_for_and_how_it_grows():
    assert items("[[rule]]", "match = ") == ['"runner-circuit"', '"Goblet squat"']
    assert items("[[rule]]", 'match = "squ|"') == ["Goblet squat"]
    assert '"2 kg"' in items("[[rule]]", "grow = ")
    assert items("[[rule]]", 'grow = "1 r|"') == ["1 rep", "1 round"]
    assert items("[[rule]]", 'grow = ["1 rep", "har|"]') == ["harder"]
    assert items("[[rule]]", "miss = ") == ['{ after = 3, back = "10%" }']


def test_a_mistake_elsewhere_does_no_harm():
    assert items("[[phase]]", 'name = "Learn', "weeks = ", 'workouts = ["runner-ci') == [
        "runner-circuit"
    ]
    assert items("[[fase]]", "") == []


def test_only_what_is_without_doubt_is_suggested():
    def suggested(line: str) -> str:
        return suggestion(GRAMMAR, ["[[phase]]", line], 1, len(line))

    assert suggested("wor") == "kouts = "
    assert suggested('workouts = ["runner-c') == "ircuit"
    assert suggested('workouts = ["runner-') == ""
    line = 'workouts = ["runner-c]'
    assert suggestion(GRAMMAR, ["[[phase]]", line], 1, len(line) - 1) == "ircuit"
