"""``legtimer programme``: programmes listed, shown, checked, rehearsed, taken into use."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from legtimer.app.dates import date_text, here_and_now, weekday_text
from legtimer.cli.arguments import Parser, add_json, whole_number
from legtimer.cli.commands.next import programme_json, week_json
from legtimer.cli.history_access import history_exists, open_history
from legtimer.cli.output import command_word, complain, print_json, quoted
from legtimer.cli.settings import load_settings, personal_of
from legtimer.files.printable import printable

# What only one action needs is imported there: none waits for what another one needs.
if TYPE_CHECKING:
    from pathlib import Path

    from legtimer.app.programme_schedule import ProgrammeSchedule
    from legtimer.app.targets import PrescribedFigure
    from legtimer.core.coach.placement import DoneSession, PlannedSession, ProgrammeWeek
    from legtimer.core.coach.programme import Programme


def add_arguments(command: Parser) -> None:
    command.description = "List the programmes; or show, check, rehearse one, or take it into use."
    command.epilog = (
        "examples:\n"
        "  legtimer programme rehearse half-marathon-legs --all-done\n"
        "  legtimer programme use half-marathon-legs --race 2027-04-11\n"
        "  legtimer next"
    )
    command.set_defaults(action="list")
    add_json(command)
    actions = command.add_subparsers(title="actions", metavar="ACTION", prog="legtimer programme")

    def action(name: str, help: str, *, json: bool = True) -> Any:
        found = actions.add_parser(name, help=help, description=f"{help[0].upper()}{help[1:]}.")
        found.set_defaults(action=name)
        if json:
            add_json(found, again=True)
        return found

    def add_name(to: Parser, *, needed: bool = False) -> None:
        text = "a TOML file, or the name of a programme"
        if not needed:
            text += "; without it the one in use"
        argument: Any = to.add_argument(
            "name", nargs=None if needed else "?", metavar="FILE|NAME", help=text
        )
        argument.completer = _programme_names

    action("list", "list all programmes")
    add_name(action("show", "show the phases of a programme with their dates"))
    check = action("check", "find all mistakes in programme files and their calendars", json=True)
    check.add_argument(
        "files", nargs="*", metavar="FILE|NAME", help="files or names; without any the one in use"
    )
    rehearse = action("rehearse", "show every session of a programme, with the reason of its day")
    add_name(rehearse)
    rehearse.add_argument(
        "--all-done",
        action="store_true",
        help="from the first day on, as if every session had been done; else from today on, by "
        "what was done",
    )
    rehearse.add_argument(
        "--weeks", type=whole_number(1, 999, "weeks"), metavar="N", help="at most so many weeks"
    )
    use = action("use", "have the sessions of a programme due from now on", json=False)
    add_name(use, needed=True)
    dates = use.add_mutually_exclusive_group()
    dates.add_argument("--race", type=_day, metavar="DATE", help="the weeks count back from it")
    dates.add_argument("--start", type=_day, metavar="DATE", help="the first day")


def _programme_names(**_: Any) -> Iterable[str]:
    """For shell completion."""
    from legtimer.files.programmes.catalogue import PROGRAMMES

    return [file.name for file in PROGRAMMES.all()]


def _day(text: str) -> date:
    from legtimer.core.notation import NotUnderstood
    from legtimer.core.value_types import CalendarDate

    try:
        found: date = CalendarDate().parse(text)
    except NotUnderstood as problem:
        typed = f", not {text!r}" if str(problem).startswith("expected") else ""
        raise argparse.ArgumentTypeError(f"{problem}{typed}") from None
    return found


def run(options: argparse.Namespace) -> int:
    """Do what is asked; 0 if that was possible, 1 for mistakes in a file, else 2."""
    from legtimer.files.named_file import NoSuchFile

    actions = {"list": _list, "show": _show, "check": _check, "rehearse": _rehearse, "use": _use}
    try:
        return actions[options.action](options)
    except NoSuchFile as problem:
        complain(str(problem))
        return 2


def _list(options: argparse.Namespace) -> int:
    from legtimer.core.scoring import plural
    from legtimer.files.programmes.catalogue import PROGRAMMES
    from legtimer.files.programmes.reader import read_programme_file

    used, today = load_settings(options).programme.name, here_and_now().date()
    found = []
    for file in PROGRAMMES.all():
        reading = read_programme_file(file.path)
        found.append((file, reading.programme, len(reading.errors)))
    used_file = _find(used) if used else None
    if options.json:
        rows = [
            {
                "file": str(file.path),
                "name": programme and programme.name,
                "about": programme and programme.about,
                "weeks": programme and programme.weeks,
                "good": programme is not None,
                "in_use": file.path == used_file,
            }
            for file, programme, _ in found
        ]
        print_json("programmes/1", {"programmes": rows})
        return 0
    width = max((len(file.name) for file, *_ in found), default=0)
    for file, programme, errors in found:
        name = f"{printable(file.name, 60):{min(width, 60)}}"
        if programme is None:
            word = command_word(file.name)
            print(f"{name}  {plural(errors, 'mistake')}: legtimer programme check {word}")
            continue
        mark = f"  (in use, {_when(programme, today)})" if file.path == used_file else ""
        print(f"{name}  {programme.weeks:>3} weeks  {printable(programme.name, 60)}{mark}")
    return 0


def _when(programme: Programme, today: date) -> str:
    """Where in a programme a day is."""
    first = programme.first_day
    if first is None:
        return "without a date"
    week = (today - first).days // 7 + 1
    if week < 1:
        return f"from {date_text(first)}"
    return f"week {week}" if week <= programme.weeks else "over"


def _find(name: str | None) -> Path:
    """The file of a programme.

    Raises:
        NoSuchFile: if there is none; the text begins with the name.
    """
    from legtimer.files.named_file import NoSuchFile
    from legtimer.files.programmes.catalogue import PROGRAMMES

    try:
        return PROGRAMMES.find(name or "")
    except NoSuchFile as problem:
        raise NoSuchFile(f"{quoted(name or '')}: {problem}") from None


def _in_use(options: argparse.Namespace) -> str:
    """The name of the programme in use.

    Raises:
        NoSuchFile: if there is none.
    """
    from legtimer.files.named_file import NoSuchFile

    name = load_settings(options).programme.name
    if not name:
        raise NoSuchFile("no programme in use: name one; see: legtimer programme list")
    return name


def _named(options: argparse.Namespace) -> Path:
    """The file of the programme that was named, or of that in use."""
    return _find(options.name or _in_use(options))


def _open(path: Path, options: argparse.Namespace) -> ProgrammeSchedule | None:
    """The programme of a file; mistakes are printed."""
    from legtimer.app.programme_schedule import open_schedule

    schedule, reading = open_schedule(path, here_and_now().date(), personal_of(options))
    for mistake in reading.mistakes:
        print(mistake.render(str(path)))
    return schedule


def _show(options: argparse.Namespace) -> int:
    schedule = _open(_named(options), options)
    if schedule is None:
        return 1
    if options.json:
        print_json("programme/1", {**programme_json(schedule), "phases": _phases(schedule)})
        return 0
    print("\n".join(_show_lines(schedule)))
    return 0


def _phases(schedule: ProgrammeSchedule) -> list[dict[str, Any]]:
    """The phases with their dates."""
    found, first = [], schedule.first_day
    for phase in schedule.programme.phase:
        low, high = schedule.programme.per_week_in(phase)
        found.append(
            {
                "name": phase.name,
                "first_day": str(first),
                "weeks": phase.weeks,
                "per_week": [low, high],
                "workouts": list(phase.workouts),
                "low_impact": phase.low_impact,
                "drop_sets": phase.drop_sets,
                "growth": phase.growth,
            }
        )
        first += timedelta(days=7 * phase.weeks)
    return found


def _show_lines(schedule: ProgrammeSchedule) -> Iterator[str]:
    from legtimer.core.coach.programme import WEEKDAYS
    from legtimer.core.scoring import plural

    programme = schedule.programme
    ends = "the race" if programme.race else "the end"
    yield f"{printable(programme.name, 100)}: {plural(programme.weeks, 'week')}"
    if programme.about:
        yield printable(programme.about, None)
    dates = f"{weekday_text(schedule.first_day)} to {weekday_text(schedule.last_day)}, {ends}"
    yield f"{dates}" if programme.first_day else "no date yet: legtimer programme use --help"
    usual = zip(WEEKDAYS, programme.runs.usual, strict=True)
    runs = ", ".join(f"{day.title()} {kind}" for day, kind in usual if kind)
    if programme.runs.calendar:
        runs = f"{plural(len(schedule.runs), 'run')} in {printable(programme.runs.calendar, None)}"
    yield f"Runs: {runs or 'none'}"
    yield f"Sessions: {', '.join(programme.on)}; {plural(programme.days_between, 'day')} between"
    for phase in _phases(schedule):
        low, high = phase["per_week"]
        week = f"{low}-{high}" if low != high else str(low)
        more = [
            f"{week} a week",
            "low impact" if phase["low_impact"] else "",
            f"{plural(phase['drop_sets'], 'set')} fewer" if phase["drop_sets"] else "",
            "no growth" if phase["growth"] == "pause" else "",
        ]
        first = date_text(date.fromisoformat(phase["first_day"]))
        title = printable(phase["name"], 60)
        yield f"{title}, {plural(phase['weeks'], 'week')} from {first}: " + ", ".join(
            filter(None, more)
        )
        if phase["workouts"]:
            yield f"    {printable(', '.join(phase['workouts']), None)}"


def _check(options: argparse.Namespace) -> int:
    from legtimer.app.programme_schedule import open_schedule
    from legtimer.cli.commands.check import print_check_json, print_check_text

    code, files = 0, []
    for name in options.files or [_in_use(options)]:
        path = _find(name)
        _, reading = open_schedule(path, here_and_now().date(), personal_of(options))
        files.append((str(path), reading.mistakes))
        if reading.errors:
            code = 1
        if not options.json:
            print_check_text(*files[-1])
    if options.json:
        print_check_json(files)
    return code


def _rehearse(options: argparse.Namespace) -> int:
    schedule = _open(_named(options), options)
    if schedule is None:
        return 1
    done: list[DoneSession] = []
    today = schedule.first_day
    if not options.all_done:
        today = max(today, here_and_now().date())
        if history_exists():
            with open_history() as store:
                done = schedule.done_in(store)
    weeks = schedule.weeks(done, today)[: options.weeks]
    figures: Mapping[PlannedSession, Sequence[PrescribedFigure]] = {}
    if options.all_done:
        from legtimer.cli.coach_access import open_coach

        with open_coach(options) as coach:
            figures = coach.rehearsal(schedule, weeks)
    if options.json:
        rows = [week_json(schedule, week, figures) for week in weeks]
        print_json("rehearsal/1", {"programme": programme_json(schedule), "weeks": rows})
        return 0
    for week in weeks:
        print("\n".join(_week_lines(schedule, week, figures)))
    if not weeks:
        print(f"{printable(schedule.programme.name, 100)} is over")
    return 0


def _week_lines(
    schedule: ProgrammeSchedule,
    week: ProgrammeWeek,
    figures: Mapping[PlannedSession, Sequence[PrescribedFigure]],
) -> Iterator[str]:
    from legtimer.app.programme_text import session_title, week_text

    number = f"Week {week.number} of {schedule.programme.weeks}"
    yield f"{number}, {date_text(week.first)}: {week_text(week)}"
    for one in week.planned:
        title = session_title(schedule, one, low_impact=week.phase.low_impact)
        yield f"  {weekday_text(one.day):15}  {title}"
        yield f"  {'':15}  {one.reason}"
        if texts := [figure.text for figure in figures.get(one, ())]:
            yield f"  {'':15}  {printable(', '.join(texts), None)}"


def _use(options: argparse.Namespace) -> int:
    from legtimer.app.programme_schedule import open_schedule
    from legtimer.app.settings import write_setting
    from legtimer.files.programmes.catalogue import programme_word
    from legtimer.files.programmes.own_programmes import write_date
    from legtimer.files.toml.edit import EditError
    from legtimer.tui.keymap import SCREEN_NAMES

    schedule, today = _open(_find(options.name), options), here_and_now().date()
    if schedule is None:
        return 1
    path, programme = schedule.path, schedule.programme
    key = "race" if options.race else "start"
    day = options.race or options.start or (None if programme.first_day else today)
    try:
        if day is not None:
            path = write_date(path, programme, key, day)
            print(f"{printable(str(path), None)}: {key} = {day}")
        write_setting(("programme", "name"), [programme_word(path)], SCREEN_NAMES)
    except EditError as problem:
        complain(printable(str(problem), None))
        return 2
    schedule, _ = open_schedule(path, today, personal_of(options))
    assert schedule is not None
    first, last = weekday_text(schedule.first_day), weekday_text(schedule.last_day)
    print(f"in use: {printable(programme.name, 100)}, {first} to {last}; see: legtimer next")
    return 0
