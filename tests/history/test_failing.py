"""A store that fails: the workout goes on, the screen says so, nothing is lost or overwritten."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from legtimer.core.session import commands as c
from legtimer.core.session.machine import JournalEntry
from legtimer.files.workouts.reader import name_from_path, read_workout
from legtimer.history import interrupted, recorded_session
from legtimer.history.errors import Damaged, StoreError, TooNew
from legtimer.history.import_.jsonl import from_json_line
from legtimer.history.recorded_session import APPEND, RETRY_AFTER
from legtimer.history.rescue_file import rescue_file_name, write_rescue_file
from legtimer.history.rows import entry_row
from legtimer.history.session_record import SessionStatus
from legtimer.history.store import Store
from tests.history.recording import BEGAN, SETS, Athlete

PLACES = 200


@pytest.fixture
def athlete(tmp_path):
    return Athlete(tmp_path)


def trained(folder: Path, count: int) -> list[str]:
    """A history of some finished sessions; their uids."""
    found = []
    for n in range(count):
        athlete = Athlete(folder, SETS if n % 2 else Athlete(folder).text)
        athlete.begin()
        athlete.do(c.Press(), c.Press(), c.Press())
        athlete.session.complete(n % 10 + 1, "a note")
        athlete.store.close()
        found.append(athlete.session.uid)
    return found


def commands(athlete) -> list[str]:
    with sqlite3.connect(athlete.store.path) as db:
        return [word for (word,) in db.execute("SELECT command FROM event ORDER BY number")]


# --- no room


@contextmanager
def small_disk(size: int):
    """A disk of so many bytes; only root can make one."""
    folder = Path(tempfile.mkdtemp(prefix="small-disk-"))
    mounted = (
        sys.platform == "linux"
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True
        ).returncode
    )
    if not mounted:
        folder.rmdir()
        pytest.skip("this needs the right to mount a disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
        folder.rmdir()


def fill(folder: Path) -> Path:
    """Leave no room at all."""
    ballast = folder / "ballast"
    with open(ballast, "wb", buffering=0) as file:
        for size in (65536, 4096, 512, 1):
            with suppress(OSError):
                while file.write(b"x" * size):
                    pass
    assert not shutil.disk_usage(folder).free
    return ballast


def test_a_full_disk_is_said_and_made_up_for_when_there_is_room(capfd):
    with small_disk(400_000) as folder:
        athlete = Athlete(folder)
        athlete.begin()
        athlete.do(c.Press())
        ballast = fill(folder)
        athlete.do(c.Press(), c.Undo())
        assert athlete.session.error == "not saved: the disk is full"
        assert athlete.view().tally.total == 10
        assert commands(athlete) == ["start", "press"]
        ballast.unlink()
        athlete.do(c.Press())
        assert athlete.session.error is None
        assert commands(athlete) == ["start", "press", "press", "undo", "press"]
        athlete.session.complete()
        athlete.store.close()


def test_a_disk_that_stays_full_leaves_the_session_to_a_file(tmp_path):
    with small_disk(400_000) as folder:
        fill(folder)
        athlete = Athlete(folder)
        athlete.begin()
        athlete.do(c.Press(), c.End())
        athlete.session.complete(7, "no room")
        assert athlete.session.error == "not saved: the disk is full"
        log = athlete.session.unsaved_record()
        athlete.session.close()
        athlete.store.close()
        path = write_rescue_file(log, [folder, tmp_path])
    assert path == tmp_path / rescue_file_name(log)
    home = Store(tmp_path / "history.db")
    assert home.insert(from_json_line(path.read_text()))
    assert home.load(log.header.uid) == log
    assert (log.header.status, log.header.effort) == (SessionStatus.DONE, 7)
    home.close()


def limited(tmp_path, size: int) -> subprocess.CompletedProcess[str]:
    """Train in a process whose files may have so many bytes."""
    code = f"""
import resource
from pathlib import Path
from legtimer.core.session import commands as c
from tests.history.recording import Athlete
athlete = Athlete(Path({str(tmp_path)!r}))
athlete.begin()
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, resource.RLIM_INFINITY))
for n in range(2000):
    athlete.do(c.CountRound())
    if athlete.session.error:
        break
print(n, athlete.session.error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
athlete.do(c.Undo())
print(athlete.session.error)
athlete.session.complete()
"""
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits here")
def test_a_quota_is_said_and_made_up_for(tmp_path):
    Athlete(tmp_path).begin().close()
    size = (tmp_path / "history.db").stat().st_size
    done = limited(tmp_path, size)
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.splitlines()
    counted, _, why = first.partition(" ")
    assert (why, second) == ("not saved: the disk cannot be written to", "None")
    store = Store(tmp_path / "history.db")
    (header,) = store.headers()
    assert len(store.load(header.uid).journal) >= int(counted) + 3
    store.close()


# --- no right


def as_nobody(work) -> str:
    """Do something in a process without special rights; what it says."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reader)
            if os.getuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
            said = work()
        except BaseException as problem:
            said = f"failed: {problem!r}"
        os.write(writer, said.encode())
        os._exit(0)
    os.close(writer)
    with open(reader, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(child, 0)
    return said


@pytest.fixture
def closed():
    """A folder that nobody may write to; it is reached by everybody."""
    folder = Path(tempfile.mkdtemp(prefix="closed-"))
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no such rights here")
def test_a_folder_that_is_read_only_is_said_and_read(closed):
    uids = trained(closed, 2)
    (closed / "history.db").chmod(0o444)
    closed.chmod(0o555)

    def train() -> str:
        athlete = Athlete(closed)
        athlete.begin()
        athlete.do(c.Press(), c.Press())
        said = [athlete.session.error, athlete.view().tally.total]
        read = [header.uid for header in athlete.store.headers()]
        log = athlete.store.load(uids[0])
        said += [sorted(read) == sorted(uids), len(log.journal), athlete.interrupted()]
        athlete.do(c.End())
        athlete.session.complete()
        athlete.session.close()
        kept = athlete.session.unsaved_record()
        return repr([*said, kept.header.status.value, len(kept.journal)])

    assert as_nobody(train) == repr(
        ["not saved: its file cannot be written to", 15, True, 5, [], "done", 4]
    )


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no such rights here")
def test_a_folder_that_cannot_be_made_is_said(closed):
    closed.chmod(0o555)

    def train() -> str:
        athlete = Athlete(closed / "state")
        athlete.begin()
        athlete.do(c.Press())
        return repr([athlete.session.error, athlete.view().tally.total])

    assert as_nobody(train) == repr(["not saved: permission denied", 10])


def test_a_file_where_the_folder_should_be_is_said(tmp_path):
    (tmp_path / "state").write_text("not a folder")
    athlete = Athlete(tmp_path / "state" / "legtimer")
    athlete.begin()
    athlete.do(c.Press())
    assert athlete.session.error == "not saved: not a directory"
    (tmp_path / "state").unlink()
    athlete.do(c.Press())
    assert athlete.session.error is None
    assert commands(athlete) == ["start", "press", "press"]
    athlete.session.complete()


# --- gone


def test_a_file_that_is_deleted_under_way_is_written_anew_and_whole(athlete):
    athlete.begin()
    athlete.do(c.Press(), c.Press())
    athlete.store.path.unlink()
    athlete.do(c.Undo())
    assert athlete.session.error is None
    assert commands(athlete) == ["start", "press", "press", "undo"]
    athlete.session.complete(3)
    assert athlete.store.headers()[0].effort == 3


def test_what_is_said_after_a_file_was_deleted_is_written_with_the_whole_session(athlete):
    athlete.begin()
    athlete.do(c.Press(), c.End())
    os.unlink(athlete.store.path)
    athlete.session.set_feedback(9, "hard")
    assert athlete.session.error is None
    assert commands(athlete) == ["start", "press", "end"]
    (header,) = athlete.store.open_headers()
    assert (header.effort, header.note) == (9, "hard")


def test_what_is_said_and_cannot_be_saved_is_tried_again(athlete):
    athlete.begin()
    athlete.do(c.Press(), c.End())
    with closing(sqlite3.connect(athlete.store.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        athlete.session.set_feedback(9, "hard")
        assert athlete.session.error is not None
    athlete.wait(RETRY_AFTER / 1000)
    assert athlete.session.error is None
    (header,) = athlete.store.open_headers()
    assert (header.effort, header.note) == (9, "hard")


def test_so_is_a_whole_folder(tmp_path):
    athlete = Athlete(tmp_path / "state")
    athlete.begin()
    athlete.do(c.Press())
    shutil.rmtree(tmp_path / "state")
    athlete.do(c.Press())
    assert commands(athlete) == ["start", "press", "press"]
    shutil.rmtree(tmp_path / "state")
    athlete.session.complete()
    assert len(athlete.store.load(athlete.session.uid).journal) == 4


def test_a_file_that_is_put_back_gets_what_it_lacks(athlete):
    athlete.begin()
    athlete.do(c.Press())
    copy = athlete.store.path.with_name("copy")
    shutil.copy(athlete.store.path, copy)
    athlete.do(c.Press(), c.Undo())
    os.replace(copy, athlete.store.path)
    athlete.do(c.CountRound())
    athlete.session.close()
    assert commands(athlete) == ["start", "press", "press", "undo", "round"]


# --- held


def test_a_file_that_another_program_holds_is_waited_for(athlete):
    athlete.begin()
    other = sqlite3.connect(athlete.store.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    athlete.do(c.Press(), c.Press())
    assert athlete.session.error == "not saved: another program holds its file"
    other.execute("ROLLBACK")
    # Nobody presses a key: some seconds later it is tried again.
    athlete.wait(RETRY_AFTER / 1000 - 0.1)
    assert athlete.session.error is not None
    athlete.wait(0.1)
    assert athlete.session.error is None
    assert commands(athlete) == ["start", "press", "press"]
    athlete.session.complete()
    other.close()


def test_what_could_not_be_finished_is_finished_when_it_is_let_go_of(athlete):
    athlete.begin()
    athlete.do(c.Press(), c.End())
    other = sqlite3.connect(athlete.store.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    athlete.session.complete(9)
    assert athlete.session.unsaved_record().header.effort == 9
    other.execute("ROLLBACK")
    other.close()
    athlete.session.close()
    assert athlete.session.unsaved_record() is None
    assert athlete.store.headers()[0].effort == 9
    assert list(athlete.store.beats.iterdir()) == []


# --- too new


def test_a_file_of_a_later_version_is_not_touched(athlete):
    with sqlite3.connect(athlete.store.path) as db:
        db.execute("CREATE TABLE session (hologram BLOB)")
        db.execute("PRAGMA user_version = 99")
    db.close()
    before = athlete.store.path.read_bytes()
    athlete.begin()
    athlete.do(c.Press(), c.End())
    athlete.session.complete()
    assert athlete.session.error == (
        "not saved: its file was written by a later version of legtimer, and is left alone"
    )
    assert len(athlete.session.unsaved_record().journal) == 3
    with pytest.raises(TooNew):
        athlete.store.headers()
    athlete.session.close()
    assert athlete.store.path.read_bytes() == before
    assert athlete.store.set_aside is None


# --- damaged


def set_aside(folder: Path) -> list[Path]:
    return sorted(folder.glob("history-corrupt-*.db"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"this was a letter",
        b"SQLite format 3\x00",
        b"SQLite format 3\x00" + bytes(4080),
        os.urandom(8192),
        bytes(100_000),
    ],
    ids=["empty", "text", "begun", "header", "noise", "zeroes"],
)
def test_what_is_no_history_is_set_aside(athlete, content):
    athlete.store.path.write_bytes(content)
    athlete.begin()
    athlete.do(c.Press())
    assert athlete.session.error is None
    assert commands(athlete) == ["start", "press"]
    if content:
        assert [path.read_bytes() for path in set_aside(athlete.store.path.parent)] == [content]
        assert athlete.store.set_aside == set_aside(athlete.store.path.parent)[0]
    else:
        assert athlete.store.set_aside is None
    athlete.session.complete()


def test_another_program_s_database_is_set_aside(athlete):
    with sqlite3.connect(athlete.store.path) as db:
        db.execute("CREATE TABLE cats (name TEXT)")
    db.close()
    before = athlete.store.path.read_bytes()
    assert athlete.store.headers() == []
    assert athlete.store.set_aside.read_bytes() == before


def test_a_file_that_is_damaged_under_way_is_set_aside_and_the_session_written_whole(tmp_path):
    trained(tmp_path, 3)
    athlete = Athlete(tmp_path)
    athlete.begin()
    athlete.do(c.Press())
    with open(athlete.store.path, "r+b") as file:
        file.seek(24)  # from the count of changes on: what SQLite remembers of the file is stale
        file.write(b"\xff" * 4072)
    bad = athlete.store.path.read_bytes()
    athlete.do(c.Press(), c.Press())
    assert athlete.session.error is None
    athlete.session.complete(2)
    assert athlete.store.set_aside.read_bytes() == bad
    assert len(athlete.store.load(athlete.session.uid).journal) == 5


def test_two_that_find_the_same_damage_set_aside_one_file(tmp_path):
    trained(tmp_path, 1)
    first, second = Athlete(tmp_path), Athlete(tmp_path)
    assert first.store.headers()
    assert second.store.headers()
    (tmp_path / "history.db").write_bytes(b"\xff" * 20_000)
    first.begin()
    second.begin()
    first.do(c.Press())
    second.do(c.Press())
    assert len(set_aside(tmp_path)) == 1
    assert {one.session.error for one in (first, second)} == {None}
    first.session.complete()
    second.session.complete()
    assert len(first.store.headers()) == 2


@pytest.mark.parametrize("seed", range(8))
def test_corrupted_bytes_at_random_places(tmp_path, seed):
    """Each opens and works, or is set aside; never an exception, never overwritten."""
    chance = random.Random(seed)
    good = tmp_path / "good"
    uids = trained(good, 6)
    whole = (good / "history.db").read_bytes()
    for number in range(PLACES // 8):
        folder = tmp_path / str(number)
        folder.mkdir()
        data = bytearray(whole)
        place = chance.randrange(len(data))
        for at in range(place, min(place + chance.choice((1, 1, 2, 16)), len(data))):
            data[at] = chance.randrange(256)
        (folder / "history.db").write_bytes(data)
        use_damaged(folder, bytes(data), uids, place)


def use_damaged(folder: Path, data: bytes, uids: list[str], place: int) -> None:
    athlete = Athlete(folder)
    try:
        headers = athlete.store.headers()
        athlete.interrupted()
    except TooNew:
        assert 60 <= place + 16 <= 80  # the very figure of the version
        return
    known = len(headers)
    for uid in uids:
        try:
            athlete.store.load(uid)
        except (Damaged, StoreError):
            known -= 1
    for kept in set_aside(folder):
        assert kept.read_bytes() == data, place
    athlete.begin()
    athlete.do(c.Press(), c.Press(), c.End())
    athlete.session.complete(5)
    assert athlete.session.error is None, (place, athlete.session.error)
    log = athlete.store.load(athlete.session.uid)
    assert [entry.command for entry in log.journal] == [c.Start(), c.Press(), c.Press(), c.End()]
    assert len(set_aside(folder)) <= 1
    if not set_aside(folder):
        assert len(headers) >= len(uids) - 2, place
    athlete.store.close()


def test_a_file_that_loses_what_it_has_just_taken_is_set_aside(tmp_path):
    """As a wrong key in the index of the ids does for some new ids."""
    trained(tmp_path, 2)
    with closing(sqlite3.connect(tmp_path / "history.db")) as db:
        lose = "AFTER INSERT ON session BEGIN DELETE FROM session WHERE id = new.id; END"
        db.execute(f"CREATE TRIGGER lose {lose}")
        db.commit()
    athlete = Athlete(tmp_path)
    athlete.begin()
    athlete.do(c.Press(), c.Press(), c.End())
    athlete.session.complete(5)
    assert athlete.session.error is None
    assert len(set_aside(tmp_path)) == 1
    assert athlete.store.load(athlete.session.uid).header.effort == 5


def test_one_session_that_is_damaged_does_not_hide_the_others(tmp_path):
    uids = trained(tmp_path, 3)
    store = Store(tmp_path / "history.db")
    with sqlite3.connect(store.path) as db:
        db.execute("UPDATE event SET command = 'fly' WHERE session = 1 AND number = 1")
        db.execute("UPDATE session SET choices = '[7]' WHERE id = 2")
    db.close()
    assert len(store.headers()) == 2
    with pytest.raises(Damaged, match="'fly' is no command"):
        store.load(uids[0])
    with pytest.raises(Damaged):
        store.load(uids[1])
    assert store.load(uids[2])
    assert store.set_aside is None
    store.close()


def test_an_open_session_that_is_damaged_can_be_dropped(athlete):
    athlete.begin()
    athlete.do(c.Press())
    athlete.die()
    with sqlite3.connect(athlete.store.path) as db:
        db.execute("UPDATE event SET command = 'fly'")
    db.close()
    (found,) = athlete.interrupted()
    assert found.view is None
    interrupted.discard_interrupted(athlete.store, found.header.uid)
    assert athlete.interrupted() == []


def test_a_session_on_which_the_program_fails_does_not_keep_it_from_starting(athlete):
    athlete.begin()
    athlete.die()

    def failing(text, name):
        raise ZeroDivisionError

    (found,) = interrupted.find_interrupted(athlete.store, failing)
    assert (found.header.uid, found.view) == (athlete.session.uid, None)


def test_a_name_of_a_file_that_is_no_text_does_no_harm(athlete):
    workout = read_workout(SETS.partition("\n")[2], name_from_path("/legs/\udcdcbung.toml")).workout
    assert workout.name == "?bung"
    session = recorded_session.record_session(
        athlete.store, workout, {}, now=0, wall=BEGAN, text=SETS, origin="/legs/\udcdcbung.toml"
    )
    session.handle(c.Start(), 1)
    assert session.error is None
    session.complete()
    (header,) = athlete.store.headers()
    assert (header.workout, header.origin) == ("?bung", "/legs/\\udcdcbung.toml")


def test_what_is_no_text_is_refused_and_the_history_stays_where_it_is(tmp_path):
    uids = trained(tmp_path, 2)
    athlete = Athlete(tmp_path)
    athlete.begin()
    broken = replace(
        athlete.session.to_record(),
        header=replace(athlete.session.to_record().header, uid="f" * 32, note="\udcff"),
    )
    with pytest.raises(StoreError, match="must be text"):
        athlete.store.insert(broken)
    assert athlete.store.set_aside is None
    assert not set_aside(tmp_path)
    athlete.session.complete()
    assert {header.uid for header in athlete.store.headers()} == {*uids, athlete.session.uid}


def test_an_imported_session_does_not_become_a_lie(athlete):
    """A failure in the middle of writing leaves nothing of it."""
    athlete.begin()
    athlete.do(c.Press(), c.End())
    log = athlete.session.to_record()
    athlete.session.complete()
    broken = replace(log, header=replace(log.header, uid="f" * 32, effort=11))
    with pytest.raises(StoreError):
        athlete.store.insert(broken)
    assert len(athlete.store.headers()) == 1
    assert athlete.store.read("SELECT count(*) FROM event WHERE session > 1") == [(0,)]
    assert athlete.store.set_aside is None
    with athlete.store.transaction() as connection:
        row = entry_row(0, JournalEntry(0, c.Start()))
        assert connection.execute(APPEND, (*row, "e" * 32)).rowcount == 0
    assert BEGAN
