"""The kinds of message of a strength activity, as Garmin's public FIT profile numbers them.

Only the fields that we write are here. All instants are seconds of FIT time, all durations ms.
"""

from __future__ import annotations

from typing import Final

from legtimer.history.fit.encoding import ENUM, TEXT, UINT8, UINT16, UINT32, UINT32Z, Field, Kind

FILE_ID: Final = Kind(
    0,
    {
        "type": Field(0, ENUM),
        "manufacturer": Field(1, UINT16),
        "product": Field(2, UINT16),
        "serial_number": Field(3, UINT32Z),
        "time_created": Field(4, UINT32),
        "product_name": Field(8, TEXT),
    },
)
FILE_CREATOR: Final = Kind(49, {"software_version": Field(0, UINT16)})
DEVICE_INFO: Final = Kind(
    23,
    {
        "timestamp": Field(253, UINT32),
        "device_index": Field(0, UINT8),
        "manufacturer": Field(2, UINT16),
        "product": Field(4, UINT16),
        "software_version": Field(5, UINT16),
        "product_name": Field(27, TEXT),
    },
)
SPORT: Final = Kind(
    12, {"sport": Field(0, ENUM), "sub_sport": Field(1, ENUM), "name": Field(3, TEXT)}
)
EXERCISE_TITLE: Final = Kind(
    264,
    {
        "message_index": Field(254, UINT16),
        "exercise_category": Field(0, UINT16),
        "exercise_name": Field(1, UINT16),
        "wkt_step_name": Field(2, TEXT),
    },
)
EVENT: Final = Kind(
    21,
    {
        "timestamp": Field(253, UINT32),
        "event": Field(0, ENUM),
        "event_type": Field(1, ENUM),
        "data": Field(3, UINT32),
    },
)
RECORD: Final = Kind(20, {"timestamp": Field(253, UINT32)})
SET: Final = Kind(
    225,
    {
        "timestamp": Field(254, UINT32),
        "duration": Field(0, UINT32),
        "repetitions": Field(3, UINT16),
        "weight": Field(4, UINT16),
        "set_type": Field(5, UINT8),
        "start_time": Field(6, UINT32),
        "category": Field(7, UINT16),
        "category_subtype": Field(8, UINT16),
        "weight_display_unit": Field(9, UINT16),
        "message_index": Field(10, UINT16),
    },
)
_SUMS: Final = {
    "message_index": Field(254, UINT16),
    "timestamp": Field(253, UINT32),
    "event": Field(0, ENUM),
    "event_type": Field(1, ENUM),
    "start_time": Field(2, UINT32),
    "total_elapsed_time": Field(7, UINT32),
    "total_timer_time": Field(8, UINT32),
}
LAP_SUMS: Final = Kind(
    19,
    {
        **_SUMS,
        "lap_trigger": Field(24, ENUM),
        "sport": Field(25, ENUM),
        "sub_sport": Field(39, ENUM),
    },
)
SESSION_SUMS: Final = Kind(
    18,
    {
        **_SUMS,
        "sport": Field(5, ENUM),
        "sub_sport": Field(6, ENUM),
        "first_lap_index": Field(25, UINT16),
        "num_laps": Field(26, UINT16),
        "trigger": Field(28, ENUM),
        "sport_profile_name": Field(110, TEXT),
    },
)
ACTIVITY_SUMS: Final = Kind(
    34,
    {
        "timestamp": Field(253, UINT32),
        "total_timer_time": Field(0, UINT32),
        "num_sessions": Field(1, UINT16),
        "type": Field(2, ENUM),
        "event": Field(3, ENUM),
        "event_type": Field(4, ENUM),
        "local_timestamp": Field(5, UINT32),
    },
)
