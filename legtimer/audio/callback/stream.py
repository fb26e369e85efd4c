"""Renders the next frames for a device that asks for them, from queue, clock and mixer. Pure.

A sound is given its frame as late as possible, in the block in which it begins, so that whatever
the clock has learnt by then counts. Once begun, it stays where it is.

Only the thread that renders touches a stream. Instants are nanoseconds of the monotonic clock.
"""

from __future__ import annotations

from typing import Final

from legtimer.audio.callback.stream_clock import StreamClock
from legtimer.audio.idle_policy import LINGER, needed_at
from legtimer.audio.instants import SECOND
from legtimer.audio.mixer import Mixer, faintest, gain_of
from legtimer.audio.player import PlaybackRequest
from legtimer.audio.schedule import ScheduledSound

_LEAST: Final = 0.5
"""The part of the estimated latency below which the start of a device is not believed to tell it:
the device took a breath first."""
_MOST: Final = 2.0
"""The part above which it is not."""
_NEAR: Final = 0.72
"""The part of the estimate from which on the start of a device confirms it: a device starts some
time after its first request, and so seems to hold less. Where it seems to hold less than that, the
next start has to say the same."""
_SAME: Final = 0.1
"""The part of the estimate by which two starts may differ that say the same."""


class Stream:
    """Renders what the queue holds for a device that asks for frames."""

    def __init__(self, request: PlaybackRequest) -> None:
        self.clock = StreamClock(request.rate)
        self.latency = request.latency or 0
        """ns from a request of the device to its sound."""
        self._request = request
        self._queue = request.queue
        self._holds = SECOND
        self._estimate = 0
        self._known = 0
        self._told = 0
        self._mixer = Mixer(request.clips, request.rate)
        self._frames = 0
        self._fresh = True
        self._kept_until = 0

    def set_device_latency(self, latency: int) -> None:
        """There is a device, about to be started.

        Args:
            latency: ns from a request to its sound as the device estimates it, which is how much
                it holds when it asks.
        """
        if latency != self._estimate:
            self._estimate, self._known = latency, 0
            self._hold(latency)

    def restart(self) -> None:
        """The device starts anew and asks for frames next."""
        self._told = round(self.clock.lead)
        self.clock.restart()
        self._fresh = True

    def render(self, count: int, now: int) -> bytes:
        """The next frames as mono 16-bit samples.

        Args:
            count: how many.
            now: the instant of the request, in ns.
        """
        first = self._frames
        self._frames += count
        self.clock.observe(now, first, self._holds)
        if self._fresh:
            self._kept_until = now + LINGER
        else:
            self._learn_latency()
        self._mixer.turn(gain_of(self._queue.volume), first)
        entries = self._queue.entries
        # What a device gets first may reach it torn, and where it belongs only the second request
        # tells: that one comes at once.
        if not self._fresh:
            self._begin(first, first + count, now)
        self._fresh = False
        sounding = self._mixer.sounding
        if sounding:
            self._kept_until = now + LINGER + self.latency
            # What is no longer in the plan was begun ahead of time and then cancelled by a press.
            for orphan in sounding.difference(entries):
                self._mixer.release(orphan, first)
        block = self._mixer.render(first, count)
        self._mixer.forget(first + count)
        if not sounding and self._request.keep_warm:
            block = faintest(count)
        return block

    def needed_at(self, now: int, *, running: bool) -> int | None:
        """The instant at which the stream has to run: now or before, later, or None for never.

        Args:
            now: the present instant, in ns.
            running: whether it runs.
        """
        return needed_at(self._queue, self._kept_until, now, running=running)

    def drop(self, now: int) -> None:
        """The device was closed and plays no more of what it held; to be called before it restarts.

        Sounds that had not begun to be heard will be, those that had are over.

        Args:
            now: the present instant, in ns.
        """
        self._mixer.silence()
        self._queue.give_back_after(now)

    def _learn_latency(self) -> None:
        """Believe the start of the device, if it tells how much lies before a sound.

        It never tells too much, so that the most of all starts is right.
        """
        lead = round(self.clock.lead)
        if not _LEAST * self._estimate <= lead <= _MOST * self._estimate:
            return
        if lead < _NEAR * self._estimate and abs(lead - self._told) > _SAME * self._estimate:
            return
        if _NEAR * self._estimate <= lead < self._estimate:
            lead = self._estimate
        if lead > self._known:
            self._known = lead
            self._hold(lead)

    def _hold(self, latency: int) -> None:
        """Reckon with a device that holds so much when it asks."""
        self._holds = latency
        self.latency = latency if self._request.latency is None else self._request.latency

    def _frame_of(self, entry: ScheduledSound) -> int:
        return self.clock.frame_at(entry.due - self.latency)

    def _begin(self, first: int, last: int, now: int) -> None:
        """Give the sounds that begin from frame ``first`` to before ``last`` their frames."""
        rate = self._request.rate
        for entry, frame in self._queue.take_before(last, self._frame_of, first, rate, now):
            self._mixer.begin(entry, entry.sound, frame)
        self._queue.forget(now)
