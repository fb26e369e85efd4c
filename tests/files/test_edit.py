"""Changing a person's file: all else stays, and nothing is ever half written."""

import os
import stat
import sys
import tomllib
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from legtimer.files.shipped import workouts_folder
from legtimer.files.toml import edit as rewrite
from legtimer.files.toml.edit import EditError, read_text, replace_file, with_value, without_value

TEXT = """\
# How it sounds in my garage.
[audio]   # all of it
volume = 35      # the neighbours

# Too loud.
sounds = { tick = false } # no ticks
'quoted key' = [ 1, # one
  2,
]

[workout]
prepare = '0:05' # literal

[keys]
session.skip = "j"   # left hand
"""


def test_a_value_changes_and_nothing_else():
    for keys, value, old, new in (
        (("audio", "volume"), 60, "volume = 35 ", "volume = 60 "),
        (("workout", "prepare"), "0:09", "prepare = '0:05'", 'prepare = "0:09"'),
        (("audio", "sounds", "tick"), True, "tick = false", "tick = true"),
        (("audio", "quoted key", 1), 7, "  2,\n", "  7,\n"),
        (("keys", "session", "skip"), ["j", "k"], '"j"  ', '["j", "k"]  '),
    ):
        assert with_value(TEXT, keys, value) == TEXT.replace(old, new)


def test_a_new_key_goes_into_its_table():
    new = with_value(TEXT, ("workout", "countdown"), 5)
    assert tomllib.loads(new)["workout"] == {"prepare": "0:05", "countdown": 5}
    assert [line for line in new.splitlines() if line not in TEXT.splitlines()] == ["countdown = 5"]


def test_a_new_table_is_made():
    new = with_value(TEXT, ("screen", "theme"), "night")
    assert new.startswith(TEXT)
    assert new.endswith('[screen]\ntheme = "night"\n')
    assert tomllib.loads(with_value("", ("a", "b", "c"), 1)) == {"a": {"b": {"c": 1}}}
    inline = with_value(TEXT, ("audio", "sounds", "go"), False)
    assert "sounds={tick=false,go=false}#noticks\n" in inline.replace(" ", "")


def test_a_value_is_removed():
    assert without_value(TEXT, ("audio", "volume")) == TEXT.replace(
        "volume = 35      # the neighbours\n", ""
    )
    assert tomllib.loads(without_value(TEXT, ("audio", "sounds", "tick")))["audio"]["sounds"] == {}
    with pytest.raises(EditError):
        without_value(TEXT, ("audio", "mute"))


def test_line_ends_and_a_mark_stay():
    windows = "\ufeff" + TEXT.replace("\n", "\r\n")
    assert with_value(windows, ("audio", "volume"), 60) == windows.replace("= 35", "= 60")
    added = with_value(windows, ("workout", "countdown"), 5)
    assert added.count("\n") == added.count("\r\n") == TEXT.count("\n") + 1


@pytest.mark.parametrize("path", sorted(workouts_folder().glob("*.toml")), ids=lambda p: p.stem)
def test_in_every_shipped_workout_any_value_can_be_changed(path):
    text = path.read_text(encoding="utf-8")
    changed = 0
    for keys in leaves(tomllib.loads(text)):
        new = with_value(text, keys, "changed")
        assert value_at(tomllib.loads(new), keys) == "changed"
        # Only the lines of that very value differ.
        lines = zip(text.splitlines(), new.splitlines(), strict=False)
        assert sum(old != now for old, now in lines) <= 1 or len(new) < len(text)
        changed += 1
    assert changed > 3


def leaves(data, keys=()):
    if isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, (*keys, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from leaves(value, (*keys, index))
    else:
        yield keys


def value_at(data, keys):
    for key in keys:
        data = data[key]
    return data


_TREE = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.data(), st.dictionaries(st.text("ab. \"'", min_size=1, max_size=3), _TREE, max_size=4))
def test_what_is_written_is_what_was_meant_or_nothing(data, tree):
    text = tomli_w.dumps(tree)
    places = [*leaves(tree), ("a", "new"), ("new",)]
    keys = data.draw(st.sampled_from(places))
    value = data.draw(_TREE)
    try:
        new = with_value(text, keys, value)
    except EditError:
        return
    assert value_at(tomllib.loads(new), keys) == value


@pytest.mark.parametrize("text", ["a = ", "[a", "a = 1\na = 2"])
def test_a_text_with_mistakes_is_left_alone(text):
    with pytest.raises(EditError, match="mistakes"):
        with_value(text, ("b",), 1)


def test_a_value_that_is_no_table_holds_nothing():
    with pytest.raises(EditError):
        with_value(TEXT, ("audio", "volume", "x"), 1)
    with pytest.raises(EditError):
        with_value(TEXT, ("audio",), 1)


def test_a_file_is_replaced_whole_with_a_backup(tmp_path):
    path = tmp_path / "deep" / "s.toml"
    replace_file(path, "a = 1\r\n", None)
    assert path.read_bytes() == b"a = 1\r\n"
    path.chmod(0o640)
    replace_file(path, "a = 2\n", "a = 1\r\n")
    assert path.read_bytes() == b"a = 2\n"
    assert (path.parent / "s.toml~").read_bytes() == b"a = 1\r\n"
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(os.listdir(path.parent)) == ["s.toml", "s.toml~"]


def test_what_somebody_else_wrote_meanwhile_is_not_lost(tmp_path):
    path = tmp_path / "s.toml"
    path.write_text("a = 1\n")
    was = read_text(path)
    path.write_text("a = 7\n")
    with pytest.raises(EditError, match="changed by somebody else"):
        replace_file(path, "a = 2\n", was)
    with pytest.raises(EditError, match="changed by somebody else"):
        replace_file(path, "a = 2\n", None)
    assert path.read_text() == "a = 7\n"
    assert os.listdir(tmp_path) == ["s.toml"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_stays_a_link(tmp_path):
    real, link = tmp_path / "real.toml", tmp_path / "link.toml"
    real.write_text("a = 1\n")
    link.symlink_to(real)
    replace_file(link, "a = 2\n", "a = 1\n")
    assert link.is_symlink()
    assert real.read_text() == "a = 2\n"


def test_a_disk_that_is_full_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "s.toml"
    path.write_text("a = 1\n")

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rewrite.os, "fsync", full)
    with pytest.raises(EditError, match="cannot be written: No space left"):
        replace_file(path, "a = 2\n", "a = 1\n")
    assert path.read_text() == "a = 1\n"
    assert os.listdir(tmp_path) == ["s.toml"]


def test_reading_what_cannot_be_read(tmp_path):
    assert read_text(tmp_path / "none") is None
    with pytest.raises(EditError, match="cannot be read"):
        read_text(tmp_path)
    Path(tmp_path / "x").write_bytes(b"a = '\xff'")
    with pytest.raises(EditError, match="UTF-8"):
        read_text(tmp_path / "x")
