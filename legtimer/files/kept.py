"""A workout's text with the settings it was read with, so that it reads the same for ever.

A session that is kept is its workout's text and what was pressed. The settings may change
afterwards, and the same text would then give other steps. So what they said goes into the text, in
a comment on its first line.
"""

from __future__ import annotations

import json
from typing import Final

from legtimer.core import notation
from legtimer.core.notation import NotUnderstood
from legtimer.core.personal import Personal
from legtimer.files.reader import Reading, read_workout

MARK: Final = "#:read-with "
"""What the first line begins with; JSON follows."""


def kept_text(text: str, personal: Personal) -> str:
    """The text to keep.

    Args:
        text: as the file has it.
        personal: what it was read with.
    """
    said = {
        "keys": dict(personal.keys),
        "count": personal.count,
        "maxima": {name: load.text for name, load in personal.maxima.items()},
    }
    return f"{MARK}{json.dumps(said)}\n{text}" if personal != Personal() else text


def read_kept(text: str, name: str = "") -> Reading:
    """Read a text that ``kept_text`` made.

    Args:
        text: the kept text.
        name: what the workout is called if the text does not say it.
    """
    first, _, rest = text.partition("\n")
    personal = _personal(first.removeprefix(MARK)) if first.startswith(MARK) else None
    return read_workout(text if personal is None else rest, name, personal)


def _personal(said: str) -> Personal | None:
    """What a first line says; None for a comment of somebody else's."""
    try:
        found = json.loads(said)
        return Personal(
            keys=found["keys"],
            count=found["count"],
            maxima={name: notation.load(load) for name, load in found["maxima"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError, NotUnderstood):
        return None
