"""The plans of the four leg days agree with the figures that their sources give."""

import json

import pytest

from legtimer.cli.main import main


@pytest.fixture
def plan(capsys):
    def plan_of(*arguments):
        assert main(["plan", *arguments, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return plan_of


def work(plan):
    return [step for step in plan["steps"] if step["phase"] == "work"]


def test_half_marathon_supersets(plan):
    steps = work(plan("half-marathon-supersets"))
    rope = ("Jump rope", 100)
    expected = [
        rope,
        *[("Barbell curtsey lunge", 20), ("Lunge jump", 60_000)] * 3,
        *[("Deadlift", 5), rope] * 4,
        *[("Barbell back squat", 15), ("Squat jump", 60_000)] * 3,
        *[("Barbell hip thruster", 0)] * 3,
    ]
    assert [(s["exercise"], s["amount"]["low"]) for s in steps] == expected
    assert len(steps) == 1 + 6 + 8 + 6 + 3 == 24
    timed = [s for s in steps if s["amount"]["unit"] == "time"]
    assert [s["limit_ms"] for s in timed] == [60_000] * 6
    assert steps[0]["role"] == "warm-up"
    assert steps[-1]["amount"]["unit"] == "open"
    assert all(s["ends"] == "athlete" for s in steps if s["amount"]["unit"] != "time")


@pytest.mark.parametrize("rounds", [2, 3, 4, 5])
def test_runner_circuit(plan, rounds):
    found = plan("runner-circuit", "--rounds", str(rounds))
    steps = work(found)
    assert found["totals"]["sets"] == 5 * rounds
    assert found["totals"]["work_steps"] == len(steps) == 6 * rounds
    timed = [s for s in steps if s["limit_ms"] is not None]
    assert [s["limit_ms"] for s in timed] == [60_000] * (2 * rounds)
    assert found["totals"]["timed_work_ms"] == 2 * rounds * 60_000
    sides = [s["side"] for s in steps if s["exercise"] == "Split squat"]
    assert sides == [1, 2] * rounds


def test_runner_circuit_asks_for_its_rounds(plan):
    (asked,) = plan("runner-circuit")["ranges"]
    assert (asked["unit"], asked["low"], asked["high"]) == ("rounds", 2, 5)


def test_leg_amrap(plan):
    (step,) = work(plan("leg-amrap"))
    assert step["limit_ms"] == 600_000
    assert (step["ends"], step["counts"]) == ("clock", "down")
    (round_,) = step["tally"]["rounds"]
    assert [item["reps"] for item in round_["items"]] == [10, 20, 10, 20]
    assert round_["reps"] == 60
    assert step["tally"]["endless"]


@pytest.mark.parametrize("sets", [2, 3, 4])
def test_runner_leg_strength(plan, sets):
    found = plan("runner-leg-strength", "--sets", str(sets))
    steps = work(found)
    assert found["totals"]["sets"] == 7 * sets
    assert len(steps) == 9 * sets
    two_sided = {s["exercise"] for s in steps if s["side"]}
    assert two_sided == {"Single-leg Romanian deadlift", "Step-through lunge"}
    switches = [s for s in found["steps"] if s["phase"] == "switch"]
    assert len(switches) == 2 * sets
    rests = [s for s in found["steps"] if s["phase"] == "rest"]
    assert len(rests) == 7 * sets - 1
    assert {(s["first_call_ms"], s["limit_ms"], s["ends"]) for s in rests} == {
        (45_000, 60_000, "first")
    }
    names = list(dict.fromkeys(s["exercise"] for s in steps))
    figures = {s["exercise"]: (s["amount"]["low"], s["amount"]["high"]) for s in steps}
    assert [figures[name] for name in names] == [
        (15, 20), (8, 12), (8, 12), (15, 20), (8, 12), (15, 20), (20, 30)
    ]  # fmt: skip
