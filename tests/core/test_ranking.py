"""What is better, kind by kind."""

from __future__ import annotations

import pytest

from legtimer.core.blocks import kinds
from legtimer.core.ranking import Ranking, Result


def test_more_rounds_beat_more_reps():
    assert Ranking.ROUNDS.beats(Result(rounds=8), Result(rounds=7, reps=99))
    assert Ranking.ROUNDS.beats(Result(rounds=7, reps=24), Result(rounds=7, reps=23))
    assert not Ranking.ROUNDS.beats(Result(rounds=7, reps=23), Result(rounds=7, reps=23))


def test_finished_beats_capped_and_time_beats_reps():
    fast, slow = Result(ms=500_000, reps=90), Result(ms=500_001, reps=90)
    capped = Result(ms=400_000, reps=80, capped=True)
    assert Ranking.TIME.beats(fast, slow)
    assert Ranking.TIME.beats(slow, capped)
    assert not Ranking.TIME.beats(capped, slow)
    assert Ranking.TIME.beats(capped._replace(reps=81), capped)


def test_more_intervals_made_are_better():
    assert Ranking.MADE.beats(Result(rounds=10), Result(rounds=9, reps=1))


def test_work_is_weight_then_reps_then_time():
    assert Ranking.WORK.beats(Result(grams=2_001), Result(grams=2_000, reps=99))
    assert Ranking.WORK.beats(Result(grams=2_000, reps=11), Result(grams=2_000, reps=10, ms=9))
    assert Ranking.WORK.beats(Result(reps=10, ms=61_000), Result(reps=10, ms=60_000))


@pytest.mark.parametrize("better", Ranking)
@pytest.mark.parametrize("flaw", [{"paused": True}, {"complete": False}])
def test_paused_and_unfinished_results_are_never_records(better, flaw):
    great = Result(rounds=99, reps=99, ms=1, grams=99)
    assert not better.counts(great._replace(**flaw))
    assert not better.beats(great._replace(**flaw), Result(ms=2))


def test_what_is_not_compared_beats_nothing():
    assert not Ranking.NOTHING.beats(Result(rounds=9), Result())


@pytest.mark.parametrize(
    ("kind", "better"),
    [
        ("amrap", Ranking.ROUNDS),
        ("for-time", Ranking.TIME),
        ("emom", Ranking.MADE),
        ("death-by", Ranking.ROUNDS),
        ("sets", Ranking.WORK),
        ("rest", Ranking.NOTHING),
    ],
)
def test_each_kind_says_what_is_better(kind, better):
    assert kinds()[kind].ranking is better
