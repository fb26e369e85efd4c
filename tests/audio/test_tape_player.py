"""The thread that plays a tape, and the player beside it: nobody waits, and nothing is left."""

from __future__ import annotations

import threading
import time
from array import array
from collections.abc import Callable, Iterator

import pytest

from legtimer.audio import player_thread
from legtimer.audio.fallback import ATTEMPTS, FallbackPlayer
from legtimer.audio.player import DeviceError, PlaybackRequest, SilentPlayer
from legtimer.audio.pulse import tape_player
from legtimer.audio.pulse.tape_clock import TimingReport
from legtimer.audio.pulse.tape_player import TapePlayer
from legtimer.audio.schedule import ScheduledSound
from tests.audio.common import request_for, until

MS = 1_000_000
CLIPS = {"tick": array("h", [1000] * 480)}
GONE = "The sound device is gone; sound returns when it does."


class FakeServer:
    """Answers at once, in real time."""

    backend = "Fake"

    def __init__(self, on_change: Callable[[], None]) -> None:
        self.on_change = on_change
        self.gone = False
        self.error: str | None = None
        self.report: TimingReport | None = None
        self.calls: list[str] = []
        self.stands = False
        self.answers = True
        self.written: list[tuple[int, bytes]] = []
        self._began = 0
        self._stood: float | None = None

    def start(self, rate: int) -> None:
        self.calls.append("roll")
        self.report = None
        self._began = time.monotonic_ns()

    def write(self, first: int, samples: bytes) -> None:
        self.written.append((first, samples))

    def request_timing(self) -> None:
        now = time.monotonic_ns()
        heard = (now - self._began) * 48_000 / 1e9
        if self.stands:
            heard = self._stood = heard if self._stood is None else self._stood
        if self.answers:
            self.report = TimingReport(now, heard, 20 * MS, 20 * MS, not self.stands)
            self.on_change()

    def stop(self) -> None:
        self.calls.append("halt")

    def close(self) -> None:
        self.calls.append("close")


class Bench:
    """A player on fake servers."""

    def __init__(self) -> None:
        self.servers: list[FakeServer] = []
        self.there = True
        self.found_in: set[str] = set()
        self.request = request_for(CLIPS)
        self.queue = self.request.queue
        self.player = self.made()

    def made(self) -> TapePlayer | FallbackPlayer:
        return TapePlayer(self.request, self.find)

    def find(self, on_change: Callable[[], None]) -> FakeServer:
        self.found_in.add(threading.current_thread().name)
        if not self.there:
            raise DeviceError("There is no server.")
        self.servers.append(FakeServer(on_change))
        return self.servers[-1]

    def plan(self, ms: int) -> None:
        self.queue.entries = (ScheduledSound(time.monotonic_ns() + ms * MS, "tick"),)
        self.player.wake()


class OtherBench(Bench):
    """A player with another one beside it; no server is there in the beginning."""

    def __init__(self) -> None:
        self.others: list[Other] = []
        super().__init__()

    def made(self) -> FallbackPlayer:
        self.there = False
        return FallbackPlayer(self.request, self.find, self.other)

    def other(self, request: PlaybackRequest) -> Other:
        assert request is self.request
        self.others.append(Other())
        return self.others[-1]


class Other(SilentPlayer):
    """Counts what is asked of it."""

    def __init__(self) -> None:
        super().__init__("It is the other one.")
        self.calls: list[str] = []
        self.underruns = 3

    def wake(self) -> None:
        self.calls.append("wake")

    def close(self) -> None:
        self.calls.append("close")


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (player_thread, tape_player):
        monkeypatch.setattr(module, "RETRY", 40 * MS)
        monkeypatch.setattr(module, "RETRY_IDLE", 40 * MS)


@pytest.fixture
def bench(_quick: None) -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.player.close()


@pytest.fixture
def other(_quick: None) -> Iterator[OtherBench]:
    bench = OtherBench()
    yield bench
    bench.player.close()


def test_it_looks_in_its_own_thread_and_rolls_only_when_needed(bench: Bench) -> None:
    until(lambda: bench.servers)
    assert bench.found_in == {"sound"}
    bench.plan(60_000)
    time.sleep(0.03)
    assert bench.servers[0].calls == []
    bench.plan(1000)
    until(lambda: bench.player.running)
    until(lambda: any(samples.strip(b"\0") for _, samples in bench.servers[0].written))
    assert bench.player.info is not None
    assert bench.player.info.latency == 20
    bench.player.close()
    assert bench.servers[0].calls == ["roll", "close"]


def test_a_missing_server_is_told_and_sound_comes_when_it_does(bench: Bench) -> None:
    until(lambda: bench.servers)
    bench.there = False
    bench.plan(1000)
    until(lambda: bench.player.running)
    bench.servers[0].gone = True
    bench.servers[0].on_change()
    until(lambda: bench.player.error == "There is no server.")
    assert bench.servers[0].calls[-1] == "close"
    assert not bench.player.running
    bench.there = True
    until(lambda: bench.player.error is None)
    until(lambda: bench.player.running)


@pytest.mark.parametrize("how", ["stands", "answers"])
def test_a_tape_that_stands_still_or_of_which_nothing_is_told_is_given_up(
    bench: Bench, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tape_player, "SILENT", 60 * MS)
    until(lambda: bench.servers)
    setattr(bench.servers[0], how, how == "stands")
    bench.plan(2000)
    until(lambda: len(bench.servers) > 1)
    assert bench.servers[0].calls[-1] == "close"
    until(lambda: bench.player.error is None and bench.player.running)


def test_a_tape_that_never_moves_does_not_take_the_trouble_back(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tape_player, "SILENT", 60 * MS)
    monkeypatch.setattr(FakeServer, "stands", True, raising=False)
    monkeypatch.setattr(FakeServer, "start", lambda self, rate: setattr(self, "stands", True))
    until(lambda: bench.servers)
    bench.plan(3000)
    until(lambda: bench.player.error == GONE)
    for _ in range(100):
        assert bench.player.error == GONE
        time.sleep(0.003)


def test_what_the_server_says_is_the_matter_is_told(bench: Bench) -> None:
    until(lambda: bench.servers)
    bench.servers[0].error = "There is no device."
    bench.plan(2000)
    until(lambda: bench.player.error == "There is no device.")
    assert bench.player.running


def test_a_library_that_fails_in_its_own_way_ends_nothing(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    until(lambda: bench.servers)

    def broken(*_: object) -> None:
        raise OSError("broken")

    monkeypatch.setattr(bench.servers[0], "start", broken)
    monkeypatch.setattr(bench.servers[0], "close", broken)
    bench.plan(1000)
    until(lambda: len(bench.servers) == 2)
    until(lambda: bench.player.running)
    # Once the tape is seen to move.
    until(lambda: bench.player.error is None)


def test_a_thousand_plans_leave_nothing_behind(bench: Bench) -> None:
    until(lambda: bench.servers)
    threads = threading.active_count()
    for i in range(1000):
        bench.plan(1000 if i % 2 else 60_000)
    until(lambda: bench.servers[0].calls)
    assert threading.active_count() == threads
    assert len(bench.servers) == 1


def test_closing_twice_and_closing_a_hanging_server_return(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(player_thread, "FAREWELL", 0.05)
    release = threading.Event()
    bench = Bench()
    until(lambda: bench.servers)
    monkeypatch.setattr(bench.servers[0], "close", lambda: release.wait(5))
    begun = time.monotonic()
    bench.player.close()
    bench.player.close()
    assert time.monotonic() - begun < 1
    release.set()


def test_without_a_server_the_other_player_plays_until_one_comes(other: OtherBench) -> None:
    until(lambda: other.others)
    assert other.player.error == "It is the other one."
    assert (other.player.underruns, other.player.running, other.player.info) == (3, False, None)
    other.plan(1000)
    assert other.others[0].calls == ["wake"]
    other.there = True
    until(lambda: other.player.running)
    until(lambda: other.player.error is None)
    assert other.others[0].calls[-1] == "close"
    # A server that was there is waited for: nothing else may take its device meanwhile.
    other.there = False
    other.servers[0].gone = True
    other.player.wake()
    until(lambda: other.player.error == "There is no server.")
    assert len(other.others) == 1


def test_both_are_closed(other: OtherBench) -> None:
    until(lambda: other.others)
    other.player.close()
    assert other.others[0].calls == ["close"]


def test_a_sound_that_the_other_player_has_taken_stays_taken(other: OtherBench) -> None:
    until(lambda: other.others)
    entry = ScheduledSound(time.monotonic_ns() + 50 * MS, "tick")
    other.queue.entries = (entry,)
    other.queue.take(entry, entry.due, 0)
    time.sleep(0.15)  # some attempts to find a server
    assert other.queue.position_of(entry) is not None


def test_what_was_due_before_the_server_came_is_not_played_again(other: OtherBench) -> None:
    until(lambda: other.others)
    now = time.monotonic_ns()
    over, ahead = ScheduledSound(now - 50 * MS, "tick"), ScheduledSound(now + 1000 * MS, "tick")
    other.queue.entries = (over, ahead)
    other.there = True
    until(lambda: other.player.running)
    until(lambda: other.queue.position_of(ahead))
    assert other.queue.position_of(over) == (over.due, 0)


def test_a_server_that_never_plays_is_given_up_for_the_other_player(
    other: OtherBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tape_player, "SILENT", 60 * MS)
    monkeypatch.setattr(FakeServer, "start", lambda self, rate: setattr(self, "stands", True))
    until(lambda: other.others)
    other.there = True
    until(lambda: other.servers)
    other.plan(3000)
    until(lambda: other.player.error == "It is the other one." and len(other.others) == 2)
    assert len(other.servers) == ATTEMPTS
    time.sleep(0.15)  # no more attempts
    assert len(other.servers) == ATTEMPTS
    assert other.others[-1].calls == []


def test_a_tape_that_has_moved_is_waited_for_however_often_it_stands(
    other: OtherBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tape_player, "SILENT", 60 * MS)
    until(lambda: other.others)
    other.there = True
    for number in range(1, ATTEMPTS + 3):
        until(lambda number=number: len(other.servers) == number)
        other.plan(3000)
        until(lambda: other.player.running and other.player.error is None)
        until(lambda: other.player.info is not None)
        time.sleep(0.05)
        other.servers[-1].stands = True
    assert len(other.others) == 1
