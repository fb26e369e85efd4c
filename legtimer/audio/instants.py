"""Units of instants on the computer's monotonic clock, which are whole nanoseconds throughout."""

from __future__ import annotations

from typing import Final

MS: Final = 1_000_000
"""ns in a ms."""
SECOND: Final = 1_000_000_000
"""ns in a second."""
