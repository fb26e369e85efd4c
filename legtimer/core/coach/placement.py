"""Places the sessions of a programme into the days of its weeks.

Theory of operation. A week is placed by rules alone, so the same programme, runs and past sessions
give the same days at any time; nothing is remembered.

The days of a week are gone through up to today. On each of them the sessions that are left get the
best days from there on. A session that was done is one fewer, on whichever day; so is one that was
due and not done: what was missed is not made up for.

Of all sets of days with enough days between, the best one has the most sessions; then the fewest on
the day before a hard or long run; then the best kinds of day as ``on`` has them; then the most of
the days that yesterday's set had; then the most even spread; then the earliest days. A day with a
run that ``on`` does not name is never taken, nor the day of the race and the day before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Final, NamedTuple

from legtimer.core.coach.programme import RACE, WEEKDAYS, Programme, ProgrammePhase

_DAY: Final = timedelta(days=1)
_WEEK: Final = 7
_SPARED: Final = ("hard", "long")
"""Runs for which the legs are spared the day before."""


class DoneSession(NamedTuple):
    """A session of a programme that was trained, or noted."""

    day: date
    workout: str
    """As the programme names it."""


class PlannedSession(NamedTuple):
    """A session that is due on a day."""

    day: date
    workout: str
    """As the programme names it."""
    run: str
    """The kind of run after which it is trained; empty on a day without one."""
    reason: str
    """Why this day, in one line."""


class ProgrammeWeek(NamedTuple):
    """One week of a programme."""

    number: int
    """From 1."""
    first: date
    phase: ProgrammePhase
    done: tuple[DoneSession, ...]
    missed: int
    """Sessions whose day is past and that were not done; they are not made up for."""
    planned: tuple[PlannedSession, ...]
    """From today on."""
    no_day: str
    """Why sessions of the week have no day, in one line; empty where all have one."""


def place_weeks(
    programme: Programme,
    first_day: date,
    runs: Mapping[date, str],
    done: Sequence[DoneSession],
    today: date,
) -> Iterator[ProgrammeWeek]:
    """The weeks of a programme from that of today on, as they are if all goes to plan.

    Args:
        programme: the programme.
        first_day: of its first week.
        runs: the kind of run of each day that has one, as ``Programme.runs_by_day`` gives them.
        done: the sessions that were done, in the order of time.
        today: sessions are placed from this day on.
    """
    taken = list(done)
    number, first = 0, first_day
    for phase in programme.phase:
        phase_first = first
        for _ in range(phase.weeks):
            number += 1
            if today < first + _WEEK * _DAY:
                draft = _Draft(programme, phase, first, runs, today)
                week = draft.week(number, taken, phase_first)
                taken += [DoneSession(one.day, one.workout) for one in week.planned]
                yield week
            first += _WEEK * _DAY


def next_in_turn(workouts: Sequence[str], done: Sequence[str]) -> str:
    """The workout that comes next, when workouts are trained in turn.

    Args:
        workouts: the turn; a workout can stand in it more than once.
        done: what was trained, in the order of time. What was trained out of turn moves the turn
            on to behind it.
    """
    at = 0
    for name in done:
        turn = [*range(at, len(workouts)), *range(at)]
        at = next((i + 1 for i in turn if workouts[i] == name), at)
    return workouts[at % len(workouts)]


def day_name(day: date) -> str:
    """``Mon``."""
    return WEEKDAYS[day.weekday()].title()


class _Draft:
    """One week under construction."""

    def __init__(
        self,
        programme: Programme,
        phase: ProgrammePhase,
        first: date,
        runs: Mapping[date, str],
        today: date,
    ) -> None:
        self.programme, self.phase, self.runs = programme, phase, runs
        self.days = [first + i * _DAY for i in range(_WEEK)]
        self.today = today

    def week(self, number: int, taken: Sequence[DoneSession], since: date) -> ProgrammeWeek:
        """The week.

        Args:
            number: its number.
            taken: sessions done or planned before, in the order of time.
            since: the first day of the phase.
        """
        first, last = self.days[0], self.days[-1]
        done = tuple(one for one in taken if first <= one.day <= last)
        fixed = {one.day for one in taken if first - _WEEK * _DAY <= one.day < first}
        wanted = left = self.programme.per_week_in(self.phase).high
        chosen: tuple[date, ...] = ()
        missed = 0
        for i, day in enumerate(self.days):
            chosen = self._best(self.days[i:], left, fixed, chosen)
            if count := sum(one.day == day for one in done):
                left = max(0, left - count)
                fixed.add(day)
                chosen = self._best(self.days[i + 1 :], left, fixed, chosen)
            elif day < self.today and day in chosen:
                left -= 1
                missed += 1
            if day >= self.today:
                break
        names = [one.workout for one in taken if one.day >= since]
        planned = []
        for day in chosen:
            workout = next_in_turn(self.phase.workouts, names)
            names.append(workout)
            earlier = max((d for d in fixed | set(chosen) if d < day), default=None)
            planned.append(
                PlannedSession(day, workout, self.runs.get(day, ""), self._reason(day, earlier))
            )
        lacking = left - len(chosen)
        why = self._why_no_day(lacking, wanted, fixed | set(chosen)) if lacking else ""
        # Who did as many as the week asks for on other days has missed none.
        missed = min(missed, max(0, wanted - len(done)))
        return ProgrammeWeek(number, first, self.phase, done, missed, tuple(planned), why)

    def _best(
        self, days: Sequence[date], count: int, fixed: set[date], before: Sequence[date]
    ) -> tuple[date, ...]:
        """The best days for some sessions; fewer where there is no room for all."""
        good = [day for day in days if not self._refusal(day)]
        for number in range(min(count, len(good)), 0, -1):
            found = [some for some in combinations(good, number) if self._spaced(some, fixed)]
            if found:
                return max(found, key=lambda some: self._quality(some, before))
        return ()

    def _refusal(self, day: date) -> str:
        """Why a day can have no session, whatever else is planned; empty if it can."""
        run, following = self.runs.get(day, ""), self.runs.get(day + _DAY, "")
        if run == RACE:
            return "the race"
        if following == RACE:
            return "the day before the race"
        if self.programme.rank(run) is None:
            return f"{run} run" if run else "without a run"
        return ""

    def _spaced(self, some: Sequence[date], fixed: set[date]) -> bool:
        """Whether there are enough days around each; those that were done stand as they are."""
        least = (1 + self.programme.days_between) * _DAY
        return all(b - a >= least for a, b in pairwise(some)) and all(
            abs(day - other) >= least for day in some for other in fixed
        )

    def _quality(self, some: Sequence[date], before: Sequence[date]) -> tuple[object, ...]:
        """The larger, the better."""
        spared = sum(self._before_hard_run(day) != "" for day in some)
        ranks = sum(self.programme.rank(self.runs.get(day, "")) or 0 for day in some)
        kept = sum(day in before for day in some)
        around = [*some, some[0] + _WEEK * _DAY]
        spread = min((b - a).days for a, b in pairwise(around))
        return -spared, -ranks, kept, spread, [-day.toordinal() for day in some]

    def _before_hard_run(self, day: date) -> str:
        """The run of the next day for which the legs should be spared; empty for none."""
        run = self.runs.get(day + _DAY, "")
        return run if run in _SPARED else ""

    def _reason(self, day: date, earlier: date | None) -> str:
        run, spared = self.runs.get(day, ""), self._before_hard_run(day)
        parts = [f"after the {run} run" if run else "no run"]
        if earlier is not None and 1 < (free := (day - earlier).days) <= _WEEK // 2 + 1:
            days = "1 day" if free == 2 else f"{free - 1} days"
            parts.append(f"{days} to recover after {day_name(earlier)}")
        if spared:
            parts.append(f"the day before the {spared} run, as no other day is free")
        return ", ".join(parts)

    def _why_no_day(self, lacking: int, wanted: int, fixed: set[date]) -> str:
        """What keeps each other day of the week from having a session."""
        why: dict[str, list[str]] = {}
        for day in self.days:
            if day in fixed:
                continue
            cause = "past" if day < self.today else self._refusal(day)
            why.setdefault(cause or "too near another session", []).append(day_name(day))
        causes = ", ".join(f"{' '.join(days)} {cause}" for cause, days in why.items())
        return f"no day for {lacking} of {wanted} sessions: {causes}"
