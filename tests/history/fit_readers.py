"""Three readers of FIT files that others wrote, behind one shape: (message, {field: raw value})."""

from __future__ import annotations

import io
from typing import Any

import fitdecode
import fitparse
from garmin_fit_sdk import Decoder, Profile, Stream

Message = tuple[int, dict[int, Any]]
"""A message's global number, and its raw values by field number; absent ones are left out."""


def by_fitdecode(data: bytes) -> list[Message]:
    found = []
    strict = {
        "check_crc": fitdecode.CrcCheck.RAISE,
        "error_handling": fitdecode.ErrorHandling.RAISE,
    }
    with fitdecode.FitReader(io.BytesIO(data), **strict) as reader:
        for frame in reader:
            if frame.frame_type == fitdecode.FIT_FRAME_DATA:
                fields = {f.def_num: f.raw_value for f in frame.fields if f.field_def is not None}
                found.append((frame.global_mesg_num, fields))
    return [(number, _present(fields)) for number, fields in found]


def by_fitparse(data: bytes) -> list[Message]:
    file = fitparse.FitFile(io.BytesIO(data), check_crc=True)
    return [
        (
            message.mesg_num,
            _present({f.def_num: f.raw_value for f in message.fields if f.field_def is not None}),
        )
        for message in file.messages
        if message.type == "data"
    ]


def by_garmin(data: bytes) -> list[Message]:
    found: list[Message] = []

    def listen(number: int, message: dict[str, Any]) -> None:
        profile = Profile["messages"][number]["fields"]
        numbers = {field["name"]: field["num"] for field in profile.values()}
        found.append((number, _present({numbers[name]: v for name, v in message.items()})))

    stream = Stream.from_byte_array(bytearray(data))
    assert Decoder(stream).check_integrity()
    stream.reset()
    _, errors = Decoder(stream).read(
        apply_scale_and_offset=False,
        convert_datetimes_to_dates=False,
        convert_types_to_strings=False,
        expand_sub_fields=False,
        expand_components=False,
        merge_heart_rates=False,
        mesg_listener=listen,
    )
    assert errors == []
    return found


READERS = {"fitdecode": by_fitdecode, "fitparse": by_fitparse, "garmin": by_garmin}


def _present(fields: dict[int, Any]) -> dict[int, Any]:
    """The values that are there, lists of one as their one value."""
    plain = {
        number: value[0] if isinstance(value, list | tuple) and len(value) == 1 else value
        for number, value in fields.items()
    }
    return {number: value for number, value in plain.items() if value not in (None, "", b"")}
