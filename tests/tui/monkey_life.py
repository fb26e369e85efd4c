"""One run of the monkey: lives of the program, one after the other, in the same folders."""

from __future__ import annotations

import json
import math
import random
import re
import shutil
import signal
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from tests.tui import monkey_input as made
from tests.tui import monkey_screens as screens
from tests.tui.monkey_home import SHIPPED, TRAINED
from tests.tui.monkey_input import Event
from tests.tui.monkey_losses import Losses
from tests.tui.monkey_program import Hangs, Program
from tests.tui.monkey_trail import Batch, Finding, kind_of, last_words, no_sockets, perform

_LEAVES = frozenset(
    ("q", "escape", "ctrl+c", "ctrl+q", "enter", "space", "right", "pagedown", "e", "y")
)
_CONFIRMS = frozenset(("y", "enter", "space", "e"))
_KEEPS_TEXT = re.compile(
    r"size |SIG|a moment|mouse (move|wheel) |another |[a-ce-qs-zA-Z0-9]$"
    r"|(escape|f[123458]|ctrl\+[sqfglcp])$"
    r"|(ctrl\+)?(up|down|left|right|home|end|pageup|pagedown)$"
)
"""Events that delete nothing of a text, and are no answer that gives it up."""
_UNTOLD = ("mouse", "typed", "paste", "junk", "far")
"""How events begin that may be any key or a click on anything."""
_WRITES = ("editor", "find bar", "form", "rename", "new", "unsaved", "changed", "unknown", "line")
_SILENT = ("--player", "silent")
_TOO_BLANK = 8
"""Looks in a row that show nothing known: one or two may be between two screens."""
_LAST = 12
"""Events that are told of a finding."""


class Monkey:
    """One run with one seed."""

    def __init__(self, seed: int, folder: Path, findings: Path) -> None:
        """Begin in a furnished folder.

        Args:
            seed: what all is chosen by.
            folder: the home of the program; it need not be empty.
            findings: where findings leave what they need to be played again.
        """
        self.seed, self._folder, self._findings = seed, folder, findings
        self.number = 0
        """Events so far."""
        self.until = math.inf
        """When the run ends, whatever is left to do, by the monotonic clock."""
        self.found: list[Finding] = []
        self.visits: Counter[str] = Counter()
        """How often each screen was looked at."""
        self.ends: Counter[str] = Counter()
        self._losses = Losses(folder)
        self._begun = folder.with_name(folder.name + "-begun")
        self._lives = 0
        self._words: list[str] = []
        """The command line of this life."""
        self._start_size = (0, 0)
        self._trail: list[Batch] = []
        """All that was sent in this life."""
        self._edited = False
        """Whether workout files may have been changed since the last look at them."""
        self._confirmed = 0
        """How many deletions may have been confirmed since then."""
        self._at_stake: frozenset[str] = frozenset()
        """The words that stood in the editor."""
        self._since: list[Event] = []
        """What has happened since they were seen."""
        self._blank = 0
        """How many looks in a row showed nothing that is known, where there is room for it."""
        self._stays = 0
        """How many looks in a row were at the same screen."""
        self._route: list[str] = []
        """The keys that are still to come on the way to some screen."""
        self._routes = 0

    # One life

    def live(self, events: int) -> None:
        """Start the program, let so many events happen at the most, and end it."""
        chance = random.Random(f"{self.seed}/life/{self._lives}")
        self._lives += 1
        words = self._command(chance)
        size = chance.choice(made.SIZES)
        if chance.random() < 0.5:
            shutil.rmtree(self._folder / "config", ignore_errors=True)
        self._begin(words, size)
        program = Program(words, self._folder, size)
        last = self.number + min(events, chance.choice((150, 400, 400, 800, 1500)))
        try:
            with suppress(Hangs):
                program.settle(20)
            while program.code is None and self.number < last and time.monotonic() < self.until:
                self._act(program, self._choose(program, last - self.number))
            if program.code is None:
                self._finish(program, chance)
            self._after(program)
        except Hangs as problem:
            screen = screens.seen(program.rows)
            self._tell(f"hangs: {problem}", screen, program.stacks())
        finally:
            program.close()
            self._look("after the end", "none")

    def _command(self, chance: random.Random) -> list[str]:
        kind = chance.random()
        if kind < 0.15 and self._losses.cut_off():
            return ["resume", *_SILENT]
        if kind < 0.4:
            own = self._folder / f"data/legtimer/workouts/{chance.choice(TRAINED)}.toml"
            name = str(own) if own.exists() and chance.random() < 0.7 else chance.choice(SHIPPED)
            return ["run", name, *_SILENT]
        return list(_SILENT)

    def _begin(self, words: list[str], size: tuple[int, int]) -> None:
        shutil.rmtree(self._begun, ignore_errors=True)
        shutil.copytree(self._folder, self._begun, symlinks=True, ignore=no_sockets)
        self._words, self._trail = words, []
        self._start_size = size
        self._at_stake, self._since = frozenset(), []
        self._route = []

    def _choose(self, program: Program, room: int) -> Batch:
        """The next batch, by what is open."""
        rows, size = program.rows, program.size
        screen = screens.seen(rows)
        chance = random.Random(f"{self.seed}/{self.number}")
        roomy = size[0] >= 60 and size[1] >= 16
        if not self._route and screen == "library" and roomy and chance.random() < 0.5:
            self._routes += 1
            ways = [way for target, way in screens.ROUTES if not self.visits[target]]
            ways = ways or [way for _, way in screens.ROUTES]
            self._route = list(ways[(self.seed + self._routes) % len(ways)])
        elif not self._route and self._stays > 8 and chance.random() < 0.3:
            self._route = chance.choice(screens.OUT.get(screen, screens.ELSE)).split()
            self._stays = 0
        if self._route:
            step = self._route.pop(0)
            if step == "~":
                return Batch([Event("a moment", signal="wait")])
            if step[0] == "=" and len(step) > 1:
                return Batch([made.key(one) for one in step[1:]], packet=True)
            return Batch([made.key(screens.named(step))])
        count = min(room, chance.choice((1, 1, 2, 3, 5, 8, 13, 21, 34)))
        if screen == "library":
            count = min(count, chance.choice((1, 2, 3, 8)))
        events: list[Event] = []
        while len(events) < count:
            dice = random.Random(f"{self.seed}/{self.number + len(events)}")
            event = self._one(dice, screen, size, rows)
            if screen == "library" and not self._may_leave(event, dice):
                event = made.key(dice.choice(("down", "up", "pagedown", "h", "v", "n")))
            if event.size is not None:
                size = event.size
            events.append(event)
        return Batch(events, packet=chance.random() < 0.4)

    def _may_leave(self, event: Event, dice: random.Random) -> bool:
        """In the library a key that leaves ends the life at once: seldom."""
        risky = event.what in ("q", "escape", "ctrl+c", "ctrl+q") or event.what.startswith("typed")
        return not risky or dice.random() < 0.05

    def _one(
        self, dice: random.Random, screen: str, size: tuple[int, int], rows: list[str]
    ) -> Event:
        kind = dice.random()
        small = size[0] < 30 or size[1] < 10
        if small and kind < 0.25:
            return made.resize(dice, small=True)
        if screen in screens.KEYS and kind < 0.5:
            if screen == "editor" and dice.random() < 0.08:
                return made.word(self.seed, self.number, dice)
            name = screens.named(dice.choice(screens.KEYS[screen]))
            return made.key(name, kitty=name == "escape" or dice.random() < 0.1)
        if kind < 0.72:
            return made.any_key(dice)
        if kind < 0.88:
            return made.mouse(dice, size, rows)
        if kind < 0.92:
            return made.resize(dice, small)
        if kind < 0.95:
            return made.paste(dice)
        if kind < 0.985:
            return made.junk(dice, size)
        return dice.choice(
            (
                Event("another program edits", signal="edit"),
                Event("SIGTSTP", signal="SIGTSTP"),
                Event("SIGCONT", signal="SIGCONT"),
                Event("SIGWINCH", signal="SIGWINCH"),
            )
        )

    def _act(self, program: Program, batch: Batch) -> None:
        """Let a batch happen, wait, and look."""
        before = screens.seen(program.rows)
        self.visits[before] += 1
        self._trail.append(batch)
        self.number += len(batch.events)
        self._watch(batch, before)
        perform(program, batch, self._folder)
        program.settle()
        screen = screens.seen(program.rows)
        self._stays = self._stays + 1 if screen == before else 0
        roomy = program.size[0] >= 60 and program.size[1] >= 16
        self._blank = self._blank + 1 if screen == "unknown" and roomy else 0
        if self._blank == _TOO_BLANK // 2:
            # A report of another size, which was junk, may have been taken after the last size.
            program.kill(signal.SIGWINCH)
        if self._blank == _TOO_BLANK and program.code is None:
            self._tell("nothing known is on the screen", screen, "\n".join(program.rows))
        self._reports(screen)
        if program.code is None:
            self._follow_words(program, screen)
            if len(self._trail) % 40 == 0:
                self._look("in between", screen)
        else:
            self._judge_end(program, batch, before)

    def _watch(self, batch: Batch, screen: str) -> None:
        """Note what may explain a change that is found later."""
        many = len(batch.events) > 1
        self._edited |= screen in _WRITES or (many and screen not in screens.IN_SESSION)
        self._edited |= any(event.signal == "edit" for event in batch.events)
        self._confirmed += sum(map(_may_confirm, batch.events))
        self._since += batch.events

    def _follow_words(self, program: Program, screen: str) -> None:
        if screen in ("editor", "find bar"):
            self._at_stake = screens.words_in_text(program.rows, made.MARK)
            self._since = []
        elif self._at_stake and screen not in screens.OVER_EDITOR:
            self._judge_words("the editor is gone", screen)

    def _judge_words(self, why: str, screen: str) -> None:
        """The editor is gone: its words are in a file, or were given up."""
        words, self._at_stake = self._at_stake, frozenset()
        given_up = any(not _KEEPS_TEXT.match(event.what) for event in self._since)
        lost = [] if given_up else self._losses.lost_words(words)
        if lost:
            self._tell(f"text lost: {why}", screen, f"typed, and in no file: {lost}")

    # Its end

    def _finish(self, program: Program, chance: random.Random) -> None:
        """End it in one of the ways in which a life ends."""
        if any(
            not _KEEPS_TEXT.match(event.what) for one in self._trail[-1:] for event in one.events
        ):
            # What it deletes may be seen no sooner than a moment later.
            self._act(program, Batch([Event("a moment", signal="wait")]))
            if program.code is not None:
                return
        screen = screens.seen(program.rows)
        kind = chance.choice(("leave",) * 5 + ("SIGTERM", "SIGHUP", "hang up", "kill", "kill"))
        if screen in ("editor", "unsaved", "form") and chance.random() < 0.7:
            kind = chance.choice(("SIGTERM", "SIGHUP", "hang up"))
        self.ends[kind] += 1
        if kind == "leave":
            self._leave(program)
            return
        if kind == "kill":
            # What was typed in the last moment before it may be lost.
            self._at_stake = frozenset()
            program.kill(signal.SIGKILL)
            program.end()
            return
        if kind == "hang up":
            program.hang_up()
        else:
            program.kill(signal.Signals[kind])
        code = program.end()
        due = 143 if kind == "SIGTERM" else 129
        self._trail.append(Batch([Event(kind, signal=kind)]))
        if code != due:
            self._tell(f"{kind}: exit code {code}, not {due}", screen, last_words(program.tail))
        elif b"Traceback" in program.tail[-4000:]:
            self._tell(f"{kind}: traceback", screen, last_words(program.tail))
        self._reports(screen)
        self._judge_words(kind, screen)

    def _leave(self, program: Program) -> None:
        """Press what leaves any screen until it is left."""
        # What is being pasted ends first, and a screen too small to be told apart becomes larger.
        tries = [Event("junk", b"\x1b[201~"), Event("size", size=(100, 30))]
        for _ in range(60):
            screen = screens.seen(program.rows)
            sure = {"unsaved": "d", "changed": "k"}.get(screen, "ctrl+q")
            tries.append(made.key(sure))
            batch, tries = Batch(tries), []
            self._act(program, batch)
            if program.code is not None:
                return
            time.sleep(0.02)
        shown = "\n".join(program.rows)
        kind = "cannot be left by ctrl+q"
        self._tell(kind, screens.seen(program.rows), f"{program.stacks()}\n{shown}")

    def _judge_end(self, program: Program, batch: Batch, screen: str) -> None:
        """It has ended by itself."""
        code = program.code
        self.ends[f"code {code}"] += 1
        if code == 0 and b"Traceback" not in program.tail[-8000:]:
            # To end takes a while, in which more may have been typed.
            names = [e.what for one in self._trail[-4:] for e in one.events]
            asked = sum(_last(n) in _LEAVES or n.startswith(_UNTOLD) for n in names)
            if asked < 1 + (screen in ("session", "paused", "editor")):
                self._tell("left with code 0, and nobody asked", screen, last_words(program.tail))
            self._judge_words("left with code 0", screen)
            return
        if code in (1, 2) and b"\x1b[?1049h" not in program.tail:
            return  # the command line was refused, such as a workout with mistakes
        if not self.found or self.found[-1].number != self.number:
            text = last_words(program.tail)
            last = next((row for row in reversed(text.splitlines()) if row.strip()), "")
            self._tell(f"ended with code {code}: {last[:100]}", screen, text)
        self._judge_words(f"ended with code {code}", screen)

    def _after(self, program: Program) -> None:
        if program.code == 0 and b"\x1b[?1049l" not in program.tail[-20000:]:
            self._tell("the terminal was not given back", "none", last_words(program.tail))

    # Looking

    def _reports(self, screen: str) -> None:
        """Reports of crashes that are new."""
        for path in sorted((self._folder / "state/legtimer").glob("crash-*.txt")):
            text = path.read_text(errors="replace")
            self._tell(kind_of(text), screen, text)
            path.unlink()

    def _look(self, when: str, screen: str) -> None:
        for told in self._losses.look(edited=self._edited, confirmed=self._confirmed):
            self._tell(f"missing {when}: {told.partition(':')[0]}", screen, told)
        self._edited = screen in _WRITES
        self._confirmed = 0

    def look_at_shipped(self) -> None:
        """At the end of a run."""
        for told in self._losses.look_at_shipped():
            self._tell("shipped file changed", "none", told)

    def _tell(self, kind: str, screen: str, detail: str) -> None:
        last = [event.what for batch in self._trail[-4:] for event in batch.events][-_LAST:]
        finding = Finding(self.seed, self.number, kind, screen, detail, last)
        alike = sum(one.kind == kind for one in self.found)
        self.found.append(finding)
        kept = self._findings / f"seed{self.seed}-{self.number}"
        if alike < 2 and not kept.exists():
            shutil.copytree(self._begun, kept / "home", symlinks=True, ignore=no_sockets)
            trail = {
                "kind": kind,
                "words": self._words,
                "size": self._start_size,
                "folder": str(self._folder),
                "trail": [batch.stored() for batch in self._trail],
            }
            (kept / "trail.json").write_text(json.dumps(trail, indent=1))
            (kept / "finding.txt").write_text(f"{finding}\n\n{detail}\n")
        finding.kept = str(kept) if kept.exists() else "(see an earlier one)"
        print(finding, flush=True)


def _may_confirm(event: Event) -> bool:
    return event.what.startswith(_UNTOLD) or _last(event.what) in _CONFIRMS


def _last(what: str) -> str:
    """The key without its modifiers."""
    return what.rpartition("+")[2].partition(" ")[0]
