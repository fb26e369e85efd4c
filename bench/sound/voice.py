"""The announcements of a workout: none over a beep, none late, recorded from a real run.

    python bench/sound voice [--workout half-marathon-supersets] [--quick] [--gap 7]

The workout is trained in a terminal with ``--voice``: what waits for the athlete is pressed after
``--gap`` seconds, what has a clock runs to its end (``--quick`` skips it after as many seconds).
Beeps are found in the recording by their clips and taken out, then the words by the files that the
voice has rendered.
"""

from __future__ import annotations

import argparse
import shutil
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
from null_sink import RATE, NullSink
from onset import Wanted, clip_of, find_all
from planned import due_sounds
from recorder import Recorder
from report import spread, verdict, verdict_of
from terminal import Terminal

from legtimer.audio.voice.announcements import Announcement, announcement_for
from legtimer.audio.voice.placement import LATEST
from legtimer.audio.voice.renderers import find_renderer
from legtimer.audio.voice.store import SpeechStore
from legtimer.audio.voice.wording import result_words
from legtimer.cli.commands.rehearse import rehearse
from legtimer.core.session.commands import JournalEntry
from legtimer.core.session.machine import Session
from legtimer.files.shipped import sounds_folder
from legtimer.files.workouts.catalogue import WORKOUTS
from legtimer.files.workouts.reader import read_file

REACH = 7.0
"""Seconds after its cue in which each piece of an announcement is looked for."""


class Spoken(NamedTuple):
    """A piece of an announcement that was heard; seconds of the recording."""

    begin: float
    end: float
    text: str


def rehearsed(path: Path, taken: list[JournalEntry]) -> tuple[Session, list]:
    """The session with what was pressed so far, and its cues."""
    workout = read_file(path).workout
    assert workout is not None
    session = Session(workout, now=0)
    script = tuple(JournalEntry(pressed.at - taken[0].at, pressed.command) for pressed in taken)
    return session, [event.cue for event in rehearse(session, script) if event.cue is not None]


def train(path: Path, terminal: Terminal, gap: float, quick: bool) -> None:
    """Press what has to be pressed until the workout is done."""
    begun, step = time.monotonic(), -1
    while True:
        taken = terminal.taken()
        workout = read_file(path).workout
        assert workout is not None
        session = Session(workout, now=0)
        for pressed in taken:
            session.handle(pressed.command, pressed.at - taken[0].at)
        now = time.monotonic_ns() // 1_000_000 - taken[0].at
        session.advance(now)
        view = session.view(now)
        if view.step is None:
            return
        if terminal.failed:
            raise RuntimeError(terminal.failed)
        if view.number != step:
            begun, step = time.monotonic(), view.number
        elif time.monotonic() - begun > gap and (view.step.limit is None or quick):
            terminal.press(" " if view.step.limit is None else "n")
            time.sleep(0.3)
        time.sleep(0.1)


def expected(session: Session, cues: list) -> list[Announcement]:
    """What is to be announced, each thing once."""
    found, about = [], set()
    for cue in cues:
        one = announcement_for(cue, session.plan.steps)
        if one is None or one.about in about:
            continue
        found.append(one)
        if one.about[1] < 1 << 30:
            about.add(one.about)
    return found


def listen(
    announcement: Announcement, at: float, rest: np.ndarray, speech: dict[str, np.ndarray]
) -> list[Spoken]:
    """The pieces of an announcement that are heard, of its fullest version that is."""
    for version in announcement.versions:
        heard: list[Spoken] = []
        after = at
        for text in version:
            clip = speech.get(text)
            if clip is None:
                break
            found, _ = find_all(rest, [Wanted(after, text, 0.01, REACH)], {text: clip})
            if found[0] is None:
                break
            heard.append(Spoken(found[0].at, found[0].at + len(clip) / RATE, text))
            after = heard[-1].end
        if len(heard) == len(version):
            return heard
    return []


def main(arguments: list[str]) -> None:
    words = argparse.ArgumentParser(prog="voice", description=(__doc__ or "").splitlines()[0])
    words.add_argument("--workout", default="half-marathon-supersets", metavar="FILE|NAME")
    words.add_argument("--quick", action="store_true", help="skip what has a clock")
    words.add_argument("--gap", type=float, default=7.0, help="seconds before a press")
    options = words.parse_args(arguments)
    path = WORKOUTS.find(options.workout)
    with NullSink() as sink:
        recorder = Recorder(sink)
        with Terminal(["run", str(path), "--voice"], sink.environment) as terminal:
            terminal.begun()
            train(path, terminal, options.gap, options.quick)
            time.sleep(8)
            taken = terminal.taken()
            recorder.stop()
            rendered = sink.folder / "rendered"
            rendered.mkdir()
            for file in terminal.folder.rglob("speech/*.wav"):
                shutil.copy(file, rendered)
        report(path, taken, recorder, rendered)


def speech_of(folder: Path, told: list[Announcement]) -> dict[str, np.ndarray]:
    """The pieces that the voice has rendered, by their texts."""
    renderer = find_renderer()
    assert renderer is not None, "there is no voice here"
    store = SpeechStore(folder, RATE)
    found = {}
    for text in {text for one in told for version in one.versions for text in version}:
        samples = store.find(renderer.key, text)
        if samples:
            found[text] = np.array(samples, np.float32) / 32768
    return found


def report(path: Path, taken: list[JournalEntry], recorder: Recorder, rendered: Path) -> None:
    """Find beeps and words, and print what became of them."""
    start = taken[0].at / 1000
    session, cues = rehearsed(path, taken)
    due = due_sounds(path, taken)
    clips = {s: clip_of(sounds_folder(), s) for s in {one.sound for one in due}}
    found, _, rest = recorder.hear([(one.at, one.sound) for one in due], clips, 0.1, 0.4)
    beeps = [
        (place.at, place.at + len(clips[one.sound]) / RATE)
        for one, place in zip(due, found, strict=True)
        if place is not None
    ]
    told = expected(session, cues)
    view = session.view(10**9)
    result = result_words(view.scores, view.elapsed)
    told.append(Announcement(cues[-1].due, (0, 0, 0), (0, 0, 0), (result, result[:1])))
    speech = speech_of(rendered, told)
    delays, gaps, silent, short = [], [], 0, 0
    for one in told:
        at = recorder.place(start + one.at / 1000)
        heard = listen(one, at, rest, speech)
        if not heard:
            silent += 1
            print(f"{one.at / 1000:8.1f} s  not heard: {'; '.join(one.versions[0])}")
            continue
        said = tuple(piece.text for piece in heard)
        short += said != one.versions[0]
        delays.append(heard[0].begin - at)
        gaps += [min(max(b - p.end, p.begin - e) for b, e in beeps) for p in heard]
        print(f"{one.at / 1000:8.1f} s  +{delays[-1]:.2f} s  {'; '.join(said)}")
    delay, nearest = spread(delays, signed=True), min(gaps, default=float("nan"))
    print(f"{len(told)} announcements, {len(delays)} heard, {short} of them shortened")
    print(f"{len(beeps)} of {len(due)} beeps heard")
    print(f"from cue to first word, s: p50 {delay.p50:.2f}, worst {delay.worst:.2f}")
    print(f"between a word and the nearest beep: {nearest * 1000:.0f} ms")
    verdict_of("every announcement heard", not silent, f"{silent} not heard")
    verdict_of("no word over a beep", nearest > 0, f"{sum(g <= 0 for g in gaps)} meet one")
    verdict(
        "no announcement late: first word after its cue, worst", delay.worst, LATEST / 1000, "s"
    )
