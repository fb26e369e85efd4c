"""A folder of the test's own for the sockets: private, and with a path that is short enough."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import pytest

if sys.platform == "win32":
    # Sockets of one user alone are a thing of Unix.
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture
def runtime(monkeypatch):
    """What ``XDG_RUNTIME_DIR`` is; nothing of the machine's own is seen."""
    base = Path(tempfile.mkdtemp(prefix="lt"))
    made = base / "run"
    made.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(made))
    monkeypatch.setenv("XDG_STATE_HOME", str(base / "state"))
    monkeypatch.setenv("HOME", str(base))
    yield made
    shutil.rmtree(base, ignore_errors=True)
