"""The kind and the keys of a block, from what its header, its exercises and its rests say."""

from __future__ import annotations

import re
from dataclasses import replace

from legtimer.whiteboard.block_parts import by_sets, in_rounds
from legtimer.whiteboard.block_rests import SCORED, place_rests
from legtimer.whiteboard.draft import DraftBlock, DraftRest
from legtimer.whiteboard.movement import Movement

_KEYS = {
    "amrap": ("time", "rest-after"),
    "for-time": ("rounds", "cap", "rest-after"),
    "emom": ("every", "rounds", "order", "rest-after"),
    "intervals": ("work", "rest", "rounds", "order", "rest-after"),
    "death-by": ("every", "start", "step", "rounds", "rest-after"),
    "timed": ("time", "rest-after"),
    "circuit": ("rounds", "rest", "between", "rest-after"),
    "sets": ("sets", "rest", "rest-after"),
    "superset": ("sets", "rest", "rest-after"),
    "complex": ("sets", "load", "rest", "rest-after"),
    "repeat": ("rounds", "rest", "rest-after"),
}
"""The keys of each kind that a text can say."""
_NO_AMOUNT = re.compile(r"\d+/\d+|1?\d ft|[1-4] m")
"""What is no amount below a list of reps: a load as in "Thrusters 60/40", a height in feet."""
_FEW_REPS = 10
_SHORT_CLOCKS = ("0:", "1:00")
"""How times up to a minute begin: above a list of names they are of each of them."""
_IN_SETS = ("sets", "superset", "complex")


def finish_block(block: DraftBlock) -> list[DraftBlock]:
    """A block as it stands in the file; none without anything to do, several for several clocks."""
    if block.inner:
        return _repeat(block)
    if not block.movements:
        return []
    parts = by_sets(block)
    if len(parts) > 1:
        return [done for part in parts for done in finish_block(part)]
    _kind(block)
    if outer := in_rounds(block):
        return _repeat(outer)
    several = block.kind == "intervals" and block.keys.get("work") == "0:20"
    if several and len(block.movements) > 1 and "order" not in block.keys:
        block.guesses["kind"] = "each exercise has all of its intervals before the next one"
        return _one_by_one(block)
    place_rests(block)
    _amounts(block)
    _sets(block)
    _rounds(block)
    if block.kind in SCORED:
        block.items = [_one_figure(movement) for movement in block.movements]
    _order_keys(block)
    return [block]


def _order_keys(block: DraftBlock) -> None:
    """Put the keys in the order of the format; what its kind does not have is not read."""
    known = _KEYS[block.kind]
    left = [f"{key} {value}" for key, value in block.keys.items() if value and key not in known]
    if left:
        block.comments.append((block.line, ", ".join(left)))
    block.keys = {key: block.keys[key] for key in known if block.keys.get(key)}


def _one_by_one(block: DraftBlock) -> list[DraftBlock]:
    """A block for each exercise; a rest stands behind the one that it follows."""
    found: list[DraftBlock] = []
    for item in block.items:
        if isinstance(item, Movement):
            rest = block.keys.get("rest", "")
            if found and rest and "rest-after" not in found[-1].keys:
                found[-1].keys["rest-after"] = rest
                found[-1].guesses["rest-after"] = "the rest of the intervals"
            keys, guesses = dict(block.keys), dict(block.guesses)
            after = keys.pop("rest-after", "")
            found += finish_block(replace(block, items=[item], keys=keys, guesses=guesses))
        elif found:
            found[-1].keys["rest-after"] = item.time
    if after:
        found[-1].keys["rest-after"] = after
    return found


def _repeat(block: DraftBlock) -> list[DraftBlock]:
    inner = []
    for each in block.inner:
        done = finish_block(each)
        inner += done
        if not done:
            block.comments.append((each.line, each.typed))
    if not inner:
        return []
    block.inner, block.items = inner, []
    if block.kind not in ("for-time", "amrap"):
        block.kind = "repeat"
    else:
        for part in inner:
            _as_part(part)
    _order_keys(block)
    return [block]


def _as_part(part: DraftBlock) -> None:
    """Make a circuit of what stands under the clock of another block."""
    part.kind, part.guesses = "circuit", {}
    if "sets" in part.keys:
        part.keys["rounds"] = part.keys.pop("sets")


def _kind(block: DraftBlock) -> None:
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
    bare = len(movements) > 1 and not any(m.amount for m in movements)
    if block.kind == "timed" and bare and keys["time"].startswith(_SHORT_CLOCKS):
        # "0:30" above a list of names.
        block.kind, keys["amounts"] = "circuit", keys.pop("time")
        block.guesses["kind"] = f"{keys['amounts']} of each exercise"
    if block.kind:
        return
    loads = {m.load for m in movements}
    listed = "," in keys.get("amounts", "") or ".." in keys.get("amounts", "")
    listed = listed or all("," in m.amount or ".." in m.amount for m in movements)
    if any("," in m.load for m in movements) or (listed and _strength(movements)):
        block.kind = "sets"
    elif listed and any("?" in m.load + m.amount for m in movements):
        block.kind = "sets"
        _guess(block, "a list of reps, and a load that is told, so sets")
    elif listed and _few_reps(keys.get("amounts", ""), movements):
        block.kind = "sets"
        _guess(block, "a list of few reps of one exercise, so sets")
    elif listed:
        block.kind = "for-time"
        _guess(block, "a list of reps, so for time")
        if keys.get("time"):
            _as_cap(block)
    elif movements[0].joined and len(movements) > 1:
        counted = all(m.amount.isdecimal() for m in movements)
        block.kind = "complex" if len(loads) == 1 and "" not in loads and counted else "superset"
    elif (len(movements) == 1) if keys.get("rounds") else any(m.sets for m in movements):
        block.kind = "sets"
    else:
        block.kind = "circuit"


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


def _as_cap(block: DraftBlock) -> None:
    """Take a time beside a For Time as its cap."""
    block.keys["cap"] = block.keys.pop("time")
    _guess(block, f"{block.keys['cap']} as a cap")


def _guess(block: DraftBlock, guess: str) -> None:
    """Say one more guess about how a block is done."""
    said = block.guesses.get("kind", "")
    block.guesses["kind"] = f"{said}; {guess}" if said else guess


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


def _amounts(block: DraftBlock) -> None:
    """Give the figures of the header to the exercises that have none, and take out what clashes."""
    listed = block.keys.get("amounts", "")
    found: list[Movement] = []
    given_movements = block.movements
    for given in given_movements:
        movement = given
        if ("," in listed or ".." in listed) and _NO_AMOUNT.fullmatch(movement.amount):
            notes = (*movement.notes, movement.amount)
            guesses = (*movement.guesses, f"{movement.amount} as a note")
            movement = replace(movement, amount="", notes=notes, guesses=guesses)
        if listed and not movement.amount:
            unit, _, name = movement.name.partition(" ")
            if unit.casefold() in ("cal", "cals", "calorie", "calories") and name:
                movement = replace(
                    movement, name=name[:1].upper() + name[1:], amount=f"{listed} cal"
                )
            else:
                movement = replace(movement, amount=listed)
        if block.kind == "death-by" and movement.amount:
            other = movement.amount if movement.amount != block.keys.get("start", "1") else ""
            notes = (*movement.notes, other) if other else movement.notes
            guesses = (*movement.guesses, f"{other} as a note") if other else movement.guesses
            movement = replace(movement, amount="", sides="", notes=notes, guesses=guesses)
        if block.kind == "intervals" and movement.amount and ":" not in movement.amount:
            movement = replace(
                movement, amount="", sides="", notes=(*movement.notes, movement.amount)
            )
        if movement.sides and not movement.amount:
            note = f"each {movement.sides}"
            movement = replace(movement, sides="", notes=(*movement.notes, note))
        found.append(movement)
    block.items = list(found)
    if any("," in m.amount or ".." in m.amount or "," in m.load for m in found):
        rounds = block.keys.pop("rounds", "")
        if rounds and not listed:
            _guess(block, f"{rounds} rounds as those of the list")
    if listed and any(
        m.amount != given.amount for m, given in zip(found, given_movements, strict=True)
    ):
        del block.keys["amounts"]
    if block.kind == "complex":
        loads = [m.load for m in found if m.load]
        if loads and not block.keys.get("load"):
            block.keys["load"] = loads[0]
        if not block.keys.get("load"):
            block.kind = "superset"
        else:
            block.items = [replace(m, load="") for m in found]


def _sets(block: DraftBlock) -> None:
    """How many sets: as the exercises say, where they agree with the block."""
    keys, movements = block.keys, block.movements
    own = {m.sets for m in movements if m.sets}
    rounds = keys.get("rounds", "")
    if block.kind in _IN_SETS:
        if rounds and keys.setdefault("sets", rounds) == rounds:
            del keys["rounds"]
        elif len(own) == 1:
            keys.setdefault("sets", next(iter(own)))
            own = set()
    elif block.kind == "circuit" and len(own) == 1 and not rounds:
        keys["rounds"] = next(iter(own))
        own = set()
    own -= {keys.get("sets", ""), rounds}
    if own:
        block.items = [
            replace(m, notes=(*m.notes, f"{m.sets} sets"), guesses=(*m.guesses, f"{m.sets} sets"))
            if m.sets in own
            else m
            for m in movements
        ]


def _rounds(block: DraftBlock) -> None:
    keys, movements = block.keys, block.movements
    rests = {m.rest for m in movements}
    if block.kind in _IN_SETS and len(rests) == 1 and "" not in rests and not keys.get("rest"):
        keys["rest"] = rests.pop()
        block.items = [replace(m, rest="") for m in movements]
    once = block.kind == "circuit" and len(movements) > 1 and not block.role
    if once and not keys.get("rounds"):
        block.guesses.setdefault("kind", "no rounds are given, so once")
    if block.kind == "emom" and len(movements) > 1 and "order" not in keys:
        keys["order"] = "all"
        block.guesses["order"] = "all exercises in each interval, not one after the other in turn"
    if block.kind == "intervals":
        if len(movements) > 1 and "order" not in keys:
            keys["order"] = "all"
            block.guesses["order"] = "each round has an interval of every exercise"
        if not keys.get("rounds"):
            keys["rounds"] = "1"
            block.guesses["rounds"] = "no number of rounds is given"
    if block.kind in SCORED:
        block.items = [
            replace(m, rest="", notes=(*m.notes, f"rest {m.rest}")) if m.rest else m
            for m in block.movements
        ]


def _one_figure(movement: Movement) -> Movement:
    """An exercise of scored work, where a range cannot be scored."""
    low, dash, high = movement.amount.partition("-")
    if not dash or not low.isdecimal() or not high.isdecimal():
        return movement
    guess = f"{movement.amount} as {low}, since a score needs one figure"
    return replace(movement, amount=low, guesses=(*movement.guesses, guess))
