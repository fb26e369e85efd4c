"""Figures and verdicts as they are printed, and kept in a file from run to run."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple


class Spread(NamedTuple):
    """What a row of figures is like; all in its own unit."""

    count: int
    p50: float
    p99: float
    worst: float


def spread(figures: Sequence[float], *, signed: bool = False) -> Spread:
    """The middle, the one in a hundred, the worst; of the amounts, unless ``signed``."""
    values = sorted(figures if signed else (abs(figure) for figure in figures))
    if not values:
        return Spread(0, math.nan, math.nan, math.nan)

    def at(part: float) -> float:
        return values[min(len(values) - 1, math.ceil(part * len(values)) - 1)]

    return Spread(len(values), at(0.5), at(0.99), values[-1])


def verdict(goal: str, figure: float, limit: float, unit: str = "ms") -> bool:
    """Print whether a goal was reached."""
    reached = figure <= limit
    word = "reached" if reached else "MISSED "
    print(f"{word}  {goal}: {figure:.2f} {unit} (goal {limit:g} {unit})")
    return reached


def verdict_of(goal: str, reached: bool, figure: str) -> bool:
    """Print whether a goal that is no single figure was reached."""
    print(f"{'reached' if reached else 'MISSED '}  {goal}: {figure}")
    return reached


def told_before(file: Path | None) -> list[dict[str, Any]]:
    """The runs that a file holds; none if there is no file."""
    if file is None or not file.exists():
        return []
    return json.loads(file.read_text())["runs"]


def keep(file: Path | None, runs: list[dict[str, Any]]) -> None:
    """Write all runs into a file."""
    if file is not None:
        file.write_text(json.dumps({"runs": runs}))
