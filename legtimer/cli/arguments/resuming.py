"""Words of the subcommand that goes on with what was cut off."""

from __future__ import annotations

from typing import Any

from legtimer.cli.arguments.sound import sound
from legtimer.cli.arguments.words import Add, as_json


def add_resume(add: Add) -> None:
    """``legtimer resume``."""
    resume = add(
        "resume",
        "resume",
        "go on with a session that was cut off",
        "Go on with a session that was cut off, paused where it stopped: the latest one, or the "
        "one whose id is given. With --keep what was done of it is kept as it is.",
    )
    resume.add_argument(
        "id", nargs="?", default="", metavar="ID", help="the beginning of its id, as in --list"
    )
    what: Any = resume.add_mutually_exclusive_group()
    for name, help in (
        ("list", "list the sessions that were cut off"),
        ("keep", "keep what was done of it; it is over"),
        ("drop", "keep nothing of it"),
    ):
        what.add_argument(f"--{name}", dest="action", action="store_const", const=name, help=help)
    as_json(resume)
    sound(resume, again=True)
