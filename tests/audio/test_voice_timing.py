"""What the voice says in whole workouts, in virtual time: never over a beep, and never late."""

from __future__ import annotations

import random
from array import array
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legtimer.audio.clips import load_clips
from legtimer.audio.engine import Sound
from legtimer.audio.mixer import SPEECH
from legtimer.audio.player import PlaybackRequest
from legtimer.audio.schedule import ScheduledSound
from legtimer.audio.sound_rules import SOUNDS
from legtimer.audio.voice.announcements import announcement_for
from legtimer.audio.voice.placement import BEEP_MARGIN, LATEST, TimeRange, fit_texts
from legtimer.cli.paper_athlete import PaperAthlete
from legtimer.core.session import commands as c
from legtimer.core.session import cues
from legtimer.core.session.cues import Cue
from legtimer.core.session.machine import NotAllowed, Session
from legtimer.core.workout import Workout
from legtimer.files.workouts.reader import read_file
from tests.audio.virtual_device import RecordingPlayer
from tests.audio.virtual_tape import VirtualPlayer

RATE = 8_000
MS = 1_000_000
WORKOUTS = Path(__file__).parents[2] / "workouts"
SOUNDS_FOLDER = Path(__file__).parents[2] / "sounds"
BEEP, WORD = 5000, 1000
"""Sample values by which one sees in a recording what sounds."""


class Speaker:
    """A voice without a thread: its speech lasts as long as it would take to say it."""

    def __init__(self, per_character: int = 60) -> None:
        self.clips: dict[str, array[int]] = {}
        self.error: str | None = None
        self.ready: Callable[[], None] = lambda: None
        self.wanted: set[str] = set()
        self.per_character = per_character

    def want(self, texts: list[str]) -> None:
        self.wanted.update(texts)
        for text in texts:
            frames = len(text) * self.per_character * RATE // 1000
            self.clips.setdefault(SPEECH + text, array("h", [WORD]) * frames)

    def length(self, text: str) -> int | None:
        clip = self.clips.get(SPEECH + text)
        return None if clip is None else len(clip) * 1000 // RATE

    def close(self) -> None:
        pass


class Training:
    """A session with its sound, driven as the screens drive it."""

    def __init__(
        self,
        workout: Workout,
        per_character: int = 60,
        clips: dict[str, array[int]] | None = None,
        *,
        on_tape: bool = False,
    ) -> None:
        self.now = 1000
        self.session = Session(workout, now=self.now)
        self.players: list[RecordingPlayer | VirtualPlayer] = []
        self.speaker = Speaker(per_character)
        if clips is None:
            clips = {name: array("h", [BEEP]) * (RATE // 3) for name in SOUNDS}
            clips |= {name: array("h", [BEEP]) * (RATE // 10) for name in ("tick", "rep-tick")}
        self.clips = clips
        self.requests: list[PlaybackRequest] = []

        def player(request: PlaybackRequest) -> RecordingPlayer | VirtualPlayer:
            self.requests.append(request)
            device = (
                VirtualPlayer(request) if on_tape else RecordingPlayer(request, period=RATE // 20)
            )
            self.players.append(device)
            return device

        self.sound = Sound(clips, player, rate=RATE, voice=self.speaker)  # type: ignore[arg-type]
        self.sound.prepare(self.session.plan.steps)
        self.cues: list[Cue] = []
        self.told: dict[ScheduledSound, int] = {}
        self.turn(self.session.handle(c.Start(), self.now))

    def turn(self, told: list[Cue]) -> None:
        self.cues += told
        if told:
            self.sound.play(told, self.now)
        self.sound.prepare(self.session.plan.steps, self.session.view(self.now).number)
        self.sound.schedule(self.session.upcoming(self.now, 30_000), self.now)
        self.remember()

    def remember(self) -> None:
        for entry in self.requests[0].queue.entries:
            if entry.due <= self.now * MS:
                self.told.setdefault(entry, self.now)

    def wait(self, ms: int) -> None:
        end = self.now + ms
        while self.now < end:
            deadline = self.session.next_deadline()
            at = min(end, self.now + 5000, *([deadline] if deadline is not None else []))
            self.now = max(self.now + 1, at) if at <= self.now else at
            self.players[0].run_until(self.now * MS)
            self.remember()
            self.turn(self.session.advance(self.now))

    def press(self, command: c.Command | None = None) -> bool:
        try:
            told = self.session.handle(command or c.Press(), self.now)
        except NotAllowed:
            return False
        self.turn(told)
        return True

    @property
    def over(self) -> bool:
        return self.session.view(self.now).state_behind_pause.name == "FINISHED"

    def said(self) -> list[tuple[int, str]]:
        return sorted(
            (entry.due // MS, entry.sound.removeprefix(SPEECH))
            for entry in self.told
            if entry.sound.startswith(SPEECH)
        )

    def heard_over_beeps(self) -> int:
        """How many frames of speech are heard with a beep."""
        return sum(x > BEEP for block in self.players[0].heard for x in array("h", block.samples))


def workout_of(name: str) -> Workout:
    workout = read_file(WORKOUTS / name).workout
    assert workout is not None
    return workout


def trained(training: Training, chance: random.Random) -> None:
    """Train to the end: every press some seconds after the last words, as people press."""
    for _ in range(2000):
        if training.over:
            break
        training.wait(chance.randint(9_000, 60_000))
        if training.session.next_deadline() is None or chance.random() < 0.2:
            training.press()
    training.wait(8000)


def test_the_source_workout_is_announced_and_no_word_meets_a_beep() -> None:
    training = Training(workout_of("half-marathon-supersets.toml"))
    trained(training, random.Random(5))
    assert training.over
    said = [text for _, text in training.said()]
    for text in (
        "next: 100 Jump rope",
        "next: 20 Barbell curtsey lunge",
        "next: 1 minute Lunge jump",
        "next: 5 Deadlift",
        "last set",
        "2 sets left",
        "halfway",
    ):
        assert text in said, text
    assert training.heard_over_beeps() == 0
    starts = [cue.due for cue in training.cues]
    for due, text in training.said():
        if not text.endswith("left") and not text.startswith("last"):
            assert min(due - at for at in starts if at <= due) <= LATEST + 3000


def test_the_source_workout_as_an_athlete_on_paper_trains_it() -> None:
    """With our own sounds, on a tape: no announcement meets a beep, and none is late."""
    sounds = load_clips(SOUNDS_FOLDER).samples
    training = Training(workout_of("half-marathon-supersets.toml"), clips=sounds, on_tape=True)
    athlete = PaperAthlete()
    while not training.over:
        due = training.session.next_deadline()
        wanted = athlete.next_press(training.session.view(training.now), training.now)
        if wanted is not None and (due is None or wanted[0] < due):
            if wanted[0] > training.now:
                training.wait(wanted[0] - training.now)
            training.press(wanted[1])
        else:
            assert due is not None
            training.wait(max(1, due - training.now))
    training.wait(8000)
    said = training.said()
    assert len(said) > 30
    words = [TimeRange(due, due + (training.speaker.length(text) or 0)) for due, text in said]
    beeps = [
        TimeRange(entry.due // MS, entry.due // MS + len(sounds[entry.sound]) * 1000 // RATE)
        for entry in training.told
        if not entry.sound.startswith(SPEECH)
    ]
    assert len(beeps) > 80
    assert not [
        (word, beep)
        for word in words
        for beep in beeps
        if beep.begin < word.end and word.begin < beep.end
    ]
    # Words begin within 3 s of what they are about; what follows them may wait for a beep.
    steps = training.session.plan.steps
    found = [one for cue in training.cues if (one := announcement_for(cue, steps)) is not None]
    for due, text in said:
        first = [one.at for one in found if any(version[0] == text for version in one.versions)]
        after = [span.end for span in words if span.end <= due]
        begins = [at for at in first if 0 <= due - at <= LATEST]
        assert begins or (after and due - after[-1] <= LATEST), text


@pytest.mark.parametrize("path", sorted(WORKOUTS.glob("*.toml")), ids=lambda path: path.stem)
def test_no_word_meets_a_beep_in_any_workout_of_the_library(path: Path) -> None:
    training = Training(workout_of(path.name))
    chance = random.Random(2)
    for _ in range(60):
        training.wait(chance.randint(9_000, 30_000))
        training.press()
    spans = [(due, due + (training.speaker.length(text) or 0)) for due, text in training.said()]
    presses = [cue.due for cue in training.cues if not isinstance(cue, cues.Countdown)]
    assert spans
    # Where words meet a beep, a press brought it: it was not known when the words began.
    beeps = {entry.due // MS for entry in training.told if not entry.sound.startswith(SPEECH)}
    for begin, end in spans:
        assert not [at for at in beeps if begin <= at < end and at not in presses]


def test_words_give_way_to_the_beep_of_a_press_and_go_on() -> None:
    training = Training(workout_of("half-marathon-supersets.toml"), per_character=120)
    training.wait(15_000)  # the lead-in is over, the jump rope has begun
    training.press()
    training.wait(9000)
    training.press()  # the lunges are done, the jumps are announced
    training.wait(1000)
    training.players[0].heard.clear()
    training.press()
    training.wait(3000)
    values = {x for block in training.players[0].heard for x in array("h", block.samples)}
    assert BEEP + WORD // 4 in values
    assert WORD in values


def test_a_pause_and_an_undo_end_the_words() -> None:
    for command in (c.Pause(), c.Undo()):
        training = Training(workout_of("half-marathon-supersets.toml"), per_character=120)
        training.wait(15_000)
        training.press()
        training.wait(1200)
        before = {e for e in training.requests[0].queue.entries if e.sound.startswith(SPEECH)}
        assert before
        assert training.press(command)
        after = {e for e in training.requests[0].queue.entries if e.sound.startswith(SPEECH)}
        assert not before & {e for e in after if e.due <= training.now * MS}


def test_without_speech_and_without_steps_the_beeps_go_on() -> None:
    training = Training(workout_of("tabata-legs.toml"))
    training.speaker.want = lambda texts: None  # type: ignore[method-assign]
    training.speaker.clips.clear()
    training.wait(60_000)
    assert [due for due, _ in training.said() if due > 2000] == []
    assert training.players[0].onsets()


def test_the_result_is_said_when_its_speech_is_ready() -> None:
    training = Training(workout_of("half-marathon-supersets.toml"))
    training.wait(3000)
    training.press(c.End())
    training.wait(100)
    view = training.session.view(training.now)
    training.sound.result(view.scores, 61_000, training.now)
    training.wait(5000)
    assert [text for _, text in training.said()][-2:] == ["workout done", "1 minute 1 second"]


@given(
    st.lists(st.tuples(st.integers(0, 20_000), st.integers(20, 700)), max_size=30),
    st.lists(st.lists(st.integers(200, 4000), min_size=1, max_size=3), min_size=1, max_size=4),
    st.integers(0, 5000),
    st.integers(0, 20_000),
)
@settings(deadline=None)
def test_what_is_placed_meets_no_beep_is_not_late_and_ends_in_time(
    beeps: list[tuple[int, int]], versions: list[list[int]], begin: int, until: int
) -> None:
    busy = sorted(TimeRange(at, at + length) for at, length in beeps)
    told = [tuple(f"{i}.{j} {ms}" for j, ms in enumerate(v)) for i, v in enumerate(versions)]

    def length(text: str) -> int:
        return int(text.split()[1])

    said = fit_texts(told, busy, length, begin, begin + LATEST, until)
    if said:
        assert begin <= said[0].due <= begin + LATEST
        assert said[-1].due + length(said[-1].text) + BEEP_MARGIN <= until
    spans = [(due, due + length(text)) for due, text in said]
    for first, last in spans:
        assert all(
            span.end + BEEP_MARGIN <= first or span.begin >= last + BEEP_MARGIN for span in busy
        )
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
