"""Plays a queue as passages on an output that knows nothing but "play this buffer" and "stop".

Every decision is made in ``Passages.step``, which gets the time as an argument and says when it
has to be called again; the player is the thread that calls it. Three rules:

- A passage is handed over shortly before it begins. What comes after it becomes another one.
- When the plan changes within a passage, its buffer is stopped before the first cue that differs,
  and what is left of the plan becomes a new passage. What both plans hold until then plays on.
- What has just happened, the answer to a press, is a short buffer of its own, at once.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from legtimer.audio.instants import MS, SECOND
from legtimer.audio.player import DeviceError, DeviceInfo, PlaybackRequest
from legtimer.audio.player_thread import GONE, PlayerThread
from legtimer.audio.schedule import KEPT, STALE, ScheduledSound
from legtimer.audio.simple.passage import Passage, length_of, next_passage, render_passage
from legtimer.audio.simple.simpleaudio_output import SimpleaudioBuffer, SimpleaudioOutput

_PREPARE: Final = SECOND // 2
"""ns before its beginning at which a passage is mixed."""
_STOPPING: Final = 350 * MS
"""ns before a cue that is not to be heard at which its buffer is stopped: more than sounds on."""
_EARLY: Final = SECOND // 2
"""ns before its end at which a buffer that plays no more has been lost."""


@dataclass
class _Run:
    """A passage that was handed over."""

    passage: Passage
    playing: SimpleaudioBuffer
    volume: int


class Passages:
    """What to hand over when, and when to stop it."""

    def __init__(
        self, request: PlaybackRequest, output: SimpleaudioOutput, clock: Callable[[], int]
    ) -> None:
        """Begin with nothing handed over.

        Args:
            request: what to play.
            output: plays the buffers.
            clock: the monotonic clock, in ns: asked once more at the very moment of handing over.
        """
        self._queue = request.queue
        self._clips = request.clips
        self._rate = request.rate
        self._latency = output.latency if request.latency is None else request.latency
        self._output = output
        self._clock = clock
        self._runs: list[_Run] = []
        self._answers: list[_Run] = []
        self._begun: set[ScheduledSound] = set()
        self._ready: tuple[Passage, int, bytes] | None = None
        self._mixing = 0
        self.played = False
        """Whether the device took the last buffer that it was given."""

    @property
    def sounding(self) -> bool:
        """Whether anything was handed over that is not over."""
        return bool(self._runs or self._answers)

    def step(self, now: int) -> int | None:
        """Do what is to be done at an instant.

        Returns:
            The instant at which there is more to do; None if only another plan brings that.

        Raises:
            DeviceError: if there is no device; what was to be played is tried again the next time.
        """
        entries, volume = self._queue.entries, self._queue.volume
        if not self.played:
            # The first buffer opens the way to the sound server, which takes long, and shows
            # whether there is a device at all; so it is silence.
            self._play(bytes(2 * (self._rate // 50)))
        self._tidy(now)
        wakes = [self._compare(run, entries, volume, now) for run in list(self._runs)]
        self._silence_answers(entries, volume)
        self._answer(entries, volume, now)
        wakes.append(self._go_on(entries, volume, now))
        wakes += [run.passage.end + 1 for run in (*self._runs, *self._answers)]
        return min((wake for wake in wakes if wake is not None), default=None)

    def stop(self) -> None:
        for run in (*self._runs, *self._answers):
            with contextlib.suppress(Exception):  # it is let go of whatever it says
                run.playing.stop()
        self._runs, self._answers = [], []

    def _play(self, samples: bytes) -> SimpleaudioBuffer:
        self.played = False
        playing = self._output.play(samples, self._rate)
        self.played = True
        return playing

    def _tidy(self, now: int) -> None:
        for run in self._runs:
            if now < run.passage.end - _EARLY and not run.playing.sounding:
                self._forget(run, now)
                self.played = False
                raise DeviceError(GONE)
        self._runs = [run for run in self._runs if run.passage.end >= now]
        self._answers = [run for run in self._answers if run.passage.end >= now]
        self._begun = {entry for entry in self._begun if now - entry.due <= KEPT + STALE}

    def _compare(
        self, run: _Run, entries: tuple[ScheduledSound, ...], volume: int, now: int
    ) -> int | None:
        """Stop a run before it departs from the plan; when that will be, if it is to come."""
        passage = run.passage
        mine = {entry for entry in passage.entries if entry.due > now}
        wanted = {e for e in entries if now < e.due <= passage.last} - self._begun | (
            mine & set(entries)
        )
        departs = min((entry.due for entry in mine ^ wanted), default=None)
        if any(e.due <= now and self._lasts(e, now) and e not in entries for e in passage.entries):
            departs = now
        if run.volume != volume:
            departs = now
        if departs is None:
            return None
        if now < departs - _STOPPING:
            return departs - _STOPPING
        run.playing.stop()
        self._forget(run, now + self._output.residue)
        return None

    def _lasts(self, entry: ScheduledSound, now: int) -> bool:
        """Whether a sound that has begun is not over for a good while yet."""
        length = length_of(self._clips.get(entry.sound), self._rate)
        return entry.due + length - now > _STOPPING

    def _forget(self, run: _Run, since: int) -> None:
        """What a run was to play from an instant on is free for another one."""
        self._runs = [other for other in self._runs if other is not run]
        self._begun -= {entry for entry in run.passage.entries if entry.due > since}

    def _silence_answers(self, entries: tuple[ScheduledSound, ...], volume: int) -> None:
        """Stop answers that were taken back, or all when muted."""
        for run in list(self._answers):
            if volume == 0 or run.passage.entries[0] not in entries:
                run.playing.stop()
                self._answers.remove(run)

    def _answer(self, entries: tuple[ScheduledSound, ...], volume: int, now: int) -> None:
        """Play what has just happened and is in no passage, each as a buffer of its own."""
        for entry in entries:
            if entry.due > now:
                break
            if now - entry.due > STALE or entry in self._begun:
                continue
            length = length_of(self._clips.get(entry.sound), self._rate)
            self._begun.add(entry)
            if not length or not volume:
                continue
            passage = Passage(now, now + min(length, KEPT), (entry,))
            samples = render_passage(passage, self._clips, self._rate, volume)
            try:
                playing = self._play(samples)
            except DeviceError:
                self._begun.discard(entry)
                raise
            self._answers.append(_Run(passage, playing, volume))

    def _go_on(self, entries: tuple[ScheduledSound, ...], volume: int, now: int) -> int | None:
        """Mix and hand over the next passage; the instant at which that is to be done."""
        free = (entry for entry in entries if entry.due > now and entry not in self._begun)
        passage = next_passage(free, self._clips, self._rate)
        if passage is None:
            return None
        start = passage.begin - self._latency
        if now < start - _PREPARE:
            return start - _PREPARE
        if self._ready is None or self._ready[:2] != (passage, volume):
            begun = self._clock()
            samples = render_passage(passage, self._clips, self._rate, volume)
            self._ready, self._mixing = (passage, volume, samples), self._clock() - begun
        if now < start:
            return start
        samples = self._ready[2]
        heard = self._clock() + self._latency
        if heard > passage.entries[0].due:
            # The first cue sounds as soon as it can, which is when all has been mixed once more.
            begin = heard + self._mixing + self._mixing // 4
            passage = passage._replace(begin=begin, end=max(begin, passage.end) + SECOND // 10)
            samples = render_passage(passage, self._clips, self._rate, volume)
            heard = self._clock() + self._latency
        # Handed over a little late or soon, it begins further on or with more silence: the cues
        # stay where they are.
        late = round((heard - passage.begin) * self._rate / SECOND)
        samples = samples[2 * late :] if late > 0 else bytes(-2 * late) + samples
        playing = self._play(samples)
        self._runs.append(_Run(passage, playing, volume))
        self._begun.update(passage.entries)
        return now


class PassagePlayer(PlayerThread):
    """Plays a queue as passages, as long as there is a device."""

    underruns = 0
    """How often the device has stood still: this one never tells."""

    def __init__(
        self,
        request: PlaybackRequest,
        opener: Callable[[], SimpleaudioOutput],
        *,
        clock: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        """Begin, without waiting for anything.

        Args:
            request: what to play.
            opener: gives the output, or raises ``DeviceError`` if there will never be one.
            clock: the monotonic clock of the queue's instants, in ns.
        """
        super().__init__(clock)
        self._request = request
        self._opener = opener
        self._passages: Passages | None = None
        self._info: DeviceInfo | None = None
        self._launch()

    def _step(self, now: int) -> int | None:
        if self._passages is None:
            try:
                output = self._opener()
            except DeviceError as error:
                self.error = str(error)
                return None
            self._passages = Passages(self._request, output, self._clock)
            self._info = DeviceInfo(
                "simpleaudio", "", self._request.rate, 0, output.latency // MS, tells_position=False
            )
        try:
            at = self._passages.step(now)
        finally:
            self.running = self._passages.sounding
        self.info = None
        if self._passages.played:
            self.error, self.info = None, self._info
        return at

    def _release(self) -> None:
        if self._passages is not None:
            self._passages.stop()
        self.running = False
