"""The two forms of an exercise, a line and a table, read into the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal, cast

from legtimer.core import notation
from legtimer.core.amount_types import AMOUNTS
from legtimer.core.coach.growth_types import GROWTH_KEYS, growth_conflict, growth_of
from legtimer.core.coach.ramp import ramp_loads
from legtimer.core.diagnostics import Diagnostics, KeyPath
from legtimer.core.exercise import (
    OPEN,
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
from legtimer.core.notation.amounts import most_in
from legtimer.core.value_types import FreeText, KeyTable, value_kind


class LineText(FreeText):
    expected = 'an exercise such as "20 Squat @ 16 kg"'


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


def unknown_key(typed: str, keys: KeyTable, path: KeyPath, report: Diagnostics) -> None:
    """Report a key that no exercise has."""
    report.unknown_key((*path, typed), typed, keys, "an exercise", _HINTS.get(typed, ""))


def from_line(text: str, path: KeyPath, report: Diagnostics) -> Exercise | None:
    """Read the short form."""
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


def from_table(
    table: Mapping[str, object], keys: KeyTable, path: KeyPath, report: Diagnostics
) -> Exercise | None:
    """Read the table form.

    Args:
        table: as typed.
        keys: how each of its keys is typed.
        path: where it stands.
        report: told of every mistake.
    """
    found: dict[str, Any] = {}
    good = True
    for typed, value in table.items():
        if typed not in keys:
            unknown_key(typed, keys, path, report)
            good = False
        elif typed != "do":
            result = keys[typed][0].read(value, (*path, typed), report)
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
        base = from_line(value, (*path, "do"), report)
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
