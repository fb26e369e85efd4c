"""What stands in a header beside how the block is done: its name, exercises, a note."""

from __future__ import annotations

from legtimer.whiteboard.head_line import HeadLine
from legtimer.whiteboard.tokens import QUANTITIES

LINKS = frozenset(
    (
        *("of", "for", "with", "and", "then", "every", "between", "exercises", "sets", "rounds"),
        *("reps", "times", "work", "rest", "to", "in-turn", "all-each", "minute-label", "after"),
        "do",
    )
)
"""Phrases that belong to a header wherever they stand in it."""
_LONGEST_NOTED = 12
"""Tokens of a longer line are prose, whose words are no note."""
MOST_NAME_WORDS = 5
"""The most words of the name of a block in its header."""


def take_block_name(line: HeadLine) -> None:
    """The name of the block: words before what was taken, or behind rounds in brackets."""
    free = [
        i
        for i, t in enumerate(line.tokens)
        if i not in line.taken and t.kind in ("word", "part", "workout", "work", "weekday")
    ]
    if not line.taken or not free:
        return
    first, last = min(line.taken), max(line.taken)
    before = [i for i in free if i < first]
    if line.at(0)[1] == "(" and all(i > last for i in free):
        before = free
    opens = bool(before) and all(
        t.kind == "sign" or i in line.taken for i, t in enumerate(line.tokens[: before[0]])
    )
    opens = opens and any(line.at(i)[0] in ("word", "weekday") for i in before)
    ends = (
        bool(before)
        and line.at(before[-1] + 1)[0] not in ("do", "for", "of")
        and (len(before) <= 2 or line.at(before[-1] + 1)[0] in ("", "sign"))
    )
    if opens and ends and len(before) <= MOST_NAME_WORDS and before == free[: len(before)]:
        quantity = any(line.at(i)[0] in QUANTITIES for i in range(before[0], before[-1]))
        if not quantity:
            start, end = line.tokens[before[0]].start, line.tokens[before[-1]].end
            line.found.name = line.text[start:end].strip(" :-")


def words_left(line: HeadLine) -> str:
    """What stands behind the structure and is neither name nor exercise."""
    found, first = line.found, min(line.taken, default=0)
    end = found.behind[0].start if found.behind else len(line.text)
    if sum(token.end <= end for token in line.tokens) > _LONGEST_NOTED or found.unread:
        return ""
    left = [
        i
        for i, token in enumerate(line.tokens)
        if i > first and i not in line.taken and token.end <= end and token.kind != "sign"
    ]
    if not any(line.at(i)[0] in ("word", "not-for-time") for i in left):
        return ""
    text = line.text[line.tokens[left[0]].start : line.tokens[left[-1]].end]
    text += ")" * (text.count("(") - text.count(")"))
    if len(text) == 1:
        # "Superset B"
        return ""
    return "" if found.name and found.name in line.text[: line.tokens[left[-1]].end] else text


def take_before(line: HeadLine) -> None:
    """``100 burpees for time``: what is done stands before how."""
    first = min(line.taken)
    before = line.tokens[:first]
    kinds = {token.kind for token in before}
    if kinds & QUANTITIES and "word" in kinds:
        line.found.behind, line.found.name = tuple(before), ""


def take_rest_of_line(line: HeadLine) -> None:
    """Exercises that follow in the line."""
    first, last = min(line.taken, default=0), max(line.taken, default=0)
    colon = next((i for i, t in enumerate(line.tokens) if i > last and t.value == ":"), first)
    free = [i for i in range(first + 1, len(line.tokens)) if i not in line.taken and i > colon]
    while free and line.at(free[0])[0] in (*LINKS, "sign"):
        if line.at(free[0])[1] == "(":
            break
        free.pop(0)
    inside = bool(free) and line.at(free[0])[1] == "("
    said = [i for i in free if line.at(i)[0] in QUANTITIES and (inside or not line.in_brackets(i))]
    words = [i for i in free if line.at(i)[0] == "word"]
    named = (
        line.found.kind in ("death-by",)
        or (line.found.kind == "intervals")
        or (bool(line.found.amounts) and ":" not in line.text)
    )
    colon = any(t.value == ":" for i, t in enumerate(line.tokens) if free and i < free[0])
    if words and (said or named or colon) and not line.found.name.endswith(line.text[-3:]):
        if line.rest_at > free[0] and line.found.kind != "intervals":
            # A rest among the exercises is read with them.
            line.found.rest = line.found.between = ""
            line.taken = {i for i in line.taken if i < line.rest_at}
        line.found.behind = tuple(
            t for i, t in enumerate(line.tokens) if i >= free[0] and i not in line.taken
        )
        if line.text[line.found.behind[0].start :].startswith(line.found.name):
            line.found.name = ""
