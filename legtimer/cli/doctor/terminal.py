"""What the terminal can show, and which keys it keeps for itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from typing import Final

from legtimer.cli.doctor.findings import Finding, note, ok, problem
from legtimer.cli.terminal import CANNOT_MOVE, SHAPES

_LEAST: Final = (40, 12)
"""Columns and rows below which a session cannot be shown."""
_USUAL: Final = (80, 24)


def look_at_terminal(environment: Mapping[str, str] = os.environ) -> Iterator[Finding]:
    """Size, colours, characters and keys.

    Args:
        environment: the process's own, or another for tests.
    """
    name = environment.get("TERM", "")
    here = sys.stdin.isatty() and sys.stdout.isatty()
    if not here:
        yield note(
            "this is no terminal: what follows is about its environment only",
            "sessions need one; run legtimer doctor in it",
            terminal=False,
        )
    elif name.lower() in CANNOT_MOVE or (not name and os.name == "posix"):
        yield problem(
            f"the terminal calls itself {name or 'nothing'}",
            "use another one, or set TERM, for example: export TERM=xterm-256color",
            term=name,
        )
    if here:
        yield _size(*os.get_terminal_size(sys.stdout.fileno()))
    yield _colours(name, environment)
    yield _characters(sys.stdout.encoding or "ascii")
    yield from _keys(environment)
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        yield note(
            "this is a session over ssh: sounds come from the computer at its far end", "", ssh=True
        )


def _size(columns: int, rows: int) -> Finding:
    facts = {"columns": columns, "rows": rows}
    if columns < _LEAST[0] or rows < _LEAST[1]:
        return problem(
            f"{columns}x{rows} is too small",
            f"make the window {_LEAST[0]}x{_LEAST[1]} at least, or the letters smaller",
            **facts,
        )
    if columns < _USUAL[0] or rows < _USUAL[1]:
        return note(
            f"{columns}x{rows}: a session fits in, with less around it",
            f"with {_USUAL[0]}x{_USUAL[1]} and more, what comes next has its room",
            **facts,
        )
    return ok(f"{columns}x{rows}", **facts)


def colours_of(name: str, environment: Mapping[str, str]) -> int:
    """How many colours a terminal has by what it says of itself; 0 for none.

    Args:
        name: its TERM.
        environment: where it says more.
    """
    if environment.get("NO_COLOR") or name == "dumb":
        return 0
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return 1 << 24
    if name.endswith("-direct"):
        return 1 << 24
    if "256color" in name or name.startswith(("xterm-kitty", "alacritty", "foot", "wezterm")):
        return 256
    return 1 << 24 if os.name == "nt" and environment.get("WT_SESSION") else 16


def _colours(name: str, environment: Mapping[str, str]) -> Finding:
    count = colours_of(name, environment)
    facts = {
        "term": name,
        "colorterm": environment.get("COLORTERM", ""),
        "no_color": bool(environment.get("NO_COLOR")),
        "colours": count,
    }
    if count >= 256:
        return ok(f"{count:,} colours (TERM {name or 'is not set'})", **facts)
    if count:
        return note(
            f"16 colours, as far as it says (TERM {name or 'is not set'})",
            "if it has more: export COLORTERM=truecolor",
            **facts,
        )
    why = "NO_COLOR is set" if environment.get("NO_COLOR") else f"TERM is {name}"
    return note(f"no colours: {why}", "words and frames tell the states apart then", **facts)


def _characters(encoding: str) -> Finding:
    try:
        SHAPES.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return problem(
            f"it is written to as {encoding}, which has no letters of blocks",
            "use a UTF-8 locale, for example: export LC_ALL=C.UTF-8",
            encoding=encoding,
        )
    return ok(f"characters: {encoding}", encoding=encoding)


def _keys(environment: Mapping[str, str]) -> Iterator[Finding]:
    """Keys that never reach the program, in terminals that are known to keep some."""
    kept = []
    if environment.get("VTE_VERSION") or environment.get("TERM_PROGRAM") == "vscode":
        kept.append(("f1", "the terminal's own help; h and ? are the same"))
    if environment.get("TMUX"):
        kept.append(("ctrl+b", "tmux"))
    if environment.get("STY"):
        kept.append(("ctrl+a", "screen"))
    for key, owner in kept:
        yield note(
            f"{key} does not reach legtimer: it belongs to {owner}",
            "nothing, unless you have given it something to do in the settings",
            key=key,
        )
