"""A death-by that is written out: "1 squat the 1st minute, 2 squats the 2nd minute, 3 ..."."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise, takewhile

from legtimer.whiteboard.head_line import BlockHeader
from legtimer.whiteboard.movement import Movement
from legtimer.whiteboard.movement_reader import read_movement
from legtimer.whiteboard.tokens import Token
from legtimer.whiteboard.vocabulary import Vocabulary

_SHOWN = 3
"""So many figures show how it goes on."""


def read_growing_reps(
    tokens: Sequence[Token], text: str, vocab: Vocabulary, name_of: Callable[[str], str | None]
) -> tuple[BlockHeader, Movement] | None:
    """Read a line that shows the reps of the first intervals; None for any other."""
    bracket = next((n for n, token in enumerate(tokens) if token.value == "("), len(tokens))
    clocks = {"emom", "minute-label"}
    if "time" in (token.kind for token in tokens[:bracket]):
        clocks |= {"each", "every"}
    kinds = {token.kind for token in tokens}
    steps = _steps(tokens) if clocks & kinds and "amrap" not in kinds else None
    if steps is None or not _alike(tokens[steps[0] :], text, vocab):
        return None
    at, start, step = steps
    every = "1:00"
    if bracket < at:
        # "1:00 Squats (1, then 2, then 3 each minute)"
        movement = read_movement(tokens[:bracket], text, name_of)
        if movement is None or (movement.amount and ":" not in movement.amount):
            return None
        name, every = movement.name, movement.amount.partition(" ")[0] or every
    else:
        name = _name(tokens[at:], text, vocab)
        name = name_of(name) or name[:1].upper() + name[1:]
    if not name:
        return None
    said = f"{start}, {start + step}, {start + 2 * step} as {step} more in each interval"
    header = BlockHeader(
        "death-by", every=every, start=str(start), step=str(step), note=text, guesses=[said]
    )
    return header, Movement(name)


def rising_step(movements: Sequence[Movement]) -> int:
    """How much more each line is than the one above it: "1 dip", "2 dips"; 0 if they differ."""
    names = {m.name.casefold().rstrip("s") for m in movements}
    if len(names) > 1 or not all(m.amount.isdecimal() for m in movements):
        return 0
    steps = {int(below.amount) - int(above.amount) for above, below in pairwise(movements)}
    return max(0, *steps) if len(steps) == 1 else 0


def _steps(tokens: Sequence[Token]) -> tuple[int, int, int] | None:
    """Where the figures begin, the first one, and how much more each of the next ones is."""
    figures: list[int] = []
    places: list[int] = []
    for n, token in enumerate(tokens):
        if token.kind in ("figure", "list") and re.fullmatch(r"\d{1,3}(,\d{1,3})*", token.value):
            figures += map(int, token.value.split(","))
            places.append(n)
        elif token.kind == "ladder" and (found := re.fullmatch(r"(\d+)\.\.\+(\d+)", token.value)):
            figures += [int(found[1]) + k * int(found[2]) for k in range(_SHOWN)]
            places.append(n)
    if len(figures) < _SHOWN or (places[0] and tokens[places[0] - 1].kind == "minute-label"):
        return None
    start, second, third = figures[:_SHOWN]
    if not 0 < start < second or third - second != second - start:
        return None
    return places[0], start, second - start


def _alike(tokens: Sequence[Token], text: str, vocab: Vocabulary) -> bool:
    """Whether the words behind each figure name the same, or nothing."""
    places = [n for n, token in enumerate(tokens) if token.kind == "figure"][:_SHOWN]
    runs = [_run(tokens[n + 1 :], vocab) for n in places]
    names = {text[run[0].start : run[-1].end].casefold().rstrip("s") for run in runs if run}
    return len(names) <= 1 or len(places) < _SHOWN


def _run(tokens: Sequence[Token], vocab: Vocabulary) -> list[Token]:
    """The words that some tokens begin with, without those that say nothing and ordinals."""

    def names(token: Token) -> bool:
        word = token.value.casefold()
        return token.kind == "word" and word not in vocab.fillers and not word[:1].isdecimal()

    return list(takewhile(names, tokens))


def _name(tokens: Sequence[Token], text: str, vocab: Vocabulary) -> str:
    """The first words that are the name of what is done."""
    run = next((run for n in range(len(tokens)) if (run := _run(tokens[n:], vocab))), [])
    return text[run[0].start : run[-1].end] if run else ""
