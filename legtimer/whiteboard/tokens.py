"""The pieces of a line: quantities, loads, signs, and phrases by what they mean."""

from __future__ import annotations

from dataclasses import dataclass

QUANTITIES = frozenset(("figure", "list", "ladder", "time", "distance", "energy", "max"))
"""Kinds of token that say how much."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a line."""

    kind: str
    """One of ``QUANTITIES``, ``load``, ``sides``, ``word``, ``sign``, or what a phrase means."""
    value: str
    """In the workout format, for a quantity, a load and sides; else as typed, in lower case."""
    start: int
    end: int
