# PYTHON_ARGCOMPLETE_OK
"""The entry point: reads the command line and hands over to the subcommand.

Exit codes: 0 for good, 1 for mistakes in a workout file, 2 for a command line that cannot be
followed, 3 for a crash, 130 for Ctrl-C.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from legtimer.cli.arguments import module_of, parser

CRASH = 3
INTERRUPTED = 130


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
    options = parser(arguments).parse_args(arguments)
    try:
        code: int = module_of(options.command).run(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough; nothing may be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as problem:
        from legtimer.app.crash_report import report

        report(problem)
        return CRASH
    return code
