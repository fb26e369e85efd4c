"""The keys of a block, from what its header, its exercises and its rests say."""

from __future__ import annotations

import re
from dataclasses import replace

from legtimer.whiteboard.block_kinds import choose_kind
from legtimer.whiteboard.block_parts import by_sets, in_rounds
from legtimer.whiteboard.block_rests import SCORED, place_rests
from legtimer.whiteboard.draft import DraftBlock
from legtimer.whiteboard.movement import Movement, with_options

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
_BY_CLOCK = ("intervals", "emom", "death-by", "timed")
"""Kinds whose clock says how much of an exercise is done."""
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
    _heights(block)
    choose_kind(block)
    if outer := in_rounds(block):
        return _repeat(outer)
    several = block.kind == "intervals" and block.keys.get("work") == "0:20"
    if several and len(block.movements) > 1 and "order" not in block.keys:
        block.guesses["kind"] = "each exercise has all of its intervals before the next one"
        return _one_by_one(block)
    place_rests(block)
    _amounts(block)
    if block.choice:
        block.add_guess("one of them")
        if not block.rests:
            block.items = [with_options(block.movements[0], block.movements[1:])]
    _sets(block)
    _rounds(block)
    if block.kind in SCORED:
        block.items = [_one_figure(movement) for movement in block.movements]
    if block.kind not in _BY_CLOCK and "no line says how much" not in block.guesses.values():
        block.items = [_without_amount(movement) for movement in block.movements]
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


def _amounts(block: DraftBlock) -> None:
    """Give the figures of the header to the exercises that have none, and take out what clashes."""
    listed = block.keys.get("amounts", "")
    found: list[Movement] = []
    given_movements = block.movements
    for given in given_movements:
        movement = given
        if ("," in listed or ".." in listed) and _NO_AMOUNT.fullmatch(movement.amount):
            movement = movement.with_amount_as_note()
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
            block.add_guess(f"{rounds} rounds as those of the list")
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
        if not all(m.joined for m in movements):
            block.guesses["order"] = (
                "all exercises in each interval, not one after the other in turn"
            )
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


def _heights(block: DraftBlock) -> None:
    """Take a few feet as how high or wide it is where a clock says how long, else mark them."""
    clock = block.kind == "intervals" or "(" in block.guesses.get("kind", "")
    listed = block.keys.get("amounts", "")
    for n, item in enumerate(block.items):
        if listed or not isinstance(item, Movement) or not _NO_AMOUNT.fullmatch(item.amount):
            continue
        if clock and item.amount.endswith(" ft"):
            block.items[n] = item.with_amount_as_note()
        elif item.amount.endswith(" ft"):
            block.items[n] = replace(item, guesses=(*item.guesses, f"{item.amount} as how far"))


def _without_amount(movement: Movement) -> Movement:
    if movement.amount or movement.options or movement.guesses or "?" in movement.load:
        return movement
    return replace(movement, guesses=(*movement.guesses, "no line says how much"))


def _one_figure(movement: Movement) -> Movement:
    """An exercise of scored work, where a range cannot be scored."""
    low, dash, high = movement.amount.partition("-")
    if not dash or not low.isdecimal() or not high.isdecimal():
        return movement
    guess = f"{movement.amount} as {low}, since a score needs one figure"
    return replace(movement, amount=low, guesses=(*movement.guesses, guess))
