"""The short notation that athletes type: ``8-12/side Single-leg deadlift @ 2x24 kg``.

Theory of operation. Every function here takes a text and returns a value, or raises
``NotUnderstood`` with the offset of the character that it stumbled over, so that the reader can
point into the middle of a string. Nothing is guessed: a text that could mean two things is refused
with both spellings. ``exercise_line`` splits a line into amount, sides, name and load; the other
functions read one such part and serve the longer table form of an exercise as well, so that both
forms cannot drift apart.

Durations are whole milliseconds, distances whole metres.
"""

from legtimer.core.notation.amounts import (
    LONGEST_LIST,
    MOST,
    amounts,
    decimal_point,
    length_mm,
    length_text,
    not_whole,
)
from legtimer.core.notation.durations import (
    LONGEST,
    NotUnderstood,
    clock,
    duration,
    duration_range,
    rest,
    span,
    tempo,
)
from legtimer.core.notation.lines import ExerciseLine, exercise_line
from legtimer.core.notation.loads import load_typed, loads, single_load

__all__ = [
    "LONGEST",
    "LONGEST_LIST",
    "MOST",
    "ExerciseLine",
    "NotUnderstood",
    "amounts",
    "clock",
    "decimal_point",
    "duration",
    "duration_range",
    "exercise_line",
    "length_mm",
    "length_text",
    "load_typed",
    "loads",
    "not_whole",
    "rest",
    "single_load",
    "span",
    "tempo",
]
