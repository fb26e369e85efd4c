"""A session as a FIT strength-training activity, for Garmin Connect, Strava, intervals.icu.

Theory of operation. The file is written as a watch writes it: who made it, the sport, the names of
the exercises, then in order of time the start of the clock, every set and rest with its category,
name, reps and weight, the clock's stop and start at each pause, its last stop, and then the sums:
one lap, one session, one activity.
What the receivers insist on is there though it says nothing new: a ``record`` at each end of a set
(an activity without any is refused by some), the local time beside UTC (else a morning's training
is shown at night), elapsed and timer time in session and lap. FIT counts time in whole seconds
since the end of 1989 and durations in ms.

Numbers and fields: Garmin's public FIT profile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, NamedTuple

from legtimer.history.export.fit import messages as m
from legtimer.history.export.fit.encoding import FitFile

EPOCH: Final = 631_065_600
"""Seconds of Unix time at which FIT time begins: the end of 1989, UTC."""
_FIRST: Final = 946_684_800_000
"""The earliest instant, in ms of Unix time: 2000. FIT numbers below 1998 mean something else."""
_LAST: Final = 4_102_444_800_000
"""The latest instant, in ms of Unix time: 2100. FIT's last is in 2126."""
UNKNOWN_CATEGORY: Final = 65_534

_ACTIVITY_FILE: Final = 4
_DEVELOPMENT: Final = 255
_TRAINING, _HIIT = 10, 62
_TIMER, _SESSION, _LAP, _ACTIVITY = 0, 8, 9, 26
_START, _STOP, _STOP_ALL = 0, 1, 4
_SESSION_END = 7
_REST, _ACTIVE = 0, 1
_KILOGRAM, _POUND = 1, 2


class SubSport(IntEnum):
    """What kind of training it was; all but strength training are kinds of the sport HIIT."""

    STRENGTH_TRAINING = 20
    HIIT = 70
    AMRAP = 73
    EMOM = 74
    TABATA = 75


class FitPause(NamedTuple):
    """A stretch in which the clock stood."""

    start: int
    """Ms of Unix time."""
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FitSet:
    """One set, or a rest."""

    start: int
    """Ms of Unix time at which it began."""
    duration: int
    """Ms that it took, pauses left out."""
    paused: int = 0
    """Ms that the clock stood in between."""
    rest: bool = False
    """Whether it is a rest; then nothing below counts."""
    reps: int | None = None
    """Reps done, both sides together; None where none are counted."""
    weight: float | None = None
    """What was lifted, in kg, all pieces together; kept to 1/16 kg."""
    pounds: bool = False
    """Whether the athlete thinks of the weight in pounds."""
    category: int | None = None
    """The number of the FIT exercise category; None for an exercise that FIT does not know."""
    exercise: int | None = None
    """The number of the FIT exercise name within the category; None for the category alone."""
    label: str = ""
    """What the athlete calls the exercise."""

    @property
    def end(self) -> int:
        """Ms of Unix time at which it was over."""
        return self.start + self.duration + self.paused


@dataclass(frozen=True, slots=True, kw_only=True)
class FitActivity:
    """One session."""

    name: str
    """The workout's name."""
    start: int
    """Ms of Unix time at which it began."""
    utc_offset: int
    """Seconds that the athlete's clock was ahead of UTC then; negative west of it."""
    elapsed: int
    """Ms from the first step to the end, pauses included."""
    timer: int
    """Ms that the clock ran: the same without the pauses."""
    sets: Sequence[FitSet] = ()
    """The sets and rests."""
    pauses: Sequence[FitPause] = ()
    """When the clock stood, in order."""
    sub_sport: SubSport = SubSport.STRENGTH_TRAINING


def fit_bytes(activity: FitActivity, version: str = "0.0") -> bytes:
    """The FIT file of an activity.

    Args:
        activity: what was done.
        version: the program's version, of which FIT keeps the first two numbers.

    Raises:
        ValueError: if a figure does not fit into a FIT file: an instant before 2000 or after 2099,
            more than 65,534 reps, a weight of more than 4095 kg, more than 49 days.
    """
    file = FitFile()
    start, end = _instant(activity.start), _instant(activity.start + activity.elapsed)
    software = _software(version)
    file.add(
        m.FILE_ID,
        type=_ACTIVITY_FILE,
        manufacturer=_DEVELOPMENT,
        product=0,
        serial_number=1,
        time_created=start,
        product_name="legtimer",
    )
    file.add(m.FILE_CREATOR, software_version=software)
    file.add(
        m.DEVICE_INFO,
        timestamp=start,
        device_index=0,
        manufacturer=_DEVELOPMENT,
        product=0,
        software_version=software,
        product_name="legtimer",
    )
    strength = activity.sub_sport is SubSport.STRENGTH_TRAINING
    sport = {"sport": _TRAINING if strength else _HIIT, "sub_sport": int(activity.sub_sport)}
    file.add(m.SPORT, **sport, name=activity.name)
    numbers = _numbers(activity.sets)
    _add_titles(file, numbers)
    _add_timer_event(file, activity.start, _START)
    file.add(m.RECORD, timestamp=start)
    _add_sets(file, activity, numbers, (start, end))
    file.add(m.RECORD, timestamp=end)
    _add_timer_event(file, activity.start + activity.elapsed, _STOP_ALL)
    sums = {
        "message_index": 0,
        "timestamp": end,
        "event_type": _STOP,
        "start_time": start,
        "total_elapsed_time": activity.elapsed,
        "total_timer_time": activity.timer,
        **sport,
    }
    file.add(m.LAP_SUMS, event=_LAP, lap_trigger=_SESSION_END, **sums)
    file.add(
        m.SESSION_SUMS,
        event=_SESSION,
        first_lap_index=0,
        num_laps=1,
        trigger=0,
        sport_profile_name=activity.name,
        **sums,
    )
    file.add(
        m.ACTIVITY_SUMS,
        timestamp=end,
        total_timer_time=activity.timer,
        num_sessions=1,
        type=0,
        event=_ACTIVITY,
        event_type=_STOP,
        local_timestamp=end + activity.utc_offset,
    )
    return file.bytes()


_Exercise = tuple[int, int | None]
"""A category's number and a name's."""
_Numbers = dict[tuple[int | None, int | None, str], _Exercise]
"""By the category, the name and the label of a set."""


def _numbers(sets: Sequence[FitSet]) -> _Numbers:
    """The numbers of each exercise; those that FIT does not know are numbered one by one."""
    found: _Numbers = {}
    unknown = 0
    for item in sets:
        key = (item.category, item.exercise, item.label)
        if item.rest or key in found:
            continue
        if item.category is None:
            found[key] = (UNKNOWN_CATEGORY, unknown)
            unknown += 1
        else:
            found[key] = (item.category, item.exercise)
    return found


def _add_titles(file: FitFile, numbers: _Numbers) -> None:
    """Say how the athlete calls each exercise; of two names of the same one the first counts."""
    titled: dict[_Exercise, str] = {}
    for (_, _, label), exercise in numbers.items():
        titled.setdefault(exercise, label)
    for index, ((category, name), label) in enumerate(titled.items()):
        file.add(
            m.EXERCISE_TITLE,
            message_index=index,
            exercise_category=category,
            exercise_name=name,
            wkt_step_name=label,
        )


def _add_sets(
    file: FitFile, activity: FitActivity, numbers: _Numbers, span: tuple[int, int]
) -> None:
    """Write sets and pauses in the order in which they ended, as FIT wants all that has a time."""
    timer = _timer_events(activity.pauses, activity.start + activity.elapsed)
    for index, item in enumerate(sorted(activity.sets, key=lambda item: item.end)):
        while timer and timer[0][0] < item.end:
            _add_timer_event(file, *timer.pop(0))
        # A time that was corrected afterwards may reach beyond the session; the row stays in order.
        written = min(max(_instant(item.end), span[0]), span[1])
        times = {
            "timestamp": written,
            "start_time": _instant(item.start),
            "duration": item.duration,
            "message_index": index,
        }
        file.add(m.RECORD, timestamp=written)
        if item.rest:
            file.add(m.SET, set_type=_REST, **times)
            continue
        category, name = numbers[item.category, item.exercise, item.label]
        weighed: dict[str, int] = {}
        if item.weight is not None:
            weighed["weight"] = round(item.weight * 16)
            weighed["weight_display_unit"] = _POUND if item.pounds else _KILOGRAM
        file.add(
            m.SET,
            set_type=_ACTIVE,
            repetitions=item.reps,
            category=category,
            category_subtype=name,
            **weighed,
            **times,
        )
    for event in timer:
        _add_timer_event(file, *event)


def _timer_events(pauses: Sequence[FitPause], end: int) -> list[tuple[int, int]]:
    """The stops and starts of the clock before the end: ms of Unix time and the type of event."""
    found = [event for pause in pauses for event in ((pause.start, _STOP_ALL), (pause.end, _START))]
    return [event for event in found if event[0] < end]


def _add_timer_event(file: FitFile, at: int, event_type: int) -> None:
    file.add(m.EVENT, timestamp=_instant(at), event=_TIMER, event_type=event_type, data=0)


def _instant(ms: int) -> int:
    if not _FIRST <= ms <= _LAST:
        raise ValueError(f"a FIT file knows no instants such as {ms} ms of Unix time")
    return ms // 1000 - EPOCH


def _software(version: str) -> int:
    """A version as FIT has it: 1.20 is 120."""
    numbers = [int(part) for part in version.split(".")[:2] if part.isdecimal()]
    major, minor = (*numbers, 0, 0)[:2]
    return min(major * 100 + min(minor, 99), 0xFFFE)
