"""Reads a programme file: TOML in, a programme or all of its mistakes out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from legtimer.core.coach.programme import Programme, ProgrammePhase, Runs
from legtimer.core.diagnostics import KeyPath
from legtimer.core.fields import keys_of, read_keys
from legtimer.files.collector import Collector
from legtimer.files.mistakes import Mistake, Severity
from legtimer.files.named_file import NoSuchFile
from legtimer.files.printable import printable
from legtimer.files.toml.syntax import read_bytes, read_toml
from legtimer.files.workouts.catalogue import WORKOUTS
from legtimer.files.workouts.reader import name_from_path


@dataclass(eq=False)
class ProgrammeReading:
    """What came of a file.

    Attributes:
        programme: The programme; None if the file has errors.
        workouts: The files of the workouts, by the names that the programme has for them.
        report: Takes what else turns out to be wrong.
    """

    programme: Programme | None
    workouts: Mapping[str, Path]
    report: Collector

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """Errors and warnings in the order of the file."""
        return self.report.mistakes

    @property
    def errors(self) -> tuple[Mistake, ...]:
        """The mistakes that keep the programme from being used."""
        return tuple(m for m in self.mistakes if m.severity is Severity.ERROR)


def read_programme_file(path: str | os.PathLike[str]) -> ProgrammeReading:
    """Read a programme file; a file that cannot be opened is a mistake like any other."""
    return read_programme(read_bytes(path), name_from_path(path))


def read_programme(data: bytes | str | Mistake, name: str = "") -> ProgrammeReading:
    """Read a programme.

    Args:
        data: the content of the file, or the mistake that it is.
        name: what the programme is called if the file does not say it.
    """
    parsed = read_toml(data)
    return build_programme(parsed.data, Collector(parsed), name)


def build_programme(table: Mapping[str, object], report: Collector, name: str) -> ProgrammeReading:
    """The programme that a file's data describe.

    Args:
        table: the data.
        report: told of every mistake.
        name: what the programme is called if the data do not say it.
    """
    if "block" in table:
        report.error(("block",), "this is a workout; to check it: legtimer check")
        return ProgrammeReading(None, {}, report)
    keys, good = read_keys(Programme, table, (), report, "a programme", hint=_hint)
    files: dict[str, Path] = {}
    # What the good keys name is looked up beside other mistakes, so that all are told at once.
    named = named_workouts(
        keys.get("phase", ()), keys.get("warm_up", ""), keys.get("cool_down", "")
    )
    for path, workout in named:
        if workout in files:
            continue
        try:
            files[workout] = WORKOUTS.find_by_name(workout)
        except NoSuchFile as problem:
            report.error(path, f"{printable(workout) or 'an empty name'}: {problem}")
    if good:
        keys["name"] = keys.get("name") or name or "Programme"
        programme = Programme(**keys)
        programme.check((), report)
        if not report.failed:
            return ProgrammeReading(programme, files, report)
    return ProgrammeReading(None, {}, report)


def named_workouts(
    phases: tuple[ProgrammePhase, ...], warm_up: str, cool_down: str
) -> Iterator[tuple[KeyPath, str]]:
    """The workouts that a programme names, each with its place in the file."""
    for key, name in (("warm-up", warm_up), ("cool-down", cool_down)):
        if name:
            yield (key,), name
    for i, phase in enumerate(phases):
        for j, workout in enumerate(phase.workouts):
            yield ("phase", i, "workouts", j), workout


def _hint(word: str) -> str:
    """What to do about a key that a programme does not have; empty if not known."""
    word = word.strip().lower().replace("_", "-")
    meant = {
        "title": "did you mean name?",
        "description": "did you mean about?",
        "date": "did you mean race?",
        "begin": "did you mean start?",
        "weeks": "weeks belong to a phase: put them below a line with [[phase]]",
    }
    if word in meant:
        return meant[word]
    for cls, header in ((ProgrammePhase, "[[phase]]"), (Runs, "[runs]")):
        if word in {item.key for item in keys_of(cls)}:
            return f"put it below a line with {header}"
    return ""
