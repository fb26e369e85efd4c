"""Which sound server it is that speaks PulseAudio's language: PulseAudio itself, or PipeWire.

The two hold different amounts of sound for the same request, and miniaudio does not tell them
apart. PulseAudio's own library, which miniaudio has loaded by then, does.
"""

from __future__ import annotations

import contextlib
import ctypes
import time
from typing import Any, Final

PATIENCE: Final = 0.5
"""Seconds that the server may take to answer; it takes 6 ms."""
LOOK: Final = 0.001
"""Seconds between two looks at whether it has."""
NO_AUTOSPAWN: Final = 1
"""PulseAudio's flag: no server is started for the question."""
READY: Final = 4
"""PulseAudio's state of a connection that can be asked; the greater ones are failures."""
NAME: Final = 3
"""The place of the server's name in what PulseAudio tells of it: user, host, version, name."""
_POINTERS: Final = (
    "pa_mainloop_new",
    "pa_mainloop_get_api",
    "pa_context_new",
    "pa_context_get_server_info",
)
_Told = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.POINTER(ctypes.c_char_p), ctypes.c_void_p)


def is_pipewire() -> bool:
    """Whether PipeWire answers for PulseAudio. Blocks until somebody does, for ``PATIENCE``."""
    return "PipeWire" in called()


def called() -> str:
    """What the server calls itself; nothing where none answers or there is no library for it."""
    with contextlib.suppress(OSError, AttributeError):
        return _name(ctypes.CDLL("libpulse.so.0"))
    return ""


def _name(library: Any) -> str:
    """What the server calls itself; nothing if it does not say so in time."""
    for function in _POINTERS:
        getattr(library, function).restype = ctypes.c_void_p
    told: list[str] = []

    def on_told(_context: Any, facts: Any, _user: Any) -> None:
        told.append((facts[NAME] or b"").decode(errors="replace") if facts else "")

    listener = _Told(on_told)
    loop = ctypes.c_void_p(library.pa_mainloop_new())
    context = ctypes.c_void_p(
        library.pa_context_new(ctypes.c_void_p(library.pa_mainloop_get_api(loop)), b"legtimer")
    )
    # The library ends the whole process when it is given nothing, and gives nothing after a fork.
    if not context:
        library.pa_mainloop_free(loop)
        return ""
    library.pa_context_connect(context, None, NO_AUTOSPAWN, None)
    asked = False
    until = time.monotonic() + PATIENCE
    while not told and time.monotonic() < until:
        state = library.pa_context_get_state(context)
        if state > READY:
            break
        if state == READY and not asked:
            asked = True
            question = library.pa_context_get_server_info(context, listener, None)
            if not question:
                break
            library.pa_operation_unref(ctypes.c_void_p(question))
        if not library.pa_mainloop_iterate(loop, 0, None):
            time.sleep(LOOK)
    library.pa_context_disconnect(context)
    library.pa_context_unref(context)
    library.pa_mainloop_free(loop)
    return told[0] if told else ""
