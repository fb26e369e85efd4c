"""The kind of a block that its header does not tell, from what its exercises say."""

from __future__ import annotations

from dataclasses import replace

from legtimer.whiteboard.draft import DraftBlock, DraftRest
from legtimer.whiteboard.growing_reps import rising_step
from legtimer.whiteboard.movement import Movement

_FEW_REPS = 10
_SHOWN = 3
"""So many lines show how it goes on."""
_SHORT_CLOCKS = ("0:", "1:00")
"""How times up to a minute begin: above a list of names they are of each of them."""


def choose_kind(block: DraftBlock) -> None:
    """Give a block its kind, and move what its header says to the keys of that kind."""
    movements, keys = block.movements, block.keys
    if block.kind == "amrap" and not keys.get("time"):
        block.kind = "circuit"
        block.guesses["kind"] = "as many rounds as possible, but no time is given"
    lists = any("," in m.amount or ".." in m.amount or "," in m.load for m in movements)
    if block.kind == "emom" and not keys.get("rounds") and not lists:
        keys["rounds"] = "10"
        block.guesses["rounds"] = "no number of intervals is given"
    if block.kind == "emom" and "(" in block.guesses.get("kind", ""):
        _work_for_so_long(block)
    if block.kind == "for-time" and keys.get("time"):
        _as_cap(block)
    every = movements[0].every
    if block.kind in ("", "sets") and every and (rounds := movements[0].sets or keys.get("rounds")):
        block.kind, keys["every"], keys["rounds"] = "emom", every, rounds
        block.guesses["kind"] = f"on {every} as every {every}"
        block.items = [replace(m, sets="", every="") for m in movements]
        return
    _as_times(block)
    bare = len(movements) > 1 and not any(m.amount for m in movements)
    if block.kind == "timed" and bare and keys["time"].startswith(_SHORT_CLOCKS):
        # "0:30" above a list of names.
        block.kind, keys["amounts"] = "circuit", keys.pop("time")
        block.guesses["kind"] = f"{keys['amounts']} of each exercise"
    _below_clock(block)
    if block.kind:
        return
    loads = {m.load for m in movements}
    listed = "," in keys.get("amounts", "") or ".." in keys.get("amounts", "")
    listed = listed or all("," in m.amount or ".." in m.amount for m in movements)
    if any("," in m.load for m in movements) or (listed and _strength(movements)):
        block.kind = "sets"
    elif listed and any("?" in m.load + m.amount for m in movements):
        block.kind = "sets"
        block.add_guess("a list of reps, and a load that is told, so sets")
    elif listed and _few_reps(keys.get("amounts", ""), movements):
        block.kind = "sets"
        block.add_guess("a list of few reps of one exercise, so sets")
    elif listed:
        block.kind = "for-time"
        if len(movements) == 1:
            block.add_guess("a list of reps, so for time")
        if keys.get("time"):
            _as_cap(block)
    elif movements[0].joined and len(movements) > 1:
        counted = all(m.amount.isdecimal() for m in movements)
        block.kind = "complex" if len(loads) == 1 and "" not in loads and counted else "superset"
    elif (len(movements) == 1) if keys.get("rounds") else any(m.sets for m in movements):
        block.kind = "sets"
    else:
        block.kind = "circuit"


def _as_times(block: DraftBlock) -> None:
    """Take a figure above what is done as often as possible as how many times that is."""
    times = block.keys.get("amounts", "")
    if times.isdecimal() and all(m.amount == "max" for m in block.movements):
        block.keys["rounds"] = block.keys.pop("amounts")
        block.guesses["kind"] = f"{times} as {times} times"


def _below_clock(block: DraftBlock) -> None:
    """Take exercises that say how long they are, below "7 min clock", one after the other.

    "1 dip", "2 dips", "3 dips" below a short clock are one more each time.
    """
    if block.kind != "timed" or not (clock := block.keys.get("time", "")):
        return
    movements, step = block.movements, rising_step(block.movements)
    if any(map(str.isalpha, block.typed)) and all(":" in m.amount for m in movements):
        block.kind = "circuit"
        block.notes.append(block.typed.rstrip(": "))
        block.add_guess(f"{block.keys.pop('time')} in all")
    elif step and len(movements) >= _SHOWN and clock.startswith(_SHORT_CLOCKS):
        block.kind, block.items = "death-by", [movements[0]]
        keys = {"every": block.keys.pop("time"), "start": movements[0].amount, "step": str(step)}
        block.keys |= keys
        block.add_guess(f"{', '.join(m.amount for m in movements)} as {step} more in each interval")


def _work_for_so_long(block: DraftBlock) -> None:
    """Take "(6) 0:30" as work, above an exercise and a rest, or without how often it is done."""
    last, keys = block.items[-1], block.keys
    rests = isinstance(last, DraftRest) and not last.outside
    if not rests and any(m.amount for m in block.movements):
        return
    block.kind, keys["work"] = "intervals", keys.pop("every")
    block.guesses["kind"] = f"({keys['rounds']}) {keys['work']} as {keys['work']} of work"
    if isinstance(last, DraftRest) and rests:
        keys["rest"] = last.time
        block.items.pop()
    elif (keys["rounds"], keys["work"]) == ("8", "0:20"):
        keys["rest"] = "0:10"
        block.guesses["kind"] = "(8) 0:20 as a Tabata"


def _as_cap(block: DraftBlock) -> None:
    """Take a time beside a For Time as its cap."""
    block.keys["cap"] = block.keys.pop("time")
    block.add_guess(f"{block.keys['cap']} as a cap")


def _strength(movements: list[Movement]) -> bool:
    """Whether a list of reps is of strength: one exercise with as many reps each time, or few."""
    figures = movements[0].amount.split(",")
    if len(movements) == 1 and len(figures) > 1 and not figures[-1].isdecimal():
        return True
    if len(movements) > 1 or not all(figure.isdecimal() for figure in figures):
        return False
    return len(set(figures)) == 1 or max(map(int, figures)) <= _FEW_REPS


def _few_reps(listed: str, movements: list[Movement]) -> bool:
    """Whether a list above one exercise is of strength: few reps, and not more each time."""
    figures = listed.split(",")
    few = _strength([replace(m, amount=listed) for m in movements])
    return few and figures[-1].isdecimal() and int(figures[0]) >= int(figures[-1])
