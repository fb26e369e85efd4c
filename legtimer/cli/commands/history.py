"""``legtimer history``: what was trained, listed, shown, corrected, deleted."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from legtimer.app.dates import here_and_now
from legtimer.cli.arguments import SESSION, Parser, add_json, whole_number
from legtimer.cli.history_access import history_exists, now_ms, open_history
from legtimer.cli.output import complain, print_json
from legtimer.cli.settings import load_settings
from legtimer.files.printable import printable

# What only one action needs is imported there: none waits for what another one needs.
if TYPE_CHECKING:
    from legtimer.history.store import Store


_NONE_YET = "no sessions yet"


def add_arguments(command: Parser) -> None:
    command.description = "List the sessions, the newest first; or show, edit, delete one of them."
    command.set_defaults(action="list")
    command.add_argument(
        "--workout", metavar="NAME", help="only workouts in whose name this stands"
    )
    command.add_argument(
        "--since", metavar="DATE", help="only since this day: 2026-03-14, or 30d for 30 days ago"
    )
    command.add_argument(
        "--limit",
        type=whole_number(1, 1_000_000, "a number"),
        metavar="N",
        default=20,
        help="at most so many (20)",
    )
    add_json(command)
    actions = command.add_subparsers(title="actions", metavar="ACTION", prog="legtimer history")

    show = actions.add_parser(
        "show",
        help="show a session with all its sets",
        description="Show a session with all its sets.",
    )
    show.add_argument("session", metavar="SESSION", help=SESSION)
    add_json(show, again=True)

    edit = actions.add_parser(
        "edit",
        help="correct a figure of a session",
        description="Correct a figure of a session; what it was is kept with it.",
        epilog="examples:\n"
        "  legtimer history edit last set 3 reps 12\n"
        "  legtimer history edit last set 3 load 22.5 kg\n"
        "  legtimer history edit 2 score 1 score 7 + 23\n"
        "  legtimer history edit 2026-03-14 effort 8\n"
        "  legtimer history edit last date yesterday 18:30\n"
        "  legtimer history edit last length 42:10\n"
        '  legtimer history edit last note "slept badly"',
    )
    edit.add_argument("session", metavar="SESSION", help=SESSION)
    edit.add_argument(
        "words",
        nargs="+",
        metavar="WHAT",
        help="set N or score N, the figure's name, the figure; or effort, note, date, length and "
        "what it is",
    )

    delete = actions.add_parser(
        "delete", help="delete sessions for good", description="Delete sessions for good."
    )
    delete.add_argument("sessions", nargs="+", metavar="SESSION", help=SESSION)
    delete.add_argument("--yes", action="store_true", help="really")

    join = actions.add_parser(
        "join",
        help="join the past of two workout names",
        description="Move all sessions of a workout's old name to its new name.",
        epilog='example:\n  legtimer history join "Legs" "Leg day"',
    )
    join.add_argument("old", metavar="OLD", help="the name that the sessions have")
    join.add_argument("new", metavar="NEW", help="the name that they get")

    for name, action in (("show", show), ("edit", edit), ("delete", delete), ("join", join)):
        action.set_defaults(action=name)


def run(options: argparse.Namespace) -> int:
    """Do what is asked; 0 if that was possible, else 2."""
    if not history_exists():
        if options.action != "list":
            complain(_NONE_YET)
            return 2
        return _empty(options)
    actions = {"list": _list, "show": _show, "edit": _edit, "delete": _delete, "join": _join}
    with open_history() as store:
        return actions[options.action](store, options)
    return 2


def _empty(options: argparse.Namespace) -> int:
    if options.json:
        print_json("history/1", {"total": 0, "sessions": []})
    else:
        print(_NONE_YET)
    return 0


def _list(store: Store, options: argparse.Namespace) -> int:
    from legtimer.cli.find_session import parse_day, workouts_named
    from legtimer.cli.session_text import list_lines, summary_json
    from legtimer.history.session_list import list_sessions, session_uids, week_totals

    since = None
    if options.since is not None:
        try:
            since = parse_day(options.since)
        except (ValueError, OverflowError, OSError):
            complain(f"--since: {printable(options.since, 60)} is no day such as 2026-03-14 or 30d")
            return 2
    workouts = None
    if options.workout is not None:
        workouts = workouts_named(store, options.workout)
        if not workouts:
            complain(
                f"--workout: no workout was trained that is called {printable(options.workout)}"
            )
            return 2
    found = list_sessions(store, workouts=workouts, since=since, limit=options.limit)
    total = len(session_uids(store))
    if options.json:
        print_json("history/1", {"total": total, "sessions": list(map(summary_json, found))})
        return 0
    totals = week_totals(store, workouts=workouts, since=since)
    for line in list_lines(found, here_and_now(), totals):
        print(line)
    if not found:
        print(_NONE_YET if not total else "none of them")
    elif len(found) < total and len(found) == options.limit:
        print(f"{total} in all; --limit {total} shows them")
    return 0


def _show(store: Store, options: argparse.Namespace) -> int:
    from legtimer.cli.find_session import find_session
    from legtimer.cli.session_text import session_lines
    from legtimer.core.exercise import LoadUnit
    from legtimer.history.comparisons import beaten_records
    from legtimer.history.recorded_plan import recorded_plan

    log = store.load(find_session(store, options.session))
    if options.json:
        import json

        from legtimer.history.export.jsonl import to_json_line

        print(json.dumps(json.loads(to_json_line(log)), indent=2))
        return 0
    header = log.header
    beaten = beaten_records(
        store,
        header.workout,
        log.sets,
        log.scores,
        uid=header.uid,
        until=header.began_at,
        weights=LoadUnit(load_settings(options).screen.units),
        plan=recorded_plan(header),
    )
    for line in session_lines(log, beaten):
        print(line)
    return 0


def _edit(store: Store, options: argparse.Namespace) -> int:
    from legtimer.cli.find_session import find_session
    from legtimer.cli.session_text import correction_text
    from legtimer.history.corrections import InvalidCorrection, corrections

    uid = find_session(store, options.session)
    try:
        target, field, text = _correction(options.words)
        changes = corrections(store.load(uid), target, field, text, now_ms())
    except InvalidCorrection as refused:
        complain(str(refused))
        return 2
    if not changes:
        print("that is what it says already")
        return 0
    store.correct(uid, *changes)
    for line in filter(None, map(correction_text, changes)):
        print(line)
    return 0


def _correction(words: Sequence[str]) -> tuple[str, str, str]:
    """Target, field and figure of what was typed.

    Raises:
        InvalidCorrection: if something is missing.
    """
    from legtimer.history.corrections import InvalidCorrection

    if words[0] in ("set", "score"):
        if len(words) < 4:
            raise InvalidCorrection(
                f"say which {words[0]}, which figure of it, and what it is: "
                + ("set 3 reps 12" if words[0] == "set" else "score 1 rounds 8")
            )
        return f"{words[0]} {words[1]}", words[2], " ".join(words[3:])
    if len(words) < 2:
        raise InvalidCorrection(f"say what {printable(words[0], 60)} is, such as effort 8")
    return "session", words[0], " ".join(words[1:])


def _join(store: Store, options: argparse.Namespace) -> int:
    from legtimer.cli.find_session import unknown_name
    from legtimer.core.scoring import plural
    from legtimer.files.workouts.catalogue import read_catalogue
    from legtimer.history.joining import join_workouts
    from legtimer.history.session_list import workout_names

    names = workout_names(store)
    if options.old not in names:
        complain(unknown_name("no workout was trained that is called", options.old, names))
        return 2
    # The other name may be one that only a file has yet.
    files = [workout.name for _, (workout, *_) in read_catalogue() if workout is not None]
    if options.new not in (*names, *files):
        complain(unknown_name("there is no workout called", options.new, (*names, *files)))
        return 2
    joined = join_workouts(store, options.old, options.new, now_ms())
    old, new = printable(options.old), printable(options.new)
    print(f"{plural(len(joined), 'session')} of {old}: now of {new}")
    return 0


def _delete(store: Store, options: argparse.Namespace) -> int:
    from legtimer.cli.find_session import find_session
    from legtimer.cli.session_text import list_lines
    from legtimer.history.session_list import list_sessions

    wanted = list(dict.fromkeys(find_session(store, named) for named in options.sessions))
    found = [row for row in list_sessions(store) if row.uid in wanted]
    lines = list_lines(found, here_and_now(), {})
    if not options.yes:
        complain("this would be deleted for good; with --yes it is:")
        for line in lines:
            print(line, file=sys.stderr)
        return 2
    for uid in wanted:
        store.delete(uid)
    for line in lines:
        print(f"deleted: {line}")
    return 0
