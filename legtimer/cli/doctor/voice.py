"""Who speaks, and how long that takes."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Final

from legtimer.cli.doctor.findings import Finding, note, ok, problem
from legtimer.files.printable import printable
from legtimer.files.settings.sections import AudioSettings

_PHRASE: Final = "next: 20 kettlebell squats, 16 kilograms"
_SLOW: Final = 3.0
"""Seconds for one phrase above which some will not be ready in time."""
_INSTALL: Final = "install espeak-ng, or name a program as audio.voice-command in the settings"


def look_at_voice(audio: AudioSettings) -> Finding:
    """Render one phrase.

    Args:
        audio: the settings of sound.
    """
    from legtimer.audio.clips import RATE
    from legtimer.audio.sound_files import UnusableSoundError
    from legtimer.audio.voice.renderers import RenderError, find_renderer
    from legtimer.audio.voice.tts import prepare_speech

    worse = problem if audio.voice else note
    wanted = "" if audio.voice else " (the voice is off)"
    try:
        renderer = find_renderer(audio.voice_command, audio.voice_name)
        if renderer is None:
            return worse(f"no program that speaks was found{wanted}", _INSTALL, wanted=audio.voice)
        facts = {"renderer": renderer.key, "wanted": audio.voice}
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="legtimer-") as folder:
            file = Path(folder) / "phrase.wav"
            renderer.render(_PHRASE, file)
            rendered = time.monotonic() - began
            samples = prepare_speech(file.read_bytes())
    except RenderError as error:
        advice = "try the command in a shell" if audio.voice_command else _INSTALL
        return worse(f"{printable(str(error), 300)}{wanted}", advice, wanted=audio.voice)
    except (OSError, UnusableSoundError) as error:
        return worse(
            f"what was spoken can't be used ({printable(str(error), 200)}){wanted}",
            "check that the program writes a WAV file",
            wanted=audio.voice,
        )
    milliseconds, length = round(rendered * 1000), len(samples) * 1000 // RATE
    facts |= {"render_ms": milliseconds, "phrase_ms": length}
    who = printable(renderer.key, 80)
    if not samples:
        return worse(f"{who} says nothing{wanted}", "check that its voice is installed", **facts)
    text = f"{who}: a phrase of {length / 1000:.1f} s was spoken in {milliseconds} ms{wanted}"
    if rendered > _SLOW:
        return note(text, "what is not ready in time is not said", **facts)
    return ok(text, **facts)
