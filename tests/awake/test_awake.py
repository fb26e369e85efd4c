"""Keeping the computer awake: the real wakepy, with and without a system that does as asked."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import pytest

from legtimer.awake import LEAVING, MAY_SLEEP, WAKEPY_MISSING, Awake

PATIENCE = 30


@pytest.fixture
def awake():
    made = Awake(settled=0)
    yield made
    made.close()


@pytest.fixture
def willing(monkeypatch):
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "1")


@pytest.fixture
def unwilling(monkeypatch):
    monkeypatch.delenv("WAKEPY_FAKE_SUCCESS", raising=False)
    monkeypatch.setenv("WAKEPY_FORCE_FAILURE", "1")


def holders() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "awake"]


def modes() -> list[str]:
    from wakepy import global_modes

    return [mode.name for mode in global_modes()]


def test_it_is_kept_until_it_is_released_and_no_thread_is_left(awake, willing):
    awake.keep()
    assert awake.known(PATIENCE)
    assert awake.error is None
    assert modes() == ["keep.presenting"]
    awake.close()
    assert modes() == []
    assert holders() == []


def test_asking_twice_is_asking_once(awake, willing):
    awake.keep()
    awake.keep()
    assert awake.known(PATIENCE)
    assert len(holders()) == 1
    awake.release()
    awake.close()
    assert modes() == []


def test_it_can_be_kept_again_after_a_release(awake, willing):
    for _ in range(3):
        awake.keep()
        assert awake.known(PATIENCE)
        assert modes() == ["keep.presenting"]
        awake.close()
    assert holders() == []


def test_nothing_is_asked_for_before_the_screens_have_settled(willing):
    awake = Awake(settled=3600)
    awake.keep()
    began = time.monotonic()
    awake.close()
    assert time.monotonic() - began < 60
    assert holders() == []
    assert modes() == []


def test_a_system_that_cannot_is_told_of_and_nothing_hangs(awake, unwilling):
    awake.keep()
    assert awake.known(PATIENCE)
    assert awake.error == MAY_SLEEP
    awake.keep()
    assert awake.error == MAY_SLEEP
    awake.release()
    assert awake.error is None
    assert not awake.known(0)


def test_without_a_bus_the_real_thing_says_that_it_cannot(awake, monkeypatch):
    if sys.platform != "linux":
        pytest.skip("only Linux asks over D-Bus")
    monkeypatch.delenv("WAKEPY_FAKE_SUCCESS", raising=False)
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    awake.keep()
    assert awake.known(PATIENCE)
    assert awake.error == MAY_SLEEP


def test_a_missing_package_is_told_of(awake, monkeypatch):
    monkeypatch.setitem(sys.modules, "wakepy", None)
    awake.keep()
    assert awake.known(PATIENCE)
    assert awake.error == WAKEPY_MISSING


def test_a_system_that_does_not_answer_does_not_keep_the_program_from_ending(tmp_path):
    """A bus that takes the call and says nothing."""
    if sys.platform != "linux":
        pytest.skip("only Linux asks over D-Bus")
    code = f"""
import os, socket, threading, time
silent = socket.socket(socket.AF_UNIX)
silent.bind({str(tmp_path / "bus")!r})
silent.listen()
os.environ["DBUS_SESSION_BUS_ADDRESS"] = "unix:path={tmp_path / "bus"}"
from legtimer.awake import Awake
awake = Awake(settled=0)
awake.keep()
silent.accept()
began = time.monotonic()
awake.close()
print(time.monotonic() - began < {LEAVING} * 10)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr, done.returncode) == ("True\n", "", 0)


def test_the_thread_says_nothing_on_the_terminal():
    code = """
from legtimer.awake import Awake
awake = Awake(settled=0)
awake.keep()
assert awake.known(30)
awake.close()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
