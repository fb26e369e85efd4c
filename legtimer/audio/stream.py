"""The next frames for the device: plan, clock and mixer together, still pure.

A sound is given its frame as late as possible, in the block in which it begins, so that whatever
the clock has learnt by then counts. Once begun, it stays where it is.

One stream, on a device with a short buffer, plays a plan alone. Beside it there can be another one
on a device with a long buffer, which no stall of the computer empties. That one takes whatever it
can still place at its instant; the first one plays what is left: the answers to presses, and what
the other device let go by, because a press brought it too late or the device stood still.

Two threads meet here without a lock. The interface sets ``entries`` and ``volume``, each a
single assignment of an unchangeable value; all else belongs to the thread that renders. Instants
are nanoseconds of the monotonic clock.
"""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Mapping
from typing import Final

from legtimer.audio.mixer import SPEECH, Mixer, gain_of
from legtimer.audio.plan import Plan
from legtimer.audio.schedule import STALE, Placed
from legtimer.audio.sleep import HOLD, LINGER, needed_at
from legtimer.audio.stream_clock import SECOND, StreamClock

MS: Final = 1_000_000
REVOKED: Final = 60 * MS
"""ns ahead of its instant up to which a cancelled sound that has been handed out is taken back; a
press is noticed up to 40 ms late, and 100 ms before its sound it has to count."""
REST: Final = 150 * MS
"""ns of a sound that may sound on after it was cancelled or should have become softer."""
WORTH: Final = 300 * MS
"""ns of speech that are worth being heard after it was cut."""
TAIL: Final = 20 * MS
"""ns by which the end of a sound may be later than reckoned."""
LEAST: Final = 0.5
"""The part of the estimated latency below which the start of a device is not believed to tell it:
the device took a breath first."""
MOST: Final = 2.0
"""The part above which it is not."""
NEAR: Final = 0.72
"""The part of the estimate from which on the start of a device confirms it: a device starts some
time after its first request, and so seems to hold less. Where it seems to hold less than that, the
next start has to say the same."""
SAME: Final = 0.1
"""The part of the estimate by which two starts may differ that say the same."""
SETTLING: Final = 3 * SECOND
"""ns after its start in which the stream with a long buffer takes nothing: it has seen only
a few requests, and they may have come late."""
ROUNDING: Final = 0.002
"""Seconds by which a sound may have been missed and is still begun at once."""
LATES: Final = 2
"""How many requests have to be late for the computer to be overloaded."""
STRAIN: Final = 30 * SECOND
"""ns within which they have to come."""


class Stream:
    """Renders what the plan holds for a device that asks for frames."""

    _resumes = False
    """Whether speech that was cut with the device goes on, on the stream beside this one."""

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
            latency: ns from a request to its sound on a device with a short buffer, if the user has
                set it; else the device's own estimate counts.
            keep_warm: whether silence is made of the faintest possible noise, which keeps
                a wireless speaker from falling asleep.
        """
        self.rate = rate
        self.clips = clips
        """The sounds by name."""
        self.clock = StreamClock(rate)
        self.plan = Plan()
        self.latency = latency or 0
        """ns from a request to its sound."""
        self.overloaded = False
        """Whether the computer was seen not to keep up with so short a buffer."""
        self.beside: PlannedStream | None = None
        """The stream that takes what is planned, if there may be one."""
        self.set_latency = latency
        self._holds = SECOND
        self._estimate = 0
        self._known = 0
        self._told = 0
        self._late_at: deque[int] = deque(maxlen=LATES)
        self.keep_warm = keep_warm
        self._mixer = Mixer(clips, rate)
        self._frames = 0
        self._fresh = True
        self._kept_until = 0
        self._handed_out = 0
        self._audible_until = 0

    def planned(self, period: int) -> PlannedStream:
        """Another stream, for a device with a long buffer, that takes what is planned.

        Args:
            period: ns that its device asks for at a time.
        """
        self.beside = PlannedStream(self, period)
        return self.beside

    @property
    def slips(self) -> int:
        """How often a device stood still."""
        return self.clock.slips + (self.beside.slips if self.beside else 0)

    @property
    def entries(self) -> tuple[Placed, ...]:
        """What is to be heard, in order of the instants; replaced as a whole."""
        return self.plan.entries

    @entries.setter
    def entries(self, entries: tuple[Placed, ...]) -> None:
        self.plan.entries = entries

    @property
    def volume(self) -> int:
        """0 to 100; 0 when muted."""
        return self.plan.volume

    @volume.setter
    def volume(self, volume: int) -> None:
        self.plan.volume = volume

    def opened(self, latency: int) -> None:
        """There is a device, about to be started.

        Args:
            latency: ns from a request to its sound as the device estimates it, which is how much
                it holds when it asks.
        """
        if latency != self._estimate:
            self._estimate, self._known = latency, 0
            self._hold(latency)

    def restarted(self) -> None:
        """The device starts anew and asks for frames next."""
        self._told = round(self.clock.lead)
        self.clock.restart()
        self._fresh = True

    def answered(self, now: int) -> None:
        """The device has got the frames that it asked for.

        Args:
            now: the present instant, in ns.
        """
        self.clock.answered(now)

    def render(self, count: int, now: int) -> bytes:
        """The next frames as mono 16-bit samples.

        Args:
            count: how many.
            now: the instant of the request, in ns.
        """
        first = self._frames
        self._frames += count
        late = self.clock.late
        self.clock.observe(now, first, self._holds)
        if self.clock.late > late:
            self._strained(now)
        if self._fresh:
            self._kept_until = now + LINGER
        else:
            self._learn_latency()
        self._mixer.turn(gain_of(self.volume), first)
        entries = self.entries
        # What a device gets first may reach it torn, and where it belongs only the second request
        # tells: that one comes at once.
        if not self._fresh:
            self._begin(first, first + count, now)
        self._fresh = False
        sounding = self._mixer.sounding
        self._handed_out = now + self.latency + count * SECOND // self.rate + TAIL
        beeps: list[tuple[int, int]] = []
        if sounding:
            self._kept_until = now + LINGER + self.latency
            if self.volume:
                self._audible_until = self._handed_out
            # What is no longer in the plan was begun ahead of time and then cancelled by a press.
            for orphan in sounding.difference(entries):
                self._mixer.release(orphan, first)
            if any(_is_speech(one) for one in sounding):
                beeps = self._beeps(entries)
        block = self._mixer.render(first, count, beeps)
        self._mixer.forget(first + count)
        if not sounding and self.keep_warm:
            # One step of sixteen bits, up and down at half the rate: far above hearing.
            block = (b"\x01\x00\xff\xff" * (count // 2 + 1))[: 2 * count]
        return block

    def needed_at(self, now: int, *, awake: bool) -> int | None:
        """The instant at which the stream has to run: now or before, later, or None for never.

        Args:
            now: the present instant, in ns.
            awake: whether it runs.
        """
        return needed_at(self.plan, self._kept_until, now, awake=awake)

    def spoilt(self, now: int) -> bool:
        """Whether the device holds what must not be heard as it is.

        That is a sound that is no longer in the plan, any sound when muted, and speech that does
        not give way to a beep.

        Args:
            now: the present instant, in ns.
        """
        if self._handed_out - now <= REST:
            return False
        if not self.volume and self._audible_until - now > REST:
            return True
        entries = self.entries
        for entry, heard in self.plan.all_taken(self):
            end = min(heard + self._length(entry), self._handed_out)
            if entry not in entries:
                if heard - now > REVOKED or end - now > REST:
                    return True
            elif _is_speech(entry) and end - now > REST and self._is_met(entry, now, end):
                return True
        return False

    def dropped(self, now: int) -> None:
        """The device was closed and plays no more of what it held; to be called before it restarts.

        Sounds that had not begun to be heard will be, those that had are over; only long speech
        goes on.

        Args:
            now: the present instant, in ns.
        """
        self._mixer.silence()
        self._handed_out = self._audible_until = now
        for entry, heard in self.plan.all_taken(self):
            if heard > now:
                self.plan.give_back(entry)
            elif self._resumes and _is_speech(entry) and heard + self._length(entry) - now > WORTH:
                self.plan.give_back(entry, cut=True)

    def _strained(self, now: int) -> None:
        """The computer was slow to answer the device."""
        self._late_at.append(now)
        if len(self._late_at) == LATES and now - self._late_at[0] <= STRAIN:
            self.overloaded = True

    def _learn_latency(self) -> None:
        """Believe the start of the device, if it tells how much lies before a sound.

        It never tells too much, so that the most of all starts is right.
        """
        lead = round(self.clock.lead)
        if not LEAST * self._estimate <= lead <= MOST * self._estimate:
            return
        if lead < NEAR * self._estimate and abs(lead - self._told) > SAME * self._estimate:
            return
        if NEAR * self._estimate <= lead < self._estimate:
            lead = self._estimate
        if lead > self._known:
            self._known = lead
            self._hold(lead)

    def _hold(self, latency: int) -> None:
        """Reckon with a device that holds so much when it asks."""
        self._holds = latency
        self.latency = latency if self.set_latency is None else self.set_latency

    def _length(self, entry: Placed) -> int:
        """How many ns a sound lasts."""
        return len(self.clips.get(entry.sound) or ()) * SECOND // self.rate

    def _is_met(self, speech: Placed, now: int, end: int) -> bool:
        """Whether a beep that another stream plays sounds together with speech from now on."""
        for entry in self.entries:
            if _is_speech(entry):
                continue
            taken = self.plan.taken(entry)
            if taken is not None and taken.by is self:
                continue
            heard = entry.due if taken is None else taken.heard
            if heard < end and heard + self._length(entry) > max(now, speech.due):
                return True
        return False

    def _beeps(self, entries: tuple[Placed, ...]) -> list[tuple[int, int]]:
        """From which to which frame beeps sound, whoever plays them."""
        found = []
        for entry in entries:
            if not _is_speech(entry):
                taken = self.plan.taken(entry)
                heard = entry.due if taken is None else taken.heard
                frame = self.clock.frame_at(heard - self.latency)
                found.append((frame, frame + len(self.clips.get(entry.sound) or ())))
        return found

    def _begin(self, first: int, last: int, now: int) -> None:
        """Give the sounds that begin from frame ``first`` to before ``last`` their frames."""
        for entry in self.entries:
            if self.plan.taken(entry) is not None:
                continue
            frame = self.clock.frame_at(entry.due - self.latency)
            if frame >= last:
                break
            if self._passes_over(first - frame):
                continue
            cut = self.plan.is_cut(entry)
            late = max(0, first - frame) * SECOND // self.rate
            taken = self.plan.take(entry, self, entry.due + (0 if cut else late))
            if taken and (cut or now - entry.due <= STALE):
                self._mixer.begin(entry, entry.sound, frame if cut else max(frame, first), first)
        self.plan.forget(now)

    def _passes_over(self, missed: int) -> bool:
        """Whether a sound whose frame was missed by so many is left to the other stream."""
        return False


class PlannedStream(Stream):
    """Takes what it can place at its instant, far ahead; the stream beside it does the rest."""

    _resumes = True

    def __init__(self, answers: Stream, period: int) -> None:
        """Share the plan of another stream.

        Args:
            answers: the stream that plays the rest.
            period: ns that the device asks for at a time.
        """
        super().__init__(
            answers.clips, answers.rate, latency=answers.set_latency, keep_warm=answers.keep_warm
        )
        self.plan = answers.plan
        self._answers = answers
        self._period = period

    @property
    def reach(self) -> int:
        """Ns ahead that it can't place any more when its device has yet to be started."""
        return self._period + self.latency + SETTLING

    def needed_at(self, now: int, *, awake: bool) -> int | None:
        """See ``Stream.needed_at``."""
        if awake and now < self._kept_until:
            return now
        soonest = now - STALE if awake else now + self.reach
        due = next((entry.due for entry in self.plan.open(now) if entry.due >= soonest), None)
        return None if due is None else max(now, due - HOLD)

    def restarted(self) -> None:
        """See ``Stream.restarted``."""
        # A long buffer seldom runs for long enough to show the drift, and shows it late.
        self.clock.learn_from(self._answers.clock)
        super().restarted()

    def _hold(self, latency: int) -> None:
        """See ``Stream._hold``; what the user set is the latency of the other device."""
        super()._hold(latency)
        if self.set_latency is not None:
            self.latency = self.set_latency + latency - self._answers._holds

    def _passes_over(self, missed: int) -> bool:
        """What is missed is the other stream's, and all at first."""
        return missed > ROUNDING * self.rate or self.clock.age < SETTLING


def _is_speech(entry: object) -> bool:
    """Whether a sound gives way to others."""
    return isinstance(entry, Placed) and entry.sound.startswith(SPEECH)
