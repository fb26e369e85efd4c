"""The kinds of block, one file each. The folder is scanned: a new file is a new kind."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from legtimer.core.block import Block


@cache
def _files() -> frozenset[str]:
    return frozenset(info.name for info in pkgutil.iter_modules(__path__))


@cache
def _in_file(name: str) -> tuple[type[Block], ...]:
    """The kinds of block that a file of the folder holds."""
    module = import_module(f"{__name__}.{name}")
    found = tuple(
        value
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, Block)
        and value.__module__ == module.__name__
        and value.kind
    )
    if not found:
        raise RuntimeError(f"{module.__name__} holds no kind of block")
    return found


@cache
def kinds() -> dict[str, type[Block]]:
    """All kinds of block by the word that names them, in alphabetical order.

    Raises:
        RuntimeError: if a file holds no kind of block, or two files hold the same one; both are
            mistakes of who wrote the file, not of who typed a workout.
    """
    found: dict[str, type[Block]] = {}
    for name in _files():
        for cls in _in_file(name):
            if cls.kind in found:
                raise RuntimeError(f"two kinds of block are called {cls.kind}")
            found[cls.kind] = cls
    return dict(sorted(found.items()))


def kind_of_block(word: str) -> type[Block] | None:
    """The kind of block that a word names; None if there is none.

    A file that bears the name of its kind is found without importing the others: checking a file
    is done at every save, and most workouts use few kinds.
    """
    name = word.replace("-", "_")
    if name in _files():
        for cls in _in_file(name):
            if cls.kind == word:
                return cls
    return kinds().get(word)
