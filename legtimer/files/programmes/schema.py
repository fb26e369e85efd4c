"""The JSON Schema of a programme file, made from the same declarations as the reader."""

from __future__ import annotations

from typing import Any

from legtimer.core.coach.programme import Programme
from legtimer.core.fields import table_schema


def programme_schema() -> dict[str, Any]:
    """The JSON Schema (draft 7, which taplo understands) of a programme file."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "legtimer programme",
        "description": "Weeks of training that legtimer places around runs.",
        "type": "object",
        **table_schema(Programme),
    }
