"""A sample of the monkey, and what it stands on; the script runs any number of events."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are a thing of Unix", allow_module_level=True)

from legtimer.core.session.commands import Pause, Press
from tests.history.recording import SETS, Athlete
from tests.tui import monkey, monkey_home, monkey_screens, monkey_trail
from tests.tui.monkey_input import key
from tests.tui.monkey_losses import Losses
from tests.tui.monkey_program import Picture, Program

SECONDS = 50 if os.environ.get("CI") else 20
"""What a sample takes, but for its beginning and its end; on CI it ends within 70."""


def test_a_sample_finds_nothing(tmp_path):
    found = monkey.run(sys.version_info.minor, 20_000, tmp_path, seconds=SECONDS)
    assert found.events > 50
    assert not found.found, "\n".join(map(str, found.found))


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_program_is_not_at_rest_while_any_thread_works():
    """What it shows then may be older than what it has been told."""
    busy = """if True:
        import threading
        def work():
            while True:
                pass
        threading.Thread(target=work, daemon=True).start()
        print(flush=True)
        input()
    """
    command = [sys.executable, "-c", busy]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        program = object.__new__(Program)
        program.pid = process.pid
        state = program._state()
        process.kill()
    assert state == "R"


@pytest.fixture
def folder(tmp_path):
    monkey_home.furnish(tmp_path / "home", sessions=3)
    return tmp_path / "home"


class TestWhatIsMissing:
    def test_nothing(self, folder):
        assert not Losses(folder).look(edited=False, confirmed=0)

    def test_a_workout_that_is_gone_or_changed(self, folder):
        losses = Losses(folder)
        own = folder / "data/legtimer/workouts"
        (own / "quick.toml").unlink()
        (own / "wide.toml").write_text("")
        assert len(losses.look(edited=True, confirmed=0)) == 1
        (own / "scored.toml").write_text("")
        assert len(losses.look(edited=False, confirmed=0)) == 1

    def test_one_in_the_trash_is_there(self, folder):
        losses = Losses(folder)
        trash = folder / "data/legtimer/trash"
        trash.mkdir()
        (folder / "data/legtimer/workouts/quick.toml").rename(trash / "quick.toml")
        assert not losses.look(edited=False, confirmed=0)

    def test_a_session_that_is_gone(self, folder):
        import sqlite3

        losses = Losses(folder)
        with sqlite3.connect(folder / "state/legtimer/history.db") as history:
            history.execute("DELETE FROM session WHERE rowid = 1")
            history.execute("UPDATE session SET status = 'dropped' WHERE rowid = 2")
        history.close()
        (told,) = losses.look(edited=False, confirmed=1)
        assert told.startswith("sessions gone")

    @pytest.mark.parametrize(("presses", "told"), [(1, 0), (3, 1)])
    def test_a_session_dropped_before_and_after_its_first_set(self, folder, presses, told):
        athlete = Athlete(folder / "state/legtimer", SETS)
        session = athlete.begin()
        # The first press goes on, the second ends the lead-in, and the third ends a set.
        athlete.do(Pause(), *[Press()] * presses)
        losses = Losses(folder)
        session.discard()
        assert len(losses.look(edited=False, confirmed=0)) == told

    def test_words(self, folder):
        (folder / "data/legtimer/recovered").write_text("# zq1x12q\n")
        losses = Losses(folder)
        assert losses.lost_words(frozenset(("zq1x12q", "zq1x1q"))) == ["zq1x1q"]


def test_a_report_has_a_kind():
    report = (
        'Traceback\n  File "/a/b/one.py", line 3, in first\n    x\n'
        '  File "/c/two.py", line 9, in last\nKeyError: 12\n'
    )
    assert monkey_trail.kind_of(report) == "KeyError: N [two.py:last < one.py:first]"


def test_what_stands_on_a_terminal():
    picture = Picture((20, 3))
    picture.feed("\x1b[2;3H\x1b[1mABC 漢字x\x1b[".encode())
    picture.feed(b"0m\x1b[3;1H\xe2\x96")
    picture.feed(b"\x88")
    assert [row.replace("\0", "").rstrip() for row in picture.rows] == ["", "  ABC 漢字x", "█"]
    picture.resize((4, 2))
    assert [len(row) for row in picture.rows] == [4, 4]


@pytest.mark.parametrize(
    ("name", "data"),
    [("a", b"a"), ("ctrl+a", b"\x01"), ("alt+x", b"\x1bx"), ("shift+tab", b"\x1b[Z"),
     ("ctrl+up", b"\x1b[1;5A"), ("f2", b"\x1bOQ"), ("f5", b"\x1b[15~"), ("enter", b"\r"),
     ("super+k", b"\x1b[107;9u")],
)  # fmt: skip
def test_keys(name, data):
    assert key(name).data == data


def test_every_screen_of_the_pictures_is_known():
    from pathlib import Path

    folder = Path(__file__).parent / "pictures"
    wanted = {
        "library": "library", "settings": "settings", "history": "history", "summary": "summary",
        "past-session": "past session", "past-delete": "dropping", "past-load": "figure",
        "editor": "editor", "editor-leaving": "unsaved", "editor-changed": "changed",
        "editor-form": "form", "library-new": "new", "library-rename": "rename",
        "library-trash": "trash", "ending": "ending", "load": "load", "ranges": "ranges",
        "resume": "resume", "resume-drop": "dropping", "palette": "palette", "help": "help",
        "exercises": "exercises", "exercise": "exercise", "exercises-equipment": "filter",
        "settings-keys": "keys page", "editor-replacing": "find bar", "rest": "session",
        "paused": "paused", "amrap": "session", "refuge": "file", "today": "today",
        "today-rest": "today", "library-programmes": "programmes", "library-new-programme": "new",
        "editor-programme": "editor",
    }  # fmt: skip
    found = {
        name: monkey_screens.seen((folder / f"{name}-80x24.txt").read_text().splitlines())
        for name in wanted
    }
    assert found == wanted
