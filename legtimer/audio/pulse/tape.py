"""A tape: sound written ahead of what is heard, and written anew where the plan has changed.

Theory of operation. A sound server keeps a long stretch of a stream, as a tape with a head that
moves along it; whatever lies ahead of the head can be written again. So the next two seconds are
always there, and no busy computer can make them late; and a press does not wait for them, since
what it changes is written over. Every sound has its frame by the line from frames to instants
(``tape_clock``). A sound that the head has not reached is moved if the line has moved by more than
``_LOOSE``; one that it has reached stays, and dies away there if it is no longer wanted.

All here is pure: what is to be written follows from the plan, the reports, and the instant.
Instants are nanoseconds of the monotonic clock, frames are counted from the beginning of the tape.
"""

from __future__ import annotations

import statistics
from collections import deque
from collections.abc import Iterator
from typing import Final, NamedTuple

from legtimer.audio.idle_policy import LINGER
from legtimer.audio.instants import MS, SECOND
from legtimer.audio.mixer import Mixer, faintest, gain_of
from legtimer.audio.player import PlaybackRequest
from legtimer.audio.pulse.tape_clock import TapeClock, TimingReport
from legtimer.audio.schedule import ScheduledSound

AHEAD: Final = 2 * SECOND
"""ns that are written ahead of what the device holds."""
_LEFT: Final = SECOND
"""ns that are left of them when more is written."""
WRITE_MARGIN: Final = 12 * MS
"""ns besides what the device holds that pass until the server has what is written: threads have to
be woken, and until then the head goes on."""
_REMEMBERED: Final = 10 * SECOND
"""ns for which it counts how much the device was seen to hold."""
_CALM: Final = 10 * MS
"""ns by which the latency that a server tells may go up and down without meaning anything."""
_LOOSE: Final = 0.0001
"""Seconds by which a sound may be off the line before it is moved."""
_PIECE: Final = 0.2
"""Seconds that are mixed and written at a time, so that the beginning does not wait for the end."""


class Piece(NamedTuple):
    """Something to be written."""

    first: int
    """The frame at which it begins."""
    samples: bytes
    """Mono, 16 bit."""


class Tape:
    """What is written where."""

    def __init__(self, request: PlaybackRequest) -> None:
        self.clock = TapeClock(request.rate)
        self.written = 0
        """The first frame that was not written yet."""
        self.held = 0
        """ns of sound that the device holds at most."""
        self.kept_until = 0
        """The instant until which the tape is to run, whatever is planned."""
        self.reported_latency = 0
        """ns that a sound takes through the device, as the server says; 0 as long as it has not."""
        self._seen: deque[TimingReport] = deque()
        self._request = request
        self._queue = request.queue
        self._rate = request.rate
        self._mixer = self._new_mixer()

    def restart(self, now: int) -> None:
        """Begin a new tape; what the old one did not play will be placed on this one."""
        self.abandon(now)
        self.clock.restart()
        self._seen.clear()
        self.reported_latency = 0
        self.written = 0
        self.kept_until = now + LINGER
        # A new one: when the volume was moved, the old one knows by frames of the old tape.
        self._mixer = self._new_mixer()

    def _new_mixer(self) -> Mixer:
        return Mixer(self._request.clips, self._rate, gain_of(self._queue.volume))

    def abandon(self, now: int) -> None:
        """The tape is no longer played. What had not begun will be heard another time."""
        self._mixer.silence()
        self._queue.give_back_after(now)

    def observe(self, report: TimingReport) -> None:
        """Learn from what the server says.

        Args:
            report: of this tape.
        """
        slips = self.clock.underruns
        if report.moving or report.heard < 0:
            self.clock.observe(report)
        if not report.moving:
            self.held = report.held
            return
        if self.clock.underruns > slips:
            # It may be another device.
            self._seen.clear()
        # It takes a piece at a time, and a report may come just before it does.
        self._seen.append(report)
        while report.instant - self._seen[0].instant > _REMEMBERED:
            self._seen.popleft()
        self.held = max(seen.held for seen in self._seen)
        calm = round(statistics.median(seen.latency for seen in self._seen))
        if not self.reported_latency or abs(calm - self.reported_latency) > _CALM:
            self.reported_latency = calm

    def due_at(self) -> int | None:
        """The instant at which more is to be written if the plan stays; None before any report."""
        if not self.clock.anchored:
            return None
        return self.clock.instant_of(self.written) - self.held - _LEFT

    def revise(self, now: int) -> Iterator[Piece]:
        """Bring the tape up to date: all that has to be written now, what is heard first first.

        Args:
            now: the present instant.
        """
        if not self.clock.anchored:
            return
        head = max(0, self.clock.frame_at(now + self.held + WRITE_MARGIN))
        self._mixer.forget(head)
        self.written = max(self.written, head)
        until = self.written
        if self.clock.instant_of(until) - self.held - now <= _LEFT:
            until = self.clock.frame_at(now + self.held + AHEAD)
        changed = [*self._take_back(head), *self._turn(head), *self._place(head, until, now)]
        self._queue.forget(now)
        first, self.written = min([self.written, *changed]), until
        # To its end, since that is where a server takes the tape to end: with the end of what was
        # written last. (And what PulseAudio 16 keeps of a piece behind one that is written into its
        # midst is the wrong part of it.)
        size = round(_PIECE * self._rate)
        for frame in range(first, until, size):
            count = min(size, until - frame)
            samples = self._mixer.render(frame, count)
            if self._request.keep_warm and not samples.strip(b"\0"):
                samples = faintest(count)
            yield Piece(frame, samples)

    def _frame_of(self, entry: ScheduledSound) -> int:
        latency = self._request.latency
        early = 0 if latency is None else latency - self.reported_latency
        return self.clock.frame_at(entry.due - early)

    def _take_back(self, head: int) -> list[int]:
        """Let go of what is no longer wanted, or lies where it does not belong.

        Returns:
            From which frames on that changes something; the same of the two below.
        """
        changed = []
        entries = set(self._queue.entries)
        for entry in self._mixer.sounding:
            assert isinstance(entry, ScheduledSound)
            first, _ = self._mixer.span(entry)
            # What belongs behind the head can only be as little late as possible.
            wanted = max(head, self._frame_of(entry))
            loose = abs(wanted - first) > _LOOSE * self._rate
            if first >= head and (entry not in entries or loose):
                self._mixer.withdraw(entry)
                self._queue.give_back(entry)
                changed.append(first)
            elif entry not in entries and self._mixer.release(entry, head):
                changed.append(head)
        return changed

    def _place(self, head: int, until: int, now: int) -> list[int]:
        """Give their frames to the sounds that begin before ``until``."""
        changed = []
        for entry, frame in self._queue.take_before(until, self._frame_of, head, self._rate, now):
            self._mixer.begin(entry, entry.sound, frame)
            changed.append(frame)
            _, end = self._mixer.span(entry)
            self.kept_until = max(self.kept_until, self.clock.instant_of(end) + LINGER)
        return changed

    def _turn(self, head: int) -> list[int]:
        gain = gain_of(self._queue.volume)
        if gain == self._mixer.gain:
            return []
        self._mixer.turn(gain, head)
        return [head]
