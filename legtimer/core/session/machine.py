"""The session: a state machine with time as an argument.

Theory of operation. A session is told two things: ``handle(command, now)`` and ``advance(now)``,
``now`` being milliseconds of any clock that never runs backwards. Both return the cues that have
become due since the last call. It knows no clock itself; ``next_deadline`` says when something
becomes due by itself, and ``upcoming`` lists what will be due if nobody presses a key. ``handle``
advances first, so a press never overtakes a deadline.

The session is the fold of its journal: the commands that were accepted, each with its instant
since the session was opened. ``fold`` handles a journal anew and gives the same session.

Undo takes the last press out of the fold. A press that only counted is taken out and the rest is
folded again. A press that moved on restores the instant before it, and the time since is cut out,
except inside scored work, whose clock ran on. Pauses are not presses: they stay. All of this is
reckoned in training time, which knows neither pauses nor stretches that were cut out before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from legtimer.core.estimate import Forecast, Pace
from legtimer.core.session import actions, cues, flow
from legtimer.core.session import commands as c
from legtimer.core.session.commands import JournalEntry
from legtimer.core.session.cues import Cue
from legtimer.core.session.press_guard import PressGuard, PressMeaning
from legtimer.core.session.state import SessionState
from legtimer.core.session.transitions import TABLE, Action, State
from legtimer.core.session.view import View
from legtimer.core.session.view_builder import build_view
from legtimer.core.workout import Plan, Workout, expand

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


class _Undoable(NamedTuple):
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
            assumed: what is proposed when the reps of a range are asked for, as
                ``SessionState.assumed``; where it says nothing, the low end of the range.
        """
        plan = workout if isinstance(workout, Plan) else expand(workout, choices, swaps)
        self.opened = now
        self._pace = pace
        self._state = SessionState(plan, assumed=dict(assumed or {}))
        self._last = now
        self._guard = PressGuard()
        self._changed: int | None = None
        self._pending: list[Cue] = []
        self._undo_stack: list[_Undoable] = []
        self._journal: list[JournalEntry] = []
        self._forecast: tuple[Plan, Forecast] | None = None

    def fold(self, entries: Iterable[JournalEntry]) -> Iterator[JournalEntry]:
        """Handle the commands of a journal, and give each entry when it is handled.

        Raises:
            NotAllowed: at the first command that is illegal now, or that this session drops.
            ValueError: if the entries are not in the order of time.
        """
        for entry in entries:
            known = len(self._journal)
            self.handle(entry.command, self.opened + entry.at)
            if len(self._journal) == known:
                raise NotAllowed(self.state, entry.command)
            yield entry

    @property
    def plan(self) -> Plan:
        """The plan as it stands: rounds more or less and swaps are in it."""
        return self._state.plan

    @property
    def state(self) -> State:
        """What the session is doing, as far as it was advanced."""
        return self._state.state

    @property
    def finished_at(self) -> int | None:
        """When the workout was over, in ms of the driving clock; None while it is not."""
        state = self._state
        return state.due(state.ended) if state.state is State.FINISHED else None

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
        state = self._state
        changed = run_due(state, state.time(now), self._pending)
        if changed is not None:
            self._changed = changed + state.clock_offset

    def handle(self, command: c.Command, now: int) -> list[Cue]:
        """Do what the athlete says.

        A press that does not count (see ``press_guard``) does nothing and leaves no trace in the
        journal; one that shows that the press before was a repeat takes that back.

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
        if isinstance(command, _PRESSES):
            meaning = self._guard.receive(now, self._changed)
            if meaning is PressMeaning.HELD and self._undo_stack:
                command = self._reverse()
            elif meaning is not PressMeaning.COUNTS:
                return self.advance(now)
        action = self._legal(self._state, type(command), command)
        if action is None:
            self._guard.refused()
            raise NotAllowed(self.state, command)
        if isinstance(command, c.Start):
            self._guard.started(now)
        self._journal.append(JournalEntry(now - self.opened, command))
        if action is Action.UNDO:
            self._undo(now)
        else:
            self._act(action, command, now, self._pending)
        return self.advance(now)

    def _reverse(self) -> c.Command:
        """What takes back the last press."""
        last = self._undo_stack[-1].action
        if last is Action.PAUSE:
            return c.Resume()
        return c.Pause() if last is Action.RESUME else c.Undo()

    def _legal(
        self, state: SessionState, kind: type[c.Command], command: c.Command | None = None
    ) -> Action | None:
        action = actions.legal(state, kind, command)
        return None if action is Action.UNDO and not self.undoable else action

    def _act(self, action: Action, command: c.Command, now: int, out: list[Cue]) -> None:
        state = self._state
        if state.stands_at is not None:
            # What is done during a pause is due now, not when the pause began.
            state.clock_offset = now - state.stands_at
        if action is Action.START:
            state.clock_offset = now
        at = state.time(now)
        if action is not Action.START:
            self._undo_stack.append(_Undoable(action, command, at, state.copy()))
        actions.act(state, action, command, at, out)
        # Work that a press has shortened to nothing ends at once; that is no surprise to anybody.
        run_due(state, state.time(now), out)

    @property
    def undoable(self) -> bool:
        """Whether there is a press to undo."""
        return any(done.action not in _STAYING for done in self._undo_stack)

    def _undo(self, now: int) -> None:
        after: list[_Undoable] = []
        while self._undo_stack[-1].action in _STAYING:
            after.insert(0, self._undo_stack.pop())
        last = self._undo_stack.pop()
        step = last.before.step
        if last.action in _TALLIES or (step is not None and step.scored):
            self._undo_tally(last, after, now)
        else:
            self._rewind(last, after, now)
        self._changed = None
        self._pending.append(cues.Undone(due=now, step=self._state.index))

    def _undo_tally(self, last: _Undoable, after: list[_Undoable], now: int) -> None:
        """Fold what came after a press anew, without it; all of it is over, so it is silent."""
        clock = self._state
        state = self._state = last.before.copy()
        state.clock_offset = clock.clock_offset
        silent: list[Cue] = []
        for done in after:
            self._repeat_pause(done, silent)
        run_due(state, state.time(now), silent)

    def _rewind(self, last: _Undoable, after: list[_Undoable], now: int) -> None:
        """Go back to the instant before a press and cut out the time since, but no pause."""
        state = self._state = last.before.copy()
        state.clock_offset = now - last.at
        held = state.paused_at is not None
        for done in after:
            held = done.action is not Action.RESUME
        if held != (state.paused_at is not None):
            still: c.Command = c.Pause() if held else c.Resume()
            action = Action.PAUSE if held else Action.RESUME
            self._repeat_pause(_Undoable(action, still, last.at, state), [])

    def _repeat_pause(self, done: _Undoable, out: list[Cue]) -> None:
        """Do a pause or its end once more, at its instant of training time."""
        state = self._state
        run_due(state, done.at, out)
        if actions.legal(state, type(done.command)) is done.action:
            self._undo_stack.append(done._replace(before=state.copy()))
            at = done.at if state.stands_at is None else state.stands_at
            actions.act(state, done.action, done.command, at, out)

    def next_deadline(self) -> int | None:
        """When something is due by itself, in ms of the driving clock; None: only by a press."""
        mark = self._state.next_mark()
        return None if mark is None else mark.at + self._state.clock_offset

    def upcoming(self, now: int, horizon: int) -> list[Cue]:
        """The cues that will become due after ``now`` if nobody presses a key.

        Args:
            now: ms of the driving clock.
            horizon: how far to look ahead, in ms.
        """
        state = self._state
        if state.paused_at is not None or state.step is None:
            return []
        state = state.copy()
        found: list[Cue] = []
        run_due(state, state.time(now + horizon), found)
        return [cue for cue in found if cue.due > now]

    def allows(self, command: type[c.Command]) -> bool:
        """Whether a command is legal now, as far as the session was advanced."""
        return self._legal(self._state, command) is not None

    def view(self, now: int) -> View:
        """A snapshot for the screen.

        Args:
            now: ms of the driving clock; what became due until then is in the picture, also where
                nobody advanced the session yet.
        """
        state = self._state
        at = state.time(max(now, self._last))
        mark = state.next_mark()
        if mark is not None and mark.at <= at:
            state = state.copy()
            run_due(state, at, [])
            at = state.time(max(now, self._last))
        allowed = frozenset(kind for kind in TABLE[state.state] if self._legal(state, kind))
        return build_view(state, at, self._forecast_of(state.plan), allowed, undoable=self.undoable)

    def _forecast_of(self, plan: Plan) -> Forecast:
        if self._forecast is None or self._forecast[0] is not plan:
            self._forecast = (plan, Forecast(plan, self._pace))
        return self._forecast[1]


def run_due(state: SessionState, at: int, out: list[Cue]) -> int | None:
    """Let everything happen that is due until an instant of training time.

    Returns:
        When a step last changed by itself, or None if none did.
    """
    changed = None
    while (mark := state.next_mark()) is not None and mark.at <= at:
        if flow.reach(state, mark, out):
            changed = mark.at
    return changed
