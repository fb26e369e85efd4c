"""Programs that turn text into a sound file. Text is data: no shell, and never an option.

Each renderer is a row of arguments, most of them fixed; the text goes to the program's standard
input wherever it can be read from there.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, Protocol

RENDER_TIMEOUT: Final = 10.0
"""Seconds after which a program is ended."""
_SPEED: Final = 160
"""Words per minute: a little slower than usual, for a garage."""
TEXT, FILE = "{text}", "{file}"


class RenderError(Exception):
    """A text could not be made into sound; the message is a sentence for the screen."""


class Renderer(Protocol):
    """Turns text into sound files."""

    @property
    def key(self) -> str:
        """What its sound depends on, besides the text."""

    def render(self, text: str, file: Path) -> None:
        """Write a WAV file with the text.

        Args:
            text: what is to be said; any text is said or refused, never obeyed.
            file: where to write it.

        Raises:
            RenderError: if that fails, or takes longer than ``RENDER_TIMEOUT``.
        """


class EspeakRenderer:
    """espeak-ng, which is there on most systems."""

    def __init__(self, program: str = "espeak-ng", voice: str = "en", speed: int = _SPEED) -> None:
        """Say it with a voice of espeak-ng.

        Args:
            program: its path.
            voice: as espeak-ng calls it, such as ``en-us`` or ``de``.
            speed: words per minute.
        """
        self._argv = (program, f"-v{voice}", f"-s{speed}", "-b1", "--stdin", "-w")
        self.key = f"espeak-ng {voice} {speed}"

    def render(self, text: str, file: Path) -> None:
        _run((*self._argv, str(file)), text, file)


class SayRenderer:
    """``say``, which is part of macOS."""

    def __init__(self, program: str = "say", voice: str = "") -> None:
        """Say it with a voice of the system.

        Args:
            program: its path.
            voice: as macOS calls it; empty for the one of the system's settings.
        """
        chosen = (f"--voice={voice}",) if voice else ()
        self._argv = (program, *chosen, "--data-format=LEI16@22050", "-f", "-", "-o")
        self.key = f"say {voice}"

    def render(self, text: str, file: Path) -> None:
        _run((*self._argv, str(file)), text, file)


class CommandRenderer:
    """A command of the user's."""

    def __init__(self, words: Sequence[str]) -> None:
        """Take a command such as ``["pico2wave", "-w", "{file}", "{text}"]``.

        Args:
            words: the program and its arguments. In each argument ``{file}`` stands for the WAV
                file that it is to write and ``{text}`` for the text; without ``{text}`` the text
                goes to its standard input.

        Raises:
            RenderError: if it names no ``{file}``.
        """
        self._arguments = tuple(words)
        if not any(FILE in argument for argument in self._arguments[1:]):
            raise RenderError("The command of the voice has no {file} to write to.")
        self.key = f"command {self._arguments}"

    def render(self, text: str, file: Path) -> None:
        values = {TEXT: text, FILE: str(file)}
        program, *arguments = self._arguments
        argv = [program, *(_filled(argument, values) for argument in arguments)]
        said = any(TEXT in argument for argument in arguments)
        _run(argv, "" if said else text, file)


def _filled(argument: str, values: Mapping[str, str]) -> str:
    """An argument with its placeholders replaced in one go, so that no text is looked at twice."""
    parts = re.split(r"(\{text\}|\{file\})", argument)
    out = "".join(values.get(part, part) for part in parts)
    # A text must not become an option.
    return f" {out}" if argument == TEXT and out.startswith("-") else out


def _run(argv: tuple[str, ...] | list[str], text: str, file: Path) -> None:
    """Run a program with a text on its standard input until it has written a file."""
    name = Path(argv[0]).name
    try:
        done = subprocess.run(
            argv,
            input=text.encode(errors="replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=RENDER_TIMEOUT,
            check=False,
            start_new_session=True,
        )
    except subprocess.TimeoutExpired:
        raise RenderError(
            f"No voice: {name} took longer than {RENDER_TIMEOUT:.0f} seconds."
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise RenderError(f"No voice: {name} can't be run ({reason}).") from None
    size = 0
    with contextlib.suppress(OSError):
        size = file.stat().st_size
    if done.returncode or not size:
        raise RenderError(f"No voice: {name} failed (exit code {done.returncode}).")


def find_renderer(command: Sequence[str] = (), voice: str = "") -> Renderer | None:
    """What speaks on this computer; None if nothing does.

    Args:
        command: the words of a command of the user's, which goes before all others.
        voice: the name of a voice, for espeak-ng or ``say``; empty for the usual one.

    Raises:
        RenderError: if the command can't be used.
    """
    if command:
        return CommandRenderer(command)
    if sys.platform == "darwin" and (program := shutil.which("say")):
        return SayRenderer(program, voice)
    for name in ("espeak-ng", "espeak"):
        if program := shutil.which(name):
            return EspeakRenderer(program, voice or "en")
    return None
