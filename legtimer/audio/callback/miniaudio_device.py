"""A sound device, opened through the library miniaudio.

The library is imported when a device is opened, not before. Three of its habits are dealt with
here: without a device it plays into nothing, it never frees its context, and the libraries that it
asks on Linux print on the terminal.
"""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Callable, Generator
from typing import Any, Final

from legtimer.audio.instants import MS
from legtimer.audio.library_messages import hush_sound_libraries
from legtimer.audio.player import DeviceError, DeviceInfo
from legtimer.audio.player_thread import GONE, NO_DEVICE

_UNWANTED: Final = frozenset({"NULL", "CUSTOM", "JACK", "WEBAUDIO"})
"""Back ends that are not asked: those that play into nothing, and JACK, which prints on the
terminal and, where it runs, offers one of the others as well."""
_PULSEAUDIO: Final = "PulseAudio"
"""A back end that falls silent at once when a device is closed, and asks when half of the buffer is
empty. The others play to the end what they hold."""
_BUFFER: Final = 50
"""ms per request: a press waits for up to one of them, and one more lies before it; and a sound is
out of our hands for as long."""
_PERIODS: Final = 2
"""Into how many parts the buffer is divided where the system lets us say so."""

_LATENCY: Final = 0.75
"""The part of the buffer that lies between a request and its sound, where nothing better is known:
the library tells no latency."""


def _latency_of(backend: str) -> int:
    """Ns from a request to its sound, which is as much as the device holds when it asks.

    The reckoning begins with it; the start of the device tells it better (``StreamClock.lead``).

    Args:
        backend: the name of the system's sound server or interface.
    """
    return round((1.0 if backend == _PULSEAUDIO else _LATENCY) * _BUFFER * MS)


class MiniaudioDevice:
    """One playback device, mono, 16 bit."""

    def __init__(
        self, feed: Callable[[int], bytes], on_lost: Callable[[], None], rate: int
    ) -> None:
        """Open the system's default device.

        Args:
            feed: gives so many frames.
            on_lost: is told when the device ends by itself.
            rate: frames per second.

        Raises:
            DeviceError: if there is none.
        """
        try:
            self._library: Any = importlib.import_module("miniaudio")
        except (ImportError, OSError) as error:
            raise DeviceError(
                f"No sound: the miniaudio library can't be loaded ({error})."
            ) from None
        hush_sound_libraries()
        self._feed = feed
        self._on_lost = on_lost
        self._stopping = False
        library = self._library
        wanted = sorted(
            (b for b in library.get_enabled_backends() if b.name not in _UNWANTED),
            key=lambda backend: int(backend.value),
        )
        # Made in two steps, since a device that fails to open still holds a context to be freed.
        self._device = library.PlaybackDevice.__new__(library.PlaybackDevice)
        try:
            self._device.__init__(
                output_format=library.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=rate,
                buffersize_msec=_BUFFER,
                callback_periods=_PERIODS,
                backends=wanted,
                app_name="legtimer",
            )
        except (library.MiniaudioError, OSError):
            self.close()
            raise DeviceError(NO_DEVICE) from None
        self._device.stop_callback = self._stopped
        self.backend = str(self._device.backend)
        """The system's sound server or interface."""
        self.drops = self.backend == _PULSEAUDIO
        """Whether closing it drops at once what it holds."""
        self.latency = _latency_of(self.backend)
        """ns from a request to its sound, as far as that is known: what it holds when it asks."""
        self.info = DeviceInfo(
            "miniaudio", self.backend, rate, _PERIODS * _BUFFER, self.latency // MS
        )

    def start(self) -> None:
        """Run: ask for frames again and again."""
        self._stopping = False
        frames = self._frames()
        next(frames)
        try:
            self._device.start(frames)
        except self._library.MiniaudioError:
            raise DeviceError(
                "The sound device does not start; sound returns when it does."
            ) from None

    def stop(self) -> None:
        """Ask no more."""
        self._stopping = True
        try:
            self._device.stop()
        except self._library.MiniaudioError:
            raise DeviceError(GONE) from None

    def close(self) -> None:
        """Release the device and the connection to the sound server."""
        self._stopping = True
        # The library forgets the context; without this each reopening leaves a connection behind.
        context = getattr(self._device, "_context", None)
        with contextlib.suppress(self._library.MiniaudioError):
            self._device.close()
        if context is not None:
            with contextlib.suppress(AttributeError):
                self._library.lib.ma_context_uninit(context)
            self._device._context = None

    def _frames(self) -> Generator[bytes, int]:
        block = b""
        while True:
            block = self._feed((yield block))

    def _stopped(self) -> None:
        """The device stopped, by our wish or not."""
        if not self._stopping:
            self._on_lost()
