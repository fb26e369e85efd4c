"""The broken programmes of ``broken_programmes.txt``: a title, the file, and what is said of it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class BrokenProgramme(NamedTuple):
    title: str
    text: str
    expected: list[str]


def broken_programmes() -> list[BrokenProgramme]:
    source = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")
    found = []
    for part in source.split("=== ")[1:]:
        title, _, rest = part.partition("\n")
        text, _, expected = rest.partition("---\n")
        found.append(BrokenProgramme(title, text, expected.strip().splitlines()))
    return found
