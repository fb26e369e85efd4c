"""The bytes of a FIT file: header, definitions, data, checksums.

Theory of operation. A FIT file is a row of messages. A message is known by a global number; before
the first one of its kind stands a definition, which lists its fields with their sizes and types,
and gives the kind a local number from 0 to 15 by which the data that follow are known. Here every
kind of message has one definition for the whole file: a value that is absent is written as the
invalid value of its type, which every reader skips, and texts have one fixed size. All is little
endian; the header and the whole file carry a checksum each.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

TEXT_SIZE: Final = 64
"""Bytes of a text field, with the zero byte that ends it."""

_PROTOCOL: Final = 0x20
"""Version 2.0 of the protocol."""
_PROFILE: Final = 21_158
"""Version 21.158 of the profile: all messages written here are in it, and in older ones."""
_HEADER_SIZE: Final = 14
_MOST_KINDS: Final = 16
_CHECKSUMS: Final = (
    0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
    0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400,
)  # fmt: skip


class BaseType(NamedTuple):
    """A base type of the protocol."""

    number: int
    code: str
    """As ``struct`` names it; empty for text."""
    invalid: int


ENUM: Final = BaseType(0x00, "B", 0xFF)
UINT8: Final = BaseType(0x02, "B", 0xFF)
UINT16: Final = BaseType(0x84, "H", 0xFFFF)
UINT32: Final = BaseType(0x86, "I", 0xFFFF_FFFF)
UINT32Z: Final = BaseType(0x8C, "I", 0)
STRING: Final = BaseType(0x07, "", 0)


class FitField(NamedTuple):
    """One field of a message."""

    number: int
    type: BaseType


class MessageKind(NamedTuple):
    """A kind of message: its global number, and the fields of it that are written."""

    number: int
    fields: Mapping[str, FitField]


Value = int | str | None


class FitFile:
    """Puts messages together."""

    def __init__(self) -> None:
        self._data = bytearray()
        self._local: dict[int, int] = {}

    def add(self, kind: MessageKind, **values: Value) -> None:
        """Write a message, before the first one of its kind also the definition.

        Args:
            kind: what kind of message.
            values: by the field's name; what is not given is absent.

        Raises:
            ValueError: if a value does not fit its type, or there are more than 16 kinds.
        """
        if kind.number not in self._local:
            if len(self._local) == _MOST_KINDS:
                raise ValueError("a FIT file has at most 16 kinds of message at a time")
            self._local[kind.number] = len(self._local)
            self._data += _definition(self._local[kind.number], kind)
        self._data.append(self._local[kind.number])
        for name, field in kind.fields.items():
            self._data += _encoded(name, field.type, values.pop(name, None))
        if values:
            raise ValueError(f"no such field: {', '.join(values)}")

    def bytes(self) -> bytes:
        head = struct.pack("<BBHI4s", _HEADER_SIZE, _PROTOCOL, _PROFILE, len(self._data), b".FIT")
        head += struct.pack("<H", checksum(head))
        whole = head + bytes(self._data)
        return whole + struct.pack("<H", checksum(whole))


def checksum(data: Sequence[int]) -> int:
    """The protocol's checksum: CRC-16 with the polynomial 0x8005, reflected, half a byte a time."""
    crc = 0
    for byte in data:
        for half in (byte & 0xF, byte >> 4):
            crc = (crc >> 4) ^ _CHECKSUMS[crc & 0xF] ^ _CHECKSUMS[half]
    return crc


def text(value: str) -> bytes:
    """A text as it is stored: without characters that cannot be seen, cut to the field's size."""
    seen = "".join(letter for letter in value if letter.isprintable())
    data = seen.encode("utf-8")[: TEXT_SIZE - 1]
    # What is left of a character that the cut went through is dropped.
    return data.decode("utf-8", "ignore").encode("utf-8").ljust(TEXT_SIZE, b"\0")


def _definition(local: int, kind: MessageKind) -> bytes:
    head = struct.pack("<BBBHB", 0x40 | local, 0, 0, kind.number, len(kind.fields))
    sizes = (
        struct.calcsize(f"<{field.type.code}") if field.type.code else TEXT_SIZE
        for field in kind.fields.values()
    )
    return head + b"".join(
        bytes((field.number, size, field.type.number))
        for field, size in zip(kind.fields.values(), sizes, strict=True)
    )


def _encoded(name: str, type_: BaseType, value: Value) -> bytes:
    if not type_.code:
        return text("" if value is None else str(value))
    if value is None:
        value = type_.invalid
    elif not isinstance(value, int) or value == type_.invalid:
        raise ValueError(f"{name} cannot be {value!r}")
    try:
        return struct.pack(f"<{type_.code}", value)
    except struct.error:
        raise ValueError(f"{name} = {value} does not fit into a FIT file") from None
