"""Writes the history that the tests keep of the version that is written today.

Run it when a version of the tables is final, and never again for that version::

    python tests/history/make_released.py
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from legtimer.core.exercise import Load, LoadUnit
from legtimer.core.session import commands as c
from legtimer.history.migrations import migration_scripts
from legtimer.history.session_record import Correction, SessionRecord
from legtimer.history.store import Store
from tests.history.recording import AMRAP, BEGAN, Athlete

FOLDER = Path(__file__).parent / "released"
SECOND = (
    AMRAP.replace("Legs", "Größe 力")
    + """
[[block]]
kind = "sets"
sets = 2
rest = "0:30"
exercises = ["8-12 Split squat @ 2x12.5 kg"]
"""
)


def logs(folder: Path) -> list[SessionRecord]:
    """Two sessions that are over, and one that was cut off."""
    found = []
    for number, text in enumerate((AMRAP, SECOND, AMRAP), 1):
        athlete = Athlete(folder, text)
        athlete.begin(BEGAN + timedelta(days=number))
        athlete.do(c.Press(), c.Press(), c.Undo(), c.Press())
        if number == 2:
            athlete.do(c.Skip())
            athlete.do(c.Press(), after=20)
            athlete.do(c.CorrectReps(11), c.CorrectLoad(Load(LoadUnit.KG, 13.25, 2)))
        if number < 3:
            athlete.session.complete(6, "felt <good>; 力")
        log = athlete.store.load(athlete.session.uid)
        athlete.session.close()
        found.append(replace(log, header=replace(log.header, uid=f"{number:032x}")))
    last = found[1].sets[-2]
    change = Correction(1_800_000_000_000, f"set {last.number}", "done", str(last.done), "10")
    found[1] = replace(found[1], corrections=(change,))
    return found


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "released.db")
        for log in logs(Path(folder)):
            store.insert(log)
        store.close()
        FOLDER.mkdir(exist_ok=True)
        with closing(sqlite3.connect(store.path)) as db:
            dump = "\n".join(db.iterdump()) + "\n"
        (FOLDER / f"{len(migration_scripts()):04}.sql").write_text(dump, encoding="utf-8")
