"""How an exercise is typed: as a short line, or as a table that says the same and more."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal, cast

from legtimer.core import notation
from legtimer.core.coach.growth_types import GROWTH_KEYS, growth_conflict, growth_of
from legtimer.core.coach.ramp import ramp_loads
from legtimer.core.diagnostics import Diagnostics, KeyPath
from legtimer.core.exercise import (
    OPEN,
    Amount,
    Exercise,
    Grows,
    Growth,
    GrowthStep,
    Load,
    LoadUnit,
    PlannedLoad,
    Rest,
    Sides,
    Unit,
)
from legtimer.core.notation import NotUnderstood
from legtimer.core.notation.amounts import consistent_amounts, most_in, score_distance
from legtimer.core.notation.amounts import time as notation_time
from legtimer.core.notation.levels import LEVEL_KEYS, line_at_levels, text_at_levels
from legtimer.core.value_types import (
    NO_KEY,
    Choice,
    Duration,
    Flag,
    FreeText,
    KeyTable,
    LoadText,
    Name,
    RestTime,
    Schema,
    ValueType,
    WordList,
    expect_type,
    number_text,
    value_kind,
)

MOST_OPTIONS = 9
"""The most exercises that one choice is between: a digit chooses one."""
MOST_EXERCISES = 200
"""The most exercises that one block may list."""


class LineText(FreeText):
    expected = 'an exercise such as "20 Squat @ 16 kg"'


class Tempo(FreeText):
    expected = 'a tempo in seconds such as "3-1-1"'

    def parse(self, value: object) -> Any:
        return notation.tempo(super().parse(value))


class Quantity(ValueType):
    """The figure of an amount: a number, text, or a list with one per round."""

    def __init__(self, unit: Unit, word: str, expected: str) -> None:
        """Take what is counted, and the unit word that is meant when none is typed."""
        self.unit, self.word, self.expected = unit, word, expected

    def parse(self, value: object) -> tuple[Amount, ...]:
        """A whole number, text, or a list of those."""
        parts = value if isinstance(value, list) else [value]
        if not parts:
            raise NotUnderstood(f"expected {self.expected}, not an empty list")
        found: list[Amount] = []
        for part in parts:
            if isinstance(part, bool) or not isinstance(part, int | str):
                raise self.type_error(part)
            found += self._amounts(number_text(part).strip())
            if len(found) > notation.LONGEST_LIST:
                raise NotUnderstood(f"a list has at most {notation.LONGEST_LIST} figures")
        return consistent_amounts(tuple(found))

    def _amounts(self, text: str) -> tuple[Amount, ...]:
        if self.unit is Unit.REPS and text.lower() == "max":
            return (Amount(Unit.MAX, 0, 0, "max"),)
        if self.unit is Unit.DISTANCE and text[:1] == "?":
            found = score_distance(text[1:].strip())
            if found is None:
                raise NotUnderstood(f'expected {self.expected}, or "? m" for the score, not {text}')
            return (found,)
        figures, unit = _figures_and_unit(text)
        if not figures or not figures[0].isdecimal():
            raise NotUnderstood(f"expected {self.expected}, not {text}")
        if "/" in text:
            raise NotUnderstood(
                f'each side is a key of its own: per = "side"; expected {self.expected}'
            )
        if self.unit is Unit.TIME:
            if unit == "m":
                raise NotUnderstood(f"m alone means metres; for minutes write {figures} min")
            if "," not in figures and ".." not in figures:
                return (notation_time(text if unit or ":" in text else f"{text}s"),)
        if self.unit is Unit.DISTANCE and unit.lower() == "m":
            unit = "metres"  # under this key nobody takes 5 m for minutes
        read = notation.amounts(figures, unit or ("" if ":" in figures else self.word))
        if read[0].unit is not self.unit:
            raise NotUnderstood(f"expected {self.expected}, not {text}")
        return read

    def schema(self) -> Schema:
        """A number, a string, or an array of those."""
        return {
            "type": ["integer", "string", "array"],
            "minimum": 1,
            "minLength": 1,
            "minItems": 1,
            "maxItems": notation.LONGEST_LIST,
            "items": {"type": ["integer", "string"], "minimum": 1, "minLength": 1},
        }


def _figures_and_unit(text: str) -> tuple[str, str]:
    figures = text.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    unit = text[len(figures) :]
    for typed in (" - ", ", ", " .. "):
        figures = figures.replace(typed, typed.strip())
    return figures.strip(), unit


AMOUNTS = {
    "reps": Quantity(Unit.REPS, "", 'reps such as 20, "8-12", "max", "21,15,9" or "1..10"'),
    "time": Quantity(Unit.TIME, "s", 'a time such as "1:00", "45s" or "30-60s"'),
    "distance": Quantity(Unit.DISTANCE, "metres", 'a distance such as "400 m" or "1.5 km"'),
    "calories": Quantity(Unit.ENERGY, "cal", "calories such as 15"),
}
"""The keys that give an amount in the table form; at most one of them."""


class Easier(ValueType):
    """What to do instead when it has to be easy on the joints."""

    expected = 'an exercise, or "omit" to leave it out'

    def read(self, value: object, path: KeyPath, report: Diagnostics) -> Exercise | str | None:
        """An exercise as a line or a table, or the word ``omit``."""
        word = value.strip().lower() if isinstance(value, str) else ""
        if word == "omit":
            return "omit"
        if word in ("skip", "none", "leave out", "nothing", "-"):
            report.error(path, 'to leave it out, write "omit"')
            return None
        if isinstance(value, Mapping) and "easier" in value:
            # Refused before it is read: a file could nest them deeper than Python can follow.
            report.error((*path, "easier"), "an easier alternative has none of its own")
            return None
        found = ExerciseEntry().read(value, path, report)
        if found is not None and (found.growth is not None or found.ramp):
            report.error(path, "an easier alternative has no growth of its own")
            return None
        if found is not None and found.amounts[0].unit is Unit.TIME and found.amounts[0].ranged:
            report.error(
                path,
                "the athlete is asked for the time of the exercise, not of this one:"
                f" write one time instead of {found.amounts[0].text}",
            )
            return None
        return found

    def members(self) -> KeyTable:
        return EXERCISE_KEYS

    def schema(self) -> Schema:
        return {"$ref": "#/$defs/exercise"}


class Harder(ValueType):
    """What takes the place of an exercise that is done with ease."""

    expected = 'a list of harder exercises such as ["15-20 Split squat"]'

    def read(
        self, value: object, path: KeyPath, report: Diagnostics
    ) -> tuple[Exercise, ...] | None:
        """The exercises; what stands beside the list counts for them too."""
        listed = expect_type(list, value, path, report, self.expected)
        if listed is None:
            return None
        if not 1 <= len(listed) <= MOST_OPTIONS:
            report.error(path, f"a list names 1 to {MOST_OPTIONS} harder exercises")
            return None
        found = []
        for i, line in enumerate(listed):
            # A line says all that can differ; so they cannot be nested either.
            text = LineText().read(line, (*path, i), report)
            found.append(None if text is None else _from_line(text, (*path, i), report))
        good = tuple(one for one in found if one is not None)
        return good if len(good) == len(listed) else None

    def schema(self) -> Schema:
        return {
            "type": "array",
            "minItems": 1,
            "maxItems": MOST_OPTIONS,
            "items": {"type": "string", "minLength": 1},
        }


class Options(ValueType):
    expected = 'a list of exercises to choose from such as ["400 m Run", "500 m Row"]'

    def read(self, value: object, path: KeyPath, report: Diagnostics) -> list[Any] | None:
        """What is typed for each of them; they are read with what stands beside the list."""
        listed = expect_type(list, value, path, report, self.expected)
        if listed is not None and not 2 <= len(listed) <= MOST_OPTIONS:
            report.error(path, f"a choice is between 2 to {MOST_OPTIONS} exercises")
            return None
        return listed

    def members(self) -> KeyTable:
        return EXERCISE_KEYS

    def schema(self) -> Schema:
        return {
            "type": "array",
            "minItems": 2,
            "maxItems": MOST_OPTIONS,
            "items": {"$ref": "#/$defs/exercise"},
        }


EXERCISE_KEYS: dict[str, tuple[ValueType, str]] = {
    "do": (LineText(), "The exercise as a short line: amount, name and load."),
    "any": (Options(), "Several exercises, of which you choose one at the start."),
    "name": (Name(), "The name alone, for names that begin like an amount or hold an @."),
    "reps": (AMOUNTS["reps"], "How many reps; one figure, a range, or one per round."),
    "time": (AMOUNTS["time"], "How long."),
    "distance": (AMOUNTS["distance"], "How far."),
    "calories": (AMOUNTS["calories"], "How many calories on a machine."),
    "per": (Choice("side", "leg", "arm"), "The amount is for each side, leg or arm."),
    "alternating": (Flag(), "The sides take turns within the set, without a switch."),
    "load": (LoadText(), "What is lifted; one load, or one per round."),
    "note": (FreeText(), "Shown with the exercise."),
    "equipment": (WordList("kettlebell", "box"), "What it needs."),
    "cues": (WordList("Chest up.", "Knees out."), "Short reminders of how it is done."),
    "easier": (Easier(), 'What to do instead when it has to be easy, or "omit".'),
    "cadence": (Duration(300, 60_000), "Seconds per rep of a metronome that counts the reps."),
    "tempo": (Tempo(), "Seconds down, hold, up (and hold) of each rep, beaten by a metronome."),
    "rest": (RestTime(), "The rest after it, where it is not the block's."),
    "switch": (Duration(0, 600_000), "Time to change sides."),
    "get-set": (Duration(0, 600_000), "Time to get into position when it follows a press."),
    **GROWTH_KEYS,
    "harder": (Harder(), "What takes its place after the last step of growth, in turn."),
    "ramp": (Flag(), "Warm-up sets before it, with 40, 60 and 80 % of its load."),
}
"""The keys of the table form: how each is typed, and what it is for."""

_BESIDE_ANY = ("any", "note", "rest", "switch", "get-set", "easier", "equipment", "cues")
_IN_THE_LINE = {
    "name": "do names the exercise: write only one of do and name",
    "per": 'with do, the sides stand in the line: do = "10/side Split squat"',
    "alternating": 'with do, it stands in the line: do = "10/side alternating Hop-over"',
    **dict.fromkeys(AMOUNTS, 'with do, the amount stands in the line: do = "20 Squat"'),
}
_HINTS = {
    **dict.fromkeys(("sets", "rounds"), "sets and rounds belong to the block"),
    **dict.fromkeys(("weight", "kg", "lb"), 'write load = "16 kg"'),
    **dict.fromkeys(("side", "sides", "each"), 'write per = "side"'),
    **dict.fromkeys(("exercise", "title", "movement"), "did you mean name?"),
    **dict.fromkeys(("duration", "seconds", "minutes", "work", "hold"), "did you mean time?"),
    **dict.fromkeys(("comment", "description", "about"), "did you mean note?"),
    **dict.fromkeys(("alternative", "instead", "scaled", "regression"), "did you mean easier?"),
    **dict.fromkeys(("progression", "progress", "increment", "increase"), "did you mean grow?"),
    **dict.fromkeys(("start", "begin"), "did you mean from?"),
    **dict.fromkeys(("deload", "fail", "failure", "back"), "did you mean miss?"),
    **dict.fromkeys(("warm-up", "warmup"), "did you mean ramp?"),
}


class ExerciseEntry(ValueType):
    """One exercise: a short line, or a table."""

    expected = 'an exercise such as "20 Squat @ 16 kg" or { do = "20 Squat", note = "..." }'

    def read(self, value: object, path: KeyPath, report: Diagnostics) -> Exercise | None:
        if isinstance(value, str) and " | " in value:
            return _any_of([part.strip() for part in value.split(" | ")], path, report, {})
        if isinstance(value, Mapping) and "any" in value:
            return _from_any(value, path, report)
        if isinstance(value, Mapping) and " | " in str(value.get("do")):
            options = json.dumps([part.strip() for part in str(value["do"]).split(" | ")])
            report.error((*path, "do"), f"a choice in a table is a list: any = {options}")
            return None
        try:
            levels = _at_levels(value)
        except NotUnderstood as problem:
            report.error(path, problem.message)
            return None
        found = self._at_one_level(levels[0], path, report)
        if found is not None and isinstance(value, str) and " / " in found.name:
            report.warning(path, f"for a choice write {_as_choice(value, found.name)}")
        if found is None or len(levels) == 1:
            return found
        # What is wrong at one level is wrong at all: it is told once.
        others = [self._at_one_level(level, path, report) for level in levels[1:]]
        return _one_of((found, *others), by_level=True)

    def _at_one_level(self, value: object, path: KeyPath, report: Diagnostics) -> Exercise | None:
        if isinstance(value, str):
            return _from_line(value, path, report)
        table = expect_type(dict, value, path, report, self.expected)
        return None if table is None else _from_table(table, path, report)

    def schema(self) -> Schema:
        return {"$ref": "#/$defs/exercise"}


def _at_levels(value: Any) -> list[Any]:
    """What is typed for an exercise at each level; alone where it is the same at all.

    Raises:
        NotUnderstood: if figures are for different numbers of levels.
    """
    if isinstance(value, str):
        return list(line_at_levels(value))
    if not isinstance(value, Mapping):
        return [value]
    parts: dict[str, list[Any]] = {}
    for key in LEVEL_KEYS:
        typed = value.get(key)
        if key == "easier":
            parts[key] = _at_levels(typed)
        elif isinstance(typed, str):
            parts[key] = list(line_at_levels(typed) if key == "do" else text_at_levels(typed))
    counts = {len(texts) for texts in parts.values()} - {1}
    if len(counts) > 1:
        raise NotUnderstood(f"figures for {min(counts)} levels and for {max(counts)}")
    return [
        {**value, **{key: parts[key][n] for key in value if len(parts.get(key, ())) > 1}}
        for n in range(max(counts, default=1))
    ]


def _one_of(options: tuple[Exercise | None, ...], *, by_level: bool) -> Exercise | None:
    good = tuple(option for option in options if option is not None)
    if len(good) < len(options):
        return None
    return replace(good[0], options=good, by_level=by_level)


def _any_of(
    values: list[Any], path: KeyPath, report: Diagnostics, shared: Mapping[str, object]
) -> Exercise | None:
    """One exercise of several, which the athlete chooses at the start.

    Args:
        values: the exercises as typed.
        path: where they stand.
        report: told of every mistake.
        shared: keys that stand beside the list, for all exercises that do not have them.
    """
    found = []
    for i, typed in enumerate(values):
        at = path if path[-1] != "any" else (*path, i)
        table = isinstance(typed, Mapping)
        if table and "any" in typed:
            report.error(at, "a choice holds no further choice: write all of them in one list")
            return None
        value = {**shared, **(typed if table else {"do": typed})} if shared else typed
        one = ExerciseEntry().read(value, at, report)
        if one is not None and one.amounts[0].unit is Unit.TIME and one.amounts[0].ranged:
            span = one.amounts[0].text.removesuffix(" max")
            report.error(at, f"a choice is between fixed times: write one of {span}")
            one = None
        found.append(one)
    _ask_for_amounts(values, found, path, report)
    return _one_of(tuple(found), by_level=False)


def _ask_for_amounts(
    values: list[Any], found: list[Exercise | None], path: KeyPath, report: Diagnostics
) -> None:
    """Warn of exercises of a choice without an amount where another one has it."""
    lines = [value.get("do") if isinstance(value, Mapping) else value for value in values]
    typed = [" ".join(line.split()) if isinstance(line, str) else "" for line in lines]
    amounts = [
        text[: text.index(one.name)]
        for text, one in zip(typed, found, strict=True)
        if one is not None and one.amounts[0].unit is not Unit.OPEN and one.name in text
    ]
    for text, one in zip(typed, found, strict=True):
        if amounts and one is not None and one.amounts[0].unit is Unit.OPEN:
            report.warning(
                path,
                f"{one.name} has no amount; each exercise of a choice has its own, "
                f"such as {amounts[0]}{text or one.name}",
            )


def _as_choice(line: str, name: str) -> str:
    """A line whose name is a choice with slashes, as a choice is written."""
    line = " ".join(line.split())
    return " | ".join(
        part if part[:1].isdecimal() else line.replace(name, part) for part in name.split(" / ")
    )


def _from_any(table: Mapping[str, Any], path: KeyPath, report: Diagnostics) -> Exercise | None:
    good = True
    for typed in table:
        if typed not in EXERCISE_KEYS:
            hint = _HINTS.get(typed, "")
            report.unknown_key((*path, typed), typed, EXERCISE_KEYS, "an exercise", hint)
            good = False
        elif typed not in _BESIDE_ANY:
            report.error((*path, typed), "with any, this stands in each of the exercises")
            good = False
    listed = Options().read(table["any"], (*path, "any"), report)
    if listed is None or not good:
        return None
    shared = {key: value for key, value in table.items() if key != "any"}
    return _any_of(listed, (*path, "any"), report, shared)


def exercise_schema() -> Schema:
    """The JSON Schema of an exercise, in one object without unions of objects."""
    return {
        "type": ["string", "object"],
        "description": ExerciseEntry.expected,
        "minLength": 1,
        "properties": {
            name: {**value_type.schema(), "description": text}
            for name, (value_type, text) in EXERCISE_KEYS.items()
        },
        "additionalProperties": NO_KEY,
    }


def _from_line(text: str, path: KeyPath, report: Diagnostics) -> Exercise | None:
    if report.is_poisoned(text):
        return None
    try:
        line = notation.exercise_line(text)
    except NotUnderstood as problem:
        report.error(path, problem.message, offset=problem.offset)
        return None
    if line.warning:
        report.warning(path, line.warning)
    return Exercise(name=line.name, amounts=line.amounts, sides=line.sides, loads=line.loads)


def _from_table(table: Mapping[str, object], path: KeyPath, report: Diagnostics) -> Exercise | None:
    found: dict[str, Any] = {}
    good = True
    for typed, value in table.items():
        if typed not in EXERCISE_KEYS:
            report.unknown_key(
                (*path, typed), typed, EXERCISE_KEYS, "an exercise", _HINTS.get(typed, "")
            )
            good = False
        elif typed != "do":
            result = EXERCISE_KEYS[typed][0].read(value, (*path, typed), report)
            good = good and result is not None
            found[typed] = result
    if "do" in table:
        for typed, message in _IN_THE_LINE.items():
            if typed in table:
                report.error((*path, typed), message)
                good = False
        value = table["do"]
        if not isinstance(value, str):
            if not report.is_poisoned(value):
                report.error(
                    (*path, "do"), f"expected {LineText.expected}, not {value_kind(value)}"
                )
            return None
        base = _from_line(value, (*path, "do"), report)
    elif "name" in table:
        base = _named(table, found, path, report) if good else None
    else:
        if good:
            report.missing(path, 'an exercise needs do = "20 Squat", or name = "Squat"')
        return None
    if base is None or not good:
        return None
    if "load" in found and base.loads:
        report.error((*path, "load"), "the load stands in the line after do already: write it once")
        return None
    return _with_rest(base, found, path, report)


def _named(
    table: Mapping[str, object], found: dict[str, Any], path: KeyPath, report: Diagnostics
) -> Exercise | None:
    given = [name for name in AMOUNTS if name in table]
    if given == ["reps", "time"] and found["reps"][0].unit is Unit.MAX:
        found["time"] = most_in(found["time"])
        given = ["time"]
    for extra in given[1:]:
        report.error((*path, extra), f"{given[0]} gives the amount already: write only one of them")
    if not found["name"]:
        report.error((*path, "name"), "the name of the exercise is missing")
        return None
    if len(given) > 1:
        return None
    sides = None
    if "per" in found or found.get("alternating"):
        sides = Sides(found.get("per", "side"), bool(found.get("alternating")))
    amounts = found[given[0]] if given else (OPEN,)
    return Exercise(name=found["name"], amounts=amounts, sides=sides)


def _with_rest(
    base: Exercise, found: dict[str, Any], path: KeyPath, report: Diagnostics
) -> Exercise | None:
    tempo: tuple[int, ...] = found.get("tempo", ())
    cadence: int = found.get("cadence", 0)
    if tempo and cadence:
        report.error((*path, "cadence"), "tempo gives the seconds per rep already")
        return None
    cadence = cadence or sum(tempo) * 1000
    if cadence and base.amounts[0].unit not in (Unit.REPS, Unit.TIME, Unit.MAX):
        which = "tempo" if tempo else "cadence"
        report.error((*path, which), f"{which} beats the reps; this exercise counts none")
        return None
    loads: tuple[PlannedLoad, ...] = found.get("load", base.loads)
    easier = cast("Exercise | Literal['omit'] | None", found.get("easier"))
    if isinstance(easier, Exercise) and easier.amounts[0] is OPEN:
        # A name alone stands for as much of the other movement.
        easier = replace(easier, amounts=base.amounts, sides=easier.sides or base.sides)
    rest = cast("Rest | None", found.get("rest"))
    base = replace(base, loads=loads, harder=found.get("harder", ()))
    growth = growth_of(found, path, report)
    if growth is None and any(found.get(key) is not None for key in GROWTH_KEYS):
        return None
    if not _growth_fits(base, growth, path, report):
        return None
    work = base.load(0)
    if growth is not None and growth.wave:
        work = Load(LoadUnit.PERCENT, growth.wave[0])
    ramp = found.get("ramp", False)
    if ramp and not isinstance(work, Load):
        report.error((*path, "ramp"), "a ramp leads up to one load, and this exercise has none")
        return None
    return replace(
        base,
        growth=growth,
        ramp=ramp_loads(work) if ramp and isinstance(work, Load) else (),
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


def _growth_fits(
    exercise: Exercise, growth: Growth | None, path: KeyPath, report: Diagnostics
) -> bool:
    """Report a growth that contradicts its exercise, or harder exercises that nothing leads to."""
    if exercise.harder and (growth is None or growth.steps[-1:] != (GrowthStep(Grows.HARDER),)):
        report.error((*path, "harder"), 'harder needs grow with "harder" as its last step')
        return False
    if growth is None:
        return True
    key, why = growth_conflict(growth, exercise)
    if why:
        report.error((*path, key), why)
    return not why


class Exercises(ValueType):
    expected = 'a list of exercises such as ["20 Squat", "1:00 Plank"]'

    def __init__(self, *, least: int = 1) -> None:
        self.least = least

    def read(
        self, value: object, path: KeyPath, report: Diagnostics
    ) -> tuple[Exercise, ...] | None:
        listed = expect_type(list, value, path, report, self.expected)
        if listed is None:
            return None
        if len(listed) < self.least:
            report.error(path, f"the list is empty; expected {self.expected}")
            return None
        if len(listed) > MOST_EXERCISES:
            report.error(path, f"{len(listed)} exercises; a block has at most {MOST_EXERCISES}")
            return None
        found = [ExerciseEntry().read(item, (*path, i), report) for i, item in enumerate(listed)]
        good = [exercise for exercise in found if exercise is not None]
        return tuple(good) if len(good) == len(found) else None

    def members(self) -> KeyTable:
        return EXERCISE_KEYS

    def schema(self) -> Schema:
        return {
            "type": "array",
            "minItems": self.least,
            "maxItems": MOST_EXERCISES,
            "items": {"$ref": "#/$defs/exercise"},
        }
