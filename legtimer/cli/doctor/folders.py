"""Where everything lies, and whether it can be read and written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from errno import EDQUOT, ENOSPC
from pathlib import Path

from legtimer.cli.doctor.findings import Finding, note, ok, problem
from legtimer.cli.output import command_word
from legtimer.files import shipped, user_folders
from legtimer.files.mistakes import Mistake, Severity
from legtimer.files.printable import printable
from legtimer.files.settings.location import config_folder, settings_file


def look_at_folders() -> Iterator[Finding]:
    """The shipped files, and the folders of the athlete's own."""
    yield from _shipped()
    for what, path in (
        ("settings", Path(config_folder())),
        ("history and choices", user_folders.state_folder()),
        ("speech cache", user_folders.cache_folder()),
        ("your workouts", user_folders.own_workouts_folder()),
        ("your sounds", user_folders.own_sounds_folder()),
    ):
        yield _folder(what, path)
    yield from _own_workouts()
    yield from _own_sounds()


def look_at_settings(mistakes: tuple[Mistake, ...]) -> Finding:
    """The settings' file.

    Args:
        mistakes: what is wrong with it.
    """
    path = printable(settings_file(), None)
    if not os.path.lexists(settings_file()):
        return ok("no settings file: defaults used", file=path)
    errors = sum(mistake.severity is Severity.ERROR for mistake in mistakes)
    if errors:
        first = mistakes[0]
        more = f" (and {len(mistakes) - 1} more)" if len(mistakes) > 1 else ""
        return problem(
            f"{path}:{first.line}:{first.column}: {first.message}{more}",
            "see: legtimer config check",
            file=path,
            mistakes=len(mistakes),
        )
    if mistakes:
        return note(f"{path}: {mistakes[0].message}", "see: legtimer config check", file=path)
    return ok(f"{path} is good", file=path)


def _shipped() -> Iterator[Finding]:
    """What came with the program."""
    for what, folder, pattern in (
        ("workouts", shipped.workouts_folder(), "*.toml"),
        ("programmes", shipped.programmes_folder(), "*.toml"),
        ("sounds", shipped.sounds_folder(), "*.wav"),
    ):
        if not any(folder.glob(pattern)):
            yield problem(
                f"the {what} that come with legtimer are not in {printable(str(folder), None)}",
                "install legtimer again",
                folder=str(folder),
            )


def _folder(what: str, path: Path) -> Finding:
    """One folder."""
    shown = printable(str(path), None)
    facts = {"what": what, "folder": str(path), "exists": path.is_dir()}
    if path.exists() and not path.is_dir():
        return problem(f"{what}: {shown} is no folder", "move that file away", **facts)
    here = path
    while not here.exists() and here != here.parent:
        here = here.parent
    why = _unwritable(here)
    if why:
        where = shown if here == path else printable(str(here), None)
        right = f"give yourself the right to write it, for example: chmod u+rwx '{where}'"
        return problem(
            f"{what}: {where} cannot be written ({why.strerror or type(why).__name__})",
            "make room on that disk" if why.errno in (ENOSPC, EDQUOT) else right,
            **facts,
            writable=False,
        )
    made = "" if path.is_dir() else " (not created yet)"
    return ok(f"{what}: {shown}{made}", **facts, writable=True)


def _unwritable(folder: Path) -> OSError | None:
    """Why nothing can be written into a folder; None if it can. Only trying tells."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            # A full disk takes a file with nothing in it.
            file.write(b"legtimer")
            file.flush()
            os.listdir(folder)
    except OSError as error:
        return error
    return None


def _own_workouts() -> Iterator[Finding]:
    """Files with mistakes among the athlete's own workouts."""
    from legtimer.files.workouts.catalogue import WORKOUTS
    from legtimer.files.workouts.reader import read_file

    folder = user_folders.own_workouts_folder()
    own = [file for file in WORKOUTS.all() if file.path.is_relative_to(folder)]
    wrong = [file for file in own if read_file(file.path).errors]
    if wrong:
        yield note(
            f"{len(wrong)} of your {len(own)} workouts cannot be run: "
            + printable(", ".join(file.path.name for file in wrong[:5]), 200),
            f"see: legtimer check {command_word(wrong[0].name)}",
            workouts=len(own),
            with_mistakes=[file.path.name for file in wrong],
        )


def _own_sounds() -> Iterator[Finding]:
    """Files among the athlete's own sounds that can't be used."""
    from legtimer.audio.clips import load_clips

    clips = load_clips(shipped.sounds_folder(), user_folders.own_sounds_folder())
    for complaint in clips.complaints:
        yield note(printable(complaint, None), "legtimer's own sound is heard instead")
