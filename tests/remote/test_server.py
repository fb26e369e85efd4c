"""The server: real sockets, permissions, callers that mean no good."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from legtimer.app.request_words import parse_request
from legtimer.core.session import commands as c
from legtimer.remote import server as server_module
from legtimer.remote import socket_paths
from legtimer.remote.client import NoResponse, send_request
from legtimer.remote.messages import Response, ResponseCode
from legtimer.remote.server import LONGEST_REQUEST, RemoteServer

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30


@pytest.fixture
async def heard(runtime):
    """An open server, with the list of what was ordered through it."""
    orders: list[object] = []

    def handle_request(order):
        orders.append(order)
        if order == c.Skip():
            raise ZeroDivisionError
        done = order != c.Resume()
        outcome = ResponseCode.DONE if done else ResponseCode.NO
        return Response(outcome, "fine" if done else "not possible: work", {"round": 2})

    server = RemoteServer(parse_request)
    server.open(handle_request)
    assert server.error is None
    yield orders
    server.close()


def own_socket() -> Path:
    (found,) = socket_paths.session_sockets()
    return found.path


async def say(words: str) -> str:
    return await asyncio.to_thread(send_request, own_socket(), words, PATIENCE)


async def raw(sent: bytes, *, end: bool = False) -> bytes:
    """What comes back for bytes, however wrong they are."""
    reader, writer = await asyncio.open_unix_connection(str(own_socket()))
    writer.write(sent)
    if end:
        writer.write_eof()
    try:
        return await asyncio.wait_for(reader.read(), PATIENCE)
    except ConnectionResetError:
        return b""
    finally:
        writer.close()


async def test_an_order_is_obeyed_and_answered(heard):
    assert await say("undo") == "ok fine"
    assert await say("Reps  12") == "ok fine"
    assert await say("resume") == "no not possible: work"
    assert heard == [c.Undo(), c.CorrectReps(12), c.Resume()]


async def test_an_answer_in_json(heard):
    told = json.loads(await say("json done"))
    assert told == {
        "format": "legtimer.send/1",
        "outcome": "ok",
        "text": "fine",
        "status": {"round": 2},
    }


async def test_a_line_without_its_end_is_a_line(heard):
    assert await raw(b"undo", end=True) == b"ok fine\n"


async def test_only_the_first_line_counts(heard):
    assert await raw(b"undo\ndone\n") == b"ok fine\n"
    assert heard == [c.Undo()]


async def test_an_unknown_word_is_answered_with_the_nearest(heard):
    assert await say("puase") == "unknown 'puase' is not known; did you mean pause?"
    assert heard == []


def test_folder_and_socket_are_closed_to_all_others(runtime):
    async def look():
        server = RemoteServer(parse_request)
        server.open(lambda order: Response(ResponseCode.DONE, ""))
        path = own_socket()
        assert path == runtime / "legtimer" / f"{os.getpid()}.sock"
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        server.close()
        assert list(path.parent.iterdir()) == []

    asyncio.run(look())


@pytest.mark.parametrize("spoil", ["open", "link", "relative", "missing"])
def test_a_runtime_folder_that_others_can_enter_is_not_used(runtime, monkeypatch, spoil):
    if spoil == "open":
        runtime.chmod(0o755)
    elif spoil == "link":
        link = runtime.parent / "link"
        link.symlink_to(runtime)
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(link))
    elif spoil == "relative":
        monkeypatch.setenv("XDG_RUNTIME_DIR", "run")
    else:
        monkeypatch.delenv("XDG_RUNTIME_DIR")
    if socket_paths.is_private(Path(f"/run/user/{os.geteuid()}")):
        pytest.skip("the machine has a folder of its own for this login")
    folder = socket_paths.make_folder()
    assert folder == runtime.parent / "state" / "legtimer" / "run"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_of_ours_that_was_opened_is_not_used(runtime):
    (runtime / "legtimer").mkdir(mode=0o777)
    (runtime / "legtimer").chmod(0o777)
    assert runtime not in socket_paths.make_folder().parents


def test_a_path_that_is_too_long_for_a_socket_is_passed_over(runtime, monkeypatch):
    long = runtime / ("x" * 100)
    long.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(long))
    assert long not in socket_paths.make_folder().parents


async def test_where_no_folder_will_do_the_door_says_so_and_stays_shut(runtime, monkeypatch):
    monkeypatch.setattr(socket_paths, "is_private", lambda folder: False)
    server = RemoteServer(parse_request)
    server.open(lambda order: Response(ResponseCode.DONE, ""))
    assert "closed to other users" in (server.error or "")
    server.close()


async def test_a_system_without_such_sockets_is_told_of(runtime, monkeypatch):
    monkeypatch.setattr(socket_paths, "AVAILABLE", False)
    server = RemoteServer(parse_request)
    server.open(lambda order: Response(ResponseCode.DONE, ""))
    assert "this system" in (server.error or "")
    server.close()


STRANGER = """
import os, socket, sys
os.setgid(65534)
os.setuid(65534)
with socket.socket(socket.AF_UNIX) as caller:
    try:
        caller.connect(sys.argv[1])
        caller.settimeout(20)
        try:
            caller.sendall(b"undo\\n")
        except BrokenPipeError:
            pass
        print(caller.recv(100))
    except OSError as problem:
        print(type(problem).__name__)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
@pytest.mark.parametrize("opened", [False, True])
async def test_another_user_gets_nothing(heard, runtime, opened):
    path = own_socket()
    if opened:
        # Even where somebody has opened all doors by hand, strangers are known by their id.
        for part in (runtime.parent, runtime, path.parent):
            part.chmod(0o755)
        path.chmod(0o777)
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", STRANGER, str(path)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    said = done.stdout.strip()
    assert said in (("b''", "ConnectionResetError") if opened else ("PermissionError",)), done
    assert heard == []


@pytest.mark.parametrize(
    "sent", [b"\xff\xfe\n", b"\x00\x00\n", b"\n", b"json \n", b"json\n", b"load \xf0\x9f\xa6\xb5\n"]
)
async def test_garbage_is_answered_and_nothing_breaks(heard, sent):
    assert (await raw(sent)).startswith((b"unknown ", b'{"format"'))
    assert await say("undo") == "ok fine"
    assert heard == [c.Undo()]


async def test_what_is_repeated_of_an_order_obeys_no_terminal(heard):
    answer = await raw(b"\x1b[2Jxyzzyxyzzy\n")
    assert b"\x1b" not in answer
    assert answer.startswith(b"unknown ")


async def test_an_endless_line_is_cut_off(heard):
    answer = await raw(b"x" * (LONGEST_REQUEST * 50))
    # The system may drop the answer with what was never read.
    assert answer in (b"unknown that is too long\n", b"")
    assert await say("undo") == "ok fine"


async def test_the_longest_line_is_still_read(heard):
    assert (await raw(b"reps 12" + b" " * (LONGEST_REQUEST - 7) + b"\n")) == b"ok fine\n"


async def test_a_caller_who_says_nothing_is_sent_away(heard, monkeypatch):
    monkeypatch.setattr(server_module, "REQUEST_TIMEOUT", 0.05)
    assert await raw(b"") == b""
    assert await raw(b"und") == b""
    assert heard == []


async def test_silent_callers_do_not_lock_the_others_out(heard, monkeypatch):
    monkeypatch.setattr(server_module, "REQUEST_TIMEOUT", 0.2)
    monkeypatch.setattr(server_module, "AT_ONCE", 3)
    path = str(own_socket())
    silent = [await asyncio.open_unix_connection(path) for _ in range(6)]
    assert await say("undo") == "ok fine"
    for _, writer in silent:
        writer.close()


async def test_a_caller_who_hangs_up_costs_nothing(heard):
    path = str(own_socket())
    for _ in range(5):
        with socket.socket(socket.AF_UNIX) as caller:
            caller.connect(path)
            caller.sendall(b"undo\n")
    assert await say("done") == "ok fine"


async def test_only_so_many_are_let_in_within_a_second(heard, monkeypatch):
    monkeypatch.setattr(server_module, "PER_SECOND", 3)
    path = own_socket()
    began = time.monotonic()
    answers = await asyncio.gather(
        *(asyncio.to_thread(send_request, path, "undo", PATIENCE) for _ in range(7))
    )
    assert answers == ["ok fine"] * 7
    # The look for the socket and two at once, three a second later, two after two.
    assert time.monotonic() - began >= 1.5


async def test_an_order_that_breaks_something_is_answered_and_the_door_stays_open(heard):
    assert (await say("skip")).startswith("no something went wrong")
    assert await say("undo") == "ok fine"


async def test_closing_sends_all_away(runtime):
    server = RemoteServer(parse_request)
    server.open(lambda order: Response(ResponseCode.DONE, ""))
    path = own_socket()
    reader, writer = await asyncio.open_unix_connection(str(path))
    await asyncio.sleep(0.01)
    server.close()
    assert await asyncio.wait_for(reader.read(), PATIENCE) == b""
    writer.close()
    assert not path.exists()
    with pytest.raises(NoResponse):
        await asyncio.to_thread(send_request, path, "undo", PATIENCE)
    server.close()


LISTENER = """
import asyncio, sys
from legtimer.app.request_words import parse_request
from legtimer.remote.server import RemoteServer
from legtimer.remote.messages import Response, ResponseCode

async def main():
    server = RemoteServer(parse_request)
    server.open(lambda order: Response(ResponseCode.DONE, "a session"))
    print("open", flush=True)
    await asyncio.sleep(120)

asyncio.run(main())
"""


@pytest.fixture
def listener(runtime):
    """Makes processes with a server."""
    made = []

    def make() -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", LISTENER], stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        made.append(process)
        assert process.stdout.readline() == "open\n"
        return process

    yield make
    for process in made:
        process.kill()
        process.communicate()


def test_what_a_killed_session_leaves_is_cleared_away(listener, runtime):
    killed, alive = listener(), listener()
    assert [one.pid for one in socket_paths.session_sockets()] == sorted([killed.pid, alive.pid])
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    left = runtime / "legtimer" / f"{killed.pid}.sock"
    assert left.exists()
    assert [one.pid for one in socket_paths.session_sockets()] == [alive.pid]
    assert not left.exists()


def test_a_new_session_clears_away_too_and_takes_over_its_own_number(listener, runtime):
    killed = listener()
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    left = runtime / "legtimer" / f"{killed.pid}.sock"
    ours = runtime / "legtimer" / f"{os.getpid()}.sock"
    with socket.socket(socket.AF_UNIX) as older:
        older.bind(str(ours))  # an older process had the same number

    async def look():
        server = RemoteServer(parse_request)
        server.open(lambda order: Response(ResponseCode.DONE, "the new one"))
        assert not left.exists()
        assert await say("status") == "ok the new one"
        server.close()

    asyncio.run(look())


def test_a_stopped_session_is_not_waited_for_for_ever(listener):
    stopped = listener()
    stopped.send_signal(signal.SIGSTOP)
    (found,) = socket_paths.session_sockets()
    with pytest.raises(NoResponse, match="is it stopped"):
        send_request(found.path, "undo", 0.2)
    stopped.send_signal(signal.SIGCONT)
    assert send_request(found.path, "status", PATIENCE) == "ok a session"
