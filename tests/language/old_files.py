"""Whether every workout of an older commit plans now as it did then.

    python tests/language/old_files.py COMMIT

The workouts are the shipped ones, those in the documents and all whole ones in the tests. Each is
read and expanded by the program of that commit and by this one; what differs is printed. A change
that CHANGELOG names is no fault, but it is printed too.
"""

from __future__ import annotations

import ast
import io
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def texts(tree: Path) -> Iterator[tuple[str, str]]:
    """The workouts in a tree of the project, each with where it stands."""
    for path in sorted((tree / "workouts").glob("*.toml")):
        yield path.name, path.read_text(encoding="utf-8")
    for path in [tree / "README.md", *sorted((tree / "docs").rglob("*.md"))]:
        text = path.read_text(encoding="utf-8")
        for n, example in enumerate(re.findall(r"```toml\n(.*?)```", text, re.DOTALL)):
            yield f"{path.name} {n}", example
    for path in sorted((tree / "tests/language/broken").glob("*.txt")):
        for part in path.read_text(encoding="utf-8").split("=== ")[1:]:
            title, _, rest = part.partition("\n")
            yield f"{path.name} {title}", rest.partition("---\n")[0]
    for path in sorted((tree / "tests").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and "[[block]]" in text and "\n" in text:
                yield f"{path.name}:{node.lineno}", text


def planned(text: str) -> list[Any] | None:
    """The steps of a workout in plain values; None if it is refused."""
    from textwrap import dedent

    from legtimer.core.workout import expand
    from legtimer.files.workouts.reader import read_workout

    workout = read_workout(dedent(text)).workout
    if workout is None:
        return None
    found: list[Any] = []
    for swaps in (frozenset(), workout.easier_sources()):
        found += [_plain(step) for step in expand(workout, {}, swaps).steps]
    return found


def _plain(step: Any) -> list[Any]:
    tally, place = step.tally, step.place
    items = tally and [[_item(i) for i in row] for row in tally.rounds]
    flags = tally and (tally.endless, tally.flows, tally.by_round)
    return [
        *(step.phase, step.ends, step.press, step.limit, step.call, step.get_set),
        *(step.exercise and step.exercise.name, step.amount and step.amount.text),
        *(step.load and step.load.text, items, flags, step.countdown, step.halfway),
        *(step.cadence, step.counts_up, place.path, place.passes, place.round, place.rounds),
        *(place.side, place.source, place.choice),
    ]


def _item(item: Any) -> list[Any]:
    load = item.load and item.load.text
    return [item.exercise.name, item.amount.text, load, item.reps, item.limit, item.source]


def _plans(tree: Path, workouts: list[str]) -> list[Any]:
    """The plans of workouts by the program in a tree."""
    done = subprocess.run(
        [sys.executable, __file__, "--plans"],
        input=json.dumps(workouts),
        env={**os.environ, "PYTHONPATH": str(tree)},
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[Any] = json.loads(done.stdout)
    return found


def main(commit: str) -> int:
    """Print what plans otherwise than at a commit; 1 if anything does."""
    with tempfile.TemporaryDirectory() as folder:
        data = subprocess.run(
            ["git", "-C", ROOT, "archive", commit], capture_output=True, check=True
        ).stdout
        tree = Path(folder)
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            archive.extractall(tree, filter="data")
        places, workouts = zip(*texts(tree), strict=True)
        old, new = _plans(tree, list(workouts)), _plans(ROOT, list(workouts))
    good = sum(plan is not None for plan in old)
    print(f"{len(old)} workouts, {good} of them right at {commit}")
    others = [n for n in range(len(old)) if old[n] is not None and old[n] != new[n]]
    for n in others:
        was, now = old[n], new[n]
        if now is None:
            print(f"{places[n]}: refused now")
            continue
        step = next((i for i, (a, b) in enumerate(zip(was, now)) if a != b), len(was))  # noqa: B905
        print(f"{places[n]}: step {step + 1}\n  was {was[step : step + 1]}")
        print(f"  now {now[step : step + 1]}")
    print(f"{len(others)} plan otherwise now")
    return bool(others)


if __name__ == "__main__":
    if sys.argv[1:] == ["--plans"]:
        print(json.dumps([planned(text) for text in json.load(sys.stdin)]))
    else:
        raise SystemExit(main(sys.argv[1]))
