"""The sound of a session: brings its cues to the schedule, and wakes the player.

Screens know nothing else of sound. It never waits for a device and never raises because of one.
Instants are given as the session gives them, in milliseconds of its clock; ``origin`` says where
the zero of that clock lies on the computer's monotonic clock.
"""

from __future__ import annotations

import threading
import time
from array import array
from collections import ChainMap
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Self

from legtimer.audio.clips import RATE
from legtimer.audio.instants import MS
from legtimer.audio.mixer import SPEECH
from legtimer.audio.player import PlaybackRequest, Player
from legtimer.audio.schedule import PlaybackQueue, Schedule, ScheduledSound
from legtimer.audio.sound_rules import SoundChoice, choose
from legtimer.audio.voice.announcer import Announcer
from legtimer.audio.voice.placement import TimeRange
from legtimer.core.session.cues import Cue
from legtimer.core.session.records import Score
from legtimer.core.steps import Step

if TYPE_CHECKING:
    from legtimer.audio.voice.tts import TextToSpeech

_ANSWERED: Final = 110
"""ms by which the answer to a press may be heard late, as long as it is not known."""


class Sound:
    def __init__(
        self,
        clips: Mapping[str, array[int]],
        player: Callable[[PlaybackRequest], Player],
        *,
        rate: int = RATE,
        origin: int = 0,
        volume: int = 100,
        muted: bool = False,
        unwanted: Collection[str] = (),
        latency: int | None = None,
        keep_warm: bool = False,
        voice: TextToSpeech | None = None,
        clock: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        """Begin to look for a device, without waiting for it.

        Args:
            clips: the sounds by name, at ``rate``; see ``load_clips``.
            player: makes the player; see ``choose_player``.
            rate: frames per second.
            origin: the instant of the session's zero, in ns of ``time.monotonic_ns()``.
            volume: 0 to 100.
            muted: whether to begin muted.
            unwanted: the names of sounds that are not to be heard.
            latency: ms from the device's request to its sound; None to estimate it.
            keep_warm: whether to keep a wireless speaker from falling asleep before cues.
            voice: says what comes next; closed with the sound.
            clock: the computer's monotonic clock, in ns.
        """
        self._clips = clips
        self._rate = rate
        self._clock = clock
        # The voice's thread hands on what it has rendered; all else comes from one thread.
        self._lock = threading.Lock()
        self._voice = voice
        self._told_before = None if voice is None else voice.error
        self._speech = Announcer()
        self._schedule = Schedule()
        self._origin = origin
        self._unwanted = frozenset(unwanted)
        self._volume = volume
        self._muted = muted
        sounds = clips if voice is None else ChainMap(voice.clips, dict(clips))
        self._queue = PlaybackQueue()
        self._set_volume()
        self.player = player(
            PlaybackRequest(
                queue=self._queue,
                clips=sounds,
                rate=rate,
                latency=None if latency is None else latency * MS,
                keep_warm=keep_warm,
            )
        )
        if voice is not None:
            voice.ready = self._spoken

    def prepare(self, steps: Sequence[Step], number: int = 0) -> None:
        """Take the steps that the voice announces; to be called when they change.

        Without it nothing is said.

        Args:
            steps: all steps of the session's plan.
            number: the index of the step under way; 0 before the first one.
        """
        with self._lock:
            self._speech.prepare(steps, number)
            self._want()

    def result(self, scores: Iterable[Score], ms: int, now: int) -> None:
        """Let the voice say how it went; to be called when the workout is over.

        Args:
            scores: of the scored blocks, in order.
            ms: how long the workout took, pauses left out.
            now: the present instant, in ms.
        """
        with self._lock:
            self._speech.result(scores, ms, now)
            self._want()
            self._hand_on(now)

    def schedule(self, upcoming: Iterable[Cue], now: int) -> None:
        """Replace the plan; to be called after every command and every advance.

        Args:
            upcoming: the cues that come if nobody presses a key; see ``Session.upcoming``.
            now: the present instant, in ms.
        """
        upcoming = list(upcoming)
        with self._lock:
            self._schedule.replace(
                self._placed(choose(upcoming, self._unwanted)), self._origin + now * MS
            )
            self._speech.schedule(upcoming, now)
            self._hand_on(now)

    def play(self, cues: Iterable[Cue], now: int) -> None:
        """Answer with what has just happened; what was planned already is not doubled.

        Args:
            cues: all cues that a command or an advance gave, in one call.
            now: the present instant, in ms.
        """
        cues = list(cues)
        with self._lock:
            self._schedule.add(self._placed(choose(cues, self._unwanted)), self._origin + now * MS)
            self._speech.announce(cues, now)
            self._want()
            self._hand_on(now)

    @property
    def volume(self) -> int:
        """From 0 to 100; setting it takes effect at once, also on what sounds."""
        return self._volume

    @volume.setter
    def volume(self, volume: int) -> None:
        self._volume = max(0, min(100, volume))
        self._set_volume()
        self.player.wake()

    @property
    def muted(self) -> bool:
        """Whether nothing is to be heard for now; the volume is kept."""
        return self._muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        self._muted = muted
        self._set_volume()
        self.player.wake()

    @property
    def error(self) -> str | None:
        """Why there is no sound at present, as a sentence for the screen; None if all is well."""
        return self.player.error

    @property
    def voice_error(self) -> str | None:
        """Why the voice has fallen silent, as a sentence for the screen.

        None if all is well, and for what was the matter before the session and was told then.
        """
        trouble = None if self._voice is None else self._voice.error
        return None if trouble == self._told_before else trouble

    def close(self) -> None:
        """Release the device; nothing is heard after this."""
        if self._voice is not None:
            self._voice.close()
        self.player.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _placed(self, chosen: Iterable[SoundChoice]) -> list[ScheduledSound]:
        """The chosen sounds at their instants on the monotonic clock."""
        return [ScheduledSound(self._origin + due * MS, sound) for due, sound in chosen]

    def _hand_on(self, now: int) -> None:
        """Give the plan to the player, and wake it if it changed."""
        entries = self._schedule.entries
        if self._voice is not None:
            entries = tuple(sorted((*entries, *self._words(entries, now))))
        if entries != self._queue.entries:
            self._queue.entries = entries
            self.player.wake()

    def _words(self, beeps: Iterable[ScheduledSound], now: int) -> list[ScheduledSound]:
        """What the voice says between the beeps."""
        assert self._voice is not None
        busy = []
        for entry in beeps:
            taken = self._queue.position_of(entry)
            begin = (entry.due - self._origin) // MS
            end = begin + len(self._clips.get(entry.sound, ())) * 1000 // self._rate
            if taken is not None:
                end += max(0, taken.heard - entry.due) // MS
            elif begin <= now:
                end += _ANSWERED
            busy.append(TimeRange(begin, end))
        return [
            ScheduledSound(self._origin + due * MS, SPEECH + text)
            for due, text in self._speech.place(busy, self._voice.length, now)
        ]

    def _want(self) -> None:
        """Tell the voice what may have to be said soon."""
        if self._voice is not None:
            self._voice.want(self._speech.texts_to_render())

    def _spoken(self) -> None:
        """There is another clip of speech; called by the voice's thread."""
        with self._lock:
            self._hand_on((self._clock() - self._origin) // MS)

    def _set_volume(self) -> None:
        self._queue.volume = 0 if self._muted else self._volume
