"""Mixing: exact positions, no clipping, no clicks, whatever the size of the blocks."""

from __future__ import annotations

import math
from array import array
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legtimer.audio.mixer import KNEE, SPEECH, Mixer, gain_of

RATE = 48_000
LOUD = array("h", [30000] * 2000)
CLIPS = {
    "count": array("h", range(1, 501)),
    "loud": LOUD,
    "low": array("h", [-30000] * 2000),
    "tone": array("h", [round(9000 * math.sin(i / 7)) for i in range(3000)]),
}


def render_passage(mixer: Mixer, frames: int, block: int = 480, first: int = 0) -> array[int]:
    out = array("h")
    for start in range(first, first + frames, block):
        out.frombytes(mixer.render(start, min(block, first + frames - start)))
        mixer.forget(start + block)
    return out


def test_silence_is_silent() -> None:
    assert Mixer(CLIPS, RATE).render(0, 1000) == bytes(2000)


@given(start=st.integers(0, 2000), block=st.integers(1, 1500))
def test_a_sound_lies_where_it_was_placed(start: int, block: int) -> None:
    mixer = Mixer(CLIPS, RATE)
    mixer.begin(1, "count", start)
    assert render_passage(mixer, 3000, block).tolist() == (
        [0] * start + list(range(1, 501)) + [0] * (2500 - start)
    )
    assert not mixer.sounding


@given(
    places=st.lists(st.tuples(st.sampled_from(sorted(CLIPS)), st.integers(0, 3000)), max_size=6),
    block=st.integers(50, 3000),
    volume=st.integers(0, 100),
)
def test_the_size_of_blocks_changes_nothing_and_nothing_clips(
    places: list[tuple[str, int]], block: int, volume: int
) -> None:
    def play(size: int) -> array[int]:
        mixer = Mixer(CLIPS, RATE, gain_of(volume))
        for key, (name, start) in enumerate(places):
            mixer.begin(key, name, 1 + start)
        return render_passage(mixer, 7000, size, first=1)

    whole = play(7000)
    assert play(block) == whole
    assert max(map(abs, whole), default=0) <= 32767


def test_overlapping_sounds_add_up_below_the_knee_and_bend_above_it() -> None:
    mixer = Mixer(CLIPS, RATE)
    mixer.begin(1, "tone", 0)
    mixer.begin(2, "count", 100)
    got = render_passage(mixer, 200)
    assert got[:100] == CLIPS["tone"][:100]
    assert got[100:200].tolist() == [
        a + b for a, b in zip(CLIPS["tone"][100:200], CLIPS["count"], strict=False)
    ]
    mixer = Mixer(CLIPS, RATE)
    mixer.begin(1, "loud", 0)
    mixer.begin(2, "loud", 0)
    assert KNEE < max(render_passage(mixer, 100)) <= 32767


def test_a_released_sound_dies_away_within_5_ms_and_without_a_jump() -> None:
    mixer = Mixer(CLIPS, RATE)
    mixer.begin(1, "loud", 0)
    before = render_passage(mixer, 480)
    mixer.release(1, 480)
    mixer.release(1, 960)  # once is enough
    mixer.release("unknown", 480)
    after = render_passage(mixer, 960, first=480, block=100)
    assert not any(after[241:])
    steps = [abs(b - a) for a, b in zip([before[-1], *after], after, strict=False)]
    assert max(steps) <= 30000 / 240 + 1500  # the knee bends 30,000 a little


def test_the_volume_moves_without_a_jump() -> None:
    mixer = Mixer(CLIPS, RATE)
    mixer.begin(1, "loud", 0)
    render_passage(mixer, 100)
    mixer.turn(0.0, 100)
    down = render_passage(mixer, 600, block=70, first=100)
    mixer.turn(0.5, 700)
    up = render_passage(mixer, 600, block=70, first=700)
    assert down[-1] == 0
    assert up[-1] == pytest.approx(15000, abs=400)
    both = down + up
    assert max(abs(b - a) for a, b in pairwise(both)) <= 30000 / 480 + 2


@given(
    places=st.lists(st.tuples(st.sampled_from(sorted(CLIPS)), st.integers(0, 3000)), max_size=5),
    released=st.integers(0, 4000),
    turned=st.integers(0, 4000),
    parts=st.lists(st.tuples(st.integers(0, 6000), st.integers(1, 900)), max_size=8),
)
def test_any_part_can_be_rendered_as_often_as_it_is_wanted(
    places: list[tuple[str, int]], released: int, turned: int, parts: list[tuple[int, int]]
) -> None:
    mixer = Mixer(CLIPS | {SPEECH + "words": LOUD}, RATE)
    mixer.begin("words", SPEECH + "words", 500)
    for key, (name, start) in enumerate(places):
        mixer.begin(key, name, start)
    mixer.release(0, released)
    mixer.turn(0.3, turned)
    whole = array("h", mixer.render(0, 7000))
    for first, count in parts:
        assert array("h", mixer.render(first, count)) == whole[first : first + count]


def test_what_is_withdrawn_was_never_there() -> None:
    mixer = Mixer(CLIPS, RATE)
    mixer.begin(1, "tone", 0)
    mixer.begin(2, "loud", 100)
    assert mixer.span(2) == (100, 2100)
    mixer.withdraw(2)
    mixer.withdraw("unknown")
    assert render_passage(mixer, 3000) == CLIPS["tone"]
    assert mixer.span(2) == (0, 0)


def test_volumes_are_a_curve_from_silence_to_full() -> None:
    assert [gain_of(v) for v in (-5, 0, 50, 100, 200)] == [0, 0, 0.25, 1, 1]


def test_a_sound_that_is_missing_is_silent() -> None:
    mixer = Mixer(CLIPS, RATE)
    mixer.begin(1, "nothing", 0)
    assert not any(mixer.render(0, 100))
