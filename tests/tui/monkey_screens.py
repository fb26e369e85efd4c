"""Which screen is open, as far as a terminal shows it, and what does something there.

A screen is known by words that stand on it. Where the terminal is too small for them it is
``unknown``, and any key is as good as another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from legtimer.tui.widgets.fonts import word_rows

_WORDS: Final = (
    ("ending", "End the workout here"),
    ("dropping", "Discard this session|Delete for good"),
    ("offered", "was not saved. Open its text"),
    ("unsaved", "has changes that|Discard the changes"),
    ("changed", "Overwrite it: a backup|Keep writing \\(k\\)"),
    ("load", r"Load of [^│]+, \w+ \d"),
    ("rename", "workout's new name"),
    ("trash", "enter brings one back"),
    ("new", "A new (workout|programme): its name"),
    ("programmes", "enter uses"),
    ("file", "Write the session to this file"),
    ("line", "Go to line"),
    ("palette", "🔎"),
    ("help", r"│ {2,}((space|enter|\^s|ctrl).{0,40}  +|\S+( \S+)? {12,})[A-Z].*│"),
    ("exercise", "│ +(muscles|impact|needs|FIT) "),
    ("filter", r"│ [^│]{9,40} \d+ {1,8}│"),
    ("blocks", r"│  (repeat|rest|superset|timed) +[A-Z]"),
    ("figure", "│ +▊▁▁▁"),
    ("form", "esc done"),
    ("exercises", "f2 muscle|muscle ▾"),
    ("keys page", r"^ *keys\.\w+\.\w+"),
    ("settings", "← → change   enter edit|del reset"),
    ("summary", "enter (close|corrects|go on)( |$)(?! r)"),
    ("past session", "enter correct( |$)"),
    ("progress", "pgdn scroll"),
    ("history", "enter open   esc back|type to find"),
    ("ranges", "enter start( |$)"),
    ("resume", "enter confirm   esc later"),
    (
        "find bar",
        r"^(?!\d+ )(?:find|\S.*\d of \d+$|\S.*nothing found|\S.*(?:found|replaced): \d)"
        r".*\n(?:.*\n){0,6}.*\^s save",
    ),
    ("editor", r"\^s save"),
    ("today", r"l library"),
    ("steps", "how many reps|round 1 of(?s:.*)n new"),
    ("library", r"space start|/ find |f1 help   \^, settings|n new|enter opens it at"),
    ("paused", f"PAUSED|{word_rows('PAUSED', 1)[1].strip()}"),
    ("keys panel", r"▏ .*(?:↑|↓|⏎|tab|space|\^)"),
    ("session", r"volume \d+%|muted|\? help|done at|space: |min left|[█▓░]{20}$"),
)
SCREENS: Final = tuple(name for name, _ in _WORDS)
_PATTERNS: Final = tuple((name, re.compile(words, re.MULTILINE)) for name, words in _WORDS)
OVER_EDITOR: Final = frozenset(
    ("unsaved", "changed", "line", "palette", "help", "form", "figure", "settings", "keys page",
     "exercises", "exercise", "filter", "blocks", "find bar", "unknown")
)  # fmt: skip
"""What may lie over an editor that is still open."""
IN_SESSION: Final = ("session", "paused", "ending")
MUST: Final = (
    "library", "ranges", "session", "paused", "ending", "summary", "history", "past session",
    "editor", "unsaved", "find bar", "new", "form", "exercises", "exercise", "settings", "palette",
    "help", "rename", "trash", "figure", "dropping", "load", "resume",
)  # fmt: skip
"""What a long run has to reach."""

_MOVES: Final = "up down pageup pagedown home end enter"
_DIALOG: Final = "escape enter up down tab space left right q"
_KEYS: Final = {
    "library": f"{_MOVES} down down space / v e n o h s l d r x u t f5 ? comma ctrl+p enter",
    "today": "space enter l l e o w c ? comma ctrl+p down up escape",
    "programmes": f"{_MOVES} e e n n escape q",
    "steps": f"{_MOVES} v v escape q space e",
    "session": (
        "space space space enter enter p b n n n u R x w + - l a i e m up down [ ] r 1 2 0 enter"
        " backspace q ? right pagedown pageup comma ctrl+p ctrl+z"
    ),
    "paused": "space p b u n q e l",
    "ending": "e k escape enter down enter up right ctrl+c y n pagedown",
    "dropping": "escape enter n y down enter tab right",
    "offered": "y y n enter escape down enter",
    "unsaved": "s k d escape enter down tab space ctrl+q",
    "changed": "k r o escape enter down",
    "load": "2 4 enter x k g escape backspace ctrl+c 9 enter",
    "rename": "a b c enter escape backspace ctrl+u home delete enter",
    "trash": f"{_MOVES} escape q enter",
    "new": "down up a b c enter enter escape tab pagedown",
    "file": "enter escape a / backspace",
    "line": "1 2 9 enter escape",
    "palette": f"{_MOVES} s e t q t h e m e enter enter escape down",
    "help": f"{_MOVES} escape q ? space h f1",
    "exercise": f"{_MOVES} escape q i",
    "filter": f"{_MOVES} escape space enter f2 f3 f4 tab",
    "blocks": f"{_MOVES} escape q i n",
    "figure": "1 2 : 3 enter enter escape backspace x k g home",
    "form": f"{_MOVES} + - left right ctrl+up ctrl+down K J delete backspace u escape enter 3 f2",
    "exercises": f"{_MOVES} f2 f3 f4 escape s q u a backspace enter",
    "settings": f"{_MOVES} left right delete escape escape v o l k e y s enter",
    "keys page": f"{_MOVES} enter escape delete escape",
    "summary": "enter space q u l e n d 1 2 5 tab backspace escape pagedown e n d",
    "past session": f"{_MOVES} r l t b o x e n d delete escape left q",
    "history": f"{_MOVES} down down enter escape t e n backspace",
    "ranges": f"{_MOVES} left right space escape q + -",
    "resume": f"{_MOVES} space k d escape q right pagedown",
    "find bar": "escape enter down up tab ctrl+a s q u f3 ctrl+f ctrl+r",
    "editor": (
        f"{_MOVES} ctrl+s f5 f2 ctrl+space ctrl+t ctrl+f ctrl+r f3 ctrl+g f8 ctrl+l f4 f9 f1 ctrl+z"
        " ctrl+z ctrl+z ctrl+y ctrl+end ctrl+home enter enter tab backspace delete a = [ quote 1"
        " shift+down shift+up ctrl+x ctrl+v ctrl+c ctrl+k ctrl+u ctrl+a escape ctrl+q"
    ),
}  # fmt: skip
KEYS: Final = {name: tuple(keys.split()) for name, keys in _KEYS.items()}
_FIND: Final = "/ ctrl+u"
ROUTES: Final = tuple(
    (target, route.split())
    for target, routes in {
        "past session": ("h ~ enter",),
        "figure": ("h ~ enter ~ e", "h ~ down down enter ~ l"),
        "dropping": ("h ~ enter ~ d",),
        "new": ("n", "o ~ n"),
        "programmes": ("o",),
        "today": ("o ~ down enter",),
        "help": ("?",),
        "settings": ("comma", "comma ~ =volume enter", "comma ~ =keys enter"),
        "editor": (
            "e",
            "o ~ e",
            "o ~ e ~ ctrl+t enter",
            "e ~ ctrl+space",
            "e ~ ctrl+t",
            "e ~ f9",
            f"{_FIND} =broken enter",
        ),
        "find bar": ("e ~ ctrl+f", "e ~ ctrl+r"),
        "line": ("e ~ ctrl+g",),
        "unsaved": ("e ~ a escape",),
        "form": (f"{_FIND} =ten-minute tab e ~ f2", f"{_FIND} =tabata tab e ~ f2"),
        "exercises": ("ctrl+p ~ =exercises ~ enter",),
        "exercise": ("ctrl+p ~ =exercises ~ enter ~ enter", f"{_FIND} =quick enter ~ i"),
        "filter": ("ctrl+p ~ =exercises ~ enter ~ f2",),
        "palette": (
            "ctrl+p ~ =theme ~ enter",
            "ctrl+p ~ =keys ~ enter",
            "ctrl+p ~ pagedown pageup",
        ),
        "rename": ("d ~ r",),
        "trash": ("d ~ x ~ t",),
        "ranges": (f"{_FIND} =circuit tab enter", f"{_FIND} =ranges enter"),
        "load": (f"{_FIND} =漢字 enter ~ space ~ ~ l", f"{_FIND} =amrap enter ~ space ~ ~ l"),
        "ending": (f"{_FIND} =ranges enter ~ enter ~ q",),
        "summary": (f"{_FIND} =scored enter ~ space ~ ~ space q ~ e",),
        "session": (f"{_FIND} =scored enter ~ e",),
    }.items()
    for route in routes
)
"""Ways from the library to screens that random keys seldom find, with the screen they lead to.

``=`` is before what is typed, and ``~`` stands for a moment in which a list is filled.
"""
OUT: Final = {
    "editor": ("escape d", "escape s", "ctrl+q escape", "ctrl+s escape"),
    "find bar": ("escape", "ctrl+q d", "escape escape d"),
    "session": ("q e", "ctrl+q ctrl+q", "q down enter", "n n n n"),
    "paused": ("q e", "p"),
    "summary": ("enter", "e 5 n", "d y"),
    "resume": ("k", "escape", "d y", "space"),
    "library": ("h", "n", "f5"),
    "today": ("l", "o"),
    "steps": ("v",),
}
"""Keys that leave a screen on which the monkey has been for long."""
ELSE: Final = ("escape", "escape escape", "enter", "ctrl+q")
"""The same for any other screen."""
_NAMES: Final = {"comma": ",", "quote": '"', "+": "="}


def named(key: str) -> str:
    """A key of the lists above as ``monkey_input.key`` takes it."""
    return _NAMES.get(key, key)


def seen(rows: Sequence[str]) -> str:
    """Which screen stands on a terminal."""
    text = "\n".join(row.rstrip() for row in rows)
    for name, pattern in _PATTERNS:
        if pattern.search(text):
            return name
    return "unknown"


def words_in_text(rows: Sequence[str], mark: str) -> frozenset[str]:
    """The monkey's words that stand in the editor's text, behind a number of a line."""
    found = re.compile(rf"^ *\d+ .*# ({mark}\d+x\d+q)")
    return frozenset(m[1] for row in rows if (m := found.match(row)))
