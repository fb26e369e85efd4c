"""Text to speech: renders texts ahead of time, in a thread of its own."""

from __future__ import annotations

import tempfile
import threading
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from legtimer.audio.clips import MAX_FILE_SIZE, RATE
from legtimer.audio.mixer import SPEECH
from legtimer.audio.player_thread import FAREWELL
from legtimer.audio.sound_files import UnusableSoundError, resample, samples_from, to_16_bit
from legtimer.audio.voice.loudness import match_loudness, trim_silence
from legtimer.audio.voice.renderers import Renderer, RenderError
from legtimer.audio.voice.store import SpeechStore

NO_VOICE: Final = (
    "There is no voice: neither espeak-ng nor another speaking program was found. "
    "The beeps go on without it."
)
_MOST: Final = 96
"""Clips that are kept in memory."""
FAILURES: Final = 3
"""How many texts in a row may fail until the voice gives up."""
_SPOKEN_RATE: Final = 22_050
"""Frames per second at which speech is trimmed and matched, before it gets the rate of the mixer:
half the work, and nothing is lost of a voice."""


class TextToSpeech:
    """Makes sound of texts, the most urgent first."""

    def __init__(self, renderer: Renderer | None, cache: Path | None = None) -> None:
        """Begin to wait for texts.

        Args:
            renderer: the program that speaks; None if there is none.
            cache: the folder in which speech is kept; None for not keeping it.
        """
        self.clips: dict[str, array[int]] = {}
        """The sounds by ``SPEECH`` and the text; grows while the thread works."""
        self.error: str | None = NO_VOICE if renderer is None else None
        """Why nothing is said, as a sentence; None if all is well."""
        self.ready: Callable[[], None] = lambda: None
        """Is called by the thread when there is another clip."""
        self._renderer = renderer
        self._store = None if cache is None else SpeechStore(cache, RATE)
        self._wanted: tuple[str, ...] = ()
        self._failed: set[str] = set()
        self._failures = 0
        self._wake = threading.Event()
        self._closed = False
        self._thread: threading.Thread | None = None

    def want(self, texts: Sequence[str]) -> None:
        """Replace what is to be rendered.

        Args:
            texts: the next needed first.
        """
        if self._renderer is None or tuple(texts) == self._wanted:
            return
        self._wanted = tuple(texts[:_MOST])
        if self._thread is None and not self._closed:
            self._thread = threading.Thread(target=self._work, name="voice", daemon=True)
            self._thread.start()
        self._wake.set()

    def length(self, text: str) -> int | None:
        """Ms that the sound of a text lasts; None while there is none."""
        samples = self.clips.get(SPEECH + text)
        return len(samples) * 1000 // RATE if samples else None

    def close(self) -> None:
        """End the thread; a program that is still speaking ends by itself."""
        self._closed = True
        self._wake.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(FAREWELL / 4)

    def _work(self) -> None:
        while not self._closed:
            text = self._next()
            if text is None:
                self._wake.wait()
                self._wake.clear()
                continue
            samples = self._sound(text)
            if samples:
                self._make_room()
                self.clips[SPEECH + text] = samples
                self.ready()
            else:
                self._failed.add(text)

    def _next(self) -> str | None:
        """The most urgent text that has no sound yet."""
        if self._failures >= FAILURES:
            return None
        return next(
            (t for t in self._wanted if SPEECH + t not in self.clips and t not in self._failed),
            None,
        )

    def _make_room(self) -> None:
        """Let go of a clip that is not wanted."""
        if len(self.clips) >= _MOST:
            wanted = {SPEECH + text for text in self._wanted}
            for name in [name for name in list(self.clips) if name not in wanted][:1]:
                del self.clips[name]

    def _sound(self, text: str) -> array[int] | None:
        """The sound of a text; None if it can't be had."""
        assert self._renderer is not None
        key = self._renderer.key
        found = None if self._store is None else self._store.find(key, text)
        if found:
            return found
        try:
            with tempfile.TemporaryDirectory(prefix="legtimer-") as folder:
                file = Path(folder) / "speech.wav"
                self._renderer.render(text, file)
                if file.stat().st_size > MAX_FILE_SIZE:
                    raise UnusableSoundError("it is too large")
                samples = prepare_speech(file.read_bytes())
            if not samples:
                raise UnusableSoundError("it is silent")
        except RenderError as error:
            self._fail(str(error))
            return None
        except (OSError, UnusableSoundError) as error:
            self._fail(f"No voice: what was spoken can't be used ({error}).")
            return None
        self._failures = 0
        self.error = None
        if self._store is not None:
            self._store.keep(key, text, samples)
        return samples

    def _fail(self, error: str) -> None:
        """Be without a text, and after some of them without a voice."""
        self._failures += 1
        if self._failures >= FAILURES:
            self.error = error


def prepare_speech(data: bytes) -> array[int]:
    """Speech as the mixer takes it: trimmed, as loud as the cue sounds, at its rate.

    Args:
        data: the bytes of a sound file.

    Raises:
        UnusableSoundError: if it is no sound that can be played.
    """
    spoken = trim_silence(samples_from(data, _SPOKEN_RATE), _SPOKEN_RATE)
    louder = match_loudness(spoken, _SPOKEN_RATE) if spoken else spoken
    return to_16_bit(resample(louder, _SPOKEN_RATE, RATE))
