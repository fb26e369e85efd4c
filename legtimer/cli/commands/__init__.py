"""The subcommands: a module for each, with its arguments, what it does, and what it prints.

A module has ``add_arguments``, which adds to the parser, and ``run``, which gives the exit code.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

SUBCOMMANDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "run": "train a workout",
        "resume": "resume an interrupted session",
        "list": "list all workouts",
        "check": "find all mistakes in workout files",
        "plan": "show the steps and the length of a workout",
        "rehearse": "run through a whole session in an instant",
        "new": "write a new workout or programme from a template",
        "schema": "print the JSON Schema of workout or programme files",
        "next": "tell which session of the programme is due, and why",
        "programme": "list, show, check and rehearse programmes, or take one into use",
        "exercises": "list exercises, or tell all about one",
        "log": "note a session that was done without legtimer",
        "history": "list, show, correct and delete sessions",
        "progress": "show what has come of training",
        "export": "write sessions as CSV, JSON, JSON lines or FIT",
        "import": "read sessions that were exported",
        "config": "show, check and change the settings",
        "doctor": "check sound, voice, terminal and folders",
        "send": "tell a running session what to do",
        "completion": "print a shell's completion script",
    }
)
"""All of them in the order of ``--help``, with the line that it has about each.

They stand here so that ``--help`` and completion import no command."""
