"""``legtimer`` without a subcommand: the library."""

from __future__ import annotations

import argparse

from legtimer.cli.screens import open_screens


def run(options: argparse.Namespace) -> int:
    """Open the library screen."""
    return open_screens(options)
