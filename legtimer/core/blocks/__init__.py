"""The kinds of block, one file each. The folder is scanned: a new file is a new kind."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from legtimer.core.block import Block
    from legtimer.core.scoring import Scoring


def kind_words() -> list[str]:
    """The words that name the kinds of block, in alphabetical order; none of them is loaded."""
    import pkgutil

    return sorted(info.name.replace("_", "-") for info in pkgutil.iter_modules(__path__))


@cache
def kinds() -> dict[str, type[Block]]:
    """All kinds of block by the word that names them, in alphabetical order.

    Raises:
        RuntimeError: if a file does not hold the one kind of block that it is named after, such as
            ``for_time.py`` the kind ``for-time``; a mistake of who wrote the file, not of who
            typed a workout.
    """
    return {word: _load(word) for word in kind_words()}


@cache
def kind_named(word: str) -> type[Block] | None:
    """The kind of block that a word names, or None.

    A workout has two or three kinds of block: only their files are loaded, since reading a file
    must not cost more than a moment.

    Raises:
        RuntimeError: as ``kinds``.
    """
    if not word.replace("-", "").isalpha() or not word.isascii() or not word.islower():
        return None
    try:
        return _load(word)
    except ModuleNotFoundError:
        return None


def scoring_of(kind: str) -> Scoring | None:
    """How a kind of block is scored; None for one that is not, or that there is no more."""
    cls = kind_named(kind)
    return None if cls is None else cls.scoring


def _load(word: str) -> type[Block]:
    from legtimer.core.block import Block

    name = word.replace("-", "_")
    module = import_module(f"{__name__}.{name}")
    for value in vars(module).values():
        if (
            isinstance(value, type)
            and issubclass(value, Block)
            and value.__module__ == module.__name__
            and value.kind == word
        ):
            return value
    raise RuntimeError(f"{name}.py does not hold the kind {word}")
