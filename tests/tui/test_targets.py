"""What is prescribed next is seen before the start, and is what the session asks for."""

from __future__ import annotations

import pytest

from legtimer.app.targets import TargetService
from legtimer.core.athlete_defaults import AthleteDefaults
from legtimer.core.coach.equipment import Equipment
from legtimer.core.exercise import Load, LoadUnit
from legtimer.files.exercises.library import open_library
from legtimer.files.user_folders import own_workouts_folder
from legtimer.history.store import Store
from legtimer.tui.screens.library.details import Details
from legtimer.tui.screens.session.ranges import RangesScreen
from legtimer.tui.widgets.text import Rows
from tests.tui.fakes import make_app
from tests.tui.test_library import Counted, marked

TEXT = """\
name = "Heavier bells"
[[block]]
kind = "sets"
sets = "2-4"
exercises = [{ do = "8-12 Goblet squat @ 18 kg", grow = ["1 rep", "1 set", "2 kg"] }]
"""
REASON = "Goblet squat 2 sets, 8-12 @ 16 kg: the first time; 18 kg rounded down to what you own"


@pytest.fixture
def app(tmp_path, monkeypatch, rig, workouts):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    own_workouts_folder().mkdir(parents=True)
    (own_workouts_folder() / "bells.toml").write_text(TEXT, encoding="utf-8")
    library, sources = open_library(), {}
    store = Store(tmp_path / "history.db", exercise_id=library.exercise_id)
    owned = Equipment(kettlebells=tuple(Load(LoadUnit.KG, float(kg)) for kg in (8, 16, 24)))
    made = rig(workouts.circuit)
    made.app = make_app(
        (),
        made.open,
        made.sound,
        made.clock,
        shelf=Counted(AthleteDefaults(), sources, library, lambda: None),
        targets=TargetService(store, library, owned),
        sources=sources,
    )
    return made.app


def rows(screen, place: str) -> str:
    return " ".join(" ".join(screen.query_one(place, Rows).shown).split())


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_targets_are_seen_before_the_start_and_asked_for_in_the_session(app, size):
    async with app.run_test(size=size) as pilot:
        await pilot.press("slash", *"heavier bells")
        await pilot.pause()
        assert marked(app) == "Heavier bells"
        if app.screen.query_one(Details).display:
            assert REASON in rows(app.screen, "#facts")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, RangesScreen)
        assert REASON in rows(app.screen, "#asked")
        await pilot.press("space")
        await pilot.pause()
        work = [step for step in app.training.session.plan.steps if step.exercise is not None]
        assert work[-1].load.text == "16 kg"
        assert work[-1].exercise.note == REASON.removeprefix("Goblet squat ")
