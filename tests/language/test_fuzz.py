"""A short run of the mutated files; ``fuzz`` tells how to make a long one."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

FUZZ = Path(__file__).with_name("fuzz.py")
FILES = int(os.environ.get("LEGTIMER_FUZZ", "600"))


def test_mutated_files_are_answered_quickly_and_in_little_memory():
    # In a process of its own, so that the memory is that of the reading and of nothing else.
    code = (
        f"import sys; sys.path.insert(0, {str(FUZZ.parent)!r}); import fuzz; "
        f"found = fuzz.run({FILES}, 7); print(found.good, found.memory)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        cwd=FUZZ.parents[2],
    )
    assert done.returncode == 0, done.stderr[-3000:]
    good, memory = map(int, done.stdout.split())
    assert memory < 100
    # Mutations that leave every file right, or none, would test nothing.
    assert 0.03 * FILES < good < 0.7 * FILES


def test_the_sources_are_all_there():
    spec = importlib.util.spec_from_file_location("fuzz", FUZZ)
    fuzz = importlib.util.module_from_spec(spec)
    sys.modules["fuzz"] = fuzz
    spec.loader.exec_module(fuzz)
    assert len(fuzz.sources()) > 90
    assert list(fuzz.mutated(20, 3)) == list(fuzz.mutated(20, 3))
