"""How blocks are typed: tables with a ``kind``, and blocks inside blocks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from legtimer.core.block import Block
from legtimer.core.block_checks import check_growth, check_open_scores, check_rising
from legtimer.core.blocks import kind_named, kinds
from legtimer.core.diagnostics import Diagnostics, KeyPath
from legtimer.core.fields import read_keys
from legtimer.core.hints import key_hint, kind_hint, likely_kind
from legtimer.core.value_types import Schema, ValueType, expect_type, value_kind

DEEPEST = 8
"""How deep blocks may be nested."""
MOST_BLOCKS = 1000
"""The most blocks in one file, nested ones included."""

_ARTICLES = {"amrap": "an", "emom": "an"}


def what(kind: str) -> str:
    """A kind of block in words, for messages: ``an amrap``, ``a circuit``, ``intervals``."""
    if kind in ("intervals", "sets"):
        return kind
    return (
        f"{_ARTICLES.get(kind, 'a')} {kind} block"
        if kind in ("rest", "repeat", "timed", "for-time", "death-by")
        else f"{_ARTICLES.get(kind, 'a')} {kind}"
    )


class Blocks(ValueType):
    expected = "tables such as [[block]], inside a block [[block.block]], each with a kind"

    def read(self, value: object, path: KeyPath, report: Diagnostics) -> tuple[Block, ...] | None:
        if isinstance(value, Mapping):
            report.error(path, f"write [[{_header(path)}]] with two brackets: blocks are a list")
            return None
        blocks = expect_type(list, value, path, report, self.expected)
        if blocks is None:
            return None
        if not blocks:
            report.error(path, f"the list is empty; expected {self.expected}")
            return None
        if sum(1 for part in path if part == "block") > DEEPEST:
            report.error(path, f"blocks are nested more than {DEEPEST} deep")
            return None
        found = [read_block(item, (*path, i), report) for i, item in enumerate(blocks)]
        good = [block for block in found if block is not None]
        return tuple(good) if len(good) == len(found) else None

    def schema(self) -> Schema:
        return {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/block"}}


def _header(path: KeyPath) -> str:
    return ".".join(str(part) for part in path if isinstance(part, str))


def read_block(value: object, path: KeyPath, report: Diagnostics) -> Block | None:
    """Read one block of whatever kind it says."""
    table = expect_type(dict, value, path, report, "a block with a kind")
    if table is None:
        return None
    word = table.get("kind")
    if word is None:
        report.missing(path, f'the block needs a kind, such as kind = "{likely_kind(table)}"')
        return None
    if report.is_poisoned(word):
        return None
    if not isinstance(word, str):
        report.error((*path, "kind"), f"expected a kind in quotes, not {value_kind(word)}")
        return None
    cls = kind_named(word)
    if cls is None:
        hinted = kind_hint(word)
        near = report.invalid_choice((*path, "kind"), word, kinds(), "a kind of block", hinted)
        # The keys are looked at as those of the kind that was meant, so that nothing is left for
        # a second try; the block itself is not to be had.
        meant = re.search(r'kind = "([^"]+)"', hinted)
        cls = kind_named(meant[1] if meant else near or "")
        if cls is not None:
            _read_as(cls, table, path, _Guessing(report))
        return None
    return _read_as(cls, table, path, report)


class _Guessing:
    """A report on a block of a guessed kind: what the guess would need may not be missing."""

    def __init__(self, report: Diagnostics) -> None:
        self.error = report.error
        self.warning = report.warning
        self.unknown_key = report.unknown_key
        self.invalid_choice = report.invalid_choice
        self.is_poisoned = report.is_poisoned

    def missing(self, path: KeyPath, message: str, *, key: str = "") -> None:
        """Nothing is missed."""


def _read_as(
    cls: type[Block], table: Mapping[str, Any], path: KeyPath, report: Diagnostics
) -> Block | None:
    """Read one block as one of a kind."""

    def hint(typed: str) -> str:
        return key_hint(typed, table, cls, kinds())

    found, good = read_keys(cls, table, path, report, what(cls.kind), besides=("kind",), hint=hint)
    if not good:
        return None
    block = cls(**found)
    block.check(path, report, table)
    check_rising(block, path, report)
    check_growth(block, path, report)
    check_open_scores(block, path, report)
    return block.completed()
