"""What lets orders in from outside, loaded only when a session is on the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from legtimer.remote.messages import Request, Response
    from legtimer.remote.server import RemoteServer


class Outside:
    """The door of the session on the screen, if there is one."""

    def __init__(self) -> None:
        """Let nobody in yet."""
        self._door: RemoteServer | None = None

    def open(self, obey: Callable[[Request], Response]) -> None:
        """Have orders obeyed from now on."""
        if self._door is None:
            from legtimer.cli.orders import order_of
            from legtimer.remote.server import RemoteServer

            self._door = RemoteServer(order_of)
        self._door.open(obey)

    def close(self) -> None:
        """Let none in any more."""
        if self._door is not None:
            self._door.close()
