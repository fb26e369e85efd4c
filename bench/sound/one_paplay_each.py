"""A timer as a shell script would write it: sleeps until a beep is due, then starts ``paplay``.

    python one_paplay_each.py < SCHEDULE

The schedule is JSON: a list of instants, in seconds of the monotonic clock, each with a file.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time

running: list[subprocess.Popen[bytes]] = []
for due, file in json.load(sys.stdin):
    time.sleep(max(0.0, due - time.monotonic()))
    running.append(subprocess.Popen(["paplay", file]))
    running = [process for process in running if process.poll() is None]
for process in running:
    process.wait()
