"""Texts that nobody would write, made of texts that people write.

    python tests/whiteboard/mutate.py 10000 [SEED]

reads that many of them, and tells how many gave no workout, what went wrong, and the slowest.
"""

from __future__ import annotations

import random
import sys
import time
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from legtimer.files.exercises.library import ExerciseLibrary
from legtimer.files.shipped import exercises_file
from legtimer.files.workouts.reader import read_workout
from legtimer.whiteboard.lexer import tokens_of
from legtimer.whiteboard.reader import read_whiteboard

TEXTS = [
    case["text"]
    for name in ("texts.toml", "articles.toml")
    for case in tomllib.loads((Path(__file__).parent / name).read_text("utf-8"))["text"]
]
ODD = [
    *"()[]{}|:;,.-+x\u00d7@#/%'\"?!*_`<>&\t\n\u2013\u00bd\x00\u200d\u202e\u20ac\u80f8",
    *("21-15-9", "AMRAP", "EMOM", "rest", "x3", "for time", "rounds", "3 sets of", "\n\n", "# "),
    *("(5)", "1:00", "10/8", "99999999999999999999", "0", "1e9", "Tabata", "then", "each side"),
    *("kg", "@ 80%", "..", "5..1", '"""', "]]", "Repeat 2 times", "  ", "\u00bc mile"),
]


def changed(text: str, random: random.Random) -> str:
    """A text after up to a dozen changes."""
    for _ in range(random.randint(1, 12)):
        start = random.randrange(len(text) + 1)
        end = min(len(text), start + random.randint(0, 20))
        way = random.random()
        if way < 0.35:
            text = text[:start] + random.choice(ODD) + text[start:]
        elif way < 0.6:
            text = text[:start] + text[end:]
        elif way < 0.75:
            text = text[:start] + text[start:end] * random.randint(2, 4) + text[end:]
        elif way < 0.9:
            other = random.choice(TEXTS)
            begin = random.randrange(len(other))
            text = text[:start] + other[begin : begin + random.randint(1, 60)] + text[start:]
        else:
            lines = text.split("\n")
            random.shuffle(lines)
            text = "\n".join(lines)
    return text


def texts(count: int, seed: int):
    """So many texts."""
    chance = random.Random(seed)
    for _ in range(count):
        yield changed(chance.choice(TEXTS), chance)


def faults(text: str, library: ExerciseLibrary) -> list[str]:
    """What is wrong with the reading of a text: files that are no workouts, or no word of why."""
    reading = read_whiteboard(text, library.spelling)
    if not reading.workouts:
        return [] if reading.problem else ["there is no workout, and no word of why"]
    return [w.text for w in reading.workouts if read_workout(w.text).workout is None]


def time_of(text: str, library: ExerciseLibrary) -> float:
    """How long a text is read, in milliseconds: the least of three, as other programs run too."""
    times = []
    for _ in range(3):
        tokens_of.cache_clear()
        begin = time.process_time()
        read_whiteboard(text, library.spelling)
        times.append(time.process_time() - begin)
    return 1000 * min(times)


def main(count: int, seed: int) -> int:
    library = ExerciseLibrary(exercises_file())
    library.spelling("squat")
    slowest, wrong, without = 0.0, 0, 0
    for text in texts(count, seed):
        found = faults(text, library)
        slowest = max(slowest, time_of(text, library))
        without += not read_whiteboard(text, library.spelling).workouts
        if found:
            wrong += 1
            print(repr(text), *found, sep="\n")
    print(f"{count} texts, {without} without a workout, {wrong} wrong, slowest {slowest:.0f} ms")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
