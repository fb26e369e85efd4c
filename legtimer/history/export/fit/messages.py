"""The kinds of message of a strength activity, as Garmin's public FIT profile numbers them.

Only the fields that we write are here. All instants are seconds of FIT time, all durations ms.
"""

from __future__ import annotations

from typing import Final

from legtimer.history.export.fit.encoding import (
    ENUM,
    STRING,
    UINT8,
    UINT16,
    UINT32,
    UINT32Z,
    FitField,
    MessageKind,
)

FILE_ID: Final = MessageKind(
    0,
    {
        "type": FitField(0, ENUM),
        "manufacturer": FitField(1, UINT16),
        "product": FitField(2, UINT16),
        "serial_number": FitField(3, UINT32Z),
        "time_created": FitField(4, UINT32),
        "product_name": FitField(8, STRING),
    },
)
FILE_CREATOR: Final = MessageKind(49, {"software_version": FitField(0, UINT16)})
DEVICE_INFO: Final = MessageKind(
    23,
    {
        "timestamp": FitField(253, UINT32),
        "device_index": FitField(0, UINT8),
        "manufacturer": FitField(2, UINT16),
        "product": FitField(4, UINT16),
        "software_version": FitField(5, UINT16),
        "product_name": FitField(27, STRING),
    },
)
SPORT: Final = MessageKind(
    12, {"sport": FitField(0, ENUM), "sub_sport": FitField(1, ENUM), "name": FitField(3, STRING)}
)
EXERCISE_TITLE: Final = MessageKind(
    264,
    {
        "message_index": FitField(254, UINT16),
        "exercise_category": FitField(0, UINT16),
        "exercise_name": FitField(1, UINT16),
        "wkt_step_name": FitField(2, STRING),
    },
)
EVENT: Final = MessageKind(
    21,
    {
        "timestamp": FitField(253, UINT32),
        "event": FitField(0, ENUM),
        "event_type": FitField(1, ENUM),
        "data": FitField(3, UINT32),
    },
)
RECORD: Final = MessageKind(20, {"timestamp": FitField(253, UINT32)})
SET: Final = MessageKind(
    225,
    {
        "timestamp": FitField(254, UINT32),
        "duration": FitField(0, UINT32),
        "repetitions": FitField(3, UINT16),
        "weight": FitField(4, UINT16),
        "set_type": FitField(5, UINT8),
        "start_time": FitField(6, UINT32),
        "category": FitField(7, UINT16),
        "category_subtype": FitField(8, UINT16),
        "weight_display_unit": FitField(9, UINT16),
        "message_index": FitField(10, UINT16),
    },
)
_SUMS: Final = {
    "message_index": FitField(254, UINT16),
    "timestamp": FitField(253, UINT32),
    "event": FitField(0, ENUM),
    "event_type": FitField(1, ENUM),
    "start_time": FitField(2, UINT32),
    "total_elapsed_time": FitField(7, UINT32),
    "total_timer_time": FitField(8, UINT32),
}
LAP_SUMS: Final = MessageKind(
    19,
    {
        **_SUMS,
        "lap_trigger": FitField(24, ENUM),
        "sport": FitField(25, ENUM),
        "sub_sport": FitField(39, ENUM),
    },
)
SESSION_SUMS: Final = MessageKind(
    18,
    {
        **_SUMS,
        "sport": FitField(5, ENUM),
        "sub_sport": FitField(6, ENUM),
        "first_lap_index": FitField(25, UINT16),
        "num_laps": FitField(26, UINT16),
        "trigger": FitField(28, ENUM),
        "sport_profile_name": FitField(110, STRING),
    },
)
ACTIVITY_SUMS: Final = MessageKind(
    34,
    {
        "timestamp": FitField(253, UINT32),
        "total_timer_time": FitField(0, UINT32),
        "num_sessions": FitField(1, UINT16),
        "type": FitField(2, ENUM),
        "event": FitField(3, ENUM),
        "event_type": FitField(4, ENUM),
        "local_timestamp": FitField(5, UINT32),
    },
)
