"""Sessions that are killed at random instants: each resumes with every press that was answered.

The long run, with its figures::

    python tests/history/kill_nine.py --times 300 --seed 1

trains in real terminals: an AMRAP in which every press counts a round, so that what is on the
screen says how many presses were answered. Keys go in at random instants, the process is killed
with ``SIGKILL`` at another one, and what lay in the terminal by then is what the athlete saw. One
in four is gone on with in a terminal too, and killed again. With ``--bare`` there is no screen but
random commands of all kinds, whose answers are written to a pipe. The tests run a short one of
both.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from legtimer.core.exercise import Load, LoadUnit
from legtimer.core.session import commands as c
from legtimer.core.session.command_text import journal_text, parse_journal_text
from legtimer.core.session.machine import JournalEntry, NotAllowed
from legtimer.core.session.transitions import State
from legtimer.core.workout import Workout
from legtimer.files.workouts.reader import read_workout
from legtimer.history import interrupted, recorded_session
from legtimer.history.interrupted import Interrupted
from legtimer.history.store import Store
from tests.core.driving import replay
from tests.docs.terminal import Terminal

ROUNDS = """\
name = "Rounds"
prepare = 0
[[block]]
kind = "amrap"
time = "20:00"
exercises = ["1 Squat"]
"""
EVERYTHING = """\
name = "Everything"
prepare = "0:01"
[[block]]
kind = "sets"
sets = 3
rest = "0:02"
exercises = ["8-12 Squat @ 40 kg", "0:02 Plank"]
[[block]]
kind = "amrap"
time = "1:00"
exercises = ["5 Lunge", "5 Row"]
"""
PROGRAM = [sys.executable, "-c", "import sys; from legtimer.cli.main import main; sys.exit(main())"]
NO_PRESS = 0.31
"""Seconds from which on a second press is another press."""


class Figures(NamedTuple):
    """What a run found."""

    killed: int
    """How many processes."""
    began: int
    """How many of them had begun a session by then."""
    resumed: int
    """How many of these were gone on with, and killed again."""
    answered: int
    """Presses that were on the screen, or in the pipe, before the kill."""
    kept: int
    """Presses in the journals: those, and some that were on disk and not on the screen yet."""
    lost: int
    doubled: int
    furthest: int
    """Ms by which a clock was off at the most."""


class Found(NamedTuple):
    """What came of one session."""

    killed: int
    began: bool
    resumed: bool
    answered: int
    kept: int
    off: int


def read(text: str, name: str) -> Workout | None:
    """The workout of a kept text."""
    return read_workout(text, name).workout


def off_by(
    found: Interrupted, journal: Sequence[JournalEntry], began_at: float, killed_at: float
) -> int:
    """By how many ms the clock of what was cut off differs from the truth.

    Args:
        found: what was cut off.
        journal: its journal.
        began_at: when the session was opened, in ms of some clock.
        killed_at: when the process was killed, in ms of the same one.
    """
    assert found.view is not None
    log_workout = read(found.header.text, found.header.workout)
    assert log_workout is not None
    session = replay(log_workout, journal, opened=0)
    last = journal[-1].at if journal else 0
    truth = session.view(max(last, round(killed_at - began_at)))
    return abs(truth.elapsed - found.view.elapsed)


# --- in a terminal


class Trained(NamedTuple):
    """One process in a terminal, until it was killed."""

    killed_at: float
    """Ms since 1970."""
    sent: int
    """Presses."""
    round: int
    """The round that was on the screen; 0 if there was none."""


def on_screen(terminal: Terminal) -> int:
    """The round that stands on the screen."""
    found = re.findall(r"[Rr]ound (\d+)", "\n".join(terminal.screen.display))
    return int(found[-1]) if found else 0


def train(terminal: Terminal, chance: random.Random, seconds: float, *, paused: bool) -> Trained:
    """Press keys at random instants, and kill the process after so many seconds."""
    end = time.monotonic() + seconds
    sent = 0
    following = time.monotonic() + chance.uniform(0.2, 0.8)
    while (now := time.monotonic()) < end:
        if now >= following and on_screen(terminal):
            if paused:
                terminal.press(b"p")
                paused = False
            elif chance.random() < 0.15:
                terminal.press(b"p")
                paused = True
            else:
                terminal.press(b" ")
                sent += 1
            following = now + chance.uniform(NO_PRESS, 0.7)
        terminal.shows("\0", min(0.02, max(0.0, end - now)))
    killed_at = time.time() * 1000
    os.kill(terminal.pid, signal.SIGKILL)
    os.waitpid(terminal.pid, 0)
    # What lay in the terminal was written before the kill: the athlete saw it.
    terminal.shows("\0", 0.1)
    return Trained(killed_at, sent, on_screen(terminal))


def one_in_a_terminal(seed: int, *, again: bool) -> Found:
    """Train in a terminal, be killed, and look at what is left; go on with it if asked to.

    Raises:
        AssertionError: if a press is lost or doubled, or the session is not offered.
    """
    chance = random.Random(seed)
    folder = Path(tempfile.mkdtemp(prefix="kill-nine-"))
    file = folder / "rounds.toml"
    file.write_text(ROUNDS)
    state = folder / "state"
    environment = {
        "XDG_STATE_HOME": str(state),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_DATA_HOME": str(folder / "data"),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    store = Store(state / "legtimer" / "history.db")
    words = ["run", str(file), "--player", "silent"]
    killed, before, off, answered = 0, 0, 0, 0
    try:
        while True:
            terminal = Terminal([*PROGRAM, *words], str(folder), **environment)
            # The first second is the program's start, which is killed too.
            done = train(terminal, chance, chance.uniform(0.2, 4.5), paused=killed > 0)
            os.close(terminal._terminal)
            killed += 1
            if not store.path.exists() or not (
                offered := interrupted.find_interrupted(store, read)
            ):
                assert not done.round, f"seed {seed}: a session that was seen is not offered"
                return Found(killed, False, False, 0, 0, 0)
            (found,) = offered
            journal = store.load(found.header.uid).journal
            presses = sum(isinstance(entry.command, c.Press) for entry in journal)
            seen = max(done.round - 1, 0)
            answered = max(answered, seen)
            assert seen <= presses, f"seed {seed}: {seen} were seen, {presses} are kept"
            assert presses <= before + done.sent, f"seed {seed}: {presses} of {done.sent}"
            assert found.view is not None
            assert found.view.tally is not None
            assert found.view.tally.done == presses, f"seed {seed}: rounds"
            opened = found.header.began_at
            if killed == 1:
                off = off_by(found, journal, opened, done.killed_at)
            if not again or killed == 2:
                return Found(killed, True, killed == 2, answered, presses, off)
            words, before = ["resume", "--player", "silent"], presses
    finally:
        store.close()
        shutil.rmtree(folder, ignore_errors=True)


def in_terminals(times: int, seed: int, at_once: int = 4) -> Figures:
    """Train and be killed so many times.

    Raises:
        AssertionError: if a press is lost or doubled.
    """
    with ThreadPoolExecutor(at_once) as pool:
        found = list(
            pool.map(
                lambda n: one_in_a_terminal(seed * 100_000 + n, again=n % 4 == 3), range(times)
            )
        )
    return _figures(found)


# --- without a screen


def bare_child(folder: Path, seed: int, uid: str, answers: int) -> None:
    """Give random commands as fast as they are answered, and tell each of them."""
    chance = random.Random(seed)
    store = Store(folder / "history.db")
    now = recorded_session.monotonic_ms
    if uid:
        session = interrupted.resume_session(store, uid, read, now=now())
        assert session is not None
    else:
        from datetime import UTC, datetime

        workout = read(EVERYTHING, "")
        assert workout is not None
        session = recorded_session.record_session(
            store, workout, {}, now=now(), wall=datetime.now(UTC), text=EVERYTHING
        )
    os.write(answers, f"opened {session.opened}\n".encode())
    while True:
        command: c.Command = chance.choice(
            (
                c.Start(), c.Press(), c.Pause(), c.Resume(), c.Undo(), c.Skip(), c.Back(),
                c.Adjust(1000), c.CorrectReps(chance.randrange(30)), c.CountRound(),
                c.CorrectLoad(Load(LoadUnit.KG, chance.randrange(1, 999) / 8)), c.MoreRounds(),
            )
        )  # fmt: skip
        if session.view(now()).state is State.NEW:
            command = c.Start()
        known = len(session.to_record().journal) if chance.random() < 0.02 else None
        at = now()
        with suppress(NotAllowed):
            session.handle(command, at)
            os.write(answers, f"{at - session.opened} {journal_text(command)}\n".encode())
        assert known is None or len(session.to_record().journal) >= known
        session.advance(now())
        time.sleep(chance.choice((0, 0, 0.001, 0.01, 0.05)))


def one_bare(seed: int, kills: int = 3) -> Found:
    """Be killed several times in one session.

    Raises:
        AssertionError: if a press is lost or doubled.
    """
    chance = random.Random(seed)
    folder = Path(tempfile.mkdtemp(prefix="kill-nine-"))
    store = Store(folder / "history.db")
    uid, furthest, answered, killed = "", 0, 0, 0
    journal: tuple[JournalEntry, ...] = ()
    try:
        for _ in range(kills):
            reader, writer = os.pipe()
            child = os.fork()
            if not child:
                os.close(reader)
                bare_child(folder, chance.randrange(10**9), uid, writer)
            os.close(writer)
            time.sleep(chance.uniform(0.0, 1.6))
            killed_at = recorded_session.monotonic_ms()
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            killed += 1
            with open(reader, encoding="ascii") as pipe:
                first, *lines = [line for line in pipe.read().split("\n") if line] or [""]
            if not first or not lines:
                break
            opened = int(first.removeprefix("opened "))
            (header,) = store.open_headers()
            before, journal = journal, store.load(header.uid).journal
            told = [(int(at), parse_journal_text(word)) for at, _, word in map(_parted, lines)]
            added = [tuple(entry) for entry in journal[len(before) :]]
            assert journal[: len(before)] == before, f"seed {seed}: the past was changed"
            if uid:
                assert isinstance(added[0][1], c.Slept)
                added = added[1:]
            # A second press within 300 ms is answered too, and leaves no trace.
            bounced = [one for one in told if one not in added]
            assert all(isinstance(one[1], c.Press | c.CountRound) for one in bounced), seed
            kept = [one for one in added if one in told]
            assert kept == [one for one in told if one in added], f"seed {seed}: order"
            assert len(added) <= len(kept) + 1, f"seed {seed}: more than was pressed"
            answered += len(kept)
            offered = interrupted.find_interrupted(store, read)
            if not offered:
                break
            furthest = max(furthest, off_by(offered[0], journal, opened, killed_at))
            uid = header.uid
        return Found(killed, bool(journal), killed > 1, answered, len(journal), furthest)
    finally:
        store.close()
        shutil.rmtree(folder, ignore_errors=True)


def _parted(line: str) -> tuple[str, str, str]:
    return line.partition(" ")


def bare(times: int, seed: int) -> Figures:
    """Be killed so many times without a screen.

    Raises:
        AssertionError: if a press is lost or doubled.
    """
    found: list[Found] = []
    while sum(one.killed for one in found) < times:
        found.append(one_bare(seed * 100_000 + len(found)))
    return _figures(found)


def _figures(found: Sequence[Found]) -> Figures:
    return Figures(
        sum(one.killed for one in found),
        sum(one.began for one in found),
        sum(one.resumed for one in found),
        sum(one.answered for one in found),
        sum(one.kept for one in found),
        0,
        0,
        max((one.off for one in found), default=0),
    )


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    words.add_argument("--times", type=int, default=300)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--at-once", type=int, default=4)
    words.add_argument("--bare", action="store_true")
    options = words.parse_args()
    if options.bare:
        print(bare(options.times, options.seed))
    else:
        print(in_terminals(options.times, options.seed, options.at_once))
