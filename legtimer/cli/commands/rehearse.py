"""``legtimer rehearse``: a whole session at virtual time."""

from __future__ import annotations

import argparse
from typing import Any, NamedTuple

from legtimer.app.step_text import exercise_text, new_notes, place_text, step_text
from legtimer.cli.arguments import Parser, add_json, add_ranges, add_workout
from legtimer.cli.cue_text import cue_name, cue_text, figures_of, instant_text
from legtimer.cli.history_access import own_pace
from legtimer.cli.load import plan_of
from legtimer.cli.output import complain, print_json
from legtimer.cli.paper_athlete import PaperAthlete
from legtimer.core.estimate import Pace
from legtimer.core.notation import LONGEST, clock
from legtimer.core.session.command_text import TOO_SOON, InvalidCommand, command_text, parse_script
from legtimer.core.session.commands import Command, CorrectReps, JournalEntry, Start
from legtimer.core.session.cues import Cue, StepStarted
from legtimer.core.session.machine import NotAllowed, Session
from legtimer.core.session.records import Record, Score, best_of
from legtimer.core.steps import Phase, Step
from legtimer.files.printable import printable
from legtimer.files.toml.syntax import decode_text, read_bytes


def add_arguments(command: Parser) -> None:
    command.description = (
        "Run through a whole session in an instant and print its cues. Without --keys, everything "
        "takes its estimated time."
    )
    add_workout(command)
    add_ranges(command)
    command.add_argument(
        "--keys",
        metavar="SCRIPT",
        help="what is pressed when, such as '0:12 press, 1:30 undo, 1:31.5 reps 12'; "
        "@FILE reads it from a file",
    )
    add_json(command)


class Event(NamedTuple):
    """A cue, or a press."""

    at: int
    """Ms since the start."""
    cue: Cue | None
    command: Command | None
    step: Step | None
    """What begins with a ``StepStarted``."""
    refused: str = ""
    """Why a press did nothing; empty if it did something."""


def run(options: argparse.Namespace) -> int:
    """Rehearse the workout and print what happens."""
    plan = plan_of(options)
    script = None
    if options.keys is not None:
        try:
            script = parse_script(_script_text(options.keys))
        except InvalidCommand as problem:
            complain(f"--keys: {problem}")
            return 2
    session = Session(plan, now=0)
    events = rehearse(session, script, own_pace() if script is None else None)
    now = max(events[-1].at, session.view(LONGEST * 2).elapsed) if events else 0
    if options.json:
        print_json("rehearse/1", _json(session, events, now))
    else:
        print("\n".join(rehearsal_lines(session, events, now)))
    return 0


def _script_text(keys: str) -> str:
    """What is pressed when, also from a file."""
    if not keys.startswith("@"):
        return keys
    data = read_bytes(keys[1:])
    text = decode_text(data) if isinstance(data, bytes) else data
    if isinstance(text, str):
        return text
    raise InvalidCommand(f"{printable(keys[1:], None)}: {text.message}")


def rehearse(
    session: Session, script: tuple[JournalEntry, ...] | None, pace: Pace | None = None
) -> list[Event]:
    """Run a session to its end, or until it waits for a press that never comes.

    Args:
        session: newly opened at 0.
        script: what is pressed when; None for an athlete on paper. The start is at 0.
        pace: how fast that athlete is.
    """
    events: list[Event] = []

    def tell(cues: list[Cue]) -> None:
        for cue in cues:
            step = session.plan.steps[cue.step] if isinstance(cue, StepStarted) else None
            events.append(Event(cue.due, cue, None, step))

    def press(command: Command, at: int) -> None:
        tell(session.advance(at))
        known, allowed = len(session.journal), session.allows(type(command))
        meant = command
        if isinstance(command, CorrectReps) and not command.number:
            # As with the digits of the screen: the set that is asked for.
            meant = session.view(at).correct_reps(command.reps)
        try:
            cues = session.handle(meant, at)
        except NotAllowed as problem:
            what = command_text(command) if allowed else problem.state.value
            events.append(Event(at, None, command, None, f"not possible: {what}"))
            return
        ignored = "" if len(session.journal) > known else TOO_SOON
        events.append(Event(at, None, command, None, ignored))
        tell(cues)

    press(Start(), 0)
    if script is not None:
        for pressed in script:
            if not (isinstance(pressed.command, Start) and pressed.at == 0):
                press(pressed.command, pressed.at)
        # What is still to come by itself, comes.
        last = script[-1].at if script else 0
        tell(session.advance(last + LONGEST))
        return events
    athlete, now = PaperAthlete(pace), 0
    while True:
        due = session.next_deadline()
        wanted = athlete.next_press(session.view(now), now)
        if wanted is not None and (due is None or wanted[0] < due):
            now = max(wanted[0], now)
            press(wanted[1], now)
        elif due is not None:
            now = due
            tell(session.advance(now))
        else:
            return events


def rehearsal_lines(session: Session, events: list[Event], now: int) -> list[str]:
    """The rehearsal as it is printed."""
    lines, known = [], set[str]()
    for event in events:
        when = instant_text(event.at).rjust(12)
        if event.command is not None:
            refused = f"  ({event.refused})" if event.refused else ""
            lines.append(f"{when}  > {command_text(event.command)}{refused}")
        elif isinstance(event.cue, StepStarted) and event.step is not None:
            place = place_text(event.step.place)
            lines.append(f"{when}  {_heading(event.step)}" + (f"   [{place}]" if place else ""))
            lines += [f"{'':14}({note})" for note in new_notes(event.step, known)]
        elif event.cue is not None:
            lines.append(f"{when}    {cue_text(event.cue)}")
    view = session.view(now)
    lines.append("")
    lines.extend(f"{printable(score.place.title, 60)}: {score.text}" for score in view.scores)
    for one in dict.fromkeys(record.step.place.block_pass for record in view.records):
        sets = [record for record in view.records if record.step.place.block_pass == one]
        if best := best_of(sets):
            lines.append(f"{printable(sets[0].step.place.title, 60)}: {best}")
    for what, untold in (
        ("reps", sum(record.needs_reps and not record.length_unit for record in view.records)),
        (
            "distance",
            sum(record.needs_reps and bool(record.length_unit) for record in view.records),
        ),
        ("load", sum(record.needs_load for record in view.records)),
    ):
        if untold:
            lines.append(f"{what} not told: {untold} set{'s' * (untold > 1)}")
    if view.step is None:
        lines.append(f"{clock(view.elapsed)} in all")
    else:
        lines.append(f"not over: {step_text(view.step)} waits for a press")
    return lines


def _heading(step: Step) -> str:
    length = "" if step.limit is None else clock(step.limit) + " "
    word = "" if step.phase is not Phase.WORK else "work: "
    return f"{word}{length}{step_text(step)}"


def _json(session: Session, events: list[Event], now: int) -> dict[str, Any]:
    """The rehearsal in the shape ``legtimer.rehearse/1`` (see docs/json.md); all times in ms."""
    view = session.view(now)
    return {
        "name": session.plan.workout.name,
        "events": [_event(event) for event in events],
        "finished": view.step is None,
        "elapsed_ms": view.elapsed if view.step is None else events[-1].at,
        "scores": [_score(score) for score in view.scores],
        "records": [_record(record) for record in view.records],
    }


def _event(event: Event) -> dict[str, Any]:
    if event.command is not None:
        return {
            "at_ms": event.at,
            "command": type(event.command).__name__,
            "refused": bool(event.refused),
            **{
                name: getattr(value, "text", value)
                for name, value in figures_of(event.command).items()
            },
        }
    assert event.cue is not None
    return {
        "at_ms": event.at,
        "cue": cue_name(event.cue),
        "step": event.cue.step,
        **figures_of(event.cue),
    }


def _score(score: Score) -> dict[str, Any]:
    return {
        "kind": score.kind,
        "block": score.place.block,
        "title": score.place.title,
        "passes": [list(turn) for turn in score.place.passes],
        "text": score.text,
        "rounds": score.figures.rounds,
        "reps": score.figures.reps,
        "time_ms": score.figures.ms,
        "splits_ms": list(score.splits),
        "paused": score.paused,
        "capped": score.figures.capped,
        "complete": score.complete,
    }


def _record(record: Record) -> dict[str, Any]:
    step = record.step
    return {
        "exercise": step.exercise.name if step.exercise and step.tally is None else None,
        "text": exercise_text(step.exercise, step.amount, record.load)
        if step.exercise and step.tally is None
        else step_text(step),
        "outcome": record.outcome.value,
        "began_ms": record.began,
        "ended_ms": record.ended,
        "reps": record.total + (record.reps or 0) if record.step.tally else record.reps,
        "load": record.load.text if record.load else None,
        "block": step.place.block,
        "round": step.place.round or None,
        "side": step.place.side or None,
    }
