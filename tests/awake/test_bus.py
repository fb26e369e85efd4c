"""Keeping the computer awake over a real D-Bus, with services that remember what was asked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading

import pytest

from legtimer.awake import MAY_LOCK, MAY_SLEEP, Awake

PATIENCE = 30
SCREEN = "org.freedesktop.ScreenSaver"
POWER = "org.freedesktop.PowerManagement"

if shutil.which("dbus-daemon") is None and not os.environ.get("CI"):
    pytest.skip("there is no dbus-daemon here", allow_module_level=True)
if sys.platform != "linux":
    pytest.skip("only Linux asks over D-Bus", allow_module_level=True)


class Desktop(threading.Thread):
    """A desktop's service on the bus: hands out cookies and takes them back."""

    def __init__(self, bus: str, name: str) -> None:
        from jeepney import DBusAddress, new_method_call
        from jeepney.io.blocking import open_dbus_connection

        super().__init__(daemon=True)
        self.held: dict[int, tuple[str, str]] = {}
        self.asked = 0
        self.returned = threading.Event()
        self._connection = open_dbus_connection(bus)
        address = DBusAddress(
            "/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus"
        )
        got = self._connection.send_and_get_reply(
            new_method_call(address, "RequestName", "su", (name, 4)), timeout=PATIENCE
        )
        assert got.body == (1,)
        self.start()

    def run(self) -> None:
        from jeepney import HeaderFields, MessageType, new_method_return

        while True:
            try:
                message = self._connection.receive()
            except (OSError, EOFError):
                return
            if message.header.message_type is not MessageType.method_call:
                continue
            if message.header.fields[HeaderFields.member] == "Inhibit":
                self.asked += 1
                self.held[self.asked] = message.body
                self._connection.send(new_method_return(message, "u", (self.asked,)))
            else:
                del self.held[message.body[0]]
                self._connection.send(new_method_return(message))
                self.returned.set()


@pytest.fixture
def bus(monkeypatch, tmp_path):
    """A bus of the test's own; gives its process and its address."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address", "--nopidfile"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        # No service of the machine's own is started on it.
        env={**os.environ, "XDG_DATA_DIRS": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)},
    )
    address = daemon.stdout.readline().strip()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    monkeypatch.delenv("WAKEPY_FAKE_SUCCESS", raising=False)
    monkeypatch.delenv("XDG_SESSION_DESKTOP", raising=False)
    yield daemon, address
    daemon.kill()
    daemon.communicate()


@pytest.fixture
def awake(monkeypatch):
    # What a broken bus keeps on wakepy's own list stays with its test.
    monkeypatch.setattr("wakepy.core.mode._all_modes", [])
    made = Awake(settled=0)
    yield made
    made.close()


def test_the_screen_is_kept_on_and_given_back(bus, awake):
    desktop = Desktop(bus[1], SCREEN)
    awake.keep()
    assert awake.known(PATIENCE)
    assert awake.error is None
    assert len(desktop.held) == 1
    awake.release()
    assert desktop.returned.wait(PATIENCE)
    assert desktop.held == {}


def test_a_desktop_that_keeps_away_only_sleep_is_asked_for_that(bus, awake):
    desktop = Desktop(bus[1], POWER)
    awake.keep()
    assert awake.known(PATIENCE)
    assert awake.error == MAY_LOCK
    assert len(desktop.held) == 1
    awake.release()
    assert desktop.returned.wait(PATIENCE)


def test_a_bus_with_no_desktop_on_it_is_told_of(bus, awake):
    awake.keep()
    assert awake.known(PATIENCE)
    assert awake.error == MAY_SLEEP


def test_a_bus_that_is_gone_at_the_release_is_nobody_s_trouble(bus, awake):
    Desktop(bus[1], SCREEN)
    awake.keep()
    assert awake.known(PATIENCE)
    bus[0].kill()
    bus[0].wait()
    holder = awake._hold
    awake.release()
    holder.join(PATIENCE)
    assert not holder.is_alive()
    assert awake.error is None
