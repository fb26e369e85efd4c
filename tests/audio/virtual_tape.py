"""A sound server in virtual time that keeps a tape, and its player without a thread.

The server behaves as real ones do where that matters: it takes from the tape in pieces and ahead of
what is heard, what it has taken can't be changed, its crystal may be off, its reports may be late,
the end of what was written last is the end of the tape, and the device may stand still or be gone.
Instants are nanoseconds.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from legtimer.audio.instants import SECOND
from legtimer.audio.player import DeviceError, PlaybackRequest
from legtimer.audio.pulse.tape_clock import TimingReport
from legtimer.audio.pulse.tape_player import TapePlayer
from tests.audio.virtual_device import Heard, onsets_of

MS = 1_000_000
OPENING = 3 * MS
ANSWERING = MS


class VirtualServer:
    """One server with one device."""

    backend = "Virtual"
    error: str | None = None

    def __init__(
        self,
        clock: Callable[[], int],
        *,
        held: int = 40 * MS,
        piece: int = 20 * MS,
        link: int = 0,
        ppm: float = 0.0,
        late: Callable[[], int] = lambda: 0,
        counts_quantum: bool = False,
        stops: Sequence[tuple[int, int]] = (),
    ) -> None:
        """A server without a tape.

        Args:
            clock: virtual time.
            held: ns of sound that the device holds at most.
            piece: ns that it takes at a time.
            link: ns that a sound is on its way behind the device, as by radio, of which the server
                knows.
            ppm: how much faster than it says the device runs.
            late: gives, for each report, by how many ns its instant is late.
            counts_quantum: whether it reports no more than what it has taken.
            stops: pairs of an instant and how many ns the device stands still then.
        """
        self.gone = False
        self.report: TimingReport | None = None
        self.written = 0
        """Frames that were written so far, those written anew counted again."""
        self.reports = 0
        self.heard: list[Heard] = []
        self.rate = 48_000.0
        self._clock = clock
        self._held, self._piece, self._link = held, piece, link
        self._ppm, self._late = ppm, late
        self._counts_quantum = counts_quantum
        self._stops = sorted(stops)
        self._tape: bytearray | None = None
        self._began = 0
        self._taken = 0
        self._answer: tuple[int, TimingReport] | None = None

    @property
    def answers_at(self) -> float:
        """The instant at which the answer to a question comes."""
        return math.inf if self._answer is None else self._answer[0]

    def start(self, rate: int) -> None:
        assert self._tape is None
        self.rate = rate * (1 + self._ppm * 1e-6)
        self._tape = bytearray()
        self._began = self._clock() + OPENING + self._link
        self._taken = 0
        self.report = None

    def write(self, first: int, samples: bytes) -> None:
        self.go_on()
        assert self._tape is not None
        self.written += len(samples) // 2
        late = max(0, self._taken - first)
        first, samples = first + late, samples[2 * late :]
        self._tape += bytes(max(0, 2 * first - len(self._tape)))
        # The end of what was written last is where the tape ends.
        self._tape[2 * first :] = samples

    def request_timing(self) -> None:
        self.go_on()
        now = self._clock()
        self.reports += 1
        heard = self._frame(now)
        if self._counts_quantum:
            heard = self._taken - (self._held + self._link) * self.rate / SECOND
        # What it really holds goes up and down with the pieces.
        held = round((self._taken - self._frame(now)) * SECOND / self.rate)
        report = TimingReport(now + self._late(), heard, held, self._held + self._link, True)
        self._answer = (now + ANSWERING, report)

    def answer(self) -> None:
        assert self._answer is not None
        self.report, self._answer = self._answer[1], None

    def stop(self) -> None:
        self.go_on()
        self._tape = None
        self._answer = None

    def close(self) -> None:
        if self._tape is not None:
            self.stop()

    def go_on(self) -> None:
        """Take from the tape what the device wants by now."""
        if self._tape is None:
            return
        now = self._clock()
        while self._stops and self._stops[0][0] <= now:
            self._began += self._stops.pop(0)[1]
        size = round(self._piece * self.rate / SECOND)
        silence = bytes(2 * size)
        wanted = self._frame(now + self._held + self._link)
        while self._taken + size <= wanted:
            block = self._tape[2 * self._taken : 2 * (self._taken + size)].ljust(2 * size, b"\0")
            if block != silence:
                at = self._began + round(self._taken * SECOND / self.rate)
                self.heard.append(Heard(at, bytes(block)))
            self._taken += size

    def _frame(self, instant: int) -> float:
        """The frame that is heard at an instant."""
        return (instant - self._began) * self.rate / SECOND


class VirtualPlayer(TapePlayer):
    """A player of a tape, in virtual time."""

    def __init__(
        self,
        request: PlaybackRequest,
        now: int = 0,
        *,
        reacts: Callable[[], int] = lambda: 0,
        naps: Sequence[tuple[int, int]] = (),
        **server: object,
    ) -> None:
        """A player whose server is there.

        Args:
            request: what to play.
            now: the instant at which virtual time begins.
            reacts: gives, for each step, by how many ns the thread is late.
            naps: pairs of an instant and how many ns the thread sleeps through then.
            server: of what kind it is, see ``VirtualServer``.
        """
        self.now = now
        self.steps = 0
        self.servers: list[VirtualServer] = []
        self._kind = server
        self._at: float = now
        self._reacts = reacts
        self._naps = sorted(naps)
        super().__init__(request, self._find, clock=lambda: self.now)

    def _find(self, on_change: Callable[[], None]) -> VirtualServer:
        self.servers.append(VirtualServer(lambda: self.now, **self._kind))  # type: ignore[arg-type]
        return self.servers[-1]

    def _launch(self) -> None:
        """There is no thread."""

    def wake(self) -> None:
        self._at = min(self._at, self.now + self._reacts())

    def run_until(self, instant: int) -> None:
        """Let virtual time pass."""
        while True:
            answers = self.servers[-1].answers_at if self.servers else math.inf
            at = max(self.now, min(self._at, answers))
            while self._naps and self._naps[0][0] <= at:
                at = max(at, sum(self._naps.pop(0)))
            if at >= instant:
                break
            self.now = round(at)
            if answers <= at:
                self.servers[-1].answer()
            self._step_once()
        self.now = max(self.now, instant)
        for server in self.servers:
            server.go_on()

    def _step_once(self) -> None:
        self.steps += 1
        try:
            at = self._step(self.now)
        except DeviceError as error:
            at = self._fail(str(error))
        self._at = math.inf if at is None else max(at, self.now + 1)

    @property
    def heard(self) -> list[Heard]:
        return sorted(block for server in self.servers for block in server.heard)

    def onsets(self, quiet: int = 30_000_000, threshold: int = 300) -> list[int]:
        return onsets_of(self.heard, self.servers[0].rate, quiet, threshold)
