# PYTHON_ARGCOMPLETE_OK
"""The entry point: reads the command line and hands over to the subcommand.

Exit codes: 0 for good, 1 for mistakes in a workout file or output that can't be written, 2 for a
command line that cannot be followed, 3 for a crash, 130 for Ctrl-C.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from legtimer.cli.arguments import module_of, parser

_FAILED = 1
_CRASH = 3
_INTERRUPTED = 130

_WORLD = frozenset(
    getattr(errno, name)
    for name in ("EPIPE", "ENOSPC", "EDQUOT", "EFBIG", "EIO", "EROFS")
    if hasattr(errno, name)
)
"""Errors of the system that say that a disk or a pipe takes no more."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program.

    Args:
        arguments: the command line without the program's name; None for the process's own.

    Returns:
        The exit code.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A name that the terminal cannot show is spelled out; it must never end the program.
            stream.reconfigure(errors="backslashreplace")
    # What a short command makes, it needs to its end: collecting would only cost time. The screens
    # switch the collector on again once they are up.
    gc.disable()
    try:
        return _main(arguments)
    finally:
        gc.enable()


def _main(arguments: Sequence[str] | None) -> int:
    if "_ARGCOMPLETE" in os.environ:
        import argcomplete

        argcomplete.autocomplete(parser(os.environ.get("COMP_LINE", "").split()[1:]))
    if arguments is None:
        arguments = sys.argv[1:]
    try:
        options = parser(arguments).parse_args(arguments)
        code: int = module_of(options.command).run(options)
    except SystemExit as ended:
        # Help and mistakes of the command line; what they print may find a full disk too.
        return _flushed(ended.code if isinstance(ended.code, int) else _FAILED)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except OSError as problem:
        return _output_failed(problem)
    except Exception as problem:
        return _crashed(problem)
    return _flushed(code)


def _flushed(code: int) -> int:
    """Write what is left; an exit code that says something already stays."""
    try:
        sys.stdout.flush()
    except OSError as problem:
        return code or _output_failed(problem)
    finally:
        _discard_what_cannot_be_written()
    return code


def _discard_what_cannot_be_written() -> None:
    """Python writes what is left at its exit; where that can't be, its exit code would be 120."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _output_failed(problem: OSError) -> int:
    """Nobody reads what we write, or it does not fit: the user's world, and no mistake of ours."""
    if problem.errno not in _WORLD:
        return _crashed(problem)
    _discard_what_cannot_be_written()
    if problem.errno == errno.EPIPE:
        return 0  # whoever read our output has seen enough
    name = f"{problem.filename}: " if problem.filename else ""
    with suppress(OSError):
        print(f"legtimer: {name}{problem.strerror}", file=sys.stderr)
    return _FAILED


def _crashed(problem: Exception) -> int:
    from legtimer.app.crash_report import print_crash_report

    with suppress(OSError):
        print_crash_report(problem)
    return _CRASH
