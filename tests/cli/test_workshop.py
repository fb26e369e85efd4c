"""The files behind the editor: bytes that stay, files of others, editors of one's own."""

from __future__ import annotations

import os
import sys

import pytest

from legtimer.app.editor_files import ChangedOnDisk, EditorFiles
from legtimer.core.athlete_defaults import AthleteDefaults
from legtimer.files.exercises.library import open_library
from legtimer.files.shipped import workouts_folder
from legtimer.files.workouts import WorkoutFileError

TEXT = '[[block]]\nkind = "rest"\ntime = "1:00"\n'


@pytest.fixture
def workshop(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return EditorFiles(AthleteDefaults(), {}, open_library())


def test_a_byte_order_mark_and_line_ends_stay(workshop, tmp_path):
    path = tmp_path / "a.toml"
    windows = TEXT.replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + windows.encode())
    file = workshop.open(str(path))
    assert file.text == windows
    file = workshop.save(file, windows.replace("1:00", "2:00"))
    assert path.read_bytes() == b"\xef\xbb\xbf" + windows.replace("1:00", "2:00").encode()
    assert workshop.look(file) is None
    assert workshop.save(file, windows).text == windows


def test_a_file_that_says_something_else_is_not_replaced(workshop, tmp_path):
    path = tmp_path / "a.toml"
    path.write_text(TEXT)
    file = workshop.open(str(path))
    path.write_text(TEXT + "# theirs\n")
    with pytest.raises(ChangedOnDisk):
        workshop.save(file, TEXT + "# mine\n")
    assert path.read_text() == TEXT + "# theirs\n"
    now = workshop.look(file)
    assert now is not None
    assert now.text == TEXT + "# theirs\n"
    workshop.save(now, TEXT + "# mine\n")
    assert path.read_text() == TEXT + "# mine\n"
    assert path.with_name("a.toml~").read_text() == TEXT + "# theirs\n"
    path.unlink()
    with pytest.raises(ChangedOnDisk):
        workshop.save(workshop.open(str(path)) if path.exists() else now, TEXT)


def test_what_is_new_never_takes_the_place_of_a_file(workshop, tmp_path):
    file = workshop.new("Leg day", "superset")
    assert file.new
    assert workshop.check(file.text, file).workout.name == "Leg day"
    first = workshop.save(file, file.text)
    second = workshop.save(workshop.new("Leg day", "emom"), TEXT)
    assert first.origin != second.origin
    with pytest.raises(ChangedOnDisk):
        workshop.save(file, TEXT)


def test_shipped_and_locked_files_are_copied(workshop, tmp_path):
    shipped = workouts_folder() / "leg-amrap.toml"
    file = workshop.open(str(shipped))
    assert file.copied_from == str(shipped)
    assert not os.path.exists(file.origin)
    saved = workshop.save(file, file.text)
    assert saved.copied_from == ""
    again = workshop.open(str(shipped))
    assert again.origin.endswith("leg-amrap-2.toml")


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"\x00\x01", "binary"), (b"\xff\xfea\x00", "UTF-16"), (b"name = '\xe4'", "UTF-8")],
)
def test_what_is_no_text_is_refused(workshop, tmp_path, data, why):
    path = tmp_path / "a.toml"
    path.write_bytes(data)
    with pytest.raises(WorkoutFileError, match=why):
        workshop.open(str(path))


def test_half_a_character_is_refused(workshop, tmp_path):
    file = workshop.new("A", "rest")
    with pytest.raises(WorkoutFileError, match="half a character"):
        workshop.save(file, "# \ud83d")
    assert workshop.check("# \ud83d", file).workout is None


def test_the_editor_that_is_preferred(workshop, tmp_path, monkeypatch):
    path = tmp_path / "a b.toml"
    path.write_text(TEXT)
    file = workshop.open(str(path))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    assert workshop.outside_editor() == ""
    with pytest.raises(WorkoutFileError, match="VISUAL"):
        workshop.edit_outside(file)
    monkeypatch.setenv("EDITOR", "ed")
    monkeypatch.setenv(
        "VISUAL", f'{sys.executable} -c \'import sys; open(sys.argv[-1], "a").write("#")\''
    )
    assert workshop.outside_editor() == os.path.basename(sys.executable)
    workshop.edit_outside(file)
    assert path.read_text() == TEXT + "#"
    monkeypatch.setenv("VISUAL", f"{sys.executable} -c 'raise SystemExit(3)'")
    with pytest.raises(WorkoutFileError, match="3"):
        workshop.edit_outside(file)
    monkeypatch.setenv("VISUAL", "/no/such/editor")
    with pytest.raises(WorkoutFileError, match="cannot be started"):
        workshop.edit_outside(file)
