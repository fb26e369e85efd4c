"""FIT strength-training activities, for Garmin Connect, Strava, intervals.icu.

``session`` makes the activity of a session, ``activity`` its FIT file of the ``messages`` that the
profile names, ``encoding`` the bytes.
"""

from __future__ import annotations

from functools import cached_property

from legtimer import __version__
from legtimer.files.exercises.library import ExerciseLibrary, open_library
from legtimer.history.export import SessionFileFormat
from legtimer.history.export.fit.activity import fit_bytes
from legtimer.history.export.fit.session import activity_of
from legtimer.history.session_record import SessionRecord


class FitFormat(SessionFileFormat):
    """An activity per session."""

    name = "fit"
    help = "activities for Garmin Connect, Strava, intervals.icu; a file per session"

    @cached_property
    def _library(self) -> ExerciseLibrary:
        return open_library()

    def data(self, record: SessionRecord) -> bytes:
        """The FIT file of a session."""
        return fit_bytes(activity_of(record, self._library), __version__)
