"""What was sent to the program, so that it can be sent again; and what was found by it."""

from __future__ import annotations

import json
import re
import shutil
import signal
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.tui import monkey_screens as screens
from tests.tui.monkey_input import Event
from tests.tui.monkey_program import Hangs, Program


@dataclass
class Finding:
    """Something that must not happen."""

    seed: int
    number: int
    kind: str
    """Alike for what has the same cause, as far as that can be told."""
    screen: str
    detail: str
    last: list[str] = field(default_factory=list)
    kept: str = ""
    """The folder for ``--replay``."""

    def __str__(self) -> str:
        told = f"FOUND seed {self.seed}, event {self.number}, on {self.screen}: {self.kind}\n"
        told += f"    last events: {' · '.join(self.last)}\n"
        told += "".join(f"    | {row}\n" for row in self.detail.strip().splitlines()[-8:])
        return f"{told}    again: --seed {self.seed} --upto {self.number}, or --replay {self.kept}"


@dataclass
class Batch:
    """What goes in before the program is waited for."""

    events: list[Event]
    packet: bool = False
    """Whether all of it is written at once."""

    def stored(self) -> dict[str, object]:
        """As JSON has it."""
        events = [[e.what, e.data.hex(), e.size, e.signal] for e in self.events]
        return {"packet": self.packet, "events": events}

    @classmethod
    def read(cls, stored: dict[str, object]) -> Batch:
        """From JSON."""
        events = stored["events"]
        assert isinstance(events, list)
        made_of = [Event(w, bytes.fromhex(d), tuple(s) if s else None, g) for w, d, s, g in events]
        return cls(made_of, bool(stored["packet"]))


def perform(program: Program, batch: Batch, folder: Path) -> None:
    """Let a batch happen."""
    packet = b""
    for event in batch.events:
        if program.code is not None:
            return
        if event.data and batch.packet:
            packet += event.data
            continue
        program.type(packet + event.data)
        packet = b""
        if event.size is not None:
            program.resize(event.size)
        if event.signal == "edit":
            _edit(folder)
        elif event.signal == "wait":
            time.sleep(0.2)
            program.settle()
        elif event.signal.startswith("SIG"):
            program.kill(signal.Signals[event.signal])
        elif event.signal == "hang up":
            program.hang_up()
    program.type(packet)


def _edit(folder: Path) -> None:
    """What another program does to a file that may be open in the editor."""
    for path in sorted((folder / "data/legtimer/workouts").glob("*.toml"))[:3]:
        with path.open("a") as file:
            file.write("# by another program\n")


def no_sockets(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if not (p := Path(folder, name)).is_dir() and not p.is_file()]


def kind_of(report: str) -> str:
    """The error of a report, and the places that tell what has the same cause."""
    rows = [row for row in report.splitlines() if row.strip()]
    error = next((r for r in reversed(rows) if r[0] not in " │╭╰"), "?")
    places = [row.strip() for row in rows if row.strip().startswith("File ")]
    names = [
        f"{Path(p.split(chr(34))[1]).name}:{p.rpartition('in ')[2]}" for p in places if '"' in p
    ]
    error = re.sub(r"-?\d+", "N", error)[:110]
    return f"{error} [{' < '.join(reversed(names[-3:]))}]"


def last_words(tail: bytes) -> str:
    """What a program has said at its end, without the colours."""
    text = tail.rpartition(b"\x1b[?1049l")[2] or tail[-4000:]
    return re.sub(r"\x1b\[[?>=<0-9;]*[a-zA-Z]|\r", "", text.decode(errors="replace"))


def replay(kept: Path, trail: Sequence[Batch] | None = None, *, loud: bool = False) -> str:
    """Send once more what led to a finding; the kind of what is found, empty for nothing."""
    stored = json.loads((kept / "trail.json").read_text())
    folder = Path(tempfile.mkdtemp(prefix="monkey-again-")) / "home"
    shutil.copytree(kept / "home", folder, symlinks=True)
    words = [word.replace(stored["folder"], str(folder)) for word in stored["words"]]
    batches = [Batch.read(one) for one in stored["trail"]] if trail is None else list(trail)
    program = Program(words, folder, tuple(stored["size"]))
    kind = ""
    try:
        with suppress(Hangs):
            program.settle(20)
        for batch in batches:
            if program.code is not None or kind:
                break
            if loud:
                told = " · ".join(event.what for event in batch.events)
                print(f"{screens.seen(program.rows):12} {'packet: ' * batch.packet}{told}")
            perform(program, batch, folder)
            if any(event.signal in ("SIGTERM", "SIGHUP", "hang up") for event in batch.events):
                program.end()
            program.settle()
            for path in (folder / "state/legtimer").glob("crash-*.txt"):
                kind = kind_of(path.read_text(errors="replace"))
        if not kind and program.code not in (None, 0):
            kind = f"ended with code {program.code}"
        if not kind and b"Traceback" in program.tail[-8000:] and program.code == 0:
            kind = "ended with code 0"
    except Hangs as problem:
        kind = f"hangs: {problem}"
    finally:
        program.close()
        shutil.rmtree(folder.parent)
    return kind


def shrink(kept: Path) -> list[Batch]:
    """The few events of a finding that are enough for it, by leaving out ever smaller parts."""
    stored = json.loads((kept / "trail.json").read_text())
    wanted = stored["kind"]

    def same(trail: Sequence[Batch]) -> bool:
        kind = replay(kept, trail)
        return bool(kind) and (kind == wanted or wanted.startswith(kind))

    left = [Batch.read(one) for one in stored["trail"]]
    part = max(1, len(left) // 2)
    while part:
        at = 0
        while at < len(left):
            without = left[:at] + left[at + part :]
            if without and same(without):
                left = without
            else:
                at += part
        part //= 2
    for i in range(len(left)):
        at = 0
        while at < len((batch := left[i]).events) > 1:
            smaller = Batch(batch.events[:at] + batch.events[at + 1 :], batch.packet)
            if same([*left[:i], smaller, *left[i + 1 :]]):
                left[i] = smaller
            else:
                at += 1
    stored["trail"] = [batch.stored() for batch in left]
    (kept / "shrunk.json").write_text(json.dumps(stored, indent=1))
    return left
