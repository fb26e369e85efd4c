"""What makes the sound of a session, made from the settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from legtimer.files.settings.sections import AudioSettings

if TYPE_CHECKING:
    from legtimer.audio.engine import Sound
    from legtimer.audio.voice.tts import TextToSpeech


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
    from legtimer.audio.clips import load_clips
    from legtimer.audio.engine import Sound
    from legtimer.audio.players import choose_player
    from legtimer.files.shipped import sounds_folder
    from legtimer.files.user_folders import own_sounds_folder

    clips = load_clips(sounds_folder(), own_sounds_folder())
    for complaint in clips.complaints:
        complain(complaint)
    return Sound(
        clips.samples,
        choose_player(audio.player),
        volume=audio.volume,
        muted=audio.mute,
        unwanted=audio.sounds_off,
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
