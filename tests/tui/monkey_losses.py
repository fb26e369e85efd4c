"""What the monkey looks for in files: workouts, history and typed text that are gone.

What the checks can see, and what not:

- Workouts: the number of files in all folders, the trash included, never falls; each content that
  was there is still there, unless a screen that writes files was open (or may have been, where
  many keys went in at once). What an edit has made of a text is not judged. Those that ship are
  compared byte by byte.
- History: the file is sound (``integrity_check``); no session of it is gone or dropped, unless
  keys that confirm a deletion were pressed at least as often; the sets of a session that is over
  stay as many as they were. One in which nothing was done may be dropped: its journal is
  folded to see that.
  Corrected figures are not judged.
- Text: words of the monkey's own that stood in the editor when the screen was looked at last.
  When the editor is gone, each is in some file, or something was pressed since that deletes text
  or gives up the changes. Text that has scrolled out of sight is not followed, nor what came and
  went between two looks.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from legtimer.app.sessions import read_recorded_workout
from legtimer.history.interrupted import keep_interrupted
from legtimer.history.store import Store
from tests.tui.monkey_program import ROOT

_NOT_WORKOUTS = ("config", "cache", "state")


class Past(NamedTuple):
    """A session in the history."""

    status: str
    sets: int


def digest(path: Path) -> str:
    """What a file says, briefly; empty if it is gone."""
    try:
        return hashlib.sha1(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def shipped() -> dict[str, str]:
    """The files that come with the program."""
    folders = ("workouts", "exercises", "sounds")
    files = [one for name in folders for one in (ROOT / name).rglob("*") if one.is_file()]
    return {str(one): digest(one) for one in files}


class Losses:
    """Compares what lies in the monkey's folder with what lay there before."""

    def __init__(self, folder: Path) -> None:
        """Look for the first time."""
        self._folder = folder
        self._database = folder / "state/legtimer/history.db"
        self._files = self._workouts()
        self._past: Mapping[str, Past] = self._sessions()[0]
        self._begun = shipped()

    def look(self, *, edited: bool, confirmed: int) -> list[str]:
        """What is missing since the last look.

        Args:
            edited: whether workout files may have been changed through the program.
            confirmed: how many deletions of sessions may have been confirmed.
        """
        return [*self._look_at_files(edited=edited), *self._look_at_history(confirmed)]

    def look_at_shipped(self) -> list[str]:
        """What has become of the files that come with the program."""
        now = shipped()
        return [
            f"shipped file changed: {one}" for one in self._begun if now[one] != self._begun[one]
        ]

    def lost_words(self, words: frozenset[str]) -> list[str]:
        """Which of these words stand in no file at all."""
        if not words:
            return []
        texts = []
        for path in self._folder.rglob("*"):
            with contextlib.suppress(OSError):
                if path.is_file() and path.stat().st_size < 2_000_000:
                    texts.append(path.read_bytes())
        found = b"\n".join(texts)
        return [one for one in sorted(words) if one.encode() not in found]

    def cut_off(self) -> int:
        """Sessions that can be resumed."""
        return sum(one.status == "open" for one in self._sessions()[0].values())

    def _workouts(self) -> dict[str, str]:
        return {
            str(one): digest(one)
            for one in self._folder.rglob("*.toml")
            if one.relative_to(self._folder).parts[0] not in _NOT_WORKOUTS
        }

    def _look_at_files(self, *, edited: bool) -> list[str]:
        before, now = self._files, self._workouts()
        self._files = now
        told = []
        if len(now) < len(before):
            told.append(
                f"workout files: {len(now)} of {len(before)}, gone: {before.keys() - now.keys()}"
            )
        if not edited:
            left = set(now.values())
            told += [
                f"no editor was open, and changed: {one}"
                for one in before
                if before[one] not in left
            ]
        return told

    def _sessions(self) -> tuple[dict[str, Past], str]:
        if not self._database.exists():
            return {}, "ok"
        with contextlib.closing(
            sqlite3.connect(f"file:{self._database}?mode=ro", uri=True, timeout=10)
        ) as history:
            rows = history.execute(
                "SELECT uid, status, (SELECT count(*) FROM set_result WHERE session = id)"
                " FROM session"
            )
            found = {uid: Past(*rest) for uid, *rest in rows}
            ((sound,),) = history.execute("PRAGMA integrity_check(1)")
        return found, sound

    def _sets_done(self, uid: str) -> int:
        """How many sets a dropped session would have had if it had been kept."""
        with tempfile.TemporaryDirectory() as folder:
            store = Store(Path(folder) / "history.db")
            with contextlib.closing(sqlite3.connect(self._database, timeout=10)) as history:
                history.execute("VACUUM INTO ?", (str(store.path),))
            with contextlib.closing(sqlite3.connect(store.path)) as copy, copy:
                copy.execute("UPDATE session SET status = 'open' WHERE uid = ?", (uid,))
            keep_interrupted(store, uid, read_recorded_workout)
            sets = len(store.load(uid).sets)
            store.close()
        return sets

    def _look_at_history(self, confirmed: int) -> list[str]:
        try:
            now, sound = self._sessions()
        except sqlite3.Error as problem:
            return [f"history cannot be read: {problem}"]
        before, self._past = self._past, now
        told = [] if sound == "ok" else [f"history is damaged: {sound}"]
        gone = [
            one
            for one, was in before.items()
            if was.status != "dropped"
            and (one not in now or now[one].status == "dropped")
            and not (was.status == "open" and one in now and not self._sets_done(one))
        ]
        if len(gone) > confirmed:
            told.append(f"sessions gone: {gone}, and {confirmed} deletions were confirmed")
        told += [
            f"sets of session {one}: {now[one].sets} of {was.sets}"
            for one, was in before.items()
            if was.status == "done" and one in now and now[one].sets < was.sets
        ]
        return told
