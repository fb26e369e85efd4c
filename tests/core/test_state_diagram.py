"""The page that shows the states is made from the table, and says when it is stale."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from legtimer.core.session.transitions import TABLE, Action, State

DOCS = Path(__file__).parent.parent.parent / "docs"


def maker():
    spec = importlib.util.spec_from_file_location("state_diagram", DOCS / "make_state_diagram.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_current():
    stored = (DOCS / "state-diagram.md").read_text(encoding="utf-8")
    assert stored == maker().page(), "stale: run python docs/make_state_diagram.py"


def test_the_page_has_every_state_and_every_action():
    made = maker()
    page = made.page()
    assert set(made._MEANINGS) == set(Action)
    for state in State:
        assert f'state "{state.value}" as {state.name}' in page
    rows = sum(line.startswith("| `") for line in page.splitlines())
    assert rows == sum(len(row) for row in TABLE.values())
