"""File names for what people call things."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legtimer.files.slug import slug


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Push/Pull day 1", "push-pull-day-1"),
        ("Ноги", "ноги"),
        ("胸", "胸"),
        ("Übung für Füße", "übung-für-füße"),
        ("U\u0308bung", "übung"),
        ("हिन्दी", "हिन्दी"),
        ("\uff2c\uff25\uff27\uff33", "legs"),
        ("❤️ legs", "legs"),
        ("🔥", ""),
        ("..", ""),
        ("COM1", "com1-"),
        ("nul", "nul-"),
        ("\udcdcbung", "bung"),
    ],
)
def test_letters_of_every_script_stay(text, found):
    assert slug(text) == found


@given(st.text())
def test_it_is_a_name_on_every_system(text):
    found = slug(text)
    assert len(found.encode()) <= 121
    assert not set(found) & set('\0/\\:*?"<>|. ')
    assert found.isprintable()
    assert found == unicodedata.normalize("NFC", found)
    assert not found.startswith("-")
    assert slug(found) == found
