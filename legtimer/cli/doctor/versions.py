"""Which versions of everything are at work."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from importlib import metadata
from typing import Final

from legtimer import __version__
from legtimer.cli.doctor.findings import Finding, note, ok, problem

_LIBRARIES: Final = ("textual", "miniaudio", "wakepy", "platformdirs", "tomlkit", "tomli-w")
"""What has to be installed, as its package is called."""
_EXTRAS: Final = ("simpleaudio", "simpleaudio-patched")


def version_of(package: str) -> str | None:
    """The version of an installed package; None if it is not there."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def look_at_versions() -> Iterator[Finding]:
    """The program, Python, the libraries, and the second player."""
    python = platform.python_version()
    yield ok(
        f"legtimer {__version__}, Python {python}, {platform.platform(terse=True)}",
        legtimer=__version__,
        python=python,
        platform=platform.platform(),
        executable=sys.executable,
    )
    found = {package: version_of(package) for package in _LIBRARIES}
    missing = [package for package, version in found.items() if version is None]
    if missing:
        yield problem(
            f"not installed: {', '.join(missing)}",
            f"run: {sys.executable} -m pip install {' '.join(missing)}",
            **found,
        )
    else:
        listed = ", ".join(f"{package} {version}" for package, version in found.items())
        yield ok(listed, **found)
    yield _second_player()


def _second_player() -> Finding:
    """Look for simpleaudio, an extra; only a build that crashes Python is something to act on."""
    from legtimer.audio.players import refusal

    found = {package: version_of(package) for package in _EXTRAS}
    there = [f"{package} {version}" for package, version in found.items() if version]
    why = refusal("simpleaudio")
    if not there:
        return ok("the second player, simpleaudio, is not installed; it is an extra")
    if why is None:
        return ok(f"the second player is {' and '.join(there)}", **found)
    return note(
        f"{' and '.join(there)}: {why.removeprefix('No sound: ').partition(' Run: ')[0]}",
        f"run: {why.partition(' Run: ')[2]}" if " Run: " in why else "",
        **found,
    )
