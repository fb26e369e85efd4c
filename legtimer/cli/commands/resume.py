"""``legtimer resume``: resume an interrupted session, keep it, discard it, list them."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from legtimer.app.dates import here_and_now, moment_text
from legtimer.app.step_text import place_text
from legtimer.cli.arguments import Parser, add_json, add_sound
from legtimer.cli.history_access import history_exists, open_history
from legtimer.cli.output import complain, print_json
from legtimer.core.notation import clock
from legtimer.files.printable import printable

if TYPE_CHECKING:
    from legtimer.history.interrupted import Interrupted
    from legtimer.history.session_record import Header
    from legtimer.history.store import Store


_NOTHING = "no session is interrupted"
_ID = 8
"""Digits of an id that are shown."""


def add_arguments(command: Parser) -> None:
    command.description = (
        "Resume an interrupted session, paused where it stopped: the latest one, or the one with "
        "this id."
    )
    command.add_argument(
        "id", nargs="?", default="", metavar="ID", help="the beginning of its id, as in --list"
    )
    actions = command.add_mutually_exclusive_group()
    for name, help in (
        ("list", "list the interrupted sessions"),
        ("keep", "keep what was done, and end it"),
        ("discard", "keep nothing of it"),
    ):
        actions.add_argument(
            f"--{name}", dest="action", action="store_const", const=name, help=help
        )
    add_json(command)
    add_sound(command, again=True)


def run(options: argparse.Namespace) -> int:
    """Do what is asked; 0 if that was possible, else 2."""
    if options.json and options.action != "list":
        complain("--json goes with --list")
        return 2
    if options.action == "list" and options.id:
        complain("--list lists all of them; leave the id away")
        return 2
    if not history_exists():
        return _nothing(options)
    with open_history() as store:
        return _with(store, options)
    return 2


def _with(store: Store, options: argparse.Namespace) -> int:
    from legtimer.app.sessions import read_recorded_workout
    from legtimer.history.heartbeat import is_running
    from legtimer.history.interrupted import discard_interrupted, find_interrupted, keep_interrupted

    found = find_interrupted(store, read_recorded_workout)
    if options.action == "list":
        running = [one for one in store.open_headers() if is_running(store.beats, one.uid)]
        return _list(found, running, as_json=options.json)
    meant = [one for one in found if one.header.uid.startswith(options.id.lower())]
    if not meant and options.id:
        complain(f"no interrupted session has an id that begins with {printable(options.id, 40)}")
        return 2
    if not meant:
        return _nothing(options)
    if len(meant) > 1 and (options.id or options.action):
        complain("several sessions are meant; see legtimer resume --list")
        return 2
    one = meant[0]
    name = printable(one.header.workout, 60)
    if options.action == "discard":
        discard_interrupted(store, one.header.uid)
        print(f"discarded: {name}")
    elif options.action == "keep":
        lost = keep_interrupted(store, one.header.uid, read_recorded_workout)
        print(f"kept: {name}{', ' + _done(one) if one.view else ''}")
        if lost:
            complain(
                f"legtimer {printable(one.header.version, 20)} started it, and this version reads "
                f"{lost} of its presses in another way; the results are those before them"
            )
    elif not one.resumable:
        complain(
            f"legtimer {printable(one.header.version, 20)} started {name}, and this version cannot "
            "resume it; legtimer resume --keep keeps what was done"
        )
        return 2
    else:
        from legtimer.cli.screens import open_screens

        store.close()
        return open_screens(options, resumed=one.header.uid)
    return 0


def _nothing(options: argparse.Namespace) -> int:
    if options.action == "list":
        return _list([], [], as_json=options.json)
    complain(_NOTHING)
    return 2


def _list(found: list[Interrupted], running: list[Header], *, as_json: bool) -> int:
    if as_json:
        sessions = [_json(one) for one in found]
        sessions += [{**_head(header), "running": True} for header in running]
        print_json("resume/1", {"sessions": sessions})
        return 0
    for one in found:
        print(f"{_line(one.header)}  {_done(one)}")
    for header in running:
        print(f"{_line(header)}  under way just now")
    if not found and not running:
        print(_NOTHING)
    return 0


def _line(header: Header) -> str:
    when = moment_text(header.began, here_and_now())
    return f"{header.uid[:_ID]}  {when}  {printable(header.workout, 40)}"


def _done(one: Interrupted) -> str:
    """How far it got."""
    if one.view is None:
        return "how far it got cannot be told any more"
    step, tally, time = one.view.step, one.view.tally, f"{clock(one.view.elapsed)} in"
    if step is None:
        return time
    place = step.place
    if tally is not None:
        place = replace(place, round=tally.round, rounds=tally.rounds)
    return ", ".join(filter(None, (place_text(place), time)))


def _head(header: Header) -> dict[str, Any]:
    return {
        "uid": header.uid,
        "workout": header.workout,
        "began": header.began.isoformat(timespec="milliseconds"),
    }


def _json(one: Interrupted) -> dict[str, Any]:
    view = one.view
    return {
        **_head(one.header),
        "running": False,
        "resumable": one.resumable,
        "at_ms": one.at,
        "elapsed_ms": None if view is None else view.elapsed,
        "state": None if view is None else view.state_behind_pause.name.lower(),
        "step": None if view is None else view.number,
        "steps": None if view is None else view.steps,
    }
