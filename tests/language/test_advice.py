"""Advice of messages is right: a file that is changed as a message says is good, and means it.

``CASES`` holds for every message that names a form to write a file, what is replaced in it by which
form, and the steps that were meant. A form has to stand in a message about the file, so nothing is
changed but as the message says. The messages themselves are found in the source: a new one with
advice and without a case fails.
"""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest
import tomli_w

from legtimer.core import hints
from legtimer.core.block_parser import Blocks
from legtimer.core.blocks import kinds
from legtimer.core.coach.programme import Programme, ProgrammePhase, Runs
from legtimer.core.exercise_types import EXERCISE_KEYS
from legtimer.core.fields import keys_of
from legtimer.core.workout import Workout, expand
from legtimer.files.workouts.reader import read_workout
from tests.files.broken_programmes import broken_programmes
from tests.language.advice_cases import CASES as FORMS
from tests.language.growth_cases import GROWTH_CASES

CASES = [*FORMS, *GROWTH_CASES]
CORE = Path(__file__).parents[2] / "legtimer" / "core"
ADVICE = re.compile(
    r"\bwrite\b|did you mean|\bleave .*\bout\b|give it|comes first|goes into|such as|\bput\b"
    r"|\bstands?\b.*: |\buse kind|\bneeds?\b|each has|\w+ = \S|stand in"
)
"""What makes a message one that says what to write."""


def changed(text: str, changes: tuple[tuple[str, str], ...]) -> str:
    for wrong, form in changes:
        if wrong:
            assert text.count(wrong) == 1
            text = text.replace(wrong, form)
        else:
            text = re.sub(r"^(kind = .*\n)", rf"\1{form}\n", text, count=1, flags=re.MULTILINE)
    return text


def words(text: str) -> set[str]:
    return set(re.findall(r"\d+|[^\W\d]+", text))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.text} {case.changes}")
def test_a_file_that_is_changed_as_its_message_says_means_what_was_meant(case, steps):
    messages = " ".join(m.message for m in read_workout(case.text).mistakes)
    assert messages
    after = changed(case.text, case.changes)
    # Nothing is put in that neither the file nor its message has.
    assert words(after) <= words(case.text) | words(messages), messages
    assert not read_workout(after).mistakes, (after, read_workout(after).mistakes)
    assert steps(after) == list(case.steps)


def messages_with_advice() -> dict[str, str]:
    """Every text in the source that is a message with advice, as a pattern, with its place."""
    found = {}
    for path in sorted(CORE.rglob("*.py")):
        if path.parent.name == "session" or path.name == "scoring.py":
            continue  # what is typed there is no workout
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for parent in ast.walk(tree):
            for node in ast.iter_child_nodes(parent):
                no_message = isinstance(
                    parent, ast.Expr | ast.keyword | ast.JoinedStr | ast.FormattedValue
                )
                if no_message or not isinstance(node, ast.Constant | ast.JoinedStr):
                    continue
                text = _pattern(node)
                plain = text.replace("\\", "")
                if (
                    len(plain.split()) > 2
                    and "([" not in plain
                    and plain[-1] != "."
                    and ADVICE.search(plain)
                ):
                    found[text] = f"{path.name}:{node.lineno}"
    return found


def _pattern(node: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(node, ast.Constant):
        return re.escape(node.value) if isinstance(node.value, str) else ""
    return "".join(
        re.escape(part.value) if isinstance(part, ast.Constant) else ".*" for part in node.values
    )


@pytest.mark.parametrize("word", [*hints._KINDS, "e2mom", "e4mom", "e90s"])
def test_a_kind_that_athletes_call_otherwise_is_right_as_its_message_says(word, steps):
    (message,) = [
        m.message for m in read_workout(f'[[block]]\nkind = "{word}"\nexercises = ["A"]').mistakes
    ][:1]
    keys = re.findall(r'(kind|every|role) = ("[^"]*")', message)
    kind = kinds()[dict(keys)["kind"].strip('"')]
    example = {k: v for k, v in kind.example.items() if k not in dict(keys)}
    text = tomli_w.dumps({"block": [example]}, multiline_strings=False)
    block = tomllib.loads(text)["block"][0] | {k: v.strip('"') for k, v in keys}
    reading = read_workout(tomli_w.dumps({"block": [block]}))
    assert not reading.mistakes
    if every := dict(keys).get("every"):
        number = int(re.sub(r"\D", "", word))
        seconds = number if word.endswith("s") else 60 * number
        assert every == f'"{seconds // 60}:{seconds % 60:02}"'
        assert {s.limit for s in expand(reading.workout).steps[1:]} == {seconds * 1000}


KEY_SLIPS = [
    (word, kind, meant)
    for word in hints._KEYS
    for kind, cls in kinds().items()
    if word not in cls.example and word not in {item.key for item in keys_of(cls)}
    for meant in [next((k for k in hints._KEYS[word] if k in cls.example), None)]
    if meant is not None
]


@pytest.mark.parametrize(("word", "kind", "meant"), KEY_SLIPS)
def test_a_key_that_stands_for_another_gives_the_same_workout_as_its_message_says(
    word, kind, meant
):
    good = {"kind": kind, **kinds()[kind].example}
    typed = {word if key == meant else key: value for key, value in good.items()}
    messages = [m.message for m in read_workout(tomli_w.dumps({"block": [typed]})).mistakes]
    assert messages[0].endswith((f"did you mean {meant}?", f"{meant} = {good[meant]}"))


EVERY_TYPE = {
    item.type.expected: item.type
    for cls in (Workout, *kinds().values(), Programme, ProgrammePhase, Runs)
    for item in keys_of(cls)
    if item.key not in ("block", "phase", "runs", "rule")
} | {value_type.expected: value_type for value_type, _ in EXERCISE_KEYS.values()}


@pytest.mark.parametrize("expected", EVERY_TYPE)
def test_every_example_of_what_is_expected_can_be_typed(expected):
    examples = re.findall(r'\[.*\]|\{.*\}|"[^"]*"|(?<=such as )[\d-]+', expected)
    for example in examples:
        value = tomllib.loads(f"x = {example}")["x"]
        assert EVERY_TYPE[expected].read(value, ("x",), Strict()) is not None


class Strict:
    """A report that hears nothing but good."""

    def is_poisoned(self, value):
        return False


def test_every_message_with_advice_has_a_case():
    told = [m.message for case in CASES for m in read_workout(case.text).mistakes]
    # The advice about programmes is followed in the tests of their files.
    told += [line for case in broken_programmes() for line in case.expected]
    told += [*EVERY_TYPE, Blocks.expected, *hints._KINDS.values(), hints.kind_hint("e2mom")]
    missing = {
        place: text
        for text, place in messages_with_advice().items()
        if not any(re.search(text, message) for message in told)
    }
    assert not missing, "\n".join(f"{k}: {v}" for k, v in missing.items())
