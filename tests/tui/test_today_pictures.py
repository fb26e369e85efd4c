"""Today, compared with pictures."""

from __future__ import annotations

from datetime import date

import pytest

from tests.tui.programme_desk import PROGRAMME, SUNDAY, programme_desk
from tests.tui.sizes import SIZES, at_all_sizes


@pytest.mark.parametrize(
    ("name", "day", "programme"),
    [
        ("today", SUNDAY, PROGRAMME),
        ("today-rest", date(2026, 3, 3), PROGRAMME),
        ("today-mistakes", SUNDAY, PROGRAMME.replace("weeks = 3", "weeks = 0")),
    ],
)
async def test_today(tmp_path, monkeypatch, rig, workouts, compare, name, day, programme):
    app = programme_desk(tmp_path, monkeypatch, rig(workouts.circuit), day, programme).app
    async with app.run_test(size=SIZES[0]) as pilot:
        await at_all_sizes(app, pilot, name, compare)
