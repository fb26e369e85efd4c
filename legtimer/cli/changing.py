"""Changes to the settings' file: checked as a whole, written with its comments kept.

A new text takes the place of the old one only if the value is good in it and nothing else became
wrong by it. The command line and the settings' screen both change the file here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from legtimer.cli.settings import Effective
from legtimer.core.fields import keys_of
from legtimer.files.mistakes import Severity
from legtimer.files.settings.listing import dotted_key
from legtimer.files.settings.location import settings_file
from legtimer.files.settings.reading import read_settings
from legtimer.files.settings.sections import Settings
from legtimer.files.toml.edit import EditError, read_text, replace_file, with_value, without_value

Keys = tuple[str, ...]
"""The names of a dotted key."""

HEAD: Final = "# Settings of legtimer; all keys are told by: legtimer config\n"
"""The first line of a file that the program makes."""


def write_first(key: Keys, values: Iterable[Any]) -> None:
    """Set a key to the first of some values that is good for it.

    Args:
        key: which.
        values: what TOML can hold; at least one.

    Raises:
        NotRewrittenError: if the file is left as it was, with the reason.
    """
    if any(len(key) == 1 and key[0] == item.key for item in keys_of(Settings)):
        raise EditError(f"{key[0]} is a table; name one of its keys")
    path = Path(settings_file())
    was = read_text(path)
    refusals: list[str] = []
    for value in values:
        new = _with(path, was, key, value)
        wrong = _wrong(key, new, was or "")
        if not wrong:
            if new != was:
                replace_file(path, new, was)
            return
        refusals.append(wrong)
    raise EditError(f"{dotted_key(key)}: {refusals[0]}")


def take_out(key: Keys) -> None:
    """Take a key out of the file, so that its default counts.

    Raises:
        NotRewrittenError: if the file is left as it was, with the reason.
    """
    path = Path(settings_file())
    was = read_text(path)
    if was is None or not _in_file(was, key):
        raise EditError(f"{dotted_key(key)} is not in {path}")
    replace_file(path, without_value(was, key), was)


def _with(path: Path, was: str | None, key: Keys, value: Any) -> str:
    """The file's text with a value in it."""
    if was is not None:
        try:
            return with_value(was, key, value)
        except EditError as problem:
            raise EditError(f"{path}: {problem}; see: legtimer config check") from None
    import tomli_w

    tree: Any = value
    for name in reversed(key):
        tree = {name: tree}
    return HEAD + "\n" + tomli_w.dumps(tree)


def meanings(typed: str) -> Iterator[Any]:
    """What may be meant by a word on the command line: TOML, or text without its quotes."""
    try:
        found = tomllib.loads(f"v = {typed}")
        if list(found) == ["v"]:
            yield found["v"]
    except (tomllib.TOMLDecodeError, RecursionError):
        pass
    yield typed


def _wrong(key: Keys, new: str, was: str) -> str:
    """What is wrong with a new text that was not wrong with the old one; empty for nothing."""
    from legtimer.cli.names import check_names

    before, after = read_settings(was), read_settings(new)
    for reading in (before, after):
        # Only a change of the keys is worth loading all screens for.
        found = Effective(reading.settings, reading, frozenset())
        check_names(found, thorough=key[0] == "keys")
    known = {mistake.message for mistake in before.mistakes}
    for mistake in after.mistakes:
        if mistake.severity is Severity.ERROR and mistake.message not in known:
            return mistake.message
    if any(given[: len(key)] == key for given in after.given):
        return ""
    return "this is wrong already: see legtimer config check"


def _in_file(text: str, key: Keys) -> bool:
    try:
        data: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return True  # the writer says what is the matter
    for name in key:
        if not isinstance(data, dict) or name not in data:
            return False
        data = data[name]
    return True
