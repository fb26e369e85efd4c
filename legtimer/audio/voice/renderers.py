"""Programs that turn text into a sound file. Text is data: no shell, and never an option.

A renderer is a program with arguments, most of them fixed. The text goes to its standard input
wherever the program can read it from there.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

RENDER_TIMEOUT: Final = 10.0
"""Seconds after which a program is ended."""
_SPEED: Final = 160
"""Words per minute: a little slower than usual, for a garage."""
_TEXT, _FILE = "{text}", "{file}"


class RenderError(Exception):
    """A text could not be made into sound; the message is a sentence for the screen."""


class Renderer:
    """A program that turns text into WAV files."""

    def __init__(self, words: Sequence[str], key: str = "") -> None:
        """Take a command such as ``["pico2wave", "-w", "{file}", "{text}"]``.

        Args:
            words: the program and its arguments. In each argument ``{file}`` stands for the WAV
                file that it is to write and ``{text}`` for the text; without ``{text}`` the text
                goes to its standard input.
            key: what its sound depends on, besides the text; empty for the words.

        Raises:
            RenderError: if it names no ``{file}``.
        """
        if not any(_FILE in argument for argument in words[1:]):
            raise RenderError("The command of the voice has no {file} to write to.")
        self._words = tuple(words)
        self.key = key or f"command {self._words}"

    def render(self, text: str, file: Path) -> None:
        """Write a WAV file with the text.

        Args:
            text: what is to be said; any text is said or refused, never obeyed.
            file: where to write it.

        Raises:
            RenderError: if that fails, or takes longer than ``RENDER_TIMEOUT``.
        """
        values = {_TEXT: text, _FILE: str(file)}
        program, *arguments = self._words
        argv = [program, *(_filled(argument, values) for argument in arguments)]
        said = any(_TEXT in argument for argument in arguments)
        _run(argv, "" if said else text, file)


def espeak_renderer(program: str = "espeak-ng", voice: str = "en") -> Renderer:
    """espeak-ng, which is there on most systems.

    Args:
        program: its path.
        voice: as espeak-ng calls it, such as ``en-us`` or ``de``.
    """
    options = (f"-v{voice}", f"-s{_SPEED}", "-b1", "--stdin", "-w", _FILE)
    return Renderer((program, *options), f"espeak-ng {voice} {_SPEED}")


def say_renderer(program: str = "say", voice: str = "") -> Renderer:
    """``say``, which is part of macOS.

    Args:
        program: its path.
        voice: as macOS calls it; empty for the one of the system's settings.
    """
    chosen = (f"--voice={voice}",) if voice else ()
    options = (*chosen, "--data-format=LEI16@22050", "-f", "-", "-o", _FILE)
    return Renderer((program, *options), f"say {voice}")


def _filled(argument: str, values: Mapping[str, str]) -> str:
    """An argument with its placeholders replaced in one go, so that no text is looked at twice."""
    parts = re.split(r"(\{text\}|\{file\})", argument)
    out = "".join(values.get(part, part) for part in parts)
    # A text must not become an option.
    return f" {out}" if argument == _TEXT and out.startswith("-") else out


def _run(argv: list[str], text: str, file: Path) -> None:
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
        return Renderer(command)
    if sys.platform == "darwin" and (program := shutil.which("say")):
        return say_renderer(program, voice)
    for name in ("espeak-ng", "espeak"):
        if program := shutil.which(name):
            return espeak_renderer(program, voice or "en")
    return None
