"""Three processes that do nothing but keep the computer busy."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator

LOOPS = 3


@contextlib.contextmanager
def load(name: str) -> Iterator[None]:
    """``idle`` for nothing, ``busy`` for three busy loops, for as long as the context lasts."""
    loops = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"])
        for _ in range(LOOPS if name == "busy" else 0)
    ]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()
