"""The figures of sentences, as a line of counting has them."""

from __future__ import annotations

import re
from functools import cache

from legtimer.whiteboard.vocabulary import Vocabulary, prose_vocabulary


def plain_figures(text: str, vocab: Vocabulary) -> str:
    """A text with the figures of prose as a line of counting has them: "one-minute", "4-to-6"."""
    one, hyphened, between, more = _patterns(vocab.language)
    text = re.sub(r"[\u2010\u2011\u2012]\s?", "-", text)
    text = re.sub(r"(?<=\d)\s?-\s?(?=\d)", "-", text)
    text = re.sub(r"(?<=\d)-([^\W\d_]+)-(?=\d)", r" \1 ", text)
    text = hyphened.sub(r"\1 ", one.sub("1 ", text))
    for pattern in (between, more):
        text = pattern.sub(lambda found: str(vocab.numbers[found[0].casefold()]), text)
    return text


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """One before a unit; numbers before a hyphen, beside "to" and "of", and before "more"."""
    vocab = prose_vocabulary(language)
    units = "|".join(word for word, unit in vocab.units.items() if unit in ("s", "min"))
    ones, numbers = "|".join(vocab.ones), "|".join(vocab.numbers)
    more, to, of, do = (
        "|".join(word for word, known in vocab.phrases.items() if ((word,), meaning) in known)
        for meaning in ("more", "to", "of", "do")
    )
    before = f"{to}|{of}|{do}".split("|")
    return (
        re.compile(rf"\b(?:{ones})\s+(?=(?:{units})\b)", re.IGNORECASE),
        re.compile(rf"\b({numbers})-(?=[^\W\d_])", re.IGNORECASE),
        re.compile(
            rf"\b(?:{numbers})(?=\s(?:{to})\s(?:\d|{numbers}\b))"
            + "".join(rf"|(?<=\b{word}\s)(?:{numbers})\b" for word in before),
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:{numbers})(?=\s(?:{more})\b)", re.IGNORECASE),
    )
