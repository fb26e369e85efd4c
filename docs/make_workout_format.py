"""Write the generated parts of ``workout-format.md`` and ``coach.md`` from the declarations.

    python docs/make_workout_format.py

The parts stand between ``<!-- made: NAME -->`` and ``<!-- end -->``; the rest is written by hand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import tomli_w

from legtimer.core.block import Block
from legtimer.core.blocks import kinds
from legtimer.core.coach.growth_types import GROWTH_KEYS
from legtimer.core.coach.programme import Programme, ProgrammePhase, Runs
from legtimer.core.exercise import Rest
from legtimer.core.exercise_types import EXERCISE_KEYS
from legtimer.core.fields import KeySpec, keys_of
from legtimer.core.notation import clock
from legtimer.core.value_types import ValueType
from legtimer.core.workout import Workout

DOCUMENT = Path(__file__).with_name("workout-format.md")
COACH = Path(__file__).with_name("coach.md")


_WITHOUT = {
    **dict.fromkeys(
        ("rest", "between", "get-set", "switch", "countdown", "halfway"), "the workout's"
    ),
    **dict.fromkeys(("rounds", "sets"), "1, or as its lists give it"),
    "cap": "no cap",
    "work": "each exercise has its own",
    "exercises": "the name is what is done",
}
_WITHOUT_IN = {
    ("repeat", "rest"): "`none`",
    ("amrap", "exercises"): "**needed**, unless it has parts",
    ("for-time", "exercises"): "**needed**, unless it has parts",
    ("death-by", "rounds"): "no end",
    ("emom", "rounds"): "**needed**, unless lists give it",
    ("intervals", "rounds"): "as its lists give it; else **needed**, unless there is one exercise",
}
"""What counts where a key without a default of its own is left out; the second by kind."""


def _default(item: KeySpec, kind: str = "") -> str:
    """What counts where the key is left out."""
    value = item.default
    if item.required:
        return "**needed**"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, Rest):
        return "`none`" if value.none else f"`{clock(value.high)}`"
    if isinstance(value, int):
        timed = "duration" in item.type.expected
        return f'`"{clock(value)}"`' if timed else f"`{value}`"
    if isinstance(value, str) and value:
        return f'`"{value}"`'
    if isinstance(value, tuple) and value:
        return f"`{json.dumps(value)}`"
    return _WITHOUT_IN.get((kind, item.key), _WITHOUT.get(item.key, ""))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _table(items: list[KeySpec], kind: str = "") -> str:
    rows = [
        f"| `{i.key}` | {_cell(i.help)} | {_typed(i.type.expected)} | {_default(i, kind)} |"
        for i in items
    ]
    return "\n".join(
        ["| key | what it is for | typed as | without it |", "|---|---|---|---|", *rows]
    )


def _typed(expected: str) -> str:
    return re.sub(r'(\[[^\]]*"[^\]]*\]+(?:\.block\]\])?|"[^"]*")', r"`\1`", _cell(expected))


def workout_keys() -> str:
    """The keys above the first block."""
    return _table(list(keys_of(Workout)))


def block_keys() -> str:
    """The keys that every kind of block has."""
    return _table(list(keys_of(Block)))


def _typed_keys(keys: Mapping[str, tuple[ValueType, str]]) -> str:
    """Keys that have no defaults, such as those of the table form of an exercise."""
    rows = [
        f"| `{name}` | {_cell(text)} | {_typed(form.expected)} |"
        for name, (form, text) in keys.items()
    ]
    return "\n".join(["| key | what it is for | typed as |", "|---|---|---|", *rows])


def block_kinds() -> str:
    """Every kind with its example and its own keys."""
    common = {item.key for item in keys_of(Block)}
    parts = []
    for kind, cls in kinds().items():
        example = tomli_w.dumps({"block": [{"kind": kind, **cls.example}]}, indent=2)
        own = [item for item in keys_of(cls) if item.key not in common]
        parts.append(
            f'### {cls.label}: `kind = "{kind}"`\n\n{cls.summary}\n\n'
            f"```toml\n{example.strip()}\n```\n\n{_table(own, kind)}"
        )
    return "\n\n".join(parts)


COACH_PARTS = {
    "programme keys": lambda: _table(list(keys_of(Programme))),
    "phase keys": lambda: _table(list(keys_of(ProgrammePhase))),
    "run keys": lambda: _table(list(keys_of(Runs))),
    "rule keys": lambda: _typed_keys(GROWTH_KEYS),
}
PARTS = {
    "workout keys": workout_keys,
    "block keys": block_keys,
    "exercise keys": lambda: _typed_keys(EXERCISE_KEYS),
    "kinds": block_kinds,
}


def current(text: str, parts: Mapping[str, Callable[[], str]] = PARTS) -> str:
    """A document with its generated parts as they should be now."""
    for name, make in parts.items():
        place = rf"(?<=<!-- made: {name} -->\n).*?(?=<!-- end -->)"
        made = f"\n{make()}\n\n".replace("\\", "\\\\")
        text, count = re.subn(place, made, text, flags=re.DOTALL)
        if count != 1:
            raise SystemExit(f"no place for: {name}")
    return text


if __name__ == "__main__":
    for page, parts in ((DOCUMENT, PARTS), (COACH, COACH_PARTS)):
        page.write_text(current(page.read_text(encoding="utf-8"), parts), encoding="utf-8")
