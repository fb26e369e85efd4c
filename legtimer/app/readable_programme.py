"""The weeks of a programme with mistakes, for whoever is still writing it.

Theory of operation. The data of the file are read again without what was refused: an item of a list
goes, or a key, and what cannot be had without it goes as a whole, at last a phase. Rules place
nothing and are left out from the first.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from legtimer.app.programme_schedule import ProgrammeSchedule, schedule_of
from legtimer.core.diagnostics import KeyPath
from legtimer.files.collector import Collector
from legtimer.files.programmes.reader import build_programme
from legtimer.files.toml.repair import poisoned_paths
from legtimer.files.toml.syntax import ParsedToml, read_toml

if TYPE_CHECKING:
    from legtimer.core.athlete_defaults import AthleteDefaults

_READINGS: Final = 4
"""What is taken out may lay bare one more mistake: of the item, the list, then of the phase."""


def readable_schedule(
    text: str, path: Path, today: date, personal: AthleteDefaults | None
) -> ProgrammeSchedule | None:
    """The schedule of a programme without what cannot be read; None if nothing is left.

    Args:
        text: of a programme's file, with errors.
        path: the file.
        today: where the programme has no date, it begins today.
        personal: what counts where the files of workouts say nothing.
    """
    parsed = read_toml(text)
    data = parsed.data
    data.pop("rule", None)
    refused = poisoned_paths(data)
    for _ in range(_READINGS):
        # What is inside of something else first, and the last item of a list before those above.
        refused.reverse()
        for place in sorted(refused, key=len, reverse=True):
            _take_out(data, place)
        report = Collector(ParsedToml(data, [], parsed.locator, unreadable=False))
        schedule = schedule_of(build_programme(data, report, ""), path, today, personal)
        if schedule is not None or not report.refused:
            return schedule
        refused = list(dict.fromkeys(report.refused))
    return None


def _take_out(data: Any, path: KeyPath) -> None:
    # It may be gone with what it was part of.
    with suppress(LookupError, TypeError, ValueError):
        *inside, last = path
        for part in inside:
            data = data[part]
        del data[last]
