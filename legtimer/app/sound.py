"""What makes the sound of a session, made from the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from legtimer.core.session.cues import Cue
from legtimer.core.session.records import Score
from legtimer.core.steps import Step
from legtimer.files.settings.sections import AudioSettings

if TYPE_CHECKING:
    from legtimer.audio.voice.tts import TextToSpeech


class Sound(Protocol):
    """What listens to the cues."""

    @property
    def volume(self) -> int:
        """Per cent, 0 to 100; may be set at any time."""

    @volume.setter
    def volume(self, volume: int) -> None: ...

    @property
    def muted(self) -> bool:
        """Whether it is silent for now; may be set at any time."""

    @muted.setter
    def muted(self, muted: bool) -> None: ...

    @property
    def error(self) -> str | None:
        """Why nothing is heard, in a few words; None if all is well."""

    @property
    def voice_error(self) -> str | None:
        """Why the voice has fallen silent; None if all is well or was told before the session."""

    def follow(self, upcoming: Iterable[Cue], now: int) -> None:
        """Forget what was planned and play these at the instants they are due."""

    def say(self, told: Iterable[Cue], now: int) -> None:
        """These have just happened; what was planned for the same instants is not played twice."""

    def prepare(self, steps: Sequence[Step], number: int = 0) -> None:
        """These are the steps of the session, of which the one with this index is under way."""

    def result(self, scores: Sequence[Score], ms: int, now: int) -> None:
        """The workout is over, after so many ms, with these scores."""

    def close(self) -> None:
        """Fall silent and let go of the device."""


class Silence:
    """A sound that is none: for tests, and for who wants none."""

    def __init__(self, error: str | None = None) -> None:
        """Be silent.

        Args:
            error: why, for the screen to say; None if silence is wanted.
        """
        self.volume = 80
        self.muted = False
        self.error = error
        self.voice_error: str | None = None

    def follow(self, upcoming: Iterable[Cue], now: int) -> None:
        """Play nothing."""

    def say(self, told: Iterable[Cue], now: int) -> None:
        """Play nothing."""

    def prepare(self, steps: Sequence[Step], number: int = 0) -> None:
        """Say nothing."""

    def result(self, scores: Sequence[Score], ms: int, now: int) -> None:
        """Say nothing."""

    def close(self) -> None:
        """There is no device."""


def refused_player(name: str) -> str | None:
    """Why the player that was asked for by name cannot be used here; None if it can."""
    from legtimer.audio.players import refusal

    return None if name == "auto" else refusal(name)


def make_sound(audio: AudioSettings, complain: Callable[[str], None]) -> Sound:
    """The sound that the settings ask for; without a device the screen says so.

    Args:
        audio: the settings.
        complain: is told what cannot be used, such as a sound of the athlete's own.
    """
    if audio.player == "silent":
        quiet = Silence("sound is off (player silent)")
        quiet.volume = audio.volume
        return quiet
    from legtimer.audio.clips import load_clips
    from legtimer.audio.engine import Sound as Engine
    from legtimer.audio.players import choose_player
    from legtimer.files.shipped import sounds_folder
    from legtimer.files.user_folders import own_sounds_folder

    clips = load_clips(sounds_folder(), own_sounds_folder())
    for complaint in clips.complaints:
        complain(complaint)
    return Engine(
        clips.samples,
        choose_player(audio.player),
        volume=audio.volume,
        muted=audio.mute,
        unwanted=audio.unwanted,
        latency=audio.set_latency,
        keep_warm=audio.keep_warm,
        voice=make_voice(audio, complain) if audio.voice else None,
    )


def make_voice(audio: AudioSettings, complain: Callable[[str], None]) -> TextToSpeech:
    """The voice; without a program that speaks it says why, once, and the beeps go on alone."""
    from legtimer.audio.voice.renderers import find_renderer
    from legtimer.audio.voice.tts import TextToSpeech
    from legtimer.files.user_folders import cache_folder

    renderer = find_renderer(audio.voice_command, audio.voice_name)
    voice = TextToSpeech(renderer, cache_folder() / "speech")
    if voice.error is not None:
        complain(voice.error)
    return voice
