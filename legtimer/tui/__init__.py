"""The app, its screens and widgets, and the words on them.

Textual stands on asyncio, which imports TLS where Python has it. Nothing here needs that, and it
takes 4 MB and some ms of each start, so asyncio is imported as in a Python without TLS.
"""

from __future__ import annotations

import sys
from importlib import import_module

if not {"asyncio", "ssl"} & sys.modules.keys():
    sys.modules["ssl"] = None  # type: ignore[assignment]  # how a module is made missing
    try:
        import_module("asyncio")
    finally:
        del sys.modules["ssl"]
