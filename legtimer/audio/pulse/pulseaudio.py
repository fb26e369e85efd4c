"""PulseAudio, or PipeWire in its place, as a server that keeps a tape.

Theory of operation. PulseAudio's library runs a thread of its own, in C, that talks with the server
through a socket. What we do to a connection or a stream we do with that thread's lock held, and no
call waits for the server. What the server says reaches us in that thread, as a call of one of the
functions at the end of this file; they store what they were told and wake the player.

The stream has a buffer of two seconds, and no *prebuffering*: it runs whether or not there is
something on it, so that a frame keeps its instant. The server asks for more only when it is nearly
empty, which never happens, since the tape is written ahead. What is left between the two is
how much the device may hold (the server's arithmetic: length less twice the least request).

The library calls back with a number, never with an object, so that a late call finds nothing
instead of something that is gone.
"""

from __future__ import annotations

import contextlib
import itertools
import threading
import time
from collections.abc import Callable, Iterator
from ctypes import byref
from typing import Any, Final

from legtimer.audio.instants import MS, SECOND
from legtimer.audio.player import DeviceError
from legtimer.audio.player_thread import GONE, NO_DEVICE
from legtimer.audio.pulse import libpulse as pulse
from legtimer.audio.pulse.tape import AHEAD
from legtimer.audio.pulse.tape_clock import TimingReport

_HELD: Final = 20 * MS
"""ns of sound that the device is asked to hold: less would wake it more often, more would keep an
answer waiting. It takes as much at a time, and one that wakes late takes two of them."""
_PATIENCE: Final = 1.0
"""Seconds that the server may take to answer when it is connected to; it takes a millisecond."""
_FRAME: Final = 2
"""Bytes of a frame."""
_STEADY: Final = 100_000
"""ns within which two clocks have to be read to be compared."""
_TRIES: Final = 5
"""How often that is tried."""
_DUMMY: Final = "auto_null"
"""What the server plays on when the computer has no sound device."""

_numbers = itertools.count(1)
_connections: dict[int, PulseAudio] = {}


class PulseAudio:
    """A connection to the sound server, and the one stream on it."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        """Connect to the server that PulseAudio's library finds by itself.

        Args:
            on_change: is called, in a thread of the library, when there is news.

        Raises:
            DeviceError: if there is none, or no library.
        """
        try:
            self._library = pulse.libpulse()
            self._timing = pulse.timing_info()
        except (OSError, AttributeError):
            raise DeviceError(NO_DEVICE) from None
        self._on_change = on_change
        self.backend: str | None = None
        """Who answers: PulseAudio, or PipeWire in its place; None until it has told."""
        self.report: TimingReport | None = None
        """What the server last said of the tape."""
        self.gone = False
        """Whether the server is there no more."""
        self._changed = threading.Event()
        self._stream: int | None = None
        self._device = ""
        self._rate = 0
        self._asked = False
        self._number = next(_numbers)
        library = self._library
        self._loop = library.pa_threaded_mainloop_new()
        self._context = library.pa_context_new(
            library.pa_threaded_mainloop_get_api(self._loop), b"legtimer"
        )
        if not self._context:  # as after a fork
            library.pa_threaded_mainloop_free(self._loop)
            raise DeviceError(NO_DEVICE)
        _connections[self._number] = self
        library.pa_context_set_state_callback(self._context, _STATE, self._number)
        failed = library.pa_context_connect(self._context, None, pulse.NO_AUTOSPAWN, None) < 0
        library.pa_threaded_mainloop_start(self._loop)
        if failed or not self._becomes(self._is_connected):
            self.close()
            raise DeviceError(NO_DEVICE)

    @property
    def error(self) -> str | None:
        """Why nothing is heard of a tape that runs: the server has no device."""
        return NO_DEVICE if self._device == _DUMMY else None

    def start(self, rate: int) -> None:
        """Begin a tape.

        Args:
            rate: frames per second.

        Raises:
            DeviceError: if the server does not want one.
        """
        self.stop()
        self._rate = rate
        library = self._library
        length = _FRAME * rate * AHEAD // SECOND
        held = _FRAME * rate * _HELD // SECOND
        with self._locked():
            self._stream = library.pa_stream_new(
                self._context, b"cues", byref(pulse.SampleSpec(pulse.S16, rate, 1)), None
            )
            library.pa_stream_set_state_callback(self._stream, _STATE, self._number)
            library.pa_stream_connect_playback(
                self._stream,
                None,
                byref(pulse.BufferAttr(pulse.ANY, length, 0, (length - held) // 2, pulse.ANY)),
                pulse.START_CORKED,
                None,
                None,
            )
        if not self._becomes(self._is_rolling):
            raise DeviceError(GONE)
        # Uncorked with something on it, it takes the place of silence that the device has got.
        self.write(0, bytes(length // 2))
        with self._locked():
            self._done(library.pa_stream_cork(self._stream, 0, None, None))

    def write(self, first: int, samples: bytes) -> None:
        """Write on the tape.

        Args:
            first: the frame that the samples begin at.
            samples: mono, 16 bit.
        """
        with self._locked():
            if self._stream is not None:
                self._library.pa_stream_write(
                    self._stream, samples, len(samples), None, _FRAME * first, pulse.SEEK_ABSOLUTE
                )

    def request_timing(self) -> None:
        """Ask how far the tape is; the answer becomes the ``report``."""
        with self._locked():
            if self._stream is not None:
                self._done(
                    self._library.pa_stream_update_timing_info(self._stream, _TIMING, self._number)
                )

    def stop(self) -> None:
        with self._locked():
            stream, self._stream, self.report = self._stream, None, None
            if stream is not None:
                self._library.pa_stream_set_state_callback(stream, pulse.Notified(), None)
                self._library.pa_stream_disconnect(stream)
                self._library.pa_stream_unref(stream)

    def close(self) -> None:
        if _connections.pop(self._number, None) is None:
            return
        library = self._library
        self.stop()
        with self._locked():
            library.pa_context_disconnect(self._context)
            library.pa_context_unref(self._context)
        library.pa_threaded_mainloop_stop(self._loop)
        library.pa_threaded_mainloop_free(self._loop)
        self.gone = True

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the lock of the library's thread."""
        self._library.pa_threaded_mainloop_lock(self._loop)
        try:
            yield
        finally:
            self._library.pa_threaded_mainloop_unlock(self._loop)

    def _done(self, operation: int | None) -> None:
        """Take no further interest in an operation."""
        if operation:
            self._library.pa_operation_unref(operation)

    def _becomes(self, state: Callable[[], bool | None]) -> bool:
        """Wait until something is so; False if it can't be any more or takes too long.

        Args:
            state: asked with the lock held: whether it is so, None if that is still open.
        """
        end = time.monotonic() + _PATIENCE
        while True:
            self._changed.clear()
            with self._locked():
                reached = state()
            if reached is not None or time.monotonic() > end:
                return bool(reached)
            self._changed.wait(max(0.0, end - time.monotonic()))

    def _is_connected(self) -> bool | None:
        """Whether the server has told its name; None as long as it may yet."""
        state = self._library.pa_context_get_state(self._context)
        if state == pulse.READY and not self._asked:
            self._asked = True
            self._done(self._library.pa_context_get_server_info(self._context, _TOLD, self._number))
        return False if state > pulse.READY else self.backend is not None or None

    def _is_rolling(self) -> bool | None:
        """Whether the server has taken the stream; None as long as it may yet."""
        state = self._library.pa_stream_get_state(self._stream)
        return None if state < pulse.STREAM_READY else bool(state == pulse.STREAM_READY)

    # The rest is called in the library's thread, with its lock held.

    def _see_states(self) -> None:
        """The connection or the stream has another state."""
        library = self._library
        lost = library.pa_context_get_state(self._context) > pulse.READY or (
            self._stream is not None
            and library.pa_stream_get_state(self._stream) > pulse.STREAM_READY
        )
        self.gone = self.gone or lost
        self._changed.set()
        self._on_change()

    def _hear_name(self, name: str) -> None:
        self.backend = "PipeWire" if "PipeWire" in name else "PulseAudio"
        self._changed.set()

    def _hear_timing(self, stream: int) -> None:
        """The server has told how far the tape is."""
        at = self._library.pa_stream_get_timing_info(stream)
        if stream != self._stream or not at:
            return
        # The server moves a stream when a device comes or goes.
        name = self._library.pa_stream_get_device_name(stream)
        self._device = (name or b"").decode(errors="replace")
        told = self._timing.from_address(at)
        offset = _monotonic_less_wall()
        if offset is None:
            return
        wall = told.seconds * SECOND + told.microseconds * 1000
        heard = told.read_index / _FRAME - told.sink_usec * self._rate / 1e6
        asked = 1000 * told.configured_sink_usec
        latency = max(asked, 1000 * told.sink_usec)
        held = max(asked + min(asked, _HELD), latency)
        self.report = TimingReport(wall + offset, heard, held, latency, bool(told.playing))
        self._on_change()


def _monotonic_less_wall() -> int | None:
    """Ns that the monotonic clock lies before the one that the server tells its time by."""
    for _ in range(_TRIES):
        before = time.monotonic_ns()
        wall = time.time_ns()
        after = time.monotonic_ns()
        if after - before <= _STEADY:
            return (before + after) // 2 - wall
    return None


def _on_state(_: Any, number: Any) -> None:
    """A connection or its stream has another state."""
    if (connection := _connections.get(number)) is not None:
        connection._see_states()


def _on_told(_: Any, facts: Any, number: Any) -> None:
    if (connection := _connections.get(number)) is not None:
        name = facts.contents.server_name if facts else None
        connection._hear_name((name or b"").decode(errors="replace"))


def _on_timing(stream: Any, well: int, number: Any) -> None:
    """A server has told how far its tape is."""
    if well and (connection := _connections.get(number)) is not None:
        connection._hear_timing(stream)


# They have to be there as long as the library may call them: for ever.
_STATE: Final = pulse.Notified(_on_state)
_TOLD: Final = pulse.Told(_on_told)
_TIMING: Final = pulse.Answered(_on_timing)
