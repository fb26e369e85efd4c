"""FIT strength-training activities, for Garmin Connect, Strava, intervals.icu.

``session`` makes the activity of a session, ``activity`` its FIT file of the ``messages`` that the
profile names, ``encoding`` the bytes.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from legtimer import __version__
from legtimer.history.export import SessionFileFormat

if TYPE_CHECKING:
    from legtimer.files.exercises.library import ExerciseLibrary
    from legtimer.history.session_record import SessionRecord


class FitFormat(SessionFileFormat):
    """An activity per session."""

    name = "fit"
    help = "activities for Garmin Connect, Strava, intervals.icu; a file per session"

    @cached_property
    def _library(self) -> ExerciseLibrary:
        from legtimer.files.exercises.library import open_library

        return open_library()

    def data(self, record: SessionRecord) -> bytes:
        """The FIT file of a session."""
        # It folds the session again: whoever exports another format need not load all of that.
        from legtimer.history.export.fit.activity import fit_bytes
        from legtimer.history.export.fit.session import activity_of

        return fit_bytes(activity_of(record, self._library), __version__)
