"""The thread that waits for keys: it hears what Textual's own one hears, but sleeps in between."""

from __future__ import annotations

import asyncio
import codecs
import os
import queue
import select
import signal
import sys
import threading
from types import SimpleNamespace

import pytest
from textual import constants, events

if sys.platform == "win32":
    pytest.skip("the driver is that of other systems", allow_module_level=True)

from textual.drivers import linux_driver
from textual.drivers._writer_thread import MAX_QUEUED_WRITES
from textual.drivers.linux_driver import LinuxDriver

from legtimer.tui import terminal
from legtimer.tui.app import LegtimerApp
from legtimer.tui.terminal import (
    GRACE,
    REPORTING,
    TICK,
    TICKS,
    KeyParser,
    SafeDriver,
    TerminalDriver,
    TerminalWriter,
)

PATIENCE = 20


class Keyboard:
    """A driver whose thread runs, with somebody at the other end of the wire."""

    def __init__(self, kind: type[LinuxDriver]) -> None:
        self.heard: queue.SimpleQueue[object] = queue.SimpleQueue()
        here, self.there = os.pipe()

        async def made() -> LinuxDriver:
            return kind(None)

        self.driver = asyncio.run(made())
        self.driver.fileno = here
        self.driver.send_message = self.heard.put
        self.thread = threading.Thread(target=self.driver.run_input_thread, daemon=True)

    def types(self, data: bytes) -> None:
        os.write(self.there, data)

    def hears(self) -> str:
        message = self.heard.get(timeout=PATIENCE)
        if isinstance(message, events.Key):
            return message.key
        if isinstance(message, events.Paste):
            return f"paste {message.text}"
        if isinstance(message, events.MouseEvent):
            return f"{type(message).__name__} {message.x},{message.y}"
        return type(message).__name__

    def leave(self) -> None:
        self.driver.exit_event.set()
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()


@pytest.fixture
def keyboard():
    handlers = {n: signal.getsignal(n) for n in (signal.SIGTSTP, signal.SIGCONT)}
    made = []

    def of(kind: type[LinuxDriver] = TerminalDriver) -> Keyboard:
        made.append(Keyboard(kind))
        return made[0]

    yield of
    for one in made:
        one.leave()
        os.close(one.driver.fileno)
    for number, handler in handlers.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("kind", [TerminalDriver, LinuxDriver], ids=["ours", "Textual's"])
@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ([b"p"], ["p"]),
        ([b" \r"], ["space", "enter"]),
        ([b"\x1b"], ["escape"]),
        ([b"\x1b", b"q"], ["escape", "q"]),
        ([b"\x1b[A\x1bOC"], ["up", "right"]),
        ([b"\x1b[", b"6~"], ["pagedown"]),
        (["ä".encode()[:1], "ä".encode()[1:] + b"x"], ["ä", "x"]),
        ([b"\x1b[200~20 Squat\n\x1b[201~"], ["paste 20 Squat\n"]),
        ([b"\x1b[200~20 ", b"Squat\x1b[201~"], ["paste 20 Squat"]),
        ([b"\x1b[<0;5;3M\x1b[<0;5;3m"], ["MouseDown 4,2", "MouseUp 4,2"]),
        ([b"\x1b[48;24;80;480;640t"], ["Resize"]),
        ([b"\x1b[I", b"\x1b[O"], ["AppFocus", "AppBlur"]),
    ],
)
def test_what_comes_is_heard(keyboard, kind, typed, heard):
    one = keyboard(kind)
    one.thread.start()
    found = []
    for data in typed:
        one.types(data)
        # A lone escape counts when nothing has followed it; the others are put together.
        if data == b"\x1b":
            found.append(one.hears())
    found += [one.hears() for _ in heard[len(found) :]]
    assert found == heard


@pytest.mark.parametrize(
    ("typed", "key", "character"),
    [
        ("\x1b[1081::113;;1081u", "q", "й"),
        ("\x1b[1081:1049:113;2;1049u", "Q", "Й"),
        ("\x1b[1079::112;5u", "ctrl+p", None),
        ("\x1b[1098::93;;1098u", "right_square_bracket", "ъ"),
        ("\x1b[1078:1046:59;2;1046u", "Ж", "Ж"),
        # A Latin layout is what it is: French, with q where an American one has a.
        ("\x1b[113::97;;113u", "q", "q"),
        ("\x1b[46::47;;46u", "full_stop", "."),
        ("\x1b[97:65;2;65u", "A", "A"),
    ],
)
def test_a_key_of_another_alphabet_is_the_latin_one_at_its_place(typed, key, character):
    (heard,) = KeyParser().feed(typed)
    assert (heard.key, heard.character) == (key, character)


@pytest.mark.parametrize("passed_over", ["\x1b[97;1:3u", "\x1b[1;1:3A", "\x1b[55296u"])
def test_what_follows_a_key_that_was_let_go_is_heard(passed_over):
    parser = KeyParser()
    heard = [*parser.feed(passed_over), *parser.feed("b"), *parser.feed("\x1b[A")]
    assert [one.key for one in heard] == ["b", "up"]


NO_UTF_8 = [
    ([b"p\xe9q"], ["p", "replacement_character", "q"]),
    ([b"\xc3", b"p"], ["replacement_character", "p"]),
    ([b"\x1b[200~caf\xe9\x1b[201~x"], ["paste caf\ufffd", "x"]),
]


@pytest.mark.parametrize(("typed", "heard"), NO_UTF_8)
def test_bytes_that_are_no_utf_8_are_replaced(keyboard, typed, heard):
    one = keyboard()
    one.thread.start()
    for data in typed:
        one.types(data)
    assert [one.hears() for _ in heard] == heard


@pytest.mark.parametrize("place", [b"\xa0!", b"\xc3\xa9", b"\xf7\xc3", b"!!", b"~~"])
def test_reports_of_the_mouse_as_bytes_take_no_key_with_them(keyboard, place):
    one = keyboard()
    one.thread.start()
    one.types(b"p\x1b[M " + place + b"x")
    assert [one.hears(), one.hears()] == ["p", "x"]


@pytest.mark.parametrize(("typed", "heard"), NO_UTF_8[:1])
def test_textuals_own_thread_replaces_them_too(keyboard, monkeypatch, typed, heard):
    # As if it were another one; what it calls is the same.
    monkeypatch.setattr(terminal, "_USES", "")
    monkeypatch.setattr(linux_driver, "getincrementaldecoder", codecs.getincrementaldecoder)
    one = keyboard(terminal.driver_for_terminals())
    one.thread.start()
    one.types(*typed)
    assert [one.hears() for _ in heard] == heard


@pytest.mark.parametrize("kind", [TerminalDriver, SafeDriver])
def test_the_app_is_told_what_ends_the_thread(keyboard, monkeypatch, kind):
    one = keyboard(kind)
    told: queue.SimpleQueue[object] = queue.SimpleQueue()
    one.driver._app = SimpleNamespace(
        call_later=lambda call, error: call(error), recovery=SimpleNamespace(handle=told.put)
    )
    problem = RuntimeError("no key")

    def fails(message: object) -> None:
        raise problem

    monkeypatch.setattr(one.driver, "send_message", fails)
    one.thread = threading.Thread(target=one.driver._run_input_thread, daemon=True)
    one.thread.start()
    one.types(b"x")
    assert told.get(timeout=PATIENCE) is problem


def test_it_sleeps_until_something_comes(keyboard, monkeypatch):
    waits: queue.SimpleQueue[float | None] = queue.SimpleQueue()

    def waiting(sources, _1, _2, timeout):
        waits.put(timeout)
        return select.select(sources, [], [], timeout)

    monkeypatch.setattr(terminal, "select", SimpleNamespace(select=waiting))
    one = keyboard()
    one.thread.start()
    assert waits.get(timeout=PATIENCE) is None
    one.types(b"x")
    assert [waits.get(timeout=PATIENCE) for _ in range(TICKS + 1)] == [*[TICK] * TICKS, None]


@pytest.mark.parametrize(
    ("typed", "after", "slept"),
    [
        (b"q", REPORTING, []),
        (b"\x1b[<35;5;3M", REPORTING, []),
        (b"\x1b[<35;5;3M", REPORTING / 2, [GRACE]),
        (b"\x1b[I", REPORTING / 2, [GRACE]),
    ],
    ids=["a key", "the mouse, long before", "the mouse", "the focus"],
)
def test_it_ends_at_once_if_the_terminal_reports_nothing(
    keyboard, monkeypatch, typed, after, slept
):
    clock = SimpleNamespace(now=0.0, slept=[])
    fake = SimpleNamespace(monotonic=lambda: clock.now, sleep=clock.slept.append)
    monkeypatch.setattr(terminal, "time", fake)
    one = keyboard()
    one.thread.start()
    one.types(b"x")
    one.hears()
    clock.now = 100.0
    one.types(typed)
    one.hears()
    clock.now += after
    one.leave()
    assert clock.slept == slept


def test_going_on_in_the_start_does_not_start_it_twice(keyboard, monkeypatch):
    """A thread for the keys that nobody ends would keep the process for ever."""
    begun = []
    monkeypatch.setattr(LinuxDriver, "start_application_mode", begun.append)
    keyboard().thread.start()
    os.kill(os.getpid(), signal.SIGCONT)
    assert begun == []


def test_nobody_waits_for_a_writer_that_cannot_write():
    told = []

    def full(text: str) -> None:
        raise BlockingIOError(text)

    writer = TerminalWriter(told.append, SimpleNamespace(write=full, flush=None))
    writer.start()
    texts = [str(n) for n in range(3 * MAX_QUEUED_WRITES)]
    typing = threading.Thread(target=lambda: [*map(writer.write, texts)], daemon=True)
    typing.start()
    typing.join(PATIENCE)
    assert not typing.is_alive()
    writer.stop()
    assert [str(error) for error in told] == ["0"]


def test_it_can_be_started_again(keyboard):
    one = keyboard()
    one.thread.start()
    one.leave()
    one.driver.exit_event.clear()
    one.thread = threading.Thread(target=one.driver.run_input_thread, daemon=True)
    one.thread.start()
    one.types(b"x")
    assert one.hears() == "x"


def test_the_end_of_the_input_is_not_read_again_and_again(keyboard, monkeypatch):
    waited_for: queue.SimpleQueue[list[int]] = queue.SimpleQueue()

    def waiting(sources, _1, _2, timeout):
        waited_for.put(list(sources))
        return select.select(sources, [], [], timeout)

    monkeypatch.setattr(terminal, "select", SimpleNamespace(select=waiting))
    one = keyboard()
    one.thread.start()
    assert one.driver.fileno in waited_for.get(timeout=PATIENCE)
    os.close(one.there)
    assert one.driver.fileno not in waited_for.get(timeout=PATIENCE)


def test_it_is_taken_for_the_textual_that_it_was_written_for(monkeypatch):
    app = object.__new__(LegtimerApp)
    assert app.get_driver_class() is TerminalDriver

    def another(self) -> None:
        self.exit_event.wait()

    with monkeypatch.context() as patched:
        patched.setattr(LinuxDriver, "run_input_thread", another)
        patched.setattr(linux_driver, "getincrementaldecoder", codecs.getincrementaldecoder)
        assert app.get_driver_class() is SafeDriver
    # Who names a driver in TEXTUAL_DRIVER gets that one.
    monkeypatch.setattr(constants, "DRIVER", f"{LinuxDriver.__module__}:{LinuxDriver.__name__}")
    assert app.get_driver_class() is LinuxDriver


def test_the_size_is_that_of_the_terminal_whatever_the_environment_says(keyboard, monkeypatch):
    monkeypatch.setenv("COLUMNS", "20")
    monkeypatch.setenv("LINES", "5")
    one = keyboard()
    one.thread.start()
    driver = one.driver
    assert driver._get_terminal_size() == (20, 5), "a terminal without a size says nothing"
    monkeypatch.setattr(os, "get_terminal_size", lambda handle: os.terminal_size((100, 30)))
    assert driver._get_terminal_size() == (100, 30)
