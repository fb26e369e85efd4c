"""Keeps the computer from sleeping and its screen from locking, where the system can be asked.

Theory of operation. wakepy asks the system: D-Bus on Linux, ``caffeinate`` on macOS, an execution
state on Windows. A session is looked at, not only run, so what is asked for is that the screen
stays on, which keeps the computer from sleeping too; a system that has only the latter to give is
asked for that. Importing wakepy takes time, and D-Bus may take seconds to say no, so a thread does
both and then waits, without ever waking up, until it is told to let go. What is asked for in a
thread has to be given back in it. Whatever becomes of the process, the system takes back what it
gave when the process is gone.
"""

from __future__ import annotations

from threading import Event, Thread
from typing import Final

MAY_SLEEP: Final = "can't keep the computer awake"
MAY_LOCK: Final = "the screen may go dark or lock: only sleep can be kept away here"
WAKEPY_MISSING: Final = "can't keep the computer awake: the package wakepy is missing"

_SETTLED: Final = 1.0
"""Seconds after which the asking begins: until then a first screen has better things to do."""
LEAVING: Final = 0.3
"""Seconds for giving it back when the program ends; later the system does that by itself."""


class Awake:
    """Keeps the computer awake between ``keep`` and ``release``; never blocks, never raises."""

    def __init__(self, settled: float = _SETTLED) -> None:
        """Ask for nothing yet.

        Args:
            settled: seconds to wait before asking.
        """
        self._settled = settled
        self._hold: _Hold | None = None
        self._left: list[_Hold] = []

    @property
    def error(self) -> str | None:
        """What can't be kept away, in a few words; None if all can, or if that is not known yet."""
        return None if self._hold is None else self._hold.error

    def keep(self) -> None:
        """Keep it awake from now on; nothing new if that is asked for already."""
        if self._hold is None:
            self._hold = _Hold(self._settled)
            self._hold.start()

    def release(self) -> None:
        if self._hold is not None:
            self._hold.over.set()
            self._left = [hold for hold in (*self._left, self._hold) if hold.is_alive()]
            self._hold = None

    def known(self, seconds: float) -> bool:
        """Wait until it is known whether the system does as asked.

        Args:
            seconds: how long to wait at most.

        Returns:
            Whether it is known; also False if nothing is asked for.
        """
        return self._hold is not None and self._hold.answered.wait(seconds)

    def close(self) -> None:
        """Let it sleep again, before the program ends."""
        self.release()
        for hold in self._left:
            hold.join(LEAVING)


class _Hold(Thread):
    """One stretch of being awake."""

    def __init__(self, settled: float) -> None:
        # A system that does not answer must not keep the program from ending.
        super().__init__(name="awake", daemon=True)
        self._settled = settled
        self.over = Event()
        self.answered = Event()
        self.error: str | None = None

    def run(self) -> None:
        if self.over.wait(self._settled):
            return
        try:
            self._hold()
        except ImportError:
            self.error = WAKEPY_MISSING
        except Exception:
            self.error = MAY_SLEEP
        self.answered.set()

    def _hold(self) -> None:
        import logging

        from wakepy import keep

        # What it has to say would be written across the screen.
        logging.getLogger("wakepy").addHandler(logging.NullHandler())
        for mode, lacking in ((keep.presenting, None), (keep.running, MAY_LOCK)):
            with mode(on_fail="pass") as asked:
                if asked.active:
                    self.error = lacking
                    self.answered.set()
                    self.over.wait()
                    return
        self.error = MAY_SLEEP
