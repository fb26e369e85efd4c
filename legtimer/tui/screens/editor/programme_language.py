"""Programmes in the editor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from legtimer.app.dates import day_and_month
from legtimer.app.editor_files import CheckedText, EditorFiles
from legtimer.app.programme_schedule import ProgrammeSchedule
from legtimer.app.programme_text import session_title, week_text
from legtimer.core.coach.placement import ProgrammeWeek, day_name
from legtimer.core.scoring import plural
from legtimer.files.programmes.templates import PROGRAMME_PARTS
from legtimer.files.recovery_file import OpenFile
from legtimer.files.workouts.catalogue import WORKOUTS
from legtimer.tui.screens.editor.completion import Item
from legtimer.tui.screens.editor.language import Language, Outline
from legtimer.tui.screens.editor.programme_grammar import ProgrammeGrammar

_MOST_WEEKS: Final = 60
"""Weeks that are shown; a longer programme is shown up to there."""


class ProgrammeLanguage(Language[ProgrammeSchedule]):
    purpose = "used"
    at_once = 0  # the workouts that it names are read too
    without = frozenset(("form",))
    words = {"train": "use", "insert_block": "phase", "steps": "weeks"}

    def __init__(self, files: EditorFiles, today: date) -> None:
        """Take the files, and the day on which a programme without a date begins."""
        self._files, self._today = files, today
        self._workouts: Sequence[str] = ()
        self._subjects: Mapping[str, str] = {}
        self._phase_starts: Sequence[int] = ()
        self.grammar = ProgrammeGrammar(lambda: self._workouts, lambda: self._subjects)

    def learn(self) -> None:
        self._workouts = [file.name for file in WORKOUTS.all()]

    def check(self, text: str, file: OpenFile) -> CheckedText[ProgrammeSchedule]:
        found = self._files.check_programme(text, file, self._today)
        self._subjects = found.names or self._subjects
        return found

    def outline(self, content: ProgrammeSchedule) -> Outline:
        weeks = content.first_weeks(_MOST_WEEKS)
        rows, starts = list[str](), list[int]()
        for _, same in groupby(weeks, lambda week: id(week.phase)):
            starts.append(len(rows))
            rows += [row for week in same for row in _week_rows(content, week)]
        self._phase_starts = starts
        count = content.programme.weeks
        if count > len(weeks):
            rows.append(f"… and {plural(count - len(weeks), 'more week')}")
        last = day_and_month(content.last_day)
        return Outline(f"{plural(count, 'week')} · to {last}", tuple(rows))

    def outline_row(self, lines: Sequence[str], row: int) -> int | None:
        """The first week of the phase that begins at the line or above it, or else of all."""
        phases = sum(line.lstrip().startswith("[[phase]]") for line in lines[: row + 1])
        at = max(0, phases - 1)
        return self._phase_starts[at] if at < len(self._phase_starts) else None

    def begin(self, file: OpenFile) -> ProgrammeSchedule | None:
        return self.check(file.text, file).content

    def parts(self) -> Sequence[tuple[Item, str]]:
        headers = self.grammar.headers
        return [
            (Item(header, headers[header]), f"{header}\n{text}")
            for header, text in PROGRAMME_PARTS.items()
        ]


def _week_rows(schedule: ProgrammeSchedule, week: ProgrammeWeek) -> Iterator[str]:
    """A week as it is if nothing was done before it."""
    yield f"Week {week.number}, {day_and_month(week.first)} · {week_text(week)}"
    for one in week.planned:
        yield f"  {day_name(one.day)} {day_and_month(one.day):6}  {session_title(schedule, one)}"
        yield f"   {one.reason}"
