"""Keeps sound libraries from printing on standard error, which is where the screen is.

Standard error itself can't be turned away meanwhile: the interface draws on it, from another
thread. So ALSA is given another function to complain to. That is ``getpid``, because it is there on
every system, may be called from any thread, and ignores whatever it is told. PulseAudio's library
is told by its environment to complain to the system's log.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import os
import sys


@functools.cache
def hush_sound_libraries() -> None:
    """Quiet ALSA and PulseAudio's library; to be called before either is used."""
    if sys.platform != "linux":
        return
    os.environ.setdefault("PULSE_LOG_SYSLOG", "1")
    with contextlib.suppress(OSError, AttributeError):
        silence = ctypes.cast(ctypes.CDLL(None).getpid, ctypes.c_void_p)
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(silence)
