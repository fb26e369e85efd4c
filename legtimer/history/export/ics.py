"""Sessions as a calendar (iCalendar, RFC 5545), those that are planned too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from legtimer import __version__
from legtimer.history.export import TextFormat

if TYPE_CHECKING:
    from legtimer.history.session_record import SessionRecord


class PlannedEvent(NamedTuple):
    """A session that is due on a day, at no special time."""

    uid: str
    """The same at each export, so that a calendar moves the event and adds no second one."""
    day: date
    title: str
    text: str


class IcsFormat(TextFormat):
    """An event per session."""

    name = "ics"
    help = "a calendar for any calendar program, with the planned sessions of the programme in use"

    def __init__(self, planned: Sequence[PlannedEvent] = (), stamp: datetime | None = None) -> None:
        """Take what is planned, and when the calendar is written; None for now."""
        self.planned, self._stamp = planned, stamp

    def text(self, records: Iterable[SessionRecord]) -> Iterator[str]:
        from icalendar import Calendar

        stamp = self._stamp or datetime.now(UTC)
        calendar = Calendar()
        calendar.add("prodid", f"-//legtimer//legtimer {__version__}//EN")
        calendar.add("version", "2.0")
        for record in records:
            header = record.header
            began = datetime.fromtimestamp(header.began_at // 1000, UTC)
            ended = began + timedelta(milliseconds=header.ended)
            effort = "" if header.effort is None else f"Effort: {header.effort} of 10"
            scores = (f"{score.block}: {score.text}" for score in record.scores)
            text = "\n".join(filter(None, [*scores, effort, header.note]))
            _add_event(calendar, header.uid, stamp, (began, ended), header.workout, text)
        for uid, day, title, text in self.planned:
            _add_event(calendar, uid, stamp, (day, day + timedelta(days=1)), title, text)
        yield calendar.to_ical().decode()


def _add_event(
    calendar: Any, uid: str, stamp: datetime, span: tuple[date, date], title: str, text: str
) -> None:
    from icalendar import Event

    begins, ends = span
    event = Event()
    event.add("uid", f"{uid}@legtimer")
    event.add("dtstamp", stamp)
    event.add("dtstart", begins)
    event.add("dtend", ends)
    event.add("summary", title)
    if text:
        event.add("description", text)
    if not isinstance(begins, datetime):
        event.add("transp", "TRANSPARENT")  # the day stays free for other things
    calendar.add_component(event)
