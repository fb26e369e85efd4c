"""The door of a session: listens, lets its user in, reads an order, answers."""

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
"""Bytes of an order."""
REQUEST_TIMEOUT: Final = 2.0
"""Seconds in which an order has to come."""
AT_ONCE: Final = 8
"""Callers that are listened to at a time; further ones wait."""
PER_SECOND: Final = 25
"""Callers that are let in within a second; further ones wait for the next one."""

_AS_JSON: Final = "json "
_WRONG: Final = Response(ResponseCode.NO, "something went wrong that is our mistake, not yours")


class RemoteServer:
    """One session's door at a time."""

    def __init__(self, read: Callable[[str], Request]) -> None:
        """Set up; nothing listens before ``open``.

        Args:
            read: makes an order of its words; raises ``InvalidRequest``.
        """
        self._read = read
        self._obey: Callable[[Request], Response] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._listener: socket.socket | None = None
        self._path: Path | None = None
        self._callers: set[_Caller] = set()
        self._entered = 0
        self._shut = False
        self._second: asyncio.TimerHandle | None = None
        self.trouble: str | None = None
        """Why no order can come in, in a few words; None if one can."""

    def open(self, obey: Callable[[Request], Response]) -> None:
        """Listen from now on, in the running loop; where that can't be, ``trouble`` says why.

        Args:
            obey: does what an order says.
        """
        if not socket_paths.AVAILABLE:
            self.trouble = "this system has no sockets for one user alone"
            return
        self.close()
        self._obey, self._loop = obey, asyncio.get_running_loop()
        try:
            socket_paths.session_sockets()  # clears away what killed sessions have left
            folder = socket_paths.make_folder()
            self._path = socket_paths.socket_path(folder, os.getpid())
            self._listener = _listen(self._path)
            self._loop.add_reader(self._listener, self._enter)
            self.trouble = None
        except (OSError, NotImplementedError) as problem:
            self.trouble = str(problem)
            self.close()

    def close(self) -> None:
        """Listen no more."""
        for caller in tuple(self._callers):
            caller.leave()
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
        self._entered, self._shut = 0, False

    def _enter(self) -> None:
        """Somebody is at the door."""
        assert self._listener is not None
        assert self._loop is not None
        try:
            connection, _ = self._listener.accept()
        except OSError:
            # Gone again, or the process has no file left to give: the next second may be better.
            self._entered = PER_SECOND
        else:
            self._entered += 1
            connection.setblocking(False)
            if _is_own(connection):
                self._callers.add(_Caller(self, connection, self._loop))
            else:
                connection.close()
        if self._second is None:
            self._second = self._loop.call_later(1.0, self._next_second)
        self._guard()

    def _next_second(self) -> None:
        self._second = None
        self._entered = 0
        self._guard()

    def _guard(self) -> None:
        """Let callers wait outside while there are too many."""
        assert self._loop is not None
        shut = len(self._callers) >= AT_ONCE or self._entered >= PER_SECOND
        if self._listener is not None and shut is not self._shut:
            self._shut = shut
            if shut:
                self._loop.remove_reader(self._listener)
            else:
                self._loop.add_reader(self._listener, self._enter)

    def left(self, caller: _Caller) -> None:
        """A caller has gone."""
        self._callers.discard(caller)
        self._guard()

    def answer(self, line: bytes) -> str:
        """Have an order obeyed.

        Args:
            line: the order as it came in.

        Returns:
            The answer as it goes out, without its end.
        """
        as_json = False
        try:
            words = line.decode("utf-8").strip()
            as_json = words.startswith(_AS_JSON)
            order = self._read(words.removeprefix(_AS_JSON))
        except UnicodeDecodeError:
            return response_line(Response(ResponseCode.UNKNOWN, "that is no text"), as_json=as_json)
        except InvalidRequest as problem:
            return response_line(Response(ResponseCode.UNKNOWN, str(problem)), as_json=as_json)
        assert self._obey is not None
        try:
            return response_line(self._obey(order), as_json=as_json)
        except Exception:
            return response_line(_WRONG, as_json=as_json)


class _Caller:
    """One who was let in."""

    def __init__(
        self, door: RemoteServer, connection: socket.socket, loop: asyncio.AbstractEventLoop
    ) -> None:
        self._door = door
        self._connection = connection
        self._loop = loop
        self._heard = b""
        self._waits = loop.call_later(REQUEST_TIMEOUT, self.leave)
        loop.add_reader(connection, self._hear)

    def _hear(self) -> None:
        try:
            heard = self._connection.recv(LONGEST_REQUEST + 1 - len(self._heard))
        except BlockingIOError:
            return
        except OSError:
            self.leave()
            return
        self._heard += heard
        line, end, _ = self._heard.partition(b"\n")
        if end or (line and not heard):
            self._say(self._door.answer(line))
        elif len(line) > LONGEST_REQUEST:
            self._say(
                response_line(Response(ResponseCode.UNKNOWN, "that is too long"), as_json=False)
            )
        elif not heard:
            self.leave()

    def _say(self, answer: str) -> None:
        with suppress(OSError):
            # An answer is far smaller than what the system holds for whoever reads slowly.
            self._connection.send(answer.encode("utf-8", "backslashreplace") + b"\n")
        self.leave()

    def leave(self) -> None:
        """Close the connection."""
        self._waits.cancel()
        if not self._loop.is_closed():
            self._loop.remove_reader(self._connection)
        self._connection.close()
        self._door.left(self)


def _listen(path: Path) -> socket.socket:
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
    """Whether the caller is the session's user, as far as the system tells."""
    option = getattr(socket, "SO_PEERCRED", None)
    if option is None:
        # The folder keeps all others out.
        return True
    form = "3i"
    told = connection.getsockopt(socket.SOL_SOCKET, option, struct.calcsize(form))
    uid: int = struct.unpack(form, told)[1]
    return uid == os.geteuid()
