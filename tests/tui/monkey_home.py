"""The folders that the monkey lives in: workouts of all sorts, and a history of some months."""

from __future__ import annotations

from pathlib import Path

WORKOUTS = {
    "quick": """name = "Quick"\nprepare = "0:01"\nget-set = 0\n[[block]]\nkind = "intervals"
work = "0:01"\nrest = "0:01"\nrounds = 3\nexercises = ["Squat jump"]\n[[block]]\nkind = "amrap"
time = "0:03"\nexercises = ["3 Lunge", "2 Squat"]\n""",
    "ranges": """name = "Ranges"\nprepare = 0\n[[block]]\nkind = "circuit"\nrounds = "2-4"
rest = "0:02"\nexercises = ["8-12 Squat @ 40 kg", { do = "0:02 Lunge jump", easier = "0:02 Lunge" }]
[[block]]\nkind = "superset"\nsets = "1-3"\nrest = "1-3s"\nexercises = ["5/side Step-up"]\n""",
    "broken": 'name = "Broken"\n[[block]]\nkind = "amrap"\ntime = 1:0o\nexercises = ["Squat"\n',
    "wide": 'name = "漢字 🏋🏽 \\u200f\\u05e9\\u05dc e\\u0301"\n[[block]]\nkind = "sets"\n'
    'sets = 2\nrest = "0:01"\nexercises = ["3 漢字のスクワット @ 2x16 kg"]\n',
    "long": 'name = "A workout whose name is far too long for any line of any terminal, really"\n'
    + '[[block]]\nkind = "circuit"\nrounds = 3\nexercises = ["3 Squat", "2 Lunge"]\n' * 12,
    "scored": """name = "Scored"\nprepare = 0\n[[block]]\nkind = "for-time"\nrounds = 2
exercises = ["3 Burpee", "2 Row"]\n[[block]]\nkind = "emom"\nevery = "0:02"\nrounds = 3
exercises = ["3 Kettlebell swing"]\n""",
    "empty": "",
}
TRAINED = ("quick", "ranges", "wide", "long", "scored")
SHIPPED = ("leg-amrap", "tabata-legs", "runner-circuit", "kettlebell-emom", "strong-and-steady")


def furnish(folder: Path, sessions: int = 130) -> None:
    """Workouts of all sorts, and a history of some months."""
    from legtimer.history.store import Store
    from tests.history.past_sessions import pressing, text_of, trained

    own = folder / "data/legtimer/workouts"
    own.mkdir(parents=True)
    for name, text in WORKOUTS.items():
        (own / f"{name}.toml").write_text(text)
    (folder / "editor.py").write_text(
        "import sys\nwith open(sys.argv[-1], 'a') as file:\n    file.write('# outside\\n')\n"
    )
    sets = {"kind": "sets", "sets": 2, "rest": "0:10", "exercises": ["5 Squat @ 40 kg"]}
    amrap = {"kind": "amrap", "time": "1:00", "exercises": ["5 Lunge", "5 Row"]}
    store = Store(folder / "state/legtimer/history.db")
    for day in range(sessions):
        text = text_of(sets, amrap, name=("Legs", "Quick", "Ranges")[day % 3])
        athlete = pressing(4, 6 + day % 5, 12, 8, 9, 7)
        store.complete(trained(text, athlete, day=day, note="as a cat" if day % 7 == 0 else ""))
    store.close()
