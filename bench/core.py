"""The pure part by itself: expanding 10,000 steps, rehearsing an hour.

python bench/core.py
"""

from __future__ import annotations

import statistics
import time

from legtimer.cli.commands.rehearse import rehearse
from legtimer.core.session.commands import Start
from legtimer.core.session.machine import Session
from legtimer.core.workout import Workout, expand
from legtimer.files.workouts.reader import read_workout


def workout(text: str) -> Workout:
    found = read_workout(text).workout
    assert found is not None
    return found


def timed(name: str, run, times: int = 9) -> None:
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        result = run()
        taken.append(time.perf_counter() - began)
    print(f"{name:58}{statistics.median(taken) * 1000:8.1f} ms   {result}")


def main() -> None:
    for rounds in (250, 500, 1000):
        steps = workout(
            f'[[block]]\nkind = "circuit"\nrounds = {rounds}\nrest = "0:05"\n'
            'exercises = ["0:05 A", "5 B", "0:05 C", "5/side D", "0:05 E"]'
        )
        count = len(expand(steps).steps)
        timed(f"expanding {count} steps", lambda steps=steps: len(expand(steps).steps))
    for minutes in (30, 60, 120):
        hour = workout(
            f'[[block]]\nkind = "intervals"\nwork = "0:40"\nrest = "0:20"\nrounds = {minutes}\n'
            'exercises = ["Squat jump", "Plank"]'
        )

        def through(hour=hour) -> str:
            session = Session(hour, now=0)
            cues = [*session.handle(Start(), 0), *session.advance(24 * 3_600_000)]
            return f"{len(cues)} cues"

        timed(f"{minutes} minutes of intervals in one call", through)
        circuit = workout(
            f'[[block]]\nkind = "circuit"\nrounds = {minutes // 6}\nrest = "1:00"\n'
            'exercises = ["20 A", "1:00 B", "10/side C", "1:00 D", "14 E"]'
        )
        timed(
            f"{minutes} minutes of a circuit, rehearsed with presses",
            lambda circuit=circuit: f"{len(rehearse(Session(circuit, now=0), None))} events",
        )


if __name__ == "__main__":
    main()
