"""The heartbeat: once a second while a clock runs, and never while none does."""

from __future__ import annotations

import queue

import pytest

from legtimer.history import heartbeat
from legtimer.history.heartbeat import Heartbeat, heartbeat_path, is_running, stopped_at

UID = "0" * 32


class Stepped:
    """An event in place of the thread's own: it waits until the test lets it go on."""

    def __init__(self) -> None:
        self.asked: queue.Queue[float | None] = queue.Queue()
        self.let: queue.Queue[None] = queue.Queue()

    def wait(self, timeout: float | None) -> None:
        self.asked.put(timeout)
        self.let.get(timeout=20)

    def set(self) -> None:
        self.let.put(None)

    def clear(self) -> None:
        """Each ``set`` is one step."""


class Heart:
    def __init__(self, folder) -> None:
        self.folder = folder
        self.at = 0
        self.event = Stepped()
        self.beat = Heartbeat(folder, UID)
        self.beat.elapsed = lambda: self.at
        self.beat._wake = self.event

    def waits(self) -> float | None:
        """For how long the thread sleeps now."""
        return self.event.asked.get(timeout=20)

    def second(self) -> float | None:
        self.at += 1000
        self.event.set()
        return self.waits()


@pytest.fixture
def heart(tmp_path):
    found = Heart(tmp_path / "sessions")
    yield found
    found.beat.close(forget=True)


def test_it_beats_once_a_second_and_not_at_all_in_a_pause(heart):
    assert heart.beat.acquire()
    assert stopped_at(heart.folder, UID) == 0
    heart.at = 100
    heart.beat.start()
    assert heart.waits() == heartbeat._EVERY
    assert stopped_at(heart.folder, UID) == 600
    for _ in range(3):
        assert heart.second() == heartbeat._EVERY
    assert stopped_at(heart.folder, UID) == 3600
    heart.at += 250
    heart.beat.pause()
    # At once, and exactly: nobody has to wait for the thread.
    assert stopped_at(heart.folder, UID) == 3350
    assert heart.waits() is None
    heart.beat.pause()
    heart.at += 60_000
    heart.beat.start()
    assert heart.waits() == heartbeat._EVERY
    assert stopped_at(heart.folder, UID) == 63_850


def test_every_fifth_beat_is_on_the_disk(heart, monkeypatch):
    synced = []
    monkeypatch.setattr(heartbeat, "_sync", lambda handle: synced.append(heart.at))
    heart.beat.start()
    heart.waits()
    for _ in range(11):
        heart.second()
    assert synced == [0, 5000, 10_000]
    heart.beat.pause()
    heart.waits()
    assert synced[-1] == 11_000


def test_a_file_that_goes_is_made_again(heart):
    heart.beat.start()
    heart.waits()
    assert is_running(heart.folder, UID)
    heartbeat_path(heart.folder, UID).unlink()
    assert not is_running(heart.folder, UID)
    heart.second()
    assert is_running(heart.folder, UID)
    assert stopped_at(heart.folder, UID) == 1500


def test_a_folder_that_cannot_be_made_ends_nothing(heart):
    heart.folder.write_text("no folder")
    assert not heart.beat.acquire()
    heart.beat.start()
    heart.waits()
    heart.second()
    heart.folder.unlink()
    heart.second()
    assert stopped_at(heart.folder, UID) == 2500


def test_one_session_has_one_heart(tmp_path, heart):
    other = Heartbeat(heart.folder, UID)
    assert heart.beat.acquire()
    assert not other.acquire()
    assert is_running(heart.folder, UID)
    heart.beat.close(forget=False)
    assert not is_running(heart.folder, UID)
    assert other.acquire()
    other.close(forget=True)
    assert list(heart.folder.iterdir()) == []


def test_who_only_looks_is_in_nobody_s_way(heart):
    assert not is_running(heart.folder, UID)
    assert not heart.folder.exists()
    assert heart.beat.acquire()
    heart.beat.close(forget=False)
    for _ in range(3):
        assert not is_running(heart.folder, UID)
