"""What the monkey does to a terminal: keys, mouse, pastes, sizes, and bytes that mean nothing.

Each event is made from its own seed, so that a run whose screens came a moment later than the last
time still makes the same choices as long as the same screens are open.
"""

from __future__ import annotations

import random
from typing import NamedTuple

MARK = "zq"
"""What the words begin with that are looked for afterwards in files."""


class Event(NamedTuple):
    """One thing that happens to the terminal."""

    what: str
    """For a person; keys by their names, as Textual has them."""
    data: bytes = b""
    """What is typed."""
    size: tuple[int, int] | None = None
    """Columns and rows, if the terminal changes its size."""
    signal: str = ""
    """The name of a signal that is sent; ``edit`` changes a workout's file from outside, and
    ``wait`` is a moment in which nothing happens."""


_CURSOR = {"up": "A", "down": "B", "right": "C", "left": "D", "end": "F", "home": "H"}
_CURSOR |= {"f1": "P", "f2": "Q", "f3": "R", "f4": "S"}
_TILDE = {"insert": 2, "delete": 3, "pageup": 5, "pagedown": 6, "f5": 15, "f6": 17, "f7": 18}
_TILDE |= {"f8": 19, "f9": 20, "f10": 21, "f11": 23, "f12": 24}
_PLAIN = {"enter": 13, "tab": 9, "escape": 27, "backspace": 127, "space": 32}
_MODIFIERS = {"shift": 1, "alt": 2, "ctrl": 4, "super": 8}
NAMED = (*_CURSOR, *_TILDE, *_PLAIN)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
PRINTED = LETTERS + LETTERS.upper() + "0123456789" + "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ "
_FAR = "äßéñ→½漢字한🏋🏽🇩🇪\u200f\u05e9\u0644\u200d\u0301\u00a0\u2028"


def key(name: str, *, kitty: bool = False) -> Event:
    """A key, such as ``a``, ``ctrl+up`` or ``f5``, as a terminal sends it.

    Args:
        name: modifiers first, in any order.
        kitty: as the kitty protocol has it, where that is another way.
    """
    *held, last = name.split("+") if name not in ("+", "ctrl++") else ["+"]
    bits = sum(_MODIFIERS[one] for one in held)
    code = _PLAIN.get(last) or (ord(last) if len(last) == 1 else 0)
    if code and (kitty or bits & 8):
        text = f"\x1b[{code};{bits + 1}u"
    elif last in _CURSOR:
        ss3 = last.startswith("f") and not bits
        text = f"\x1b{'O' if ss3 else '['}{f'1;{bits + 1}' if bits else ''}{_CURSOR[last]}"
    elif last in _TILDE:
        text = f"\x1b[{_TILDE[last]}{f';{bits + 1}' if bits else ''}~"
    elif last == "tab" and bits & 1:
        text = "\x1b[Z"
    else:
        text = chr(code)
        if bits & 4 and text in LETTERS + "@[\\]^_ ":
            text = chr(0 if text == " " else ord(text.upper()) & 31)
        elif bits & 1:
            text = text.upper()
        if bits & 2:
            text = "\x1b" + text
    return Event(name, text.encode())


def any_key(chance: random.Random) -> Event:
    """Any key of a keyboard, with any modifiers."""
    kind = chance.random()
    if kind < 0.55:
        return key(chance.choice(PRINTED).replace("+", "="))
    if kind < 0.60:
        return Event("far", chance.choice(_FAR).encode())
    name = chance.choice(NAMED) if kind < 0.85 else chance.choice(LETTERS)
    held = [one for one in _MODIFIERS if chance.random() < (0.25 if kind < 0.85 else 0.5)]
    kitty = chance.random() < 0.3
    made = key("+".join((*held, name)), kitty=kitty)
    if kitty and chance.random() < 0.2 and made.data.endswith(b"u"):
        kind_of = chance.choice((b":1u", b":2u", b":3u", b";97u", b":u", b";u"))
        made = Event(f"{made.what} {kind_of.decode()}", made.data[:-1] + kind_of)
    return made


def mouse(chance: random.Random, size: tuple[int, int], rows: list[str]) -> Event:
    """A press, a click, a drag, a move or the wheel, in any of the ways to report it.

    Args:
        chance: chooses.
        size: columns and rows.
        rows: what is on the screen; most presses aim at something.
    """
    x, y = _place(chance, size, rows)
    button = chance.choice((0, 0, 0, 0, 0, 0, 1, 2))
    held = chance.choice((0, 0, 0, 0, 0, 4, 8, 16))
    kind = chance.choice(("click",) * 8 + ("double", "press", "release", "drag", "old", "rxvt"))
    kind = chance.choice((kind, kind, "move", "wheel"))

    def report(code: int, at: tuple[int, int], end: str = "M") -> bytes:
        return f"\x1b[<{code};{at[0]};{at[1]}{end}".encode()

    here = (x, y)
    if kind in ("click", "double"):
        once = report(button | held, here) + report(button | held, here, "m")
        data = once * (2 if kind == "double" else 1)
    elif kind == "press":
        data = report(button | held, here)
    elif kind == "release":
        data = report(button | held, here, "m")
    elif kind == "move":
        data = report(35 | held, here)
    elif kind == "drag":
        there = _place(chance, size, rows)
        data = report(button, here) + report(button + 32, there) + report(button, there, "m")
    elif kind == "wheel":
        data = report(chance.choice((64, 65, 64, 65, 66, 67)) | held, here) * chance.randint(1, 4)
    elif kind == "old":
        data = b"\x1b[M" + bytes(min(255, 32 + one) for one in (button, x, y))
    else:
        data = f"\x1b[{32 + button};{x};{y}M".encode()
    return Event(f"mouse {kind} {x},{y} b{button | held}", data)


def _place(chance: random.Random, size: tuple[int, int], rows: list[str]) -> tuple[int, int]:
    """A cell, from 1; mostly one with something on it, sometimes none of the screen's."""
    wide, high = size
    kind = chance.random()
    if kind < 0.06:
        return chance.choice(((0, 0), (wide + 1, high + 1), (wide, high), (224, 120), (9999, 9999)))
    y = chance.randint(1, max(1, high))
    if kind < 0.75:
        written = [at for at, row in enumerate(rows[:high], 1) if row.strip()]
        y = chance.choice(written) if written else y
        row = rows[y - 1] if y <= len(rows) else ""
        cells = [at for at, one in enumerate(row[:wide], 1) if one != " "]
        if cells:
            return chance.choice(cells), y
    return chance.randint(1, max(1, wide)), y


SIZES = ((80, 24), (100, 30), (120, 40), (40, 12), (60, 20), (100, 30))


def resize(chance: random.Random, small: bool) -> Event:
    """Another size; out of a very small one mostly back to a common one."""
    kind = chance.random()
    if (small and kind < 0.6) or kind < 0.5:
        size = chance.choice(SIZES)
    elif kind < 0.6:
        size = (1, 1)
    elif kind < 0.8:
        size = (chance.randint(1, 30), chance.randint(1, 12))
    elif kind < 0.97:
        size = (chance.randint(20, 140), chance.randint(5, 50))
    else:
        size = chance.choice(((300, 3), (3, 100), (220, 70)))
    return Event(f"size {size[0]}x{size[1]}", size=size)


_TEXTS = (
    '[[block]]\nkind = "amrap"\ntime = "0:20"\nexercises = ["3 Lunge", "2 Squat"]\n',
    "".join(f"# line {n}\n" for n in range(40)),
    "24 kg",
    "1:30",
    "squat",
    "",
    "\n",
    "x" * 3000,
    "name = 'ümläut' 🏋🏽 \u0301\u202e",
    "a\tb\x00c\x07d",
    "[b]not bold[/b] [red",
    '"""\n' * 5,
)


def paste(chance: random.Random) -> Event:
    """A text from the clipboard, with brackets around it or without, and perhaps no UTF-8."""
    text = chance.choice(_TEXTS)
    data = text.encode(chance.choice(("utf-8", "utf-8", "latin-1")), "replace")
    kind = chance.random()
    if kind < 0.1:
        data += chance.choice((b"\x1b[A", b"\x1b", b"\xe9", b"\xf0\x9f"))
    if kind < 0.75:
        return Event(f"paste {len(data)}", b"\x1b[200~" + data + b"\x1b[201~")
    data = data[:400].replace(b"\n", b"\r")
    return Event(f"typed at once {data[:30]!r}", data)


_JUNK = (
    b"\xe9", b"\xff\xfe", b"\xc3", b"\xe2\x82", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf5\x80\x80\x80",
    b"\x80\x9b", b"\x1b[M\xff\xff\xff", b"\x1b[M !", b"\x1b[<", b"\x1b[<0;0;0M", b"\x1b[<-;-;-M",
    b"\x1b[<0;5M", b"\x1b[;M", b"\x1b[<64;3;3m", b"\x1b[1;1R", b"\x1b[?2026;1$y",
    b"\x1b[?2048;0$y", b"\x1b[?1;9$y", b"\x1b[I", b"\x1b[O", b"\x1b]11;rgb:0/0/0\x07",
    b"\x1bP1$r0m\x1b\\", b"\x1b[?62;22c", b"\x1b[>0;276;0c", b"\x1b[200~", b"\x1b[201~",
    b"\x1b[999999999999u", b"\x1b[1114112;1u", b"\x1b[55296u", b"\x1b[;u", b"\x1b[97;;229u",
    b"\x1b[57441;2u", b"\x1b[27;5;9~", b"\x1b[1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1A", b"\x1b",
    b"\x1b\x1b", b"\x1bO", b"\x1b[", b"\x00", b"\x7f\x08",
)  # fmt: skip


def junk(chance: random.Random, size: tuple[int, int]) -> Event:
    """Bytes that are no text, broken sequences, and what terminals report unasked."""
    kind = chance.random()
    if kind < 0.75:
        data = chance.choice(_JUNK)
    elif kind < 0.85:
        data = bytes(chance.randrange(128, 256) for _ in range(chance.randint(1, 6)))
    elif kind < 0.95:
        inside = "".join(chance.choice("0123456789;:<>?=") for _ in range(chance.randint(0, 9)))
        data = f"\x1b[{inside}{chance.choice(PRINTED[:52] + '~@')}".encode()
    else:
        data = f"\x1b[48;{size[1]};{size[0]};{size[1] * 16};{size[0] * 8}t".encode()
    if data == b"\x1b[200~":
        # What is pasted ends at some time; until then a terminal sends nothing else.
        data += b"never quite\x1b[201~"
    return Event(f"junk {data!r}", data)


def word(seed: int, number: int, chance: random.Random) -> Event:
    """A comment of its own, which is looked for in the files afterwards."""
    text = f" # {MARK}{seed}x{number}q "
    if chance.random() < 0.3:
        return Event(f"word {text}", f"\x1b[200~{text}\x1b[201~".encode())
    return Event(f"word {text}", text.encode())
