"""Advice about growth: broken exercises, what their messages say to write, and the steps meant."""

from __future__ import annotations

from tests.language.advice_cases import Case


def grows(table: str, *changes: str, steps: tuple[str, ...], sets: str = "") -> Case:
    """A case of one exercise; its changes are wrong parts and forms in turn."""
    key = f"sets = {sets}\n" if sets else ""
    text = f'[[block]]\nkind = "sets"\n{key}exercises = [\n{{ {table} }},\n]\n'
    return Case(text, tuple(zip(changes[::2], changes[1::2], strict=True)), steps)


SQUAT = ("work 5 Squat @ 60 kg",)
RANGE = ("work 8-12 Squat",)
GROWTH_CASES = [
    grows('do = "5 Squat @ 60 kg", grow = 2', "grow = 2", 'grow = "2 kg"', steps=SQUAT),
    grows('do = "5 Squat @ 60 kg", grow = "2"', '"2"', '"2 kg"', steps=SQUAT),
    grows('do = "8-12 Squat", grow = "2"', '"2"', '"2 reps"', steps=RANGE),
    grows('do = "5 Squat @ 60 kg", after = 2', "after = 2", 'grow = "2 kg"', steps=SQUAT),
    grows(
        'do = "5 Squat", wave = ["85%"], from = "60 kg"',
        ', from = "60 kg"',
        "",
        steps=("work 5 Squat",),
    ),
    grows('do = "5 Squat @ 70%", grow = "2 kg"', "70%", "60 kg", steps=SQUAT),
    grows(
        'do = "5 Dip @ bodyweight", grow = "2 kg"',
        "bodyweight",
        "bodyweight + 10 kg",
        steps=("work 5 Dip @ bodyweight + 10 kg",),
    ),
    grows('do = "5 Squat @ 60 kg", grow = "5 lb"', "5 lb", "5 kg", steps=SQUAT),
    grows('do = "5 Squat @ 60 kg", wave = ["85%"]', " @ 60 kg", "", steps=("work 5 Squat",)),
    grows('do = "5,3 Squat @ 60 kg", grow = "2 kg"', "5,3", "5", steps=SQUAT),
    grows(
        'do = "5 Squat", grow = "2 kg"',
        "5 Squat",
        "5 Squat @ 16 kg",
        steps=("work 5 Squat @ 16 kg",),
    ),
    grows(
        'do = "30-60s Hang @ 5 kg", grow = "2 kg"',
        '"2 kg"',
        '["5s", "2 kg"]',
        steps=("work 0:30 Hang @ 5 kg",),
    ),
    grows('do = "12 Squat", grow = "1 rep"', "grow", "from = 6, grow", steps=("work 12 Squat",)),
    grows(
        'do = "1:00 Hang", grow = "5s"', "grow", 'from = "0:30", grow', steps=("work 1:00 Hang",)
    ),
    grows('do = "8-12 Squat", grow = "5s"', "5s", "1 rep", steps=RANGE),
    grows('do = "Squat", grow = "1 rep"', '"Squat', '"8-12 Squat', steps=RANGE),
    grows('do = "8-12 Squat", grow = "1 rep", from = 20', ", from = 20", "", steps=RANGE),
    grows(
        'do = "5 Squat @ 60 kg", grow = "2 kg", from = "70 kg"', ', from = "70 kg"', "", steps=SQUAT
    ),
    grows(
        'do = "8-12 Squat", grow = ["1 rep", "harder"]',
        "grow",
        'harder = ["10 Pistol squat"], grow',
        steps=RANGE,
    ),
    grows(
        'do = "8-12 Squat", grow = ["1 rep"], harder = ["5 Pistol"]',
        '["1 rep"]',
        '["1 rep", "harder"]',
        steps=RANGE,
    ),
    grows(
        'do = "8-12 Squat", grow = "1 set"', "sets = 3", 'sets = "2-4"', steps=RANGE * 2, sets="3"
    ),
    grows('do = "8-12 Squat", grow = "1.5 reps"', "1.5", "1", steps=RANGE),
    grows('do = "5 Squat", wave = [85]', "[85]", '["85%"]', steps=("work 5 Squat",)),
    grows(
        'do = "8-12 Squat", grow = "1 rep", miss = { after = 3 }',
        "after = 3",
        'after = 3, back = "10%"',
        steps=RANGE,
    ),
    Case(
        '[[block]]\nkind = "amrap"\ntime = "5:00"\nexercises = [{ do = "5 Squat @ 6 kg", ramp = true }]\n',  # noqa: E501
        ((", ramp = true", ""),),
        ("work 5 Squat", "score"),
    ),
    grows('do = "5 Squat @ 60 kg", grow = "2,5 kg"', "2,5 kg", "2.5 kg", steps=SQUAT),
    grows('do = "5 Squat @ 60-80 kg", grow = "2 kg"', "60-80", "60", steps=SQUAT),
    grows('do = "8-12 Squat", increment = "1 rep"', "increment", "grow", steps=RANGE),
    grows('do = "12 Squat", grow = "1 rep", start = 6', "start", "from", steps=("work 12 Squat",)),
    grows(
        'do = "8-12 Squat", grow = "1 rep", deload = { after = 3, back = "10%" }',
        "deload",
        "miss",
        steps=RANGE,
    ),
    grows('do = "5 Squat @ 60 kg", warmup = false', "warmup", "ramp", steps=SQUAT),
]
