"""From the bytes of a file to TOML data, with every mistake said in words for the person.

Theory of operation
-------------------
A file that is right takes the short way: decode, parse, done; nothing else is even imported. Only
when the parser refuses the text does `recovery` come in, which names the mistakes one by one and
repairs a draft of the text until the parser can read the rest of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from legtimer.files.mistakes import Mistake, Severity, unreadable_file
from legtimer.files.regular_file import read_file_bytes
from legtimer.files.toml.positions import Locator

if TYPE_CHECKING:
    from os import PathLike

LARGEST_FILE: Final = 1 << 18
"""Size in bytes above which a file is refused unread; workouts take a few thousand."""

_MANY_DOTS: Final = 64
_LONG_LINE: Final = 1000


class ParsedToml(NamedTuple):
    """What `read_toml` found.

    Attributes:
        data: The content as the standard parser gives it. A value that could not be read is
            `POISON`: its mistake is among `mistakes`, so readers pass over it in silence.
        mistakes: What is wrong with the syntax, in the order of the text.
        locator: Places of keys and values in the text as the person sees it.
        unreadable: Whether the reading stopped early, so that `data` holds only the beginning and
            a missing key means nothing.
    """

    data: dict[str, Any]
    mistakes: list[Mistake]
    locator: Locator
    unreadable: bool


def decode_text(data: bytes) -> str | Mistake:
    """Return the text of a file, or the one mistake that makes it no text.

    Args:
        data: The file's bytes; of a larger file, `LARGEST_FILE` + 1 of them are enough.
    """
    if len(data) > LARGEST_FILE:
        size = f"{LARGEST_FILE // 1024} KiB"
        return _mistake(1, 1, f"the file is larger than {size}: no file of legtimer needs that")
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    # Without the mark, UTF-16 of plain letters has a zero in every other byte.
    if marked or (len(data) > 2 and (data[:4:2] == b"\0\0" or data[1:4:2] == b"\0\0")):
        return _mistake(
            1,
            1,
            "the file is saved as UTF-16: in the editor, save it again with the encoding UTF-8",
        )
    nul = data.find(b"\0")
    if nul >= 0:
        return _at(data, nul, "this is a binary file, not a text file: it holds a zero byte here")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.start + 3 * data.startswith(b"\xef\xbb\xbf")
        return _at(
            data,
            start,
            f"the byte 0x{data[start]:02X} is not UTF-8: "
            "in the editor, save the file again with the encoding UTF-8",
        )


def read_bytes(path: str | PathLike[str], *, missing_ok: bool = False) -> bytes | Mistake:
    """Return the content of a file, cut off where it is too large, or why it can't be read.

    Args:
        path: The file.
        missing_ok: Whether a file that is not there is as good as an empty one.
    """
    try:
        return read_file_bytes(path, LARGEST_FILE + 1)
    except OSError as problem:
        if missing_ok and isinstance(problem, FileNotFoundError):
            return b""
        return unreadable_file(problem)


def read_toml(data: bytes | str | Mistake) -> ParsedToml:
    """Read TOML and find all of its syntax errors in one go; never raises.

    Args:
        data: The file's content or text, with any line ends, with or without a byte-order mark; or
            the mistake that is all there is to know of it.
    """
    text = decode_text(data) if isinstance(data, bytes) else data
    if isinstance(text, Mistake):
        return ParsedToml({}, [text], Locator(""), True)
    text = text.removeprefix("\ufeff")
    unix = text.replace("\r\n", "\n")
    mistakes: list[Mistake] = []
    if "\r" in unix:
        mistakes.append(_lone_return(unix))
        # Without any other line end they are the line ends, as editors too will take them.
        unix = unix.replace("\r", " " if "\n" in unix else "\n")
    straight = _parsed(unix)
    if straight is not None:
        return ParsedToml(straight, mistakes, Locator(unix), False)
    from legtimer.files.toml.recovery import recover

    table, found, draft, complete = recover(unix)
    locator = Locator(draft.text, draft.original)
    return ParsedToml(table, sorted(mistakes + found, key=_place), locator, not complete)


def _parsed(text: str) -> dict[str, Any] | None:
    """Return the data of a text that has nothing unusual about it."""
    import tomllib

    # A key of very many parts or a number of very many digits would cost too much, here or later.
    # Neither fits on an ordinary line; recovery looks closer at others.
    if any(len(line) > _LONG_LINE or line.count(".") >= _MANY_DOTS for line in text.split("\n")):
        return None
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return None


def _lone_return(text: str) -> Mistake:
    offset = text.index("\r")
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return _mistake(
        line,
        column,
        "a line ends in a carriage return alone: "
        "in the editor, save the file again with the line ends of Unix or Windows",
    )


def _at(data: bytes, offset: int, message: str) -> Mistake:
    start = data.rfind(b"\n", 0, offset) + 1
    before = data[start:offset].decode("utf-8-sig" if start == 0 else "utf-8", "replace")
    return _mistake(data.count(b"\n", 0, offset) + 1, len(before) + 1, message)


def _mistake(line: int, column: int, message: str) -> Mistake:
    return Mistake(Severity.ERROR, line, column, message)


def _place(mistake: Mistake) -> tuple[int, int]:
    return mistake.line, mistake.column
