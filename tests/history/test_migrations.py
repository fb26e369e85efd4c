"""Files of earlier versions, and of later ones."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from legtimer.core.exercise import Load, LoadUnit
from legtimer.core.workout import expand
from legtimer.files.exercises.library import open_library
from legtimer.history.comparisons import last_and_best
from legtimer.history.database import Database
from legtimer.history.errors import StoreError, TooNew
from legtimer.history.last_sets import last_sets
from legtimer.history.migrations import MIGRATIONS, migration_scripts, split_statements
from legtimer.history.recorded_session import APPEND
from legtimer.history.rows import TABLES, entry_row
from legtimer.history.session_list import session_uids
from legtimer.history.session_record import SessionStatus
from legtimer.history.store import Store
from tests.history.past_sessions import read, text_of

FOLDER = Path(__file__).parent / "released"
RELEASED = sorted(FOLDER.glob("[0-9]*.sql"))
"""A history as each version wrote it; whoever adds a step adds what was before it."""


def restored(dump: Path, path: Path) -> int:
    """Make a file from a dump; the version it is of."""
    version = 1 if dump.stem.startswith("before") else int(dump.stem)
    with closing(sqlite3.connect(path)) as db:
        db.executescript(dump.read_text(encoding="utf-8"))
        db.execute(f"PRAGMA user_version = {version}")
    return version


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("PRAGMA user_version").fetchone()[0]


def schema(path: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()


def test_there_is_a_history_of_every_version():
    assert [int(path.stem) for path in RELEASED] == list(range(1, len(migration_scripts()) + 1))
    assert [int(path.stem) for path in migration_scripts()] == list(
        range(1, len(migration_scripts()) + 1)
    )


@pytest.mark.parametrize("dump", RELEASED, ids=lambda path: path.stem)
def test_every_earlier_version_is_read(tmp_path, dump):
    path = tmp_path / "history.db"
    version = restored(dump, path)
    store = Store(path)
    logs = [store.load(header.uid) for header in store.headers()]
    assert {log.header.workout for log in logs} == {"Legs", "Größe 力"}
    whole = next(log for log in logs if log.header.workout == "Größe 力")
    assert whole.sets
    assert whole.scores
    assert whole.corrections
    assert len(whole.journal) > 3
    (cut_off,) = store.open_headers()
    assert cut_off.status is SessionStatus.OPEN
    # It is written as well as read.
    with store.transaction() as connection:
        row = entry_row(99, whole.journal[1])
        assert connection.execute(APPEND, (*row, cut_off.uid)).rowcount
    store.close()
    assert version_of(path) == len(migration_scripts())
    fresh = Store(tmp_path / "fresh.db")
    fresh.headers()
    fresh.close()
    assert schema(path) == schema(tmp_path / "fresh.db")
    copies = list(tmp_path.glob("history-version-*"))
    assert bool(copies) == (version < len(migration_scripts()))


LATER = """\
-- A later version knows with which shoes; and a semicolon; in a comment.
CREATE TABLE session_new (
    id INTEGER PRIMARY KEY, shoes TEXT NOT NULL DEFAULT 'a; b', {columns}
) STRICT;
INSERT INTO session_new (id, {names}) SELECT id, {names} FROM session;
DROP TABLE session;
ALTER TABLE session_new RENAME TO session;
"""


@pytest.fixture
def later(tmp_path):
    """The steps of a later version: the same, and one that builds a table anew."""
    folder = tmp_path / "steps"
    shutil.copytree(MIGRATIONS, folder)
    names = ", ".join(TABLES["session"][1:])
    columns = ", ".join(
        f"{name} {'INTEGER' if name in _NUMBERS else 'TEXT'}" for name in TABLES["session"][1:]
    )
    text = LATER.format(names=names, columns=columns)
    (folder / f"{len(migration_scripts()) + 1:04}.sql").write_text(text)
    return migration_scripts(folder)


_NUMBERS = {"began_at", "utc_offset", "elapsed", "ended", "complete", "effort"}


@pytest.mark.parametrize("dump", RELEASED, ids=lambda path: path.stem)
def test_a_step_changes_all_or_nothing_and_keeps_a_copy(tmp_path, dump, later):
    path = tmp_path / "history.db"
    version = restored(dump, path)
    before = Store(tmp_path / "before.db")
    restored(dump, before.path)
    known = [before.load(header.uid) for header in before.headers()]
    before.close()

    store = Store(path, later)
    assert [store.load(header.uid) for header in store.headers()] == known
    assert store.read("SELECT DISTINCT shoes FROM session") == [("a; b",)]
    assert store.read("PRAGMA foreign_keys") == [(1,)]
    store.close()
    (copy,) = tmp_path.glob("history-version-*.db")
    assert version_of(copy) == version
    assert version_of(path) == len(later)
    assert not list(tmp_path.glob("*.part"))

    # And the version before it leaves the file alone.
    data = path.read_bytes()
    with pytest.raises(TooNew):
        Store(path).headers()
    assert path.read_bytes() == data


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path, later):
    path = tmp_path / "history.db"
    restored(RELEASED[-1], path)
    data = path.read_bytes()
    later[-1].write_text(later[-1].read_text() + "INSERT INTO nowhere VALUES (1);\n")
    store = Store(path, later)
    with pytest.raises(StoreError, match="nowhere"):
        store.headers()
    store.close()
    assert version_of(path) == len(migration_scripts())
    assert path.read_bytes() == data
    assert Store(path).headers()


def test_a_step_that_loses_what_others_refer_to_is_refused(tmp_path, later):
    path = tmp_path / "history.db"
    restored(RELEASED[-1], path)
    later[-1].write_text(later[-1].read_text() + "DELETE FROM session WHERE workout = 'Legs';\n")
    store = Store(path, later)
    with pytest.raises(StoreError, match="contradicts"):
        store.headers()
    store.close()
    assert store.set_aside is None
    assert len(Store(path).headers()) == 2


def test_no_copy_no_step(tmp_path, later, monkeypatch):
    path = tmp_path / "history.db"
    restored(RELEASED[-1], path)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("legtimer.history.migrations.os.replace", full)
    store = Store(path, later)
    with pytest.raises(StoreError, match="no space left"):
        store.headers()
    store.close()
    assert version_of(path) == len(migration_scripts())


def test_two_that_start_at_once_make_one_file(tmp_path):
    one, other = Store(tmp_path / "history.db"), Store(tmp_path / "history.db")
    holder = sqlite3.connect(tmp_path / "history.db", isolation_level=None)
    assert (one.headers(), other.headers()) == ([], [])
    holder.close()
    one.close()
    other.close()
    assert version_of(tmp_path / "history.db") == len(migration_scripts())


def test_statements_are_told_apart():
    script = "-- a; b\nCREATE TABLE t (\n  x TEXT DEFAULT ';'\n);\nINSERT INTO t VALUES ('a;b');\n"
    found = list(split_statements(script))
    assert [one.split()[-1] for one in found] == [");", "('a;b');"]


def test_a_shape_that_lacks_a_column_is_no_history(tmp_path):
    with closing(sqlite3.connect(tmp_path / "history.db")) as db:
        db.execute("CREATE TABLE session (id INTEGER)")
        db.execute(f"PRAGMA user_version = {len(migration_scripts())}")
    database = Database(tmp_path / "history.db", TABLES, migration_scripts())
    assert database.read("SELECT count(*) FROM event") == [(0,)]
    assert database.set_aside is not None
    database.close()


def test_a_history_from_before_exercises_had_one_identity_is_whole_and_right(tmp_path):
    """Two lines that swap places, synonyms, pounds, corrections, a swap, and skipped sets."""
    path = tmp_path / "history.db"
    restored(FOLDER / "before-0002.sql", path)
    with closing(sqlite3.connect(path)) as db:
        before = {
            table: db.execute(f"SELECT {', '.join(TABLES[table])} FROM {table}").fetchall()
            for table in TABLES
        }
    store = Store(path, exercise_id=open_library().exercise_id)
    logs = {log.header.workout: log for log in map(store.load, session_uids(store))}
    after = {
        table: store.read(f"SELECT {', '.join(TABLES[table])} FROM {table}") for table in TABLES
    }
    assert {n: rows for n, rows in after.items() if n != "session"} == {
        n: rows for n, rows in before.items() if n != "session"
    }
    complete = TABLES["session"].index("complete")
    bare = [[row[:complete] + row[complete + 1 :] for row in t["session"]] for t in (before, after)]
    assert bare[0] == bare[1]
    assert {name for name, log in logs.items() if not log.header.complete} == {"Skipped"}
    assert len(logs["Pounds"].corrections) == 3
    assert (logs["Legs"].header.effort, logs["Legs"].header.note) == (7, "heavy; 力")

    def sets(*lines, **keys):
        return {"kind": "sets", "sets": 1, "exercises": list(lines), **keys}

    def last(name, *blocks):
        plan = expand(read(text_of(*blocks, name=name)))
        names = {step.key: step.exercise.name for step in plan.steps if step.exercise}
        return {names[key]: found for key, found in last_sets(store, plan).items()}

    def best(name, *blocks, weights=LoadUnit.KG):
        plan = expand(read(text_of(*blocks, name=name)))
        return [block.best.text for block in last_and_best(store, plan, weights).blocks]

    kg, lb = LoadUnit.KG, LoadUnit.LB
    assert last("Legs", sets("5 Curl", "5 Squat")) == {
        "Curl": (5, Load(kg, 10)),
        "Squat": (5, Load(kg, 100)),
    }
    assert last("Pounds", sets("8-12 Kettlebell swings")) == {
        "Kettlebell swings": (12, Load(lb, 50))
    }
    assert last("Easy", sets("5 Jump", "5 Squat")) == {"Squat": (5, Load(kg, 60))}
    assert best("Pounds", sets("9 Kettlebell swing", sets=2), weights=lb) == ["960 lb, 20 reps"]
    exercises = ["10 Kettlebell swings @ 16 kg", "5 pushup"]
    amrap = {"kind": "amrap", "time": "1:00", "exercises": exercises}
    assert best("Other", amrap) == ["4 + 13"]
    store.close()
