"""A line above exercises that are indented deeper: rounds and a name, or how much of each."""

from __future__ import annotations

from collections.abc import Sequence

from legtimer.whiteboard.head_line import SECTIONS, BlockHeader, HeadLine
from legtimer.whiteboard.tokens import QUANTITIES, Token

_NOT_IN_TITLES = frozenset(
    (
        *("rounds", "amrap", "emom", "every", "for-time", "tabata", "superset", "circuit", "times"),
        *("complex", "straight-sets", "timed", "death-by", "repeat", "cap"),
    )
)
"""Kinds of token that say how a block is done, so that they are more than its name."""
_SAYS_ROLE = ("warm-up", "cool-down", "main", "sets", "sign")


def read_heading(tokens: Sequence[Token], text: str) -> BlockHeader | None:
    """Read such a line; None for one that says more, or less."""
    return _reps(HeadLine(tokens, text)) or _counted(tokens, text) or _named(HeadLine(tokens, text))


def _reps(line: HeadLine) -> BlockHeader | None:
    """``80 reps`` of each, ``3 x 12`` of each."""
    kinds = [line.at(n)[0] for n in range(4)]
    over = line.at(3)[1] in ("", ":") or kinds[3] == "sides"
    if kinds[:2] == ["figure", "times"] and kinds[2] in QUANTITIES and over:
        sides = kinds[3] == "sides"
        rounds, amounts = line.at(0)[1], line.at(2)[1]
        return BlockHeader("sets", rounds=rounds, amounts=amounts, unread=sides)
    if kinds == ["figure", "", "", ""]:
        kinds[1] = "reps"
    if kinds[:2] != ["figure", "reps"] or line.at(2)[1] not in ("", ":", "("):
        return None
    reps = line.at(0)[1]
    return BlockHeader(amounts=reps, guesses=[f"{reps} of each exercise"])


def _counted(tokens: Sequence[Token], text: str) -> BlockHeader | None:
    """``Set A (3)``."""
    before, last = tokens[:-3], [token.value for token in tokens[-3:]]
    if not before or any(token.kind in QUANTITIES | _NOT_IN_TITLES for token in before):
        return None
    if last[0] != "(" or last[2] != ")" or not last[1].isdecimal():
        return None
    return BlockHeader(rounds=last[1], name=text[: tokens[-3].start].strip())


def _named(line: HeadLine) -> BlockHeader | None:
    """``(5) Race pace 250s``: what stands behind the rounds is a name."""
    tail = line.tokens[3:]
    kinds = {token.kind for token in tail}
    line.bracketed_rounds()
    if not line.taken or not tail or tail[0].kind in QUANTITIES - {"max"}:
        return None
    if kinds & _NOT_IN_TITLES or kinds >= {"rest", "time"}:
        return None
    line.found.role = SECTIONS.get(tail[0].kind, "")
    if any(token.kind not in _SAYS_ROLE for token in tail):
        line.found.name = line.text[tail[0].start :].rstrip(" :")
    return line.found
