"""Names of new files, and files that are none."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys

import pytest
from rich.cells import cell_len

from legtimer.cli.main import main
from legtimer.files.user_folders import own_workouts_folder
from legtimer.files.workouts.reader import read_file

PIPES = pytest.mark.skipif(sys.platform == "win32", reason="has no such pipes")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return own_workouts_folder()


def new(name: str, capsys) -> tuple[str, str]:
    """The file of a new workout, and the command that is printed."""
    assert main(["new", "--kind", "circuit", name]) == 0
    out, err = capsys.readouterr()
    return out.strip(), err.strip()


def test_two_names_of_another_script_are_two_files(folder, capsys):
    assert new("Ноги", capsys)[0] == str(folder / "ноги.toml")
    assert new("胸", capsys)[0] == str(folder / "胸.toml")
    assert new("???", capsys)[0] == str(folder / "workout.toml")


def test_a_second_one_of_the_same_name_gets_a_number(folder, capsys):
    for name in ("Push-Pull", "Push/Pull", "push pull"):
        new(name, capsys)
    assert sorted(os.listdir(folder)) == ["push-pull-2.toml", "push-pull-3.toml", "push-pull.toml"]


def test_a_name_is_a_name(folder, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    path, said = new("Push/Pull day 1", capsys)
    assert path == str(folder / "push-pull-day-1.toml")
    assert read_file(path).workout.name == "Push/Pull day 1"
    assert said.endswith("legtimer run push-pull-day-1")
    assert not (tmp_path / "Push").exists()


def test_columns_stand_below_each_other_in_every_script(folder, capsys):
    folder.mkdir(parents=True)
    for name in ("胸", "legs", "Ноги"):
        path = folder / f"{name}.toml"
        path.write_text(f'name = "{name}"\n[[block]]\nkind = "sets"\nexercises = ["5 {name}"]\n')
    assert main(["list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert {cell_len(line[: line.index(" min ")]) for line in lines} == {
        cell_len(lines[0].partition(" min ")[0])
    }
    own = [line for line in lines if line.split()[0] in ("胸", "legs", "ноги")]
    assert len({cell_len(line.removesuffix("sets")) for line in own if "sets" in line}) == 1
    assert main(["plan", str(folder / "胸.toml")]) == 0


@pytest.mark.parametrize("name", ["my legs.toml", "it's (mine) $HOME.TOML", "Ноги 1.toml"])
def test_the_command_that_is_printed_can_be_typed(name, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    path, said = new(name, capsys)
    assert path == name
    words = shlex.split(said.partition("then: ")[2])
    assert words == ["legtimer", "run", name]
    assert main(["plan", words[2]]) == 0


@PIPES
@pytest.mark.parametrize("command", ["check", "plan", "rehearse", "run"])
@pytest.mark.parametrize("device", [False, True])
def test_pipes_and_devices_keep_nobody_waiting(command, device, folder, tmp_path, capsys):
    pipe = tmp_path / "legs.toml"
    os.mkfifo(pipe)
    assert main([command, "/dev/zero" if device else str(pipe)]) == 2
    assert capsys.readouterr().err.endswith("a pipe, a socket or a device\n")


@PIPES
@pytest.mark.parametrize(
    "words", [["import", "--jsonl", "PIPE"], ["rehearse", "leg-amrap", "--keys", "@PIPE"]]
)
def test_other_files_that_are_named_are_files_too(words, folder, tmp_path, capsys):
    pipe = str(tmp_path / "pipe")
    os.mkfifo(pipe)
    assert main([word.replace("PIPE", pipe) for word in words]) == 2
    assert "this is a pipe, not a file" in capsys.readouterr().err


@PIPES
def test_a_pipe_in_place_of_the_settings_or_a_workout_stops_nothing(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for path in (tmp_path / "config/legtimer/settings.toml", folder / "pipe.toml"):
        path.parent.mkdir(parents=True)
        os.mkfifo(path)
    for words in (["list"], ["config"], ["config", "set", "audio.volume", "3"]):
        done = subprocess.run(
            [sys.executable, "-m", "legtimer", *words], capture_output=True, text=True, timeout=30
        )
        assert "Traceback" not in done.stderr
        assert "this is a pipe, not a file" in done.stderr
