"""``legtimer history``: what was trained, listed, shown, corrected, deleted."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from legtimer.cli import stored
from legtimer.cli.arguments import SESSION, Parser, add_json, whole_number
from legtimer.cli.output import complain, print_json
from legtimer.files.printable import printable
from legtimer.history.errors import StoreError

if TYPE_CHECKING:
    from legtimer.history.store import Store

NONE_YET = "nothing was trained yet"


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
        '  legtimer history edit last note "slept badly"',
    )
    edit.add_argument("session", metavar="SESSION", help=SESSION)
    edit.add_argument(
        "words",
        nargs="+",
        metavar="WHAT",
        help="set N or score N, the figure's name, the figure; or effort, note, time and what "
        "it is",
    )

    delete = actions.add_parser(
        "delete", help="delete sessions for good", description="Delete sessions for good."
    )
    delete.add_argument("sessions", nargs="+", metavar="SESSION", help=SESSION)
    delete.add_argument("--yes", action="store_true", help="really")

    for name, action in (("show", show), ("edit", edit), ("delete", delete)):
        action.set_defaults(action=name)


def run(options: argparse.Namespace) -> int:
    """Do what is asked; 0 if that was possible, else 2."""
    if not stored.kept():
        if options.action != "list":
            complain(NONE_YET)
            return 2
        return _empty(options)
    actions = {"list": _list, "show": _show, "edit": _edit, "delete": _delete}
    with stored.opened() as store:
        try:
            return actions[options.action](store, options)
        except stored.Refused as refused:
            complain(refused.message)
        except StoreError as problem:
            complain(f"the history: {problem.message}")
    return 2


def _empty(options: argparse.Namespace) -> int:
    if options.json:
        _print_json([], {}, 0)
    else:
        print(NONE_YET)
    return 0


def _list(store: Store, options: argparse.Namespace) -> int:
    since = None
    if options.since is not None:
        try:
            since = stored.day_ms(options.since)
        except (ValueError, OverflowError, OSError):
            complain(f"--since: {printable(options.since, 60)} is no day such as 2026-03-14 or 30d")
            return 2
    workouts = None
    if options.workout is not None:
        workouts = stored.workouts_like(store, options.workout)
        if not workouts:
            complain(
                f"--workout: no workout was trained that is called {printable(options.workout)}"
            )
            return 2
    found = stored.rows(store, workouts=workouts, since=since, limit=options.limit)
    ((total,),) = store.read("SELECT COUNT(*) FROM session WHERE status = 'done'")
    scores = _scores(store, [row.id for row in found])
    if options.json:
        _print_json(found, scores, total)
        return 0
    from legtimer.cli.session_text import list_lines

    for line in list_lines(found, {n: [printable(t, 60) for t in s] for n, s in scores.items()}):
        print(line)
    if not found:
        print(NONE_YET if not total else "none of them")
    elif len(found) < total and len(found) == options.limit:
        print(f"{total} in all; --limit {total} shows them")
    return 0


def _scores(store: Store, ids: Sequence[int]) -> dict[int, list[str]]:
    """The texts of the scores of sessions, by their numbers in the file."""
    found: dict[int, list[str]] = {}
    least, most = min(ids, default=0), max(ids, default=0)
    wanted = set(ids)
    for session, text in store.read(
        "SELECT session, text FROM score WHERE session BETWEEN ? AND ? ORDER BY session, number",
        (least, most),
    ):
        if session in wanted:
            found.setdefault(session, []).append(text)
    return found


def _print_json(found: Sequence[stored.Row], scores: dict[int, list[str]], total: int) -> None:
    from legtimer.cli.session_text import row_json

    sessions = [row_json(row, scores.get(row.id, ())) for row in found]
    print_json("history/1", {"total": total, "sessions": sessions})


def _show(store: Store, options: argparse.Namespace) -> int:
    log = store.load(stored.find(store, options.session))
    if options.json:
        import json

        from legtimer.history.export.jsonl import to_json_line

        print(json.dumps(json.loads(to_json_line(log)), indent=2))
        return 0
    from legtimer.cli.session_text import session_lines
    from legtimer.history.comparisons import beaten_records

    header = log.header
    beaten = beaten_records(
        store, header.workout, log.sets, log.scores, uid=header.uid, until=header.began_at
    )
    for line in session_lines(log, beaten):
        print(line)
    return 0


def _edit(store: Store, options: argparse.Namespace) -> int:
    from legtimer.cli.session_text import correction_text
    from legtimer.history.corrections import InvalidCorrection, corrections

    uid = stored.find(store, options.session)
    target, field, text = _meant(options.words)
    try:
        changes = corrections(store.load(uid), target, field, text, stored.now_ms())
    except InvalidCorrection as refused:
        complain(refused.message)
        return 2
    if not changes:
        print("that is what it says already")
        return 0
    store.correct(uid, *changes)
    for line in filter(None, map(correction_text, changes)):
        print(line)
    return 0


def _meant(words: Sequence[str]) -> tuple[str, str, str]:
    """Target, field and figure of what was typed.

    Raises:
        Refused: if something is missing.
    """
    if words[0] in ("set", "score"):
        if len(words) < 4:
            raise stored.Refused(
                f"say which {words[0]}, which figure of it, and what it is: "
                + ("set 3 reps 12" if words[0] == "set" else "score 1 rounds 8")
            )
        return f"{words[0]} {words[1]}", words[2], " ".join(words[3:])
    if len(words) < 2:
        raise stored.Refused(f"say what {printable(words[0], 60)} is, such as effort 8")
    return "session", words[0], " ".join(words[1:])


def _delete(store: Store, options: argparse.Namespace) -> int:
    from legtimer.cli.session_text import list_lines

    wanted = list(dict.fromkeys(stored.find(store, named) for named in options.sessions))
    found = [row for row in stored.rows(store) if row.uid in wanted]
    lines = list_lines(found, {})
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
