"""What the screens are given from outside, so that they reach no file and no device themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from legtimer.app.sessions import Driven
from legtimer.core.session.machine import Session
from legtimer.core.workout import Workout

if TYPE_CHECKING:
    from legtimer.remote.messages import Request, Response


class Unkept(Session):
    """A session that is kept nowhere: for tests and pictures."""

    error: str | None = None
    effort: int | None = None
    note: str = ""

    def set_feedback(self, effort: int | None, note: str) -> None:
        """There is nowhere to keep it but here."""
        self.effort, self.note = effort, note

    def complete(self, effort: int | None = None, note: str = "") -> None:
        """There is nowhere to keep it."""

    def discard(self) -> None:
        """Nothing was kept."""


class Awake(Protocol):
    """What can keep the computer from sleeping and its screen from locking."""

    @property
    def trouble(self) -> str | None:
        """What can't be kept away, in a few words; None if all can, or if that is not known yet."""

    def keep(self) -> None:
        """Keep it awake from now on; returns at once."""

    def release(self) -> None:
        """Let it sleep again; nothing to do if it may."""


class Sleepy:
    """A computer that may sleep whenever it likes: for tests and pictures."""

    trouble: str | None = None

    def keep(self) -> None:
        """Keep nothing away."""

    def release(self) -> None:
        """Nothing was kept away."""


class Remote(Protocol):
    """Lets in orders from programs beside this one."""

    def open(self, handle_request: Callable[[Request], Response]) -> None:
        """Have orders obeyed from now on."""

    def close(self) -> None:
        """Let none in any more."""


class Unreachable:
    """Lets nobody in: for tests and pictures."""

    def open(self, handle_request: Callable[[Request], Response]) -> None:
        """Nobody comes."""

    def close(self) -> None:
        """Nobody came."""


@runtime_checkable
class Interruptible(Protocol):
    """A screen that the keys that end programs do not simply leave."""

    def interrupt(self) -> None:
        """One of those keys was pressed."""


@runtime_checkable
class Copying(Protocol):
    """A screen with text that can be copied."""

    def copy_selection(self) -> bool:
        """Copy what is selected; whether anything was."""


class Choices(Protocol):
    """Remembers what the athlete chose the last time."""

    def last(self, workout: Workout) -> Mapping[str, int]:
        """The last choice for the ranges of a workout, by the key of each; empty if none."""

    def keep(self, workout: Workout, choices: Mapping[str, int]) -> None:
        """Remember this choice."""


class NoChoices:
    """Remembers nothing."""

    def last(self, workout: Workout) -> Mapping[str, int]:
        """Nothing."""
        return {}

    def keep(self, workout: Workout, choices: Mapping[str, int]) -> None:
        """Forget it."""


OpenSession = Callable[[Workout, Mapping[str, int], int], Driven]
"""Open a session: the workout, the choices for its ranges, and now in ms of the driving clock."""

CuesOf = Callable[[str], Sequence[str]]
"""Short reminders of how the exercise of a name is done; none for one that is not known."""


EasierOf = Callable[[str], str]
"""An easier alternative to the exercise of a name, or ``omit``; empty for none."""


def no_easier(name: str) -> str:
    """Know no exercise."""
    return ""


def no_cues(name: str) -> Sequence[str]:
    """Know no exercise."""
    return ()
