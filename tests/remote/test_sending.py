"""``legtimer send``: which session, what is printed, which exit code."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from legtimer.app.request_words import parse_request, request_words
from legtimer.cli.main import main
from legtimer.core.session import commands as c
from legtimer.remote import socket_paths
from legtimer.remote.messages import (
    GetStatus,
    InvalidRequest,
    Response,
    ResponseCode,
    SetMute,
    SetVolume,
)
from legtimer.remote.server import RemoteServer

ROOT = Path(__file__).resolve().parents[2]
CLI = [sys.executable, "-m", "legtimer"]
LISTENER = """
import asyncio, sys
from legtimer.app.request_words import parse_request
from legtimer.remote.server import RemoteServer
from legtimer.remote.messages import Response, ResponseCode

async def main():
    door = RemoteServer(parse_request)
    door.open(lambda order: Response(ResponseCode.DONE, sys.argv[1]))
    print("open", flush=True)
    await asyncio.sleep(120)

asyncio.run(main())
"""


class Session:
    """Answers as it is told to, in a thread of its own."""

    def __init__(self) -> None:
        self.orders: list[object] = []
        self.answer = Response(ResponseCode.DONE, "WORK 0:20", {"round": 1})
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        self._ready.wait()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._door = RemoteServer(parse_request)
        self._loop.call_soon(self._open)
        self._loop.run_forever()
        self._loop.close()

    def _open(self) -> None:
        self._door.open(self._obey)
        self._ready.set()

    def _obey(self, order):
        self.orders.append(order)
        return self.answer

    def close(self) -> None:
        def stop():
            self._door.close()
            self._loop.stop()

        self._loop.call_soon_threadsafe(stop)
        self._thread.join()


@pytest.fixture
def session(runtime):
    made = Session()
    yield made
    made.close()


@pytest.fixture
def others(runtime):
    """Sessions in processes of their own."""
    made = []

    def make(text: str) -> int:
        process = subprocess.Popen(
            [sys.executable, "-c", LISTENER, text], stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        made.append(process)
        assert process.stdout.readline() == "open\n"
        return process.pid

    yield make
    for process in made:
        process.kill()
        process.communicate()


def test_the_answer_is_printed(session, capsys):
    assert main(["send", "done"]) == 0
    assert capsys.readouterr() == ("WORK 0:20\n", "")
    assert session.orders == [c.Press()]


def test_several_words_and_signs_are_one_order(session, capsys):
    for typed in (["load", "20", "kg"], ["reps", "12"], ["+10"], ["-10"], ["volume", "-5"]):
        assert main(["send", *typed]) == 0
    capsys.readouterr()
    assert [type(order) for order in session.orders] == [
        c.CorrectLoad,
        c.CorrectReps,
        c.Adjust,
        c.Adjust,
        SetVolume,
    ]


def test_what_was_not_possible_is_an_error_of_its_own(session, capsys):
    session.answer = Response(ResponseCode.NO, "not possible: paused", None)
    assert main(["send", "pause"]) == 1
    assert capsys.readouterr() == ("", "legtimer: not possible: paused\n")


def test_what_was_not_understood_too(session, capsys):
    assert main(["send", "udno"]) == 2
    assert capsys.readouterr() == ("", "legtimer: 'udno' is not known; did you mean undo?\n")
    assert session.orders == []


def test_json(session, capsys):
    assert main(["send", "status", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["outcome"], told["text"], told["status"]) == ("ok", "WORK 0:20", {"round": 1})
    session.answer = Response(ResponseCode.NO, "not possible: paused", {})
    assert main(["send", "pause", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["outcome"] == "no"
    assert main(["send", "xyzzyxyzzy", "--json"]) == 2
    told = json.loads(capsys.readouterr().out)
    assert (told["format"], told["outcome"]) == ("legtimer.send/1", "unknown")


def test_a_line_break_is_no_second_order(session, capsys):
    assert main(["send", "undo\ndone"]) == 2
    assert session.orders == []
    capsys.readouterr()


def test_an_answer_obeys_no_terminal(session, capsys):
    session.answer = Response(ResponseCode.DONE, "WORK \x1b[2J", None)
    assert main(["send", "status"]) == 0
    assert "\x1b" not in capsys.readouterr().out


def test_without_a_session_it_says_so(runtime, capsys):
    assert main(["send", "done"]) == 1
    assert capsys.readouterr() == ("", "legtimer: no session is running\n")
    assert main(["send", "done", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["outcome"] == "unreachable"


def test_of_several_sessions_one_has_to_be_chosen(others, capsys):
    pids = [others("Legs"), others("Arms")]
    assert main(["send", "done"]) == 2
    said = capsys.readouterr().err
    assert "2 sessions are running; choose one with --to" in said
    assert f"  {pids[0]}  Legs\n" in said
    assert f"  {pids[1]}  Arms\n" in said
    assert main(["send", "status", "--to", str(pids[1])]) == 0
    assert capsys.readouterr().out == "Arms\n"
    assert main(["send", "done", "--json"]) == 2
    told = json.loads(capsys.readouterr().out)
    assert {one["pid"]: one["text"] for one in told["sessions"]} == {
        pids[0]: "Legs",
        pids[1]: "Arms",
    }


def test_a_session_that_is_not_there_cannot_be_chosen(session, capsys):
    assert main(["send", "done", "--to", "1"]) == 1
    assert capsys.readouterr().err == "legtimer: no session runs as process 1\n"


def test_where_there_are_no_such_sockets_it_says_so(monkeypatch, capsys):
    monkeypatch.setattr(socket_paths, "AVAILABLE", False)
    assert main(["send", "done"]) == 1
    assert "this system has no sockets" in capsys.readouterr().err


def test_it_is_found_from_another_environment(session):
    """From cron, say, where no login folder is named: the caller looks into all of them."""
    environment = {**os.environ, "XDG_RUNTIME_DIR": ""}
    done = subprocess.run([*CLI, "send", "status"], env=environment, capture_output=True, cwd=ROOT)
    # The test's own folder is none that the system would name, so here it is not found ...
    assert (done.returncode, done.stderr) == (1, b"legtimer: no session is running\n")
    done = subprocess.run([*CLI, "send", "status"], capture_output=True, cwd=ROOT)
    assert (done.returncode, done.stdout) == (0, b"WORK 0:20\n")


def test_sending_imports_nothing_heavy(session):
    code = (
        "import sys\n"
        "from legtimer.cli.main import main\n"
        "assert main(['send', 'status']) == 0\n"
        "heavy = {'textual', 'rich', 'asyncio', 'json', 'platformdirs', 'legtimer.core.workout'}\n"
        "heavy &= set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("word", request_words())
def test_every_word_that_is_named_is_known(word):
    parse_request(word)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        (" Status ", GetStatus()),
        ("MUTE", SetMute(True)),
        ("unmute", SetMute(False)),
        ("volume 60", SetVolume(60)),
        ("volume 60%", SetVolume(60)),
        ("volume -10", SetVolume(-10, relative=True)),
        ("louder", SetVolume(10, relative=True)),
        ("space", c.Press()),
        ("+30", c.Adjust(30_000)),
    ],
)
def test_orders(text, order):
    assert parse_request(text) == order


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("dnoe", "'dnoe' is not known; did you mean done?"),
        ("12", "'12' is not known; for reps write reps 12"),
        ("reps", "reps needs a number: reps 12"),
        ("reps many", "reps needs a number: reps 12"),
        ("distance 2.45", "distance needs a figure with its unit: distance 2.45 m"),
        ("load", "load needs a load: load 20 kg"),
        ("volume 300", "a volume is 0 to 100, or a change such as +10: volume 60"),
        ("volume loud", "a volume is 0 to 100, or a change such as +10: volume 60"),
    ],
)
def test_what_is_no_order_says_what_would_be(text, why):
    with pytest.raises(InvalidRequest) as problem:
        parse_request(text)
    assert str(problem.value) == why


@pytest.mark.parametrize("text", ["", "xyzzyxyzzy", "undo twice"])
def test_what_nothing_comes_near_names_all_words(text):
    with pytest.raises(InvalidRequest, match="known are"):
        parse_request(text)


def test_the_page_names_every_word():
    text = (ROOT / "docs" / "remote.md").read_text()
    for word in request_words():
        assert f"`{word}`" in text, word
