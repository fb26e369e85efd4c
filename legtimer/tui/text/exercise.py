"""How an exercise, a count and a piece of work that is over are written.

Every text that a workout file can have written passes ``plain`` here. Several functions give more
than one text, the fullest first: the widget shows the first that fits.
"""

from __future__ import annotations

import os
import re

from legtimer.app import session_text
from legtimer.core.exercise import Amount, Exercise, PlannedLoad, Unit
from legtimer.core.notation import clock, length_text
from legtimer.core.scoring import plural
from legtimer.core.session.records import Record
from legtimer.core.session.view import Doing
from legtimer.files.printable import printable

NAME_LIMIT = session_text.NAME_LIMIT
_LENGTHS = {"m": "metres", "km": "kilometres", "mi": "miles", "yd": "yards", "ft": "feet"}


def exercise_name(exercise: Exercise) -> str:
    """Its name."""
    return printable(exercise.name, limit=NAME_LIMIT)


def _amount(exercise: Exercise, amount: Amount | None, side: int) -> str:
    if amount is None or amount.unit is Unit.OPEN:
        return ""
    text = printable(amount.text)
    # One side at a time is said by the place; both in one go belongs to the amount.
    return f"{text}/{exercise.sides.word}" if exercise.sides and not side else text


def load_text(load: PlannedLoad | None) -> str:
    """The load, empty for none."""
    return load.text if load is not None else ""


def exercise_texts(
    exercise: Exercise, amount: Amount | None, load: PlannedLoad | None, side: int
) -> tuple[str, ...]:
    """An exercise with its figures, the fullest text first, as it is called out."""
    name, amounts, loads = exercise_name(exercise), _amount(exercise, amount, side), load_text(load)
    texts = [
        " ".join(filter(None, (amounts, name, loads))),
        " ".join(filter(None, (amounts, name))),
        name,
    ]
    return tuple(dict.fromkeys(texts))


def doing_texts(doing: Doing) -> tuple[str, ...]:
    """What is to be done; a rest block has no exercise."""
    if doing.exercise is None:
        return ("Rest",)
    return exercise_texts(doing.exercise, doing.amount, doing.load, doing.side)


def amount_and_load(doing: Doing) -> str:
    """How much with what, without the name; empty if neither is said."""
    if doing.exercise is None:
        return ""
    amount = _amount(doing.exercise, doing.amount, doing.side)
    if doing.amount is not None and doing.amount.unit in (Unit.REPS, Unit.MAX):
        amount += " rep" if amount == "1" else " reps"
    return " ".join(filter(None, (amount, load_text(doing.load))))


def shout(text: str) -> str:
    """Capitals, but units stay as they are written."""
    head, sep, unit = text.rpartition(" ")
    return f"{head.upper()} {unit}" if sep and unit in ("kg", "lb") else text.upper()


def index_of(word: str, index: int, whole: int) -> tuple[str, str]:
    """``round 2 of 4`` in a long and a short form; without the whole where that is open."""
    short = {"exercise": "ex"}.get(word, word)
    if not whole:
        return f"{word} {index}", f"{short} {index}"
    return f"{word} {index} of {whole}", f"{short} {index}/{whole}"


def side_of(exercise: Exercise | None, side: int) -> tuple[str, str]:
    """``second leg`` in a long and a short form."""
    word = exercise.sides.word if exercise is not None and exercise.sides else "side"
    return f"{('first', 'second')[side - 1]} {word}", f"{('1st', '2nd')[side - 1]} {word}"


def counted_text(amount: Amount | None, count: int) -> str:
    """So many reps, metres or calories: ``20``, ``400 m``, ``15 cal``; of a score ``2.45 m``."""
    unit = amount.unit if amount is not None else Unit.REPS
    if amount is not None and unit is Unit.LENGTH:
        return length_text(count, amount.text[2:])
    if amount is not None and unit is Unit.DISTANCE:
        # "1.5 km" stays as the athlete wrote it.
        as_planned = count == amount.low == amount.high
        return printable(amount.text) if as_planned else f"{count} m"
    return f"{count} cal" if unit is Unit.ENERGY else str(count)


def count_word(amount: Amount | None) -> str:
    """What is counted: ``reps``, ``metres`` or ``calories``."""
    unit = amount.unit if amount is not None else Unit.REPS
    if amount is not None and unit is Unit.LENGTH:
        return _LENGTHS[amount.text[2:]]
    return {Unit.DISTANCE: "metres", Unit.ENERGY: "calories"}.get(unit, "reps")


def record_word(record: Record) -> str:
    """What a figure is that is typed for a set: its ``load``, ``reps``, ``metres``."""
    return "load" if record.tells_load else count_word(record_amount(record))


def record_amount(record: Record) -> Amount | None:
    """The amount that the reps of a record are about."""
    if record.step.tally is not None:
        return record.cut_off.amount if record.cut_off is not None else None
    return record.step.amount


def record_figure(record: Record) -> str:
    """How much was done: ``20``, ``400 m``, ``0:45``, ``0:45, 22 reps``; empty if nobody knows.

    Of a range of which nobody has said how much it was, its low end with a question mark: ``15?``.
    """
    amount = record_amount(record)
    if record.step.tally is None and amount is not None and amount.unit is Unit.TIME:
        time = clock(record.ms)
        if record.reps is None:
            return f"{time}, ? reps" if record.needs_reps else time
        return f"{time}, {plural(record.reps, 'rep')}"
    if record.needs_reps and amount is not None and amount.ranged:
        return f"{counted_text(amount, record.step.low_end)}?"
    return "" if record.reps is None else counted_text(amount, record.reps)


def record_name(record: Record) -> str:
    """What the reps of a record are credited to: for a counted list not its first exercise."""
    if record.step.tally is not None:
        if record.cut_off is not None and record.step.scoring is not None:
            return exercise_name(record.cut_off.exercise)
        return printable(record.step.place.title, limit=NAME_LIMIT)
    exercise = record.step.exercise
    return exercise_name(exercise) if exercise is not None else ""


def brief_paths(text: str) -> str:
    """A text with ``~`` for the home folder in the paths that it names."""
    home = os.path.expanduser("~").rstrip(os.sep)
    if not home:
        return text
    # Not in the middle of another path, nor in the name of another folder.
    return re.sub(rf"(?<![\w/\\.~-]){re.escape(home)}(?![\w.-])", "~", text)
