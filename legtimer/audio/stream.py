"""The next frames for the device: plan, clock and mixer together, still pure.

A sound is given its frame as late as possible, in the block in which it begins, so that whatever
the clock has learnt by then counts. Once begun, it stays where it is.

One stream can play a plan alone. Two of them can share it: one on a device with a long buffer,
which no stall of the computer empties, and one for answers, on a device with a short buffer. The
first takes whatever it can still place at its instant; the second takes what the first has let go
by, because a press brought it too late or the device stood still.

Two threads meet here without a lock. The interface sets ``entries`` and ``volume``, each a
single assignment of an unchangeable value; all else belongs to the thread that renders. Instants
are nanoseconds of the monotonic clock.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import Final

from legtimer.audio.mixer import SPEECH, Mixer, gain_of
from legtimer.audio.plan import Plan
from legtimer.audio.schedule import STALE, Placed
from legtimer.audio.stream_clock import SECOND, StreamClock

MS: Final = 1_000_000
LEAD: Final = 4 * SECOND
"""ns before a sound at which a sleeping stream is woken: time to open a device and learn its clock,
and for a wireless speaker to wake up."""
HOLD: Final = 7 * SECOND
"""ns within which the next sound must be due for a stream to stay awake."""
LINGER: Final = SECOND
"""ns for which a stream stays awake after a sound, so that all of it leaves the device."""
REVOKED: Final = 60 * MS
"""ns ahead of its instant up to which a cancelled sound that has been handed out is taken back; a
press is noticed up to 40 ms late, and 100 ms before its sound it has to count."""
REST: Final = 150 * MS
"""ns of a sound that may sound on after it was cancelled or should have become softer."""
WORTH: Final = 300 * MS
"""ns of speech that are worth being heard after it was cut."""
TAIL: Final = 20 * MS
"""ns by which the end of a sound may be later than reckoned."""
STARTING: Final = 100 * MS
"""ns that a device takes from being started to its second request."""
TOLD: Final = 4
"""How many requests tell where the line of the stream's clock lies."""
FAR: Final = 60 * MS
"""ns by which the latency has to be greater than was estimated to be corrected. Servers differ by
how much of a long buffer they keep back."""
ROUNDING: Final = 0.002
"""Seconds by which a sound may have been missed and is still begun at once."""
CHECKED: Final = 20 * MS
"""ns after which the answers see whether the other stream has taken a sound that it ought to."""


class Stream:
    """Renders what the plan holds for a device that asks for frames."""

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
        self.reach = 0
        """ns ahead that this stream can't place any more, so that another one has to; 0 if it plays
        all by itself."""
        self._set_latency = latency
        self._buffered = SECOND
        self._estimate = self._period = 0
        self._keep_warm = keep_warm
        self._mixer = Mixer(clips, rate)
        self._frames = 0
        self._fresh = True
        self._heard: int | None = None
        self._handed_out = 0
        self._audible_until = 0

    def answers(self) -> AnswerStream:
        """Another stream that plays what this one lets go by."""
        return AnswerStream(self)

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

    def opened(self, latency: int, buffered: int, *, longer: int = 0, period: int = 0) -> None:
        """There is a device.

        Args:
            latency: ns from a request to its sound as the device estimates it.
            buffered: ns that it holds when it asks.
            longer: how much of the latency comes of a buffer that is longer than usual.
            period: ns that it asks for at a time, if another stream plays what this one can't
                place any more; 0 if it is the only one.
        """
        self._buffered = buffered
        self._estimate = latency
        self._period = period
        self.latency = latency if self._set_latency is None else self._set_latency + longer
        self.reach = period and period + self.latency + STARTING

    def restarted(self) -> None:
        """The device starts anew and asks for frames next."""
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
        self.clock.observe(now, first, self._buffered)
        if self.reach and self.clock.requests == TOLD:
            self._measure_latency()
        self._mixer.target = gain_of(self.volume)
        entries = self.entries
        self._begin(first, first + count, now)
        self._fresh = False
        sounding = self._mixer.sounding
        self._handed_out = now + self.latency + count * SECOND // self.rate + TAIL
        beeps: list[tuple[int, int]] = []
        if sounding:
            self._heard = now
            if self.volume:
                self._audible_until = self._handed_out
            # What is no longer in the plan was begun ahead of time and then cancelled by a press.
            for orphan in sounding.difference(entries):
                self._mixer.release(orphan, first)
            if any(_is_speech(one) for one in sounding):
                beeps = self._beeps(entries)
        block = self._mixer.render(first, count, beeps)
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
        if awake and self._lingers(now):
            return now
        # What a sleeping device can't place any more is left to the answers.
        soonest = now + self.reach if self.reach and not awake else now - STALE
        due = next((e.due for e in self.plan.open(now) if e.due >= soonest), None)
        if due is None:
            return None
        return now if due - now <= (HOLD if awake else LEAD) else due - LEAD

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
            elif self.reach and _is_speech(entry) and heard + self._length(entry) - now > WORTH:
                self.plan.give_back(entry, cut=True)

    def _measure_latency(self) -> None:
        """Believe the start of the device where it says that more lies before a sound."""
        more = round(self.clock.lead) - self._estimate
        if FAR < more <= self._period + FAR - self._estimate:
            self._estimate += more
            self._buffered += more
            self.latency += more
            self.reach += more

    def _lingers(self, now: int) -> bool:
        """Whether a sound may not have left the device yet."""
        return self._heard is not None and now - self._heard < LINGER + self.latency

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
            if self._passes_over(frame, first):
                continue
            cut = self.plan.is_cut(entry)
            late = max(0, first - frame) * SECOND // self.rate
            taken = self.plan.take(entry, self, entry.due + (0 if cut else late))
            if taken and (cut or now - entry.due <= STALE):
                self._mixer.begin(entry, entry.sound, frame if cut else max(frame, first), first)
        self.plan.forget(now)

    def _passes_over(self, frame: int, first: int) -> bool:
        """Whether a sound is left to the other stream."""
        # Where the first block of a device belongs, only the second one tells.
        return bool(self.reach) and (self._fresh or first - frame > ROUNDING * self.rate)


class AnswerStream(Stream):
    """Plays what another stream lets go by: the answers to presses, and what comes soon after."""

    def __init__(self, planned: Stream) -> None:
        """Share the plan of another stream.

        Args:
            planned: the stream that plays all that is known ahead of time.
        """
        super().__init__(planned.clips, planned.rate, latency=planned._set_latency)
        self.plan = planned.plan
        self._planned = planned

    @property
    def wanted(self) -> bool:
        """Whether the other stream leaves anything to this one."""
        return self._planned.reach > 0

    def needed_at(self, now: int, *, awake: bool) -> int | None:
        """See ``Stream.needed_at``."""
        if not self.wanted:
            return None
        if awake and self._lingers(now):
            return now
        due = next((entry.due for entry in self.plan.open(now)), None)
        return None if due is None else due - self._planned.latency + CHECKED

    def spoilt(self, now: int) -> bool:
        """What so short a buffer holds is as good as heard."""
        return False

    def _passes_over(self, frame: int, first: int) -> bool:
        """What comes later than the other stream's first opportunity is that one's."""
        return self._fresh and frame > first


def _is_speech(entry: object) -> bool:
    """Whether a sound gives way to others."""
    return isinstance(entry, Placed) and entry.sound.startswith(SPEECH)
