"""Mistakes are shown in one safe line, and near words are found whatever the length."""

import time

import pytest

from legtimer.files.closest_word import closest_word
from legtimer.files.mistakes import Mistake, Severity
from legtimer.files.printable import printable


def test_a_mistake_is_rendered_as_editors_expect_it() -> None:
    mistake = Mistake(Severity.ERROR, 3, 14, "no such word")
    assert mistake.render("legs.toml") == "legs.toml:3:14: error: no such word"
    warned = mistake._replace(severity=Severity.WARNING)
    assert warned.render("a\x1b[2J.toml") == "a\\u{1b}[2J.toml:3:14: warning: no such word"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\u{1b}[31mred"),
        ("a\tb\nc\x00\x7f\x9b", "a\\u{9}b\\u{a}c\\u{0}\\u{7f}\\u{9b}"),
        ("a\u202eb\u2066c\u200ed\u061c", "a\\u{202e}b\\u{2066}c\\u{200e}d\\u{61c}"),
        ("a\u200bb\ufeffc\u2060", "a\\u{200b}b\\u{feff}c\\u{2060}"),
        ("\u2028\u2029", "\\u{2028}\\u{2029}"),
        ("\ud800\ue000\U0010fffd", "\\u{d800}\\u{e000}\\u{10fffd}"),
        ("größe 力 💪 🏋️", "größe 力 💪 🏋️"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("a\u200db", "a\\u{200d}b"),
        ("[b]markup[/b]", "[b]markup[/b]"),
    ],
)
def test_what_a_terminal_would_obey_is_spelled_out(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize("limit", [1, 2, 7, 10, 60])
def test_long_text_is_cut_at_the_limit(limit: int) -> None:
    assert len(printable("x" * 100_000, limit)) == limit
    assert printable("x" * limit, limit) == "x" * limit
    cut = printable("\x1b" * 1000, limit)
    assert len(cut) <= limit
    assert cut.endswith("…")
    assert cut.count("{") == cut.count("}")


WORDS = ["rest", "rounds", "exercises", "get-set", "kind", "cap", "for-time", "warm-up", "time"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("rset", "rest"),
        ("Rounds", "rounds"),
        ("round", "rounds"),
        ("exersizes", "exercises"),
        ("get_set", "get-set"),
        ("getset", "get-set"),
        ("FOR TIME", "for-time"),
        ("cpa", "cap"),
        ("warm", "warm-up"),
        ("banana", None),
        ("", None),
        ("-", None),
        ("x", None),
        ("rest" * 30, None),
    ],
)
def test_the_nearest_word_is_found(typed: str, meant: str | None) -> None:
    assert closest_word(typed, WORDS) == meant


def test_a_very_long_word_costs_nothing() -> None:
    before = time.process_time()
    assert closest_word("e" * 10_000, WORDS) is None
    assert closest_word("rest", ["r" * 10_000, "rests"]) == "rests"
    assert time.process_time() - before < 0.2
