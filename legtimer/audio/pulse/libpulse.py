"""The functions of PulseAudio's own library that are used, as they are since its version 0.9.16.

The library is a part of whatever system has the server, or PipeWire in its place, so there is
nothing to install; its functions and structures are its public interface (``pulse/*.h``).
"""

from __future__ import annotations

import ctypes
import functools
import os
import sys
from ctypes import (
    POINTER,
    c_char_p,
    c_int,
    c_int32,
    c_int64,
    c_size_t,
    c_uint8,
    c_uint32,
    c_uint64,
    c_void_p,
)
from typing import Any, Final

NAME: Final = "libpulse.so.0"
NO_AUTOSPAWN: Final = 1
"""Flag of a connection: no server is started for it."""
READY: Final = 4
"""State of a connection that can be used; the greater ones are failures."""
STREAM_READY: Final = 2
"""State of a stream that can be used; the greater ones are failures."""
START_CORKED: Final = 1
"""Flag of a stream: it does not run until it is uncorked."""
SEEK_ABSOLUTE: Final = 1
"""Way to write: the place is counted from the beginning of the stream."""
ANY: Final = 2**32 - 1
"""What a buffer's measure is that is left to the server."""
S16: Final = 3 if sys.byteorder == "little" else 4
"""Format of a sample: 16 bit, in the machine's order of bytes."""


class SampleSpec(ctypes.Structure):
    """``pa_sample_spec``."""

    _fields_ = [("format", c_int), ("rate", c_uint32), ("channels", c_uint8)]


class BufferAttr(ctypes.Structure):
    """``pa_buffer_attr``: bytes."""

    _fields_ = [
        ("maxlength", c_uint32),
        ("tlength", c_uint32),
        ("prebuf", c_uint32),
        ("minreq", c_uint32),
        ("fragsize", c_uint32),
    ]


class _Timing(ctypes.Structure):
    """``pa_timing_info`` without its beginning: microseconds, and places in bytes of the stream."""

    _fields_ = [
        ("synchronized_clocks", c_int),
        ("sink_usec", c_uint64),
        ("source_usec", c_uint64),
        ("transport_usec", c_uint64),
        ("playing", c_int),
        ("write_index_corrupt", c_int),
        ("write_index", c_int64),
        ("read_index_corrupt", c_int),
        ("read_index", c_int64),
        ("configured_sink_usec", c_uint64),
        ("configured_source_usec", c_uint64),
        ("since_underrun", c_int64),
    ]


class TimingInfo(ctypes.Structure):
    """``pa_timing_info``, where an instant has fields of 64 bit."""

    _fields_ = [("seconds", c_int64), ("microseconds", c_int64), ("rest", _Timing)]
    _anonymous_ = ("rest",)


class NarrowTimingInfo(ctypes.Structure):
    """``pa_timing_info``, where an instant has fields of 32 bit."""

    _fields_ = [("seconds", c_int32), ("microseconds", c_int32), ("rest", _Timing)]
    _anonymous_ = ("rest",)


class ServerInfo(ctypes.Structure):
    """The beginning of ``pa_server_info``."""

    _fields_ = [
        ("user_name", c_char_p),
        ("host_name", c_char_p),
        ("server_version", c_char_p),
        ("server_name", c_char_p),
    ]


Notified = ctypes.CFUNCTYPE(None, c_void_p, c_void_p)
"""What is called when a connection or a stream has changed: itself, our number."""
Answered = ctypes.CFUNCTYPE(None, c_void_p, c_int, c_void_p)
"""What is called when a stream's question was answered: the stream, whether well, our number."""
Told = ctypes.CFUNCTYPE(None, c_void_p, POINTER(ServerInfo), c_void_p)
"""What is called with what the server says of itself: the connection, that, our number."""

_FUNCTIONS: Final[dict[str, tuple[Any, ...]]] = {
    # name: what it returns, what it takes
    "pa_threaded_mainloop_new": (c_void_p,),
    "pa_threaded_mainloop_free": (None, c_void_p),
    "pa_threaded_mainloop_start": (c_int, c_void_p),
    "pa_threaded_mainloop_stop": (None, c_void_p),
    "pa_threaded_mainloop_lock": (None, c_void_p),
    "pa_threaded_mainloop_unlock": (None, c_void_p),
    "pa_threaded_mainloop_get_api": (c_void_p, c_void_p),
    "pa_context_new": (c_void_p, c_void_p, c_char_p),
    "pa_context_connect": (c_int, c_void_p, c_char_p, c_int, c_void_p),
    "pa_context_get_state": (c_int, c_void_p),
    "pa_context_set_state_callback": (None, c_void_p, Notified, c_void_p),
    "pa_context_get_server_info": (c_void_p, c_void_p, Told, c_void_p),
    "pa_context_disconnect": (None, c_void_p),
    "pa_context_unref": (None, c_void_p),
    "pa_stream_new": (c_void_p, c_void_p, c_char_p, POINTER(SampleSpec), c_void_p),
    "pa_stream_connect_playback": (
        c_int, c_void_p, c_char_p, POINTER(BufferAttr), c_int, c_void_p, c_void_p,
    ),
    "pa_stream_get_state": (c_int, c_void_p),
    "pa_stream_set_state_callback": (None, c_void_p, Notified, c_void_p),
    "pa_stream_get_device_name": (c_char_p, c_void_p),
    "pa_stream_write": (c_int, c_void_p, c_char_p, c_size_t, c_void_p, c_int64, c_int),
    "pa_stream_cork": (c_void_p, c_void_p, c_int, c_void_p, c_void_p),
    "pa_stream_update_timing_info": (c_void_p, c_void_p, Answered, c_void_p),
    "pa_stream_get_timing_info": (c_void_p, c_void_p),
    "pa_gettimeofday": (c_void_p, c_void_p),
    "pa_stream_disconnect": (c_int, c_void_p),
    "pa_stream_unref": (None, c_void_p),
    "pa_operation_unref": (None, c_void_p),
}  # fmt: skip


@functools.cache
def libpulse() -> Any:
    """The library.

    Raises:
        OSError: if the system has none.
        AttributeError: if it lacks a function.
    """
    # What it has to complain of would land on the screen.
    os.environ.setdefault("PULSE_LOG_SYSLOG", "1")
    library = ctypes.CDLL(NAME)
    for name, (returned, *taken) in _FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = returned, taken
    return library


@functools.cache
def timing_info() -> type[TimingInfo] | type[NarrowTimingInfo]:
    """What the library's ``pa_timing_info`` is like.

    How wide an instant is depends on what the library was built for: on 32-bit systems it is 32 bit
    until lately, and 64 since the year 2038 came into sight. So it is asked to write one down.

    Raises:
        OSError, AttributeError: as ``libpulse``.
    """
    untouched = b"\xa5" * 8
    instant = ctypes.create_string_buffer(2 * untouched, 16)
    libpulse().pa_gettimeofday(instant)
    return NarrowTimingInfo if instant.raw[8:] == untouched else TimingInfo
