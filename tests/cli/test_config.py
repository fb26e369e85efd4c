"""``legtimer config``, and settings that count in the program."""

import json
import os
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from legtimer.app.settings import EffectiveSettings
from legtimer.app.sound import make_sound, make_voice
from legtimer.cli.arguments import parser
from legtimer.cli.main import main
from legtimer.cli.output import complain
from legtimer.cli.settings import FLAGS, effective
from legtimer.cli.settings import load_checked_settings as tell_and_check
from legtimer.files.settings.location import settings_file
from legtimer.files.settings.reading import read_settings
from legtimer.files.settings.sections import AudioSettings, ScreenSettings
from legtimer.tui.keymap import bindings, check_names, is_key, theme_names

COMMENTED = "# mine\n[audio]\nvolume = 35 # the neighbours\n"


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    path = Path(settings_file())
    path.parent.mkdir(parents=True)
    return path


def test_all_settings_are_shown_as_toml_with_their_sources(file, capsys):
    file.write_text(COMMENTED)
    assert main(["--mute", "config"]) == 0
    out = capsys.readouterr().out
    assert tomllib.loads(out)["audio"]["volume"] == 35
    sources = {line.split(" = ")[0]: line.rsplit("# ")[-1] for line in out.splitlines()}
    assert sources["audio.volume"] == "file"
    assert sources["audio.mute"] == "flag"
    assert sources["audio.player"] == "default"
    assert read_settings(out).mistakes == ()


def test_json_of_config(file, capsys):
    file.write_text('[audio]\nvolume = 35\nmut = true\n[one-rep-max]\n"Back squat" = "100 kg"\n')
    assert main(["--volume", "5", "config", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["format"], found["good"], found["exists"]) == ("legtimer.config/1", False, True)
    assert found["mistakes"] == [
        {
            "severity": "error", "line": 3, "column": 1,
            "message": "mut is not a key of [audio]; did you mean mute?",
        }
    ]  # fmt: skip
    settings = {entry["key"]: entry for entry in found["settings"]}
    assert (settings["audio.volume"]["value"], settings["audio.volume"]["from"]) == (5, "flag")
    assert settings['one-rep-max."Back squat"']["value"] == "100 kg"


def test_path_and_check(file, capsys):
    assert main(["config", "path"]) == 0
    assert capsys.readouterr().out == f"{file}\n"
    assert main(["config", "check"]) == 0
    assert "no such file" in capsys.readouterr().out
    file.write_text('[screen]\ntheme = "nigt"\n[keys]\nsession.skp = "j"\n[audio]\nvolume = 3000\n')
    assert main(["config", "check"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{file}:2:9: error: nigt is not a theme; did you mean night?",
        f"{file}:4:9: error: session.skp is not a key of [keys]; did you mean session.skip?",
        f"{file}:6:10: error: expected a whole number from 0 to 100, not 3000",
    ]
    file.write_text(COMMENTED)
    assert main(["config", "check"]) == 0
    assert capsys.readouterr().out == f"{file}: good\n"


def test_get_gives_the_bare_value(file, capsys):
    file.write_text(COMMENTED)
    for key, value in (("audio.volume", "35"), ("audio.player", "auto"), ("audio.mute", "false")):
        assert main(["config", "get", key]) == 0
        assert capsys.readouterr().out == f"{value}\n"
    assert main(["config", "get", "workout"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 6
    for key, hint in (
        ("volume", "did you mean audio.volume?"),
        ("audio.volum", "did you mean audio.volume?"),
        ("keys.session.skip", "is not set"),
    ):
        assert main(["config", "get", key]) == 2
        assert hint in capsys.readouterr().err


def test_set_keeps_comments_and_a_backup(file, capsys):
    file.write_text(COMMENTED)
    assert main(["config", "set", "audio.volume", "60"]) == 0
    assert capsys.readouterr().out == "audio.volume = 60  # file\n"
    assert file.read_text() == COMMENTED.replace("35", "60")
    assert file.with_name("settings.toml~").read_text() == COMMENTED
    assert main(["config", "unset", "audio.volume"]) == 0
    assert file.read_text() == "# mine\n[audio]\n"
    assert main(["config", "unset", "audio.volume"]) == 2


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("workout.prepare", "0:05", "0:05"),
        ("workout.prepare", "5", 5),
        ("audio.mute", "true", True),
        ("audio.latency", "180", 180),
        ("audio.latency", "estimated", "estimated"),
        ("audio.sounds.tick", "false", False),
        ("one-rep-max.Back squat", "100 kg", "100 kg"),
        ("one-rep-max.Back squat", "102,5 kg", "102.5 kg"),
        ("audio.voice-command", '["say", "{file}"]', ["say", "{file}"]),
        ("keys.session.more", "]", "]"),
        ("keys.session.skip", '["j", "f2"]', ["j", "f2"]),
        ("screen.theme", '"night"', "night"),
        ("folders.workouts", "~/w", "~/w"),
    ],
)
def test_values_are_typed_with_or_without_quotes(key, typed, value, file):
    assert main(["config", "set", key, typed]) == 0
    found = tomllib.loads(file.read_text())
    for name in key.split("."):
        found = found[name]
    assert found == value
    assert main(["config", "check"]) == 0


@pytest.mark.parametrize(
    ("key", "typed", "why"),
    [
        ("audio.volume", "600", "from 0 to 100"),
        ("audio.volum", "6", "did you mean volume?"),
        ("audio", "6", "audio is a table; name one of its keys"),
        ("workout.prepare", "soon", "expected a duration"),
        ("screen.theme", "nigt", "did you mean night?"),
        ("keys.session.skip", "spce", "did you mean space?"),
        ("sound.volume", "6", "sound is not a key of the settings"),
    ],
)
def test_what_would_be_wrong_is_not_written(key, typed, why, file, capsys):
    file.write_text(COMMENTED)
    assert main(["config", "set", key, typed]) == 2
    assert why in capsys.readouterr().err
    assert file.read_text() == COMMENTED


def test_a_file_with_mistakes_can_still_be_changed_unless_it_is_no_toml(file, capsys):
    file.write_text("[audio]\nvolume = 300\n")
    assert main(["config", "set", "audio.mute", "true"]) == 0
    assert main(["config", "set", "audio.volume", "30"]) == 0
    assert main(["config", "check"]) == 0
    file.write_text("[audio\n")
    capsys.readouterr()
    assert main(["config", "set", "audio.mute", "true"]) == 2
    assert "fix the mistakes in it first" in capsys.readouterr().err
    assert file.read_text() == "[audio\n"


@pytest.mark.parametrize(
    "words", [["get"], ["set", "audio.volume"], ["path", "x"], ["unset"], ["show", "a", "b"]]
)
def test_a_word_too_few_or_too_many(words, file, capsys):
    assert main(["config", *words]) == 2
    assert "is followed by" in capsys.readouterr().err


def test_flags_go_before_the_file(file):
    file.write_text("[audio]\nvolume = 35\nvoice = true\nmute = true\nkeep-warm = true\n")
    options = parser().parse_args(["--no-voice", "run", "x", "--volume", "5", "--no-mute"])
    found = effective(options)
    assert found.settings.audio == AudioSettings(volume=5, voice=False, mute=False, keep_warm=True)
    assert found.source(("audio", "volume")) == "flag"
    assert found.source(("audio", "keep-warm")) == "file"
    options = parser().parse_args(["run", "x"])
    assert effective(options).settings.audio.volume == 35
    assert all(hasattr(options, name) for name in FLAGS)


def test_a_command_that_knows_no_flags_has_settings_too(file):
    import argparse

    file.write_text("[audio]\nvolume = 35\n")
    assert effective(argparse.Namespace()).settings.audio.volume == 35


def test_a_plan_follows_the_settings(file, tmp_path, capsys):
    workout = tmp_path / "w.toml"
    workout.write_text(
        '[[block]]\nkind = "amrap"\ntime = "1:00"\nexercises = ["5 Back squat @ 70%"]\n'
    )
    assert main(["plan", str(workout), "--json"]) == 0
    before = json.loads(capsys.readouterr().out)
    assert before["steps"][0]["limit_ms"] == 10_000
    file.write_text(
        '[workout]\nprepare = "0:05"\nswich = 1\n[one-rep-max]\n"back squat" = "100 kg"\n'
    )
    assert main(["plan", str(workout), "--json"]) == 0
    out, err = capsys.readouterr()
    after = json.loads(out)
    assert after["steps"][0]["limit_ms"] == 5000
    (item,) = after["steps"][1]["tally"]["rounds"][0]["items"]
    assert item["load"]["text"] == "70 kg"
    assert f"{file}:3:1: error: swich is not a key of [workout]; did you mean switch?" in err
    assert "defaults used" in err


def test_own_workouts_are_where_the_settings_say(file, tmp_path, capsys):
    folder = tmp_path / "mine"
    assert main(["config", "set", "folders.workouts", str(folder)]) == 0
    assert main(["new", "Hill legs", "--kind", "amrap"]) == 0
    assert (folder / "hill-legs.toml").is_file()
    capsys.readouterr()
    assert main(["list"]) == 0
    assert "Hill legs" in capsys.readouterr().out


def test_sound_is_made_as_the_settings_say(file, tmp_path):
    sound = make_sound(
        AudioSettings(player="simpleaudio", volume=35, mute=True, sounds=(("tick", False),)),
        complain,
    )
    try:
        assert (sound.volume, sound.muted) == (35, True)
        assert "tick" in sound._unwanted
    finally:
        sound.close()
    assert make_sound(AudioSettings(player="silent", volume=12), complain).volume == 12


def test_the_voice_is_the_command_of_the_settings(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    voice = make_voice(AudioSettings(voice_command=("my-speaker", "{file}")), complain)
    try:
        assert voice.error is None
        assert "my-speaker" in voice._renderer.key
    finally:
        voice.close()


def checked(text):
    reading = read_settings(text)
    return check_names(EffectiveSettings(reading.settings, reading, frozenset())), reading.mistakes


def test_before_the_screens_open_all_that_is_wrong_is_told(file, capsys):
    file.write_text('[audio]\nvolume = 300\n[screen]\ntheme = "nigt"\n')
    settings = tell_and_check(effective(parser().parse_args([])))
    assert (settings.audio.volume, settings.screen.theme) == (80, "garage")
    assert capsys.readouterr().err.splitlines() == [
        f"{file}:2:10: error: expected a whole number from 0 to 100, not 300",
        f"{file}:4:9: error: nigt is not a theme; did you mean night?",
        "legtimer: invalid settings ignored, defaults used",
    ]


def test_a_theme_that_does_not_exist_is_not_said_to_count(file, capsys):
    file.write_text('[screen]\ntheme = "nigt"\nunits = "lb"\n')
    assert main(["config", "get", "screen"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["screen.theme", "=", '"garage"', "#", "default"]
    assert lines[1].endswith("# file")


def test_themes_are_those_that_exist():
    assert ScreenSettings().theme == theme_names()[0]
    for name in theme_names():
        settings, mistakes = checked(f'[screen]\ntheme = "{name}"\n')
        assert (settings.screen.theme, mistakes) == (name, ())


def test_every_key_of_ours_can_be_said_in_the_settings():
    for name, keys in bindings().items():
        settings, mistakes = checked(f"[keys]\n{name} = {list(keys)}\n")
        assert settings.keymap == {name: ",".join(keys)}, mistakes
        assert not mistakes
    assert len(bindings()) > 30


def test_keys_of_a_loaded_screen_load_no_other_one():
    code = (
        "import sys\n"
        "import legtimer.tui.screens.session.screen\n"
        "from legtimer.tui.keymap import bindings\n"
        "before = set(sys.modules)\n"
        "found = bindings(['session.skip', 'session.undo'])\n"
        "assert found['session.skip'] == ('n', 's')\n"
        "assert not any(name.startswith('legtimer.tui.screens.') for name in "
        "set(sys.modules) - before)\n"
        "assert 'library.leave' in bindings(['library.leave'])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_keys_that_two_things_share_are_mistakes():
    settings, mistakes = checked(
        '[keys]\nsession.skip = "k"\nsession.undo = ["k", "z"]\nlibrary.leave = "k"\n'
    )
    assert [m.message for m in mistakes] == ["k is the key of session.skip already"]
    assert settings.keymap == {"session.skip": "k", "library.leave": "k"}
    _, mistakes = checked('[keys]\nsession.skip = "f19"\napp.suspend = "f19"\n')
    assert [m.message for m in mistakes] == ["f19 is the key of session.skip already"]


def test_a_key_that_is_taken_from_another_is_a_warning():
    settings, (mistake,) = checked('[keys]\nsession.skip = "u"\n')
    assert mistake.message == "session.undo has no key left: session.skip takes it"
    assert settings.keymap == {"session.skip": "u"}
    # What has other keys besides, or is given another one, is no matter.
    assert checked('[keys]\nsession.restart = "n"\n')[1] == ()
    assert checked('[keys]\nsession.skip = "u"\nsession.undo = "n"\n')[1] == ()


@pytest.mark.parametrize("name", ["?", "j", "J", "f2", "space", "ctrl+n", "question_mark", "up"])
def test_keys_of_a_keyboard(name):
    assert is_key(name)


@pytest.mark.parametrize("name", ["spcae", "ctrl+spcae", "cmd+x", "f99", "", "\x1b"])
def test_what_is_no_key(name):
    assert not is_key(name)


def test_reading_the_settings_imports_little(file):
    file.write_text(COMMENTED)
    code = (
        "import sys\n"
        "from legtimer.files.settings.reading import current_settings\n"
        "assert current_settings().settings.audio.volume == 35\n"
        "heavy = {'tomlkit', 'tomli_w', 'platformdirs', 'pathlib', 'textual'} & set(sys.modules)\n"
        "heavy |= {name for name in sys.modules if name.startswith('legtimer.audio.')}\n"
        "heavy -= {'legtimer.audio.players'}  # the names of the players, and nothing else\n"
        "sys.exit(str(heavy) if heavy else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    if sys.platform == "linux":
        assert done.returncode == 0, done.stderr


def test_in_a_terminal_theme_keys_and_broken_settings(file, tmp_path):
    """A broken file stops nothing; its good keys count; what is wrong is said."""
    pytest.importorskip("termios", reason="pseudo-terminals are a thing of Unix")
    from legtimer.tui.widgets.fonts import word_rows
    from tests.docs.terminal import Terminal

    file.write_text(
        '[audio]\nplayer = "silent"\nvolume = 300\n[screen]\ntheme = "nigt"\n'
        '[keys]\nsession.skip = "j"\n[workout]\nprepare = "0:00"\n'
    )
    (tmp_path / "w.toml").write_text(
        '[[block]]\nkind = "sets"\nsets = 2\nexercises = ["5 Squat", "5 Lunge"]\n'
    )
    command = [sys.executable, "-m", "legtimer", "run", "w.toml"]
    terminal = Terminal(
        command, str(tmp_path), XDG_STATE_HOME=str(tmp_path), XDG_CONFIG_HOME=str(tmp_path),
        PYTHONPATH=os.getcwd(),
    )  # fmt: skip
    assert terminal.shows(word_rows("SET 1/2", 1, 6)[1]), terminal.screen.display
    assert terminal.shows("j skip"), terminal.screen.display
    terminal.shows("\0", 0.4)  # beyond what counts as a double press
    terminal.press(b"j")
    assert terminal.shows(word_rows("SET 2/2", 1, 6)[1]), terminal.screen.display
    os.kill(terminal.pid, signal.SIGKILL)
    os.waitpid(terminal.pid, 0)
