"""New programmes and their parts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import tomli_w

from legtimer.files.shipped import programme_schema_path

_WEEKS: Final = 9
"""Of each template."""

PROGRAMME_PARTS: Final = {
    "[[phase]]": """\
name = "Build"
weeks = 4
per-week = 2
workouts = ["runner-circuit"]
""",
    "[[rule]]": """\
match = "runner-circuit"
grow = "1 round"
""",
    "[runs]": """\
tue = "hard"
thu = "easy"
sun = "long"
""",
}
"""Tables that can be added to a programme, by their headers."""

_AROUND: Final = """\
warm-up = "warm-up-for-runners"
cool-down = "stretch-for-runners"
"""
_RACE: Final = f"""\
per-week = "2-3"
days-between = 1
on = ["no run", "after easy"]        # best first; never before a run
{_AROUND}
[runs]                                # your usual week
{PROGRAMME_PARTS["[runs]"]}
[[phase]]
name = "Build"
weeks = 5
workouts = ["runner-leg-strength", "runner-circuit"]    # in turn

[[phase]]
name = "Height of training"
weeks = 3
per-week = 1
workouts = ["runner-leg-strength"]
low-impact = true                     # the running is impact enough
drop-sets = 1
growth = "pause"

[[phase]]
name = "Race week"
weeks = 1
per-week = 0

[[rule]]                              # for what has no growth of its own
{PROGRAMME_PARTS["[[rule]]"]}"""
_SEASON: Final = f"""\
per-week = 2
days-between = 2
{_AROUND}
[[phase]]
name = "Learn"
weeks = 4
workouts = ["runner-leg-strength", "strong-and-steady"]    # in turn

[[phase]]
name = "Lighter week"
weeks = 1
workouts = ["strong-and-steady"]
drop-sets = 1
growth = "pause"

[[phase]]
name = "Build"
weeks = 4
workouts = ["runner-circuit", "runner-leg-strength"]

[[rule]]                              # for what has no growth of its own
{PROGRAMME_PARTS["[[rule]]"]}"""

PROGRAMME_TEMPLATES: Final = {
    "race": "Weeks that lead up to a race, around your runs.",
    "weeks": "Weeks that begin on a day, twice a week.",
}
"""What each template is for."""


def programme_template(name: str, template: str, today: date) -> str:
    """The text of a new programme, whose first week begins on the next Monday.

    Args:
        name: what it is called.
        template: one of ``PROGRAMME_TEMPLATES``.
        today: a Monday counts as the next one.
    """
    first = today + timedelta(days=-today.weekday() % 7)
    race = first + timedelta(days=7 * _WEEKS - 1)
    date_line, rest = {
        "race": (f"race = {race}                     # the weeks count back from it", _RACE),
        "weeks": (f"start = {first}", _SEASON),
    }[template]
    head = tomli_w.dumps({"name": name, "about": PROGRAMME_TEMPLATES[template]})
    return f"#:schema {programme_schema_path().as_uri()}\n{head}{date_line}\n{rest}"
