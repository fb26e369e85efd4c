"""Reading on after a syntax error, so that one look at a file finds all of its mistakes.

Theory of operation
-------------------
The parser stops at the first error. Recovery takes turns with it: a diagnosis names the mistake
and repairs the draft, the parser reads the draft again. Each turn costs time in proportion to the
file, so the turns are bounded both in number and in characters read altogether; past the bounds,
what stands before the place that could not be repaired is all that is returned.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any, Final, NamedTuple

from legtimer.files.mistakes import Mistake, Severity
from legtimer.files.toml.diagnosis import diagnose
from legtimer.files.toml.diagnosis.parse_error import next_statement, remove_statement
from legtimer.files.toml.repair import POISON, RepairBuffer
from legtimer.files.toml.scanner import LONGEST_KEY, Scanner

_MOST_MISTAKES: Final = 50
"""Mistakes in the syntax of one file after which the reading stops."""

_MOST_DIGITS: Final = 1000
"""Digits of a number above which it is refused, in any base."""

_MOST_TURNS: Final = 2 * _MOST_MISTAKES
# Well under a second for a file of common size, a few seconds at the worst.
_MOST_CHARACTERS: Final = 1_500_000
_PARTS: Final = "parts"
_DEPTH: Final = "depth"
_DIGITS: Final = "digits"
_PLACE: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


class RecoveryResult(NamedTuple):
    """What could be read of a text with syntax errors.

    Attributes:
        data: The content, with `POISON` in place of values that could not be read.
        mistakes: In the order of the text, one at least unless the text was right.
        draft: The repaired text, for the locator.
        complete: Whether the whole text is in `data`.
    """

    data: dict[str, Any]
    mistakes: list[Mistake]
    draft: RepairBuffer
    complete: bool


def recover(text: str) -> RecoveryResult:
    r"""Read a text that the parser refuses.

    Args:
        text: TOML with `\n` line ends and no byte-order mark.
    """
    draft = RepairBuffer(text)
    found: dict[tuple[int, int], Mistake] = {}
    quiet: set[int] = set()
    spent = 0
    for _ in range(_MOST_TURNS):
        data, complaint, stop = _parse(draft.text)
        # Looking for the place and editing there is much cheaper than parsing, but not free.
        spent += (stop if stop >= 0 else len(draft.text)) + len(draft.text) // 20
        if data is not None:
            _prune(data)
            return RecoveryResult(data, _ordered(found), draft, complete=True)
        before = draft.text
        if stop < 0:
            mistake = _beyond_measure(draft, complaint)
            found.setdefault((mistake.line, mistake.column), mistake)
        else:
            _next_mistake(draft, complaint, stop, found, quiet)
        if draft.text == before or spent > _MOST_CHARACTERS or len(found) >= _MOST_MISTAKES:
            break
    mistakes = _ordered(found)[:_MOST_MISTAKES]
    if len(mistakes) == _MOST_MISTAKES:
        words = f"{mistakes[-1].message} (reading stopped after {_MOST_MISTAKES} mistakes)"
        mistakes[-1] = mistakes[-1]._replace(message=words)
    return RecoveryResult(_beginning(draft), mistakes, draft, complete=False)


def _excess(text: str) -> str:
    """Return what in a text would take the parser, or whoever prints the value, too long."""
    lines = text.split("\n")
    if not any(len(line) > _MOST_DIGITS or line.count(".") >= LONGEST_KEY for line in lines):
        return ""
    scan = Scanner(text)
    if scan.long_key >= 0:
        return _PARTS
    # A long row of letters is bare text, which has a diagnosis of its own.
    digits = scan.longest[1] - scan.longest[0] > _MOST_DIGITS
    return _DIGITS if digits and text[scan.longest[0]] in "+-0123456789" else ""


def _next_mistake(
    draft: RepairBuffer,
    complaint: str,
    stop: int,
    found: dict[tuple[int, int], Mistake],
    quiet: set[int],
) -> None:
    before = draft.text
    if before.count("\n", 0, stop) + 1 in quiet:
        # The repair of this line was a guess and a bad one: out with the statement, in silence.
        quiet.update(remove_statement(draft, stop))
        return
    diagnosis = diagnose(draft, complaint, stop)
    for mistake in diagnosis.mistakes:
        found.setdefault((mistake.line, mistake.column), mistake)
    quiet.update(diagnosis.guessed)
    if draft.text == before:
        quiet.update(remove_statement(draft, stop))


def _parse(text: str) -> tuple[dict[str, Any] | None, str, int]:
    """Return the data, or the parser's complaint and where it stopped; -1 for nowhere."""
    if excess := _excess(text):
        return None, excess, -1
    try:
        return tomllib.loads(text), "", 0
    except tomllib.TOMLDecodeError as error:
        message = str(getattr(error, "msg", error))
        stop = getattr(error, "pos", None)
        place = _PLACE.search(message)
        if place is not None:
            message = message[: place.start()]
        if not isinstance(stop, int):
            stop = _offset(text, place)
        return None, message, min(stop, len(text))
    except RecursionError:
        return None, _DEPTH, -1
    except ValueError:
        # The interpreter bounds the digits of an integer, and the parser does not foresee it.
        return None, _DIGITS, -1


def _offset(text: str, place: re.Match[str] | None) -> int:
    if place is None or place[1] is None:
        return len(text)
    start = 0
    for _ in range(int(place[1]) - 1):
        start = text.find("\n", start) + 1
    return start + int(place[2]) - 1


def _beyond_measure(draft: RepairBuffer, what: str) -> Mistake:
    """Name and take out what is legal TOML but more than the parser can hold."""
    scan = Scanner(draft.text)
    if what == _PARTS:
        place = draft.position(scan.long_key)
        words = f"this key has more than {LONGEST_KEY} parts"
        start, end = draft.line_start(scan.long_key), draft.line_end(scan.long_key)
        header = draft.text[start:end].lstrip().startswith("[")
        draft.replace(start, end, f'[["{POISON}"]]' if header else "")
    elif what == _DEPTH:
        place = draft.position(scan.deepest)
        words = "the brackets are nested too deeply"
        start, end = scan.deep_statement, next_statement(draft.text, scan.deepest)
        draft.replace(start, end, "")
    else:
        start, end = scan.longest
        place = draft.position(start)
        words = f"this number has too many digits ({end - start})"
        draft.replace(start, end, f'"{POISON}"')
    return Mistake(Severity.ERROR, place.line, place.column, words)


def _prune(data: dict[str, Any]) -> None:
    """Take out the tables and keys that stand for what could not be read."""
    waiting: list[Any] = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            for key in [key for key in value if key.startswith(POISON)]:
                del value[key]
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _beginning(draft: RepairBuffer) -> dict[str, Any]:
    """Return what can be read before the first thing that cannot."""
    _, _, stop = _parse(draft.text)
    if stop < 0:
        return {}
    statement = Scanner(draft.text[:stop]).statement
    data, _, _ = _parse(draft.text[:statement])
    if data is None:
        return {}
    _prune(data)
    return data


def _ordered(found: dict[tuple[int, int], Mistake]) -> list[Mistake]:
    return [found[place] for place in sorted(found)]
