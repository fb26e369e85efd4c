"""TOML files in the program's folders and the athlete's, found by what people call them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from legtimer.files.closest_word import did_you_mean
from legtimer.files.printable import printable
from legtimer.files.regular_file import FileVersion, file_version

_FOLDER: Final = "that is a folder; name a file in it"
_NO_FILE: Final = "there is no such file"
_NO_FILE_THERE: Final = "that is not a file but a pipe, a socket or a device"


class NamedFile(NamedTuple):
    """A file that can be picked."""

    path: Path
    name: str
    """Its path in its folder, with ``/`` and without ``.toml``; it is found by that."""

    @property
    def group(self) -> str:
        """The folder in its folder that it lies in; empty for none."""
        return self.name.rpartition("/")[0]


class NoSuchFile(LookupError):
    """No file of that name; says what was looked for, and what was perhaps meant."""


@dataclass(frozen=True, eq=False, repr=False)
class NamedFiles:
    """All files of one kind."""

    what: str
    """One of them: ``workout``."""
    command: str
    """Lists them: ``legtimer list``."""
    folders: Callable[[], Iterable[Path]]
    """Where they are looked for: the athlete's own first."""
    title: Callable[[Path], str | None]
    """What a file calls itself; None for one with mistakes."""
    _titles: dict[tuple[Path, FileVersion], str | None] = field(default_factory=dict)
    """Those that were asked for: a name that is being typed is looked for again and again."""

    def all(self) -> Iterator[NamedFile]:
        """All files, the athlete's own first; one that has the name of another hides it."""
        seen: set[str] = set()
        for folder in self.folders():
            for path in toml_files(folder):
                name = path.relative_to(folder).with_suffix("").as_posix()
                if name not in seen:
                    seen.add(name)
                    yield NamedFile(path, name)

    def find(self, name: str) -> Path:
        """The file that a person means by a path, a file's name, or what it calls itself.

        Raises:
            NoSuchFile: if there is none.
        """
        if not name.strip():
            raise NoSuchFile(f"a {self.what} has a name; see: {self.command}")
        path = Path(name)
        try:
            if path.is_file():
                return path
            is_other = path.exists()
            why = (_FOLDER if path.is_dir() else _NO_FILE_THERE) if is_other else _NO_FILE
        except (OSError, ValueError):
            raise NoSuchFile("that is no name of a file") from None
        is_path = len(path.parts) > 1 or path.suffix.lower() == ".toml"
        if path.is_absolute() or (is_other and is_path):
            raise NoSuchFile(why)
        return self.find_by_name(name, why if is_other or is_path else "")

    def find_by_name(self, name: str, why: str = "") -> Path:
        """The file that a person means by its name, or by what it calls itself.

        Args:
            name: what was typed.
            why: why there is none, where that is known; else the nearest name is told.

        Raises:
            NoSuchFile: if there is none.
        """
        known = list(self.all())
        bare = name[: -len(".toml")] if name.lower().endswith(".toml") else name
        found = _by_file_name(Path(bare).as_posix(), known)
        if found is not None:
            return found
        titles = []
        for file in known:
            title = self._title(file.path)
            if title is not None:
                titles.append(title)
                if folded_name(title) == folded_name(name):
                    return file.path
        meant = did_you_mean(name, [*(f.name for f in known), *titles], f"see: {self.command}")
        raise NoSuchFile(why or f"there is no such {self.what}; {meant}")

    def _title(self, path: Path) -> str | None:
        key = path, file_version(path)
        if key not in self._titles:
            self._titles[key] = self.title(path)
        return self._titles[key]


def toml_files(folder: Path) -> list[Path]:
    """The TOML files in a folder and its folders, sorted, those of the folder itself first.

    Names with a leading dot are left out: editors and computers put such files beside others.
    Links to folders are not followed, for they can go round in circles.
    """
    found = []
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [
            Path(where, name)
            for name in sorted(files)
            if name.lower().endswith(".toml") and not name.startswith(".")
        ]
    return found


def _by_file_name(name: str, known: list[NamedFile]) -> Path | None:
    """The file of this name, with its folder or without."""
    wanted = folded_name(name)
    whole = [file for file in known if folded_name(file.name) == wanted]
    found = whole[:1] or [file for file in known if folded_name(file.path.stem) == wanted]
    if len(found) > 1:
        raise NoSuchFile(f"that can be {' or '.join(printable(file.name) for file in found)}")
    return found[0].path if found else None


def folded_name(name: str) -> str:
    """A name as it is compared: case, blanks, hyphens and underscores do not count."""
    return "".join(name.casefold().replace("-", " ").replace("_", " ").split())
