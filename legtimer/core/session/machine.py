"""The session: a state machine with time as an argument.

Theory of operation. A session is told two things: ``handle(command, now)`` and ``advance(now)``,
``now`` being milliseconds of any clock that never runs backwards. Both return the cues that have
become due since the last call. It knows no clock itself; ``next_deadline`` says when something
becomes due by itself, and ``upcoming`` lists what will be due if nobody presses a key. ``handle``
advances first, so a press never overtakes a deadline.

The session is the fold of its journal: the commands that were accepted, each with its instant
since the session was opened. ``replay`` folds a journal anew and gives the same session.

Undo takes the last press out of the fold. A press that only counted is taken out and the rest is
folded again. A press that moved on restores the instant before it, and the time since is cut out,
except inside scored work, whose clock ran on. Pauses are not presses: they stay. All of this is
reckoned in training time, which knows neither pauses nor stretches that were cut out before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from legtimer.core.estimate import Forecast, Pace
from legtimer.core.session import actions, cues, flow
from legtimer.core.session import commands as c
from legtimer.core.session.commands import JournalEntry
from legtimer.core.session.cues import Cue
from legtimer.core.session.state import SessionState
from legtimer.core.session.transitions import TABLE, Action, State
from legtimer.core.session.view import View
from legtimer.core.session.view_builder import build_view
from legtimer.core.steps import Phase
from legtimer.core.workout import Plan, Workout, expand

DOUBLE_PRESS = 300
"""Ms within which a second press of the main key is the same press."""
JUST_CHANGED = 400
"""Ms after a step changed by itself within which a press was meant for the step before."""

_PRESSES = (c.Press, c.CountRound)
_TALLIES = frozenset(
    {
        Action.COUNT,
        Action.COUNT_ROUND,
        Action.COUNTING,
        Action.MADE,
        Action.MISSED,
        Action.REPS,
        Action.LOAD,
        Action.MORE,
        Action.FEWER,
        Action.SWAP,
    }
)
_STAYING = frozenset({Action.PAUSE, Action.RESUME, Action.SLEPT})


class NotAllowed(Exception):
    """A command that is illegal now; it changed nothing."""

    def __init__(self, state: State, command: c.Command) -> None:
        """Take the state the session was in and what was asked of it."""
        super().__init__(f"{type(command).__name__} is not possible: {state.value}")
        self.state = state
        self.command = command


class _Past(NamedTuple):
    """A command that can be undone, or that came after one."""

    action: Action
    command: c.Command
    at: int
    """Ms of training time: unlike the driving clock it needs no change when time is cut out."""
    before: SessionState


class Session:
    """A workout being trained."""

    def __init__(
        self,
        workout: Workout | Plan,
        choices: Mapping[str, int] | None = None,
        *,
        now: int,
        swaps: frozenset[str] = frozenset(),
        pace: Pace | None = None,
        assumed: Mapping[str, tuple[int, ...]] | None = None,
    ) -> None:
        """Open a session; it waits for ``Start``.

        Args:
            workout: the workout, or its plan.
            choices: what the athlete chose for the workout's ranges, by ``Ask.key``.
            now: ms of the driving clock.
            swaps: the sources of the exercises that are swapped for easier ones.
            pace: what is assumed of work that no clock ends.
            assumed: reps of ranges that count as done unless the athlete says otherwise, as
                ``SessionState.assumed``; where it says nothing, the low end of the range counts.
        """
        plan = workout if isinstance(workout, Plan) else expand(workout, choices, swaps)
        self.opened = now
        self._pace = pace
        self._run = SessionState(plan, assumed=dict(assumed or {}))
        self._last = now
        self._pressed: int | None = None
        self._changed: int | None = None
        self._pending: list[Cue] = []
        self._past: list[_Past] = []
        self._journal: list[JournalEntry] = []
        self._forecast: tuple[Plan, Forecast] | None = None

    @classmethod
    def replay(
        cls,
        workout: Workout | Plan,
        entries: Iterable[JournalEntry],
        choices: Mapping[str, int] | None = None,
        *,
        opened: int,
        swaps: frozenset[str] = frozenset(),
        pace: Pace | None = None,
        assumed: Mapping[str, tuple[int, ...]] | None = None,
    ) -> Session:
        """Fold a journal: the session that these commands at these instants make.

        Raises:
            NotAllowed: if the journal is not one of this workout.
        """
        session = cls(workout, choices, now=opened, swaps=swaps, pace=pace, assumed=assumed)
        for entry in entries:
            session.handle(entry.command, opened + entry.at)
        session._pending.clear()
        return session

    @property
    def plan(self) -> Plan:
        """The plan as it stands: rounds more or less and swaps are in it."""
        return self._run.plan

    @property
    def state(self) -> State:
        """What the session is doing, as far as it was advanced."""
        return self._run.state

    @property
    def journal(self) -> tuple[JournalEntry, ...]:
        """All accepted commands with their instants, undo among them."""
        return tuple(self._journal)

    def advance(self, now: int) -> list[Cue]:
        """Let time pass.

        Args:
            now: ms of the driving clock; never less than in any call before.

        Returns:
            The cues that have become due, in order.

        Raises:
            ValueError: if ``now`` lies before an earlier call.
        """
        self._advance(now)
        found, self._pending = self._pending, []
        return found

    def _advance(self, now: int) -> None:
        if now < self._last:
            raise ValueError(f"time runs backwards: {now} after {self._last}")
        self._last = now
        run = self._run
        changed = pump(run, run.time(now), self._pending)
        if changed is not None:
            self._changed = changed + run.cut

    def handle(self, command: c.Command, now: int) -> list[Cue]:
        """Do what the athlete says.

        A second press within ``DOUBLE_PRESS`` ms, and a press within ``JUST_CHANGED`` ms after a
        step changed by itself, do nothing and leave no trace in the journal.

        Args:
            command: what is wanted.
            now: ms of the driving clock; never less than in any call before.

        Returns:
            The cues that have become due, those of the command last.

        Raises:
            NotAllowed: if the command is illegal now. The cues that became due by themselves are
                then returned by the next call.
            ValueError: if ``now`` lies before an earlier call.
        """
        if isinstance(command, c.Slept):
            # Time stood still for the athlete from then on.
            now = max(min(self.opened + command.at, now), self._last)
            # What was done until then is known to the journal's next reader only by this instant.
            command = c.Slept(now - self.opened)
        self._advance(now)
        if isinstance(command, _PRESSES) and self._bounced(now):
            return self.advance(now)
        action = self._action(command)
        if action is None:
            raise NotAllowed(self.state, command)
        if isinstance(command, (*_PRESSES, c.Start)):
            self._pressed = now
        self._journal.append(JournalEntry(now - self.opened, command))
        if action is Action.UNDO:
            self._undo(now)
        else:
            self._act(action, command, now, self._pending)
        return self.advance(now)

    def _bounced(self, now: int) -> bool:
        pressed, changed = self._pressed, self._changed
        return (pressed is not None and now - pressed < DOUBLE_PRESS) or (
            changed is not None and now - changed < JUST_CHANGED
        )

    def _action(self, command: c.Command) -> Action | None:
        action = actions.legal(self._run, type(command), command)
        return None if action is Action.UNDO and not self.undoable else action

    def _act(self, action: Action, command: c.Command, now: int, out: list[Cue]) -> None:
        run = self._run
        if run.held is not None:
            # What is done during a pause is due now, not when the pause began.
            run.cut = now - run.held
        if action is Action.START:
            run.cut = now
        at = run.time(now)
        if action is not Action.START:
            self._past.append(_Past(action, command, at, run.copy()))
        actions.act(run, action, command, at, out)
        # Work that a press has shortened to nothing ends at once; that is no surprise to anybody.
        pump(run, run.time(now), out)

    @property
    def undoable(self) -> bool:
        """Whether there is a press to undo."""
        return any(past.action not in _STAYING for past in self._past)

    def _undo(self, now: int) -> None:
        after: list[_Past] = []
        while self._past[-1].action in _STAYING:
            after.insert(0, self._past.pop())
        last = self._past.pop()
        step = last.before.step
        scored = step is not None and step.scored is not None and step.phase is Phase.WORK
        if last.action in _TALLIES or scored:
            self._take_out(last, after, now)
        else:
            self._restore(last, after, now)
        self._changed = None
        self._pending.append(cues.Undone(due=now, step=self._run.index))

    def _take_out(self, last: _Past, after: list[_Past], now: int) -> None:
        """Fold what came after a press anew, without it; all of it is over, so it is silent."""
        clock = self._run
        run = self._run = last.before.copy()
        run.cut = clock.cut
        silent: list[Cue] = []
        for past in after:
            self._again(past, silent)
        pump(run, run.time(now), silent)

    def _restore(self, last: _Past, after: list[_Past], now: int) -> None:
        """Go back to the instant before a press and cut out the time since, but no pause."""
        run = self._run = last.before.copy()
        run.cut = now - last.at
        held = run.held is not None
        for past in after:
            held = past.action is not Action.RESUME
        if held != (run.held is not None):
            still: c.Command = c.Pause() if held else c.Resume()
            action = Action.PAUSE if held else Action.RESUME
            self._again(_Past(action, still, last.at, run), [])

    def _again(self, past: _Past, out: list[Cue]) -> None:
        """Do a pause or its end once more, at its instant of training time."""
        run = self._run
        pump(run, past.at, out)
        if actions.legal(run, type(past.command)) is past.action:
            self._past.append(past._replace(before=run.copy()))
            actions.act(run, past.action, past.command, past.at, out)

    def next_deadline(self) -> int | None:
        """When something is due by itself, in ms of the driving clock; None: only by a press."""
        mark = self._run.next_mark()
        return None if mark is None else mark.at + self._run.cut

    def upcoming(self, now: int, horizon: int) -> list[Cue]:
        """The cues that will become due after ``now`` if nobody presses a key.

        Args:
            now: ms of the driving clock.
            horizon: how far to look ahead, in ms.
        """
        run = self._run
        if run.held is not None or run.step is None:
            return []
        run = run.copy()
        found: list[Cue] = []
        pump(run, run.time(now + horizon), found)
        return [cue for cue in found if cue.due > now]

    def allows(self, command: type[c.Command]) -> bool:
        """Whether a command is legal now, as far as the session was advanced."""
        return self._allows(self._run, command)

    def _allows(self, run: SessionState, command: type[c.Command]) -> bool:
        action = actions.legal(run, command)
        return action is not None and (action is not Action.UNDO or self.undoable)

    def view(self, now: int) -> View:
        """A snapshot for the screen.

        Args:
            now: ms of the driving clock; what became due until then is in the picture, also where
                nobody advanced the session yet.
        """
        run = self._run
        at = run.time(max(now, self._last))
        mark = run.next_mark()
        if mark is not None and mark.at <= at:
            run = run.copy()
            pump(run, at, [])
        allowed = frozenset(command for command in TABLE[run.state] if self._allows(run, command))
        return build_view(run, at, self._forecast_of(run.plan), allowed, undoable=self.undoable)

    def _forecast_of(self, plan: Plan) -> Forecast:
        if self._forecast is None or self._forecast[0] is not plan:
            self._forecast = (plan, Forecast(plan, self._pace))
        return self._forecast[1]


def pump(run: SessionState, at: int, out: list[Cue]) -> int | None:
    """Let everything happen that is due until an instant of training time.

    Returns:
        When a step last changed by itself, or None if none did.
    """
    changed = None
    while (mark := run.next_mark()) is not None and mark.at <= at:
        if flow.reach(run, mark, out):
            changed = mark.at
    return changed
