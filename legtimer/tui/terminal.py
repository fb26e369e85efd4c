"""Textual's driver for terminals, with a thread for the keys that sleeps until there are some.

Theory of operation. Textual's own thread looks ten times a second whether it shall end, and waits
once more at its end: half of what a running clock costs, and most of what leaving takes. Here
the event that ends the thread also writes a byte to a pipe, and the thread waits for the terminal
and the pipe. How bytes become keys, and everything else, is Textual's.

A lone escape key is told from the beginning of a sequence by what does not follow, so the parser
has to be asked again a moment after the last byte.

The tenth of a second that Textual waits at the end is good for one thing: what a terminal still
reports of the mouse after it was told to stop comes before the input is thrown away, and not to the
shell. So it is kept where something other than keys has come just before.

Keys are those of a Latin layout whatever layout the keyboard has, as far as the terminal reports
it: on a Cyrillic one й is ``q``, with й as what was typed. A terminal without the kitty protocol
says nothing of it.

A terminal may send anything: what another one copied in Latin-1, or reports of the mouse in the way
of X10, which a terminal falls back to when tmux or an editor attaches it anew. Textual decodes
strictly, and ends its thread and the program at the first byte that is no UTF-8
(github.com/Textualize/textual/issues/6456 and 6668).
"""

from __future__ import annotations

import errno
import os
import re
import select
import signal
import threading
import time
from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Callable
from functools import partial
from typing import IO, Any, Final

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.drivers import linux_driver
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver
from textual.keys import Keys
from textual.message import Message

from legtimer.tui.error_recovery import ErrorRecovery
from legtimer.tui.job_control import wait_for_foreground

TICK: Final = 0.1
"""Seconds after which the parser is asked what has become of an escape."""
TICKS: Final = 2
"""How often it is asked after the last byte."""
GRACE: Final = 0.1
"""Seconds at the end for what the terminal still reports."""
REPORTING: Final = 1.0
"""Seconds after a report of the mouse, the focus or the size for which more may be on the way."""

# All that Textual's thread makes use of. If it uses anything else, it is another one.
_USES: Final = (
    "EOFError EVENT_READ ParseError SelectSelector XTermParser _debug close decode exit_event feed"
    " fileno getincrementaldecoder is_set os read register select selectors tick unregister"
)
_X10_MOUSE: Final = re.compile(rb"\x1b\[M[\x20-\xff]{3}", re.DOTALL)
"""A report of the mouse whose column and row are bytes; Textual makes nothing of it."""


def _decoder(name: str) -> partial[IncrementalDecoder]:
    return partial(getincrementaldecoder(name), errors="replace")


_KITTY: Final = re.compile(
    r"\x1b\[(\d*)(?::\d*)?(?::(\d*)[\d:]*)?(?:;(\d*)(?::(\d*))?)?(?=[;A-Za-z~])"
)
"""The code of a key, its code on the layout that is printed in Latin letters, the modifiers and the
type of the event."""
_REPORT_LAYOUT: Final = "\x1b[=4;2u"
"""Has the kitty protocol report that second code."""
_SHIFT: Final = 1
_RELEASE: Final = "3"
_KEYPAD: Final = {
    "add": ("plus", "+"),
    "subtract": ("minus", "-"),
    "multiply": ("asterisk", "*"),
    "divide": ("slash", "/"),
    "decimal": ("full_stop", "."),
    "separator": ("comma", ","),
    "equal": ("equals_sign", "="),
}
"""Keys of the keypad under the kitty protocol, by Textual's names for them."""
_ASCII: Final = 128
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def driver_for_terminals() -> type[Driver]:
    """This driver; Textual's own thread where that is not as it was when this was written."""
    uses = " ".join(sorted({*LinuxDriver.run_input_thread.__code__.co_names}))
    if uses == _USES:
        return TerminalDriver
    # A later Textual may have no such name any more: then this changes nothing.
    vars(linux_driver)["getincrementaldecoder"] = _decoder
    vars(linux_driver)["XTermParser"] = KeyParser
    return SafeDriver


class KeyParser(XTermParser):
    """Textual's own, which takes every key sequence of the kitty protocol.

    Textual (8.2, ``_parse_extended_key``) raises errors for alternate keys and event types, which
    the protocol has, and for codes that are no characters, which it has not.
    """

    def _parse_extended_key(  # type: ignore[override]  # Textual's is wrapped in a cache
        self, sequence: str
    ) -> list[events.Key] | None:
        match = _KITTY.match(sequence)
        if match is None:
            return super()._parse_extended_key(sequence)
        code, latin, modifiers, event = match.groups()
        # Without any key the parser takes what follows for a part of the sequence.
        over = sequence[-1].isalpha() or sequence[-1] == "~"
        nothing = [events.Key(Keys.Ignore, None)] if over else []
        if event == _RELEASE:
            return nothing
        plain = f"\x1b[{code}" + ("" if modifiers is None else f";{modifiers}")
        try:
            keys = super()._parse_extended_key(plain + sequence[match.end() :])
            if not keys:
                return keys
            if code and int(code) > _ASCII and latin and int(latin) < _ASCII:
                return self._by_place(keys, int(latin), int(modifiers or 1))
        except (ValueError, OverflowError):
            return nothing
        return [
            _typed(key) for key in keys if not _SURROGATE.search(key.character or "")
        ] or nothing

    def _by_place(self, keys: list[events.Key], latin: int, modifiers: int) -> list[events.Key]:
        """The same text under the name of the Latin key at its place, for which all keys are told.

        What stands for shift and a sign is another one in each country, so it is left as it is.
        """
        letter, shift = chr(latin), bool(modifiers - 1 & _SHIFT)
        if shift and not letter.isalpha():
            return keys
        text = ord(letter.upper() if shift else letter)
        named = []
        for key in keys:
            typed = f";{text}" if key.character else ""
            (there,) = super()._parse_extended_key(f"\x1b[{latin};{modifiers}{typed}u") or (key,)
            named.append(events.Key(there.key, key.character))
        return named


def _typed(key: events.Key) -> events.Key:
    """The key as the rest of the keyboard sends it; Textual knows the keypad's by other names."""
    *modifiers, last = key.key.split("+")
    if last not in _KEYPAD:
        return key
    name, character = _KEYPAD[last]
    return events.Key("+".join((*modifiers, name)), None if modifiers else character)


class _Ending(threading.Event):
    """An event that can be waited for together with a terminal."""

    def __init__(self) -> None:
        super().__init__()
        # Open as long as the process: who sets the event may be late.
        self.bell, self._ring = os.pipe()

    def set(self) -> None:
        super().set()
        os.write(self._ring, b"\0")

    def clear(self) -> None:
        super().clear()
        while select.select([self.bell], [], [], 0)[0]:
            os.read(self.bell, 64)


class TerminalWriter(WriterThread):
    """Textual's own; but after an error it goes on taking what it is given.

    Textual's own ends, and when 30 texts wait for it the app stands still for ever.
    """

    def __init__(self, failed: Callable[[OSError], object], file: IO[str]) -> None:
        """As Textual does.

        Args:
            failed: is told why the terminal can't be written.
            file: the terminal.
        """
        super().__init__(file)
        self._failed = failed

    def run(self) -> None:
        """Write until there is no more."""
        try:
            super().run()
        except OSError as error:
            self._failed(error)
            while self._queue.get() is not None:
                pass


class SafeDriver(LinuxDriver):
    """Textual's own, but an error in the thread for the keys leaves the program its keys.

    Textual only prints the error, and the exit code is that of a program that went well.
    """

    def start_application_mode(self) -> None:
        """Take the terminal, once this process is in the foreground.

        Textual's own gives up in the background, and begins again in its handler of ``SIGCONT``.
        """
        wait_for_foreground()
        if self._file is not None:
            # Another program may have left it so that writing fails where it should wait.
            os.set_blocking(self._file.fileno(), True)
        # Textual makes the writer itself.
        vars(linux_driver)["WriterThread"] = partial(TerminalWriter, self._writing_failed)
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if not constants.DISABLE_KITTY_KEY:
            self.write(_REPORT_LAYOUT)
            self.flush()

    def _get_terminal_size(self) -> tuple[int, int]:
        """What the terminal says; Textual takes ``COLUMNS`` and ``LINES``, which can be old."""
        try:
            columns, lines = os.get_terminal_size(self.fileno)
        except OSError:
            columns = lines = 0
        return (columns, lines) if columns and lines else super()._get_terminal_size()

    def _writing_failed(self, error: OSError) -> None:
        recovery: ErrorRecovery = self._app.recovery  # type: ignore[attr-defined]
        if error.errno != errno.EIO:  # a terminal that is gone; a signal tells of it
            self._app.call_later(recovery.end, error)

    def _sigtstp_application(self, *_: object) -> None:
        """Stop while the screen is on its way; ``JobControl`` sees to it once it is there.

        Textual's own gives back what is not there yet: "cannot join thread before it is started".
        """
        os.kill(os.getpid(), signal.SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        """Go on with making the screen; Textual's own would begin that a second time."""

    def _run_input_thread(self) -> None:
        recovery: ErrorRecovery = self._app.recovery  # type: ignore[attr-defined]
        while not self.exit_event.is_set():
            try:
                self.run_input_thread()
            except OSError as error:
                # The terminal can't be read any more.
                self._app.call_later(recovery.end, error)
                return
            except Exception as error:
                self._app.call_later(recovery.handle, error)


class TerminalDriver(SafeDriver):
    """Sleeps while no key is pressed."""

    def __init__(self, app: Any, **options: Any) -> None:
        """As Textual does."""
        super().__init__(app, **options)
        self.exit_event: _Ending = _Ending()
        self._reported = 0.0
        """When something other than a key came last, by the monotonic clock."""

    def run_input_thread(self) -> None:
        """Wait for bytes and make keys of them, until the event that ends it."""
        parser = KeyParser(self._debug)
        decode = _decoder("utf-8")().decode
        sources = [self.fileno, self.exit_event.bell]
        ticks = 0
        # The terminal is asked what it can do just now.
        self._reported = time.monotonic()
        while not self.exit_event.is_set():
            ready = select.select(sources, [], [], TICK if ticks else None)[0]
            if self.fileno in ready:
                data = os.read(self.fileno, 4096)
                if not data:
                    # Nothing can come any more: asking again would give nothing, again and again.
                    sources.remove(self.fileno)
                if text := decode(_X10_MOUSE.sub(b"", data)):
                    for message in parser.feed(text):
                        self.process_message(message)
                ticks = TICKS + 1
            for message in parser.tick():
                self.process_message(message)
            ticks = max(0, ticks - 1)
        if time.monotonic() - self._reported < REPORTING:
            time.sleep(GRACE)

    def process_message(self, message: Message) -> None:
        """Send a message on."""
        if not isinstance(message, events.Key):
            self._reported = time.monotonic()
        super().process_message(message)
