"""The server of a session: accepts connections of its user, reads a request, sends a response."""

from __future__ import annotations

import asyncio
import os
import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from legtimer.remote import socket_paths
from legtimer.remote.messages import InvalidRequest, Request, Response, ResponseCode, response_line

LONGEST_REQUEST: Final = 4096
"""Bytes of a request."""
REQUEST_TIMEOUT: Final = 2.0
"""Seconds in which a request has to come."""
AT_ONCE: Final = 8
"""Clients that are served at a time; further ones wait."""
PER_SECOND: Final = 25
"""Clients that are accepted within a second; further ones wait for the next one."""

_AS_JSON: Final = "json "
_WRONG: Final = Response(ResponseCode.NO, "something went wrong that is our mistake, not yours")


class RemoteServer:
    """Serves one session at a time."""

    def __init__(self, read: Callable[[str], Request]) -> None:
        """Prepare; nothing listens before ``open``.

        Args:
            read: makes a request of its words; raises ``InvalidRequest``.
        """
        self._read = read
        self._handle: Callable[[Request], Response] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._listener: socket.socket | None = None
        self._path: Path | None = None
        self._connections: set[_Connection] = set()
        self._accepted = 0
        self._paused = False
        self._second: asyncio.TimerHandle | None = None
        self.error: str | None = None
        """Why no request can come in, in a few words; None if one can."""

    def open(self, handle: Callable[[Request], Response]) -> None:
        """Listen from now on, in the running loop; where that can't be, ``error`` says why.

        Args:
            handle: does what a request says.
        """
        if not socket_paths.AVAILABLE:
            self.error = "this system has no sockets for one user alone"
            return
        self.close()
        self._handle, self._loop = handle, asyncio.get_running_loop()
        try:
            socket_paths.session_sockets()  # clears away what killed sessions have left
            folder = socket_paths.make_folder()
            self._path = socket_paths.socket_path(folder, os.getpid())
            self._listener = _listening_socket(self._path)
            self._loop.add_reader(self._listener, self._accept)
            self.error = None
        except (OSError, NotImplementedError) as problem:
            self.error = str(problem)
            self.close()

    def close(self) -> None:
        for connection in tuple(self._connections):
            connection.close()
        if self._second is not None:
            self._second.cancel()
            self._second = None
        if self._listener is not None:
            if self._loop is not None and not self._loop.is_closed():
                self._loop.remove_reader(self._listener)
            self._listener.close()
            self._listener = None
        if self._path is not None:
            self._path.unlink(missing_ok=True)
            self._path = None
        self._accepted, self._paused = 0, False

    def _accept(self) -> None:
        assert self._listener is not None
        assert self._loop is not None
        try:
            accepted, _ = self._listener.accept()
        except OSError:
            # Gone again, or the process has no file left to give: the next second may be better.
            self._accepted = PER_SECOND
        else:
            self._accepted += 1
            accepted.setblocking(False)
            if _is_own(accepted):
                self._connections.add(_Connection(self, accepted, self._loop))
            else:
                accepted.close()
        if self._second is None:
            self._second = self._loop.call_later(1.0, self._next_second)
        self._pause_or_go_on()

    def _next_second(self) -> None:
        self._second = None
        self._accepted = 0
        self._pause_or_go_on()

    def _pause_or_go_on(self) -> None:
        """Accept no clients while there are too many; the system lets them wait."""
        assert self._loop is not None
        paused = len(self._connections) >= AT_ONCE or self._accepted >= PER_SECOND
        if self._listener is not None and paused is not self._paused:
            self._paused = paused
            if paused:
                self._loop.remove_reader(self._listener)
            else:
                self._loop.add_reader(self._listener, self._accept)

    def closed(self, connection: _Connection) -> None:
        self._connections.discard(connection)
        self._pause_or_go_on()

    def response_to(self, line: bytes) -> str:
        """Have a request handled.

        Args:
            line: the request as it came in.

        Returns:
            The response as it goes out, without its end.
        """
        as_json = False
        try:
            words = line.decode("utf-8").strip()
            as_json = words.startswith(_AS_JSON)
            request = self._read(words.removeprefix(_AS_JSON))
        except UnicodeDecodeError:
            return response_line(Response(ResponseCode.UNKNOWN, "must be text"), as_json=as_json)
        except InvalidRequest as problem:
            return response_line(Response(ResponseCode.UNKNOWN, str(problem)), as_json=as_json)
        assert self._handle is not None
        try:
            return response_line(self._handle(request), as_json=as_json)
        except Exception:
            return response_line(_WRONG, as_json=as_json)


class _Connection:
    """A client that was accepted."""

    def __init__(
        self, server: RemoteServer, connection: socket.socket, loop: asyncio.AbstractEventLoop
    ) -> None:
        self._server = server
        self._connection = connection
        self._loop = loop
        self._received = b""
        self._waits = loop.call_later(REQUEST_TIMEOUT, self.close)
        loop.add_reader(connection, self._receive)

    def _receive(self) -> None:
        try:
            heard = self._connection.recv(LONGEST_REQUEST + 1 - len(self._received))
        except BlockingIOError:
            return
        except OSError:
            self.close()
            return
        self._received += heard
        line, end, _ = self._received.partition(b"\n")
        if end or (line and not heard):
            self._send(self._server.response_to(line))
        elif len(line) > LONGEST_REQUEST:
            self._send(
                response_line(Response(ResponseCode.UNKNOWN, "that is too long"), as_json=False)
            )
        elif not heard:
            self.close()

    def _send(self, response: str) -> None:
        with suppress(OSError):
            # A response is far smaller than what the system holds for whoever reads slowly.
            self._connection.send(response.encode("utf-8", "backslashreplace") + b"\n")
        self.close()

    def close(self) -> None:
        self._waits.cancel()
        if not self._loop.is_closed():
            self._loop.remove_reader(self._connection)
        self._connection.close()
        self._server.closed(self)


def _listening_socket(path: Path) -> socket.socket:
    """A socket that only its user can open; it gets its name once it listens.

    Raises:
        OSError: if it can't be made, because its path is too long for instance.
    """
    unnamed = path.with_suffix(".new")
    unnamed.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        listener.bind(str(unnamed))
        os.chmod(unnamed, 0o600)
        listener.listen(AT_ONCE)
        listener.setblocking(False)
        unnamed.replace(path)
    except OSError:
        listener.close()
        unnamed.unlink(missing_ok=True)
        raise
    return listener


def _is_own(connection: socket.socket) -> bool:
    """Whether the client is the session's user, as far as the system tells."""
    option = getattr(socket, "SO_PEERCRED", None)
    if option is None:
        # The folder keeps all others out.
        return True
    form = "3i"
    told = connection.getsockopt(socket.SOL_SOCKET, option, struct.calcsize(form))
    uid: int = struct.unpack(form, told)[1]
    return uid == os.geteuid()
