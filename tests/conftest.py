"""Where the tests find each other, and how many examples hypothesis tries.

``HYPOTHESIS_PROFILE`` picks the profile: ``quick`` (the default, always the same examples),
``brief`` (fewer of them, for every Python but the first), ``ci`` (other examples each time),
``long`` (10,000 examples of every property; a quarter of an hour on two cores):

    HYPOTHESIS_PROFILE=long python -m pytest tests/core -n 2 -k "propert or machine"
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Tests share builders (tests.core.driving), also where pytest is not run as ``python -m pytest``.
sys.path.insert(0, str(Path(__file__).parent.parent))

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile(
    "quick",
    max_examples=40,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=_SLOW,
)
settings.register_profile(
    "brief",
    max_examples=10,
    stateful_step_count=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=_SLOW,
)
settings.register_profile(
    "ci",
    max_examples=300,
    stateful_step_count=40,
    deadline=None,
    print_blob=True,
    suppress_health_check=_SLOW,
)
settings.register_profile(
    "long",
    max_examples=10_000,
    stateful_step_count=30,
    deadline=None,
    print_blob=True,
    suppress_health_check=_SLOW,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


LONGEST = (
    "test_monkey.py",
    "test_killed.py",
    "test_error_recovery.py",
    "test_tape.py",
    "test_wheel.py",
)


def pytest_collection_modifyitems(items):
    """Files that take long come first, so that no worker of several is left alone with one."""
    items.sort(key=lambda item: (item.path.name not in LONGEST, item.path.parent.name != "tui"))


@pytest.fixture(scope="session", autouse=True)
def nobody_s_settings(tmp_path_factory):
    """Whoever runs the tests has settings, workouts and a history; they count in none of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(autouse=True)
def no_error_in_a_screen(request, monkeypatch):
    """An error after which the screens go on fails the test all the same.

    It is seen in the process of the tests, and by the report that a program leaves in ``tmp_path``.
    """
    errors = []
    if "legtimer.tui.app" in sys.modules:
        from legtimer.tui.error_recovery import ErrorRecovery

        for name in ("handle", "end"):
            real = getattr(ErrorRecovery, name)

            def noted(self, error, real=real):
                errors.append(error)
                real(self, error)

            monkeypatch.setattr(ErrorRecovery, name, noted)
    yield
    if request.node.get_closest_marker("errors_expected"):
        return
    assert not errors
    folder = request.node.funcargs.get("tmp_path")
    reports = [path.read_text() for path in folder.rglob("crash-*.txt")] if folder else []
    assert not reports
