"""What is wrong at the place where the TOML parser stopped, and a repair to go on with.

Theory of operation
-------------------
The parser says where it stopped and what it would have liked there. That is seldom what the person
got wrong: it stops at the colon of a bare `1:00`, at the header after a list without its bracket.
A diagnosis scans the part that the parser had accepted, which tells what the text was in the
middle of, looks at what stands around the stop, and says what was probably meant.

It also repairs the draft, so that the parser can go on and the rest of the file is checked in the
same go. Where the message proposes an exact spelling, the draft gets that spelling; where nothing
certain can be said, `POISON` takes the value's place and the lines are marked as guessed, so
that nothing further is reported on them.
"""

from __future__ import annotations

from typing import NamedTuple

from legtimer.files.mistakes import Mistake
from legtimer.files.printable import printable
from legtimer.files.toml.diagnosis.brackets import in_brackets
from legtimer.files.toml.diagnosis.keys import (
    broken_header,
    given_twice,
    header_is_closed,
    more_after_header,
    no_equals,
    no_key,
)
from legtimer.files.toml.diagnosis.parse_error import ParseError
from legtimer.files.toml.diagnosis.strings import (
    CONTROL,
    SPECIAL_SPACE,
    bad_escape,
    odd_character,
    open_string,
)
from legtimer.files.toml.diagnosis.values import more_after_value, no_value
from legtimer.files.toml.repair import RepairBuffer
from legtimer.files.toml.scanner import Stage


class Diagnosis(NamedTuple):
    """What is wrong at one stop of the parser.

    Attributes:
        mistakes: One mistake, or several of one kind that the one repair settled.
        guessed: The lines, from 1, whose repair is a guess: a later complaint there means nothing.
    """

    mistakes: list[Mistake]
    guessed: range


def diagnose(draft: RepairBuffer, complaint: str, stop: int) -> Diagnosis:
    """Find what is wrong with a draft and repair it.

    Args:
        draft: Text that the parser refused; changed in place, unless nothing can be done.
        complaint: The parser's words, without the place.
        stop: Offset at which the parser stopped.
    """
    case = ParseError(draft, stop)
    mistake = _examine(case, complaint)
    return Diagnosis([mistake, *case.more], case.guessed)


def _examine(case: ParseError, complaint: str) -> Mistake:
    scan, text, stop = case.scan, case.text, case.stop
    found: Mistake | None = None
    letter = text[stop : stop + 1]
    if letter and (CONTROL.match(letter) or SPECIAL_SPACE.match(letter)):
        found = odd_character(case, letter)
    elif scan.open_string >= 0:
        if any(word in complaint for word in ("nescaped", "hex", "nicode")):
            found = bad_escape(case)
        else:
            found = open_string(case)
    elif scan.stage == Stage.HEADER and not header_is_closed(case):
        found = broken_header(case)
    elif complaint.startswith(("Cannot", "Duplicate")):
        found = given_twice(case)
    elif scan.stage == Stage.AFTER_HEADER:
        found = more_after_header(case)
    elif scan.stack:
        found = in_brackets(case, scan.stack[-1])
    elif scan.stage == Stage.KEY:
        found = no_key(case)
    elif scan.stage == Stage.EQUALS:
        found = no_equals(case)
    elif scan.stage == Stage.AFTER:
        found = more_after_value(case)
    else:
        found = no_value(case)
    if found is not None:
        return found
    words = printable(complaint[:1].lower() + complaint[1:], limit=120)
    mistake = case.say(stop, f"this is not TOML: {words or 'the text stops making sense'}")
    case.blank()
    return mistake
