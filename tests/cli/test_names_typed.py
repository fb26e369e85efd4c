"""Names with nothing in them, and the list in a terminal."""

from __future__ import annotations

import os
import sys

import pytest

from legtimer.cli.main import main


@pytest.mark.parametrize("typed", ["", "  "])
@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("plan", "a workout has a name"),
        ("run", "a workout has a name"),
        ("rehearse", "a workout has a name"),
        ("check", "a file has a name"),
        ("exercises", "there is no such exercise"),
    ],
)
def test_an_empty_name_is_shown_in_quotes(command, said, typed, capsys):
    assert main([command, typed]) == 2
    assert capsys.readouterr().err.startswith(f'legtimer: "{typed}": {said}')


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_the_list_is_no_wider_than_the_terminal(tmp_path, monkeypatch, capsys, columns):
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    own = tmp_path / "xdg_data_home" / "legtimer" / "workouts"
    own.mkdir(parents=True)
    (own / "broken.toml").write_text("x = 1\n")
    assert main(["list"]) == 0
    piped = capsys.readouterr().out.splitlines()
    assert max(map(len, piped)) > 80
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "fileno", lambda: 1)
    monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size((columns, 24)))
    assert main(["list"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert len(shown) == len(piped)
    assert max(map(len, shown)) <= columns
    if columns == 80:
        assert any(line.endswith(", …") for line in shown)
        assert any(line.endswith("mistake: legtimer check broken") for line in shown)
