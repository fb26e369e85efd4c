"""Options of sound."""

from __future__ import annotations

import argparse
from typing import Any

from legtimer.cli.arguments.words import figure


def sound(command: argparse.ArgumentParser, *, again: bool = False) -> None:
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
        type=figure(0, 2000, "milliseconds"),
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
        "--volume",
        type=figure(0, 100, "a volume"),
        metavar="0-100",
        default=default,
        help="how loud the sounds are",
    )
    command.add_argument("--mute", action="store_true", default=off, help="begin without sound")
