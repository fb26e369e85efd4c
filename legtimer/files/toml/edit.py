"""Changing a TOML file that a person wrote: everything that is not changed stays byte for byte.

Theory of operation. The text is changed by a writer that keeps comments and spacing (tomlkit), and
never trusted to it: the new text is parsed by the standard parser and compared with what was meant,
and the text around the change must be the same: to the byte where one value is replaced by another,
else line by line. Only then does it take the place of the old one: written beside it, flushed to
the disk, renamed over it, after the old content was kept as a backup of the same name with a ``~``.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from legtimer.core.diagnostics import KeyPath
from legtimer.files.atomic_file import write_atomically
from legtimer.files.toml.syntax import decode_text

BACKUP: Final = "~"
"""What a backup's name ends with; folders of workouts do not list such files."""


class EditError(Exception):
    """A file was left as it is; the message is a sentence for a person."""


def with_value(text: str, keys: KeyPath, value: Any) -> str:
    """The text with one value set; tables on the way to it are made where there are none.

    Args:
        text: TOML without mistakes.
        keys: where the value stands; the last item of a list is its length - 1.
        value: what TOML can hold.

    Raises:
        NotRewrittenError: if the text has mistakes, or the value can't be put there.
    """

    def change(document: Any) -> None:
        table = document
        for step, after in itertools.pairwise(keys):
            if isinstance(step, str) and step not in table and isinstance(after, str):
                table[step] = _new_table(table)
            table = table[step]
        table[keys[-1]] = value

    return _changed(text, change, keys)


def without_value(text: str, keys: KeyPath) -> str:
    """The text without one value; tables that this empties stay.

    Args:
        text: TOML without mistakes.
        keys: where the value stands.

    Raises:
        NotRewrittenError: if the text has mistakes, or there is no such value.
    """

    def change(document: Any) -> None:
        table = document
        for step in keys[:-1]:
            table = table[step]
        del table[keys[-1]]

    return _changed(text, change, keys)


def replace_file(path: Path, text: str, was: str | None) -> None:
    """Put a new text in place of a file's content, whole or not at all.

    The old content is kept beside it, under the same name with a ``~``. A link stays a link.

    Args:
        path: the file; its folder is made if need be.
        text: the new content.
        was: the content that the new one was made from; None for a file that is not to exist yet.

    Raises:
        NotRewrittenError: if the file says something else by now, or cannot be written.
    """
    target = Path(os.path.realpath(path))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        now = target.read_bytes() if target.exists() else None
        if now != (None if was is None else was.encode()):
            raise EditError(f"{path} was changed by somebody else meanwhile; it is left as it is")
        if now is not None:
            write_atomically(target.with_name(target.name + BACKUP), [now], like=target)
        write_atomically(target, [text.encode()], like=target if now is not None else None)
        _flush_folder(target.parent)
    except OSError as problem:
        why = problem.strerror or type(problem).__name__
        raise EditError(f"{path} cannot be written: {why}") from None


def read_text(path: Path) -> str | None:
    """The content of a file, to be changed; None where there is none.

    Raises:
        NotRewrittenError: if it cannot be read, or is no UTF-8.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise EditError(f"{path} cannot be read: {problem.strerror}") from None
    text = decode_text(data)
    if not isinstance(text, str):
        raise EditError(text.render(str(path)))
    return data.decode()  # with the mark at its beginning, if it has one


def unix_lines(text: str) -> tuple[str, bool]:
    """The text with line ends of Unix, and whether all of them were those of Windows."""
    windows = "\r\n" in text and "\n" not in text.replace("\r\n", "")
    return (text.replace("\r\n", "\n"), True) if windows else (text, False)


def _changed(text: str, change: Callable[[Any], None], keys: KeyPath) -> str:
    """The text after a change of the value at ``keys``, looked at before it is believed."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    mark = "\ufeff" if text.startswith("\ufeff") else ""
    old, windows = unix_lines(text.removeprefix(mark))
    try:
        meant = tomllib.loads(old)
        document = tomlkit.parse(old)
    except (ValueError, TOMLKitError, RecursionError):
        raise EditError("it has mistakes, which have to be put right first") from None
    had = _has(meant, keys)
    try:
        change(meant)
        change(document)
        new = tomlkit.dumps(document)
        found = tomllib.loads(new)
    except (TOMLKitError, ValueError, KeyError, IndexError, TypeError, AttributeError):
        raise EditError("this cannot be changed here") from None
    if had and _has(meant, keys):
        kept = _same_around(old, new, keys)
    else:
        kept = _one_place(*(new, old) if had else (old, new))
    if found != meant or not kept:
        raise EditError("this cannot be changed without touching what stands around it")
    return mark + (new.replace("\n", "\r\n") if windows else new)


def _new_table(parent: Any) -> Any:
    import tomlkit
    from tomlkit.items import AbstractTable, InlineTable
    from tomlkit.toml_document import TOMLDocument

    if isinstance(parent, InlineTable):
        return tomlkit.inline_table()
    return tomlkit.table() if isinstance(parent, AbstractTable | TOMLDocument) else {}


def _same_around(old: str, new: str, keys: KeyPath) -> bool:
    """Whether all text outside a value that was replaced is the same."""
    from legtimer.files.toml.scanner import Node, Scanner

    node = Scanner(old).root
    for step in keys:
        child: Node
        child = (node.members or {})[step] if isinstance(step, str) else (node.items or [])[step]
        node = child
    if not node.end:
        return False  # a table with a header: its parts may stand in many places
    return new.startswith(old[: node.start]) and new.endswith(old[node.end :])


def _one_place(less: str, more: str) -> bool:
    """Whether a text has lines more than another in one place only, and one changed at most."""
    few, many = less.splitlines(), more.splitlines()
    same = _alike(few, many)
    return len(few) - same - _alike(few[same:][::-1], many[same:][::-1]) <= 1


def _alike(some: list[str], others: list[str]) -> int:
    """How many lines two texts have in common at their beginning."""
    pairs = zip(some, others, strict=False)
    return next(
        (n for n, (one, other) in enumerate(pairs) if one != other), min(len(some), len(others))
    )


def _has(data: Any, keys: KeyPath) -> bool:
    for step in keys:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True


def _flush_folder(folder: Path) -> None:
    """Make the renaming last, where a folder can be flushed at all."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
