"""Options of sound."""

from __future__ import annotations

import argparse
from typing import Any

from legtimer.cli.arguments.words import figure


def sound(command: argparse.ArgumentParser, *, again: bool = False) -> None:
    """Options of sound; what is not given is left to the settings.

    Args:
        command: gets the options.
        again: whether the top level has them too, whose words then must not be forgotten.
    """
    default: Any = argparse.SUPPRESS if again else None

    def switch(name: str, help: str) -> None:
        command.add_argument(
            name, action=argparse.BooleanOptionalAction, default=default, help=help
        )

    command.add_argument(
        "--player",
        choices=("auto", "pulseaudio", "miniaudio", "simpleaudio", "silent"),
        default=default,
        help="what plays the sounds",
    )
    switch("--voice", "let a voice say what comes next (needs espeak-ng, or say on macOS)")
    command.add_argument(
        "--latency",
        type=figure(0, 2000, "milliseconds"),
        metavar="MS",
        default=default,
        help="how late the speakers are, in ms; measured by ear, for wireless ones",
    )
    switch("--keep-warm", "keep wireless speakers awake before a sound")
    command.add_argument(
        "--volume",
        type=figure(0, 100, "a volume"),
        metavar="0-100",
        default=default,
        help="how loud the sounds are",
    )
    switch("--mute", "begin without sound")
