"""Sends a request to a session and returns its response."""

from __future__ import annotations

import socket
import time
from pathlib import Path
from typing import Final

RESPONSE_TIMEOUT: Final = 5.0
"""Seconds until a response is no longer waited for: the session is stopped, or far too busy."""
_LONGEST: Final = 1 << 20
"""Bytes of a response."""


class NoResponse(Exception):
    """A session that does not answer; its text says why."""


def send_request(path: Path, request: str, timeout: float = RESPONSE_TIMEOUT) -> str:
    """Send a request to a session.

    Args:
        path: the session's socket.
        request: its words, on one line.
        timeout: seconds to wait for the response.

    Returns:
        The response, without its end.

    Raises:
        NoResponse: if there is none.
    """
    end = time.monotonic() + timeout
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        try:
            connection.settimeout(timeout)
            connection.connect(str(path))
            connection.sendall(request.encode("utf-8", "surrogateescape") + b"\n")
            heard = b""
            while not heard.endswith(b"\n") and len(heard) < _LONGEST:
                connection.settimeout(max(0.01, end - time.monotonic()))
                more = connection.recv(65536)
                if not more:
                    break
                heard += more
        except TimeoutError:
            raise NoResponse("the session does not answer; is it stopped?") from None
        except OSError:
            raise NoResponse("the session has gone") from None
    if not heard.endswith(b"\n"):
        raise NoResponse("the session hung up")
    return heard.decode("utf-8", "replace").rstrip("\n")
