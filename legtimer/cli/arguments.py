"""The command line's words: subcommands, options, and what ``--help`` says."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from typing import Any

from legtimer import __version__

_DESCRIPTION = """\
An interval timer for people who train in front of a terminal.
Workouts are TOML files; without a subcommand the library opens."""

_EPILOG = """\
examples:
  legtimer                          pick a workout and train
  legtimer run leg-amrap            train a workout by its name
  legtimer run my/workout.toml      train a file
  legtimer check *.toml             all mistakes of files, with their lines
  legtimer plan runner-circuit --rounds 3
  legtimer rehearse tabata-legs     the cues of a whole session, in an instant
  legtimer new "Hill legs" --kind circuit"""


class _Parser(argparse.ArgumentParser):
    """A parser that abbreviates nothing: what is typed is what is meant."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(
            allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter, **settings
        )


def _count(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 1000:
        return int(text)
    raise argparse.ArgumentTypeError(f"expected a number from 1 to 1000, not {text!r}")


def _volume(text: str) -> int:
    if text.isdecimal() and int(text) <= 100:
        return int(text)
    raise argparse.ArgumentTypeError(f"expected a volume from 0 to 100, not {text!r}")


def _latency(text: str) -> int:
    if text.isdecimal() and int(text) <= 2000:
        return int(text)
    raise argparse.ArgumentTypeError(f"expected milliseconds from 0 to 2000, not {text!r}")


class _Kinds:
    """The kinds of block, found only when somebody needs them."""

    def __iter__(self) -> Any:
        from legtimer.core.blocks import kinds

        return iter(kinds())

    def __contains__(self, kind: object) -> bool:
        from legtimer.core.blocks import kinds

        return kind in kinds()


def _workout_names(**_: Any) -> Iterable[str]:
    """For shell completion."""
    from legtimer.files.catalogue import files

    return [path.stem for path in files()]


def _workout(command: argparse.ArgumentParser, *, stdin: bool = True) -> None:
    text = "a TOML file, or the name of a workout" + ("; - for standard input" if stdin else "")
    action: Any = command.add_argument("workout", metavar="FILE|NAME", help=text)
    action.completer = _workout_names


def _ranges(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--sets", type=_count, metavar="N", help="do N sets where the workout leaves a choice"
    )
    command.add_argument(
        "--rounds", type=_count, metavar="N", help="do N rounds where the workout leaves a choice"
    )
    command.add_argument(
        "--low-impact", action="store_true", help="swap in the easier alternatives"
    )


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--json", action="store_true", help="print JSON instead of text (see docs/json.md)"
    )


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    top = _Parser(prog="legtimer", description=_DESCRIPTION, epilog=_EPILOG)
    top.add_argument("--version", action="version", version=f"legtimer {__version__}")
    top.set_defaults(command_module="library")
    _sound(top)
    commands = top.add_subparsers(
        title="subcommands",
        metavar="SUBCOMMAND",
        # Given, because argparse would otherwise format a usage text to find it out.
        prog="legtimer",
    )

    def add(name: str, module: str, help: str, description: str = "") -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=help, description=description or help)
        command.set_defaults(command_module=module)
        return command

    run = add("run", "run", "train a workout")
    _workout(run, stdin=False)
    _ranges(run)
    _sound(run, again=True)

    listing = add("list", "listing", "list all workouts")
    _json(listing)

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
    _json(check)

    plan = add("plan", "plan", "show the expanded steps and the time of a workout")
    _workout(plan)
    _ranges(plan)
    _json(plan)

    rehearse = add(
        "rehearse",
        "rehearse",
        "play a whole session through in an instant",
        "Play a whole session through at virtual time and print its cues. Without --keys an "
        "athlete is assumed who needs the estimated time for everything.",
    )
    _workout(rehearse)
    _ranges(rehearse)
    rehearse.add_argument(
        "--keys",
        metavar="SCRIPT",
        help="what is pressed when, such as '0:12 press, 1:30 undo, 1:31.5 reps 12'; "
        "@FILE reads it from a file",
    )
    _json(rehearse)

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
        help="the kind of its first block: sets, circuit, amrap, ...",
    )

    add("schema", "schema", "print the JSON Schema of workout files")

    completion = add(
        "completion",
        "completion",
        "print a shell's completion script",
        "Print a script that completes legtimer's words in a shell. For bash: "
        'eval "$(legtimer completion bash)"',
    )
    completion.add_argument("shell", choices=("bash", "zsh", "fish", "powershell"))
    return top


def _sound(command: argparse.ArgumentParser, *, again: bool = False) -> None:
    """Options of sound; ``again`` where the top level has given the defaults already."""
    default: Any = argparse.SUPPRESS if again else None
    off: Any = argparse.SUPPRESS if again else False
    command.add_argument(
        "--player",
        choices=("auto", "miniaudio", "simpleaudio", "silent"),
        default=default or "auto",
        help="what plays the sounds",
    )
    command.add_argument(
        "--voice",
        action="store_true",
        default=off,
        help="let a voice say what comes next (needs espeak-ng, or say on macOS)",
    )
    command.add_argument(
        "--latency",
        type=_latency,
        metavar="MS",
        default=default,
        help="how late the speakers are, in ms; measured by ear, for wireless ones",
    )
    command.add_argument(
        "--keep-warm",
        action="store_true",
        default=off,
        help="keep wireless speakers awake before a sound",
    )
    command.add_argument(
        "--volume", type=_volume, metavar="0-100", default=default, help="how loud the sounds are"
    )
    command.add_argument("--mute", action="store_true", default=off, help="begin without sound")


def complain(message: str) -> None:
    """Say on standard error what cannot be done."""
    print(f"legtimer: {message}", file=sys.stderr)
