"""When two names mean the same exercise.

Theory of operation. A name is normalized to a key, and equal keys are equal exercises. Case,
hyphens, blanks, apostrophes, accents, articles, plurals and a few short forms ("KB") do not count;
the order of the words does, and so does every word: a hip thrust on the floor and one with a
barbell are two exercises. Nothing is guessed, so an unknown name stays unknown. Accents are left
out of Latin, Greek and Cyrillic letters only: in other scripts such marks are vowels or make
another letter.
"""

from __future__ import annotations

import re
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+")
_LAST_CYRILLIC: Final = "\u052f"
_ARTICLES: Final = frozenset(("a", "an", "the"))
_IN_FULL: Final = {
    "kb": "kettlebell",
    "db": "dumbbell",
    "bb": "barbell",
    "mb": "medicineball",
    "med": "medicine",
    "rdl": "romaniandeadlift",
    "sl": "singleleg",
    "oh": "overhead",
    "bw": "bodyweight",
    "curtsy": "curtsey",
    "legged": "leg",
    "armed": "arm",
    "handed": "hand",
}
"""Short forms and other spellings, by word without its plural."""


def name_words(name: str) -> list[str]:
    """The words of a name as they are compared: lower case, singular, in full."""
    text = name.casefold().replace("'", "").replace("\u2019", "")
    words = _WORD.findall(text) if text.isascii() else _international_words(text)
    found = [_singular(word) for word in words]
    return [_IN_FULL.get(word, word) for word in found if word not in _ARTICLES] or found


def name_key(name: str) -> str:
    """What is equal for two names of the same exercise; empty for a name without any letter."""
    # Without blanks, because "push up", "push-up" and "pushup" are all written.
    return "".join(name_words(name))


def _international_words(text: str) -> list[str]:
    import unicodedata

    found = base = ""
    for letter in unicodedata.normalize("NFKD", text):
        if not unicodedata.category(letter).startswith("M"):
            base = letter
            found += letter if letter.isalnum() else " "
        elif base > _LAST_CYRILLIC:
            found += letter
    return unicodedata.normalize("NFC", found).split()


def _singular(word: str) -> str:
    if len(word) < 3 or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("ves"):
        return word[:-3] + ("f" if word[:-3] in ("cal", "hal", "shel") else "ve")
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1]
