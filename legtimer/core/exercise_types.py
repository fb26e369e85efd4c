"""How an exercise is typed: as a short line, or as a table that says the same and more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from legtimer.core import notation
from legtimer.core.amount_types import AMOUNTS, LoadText
from legtimer.core.coach.growth_types import GROWTH_KEYS
from legtimer.core.diagnostics import Diagnostics, KeyPath
from legtimer.core.duration_types import Duration, RestTime
from legtimer.core.exercise import Exercise, Unit
from legtimer.core.exercise_forms import LineText, from_line, from_table, unknown_key
from legtimer.core.notation import NotUnderstood
from legtimer.core.notation.levels import LEVEL_KEYS, line_at_levels, text_at_levels
from legtimer.core.value_types import (
    NO_KEY,
    Choice,
    Flag,
    FreeText,
    KeyTable,
    Name,
    Schema,
    ValueType,
    WordList,
    expect_type,
    key_schemas,
)

MOST_OPTIONS = 9
"""The most exercises that one choice is between: a digit chooses one."""
MOST_EXERCISES = 200
"""The most exercises that one block may list."""


class Tempo(FreeText):
    expected = 'a tempo in seconds such as "3-1-1"'

    def parse(self, value: object) -> Any:
        return notation.tempo(super().parse(value))


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
            found.append(None if text is None else from_line(text, (*path, i), report))
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


class ExerciseEntry(ValueType):
    """One exercise: a short line, or a table."""

    expected = 'an exercise such as "20 Squat @ 16 kg" or { do = "20 Squat", note = "..." }'

    def read(self, value: object, path: KeyPath, report: Diagnostics) -> Exercise | None:
        if isinstance(value, str) and " | " in value:
            return _any_of([part.strip() for part in value.split(" | ")], path, report, {})
        if isinstance(value, Mapping) and "any" in value:
            return _from_any(value, path, report)
        if isinstance(value, Mapping) and " | " in str(value.get("do")):
            import json

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
            return from_line(value, path, report)
        table = expect_type(dict, value, path, report, self.expected)
        return None if table is None else from_table(table, EXERCISE_KEYS, path, report)

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
            unknown_key(typed, EXERCISE_KEYS, path, report)
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
        "properties": key_schemas(EXERCISE_KEYS),
        "additionalProperties": NO_KEY,
    }


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
