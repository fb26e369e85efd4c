"""Who takes in the requests of remote control for the session on the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from legtimer.remote.messages import Request, Response
    from legtimer.remote.server import RemoteServer


class RemoteControl:
    """Takes requests for the session on the screen; the server is loaded for the first session."""

    def __init__(self) -> None:
        self._server: RemoteServer | None = None

    def open(self, handle_request: Callable[[Request], Response]) -> None:
        """Have requests answered by this function from now on."""
        if self._server is None:
            from legtimer.app.request_words import parse_request
            from legtimer.remote.server import RemoteServer

            self._server = RemoteServer(parse_request)
        self._server.open(handle_request)

    def close(self) -> None:
        """Take no more requests."""
        if self._server is not None:
            self._server.close()
