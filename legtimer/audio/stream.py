"""The next frames for the device: schedule, clock and mixer together, still pure.

A sound is given its frame as late as possible, in the block in which it begins, so that whatever
the clock has learnt by then counts. Once begun, it stays where it is.

Two threads meet here without a lock. The interface sets ``entries`` and ``volume``, each a
single assignment of an unchangeable value; all else belongs to the thread that renders. Instants
are nanoseconds of the monotonic clock.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import Final

from legtimer.audio.mixer import Mixer, gain_of
from legtimer.audio.schedule import KEPT, STALE, Placed
from legtimer.audio.stream_clock import SECOND, StreamClock

LEAD: Final = 4 * SECOND
"""ns before a sound at which a sleeping stream is woken: time to open a device and learn its clock,
and for a wireless speaker to wake up."""
HOLD: Final = 7 * SECOND
"""ns within which the next sound must be due for a stream to stay awake."""
LINGER: Final = SECOND
"""ns for which a stream stays awake after a sound, so that all of it leaves the device."""
REVOKED: Final = 60_000_000
"""ns ahead of its instant up to which a cancelled sound that has been handed out is taken back; a
press is noticed up to 40 ms late, and 100 ms before its sound it has to count."""
TAIL: Final = 20_000_000
"""ns by which the end of a sound may be later than reckoned."""


class Stream:
    """Renders what the schedule holds for a device that asks for frames."""

    def __init__(
        self,
        clips: Mapping[str, array[int]],
        rate: int,
        *,
        latency: int | None = None,
        keep_warm: bool = False,
    ) -> None:
        """A stream with an empty plan.

        Args:
            clips: the sounds by name: mono, 16 bit, at ``rate``.
            rate: frames per second.
            latency: ns from a request to its sound, if the user has set it; else the device's own
                estimate counts.
            keep_warm: whether silence is made of the faintest possible noise, which keeps
                a wireless speaker from falling asleep.
        """
        self.rate = rate
        self.clips = clips
        """The sounds by name."""
        self.clock = StreamClock(rate)
        self.entries: tuple[Placed, ...] = ()
        """What is to be heard, in order of the instants; replaced as a whole."""
        self.volume: int = 100
        """0 to 100; 0 when muted."""
        self.latency = latency if latency is not None else 0
        """ns from a request to its sound."""
        self._latency_is_set = latency is not None
        self._buffered = SECOND
        self._keep_warm = keep_warm
        self._mixer = Mixer(clips, rate)
        self._frames = 0
        self._begun: dict[Placed, int] = {}
        self._heard: int | None = None
        self._quiet_from: int = 0

    def restarted(self, latency: int, buffered: int) -> None:
        """The device starts anew and asks for frames next.

        Args:
            latency: ns from a request to its sound as the device estimates it.
            buffered: ns that it holds at most.
        """
        self._buffered = buffered
        if not self._latency_is_set:
            self.latency = latency
        self.clock.restart()

    def render(self, count: int, now: int) -> bytes:
        """The next frames as mono 16-bit samples.

        Args:
            count: how many.
            now: the instant of the request, in ns.
        """
        first = self._frames
        self._frames += count
        self.clock.observe(now, first, self._buffered)
        self._mixer.target = gain_of(self.volume)
        entries = self.entries
        self._begin(entries, first, first + count, now)
        sounding = self._mixer.sounding
        if sounding:
            self._heard = now
            self._quiet_from = now + self.latency + count * SECOND // self.rate + TAIL
            # What is no longer in the plan was begun ahead of time and then cancelled by a press.
            for orphan in sounding.difference(entries):
                self._mixer.release(orphan, first)
        block = self._mixer.render(first, count)
        if not sounding and self._keep_warm:
            # One step of sixteen bits, up and down at half the rate: far above hearing.
            block = (b"\x01\x00\xff\xff" * (count // 2 + 1))[: 2 * count]
        return block

    def needed_at(self, now: int, *, awake: bool) -> int | None:
        """The instant at which the stream has to run: now or before, later, or None for never.

        Args:
            now: the present instant, in ns.
            awake: whether it runs.
        """
        if awake and self._heard is not None and now - self._heard < LINGER + self.latency:
            return now
        due = next(
            (
                entry.due
                for entry in self.entries
                if entry.due >= now - STALE and entry not in self._begun
            ),
            None,
        )
        if due is None:
            return None
        return now if due - now <= (HOLD if awake else LEAD) else due - LEAD

    def cancelled(self, now: int) -> bool:
        """Whether the device holds a sound that is no longer in the plan and not to be heard.

        Args:
            now: the present instant, in ns.
        """
        entries = self.entries
        # A copy, since the thread that renders goes on meanwhile.
        return any(
            entry.due - now > REVOKED and entry not in entries for entry in list(self._begun)
        )

    def dropped(self, now: int) -> None:
        """The device was closed and plays no more of what it held; to be called before it restarts.

        Sounds that had not begun to be heard will be, those that had are over.

        Args:
            now: the present instant, in ns.
        """
        self._mixer.silence()
        self._quiet_from = now
        for entry, at in list(self._begun.items()):
            if max(entry.due, at + self.latency) > now:
                del self._begun[entry]

    def quiet_for(self, now: int) -> int:
        """For how many ns from now on nothing has to be heard; 0 while something sounds.

        Args:
            now: the present instant, in ns.
        """
        if now < self._quiet_from:
            return 0
        return next(
            (
                max(0, entry.due - now)
                for entry in self.entries
                if entry.due >= now - STALE and entry not in self._begun
            ),
            HOLD,
        )

    def _begin(self, entries: tuple[Placed, ...], first: int, last: int, now: int) -> None:
        """Give the sounds that begin from frame ``first`` to before ``last`` their frames."""
        for entry in entries:
            if entry in self._begun:
                continue
            frame = self.clock.frame_at(entry.due - self.latency)
            if frame >= last:
                break
            self._begun[entry] = now
            if now - entry.due <= STALE:
                self._mixer.begin(entry, entry.sound, max(frame, first))
        for entry in [entry for entry, at in self._begun.items() if now - at > KEPT + STALE]:
            del self._begun[entry]
