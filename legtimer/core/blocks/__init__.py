"""The kinds of block, one file each. The folder is scanned: a new file is a new kind."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from legtimer.core.block import Block


@cache
def kinds() -> dict[str, type[Block]]:
    """All kinds of block by the word that names them, in alphabetical order.

    Raises:
        RuntimeError: if a file holds no kind of block, or two files hold the same one; both are
            mistakes of who wrote the file, not of who typed a workout.
    """
    found: dict[str, type[Block]] = {}
    for info in pkgutil.iter_modules(__path__):
        module = import_module(f"{__name__}.{info.name}")
        classes = [
            value
            for value in vars(module).values()
            if isinstance(value, type)
            and issubclass(value, Block)
            and value.__module__ == module.__name__
            and value.kind
        ]
        if not classes:
            raise RuntimeError(f"{module.__name__} holds no kind of block")
        for cls in classes:
            if cls.kind in found:
                raise RuntimeError(f"two kinds of block are called {cls.kind}")
            found[cls.kind] = cls
    return dict(sorted(found.items()))
