"""Which files are workouts, and what finds them."""

from __future__ import annotations

import os
import socket
import sys

import pytest

from legtimer.files.named_file import NoSuchFile
from legtimer.files.user_folders import own_workouts_folder
from legtimer.files.workouts.catalogue import WORKOUTS, read_catalogue

TEXT = 'name = "{}"\n[[block]]\nkind = "rest"\ntime = "1:00"\n'

PIPES = pytest.mark.skipif(sys.platform == "win32", reason="has no such pipes")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    found = own_workouts_folder()
    found.mkdir(parents=True)
    return found


def put(folder, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT.format(f"Title {path.stem}"))


def own(folder) -> list[tuple[str, str]]:
    return [(one.name, one.group) for one in WORKOUTS.all() if one.path.is_relative_to(folder)]


def test_folders_are_groups_and_the_ending_may_be_large(folder):
    put(folder, "B.TOML", "a.toml", "legs/heavy/x.toml", "legs/a.Toml", "note.txt", "old.toml~")
    assert own(folder) == [("B", ""), ("a", ""), ("legs/a", "legs"), ("legs/heavy/x", "legs/heavy")]


def test_names_with_a_leading_dot_are_no_workouts(folder):
    put(folder, "legs.toml", "._legs.toml", ".git/x.toml", "sub/.hidden.toml")
    (folder / ".#legs.toml").symlink_to("somebody@computer.1234")
    assert own(folder) == [("legs", "")]


def test_a_link_to_a_folder_above_ends(folder):
    put(folder, "sub/a.toml")
    (folder / "sub" / "round").symlink_to(folder)
    assert own(folder) == [("sub/a", "sub")]


def test_a_workout_in_a_folder_does_not_hide_one_that_is_shipped(folder):
    put(folder, "old/leg-amrap.toml")
    assert [one.name for one in WORKOUTS.all()].count("leg-amrap") == 1
    assert not WORKOUTS.find("leg-amrap").is_relative_to(folder)


@pytest.mark.parametrize("typed", ["legs/one", "Legs/One", "legs/one.toml", "one", "title ONE"])
def test_found_by_name_with_its_folder_and_without(folder, typed):
    put(folder, "legs/one.toml", "two.toml")
    assert WORKOUTS.find(typed) == folder / "legs" / "one.toml"


def test_a_name_with_a_slash_is_a_name(folder):
    (folder / "x.toml").write_text(TEXT.format("Push/Pull day 1.5"))
    assert WORKOUTS.find("push/pull Day 1.5") == folder / "x.toml"


def test_a_name_that_two_folders_have_is_refused_with_both(folder):
    put(folder, "a/one.toml", "b/one.toml")
    with pytest.raises(NoSuchFile, match="a/one or b/one"):
        WORKOUTS.find("one")


@PIPES
def test_what_is_no_regular_file_is_a_mistake_like_any_other(folder, monkeypatch):
    os.mkfifo(folder / "pipe.toml")
    (folder / "device.toml").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listener:
        # The path of a socket is short; that of a test's folder may not be.
        monkeypatch.chdir(folder)
        listener.bind("socket.toml")
        read = {one.file.name: one.reading for one in read_catalogue()}
    for name, what in (("pipe", "a pipe"), ("device", "a device"), ("socket", "a socket")):
        [mistake] = read[name].mistakes
        assert mistake.message == f"cannot be read: this is {what}, not a file"
