"""A device and its thread: nobody waits for it, it is lost for no good, and leaves nothing."""

from __future__ import annotations

import threading
import time
from array import array
from collections.abc import Callable, Iterator

import pytest

from legtimer.audio import player_thread
from legtimer.audio.callback import stream_player
from legtimer.audio.callback.stream_player import StreamPlayer
from legtimer.audio.player import DeviceError, DeviceInfo
from legtimer.audio.schedule import ScheduledSound
from tests.audio.common import request_for, until

MS = 1_000_000
CLIPS = {"tick": array("h", [1000] * 480)}


class FakeDevice:
    """Counts what is asked of it; asks for frames when told to."""

    def __init__(
        self, feed: Callable[[int], bytes], on_lost: Callable[[], None], *, drops: bool
    ) -> None:
        self.feed, self.on_lost = feed, on_lost
        self.latency = 50 * MS
        self.drops = drops
        self.info = DeviceInfo("fake", "", 48_000, 50, 50)
        self.calls: list[str] = []
        self.refuses_to_start = False

    def start(self) -> None:
        if self.refuses_to_start:
            raise DeviceError("It does not start.")
        self.calls.append("start")

    def stop(self) -> None:
        self.calls.append("stop")

    def close(self) -> None:
        self.calls.append("close")


class Bench:
    """A player on fake devices."""

    def __init__(self, *, drops: bool = True) -> None:
        self.devices: list[FakeDevice] = []
        self.there = True
        self.drops = drops
        self.opened_in: set[str] = set()
        self.request = request_for(CLIPS)
        self.queue = self.request.queue
        self.player = StreamPlayer(self.request, self.open)

    def open(self, feed: Callable[[int], bytes], on_lost: Callable[[], None]) -> FakeDevice:
        self.opened_in.add(threading.current_thread().name)
        if not self.there:
            raise DeviceError("There is no device.")
        self.devices.append(FakeDevice(feed, on_lost, drops=self.drops))
        return self.devices[-1]

    def plan(self, ms: int) -> None:
        self.queue.entries = (ScheduledSound(time.monotonic_ns() + ms * MS, "tick"),)
        self.player.wake()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(player_thread, "RETRY", 40 * MS)
    monkeypatch.setattr(stream_player, "RETRY", 40 * MS)
    monkeypatch.setattr(stream_player, "RETRY_IDLE", 40 * MS)
    monkeypatch.setattr(stream_player, "CHECK", 10 * MS)


@pytest.fixture
def bench(quick: None) -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.player.close()


def test_it_opens_in_its_own_thread_and_runs_only_when_needed(bench: Bench) -> None:
    until(lambda: bench.devices)
    assert bench.opened_in == {"sound"}
    assert not bench.player.running
    bench.plan(60_000)
    time.sleep(0.03)
    assert bench.devices[0].calls == []
    bench.plan(1000)
    until(lambda: bench.player.running)
    bench.queue.entries = ()
    bench.player.wake()
    until(lambda: not bench.player.running)
    # A new one stands ready: what the server still holds of the old one would be in its way.
    assert bench.devices[0].calls == ["start", "close"]
    bench.plan(1000)
    until(lambda: bench.player.running)
    bench.player.close()
    assert bench.devices[1].calls == ["start", "close"]


def test_a_device_that_plays_to_its_end_what_it_holds_is_only_stopped() -> None:
    bench = Bench(drops=False)
    bench.plan(1000)
    until(lambda: bench.player.running)
    bench.queue.entries = ()
    bench.player.wake()
    until(lambda: not bench.player.running)
    bench.player.close()
    assert [device.calls for device in bench.devices] == [["start", "stop", "close"]]


def test_a_missing_device_is_told_and_sound_comes_when_it_does(bench: Bench) -> None:
    until(lambda: bench.devices)
    bench.there = False
    bench.plan(1000)
    until(lambda: bench.player.running)
    bench.devices[0].on_lost()
    until(lambda: bench.player.error == "There is no device.")
    assert bench.devices[0].calls[-1] == "close"
    assert not bench.player.running
    bench.there = True
    until(lambda: bench.player.error is None)
    until(lambda: bench.player.running)


def test_a_device_that_asks_no_more_is_lost(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream_player, "FIRST_REQUESTS", 30 * MS)
    bench.plan(2000)
    until(lambda: len(bench.devices) > 1)
    assert bench.devices[0].calls[-1] == "close"


def test_a_device_that_does_not_start_is_told(bench: Bench) -> None:
    until(lambda: bench.devices)
    bench.devices[0].refuses_to_start = True
    bench.there = False
    bench.plan(1000)
    until(lambda: bench.player.error in ("It does not start.", "There is no device."))
    bench.there = True
    until(lambda: bench.player.running)
    assert bench.player.error is None


def test_a_fault_of_ours_becomes_silence_and_a_sentence(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    until(lambda: bench.devices)

    def broken(count: int, now: int) -> bytes:
        raise RuntimeError("broken")

    monkeypatch.setattr(bench.player._stream, "render", broken)
    assert bench.devices[0].feed(10) == bytes(20)
    bench.player.wake()
    until(lambda: bench.player.error == "Sound stopped: RuntimeError: broken")


def test_a_library_that_fails_in_its_own_way_ends_nothing(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    until(lambda: bench.devices)

    def broken() -> None:
        raise OSError("broken")

    monkeypatch.setattr(bench.devices[0], "start", broken)
    monkeypatch.setattr(bench.devices[0], "close", broken)
    bench.plan(1000)
    until(lambda: len(bench.devices) == 2)
    until(lambda: bench.player.running)
    assert bench.player.error is None


def test_a_thousand_plans_leave_nothing_behind(bench: Bench) -> None:
    until(lambda: bench.devices)
    threads = threading.active_count()
    for i in range(1000):
        bench.plan(1000 if i % 2 else 60_000)
    until(lambda: bench.devices[0].calls)
    assert threading.active_count() == threads
    assert len(bench.devices) == 1


def test_closing_twice_and_closing_a_hanging_device_return(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(player_thread, "FAREWELL", 0.05)
    release = threading.Event()
    bench = Bench()
    until(lambda: bench.devices)
    monkeypatch.setattr(bench.devices[0], "close", lambda: release.wait(5))
    begun = time.monotonic()
    bench.player.close()
    bench.player.close()
    assert time.monotonic() - begun < 1
    release.set()
