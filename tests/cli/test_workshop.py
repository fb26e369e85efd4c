"""The files behind the editor: bytes that stay, files of others, editors of one's own."""

from __future__ import annotations

import os
import sys
from datetime import date

import pytest

from legtimer.app.editor_files import ChangedOnDisk, EditorFiles
from legtimer.app.programme_schedule import open_schedule
from legtimer.core.athlete_defaults import AthleteDefaults
from legtimer.files.exercises.library import open_library
from legtimer.files.shipped import programme_schema_path, programmes_folder, workouts_folder
from legtimer.files.user_folders import own_programmes_folder
from legtimer.files.workouts import WorkoutFileError
from tests.files.broken_programmes import broken_programmes

TODAY = date(2026, 3, 1)
PROGRAMME = """\
per-week = 1
runs = { tue = "hard" }
[[phase]]
name = "Build"
weeks = 2
workouts = ["runner-circuit"]
[[rule]]
match = "Walking kettlebell lunge"
from = 10
grow = "2 reps"
"""
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
    assert workshop.check(file.text, file).content.name == "Leg day"
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


def test_a_built_in_programme_is_copied_into_the_folder_of_programmes(workshop):
    shipped = programmes_folder() / "half-marathon-legs.toml"
    file = workshop.open(str(shipped), "programme")
    assert file.kind == "programme"
    assert file.origin == str(own_programmes_folder() / "half-marathon-legs.toml")
    assert file.text.startswith(f"#:schema {programme_schema_path().as_uri()}\n")
    assert workshop.save(file, file.text).kind == "programme"


@pytest.mark.parametrize("case", broken_programmes()[::4], ids=lambda case: case.title)
def test_a_programme_has_the_mistakes_that_check_tells(workshop, tmp_path, case):
    path = tmp_path / "a.toml"
    path.write_text(case.text)
    file = workshop.open(str(path), "programme")
    found = workshop.check_programme(case.text, file, TODAY)
    schedule, reading = open_schedule(path, TODAY, None)
    assert found.mistakes == reading.mistakes
    assert (found.content is None) == (schedule is None)


def test_mistakes_of_rules_and_calendars_are_told_too_and_names_are_known(workshop, tmp_path):
    path = tmp_path / "a.toml"
    text = PROGRAMME.replace("lunge", "lugne").replace('tue = "hard"', 'calendar = "runs.ics"')
    path.write_text(PROGRAMME)
    file = workshop.open(str(path), "programme")
    good = workshop.check_programme(PROGRAMME, file, TODAY)
    assert {"runner-circuit", "Walking kettlebell lunge"} <= good.names.keys()
    told = [str(m.message) for m in workshop.check_programme(text, file, TODAY).mistakes]
    assert told == [
        f"{tmp_path / 'runs.ics'}: cannot be read: No such file or directory",
        "no workout or exercise here is called Walking kettlebell lugne; "
        "did you mean Walking kettlebell lunge?",
    ]


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
    assert workshop.check("# \ud83d", file).content is None


def test_the_editor_that_is_preferred(workshop, tmp_path, monkeypatch):
    path = tmp_path / "a b.toml"
    path.write_text(TEXT)
    file = workshop.open(str(path))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    assert workshop.external_editor() == ""
    with pytest.raises(WorkoutFileError, match="VISUAL"):
        workshop.edit_externally(file)
    monkeypatch.setenv("EDITOR", "ed")
    monkeypatch.setenv(
        "VISUAL", f'{sys.executable} -c \'import sys; open(sys.argv[-1], "a").write("#")\''
    )
    assert workshop.external_editor() == os.path.basename(sys.executable)
    workshop.edit_externally(file)
    assert path.read_text() == TEXT + "#"
    monkeypatch.setenv("VISUAL", f"{sys.executable} -c 'raise SystemExit(3)'")
    with pytest.raises(WorkoutFileError, match="3"):
        workshop.edit_externally(file)
    monkeypatch.setenv("VISUAL", "/no/such/editor")
    with pytest.raises(WorkoutFileError, match="cannot be started"):
        workshop.edit_externally(file)
