"""Copies, names and the trash: nothing is lost and nothing is written over."""

from __future__ import annotations

import tomllib

import pytest

from legtimer.files.shipped import workouts_folder
from legtimer.files.toml.edit import EditError
from legtimer.files.user_folders import own_workouts_folder, trash_folder
from legtimer.files.workouts import WorkoutFileError, own_workouts
from legtimer.files.workouts.own_workouts import delete, duplicate, rename, restore, with_name

TEXT = '# mine\r\nname = "Hills" # steep\r\n[[block]]\r\nkind = "rest"\r\ntime = "1:00"\r\n'
NAMELESS = '#:schema x\n[[block]]\nkind = "rest"\ntime = "1:00"\n'


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    found = own_workouts_folder()
    found.mkdir(parents=True)
    return found


def put(folder, name: str, text: str = TEXT):
    path = folder / name
    path.write_bytes(text.encode())
    return path


def test_a_name_changes_nothing_else():
    assert with_name(TEXT, 'A "b" ü') == TEXT.replace('"Hills"', '"A \\"b\\" ü"')
    assert with_name("\ufeff" + TEXT, "Hils") == "\ufeff" + TEXT.replace("Hills", "Hils")


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_file_without_a_name_gets_one_before_its_blocks(ends):
    text = NAMELESS.replace("\n", ends)
    new = with_name(text, "Rest day")
    assert new == text.replace(f"x{ends}", f'x{ends}name = "Rest day"{ends}')
    assert tomllib.loads(new) == {**tomllib.loads(text), "name": "Rest day"}


def test_mistakes_have_to_be_put_right_before_a_name(folder):
    with pytest.raises(EditError):
        with_name("name = ", "x")
    path = put(folder, "a.toml", "name = ")
    with pytest.raises(WorkoutFileError, match=r"a\.toml cannot be renamed: fix the mistakes"):
        rename(path, "x")
    assert path.read_text() == "name = "


def test_a_new_name_takes_the_file_along_but_writes_over_none(folder):
    path, other = put(folder, "hills.toml"), put(folder, "steep.toml", NAMELESS)
    new = rename(path, "Steep")
    assert new == folder / "steep-2.toml"
    assert new.read_bytes().decode() == TEXT.replace("Hills", "Steep")
    assert other.read_text() == NAMELESS
    assert not path.exists()


def test_a_name_that_leaves_the_file_s_name_alone(folder):
    path = put(folder, "hills.toml")
    assert rename(path, "HILLS") == path
    assert b'"HILLS"' in path.read_bytes()


def test_deleted_twice_and_brought_back_nothing_is_lost(folder):
    first = delete(put(folder, "a.toml", "1"))
    second = delete(put(folder, "a.toml", "2"))
    assert {first.name, second.name} == {"a.toml", "a-2.toml"}
    assert own_workouts.deleted_workouts() == tuple(sorted([first, second]))
    put(folder, "a.toml", "3")
    assert restore(first).name == "a-2.toml"
    assert restore(second).name == "a-2-2.toml"
    assert sorted(p.read_text() for p in folder.glob("*.toml")) == ["1", "2", "3"]
    assert own_workouts.deleted_workouts() == ()
    with pytest.raises(WorkoutFileError, match="cannot be moved"):
        restore(first)


def test_shipped_files_are_neither_renamed_nor_deleted(folder):
    path = next(workouts_folder().glob("*.toml"))
    before = path.read_bytes()
    for do in (delete, lambda path: rename(path, "x")):
        with pytest.raises(WorkoutFileError, match="built in"):
            do(path)
    assert path.read_bytes() == before
    assert not trash_folder().exists()


def test_a_copy_of_a_file_with_mistakes_is_the_same_under_another_file_name(folder):
    copy = duplicate(put(folder, "a.toml", "name = "), "x")
    assert copy == folder / "a-2.toml"
    assert copy.read_text() == "name = "


def test_what_is_gone_is_said(folder):
    for do in (delete, lambda path: rename(path, "x"), lambda path: duplicate(path, "x")):
        with pytest.raises(WorkoutFileError, match=r"gone\.toml"):
            do(folder / "gone.toml")
