"""What workouts mean: the steps that every construct of the language expands into."""

from __future__ import annotations

import re

import pytest

from legtimer.core.blocks.amrap import Amrap
from legtimer.core.exercise import NO_REST
from legtimer.core.session.commands import Start, SwapEasier
from legtimer.core.session.machine import Session
from legtimer.core.steps import Ends, Phase, PressEffect
from legtimer.files.workouts.reader import read_workout
from legtimer.history.fingerprint import scored_blocks

B2 = """\
name = "Runner's leg circuit"
[[block]]
kind = "circuit"
rounds = "2-5"
rest = "ready"
exercises = [
  "20 Walking kettlebell lunge @ 16 kg",
  "1:00 Squat jump",
  "10/side Split squat",
  "1:00 Medicine ball toss",
  "14 Overhead walking lunge",
]
"""


def test_b2_fits_in_12_lines_and_repeats_no_key(plan):
    assert len(B2.splitlines()) <= 12
    keys = re.findall(r"^([a-z]+) =", B2, re.MULTILINE)
    assert len(keys) == len(set(keys))
    for rounds in (2, 5):
        made = plan(B2, {"block[0].rounds": rounds})
        work = [step for step in made.steps if step.phase is Phase.WORK]
        assert len(work) == 6 * rounds
        assert sum(step.limit == 60_000 for step in work) == 2 * rounds


class TestRests:
    def test_sets_rest_after_each_set_but_the_last(self, steps):
        assert steps("""
            [[block]]
            kind = "sets"
            sets = 2
            rest = "45-60s"
            exercises = ["20 A", "B"]
        """) == [
            "work 20 A", "rest 0:45-1:00", "work 20 A", "rest 0:45-1:00",
            "work B", "rest 0:45-1:00", "work B",
        ]  # fmt: skip

    def test_superset_back_to_back(self, steps):
        assert steps("""
            [[block]]
            kind = "superset"
            sets = 2
            rest = "1:30"
            exercises = ["20 A", "5 B"]
        """) == ["work 20 A", "work 5 B", "rest 1:30", "work 20 A", "work 5 B"]

    def test_rest_stands_in_place_of_between_at_the_end_of_a_round(self, steps):
        assert steps("""
            [[block]]
            kind = "circuit"
            rounds = 2
            rest = "1:00"
            between = "0:10"
            exercises = ["20 A", "5 B"]
        """) == [
            "work 20 A", "rest 0:10", "work 5 B", "rest 1:00",
            "work 20 A", "rest 0:10", "work 5 B",
        ]  # fmt: skip

    def test_an_exercise_has_a_rest_of_its_own(self, steps):
        assert steps("""
            [[block]]
            kind = "circuit"
            between = "0:10"
            exercises = [{ do = "20 A", rest = "ready" }, { do = "5 B", rest = "none" }, "C", "D"]
        """) == ["work 20 A", "rest ready", "work 5 B", "work C", "rest 0:10", "work D"]

    def test_the_workout_gives_defaults_and_blocks_override_them(self, steps):
        assert steps("""
            rest = "1:00"
            between = "0:15"
            [[block]]
            kind = "circuit"
            rounds = 2
            exercises = ["A", "B"]
            [[block]]
            kind = "sets"
            sets = 2
            rest = "none"
            exercises = ["C"]
        """) == [
            "work A", "rest 0:15", "work B", "rest 1:00", "work A", "rest 0:15", "work B",
            "work C", "work C",
        ]  # fmt: skip

    def test_nothing_between_blocks_but_what_the_file_says(self, steps):
        assert steps("""
            rest = "1:00"
            [[block]]
            kind = "circuit"
            exercises = ["A"]
            [[block]]
            kind = "rest"
            time = "2:00"
            [[block]]
            kind = "circuit"
            exercises = ["B"]
            [[block]]
            kind = "circuit"
            exercises = ["C"]
        """) == ["work A", "rest 2:00", "work B", "work C"]

    def test_intervals_drop_the_last_rest(self, steps):
        assert steps("""
            [[block]]
            kind = "intervals"
            work = "0:20"
            rest = "0:10"
            rounds = 3
            exercises = ["A", "B"]
        """) == ["work 0:20 A", "rest 0:10", "work 0:20 B", "rest 0:10", "work 0:20 A"]

    def test_intervals_can_do_all_exercises_in_each_round(self, steps):
        assert steps("""
            [[block]]
            kind = "intervals"
            work = "0:20"
            rest = "0:10"
            rounds = 2
            order = "all"
            exercises = ["A", "0:40 B"]
        """) == [
            "work 0:20 A", "rest 0:10", "work 0:40 B", "rest 0:10",
            "work 0:20 A", "rest 0:10", "work 0:40 B",
        ]  # fmt: skip

    def test_repeat_has_a_rest_of_its_own(self, steps):
        assert steps("""
            rest = "9:00"
            [[block]]
            kind = "repeat"
            rounds = 2
            rest = "3:00"
              [[block.block]]
              kind = "sets"
              exercises = ["A"]
              [[block.block]]
              kind = "sets"
              exercises = ["B"]
        """) == ["work A", "work B", "rest 3:00", "work A", "work B"]

    def test_repeats_nest(self, steps, plan):
        text = """
            [[block]]
            kind = "repeat"
            rounds = 2
              [[block.block]]
              kind = "repeat"
              rounds = 3
              rest = 30
                [[block.block.block]]
                kind = "circuit"
                exercises = ["A"]
        """
        once = ["work A", "rest 0:30", "work A", "rest 0:30", "work A"]
        assert steps(text) == once * 2
        assert plan(text).steps[-1].place.passes == ((2, 2), (3, 3))

    def test_a_list_gives_one_rest_per_round_and_its_last_repeats(self, steps):
        assert steps("""
            [[block]]
            kind = "circuit"
            rounds = 4
            rest = "0:20, 30-40s"
            exercises = ["A"]
        """) == [
            "work A", "rest 0:20", "work A", "rest 0:30-0:40", "work A", "rest 0:30-0:40", "work A",
        ]  # fmt: skip

    @pytest.mark.parametrize("kind", ["sets", "superset", "complex", "circuit", "intervals"])
    def test_every_kind_with_rests_takes_a_list_of_them(self, kind, plan):
        count = "rounds" if kind in ("circuit", "intervals") else "sets"
        more = {"complex": 'load = "9 kg"', "intervals": "work = 20"}.get(kind, "")
        text = f'[[block]]\nkind = "{kind}"\n{count} = 3\n{more}\nexercises = ["A"]\nrest = '
        for rests, found in (('"0:10,0:20"', [10_000, 20_000]), ('"ready, 9"', [None, 9_000])):
            rested = [s.limit for s in plan(text + rests).steps if s.phase is Phase.REST]
            assert rested == found


class TestRestAfterABlock:
    def test_it_follows_every_block_but_the_last(self, steps):
        assert steps("""
            [[block]]
            kind = "sets"
            rest-after = "1:00"
            exercises = ["A"]
            [[block]]
            kind = "amrap"
            time = "5:00"
            rest-after = "ready"
            exercises = ["B"]
            [[block]]
            kind = "sets"
            rest-after = "1:00"
            exercises = ["C"]
        """) == ["work A", "rest 1:00", "work B", "rest ready", "work C"]

    @pytest.mark.parametrize(
        ("repeat", "inner", "between", "behind"),
        [
            ("", "rest-after = 20", "rest 0:20", "rest 0:20"),
            ("rest = 30", "rest-after = 20", "rest 0:30", "rest 0:20"),
            ("rest = 30", "rest-after = 40", "rest 0:40", "rest 0:40"),
            ("rest = 30\nrest-after = 60", "rest-after = 40", "rest 0:40", "rest 1:00"),
            ("rest = 30\nrest-after = 60", "", "rest 0:30", "rest 1:00"),
            ('rest = "ready"', "rest-after = 40", "rest ready", "rest 0:40"),
            ("rest = 30", 'rest-after = "ready"', "rest ready", "rest ready"),
        ],
    )
    def test_in_a_repeat_the_longer_one_and_never_both(self, steps, repeat, inner, between, behind):
        text = f"""[[block]]
kind = "repeat"
rounds = 2
{repeat}
[[block.block]]
kind = "sets"
{inner}
exercises = ["A"]
"""
        assert steps(text) == ["work A", between, "work A"]
        after = '[[block]]\nkind = "sets"\nexercises = ["B"]\n'
        assert steps(text + after) == ["work A", between, "work A", behind, "work B"]

    def test_nothing_follows_a_block_of_which_everything_is_left_out(self, steps):
        text = """
            [[block]]
            kind = "sets"
            rest-after = 30
            exercises = [{ do = "A", easier = "omit" }]
            [[block]]
            kind = "sets"
            exercises = ["B"]
        """
        swaps = frozenset({"block[0].exercises[0]"})
        assert steps(text, swaps=swaps) == ["work B"]

    def test_the_question_for_the_last_reps_is_asked_where_no_rest_follows(self, steps):
        text = '[[block]]\nkind = "amrap"\ntime = "1:00"\nrest-after = 30\nexercises = ["A"]\n'
        assert steps(text) == ["work A", "score"]


class TestRisingWithoutEnd:
    @pytest.mark.parametrize("kind", ["amrap", "timed"])
    def test_each_round_has_more_than_the_one_before(self, plan, kind):
        made = plan(f'[[block]]\nkind = "{kind}"\ntime = "7:00"\nexercises = ["3..+3 A", "5 B"]\n')
        (step, *_) = [s for s in made.steps if s.tally]
        figures = [[item.amount.low for item in step.tally.items(turn)] for turn in range(3)]
        assert figures == [[3, 5], [6, 5], [9, 5]]
        assert [item.reps for item in step.tally.items(9)] == [30, 5]

    def test_the_table_says_the_same(self, read):
        text = '[[block]]\nkind = "amrap"\ntime = "7:00"\nexercises = [{}]'
        long = read(text.format('{ name = "A", reps = "3..+3" }')).blocks[0].exercise_list()
        assert read(text.format('"3..+3 A"')).blocks[0].exercise_list() == long


class TestLevels:
    TEXT = """
        [[block]]
        kind = "sets"
        exercises = [
          "10/8/side Row @ 2x24/16 kg",
          "5 Snatch @ 95/65,85/55 lb",
          { name = "Run", distance = "400/200 m", easier = "300/100 m Walk" },
        ]
    """

    @pytest.mark.parametrize(
        ("level", "found"),
        [
            (None, ["10 Row 2x24 kg", "5 Snatch 95 lb", "5 Snatch 85 lb", "400 m Run"]),
            (1, ["10 Row 2x24 kg", "5 Snatch 95 lb", "5 Snatch 85 lb", "400 m Run"]),
            (2, ["8 Row 2x16 kg", "5 Snatch 65 lb", "5 Snatch 55 lb", "200 m Run"]),
        ],
    )
    def test_every_figure_is_that_of_the_level(self, plan, level, found):
        made = plan(self.TEXT, {"level": level} if level else {})
        work = [s for s in made.steps if s.phase is Phase.WORK]
        words = [
            f"{s.amount.text} {s.exercise.name} {s.load.text if s.load else ''}".strip()
            for s in work
        ]
        assert list(dict.fromkeys(words)) == found

    def test_an_easier_one_has_levels_too(self, plan):
        made = plan(self.TEXT, {"level": 2}, frozenset({"block[0].exercises[2]"}))
        assert (made.steps[-1].exercise.name, made.steps[-1].amount.text) == ("Walk", "100 m")

    def test_it_is_asked_once_and_first(self, read):
        (ask,) = read(self.TEXT).asks()
        assert (ask.key, ask.options, ask.text(2)) == ("level", ("men", "women"), "women")
        named = read(
            'levels = ["Rx", "Scaled", "Beginner"]\n[[block]]\nkind = "sets"\nsets = "2-3"\n'
            'exercises = ["10/20/30 Dip"]'
        ).asks()
        assert [a.key for a in named] == ["level", "block[0].sets"]
        assert named[0].options == ("Rx", "Scaled", "Beginner")

    @pytest.mark.parametrize("line", ["90/90 stretch", "1/4 Squat", "3/4 Get-up"])
    def test_names_and_fractions_are_no_levels(self, line):
        text = f'[[block]]\nkind = "sets"\nexercises = ["{line}"]'
        assert "cannot read" in read_workout(text).mistakes[0].message


class TestChoices:
    TEXT = """
        [[block]]
        kind = "for-time"
        exercises = [
          "400 m Run | 500 m Row | 1 mi Bike",
          { any = ["10 Dip", { do = "12/9 Press @ 20/10 kg" }], note = "Strict." },
        ]
    """

    def test_one_of_them_is_done(self, steps):
        assert steps(self.TEXT) == ["work 400 m Run+10 Dip"]
        chosen = {"block[0].exercises[0].any": 3, "block[0].exercises[1].any": 2, "level": 2}
        assert steps(self.TEXT, chosen) == ["work 1 mi Bike+9 Press"]

    def test_each_is_asked_at_the_start(self, read):
        asks = read(self.TEXT).asks()
        assert [a.options for a in asks] == [
            ("men", "women"), ("400 m Run", "500 m Row", "1 mi Bike"), ("10 Dip", "Press"),
        ]  # fmt: skip

    def test_what_stands_beside_the_list_is_true_of_each(self, plan):
        for number in (1, 2):
            made = plan(self.TEXT, {"block[0].exercises[1].any": number})
            (step,) = [s for s in made.steps if s.tally]
            assert step.tally.items(0)[1].exercise.note == "Strict."

    def test_records_are_by_choice_and_level(self, read, plan):
        found = set()
        for run in (1, 2):
            for level in (1, 2):
                chosen = {"block[0].exercises[0].any": run, "level": level}
                made = plan(self.TEXT, {**chosen, "block[0].exercises[1].any": 2})
                found.update(print_ for _, _, print_ in scored_blocks(made))
        assert len(found) == 4

    def test_an_easier_one_is_that_of_the_choice(self, read):
        workout = read("""
            [[block]]
            kind = "sets"
            exercises = [{ any = ["10 Jump", { do = "20 Hop", easier = "5 Step" }] }]
        """)
        session = Session(workout, {"block[0].exercises[0].any": 2}, now=0)
        session.handle(Start(), 0)
        session.handle(SwapEasier(), 10_500)
        assert session.view(10_600).step.exercise.name == "Step"
        session = Session(workout, now=0)
        session.handle(Start(), 0)
        session.handle(SwapEasier("March"), 10_500)
        assert session.view(10_600).step.exercise.name == "March"


class TestGettingSet:
    def test_before_timed_work_that_follows_a_press(self, steps):
        assert steps("""
            prepare = "0:10"
            [[block]]
            kind = "circuit"
            rounds = 2
            exercises = ["20 A", "1:00 B"]
        """) == [
            "prepare 0:10", "work 20 A", "get-set 0:08", "work 1:00 B",
            "work 20 A", "get-set 0:08", "work 1:00 B",
        ]  # fmt: skip

    def test_not_after_a_rest_or_a_switch_or_the_lead_in(self, steps):
        assert steps("""
            prepare = "0:10"
            [[block]]
            kind = "circuit"
            between = "ready"
            exercises = ["0:30/side A", "20 B", "1:00 C"]
        """) == [
            "prepare 0:10", "work 0:30 A side 1", "switch 0:05", "work 0:30 A side 2",
            "rest ready", "work 20 B", "rest ready", "work 1:00 C",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("top", "block", "exercise", "found"),
        [
            ("get-set = 3", "", '"1:00 B"', "get-set 0:03"),
            ("get-set = 3", "get-set = 4", '"1:00 B"', "get-set 0:04"),
            ("get-set = 3", "get-set = 4", '{ do = "1:00 B", get-set = 5 }', "get-set 0:05"),
        ],
    )
    def test_the_nearest_one_counts(self, steps, top, block, exercise, found):
        assert steps(f"""
            {top}
            [[block]]
            kind = "circuit"
            {block}
            exercises = ["20 A", {exercise}]
        """) == ["work 20 A", found, "work 1:00 B"]

    def test_not_inside_emom_and_death_by(self, steps):
        found = steps("""
            prepare = 0
            [[block]]
            kind = "emom"
            rounds = 3
            exercises = ["10 A"]
        """)
        assert not any(word.startswith("get-set") for word in found)


class TestSides:
    def test_two_steps_with_a_switch_between(self, steps):
        assert steps("""
            switch = "0:07"
            [[block]]
            kind = "sets"
            exercises = ["10/side A", { do = "0:30/leg B", switch = "0:20" }]
        """) == [
            "work 10 A side 1", "switch 0:07", "work 10 A side 2",
            "work 0:30 B side 1", "switch 0:20", "work 0:30 B side 2",
        ]  # fmt: skip

    def test_no_switch_time_no_switch(self, steps):
        assert steps("""
            [[block]]
            kind = "sets"
            switch = 0
            exercises = ["10/side A"]
        """) == ["work 10 A side 1", "work 10 A side 2"]

    def test_alternating_is_one_step(self, steps):
        assert steps("""
            [[block]]
            kind = "sets"
            exercises = ["8-12/side alternating A"]
        """) == ["work 8-12 A"]

    @pytest.mark.parametrize(
        "block", ['kind = "amrap"\ntime = "5:00"', 'kind = "for-time"', 'kind = "emom"\nrounds = 3']
    )
    def test_scores_count_both_sides_in_one_press(self, plan, block):
        made = plan(f'[[block]]\n{block}\nexercises = ["10/side A", "0:20/side B", "15 cal C"]')
        (step, *_) = [s for s in made.steps if s.tally]
        items = {item.exercise.name: item for item in step.tally.items(0)}
        assert items["A"].reps == 20
        if "B" in items:
            assert (items["B"].reps, items["B"].limit) == (0, 40_000)
            assert items["C"].reps == 15


class TestScored:
    def test_amrap(self, plan):
        made = plan("""
            [[block]]
            kind = "amrap"
            time = "10:00"
            exercises = ["10 A", "20 B"]
        """)
        _, amrap, score = made.steps
        assert (amrap.ends, amrap.press, amrap.limit) == (Ends.CLOCK, PressEffect.COUNT, 600_000)
        assert amrap.scoring is score.scoring is Amrap.scoring
        assert amrap.tally.endless
        assert not amrap.tally.by_round
        assert score.phase is Phase.SCORE

    def test_amrap_counts_rounds_in_the_other_mode(self, plan):
        made = plan('[[block]]\nkind = "amrap"\ntime = 60\ncount = "rounds"\nexercises = ["5 A"]')
        assert made.steps[1].tally.by_round

    def test_the_last_rung_repeats_in_an_amrap(self, plan):
        made = plan('[[block]]\nkind = "amrap"\ntime = 60\nexercises = ["1..3 A", "5 B"]')
        tally = made.steps[1].tally
        assert [tally.items(n)[0].amount.low for n in range(5)] == [1, 2, 3, 3, 3]

    def test_for_time_with_a_cap(self, plan):
        made = plan("""
            [[block]]
            kind = "for-time"
            cap = "12:00"
            exercises = ["21,15,9 A", "21,15,9 B"]
        """)
        _, work, score = made.steps
        assert (work.ends, work.limit, work.counts_up) == (Ends.FIRST, 720_000, True)
        assert [[i.reps for i in items] for items in work.tally.rounds] == [
            [21, 21],
            [15, 15],
            [9, 9],
        ]
        assert not work.tally.endless
        assert score.phase is Phase.SCORE

    def test_for_time_without_a_cap_ends_with_the_work(self, plan):
        made = plan('[[block]]\nkind = "for-time"\nrounds = 3\nexercises = ["10 A"]')
        _, work = made.steps
        assert (work.ends, work.limit, len(work.tally.rounds)) == (Ends.ATHLETE, None, 3)

    def test_emom_alternates_or_does_all(self, steps):
        text = """
            [[block]]
            kind = "emom"
            every = "1:00"
            rounds = 3
            order = "{}"
            exercises = ["10 A", "8 B"]
        """
        assert steps(text.format("alternate")) == ["work 10 A", "work 8 B", "work 10 A"]
        assert steps(text.format("all")) == ["work 10 A+8 B"] * 3

    def test_e2mom(self, plan):
        made = plan('[[block]]\nkind = "emom"\nevery = "2:00"\nrounds = 2\nexercises = ["10 A"]')
        assert [s.limit for s in made.steps if s.phase is Phase.WORK] == [120_000, 120_000]
        assert {s.press for s in made.steps if s.phase is Phase.WORK} == {PressEffect.MADE}

    def test_death_by_grows(self, plan):
        made = plan("""
            [[block]]
            kind = "death-by"
            start = 2
            step = 3
            every = "1:00"
            rounds = 4
            exercises = ["Burpee"]
        """)
        work = [s for s in made.steps if s.phase is Phase.WORK]
        assert [s.tally.items(0)[0].reps for s in work] == [2, 5, 8, 11]
        assert made.steps[-1].phase is Phase.SCORE

    def test_each_pass_of_a_repeat_has_its_own_score(self, plan):
        made = plan("""
            [[block]]
            kind = "repeat"
            rounds = 2
              [[block.block]]
              kind = "for-time"
              cap = "3:00"
              exercises = ["10 A"]
        """)
        assert [s.place.passes for s in made.steps if s.tally] == [((1, 2),), ((2, 2),)]


class TestLists:
    def test_lists_give_the_rounds(self, steps):
        assert steps("""
            [[block]]
            kind = "circuit"
            exercises = ["3..1 A @ 60,70,80 kg", "5 B"]
        """) == [
            "work 3 A @ 60 kg", "work 5 B", "work 2 A @ 70 kg", "work 5 B",
            "work 1 A @ 80 kg", "work 5 B",
        ]  # fmt: skip

    def test_a_list_of_loads_gives_the_sets(self, steps):
        assert steps('[[block]]\nkind = "sets"\nexercises = ["5 A @ 60,70 kg"]') == [
            "work 5 A @ 60 kg", "work 5 A @ 70 kg"
        ]  # fmt: skip

    def test_rounds_that_agree_may_be_said_too(self, steps):
        assert len(steps('[[block]]\nkind = "circuit"\nrounds = 3\nexercises = ["3..1 A"]')) == 3

    def test_a_complex_has_one_load(self, steps):
        assert steps("""
            [[block]]
            kind = "complex"
            load = "40,50 kg"
            rest = "2:00"
            exercises = ["6 A", "6 B"]
        """) == [
            "work 6 A+6 B @ 40 kg", "rest 2:00", "work 6 A+6 B @ 50 kg",
        ]  # fmt: skip


class TestRanges:
    TEXT = """
        [[block]]
        name = "First"
        kind = "sets"
        sets = "2-4"
        exercises = ["8-12 A", "30-60s B"]
        [[block]]
        kind = "intervals"
        work = "20-40s"
        rounds = "4-8"
        exercises = ["C"]
        [[block]]
        kind = "timed"
        time = "3-5 min"
        exercises = ["Jog"]
    """

    def test_sets_rounds_and_work_times_are_asked_reps_never(self, read):
        assert [(a.key, a.label, a.low, a.high, a.unit) for a in read(self.TEXT).asks()] == [
            ("block[0].sets", "First: sets", 2, 4, "sets"),
            ("block[0].exercises[1].time", "B: time", 30_000, 60_000, "ms"),
            ("block[1].work", "Intervals: work", 20_000, 40_000, "ms"),
            ("block[1].rounds", "Intervals: rounds", 4, 8, "rounds"),
            ("block[2].time", "Jog: time", 180_000, 300_000, "ms"),
        ]

    def test_the_choice_counts_and_the_low_end_without_one(self, steps):
        low = steps(self.TEXT)
        assert low.count("work 8-12 A") == 2
        assert low.count("work 0:20 C") == 4
        high = steps(
            self.TEXT,
            {"block[0].sets": 3, "block[0].exercises[1].time": 45_000, "block[1].work": 40_000},
        )
        assert high.count("work 8-12 A") == 3
        assert high.count("work 0:45 B") == 3
        assert high.count("work 0:40 C") == 4


class TestTheRest:
    def test_defaults_of_a_workout(self, read):
        workout = read('[[block]]\nkind = "sets"\nexercises = ["A"]')
        assert (workout.prepare, workout.get_set, workout.switch) == (10_000, 8_000, 5_000)
        assert (workout.rest, workout.between) == (NO_REST, NO_REST)
        assert (workout.countdown, workout.halfway) == (3, True)
        assert workout.blocks[0].role == "main"

    def test_countdown_and_halfway_of_workout_and_block(self, plan):
        made = plan("""
            countdown = 5
            halfway = false
            [[block]]
            kind = "circuit"
            exercises = ["1:00 A"]
            [[block]]
            kind = "circuit"
            countdown = 0
            halfway = true
            exercises = ["0:20 B"]
        """)
        assert [(s.countdown, s.halfway) for s in made.steps if s.phase is Phase.WORK] == [
            (5, False), (0, True)
        ]  # fmt: skip

    def test_roles(self, plan):
        made = plan("""
            [[block]]
            kind = "timed"
            role = "warm-up"
            time = "4:00"
            exercises = ["Jog"]
            [[block]]
            kind = "circuit"
            role = "cool-down"
            exercises = ["1:00 Stretch"]
        """)
        assert [s.place.role for s in made.steps[1:]] == ["warm-up", "cool-down"]

    def test_a_timed_list_repeats_unscored_and_flows(self, plan):
        made = plan('[[block]]\nkind = "timed"\ntime = "4:00"\nexercises = ["0:40 A", "10 B"]')
        (step,) = made.steps[1:]
        assert step.scoring is None
        assert (step.tally.endless, step.tally.flows) == (True, True)

    def test_a_timed_block_alone(self, steps):
        assert steps('[[block]]\nkind = "timed"\ntime = "4:00"\nexercises = ["Jog"]') == [
            "work 4:00 Jog"
        ]
        assert steps('[[block]]\nname = "Stretch"\nkind = "timed"\ntime = "4:00"') == [
            "work 4:00 Stretch"
        ]

    def test_cadence_ends_itself_after_the_last_rep(self, plan):
        made = plan("""
            [[block]]
            kind = "sets"
            exercises = [{ do = "8-12 A", cadence = "2s" }, { do = "5 B", tempo = "3-1-1" }]
        """)
        a, b = (s for s in made.steps if s.phase is Phase.WORK)
        assert (a.ends, a.limit, a.cadence.period) == (Ends.FIRST, 24_000, 2000)
        assert (b.limit, b.cadence.period, b.cadence.beats) == (25_000, 5000, (3000, 4000))

    def test_easier_and_left_out(self, steps):
        text = """
            [[block]]
            kind = "circuit"
            between = "0:10"
            exercises = [
              { do = "1:00 Jump", easier = "1:00 Squat" },
              { do = "20 Hop", easier = "omit" },
              "5 A",
            ]
        """
        both = frozenset({"block[0].exercises[0]", "block[0].exercises[1]"})
        assert steps(text) == [
            "work 1:00 Jump",
            "rest 0:10",
            "work 20 Hop",
            "rest 0:10",
            "work 5 A",
        ]
        assert steps(text, swaps=both) == ["work 1:00 Squat", "rest 0:10", "work 5 A"]

    def test_a_name_is_kept_on_one_line(self, read):
        workout = read(
            'name = "a\\n\\tb"\n[[block]]\nkind = "sets"\nexercises = ["20 Jump  \\n up"]'
        )
        assert workout.name == "a b"
        assert workout.blocks[0].exercise_list()[0].name == "Jump up"

    def test_without_a_name_the_file_is_the_name(self):
        text = '[[block]]\nkind = "sets"\nexercises = ["A"]'
        assert read_workout(text, "Monday").workout.name == "Monday"

    def test_a_byte_order_mark_and_windows_line_ends_are_no_mistake(self):
        text = '\ufeffname = "x"\r\n[[block]]\r\nkind = "sets"\r\nexercises = ["A"]\r\n'
        assert read_workout(text.encode()).mistakes == ()
