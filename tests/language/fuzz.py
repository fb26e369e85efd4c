"""Mutated workout files: whatever is typed, reading it gives a workout or says what is wrong.

The long run, with its figures::

    python tests/language/fuzz.py 10000

With a second figure as the seed, other files are made. The tests run a short one of it.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from legtimer.core.blocks import kinds
from legtimer.files.workouts.reader import read_workout
from legtimer.files.workouts.templates import template

WORKOUTS = Path(__file__).parents[2] / "workouts"
CASES = sorted((Path(__file__).parent / "broken").glob("*.txt"))
SLOWEST = 1.0
"""Seconds that one file may take."""

TOKENS = (
    '"', "'", '"""', "[", "]", "[[", "]]", "{", "}", "=", ",", ".", "..", "#", "\n", "\r", "\t",
    " @ ", "/side", "/", "1..10", "21,15,9", "8-12", "max", "-", "@", "x", "%", "kg", "m", "s",
    "0", "-1", "99999999999999999999", "1e400", "nan", "inf", "true", "false", "1979-05-27",
    "07:32:00", "0xFF", "\\u202e", "\\x", "\x00", "\x1b[2J", "\ufeff", "\ue000unreadable\ue000",
    "[[block]]\n", "[[block.block]]\n", "block", "kind", "exercises", "rounds = 1000\n",
    'kind = "repeat"\n', 'kind = "emom"\n', "a.b.c.d = 1\n", '{ do = "', "easier = ",
    " @ bodyweight + ", "x bodyweight", "?", "10-20",
)  # fmt: skip


class Figures(NamedTuple):
    """What a run found."""

    files: int
    good: int
    slowest: float
    """Seconds that the slowest file took."""
    memory: int
    """MiB that the process grew by at the most."""


def sources() -> list[str]:
    """The texts that are mutated: the shipped workouts, an example of every kind, broken files."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(WORKOUTS.glob("*.toml"))]
    texts += [template(cls.kind, cls) for cls in kinds().values()]
    for part in "".join(path.read_text(encoding="utf-8") for path in CASES).split("=== ")[1:]:
        texts.append(part.partition("\n")[2].partition("---\n")[0])
    return texts


def mutated(count: int, seed: int) -> Iterator[bytes]:
    """Mutated files, the same ones for the same seed."""
    chance = random.Random(seed)
    texts = sources()
    right = [text for text in texts if read_workout(text).workout is not None]
    for _ in range(count):
        # Few files are right after a mutation; most that begin wrong stay wrong.
        text = chance.choice(right if chance.random() < 0.8 else texts)
        for _ in range(chance.choice((1, 1, 1, 2, 3, 8, 20))):
            text = chance.choice(MUTATIONS)(text, chance, texts)
        data = text.encode("utf-8", "surrogatepass")
        if chance.random() < 0.15:
            data = _bytes(data, chance)
        yield data


def _bytes(data: bytes, chance: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        if found:
            at = chance.randrange(len(found))
            if chance.random() < 0.5:
                found[at] = chance.randrange(256)
            else:
                del found[at : at + chance.randint(1, 40)]
    return bytes(found)


def _token(text: str, chance: random.Random, texts: list[str]) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + chance.choice(TOKENS) + text[at:]


def _characters(text: str, chance: random.Random, texts: list[str]) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + text[at + chance.randint(1, 6) :]


def _swap(text: str, chance: random.Random, texts: list[str]) -> str:
    if len(text) < 2:
        return text
    at = chance.randrange(len(text) - 1)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _line(text: str, chance: random.Random, texts: list[str]) -> str:
    lines = text.splitlines(keepends=True)
    at = chance.randint(0, len(lines))
    way = chance.randrange(4)
    if way == 0:
        del lines[at : at + chance.randint(1, 3)]
    elif way == 1 and lines:
        lines.insert(at, chance.choice(lines))
    elif way == 2:
        lines.insert(at, chance.choice(chance.choice(texts).splitlines(keepends=True) or [""]))
    else:
        chance.shuffle(lines)
    return "".join(lines)


def _value(text: str, chance: random.Random, texts: list[str]) -> str:
    lines = text.splitlines(keepends=True)
    places = [i for i, line in enumerate(lines) if " = " in line]
    if not places:
        return text
    at = chance.choice(places)
    key = lines[at].partition(" = ")[0]
    other = chance.choice(TOKENS)
    if chance.random() < 0.5:
        donors = [line for line in chance.choice(texts).splitlines() if " = " in line]
        other = chance.choice(donors).partition(" = ")[2] if donors else other
    lines[at] = f"{key} = {other}\n"
    return "".join(lines)


def _figure(text: str, chance: random.Random, texts: list[str]) -> str:
    places = [i for i, letter in enumerate(text) if letter.isdigit()]
    if not places:
        return text
    at = chance.choice(places)
    return text[:at] + str(chance.choice((0, 1, 7, 60, 100, 999, 10**6))) + text[at + 1 :]


def _grow(text: str, chance: random.Random, texts: list[str]) -> str:
    at = chance.randint(0, len(text))
    part = text[at : at + chance.randint(1, 30)]
    return text[:at] + part * chance.choice((2, 10, 300)) + text[at:]


def _cut(text: str, chance: random.Random, texts: list[str]) -> str:
    return text[: chance.randint(0, len(text))]


MUTATIONS = (_token, _token, _characters, _swap, _line, _line, _value, _value, _figure, _grow, _cut)


def check(data: bytes) -> tuple[bool, float]:
    """Read one file; whether it is a workout, and the seconds it took.

    Raises:
        AssertionError: if the answer is not one that a person can use.
    """
    begin = time.process_time()
    reading = read_workout(data)
    took = time.process_time() - begin
    assert (reading.workout is None) == bool(reading.errors), "refused without an error, or with"
    lines = data.count(b"\n") + data.count(b"\r") + 1
    for mistake in reading.mistakes:
        assert 1 <= mistake.line <= lines
        assert mistake.column >= 1
        assert mistake.message
        assert mistake.message.replace("\u200d", "").isprintable()
    return reading.workout is not None, took


def run(count: int, seed: int) -> Figures:
    """Read mutated files.

    Raises:
        AssertionError: with the file, if one is not answered as it should be, or too late.
    """
    before = _memory()
    good, slowest = 0, 0.0
    for data in mutated(count, seed):
        try:
            fine, took = check(data)
            assert took < SLOWEST, f"{took:.2f} s"
        except Exception as problem:
            raise AssertionError(f"{problem!r} for {data!r}") from problem
        good += fine
        slowest = max(slowest, took)
    return Figures(count, good, slowest, _memory() - before)


def _memory() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak >> (20 if sys.platform == "darwin" else 10)


if __name__ == "__main__":
    print(run(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
