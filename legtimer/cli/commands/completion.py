"""``legtimer completion``: what a shell needs to complete our words."""

from __future__ import annotations

import argparse

from argcomplete.shell_integration import shellcode


def run(options: argparse.Namespace) -> int:
    """Print the script of a shell."""
    print(shellcode(["legtimer"], shell=options.shell))
    return 0
