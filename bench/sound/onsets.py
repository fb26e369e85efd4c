"""Onsets against due instants: pulseaudio, miniaudio, simpleaudio, and one paplay process per beep.

    python bench/sound onsets [--cues 350] [--loads idle,busy] [--players ...] [--append FILE]

The same workout with the same presses is played by all of them: by legtimer in a terminal, with
either player, and by a loop that starts a paplay process at each due instant. They run at the same
time, each on a sink of its own of one sound server, unless ``--in-turn`` is given. On one more sink
a single paplay plays a WAV with marks every half second, which shows the recorder's own error.

A sound that is due at once after the press that brought it can't be in time: it is heard with the
answer to the press, and counted apart. So is one that a press cancelled when the device had it.

*Spacing* is by how much the interval between two planned sounds that follow each other differs from
the interval at which they were due. *Offset* is how long after its due instant a sound was heard.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from load import load
from null_sink import RATE, NullSink
from onset import Found, Wanted, clip_of, left_over
from planned import NEAR, Due, planned_only
from players import PER_SECOND, Playing, Reference, Spawning, script, write_workout
from recorder import Recorder
from report import keep, spread, told_before, verdict, verdict_of
from stalls import Stalls, in_words

from legtimer.audio.clips import load_clips
from legtimer.audio.schedule import ScheduledSound
from legtimer.audio.simple.passage import next_passage
from legtimer.files.shipped import sounds_folder

PLAYERS = ("pulseaudio", "miniaudio", "simpleaudio", "paplay")
STREAMS = ("pulseaudio", "miniaudio")
"""Those that place a sound on the device's clock."""
EARLY, LATE = 0.08, 0.2
"""Seconds within which a cue is looked for; together less than the least interval, so that none is
taken for another one."""
NARROW = 0.02
"""The same for one that was cancelled too late, and that nobody wants."""


def inside_passages(planned: list[Due]) -> set[float]:
    """The instants of sounds that share a passage of simpleaudio with the sound before them."""
    samples = load_clips(sounds_folder()).samples
    found: set[float] = set()
    rows: list[list[Due]] = []
    for one in planned:
        if one.after or not rows:  # a press that changes what comes begins a new passage
            rows.append([])
        rows[-1].append(one)
    for row in rows:
        left = [ScheduledSound(round(one.at * 1e9), one.sound) for one in row]
        while left:
            passage = next_passage(left, samples, RATE)
            assert passage is not None
            count = len(passage.entries)
            found.update(one.at for one in row[1:count])
            row, left = row[count:], left[count:]  # noqa: PLW2901
    return found


def without(heard: list[float], due: list[float]) -> list[float]:
    """Those sounds that are none of those which were due; both as places in seconds."""
    return [at for at in heard if not any(-EARLY <= at - one <= LATE for one in due)]


def _heard(
    recorder: Recorder,
    due: list[Due],
    cancelled: Sequence[tuple[float, str]],
    lead: float,
    clips: dict[str, np.ndarray],
) -> tuple[list[Found | None], list[float | None], list[float], np.ndarray]:
    """Look for all sounds, and for those that came though they were cancelled.

    Returns:
        Each that is due as it was found, and its instant; the instants of the others; the rest.
    """
    rows = [(Wanted(one.at + lead, one.sound, EARLY, LATE), True) for one in due]
    rows += [(Wanted(at + lead, sound, NARROW, NARROW), False) for at, sound in cancelled]
    rows.sort(key=lambda row: row[0].at)
    found, heard, rest = recorder.find([one for one, _ in rows], clips)
    told = [(is_due, *one) for (_, is_due), *one in zip(rows, found, heard, strict=True)]
    return (
        [place for is_due, place, _ in told if is_due],
        [at for is_due, _, at in told if is_due],
        [at for is_due, _, at in told if not is_due and at is not None],
        rest,
    )


def judged(
    recorder: Recorder,
    due: list[Due],
    cancelled: Sequence[tuple[float, str]],
    until: float,
    lead: float,
    clips: dict[str, np.ndarray],
) -> dict[str, Any]:
    """What became of each sound of one player."""
    found, heard, in_hand, rest = _heard(recorder, due, cancelled, lead, clips)
    late = {
        id(one): (at - lead - one.at) * 1000
        for one, at in zip(due, heard, strict=True)
        if at is not None
    }
    planned = planned_only(due)
    places = {one.at: place.at for one, place in zip(due, found, strict=True) if place is not None}
    lateness = {one.at: late.get(id(one)) for one in due}
    spacing: dict[str, list[float]] = {"inside": [], "across": []}
    passages, in_passage = [], inside_passages(planned)
    for before, one in pairwise(planned):
        if before.at in places and one.at in places:
            kind = one.after or ("inside" if one.step == before.step else "across")
            interval = places[one.at] - places[before.at]
            off = (interval - (one.at - before.at)) * 1000
            spacing.setdefault(kind, []).append(off)
            if one.at in in_passage:
                passages.append(off)
    begun = recorder.place(due[0].at)
    rest = rest[: int(recorder.place(until) * RATE)]
    others = [at for at in left_over(rest) if at > begun + 1]
    near = [one for one in due if one.near]
    unclear = [one.at for one in near if id(one) not in late]
    others = without(others, [recorder.place(at) for at in unclear])
    unexplained = without(others, [recorder.place(at) for at, _ in cancelled])
    gains = [one.gain for one in found if one is not None]
    return {
        "planned": len(planned),
        "missing": [[one.at, one.sound] for one in planned if lateness[one.at] is None],
        "offset": [x for one in planned if (x := lateness[one.at]) is not None],
        "spacing": spacing,
        "passages": passages,
        "answers": [late[id(one)] for one in due if one.answers and id(one) in late],
        "unheard answers": sum(bool(one.answers) and id(one) not in late for one in due),
        "gain": float(np.median(gains)) if gains else 0.0,
        "near": [one.since * 1000 + late[id(one)] for one in near if id(one) in late],
        "near, not told apart": len(unclear),
        "beginning lost": [
            [one.answers, place.lost * 1000]
            for one, place in zip(due, found, strict=True)
            if place is not None and place.lost
        ],
        "in hand": [*in_hand, *(at for at in others if at not in unexplained)],
        "left over": unexplained,
        "wander": recorder.wander,
    }


def run(players: list[str], name: str, cues: int) -> dict[str, Any]:
    """One run of some players at the same time."""
    seconds = max(20.0, cues / PER_SECOND)
    keys = script(seconds)
    clips = {
        path.stem: clip_of(sounds_folder(), path.stem) for path in sounds_folder().glob("*.wav")
    }
    stalls = Stalls()
    with NullSink((*players, "reference")) as sink, load(name), stalls:
        config = sink.folder / "asound.conf"
        config.write_text("pcm.!default { type pulse }\nctl.!default { type pulse }\n")
        sink.environment["ALSA_CONFIG_PATH"] = str(config)
        path = write_workout(sink.folder, seconds)
        reference = Reference(sink, seconds + 10)
        playing = [Playing(sink, player, path) for player in players if player != "paplay"]
        spawning = [Spawning(sink, path, keys) for player in players if player == "paplay"]
        starts = [one.begin(seconds) for one in spawning] + [one.begin(keys) for one in playing]
        end = max(starts) + seconds
        while True:
            nexts = [(at, one) for one in playing if (at := one.next_press()) is not None]
            at, one = min(nexts, key=lambda next_: next_[0], default=(end, None))
            time.sleep(max(0.0, at - time.monotonic()))
            if one is None:
                break
            one.press()
        time.sleep(0.6)
        told: dict[str, Any] = {"load": name, "players": {}}
        over = [(each, *each.finish(end - 0.5)) for each in (*playing, *spawning)]
        told["reference"] = reference.told()
    told["stalls"] = stalls.lengths
    for each, due, lead in over:
        told["players"][each.name] = judged(
            each.recorder, due, each.cancelled, end - 0.5, lead, clips
        )
    return told


def print_all(runs: list[dict[str, Any]], loads: list[str], players: list[str]) -> None:
    """Tables and verdicts over all runs."""
    for name in loads:
        mine = [run for run in runs if run["load"] == name]
        if not mine:
            continue
        print(f"\n== {name} ==")
        marks = [abs(one) * 1000 for run in mine for one in run["reference"]["spacing"]]
        wander = [run["players"][p]["wander"] for run in mine for p in run["players"]]
        print(
            f"the recorder's own error: spacing of {len(marks)} marks worst "
            f"{max(marks, default=0):.3f} ms; instants: points of the line within "
            f"{max(wander, default=0):.2f} ms of their neighbours"
        )
        for run in mine:
            print(in_words(run.get("stalls")))
        for player in players:
            parts = [run["players"][player] for run in mine if player in run["players"]]
            if parts:
                print_player(player, name, parts)


def print_player(player: str, name: str, parts: list[dict[str, Any]]) -> None:
    """One player under one load."""
    kinds = dict.fromkeys(["inside", "across", *(k for part in parts for k in part["spacing"])])
    merged = {kind: [x for part in parts for x in part["spacing"].get(kind, [])] for kind in kinds}
    planned = sum(part["planned"] for part in parts)
    missing = sum(len(part["missing"]) for part in parts)
    print(f"\n{player}: {planned} planned sounds, {missing} not heard")
    print("  spacing, ms       n     p50     p99   worst   within 1 ms")
    for kind, figures in merged.items():
        if figures:
            n, p50, p99, worst = spread(figures)
            part = 100 * sum(abs(x) <= 1 for x in figures) / n
            print(f"  {kind:12}{n:7}{p50:8.2f}{p99:8.2f}{worst:8.2f}{part:12.1f} %")
    offsets = [x for part in parts for x in part["offset"]]
    if offsets:
        low, high = min(offsets), max(offsets)
        middle, p99 = spread(offsets, signed=True)[1:3]
        print(f"  offset, ms: {low:.1f} to {high:.1f}, p50 {middle:.1f}, p99 {p99:.1f}")
    answers = spread([x for part in parts for x in part["answers"]], signed=True)
    if player != "paplay" and answers.count:
        print(f"  press to its sound, ms: p50 {answers.p50:.1f}, worst {answers.worst:.1f}")
    near = spread([x for part in parts for x in part.get("near", [])], signed=True)
    unclear = sum(part.get("near, not told apart", 0) for part in parts)
    held = sum(len(part.get("in hand", [])) for part in parts)
    if player != "paplay" and near.count + unclear:
        print(
            f"  due less than {NEAR * 1000:.0f} ms after a press, so that it could not be in time: "
            f"{near.count}, at most {near.worst:.1f} ms after the press, and {unclear} in one with "
            "its answer"
        )
    lost = [one for part in parts for one in part.get("beginning lost", [])]
    if lost:
        print(
            f"  its beginning is not heard: {sum(bool(answers) for answers, _ in lost)} answers to "
            f"presses, {sum(not answers for answers, _ in lost)} others, "
            f"{max(ms for _, ms in lost):.0f} ms at most"
        )
    if held:
        print(f"  cancelled by a press so shortly before it that the device had it: {held}")
    after = [x for kind, row in merged.items() if kind not in ("inside", "across") for x in row]
    if player in STREAMS:
        verdict(
            f"{player}, {name}: spacing inside a step, worst", spread(merged["inside"]).worst, 1
        )
        verdict(f"{player}, {name}: spacing across steps, worst", spread(merged["across"]).worst, 5)
        verdict(f"{player}, {name}: spacing after a press, worst", spread(after).worst, 5)
        extra = sum(len(part["left over"]) for part in parts)
        verdict_of(
            f"{player}, {name}: every planned sound heard, none besides",
            not missing and not extra,
            f"{missing} missing, {extra} unexplained",
        )
    if player == "simpleaudio":
        off = spread([x for part in parts for x in part["passages"]])
        if name == "idle":
            verdict("simpleaudio, idle: spacing inside a passage, worst", off.worst, 1)
        else:
            print(
                f"  inside a passage: p50 {off.p50:.2f}, p99 {off.p99:.2f}, worst {off.worst:.2f}"
            )


def main(arguments: list[str]) -> None:
    words = argparse.ArgumentParser(prog="onsets", description=(__doc__ or "").splitlines()[0])
    words.add_argument(
        "--cues", type=int, default=350, help="about how many for each player and load"
    )
    words.add_argument("--quick", action="store_true", help="100 cues")
    words.add_argument("--players", default=",".join(PLAYERS))
    words.add_argument("--loads", default="idle,busy")
    words.add_argument("--in-turn", action="store_true", help="one player after the other")
    words.add_argument("--append", type=Path, help="count in the runs of this file, and add to it")
    options = words.parse_args(arguments)
    players, loads = options.players.split(","), options.loads.split(",")
    runs = told_before(options.append)
    for name in loads:
        for together in [[player] for player in players] if options.in_turn else [players]:
            runs.append(run(together, name, 100 if options.quick else options.cues))
            keep(options.append, runs)
    print_all(runs, loads, players)
