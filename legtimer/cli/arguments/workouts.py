"""Words of the subcommands about workouts and their files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from legtimer.cli.arguments.words import Add, as_json, ranges, workout


class _Kinds:
    """The kinds of block, found only when somebody needs them."""

    def __iter__(self) -> Iterator[str]:
        from legtimer.core.blocks import kinds

        return iter(kinds())

    def __contains__(self, kind: object) -> bool:
        from legtimer.core.blocks import kinds

        return kind in kinds()


def add_list(add: Add) -> None:
    """``legtimer list``."""
    as_json(add("list", "listing", "list all workouts"))


def add_check(add: Add) -> None:
    """``legtimer check``."""
    check = add(
        "check",
        "check",
        "find all mistakes in workout files",
        "Find all mistakes in workout files, each with line and column. Exits with 0 if the files "
        "are good (warnings do not count), 1 if there are mistakes, 2 if a file cannot be read.",
    )
    check.add_argument(
        "files",
        nargs="+",
        metavar="FILE|NAME",
        help="a TOML file, or the name of a workout; - for standard input",
    )
    as_json(check)


def add_plan(add: Add) -> None:
    """``legtimer plan``."""
    plan = add("plan", "plan", "show the expanded steps and the time of a workout")
    workout(plan)
    ranges(plan)
    as_json(plan)


def add_rehearse(add: Add) -> None:
    """``legtimer rehearse``."""
    rehearse = add(
        "rehearse",
        "rehearse",
        "play a whole session through in an instant",
        "Play a whole session through at virtual time and print its cues. Without --keys an "
        "athlete is assumed who needs the estimated time for everything.",
    )
    workout(rehearse)
    ranges(rehearse)
    rehearse.add_argument(
        "--keys",
        metavar="SCRIPT",
        help="what is pressed when, such as '0:12 press, 1:30 undo, 1:31.5 reps 12'; "
        "@FILE reads it from a file",
    )
    as_json(rehearse)


def add_new(add: Add) -> None:
    """``legtimer new``."""
    new = add("new", "new", "write a new workout file from a template")
    new.add_argument(
        "name", metavar="NAME", help="the workout's name, or the path of a .toml file to write"
    )
    kinds: Any = _Kinds()
    new.add_argument(
        "--kind",
        required=True,
        choices=kinds,
        metavar="KIND",
        help="the kind of its first block: %(choices)s",
    )


def add_schema(add: Add) -> None:
    """``legtimer schema``."""
    add("schema", "schema", "print the JSON Schema of workout files")
