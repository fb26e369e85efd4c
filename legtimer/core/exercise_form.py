"""How an exercise is typed: as a short line, or as a table that says the same and more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal, cast

from legtimer.core import notation
from legtimer.core.exercise import OPEN, Amount, Exercise, Load, Rest, Sides, Unit
from legtimer.core.forms import (
    Choice,
    Duration,
    Flag,
    Form,
    LoadText,
    RestTime,
    Schema,
    Text,
    Words,
    kind_of,
)
from legtimer.core.notation import NotUnderstood
from legtimer.core.reading import Path, Report

MOST_EXERCISES = 200
"""The most exercises that one block may list."""


class Line(Text):
    """An exercise line."""

    expected = 'an exercise such as "20 Squat @ 16 kg"'


class Tempo(Text):
    """A tempo."""

    expected = 'a tempo in seconds such as "3-1-1"'

    def understand(self, value: object) -> Any:
        """Text."""
        return notation.tempo(super().understand(value))


class Quantity(Form):
    """The figure of an amount: a number, text, or a list with one per round."""

    def __init__(self, unit: str, expected: str) -> None:
        """Take the unit word that is meant when none is typed."""
        self.unit, self.expected = unit, expected

    def understand(self, value: object) -> tuple[Amount, ...]:
        """A whole number, text, or a list of those."""
        if isinstance(value, list):
            if not value:
                raise NotUnderstood(f"expected {self.expected}, not an empty list")
            return tuple(amount for part in value for amount in self.understand(part))
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise self.refuse(value)
        text = str(value).strip().replace(" - ", "-")
        if self.unit == "reps" and text.lower() == "max":
            return (Amount(Unit.MAX, 0, 0, "max"),)
        figures = text.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
        unit = text[len(figures) :]
        figures = figures.replace(", ", ",").strip()
        if not figures or not figures[0].isdecimal():
            raise NotUnderstood(f"expected {self.expected}")
        fallback = "" if self.unit == "reps" or ":" in figures else self.unit
        found = notation.amounts(figures, unit or fallback)
        wanted = {"reps": Unit.REPS, "s": Unit.TIME, "metres": Unit.DISTANCE, "cal": Unit.ENERGY}
        if any(amount.unit is not wanted[self.unit] for amount in found):
            raise NotUnderstood(f"expected {self.expected}")
        if unit == "" and self.unit == "metres":
            return tuple(a._replace(text=a.text.replace("metres", "m")) for a in found)
        return found

    def schema(self) -> Schema:
        """A number, a string, or an array of those."""
        return {"type": ["integer", "string", "array"], "items": {"type": ["integer", "string"]}}


AMOUNTS = {
    "reps": Quantity("reps", 'reps such as 20, "8-12", "max", "21,15,9" or "1..10"'),
    "time": Quantity("s", 'a time such as "1:00", "45s" or "30-60s"'),
    "distance": Quantity("metres", 'a distance such as "400 m" or "1.5 km"'),
    "calories": Quantity("cal", "calories such as 15"),
}
"""The keys that give an amount in the table form; at most one of them."""


class Easier(Form):
    """What to do instead when it has to be easy on the joints."""

    expected = 'an exercise, or "omit" to leave it out'

    def read(self, value: object, path: Path, report: Report) -> Exercise | str | None:
        """An exercise in any form, or the word ``omit``."""
        if isinstance(value, str) and value.strip().lower() == "omit":
            return "omit"
        found = ExerciseEntry().read(value, path, report)
        if found is not None and found.easier is not None:
            report.error(path, "an easier alternative has no easier alternative of its own")
            return None
        return found

    def schema(self) -> Schema:
        """An exercise."""
        return {"$ref": "#/$defs/exercise"}


KEYS: dict[str, tuple[Form, str]] = {
    "do": (Line(), "The exercise as a short line: amount, name and load."),
    "name": (Text(), "The name alone, for names that begin like an amount or hold an @."),
    "reps": (AMOUNTS["reps"], "How many reps; one figure, a range, or one per round."),
    "time": (AMOUNTS["time"], "How long."),
    "distance": (AMOUNTS["distance"], "How far."),
    "calories": (AMOUNTS["calories"], "How many calories on a machine."),
    "per": (Choice("side", "leg", "arm"), "The amount is for each side, leg or arm."),
    "alternating": (Flag(), "The sides take turns within the set, without a switch."),
    "load": (LoadText(), "What is lifted; one load, or one per round."),
    "note": (Text(), "Shown with the exercise."),
    "equipment": (Words(), "What it needs."),
    "cues": (Words(), "Short reminders of how it is done."),
    "easier": (Easier(), 'What to do instead when it has to be easy, or "omit".'),
    "cadence": (Duration(300, 60_000), "Seconds per rep of a metronome that counts the reps."),
    "tempo": (Tempo(), "Seconds down, hold, up (and hold) of each rep, beaten by a metronome."),
    "rest": (RestTime(), "The rest after it, where it is not the block's."),
    "switch": (Duration(0, 600_000), "Time to change sides."),
    "get-set": (Duration(0, 600_000), "Time to get into position when it follows a press."),
}
"""The keys of the table form: how each is typed, and what it is for."""

_CONFLICTS = (*AMOUNTS, "name", "per", "alternating")


class ExerciseEntry(Form):
    """One exercise: a short line, or a table."""

    expected = 'an exercise such as "20 Squat @ 16 kg" or { do = "20 Squat", note = "..." }'

    def read(self, value: object, path: Path, report: Report) -> Exercise | None:
        """A string or a table."""
        if isinstance(value, str):
            return _from_line(value, path, report)
        if isinstance(value, Mapping):
            return _from_table(cast(Mapping[str, object], value), path, report)
        report.error(path, f"expected {self.expected}, not {kind_of(value)}")
        return None

    def schema(self) -> Schema:
        """A reference: the definition is shared."""
        return {"$ref": "#/$defs/exercise"}


def exercise_schema() -> Schema:
    """The JSON Schema of an exercise, in one object without unions of objects."""
    return {
        "type": ["string", "object"],
        "description": ExerciseEntry.expected,
        "minLength": 1,
        "properties": {
            name: {**form.schema(), "description": text} for name, (form, text) in KEYS.items()
        },
        "additionalProperties": False,
    }


def _from_line(text: str, path: Path, report: Report) -> Exercise | None:
    if report.unreadable(text):
        return None
    try:
        line = notation.exercise_line(text)
    except NotUnderstood as problem:
        report.error(path, problem.message, offset=problem.offset)
        return None
    if line.warning:
        report.warning(path, line.warning)
    return Exercise(line.name, line.amounts, line.sides, line.loads)


def _from_table(table: Mapping[str, object], path: Path, report: Report) -> Exercise | None:
    found: dict[str, Any] = {}
    good = True
    for typed, value in table.items():
        if typed not in KEYS:
            report.unknown((*path, typed), typed, KEYS, "an exercise")
            good = False
        elif typed != "do":
            result = KEYS[typed][0].read(value, (*path, typed), report)
            good = good and result is not None
            found[typed] = result
    if "do" in table:
        for typed in _CONFLICTS:
            if typed in table:
                report.error((*path, typed), f"{typed} is given by the line after do already")
                good = False
        value = table["do"]
        if not isinstance(value, str):
            report.error((*path, "do"), f"expected {Line.expected}, not {kind_of(value)}")
            return None
        base = _from_line(value, (*path, "do"), report)
    elif "name" in table:
        base = _named(table, found, path, report) if good else None
    else:
        report.absent(path, 'an exercise needs do = "20 Squat", or name = "Squat"')
        return None
    if base is None or not good:
        return None
    if "load" in found and base.loads:
        report.error((*path, "load"), "the load is given by the line after do already")
        return None
    return _with_rest(base, found, path, report)


def _named(
    table: Mapping[str, object], found: dict[str, Any], path: Path, report: Report
) -> Exercise | None:
    given = [name for name in AMOUNTS if name in table]
    for extra in given[1:]:
        report.error((*path, extra), f"{given[0]} is given already; one amount is enough")
    if not found["name"]:
        report.error((*path, "name"), "the name of the exercise is missing")
        return None
    if len(given) > 1:
        return None
    sides = None
    if "per" in found or found.get("alternating"):
        sides = Sides(found.get("per", "side"), bool(found.get("alternating")))
    return Exercise(found["name"], found[given[0]] if given else (OPEN,), sides)


def _with_rest(
    base: Exercise, found: dict[str, Any], path: Path, report: Report
) -> Exercise | None:
    tempo: tuple[int, ...] = found.get("tempo", ())
    cadence: int = found.get("cadence", 0)
    if tempo and cadence:
        report.error((*path, "cadence"), "tempo gives the seconds per rep already")
        return None
    cadence = cadence or sum(tempo) * 1000
    if cadence and base.amounts[0].unit not in (Unit.REPS, Unit.TIME, Unit.MAX):
        which = "tempo" if tempo else "cadence"
        report.error((*path, which), f"{which} counts reps; this exercise has none")
        return None
    loads: tuple[Load, ...] = found.get("load", base.loads)
    easier = cast("Exercise | Literal['omit'] | None", found.get("easier"))
    rest = cast("Rest | None", found.get("rest"))
    return replace(
        base,
        loads=loads,
        note=found.get("note", ""),
        equipment=found.get("equipment", ()),
        cues=found.get("cues", ()),
        easier=easier,
        cadence=cadence,
        tempo=tempo,
        rest=rest,
        switch=found.get("switch"),
        get_set=found.get("get-set"),
    )


class Exercises(Form):
    """The exercises of a block."""

    expected = 'a list of exercises such as ["20 Squat", "1:00 Plank"]'

    def __init__(self, *, least: int = 1) -> None:
        """Take how many there have to be."""
        self.least = least

    def read(self, value: object, path: Path, report: Report) -> tuple[Exercise, ...] | None:
        """A list of lines and tables."""
        if report.unreadable(value):
            return None
        if not isinstance(value, list):
            report.error(path, f"expected {self.expected}, not {kind_of(value)}")
            return None
        if len(value) < self.least:
            report.error(path, f"the list is empty; expected {self.expected}")
            return None
        if len(value) > MOST_EXERCISES:
            report.error(path, f"{len(value)} exercises; a block has at most {MOST_EXERCISES}")
            return None
        found = [ExerciseEntry().read(item, (*path, i), report) for i, item in enumerate(value)]
        good = [exercise for exercise in found if exercise is not None]
        return tuple(good) if len(good) == len(found) else None

    def schema(self) -> Schema:
        """An array of exercises."""
        return {
            "type": "array",
            "minItems": self.least,
            "maxItems": MOST_EXERCISES,
            "items": {"$ref": "#/$defs/exercise"},
        }
