"""A store, as far as it is only read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol


class Readable(Protocol):
    """What answers queries."""

    def read(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query."""
