"""Writes docs/keys.md from the lists of keys that the screens are made from.

python docs/make_keys.py
"""

from pathlib import Path

from textual.binding import Binding

from legtimer.tui.screens.editor.form import FormScreen
from legtimer.tui.screens.editor.screen import EditorScreen
from legtimer.tui.screens.exercises.screen import ExercisesScreen
from legtimer.tui.screens.history.past_session import PastSessionScreen
from legtimer.tui.screens.history.screen import HistoryScreen
from legtimer.tui.screens.library.screen import LibraryScreen
from legtimer.tui.screens.session.keys import BINDINGS
from legtimer.tui.screens.session.resume import ResumeScreen
from legtimer.tui.screens.session.summary import SummaryScreen
from legtimer.tui.screens.settings.screen import SettingsScreen
from legtimer.tui.screens.today.screen import TodayScreen
from legtimer.tui.widgets.keys import key_name

FILE = Path(__file__).parent / "keys.md"
HEAD = """# Keys

Made by `docs/make_keys.py` from the program's own lists.

## In a session

The foot of the screen shows the keys that do something just now. What the main key does is drawn
large there, and filled where all waits for it. A screen of fewer than 15 rows has no room for that
and says it beside the state. `?` shows all keys.

The main key does the right thing: it goes on from a rest, a switch or the lead-in; says that a set
is done; pauses timed work and goes on after a pause; counts an exercise of an AMRAP or a For Time;
says that an EMOM interval is done. While digits are being typed, it confirms them. Two presses
within 0.3 s are one, and a press within 0.4 s after a step changed by itself is not taken for the
next one. A key that is held while one screen follows another does nothing on the next one.

Digits, then `enter`, correct the reps of the set just done. `ctrl+c` and `ctrl+q` ask whether to
end, as `q` does; pressed again there, they end. On every other screen they go back, as `esc` does
with nothing typed; on today, in the library, and where an interrupted session is offered, they
leave the program.
A click on a key at the foot is that key, a click anywhere else the main key.

"""
SCREENS = (
    (
        "In the summary",
        "Digits, then `enter`, still correct the last set; after `e` a digit is the effort.",
        SummaryScreen,
    ),
    (
        "When a session was interrupted",
        "`enter` does what is marked, `↑` and `↓` mark another answer.",
        ResumeScreen,
    ),
    ("On today", "The first screen while a programme is in use; `↑` and `↓` scroll.", TodayScreen),
    (
        "In the library",
        "`enter` starts the workout, or opens the file where its first mistake is; `↑` and `↓`\n"
        "choose. After `/` letters are words to find, the best match first; `tab` goes\n"
        "back to the list. A click selects a workout, a second one starts it, and one on a title\n"
        "sorts by it.",
        LibraryScreen,
    ),
    (
        "In the history",
        "What is typed is looked for; `enter` opens the session, `↑` and `↓` choose.",
        HistoryScreen,
    ),
    (
        "In one of its sessions",
        "`enter` corrects the figure of the row, `↑` and `↓` choose.",
        PastSessionScreen,
    ),
    (
        "In the editor",
        "The text has the keys of any text area besides: arrows, `ctrl` for words, `shift` to\n"
        "select, `ctrl+x`, `ctrl+c`, `ctrl+v`, `ctrl+z` to undo, `ctrl+y` to redo. `tab` or `→`\n"
        "takes what is suggested in grey; `esc` and `ctrl+q` leave, and ask what is to be saved.",
        EditorScreen,
    ),
    ("In the form of figures", "`enter` types another figure, `↑` and `↓` choose.", FormScreen),
    (
        "In the settings",
        "`,` opens them on any screen where nothing is typed. What is typed is looked for; `enter`"
        " types another value or switches, `↑` and `↓` choose.",
        SettingsScreen,
    ),
    (
        "In the exercises",
        "The palette (`ctrl+p`) opens them. What is typed is looked for; `enter` shows all of one,"
        " `↑` and `↓` choose.",
        ExercisesScreen,
    ),
)


def table(bindings: list[Binding]) -> str:
    """The keys of a screen that have something to tell."""
    rows = ["| key | what it does |", "|---|---|"]
    for binding in bindings:
        if binding.tooltip:
            keys = " ".join(f"`{key_name(key)}`" for key in binding.key.split(","))
            rows.append(f"| {keys} | {binding.tooltip} |")
    return "\n".join(rows) + "\n"


def page() -> str:
    """The whole page."""
    more = (f"\n## {name}\n\n{text}\n\n{table(cls.BINDINGS)}" for name, text, cls in SCREENS)
    return HEAD + table(BINDINGS) + "".join(more)


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8")
