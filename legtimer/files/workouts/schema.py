"""The JSON Schema of a workout file, made from the same declarations as the reader.

A block is one object with a ``kind`` enumeration and an ``if``/``then`` per kind, not a union of
objects: editors then point at the key that is wrong instead of saying that no schema matched.
"""

from __future__ import annotations

from typing import Any

from legtimer.core.block_parser import Blocks
from legtimer.core.blocks import kinds
from legtimer.core.exercise_types import exercise_schema
from legtimer.core.fields import keys_of, table_schema
from legtimer.core.value_types import NO_KEY
from legtimer.core.workout import Workout


def workout_schema() -> dict[str, Any]:
    """The JSON Schema (draft 7, which taplo understands) of a workout file."""
    top = table_schema(Workout)["properties"]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "legtimer workout",
        "description": "A workout that legtimer runs.",
        "type": "object",
        "properties": {
            **top,
            "block": {**Blocks().schema(), "description": "The parts of the workout, in order."},
        },
        "required": ["block"],
        "additionalProperties": NO_KEY,
        "$defs": {"exercise": exercise_schema(), "block": _block()},
    }


def _block() -> dict[str, Any]:
    found = kinds()
    every: dict[str, dict[str, Any]] = {}
    for cls in found.values():
        for item in keys_of(cls):
            every.setdefault(item.key, {"description": item.help})
    rules = []
    for kind, cls in found.items():
        items = keys_of(cls)
        rules.append(
            {
                "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                "then": {
                    "description": cls.summary,
                    "properties": {
                        "kind": {"const": kind, "description": cls.summary},
                        **table_schema(cls)["properties"],
                        **{key: NO_KEY for key in every if key not in {item.key for item in items}},
                    },
                    "required": [item.key for item in items if item.required],
                },
            }
        )
    return {
        "type": "object",
        "properties": {
            "kind": {
                "type": "string",
                "enum": list(found),
                "description": "What kind of block it is.",
            },
            **every,
        },
        "required": ["kind"],
        "additionalProperties": NO_KEY,
        "allOf": rules,
    }
