"""Writes docs/keys.md from the list of keys that the session screen is made from.

python docs/make_keys.py
"""

from pathlib import Path

from legtimer.tui.screens.keys import BINDINGS, key_name

FILE = Path(__file__).parent / "keys.md"
HEAD = """# The keys of a session

Made by `docs/make_keys.py` from the program's own list. The foot of the screen shows the keys that
do something just now, and says in a word what the main key does; `?` shows all of them.

The main key does the right thing: it goes on from a rest, a switch or the lead-in; says that a set
is done; pauses timed work and goes on after a pause; counts an exercise of an AMRAP or a For Time;
says that an EMOM interval is done. While digits are being typed, it confirms them. Two presses
within 0.3 s are one, and a press within 0.4 s after a step changed by itself is not taken for the
next one.

Digits, then `enter`, correct the reps of the set just done. `ctrl+c` and `ctrl+q` ask whether to
end, as `q` does; pressed again there, they end. A click on a key at the foot is that key, a click
anywhere else the main key.

| key | what it does |
|---|---|
"""


def page() -> str:
    """The whole page."""
    rows = []
    for binding in BINDINGS:
        keys = " ".join(f"`{key_name(key)}`" for key in binding.key.split(","))
        rows.append(f"| {keys} | {binding.tooltip} |")
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8")
