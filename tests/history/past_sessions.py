"""Sessions for tests of what is made of them, without a screen and without waiting."""

from __future__ import annotations

from collections.abc import Callable

import tomli_w

from legtimer.core.session.commands import CorrectReps
from legtimer.core.workout import Workout
from legtimer.files.workouts.reader import read_workout
from legtimer.history.recorded_session import record_of
from legtimer.history.session_record import Header, SessionRecord, SessionStatus
from tests.core.driving import OPENED, Driver

DAY = 24 * 3600 * 1000
FIRST_DAY = 1_767_258_000_000
"""1 January 2026, 9:00 in UTC."""


def text_of(*blocks: dict[str, object], name: str = "Legs", **fields: object) -> str:
    table = {"name": name, "prepare": 0, "get-set": 0, **fields, "block": list(blocks)}
    return tomli_w.dumps(table)


def read(text: str) -> Workout:
    workout = read_workout(text).workout
    assert workout is not None
    return workout


def trained(
    text: str,
    athlete: Callable[[Driver], None],
    *,
    day: int = 0,
    uid: str = "",
    utc_offset: int = 60,
    effort: int | None = None,
    note: str = "",
    **options: object,
) -> SessionRecord:
    """A session as it is kept, begun so many days after the first one."""
    driver = Driver(read(text), **options)
    plan = driver.session.plan
    athlete(driver)
    header = Header(
        uid=uid or f"{day:032x}",
        workout=driver.training.name,
        origin="/somewhere/legs.toml",
        text=text,
        choices=dict(plan.choices),
        swaps=plan.swaps,
        assumed=dict(options.get("assumed", {})),
        began_at=FIRST_DAY + day * DAY,
        utc_offset=utc_offset,
        version="0.1.0",
        status=SessionStatus.DONE,
        effort=effort,
        note=note,
    )
    return record_of(driver.session, header, driver.now - OPENED)


def pressing(*seconds: float) -> Callable[[Driver], None]:
    """An athlete who presses after so many seconds each, and then lets it run to its end."""

    def athlete(driver: Driver) -> None:
        for gap in seconds:
            driver.press(after=gap)
        driver.to_end()

    return athlete


def counting(presses: int) -> Callable[[Driver], None]:
    """An athlete who counts so many exercises of an AMRAP of a minute, and three reps more."""

    def athlete(driver: Driver) -> None:
        for _ in range(presses):
            driver.press(after=4)
        driver.wait(60 - 4 * presses)
        driver.do(CorrectReps(3), after=1)
        driver.to_end()

    return athlete
