"""Words of the subcommand that looks whether all is well."""

from __future__ import annotations

from legtimer.cli.arguments.sound import sound
from legtimer.cli.arguments.words import Add, as_json


def add_doctor(add: Add) -> None:
    """``legtimer doctor``."""
    doctor = add(
        "doctor",
        "doctor",
        "look whether sound, voice, terminal and folders are well",
        "Play a test pattern and tell by way of what and how exactly; look at voice, terminal, "
        "sleep, folders, settings and versions. One line each, with what to do about it. Exits "
        "with 1 if there is a problem.",
    )
    doctor.add_argument(
        "--quiet", action="store_true", help="do all of it, but let nothing be heard"
    )
    doctor.add_argument("--no-sound", action="store_true", help="open no sound device at all")
    sound(doctor, again=True)
    as_json(doctor)
