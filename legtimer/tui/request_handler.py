"""Requests from outside, done exactly as keys are, and how the session stands, in words."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from legtimer.core.session import commands as c
from legtimer.core.session.command_text import TOO_SOON
from legtimer.core.session.transitions import State
from legtimer.core.session.view import Doing, View
from legtimer.remote.messages import GetStatus, Request, Response, ResponseCode, SetMute, SetVolume
from legtimer.tui.text import prompt as wording
from legtimer.tui.text.exercise import doing_texts, exercise_name, load_text, record_name
from legtimer.tui.text.figure import figure
from legtimer.tui.text.last_set import set_names
from legtimer.tui.text.place import where

if TYPE_CHECKING:
    from legtimer.tui.screens.session.driving import DrivingScreen

_PRESSES = (c.Press, c.CountRound)


def handle_request(screen: DrivingScreen, request: Request) -> Response:
    """Do what a request says.

    Args:
        screen: the screen of the session.
        request: what is wanted.
    """
    refused = _refusal(screen, request)
    view = screen.view_now()
    status = status_fields(screen, view)
    if refused:
        return Response(ResponseCode.NO, refused, status)
    return Response(ResponseCode.DONE, status_line(view), status)


def _refusal(screen: DrivingScreen, request: Request) -> str:
    """Obey; why not, or empty if it was done."""
    match request:
        case GetStatus():
            return ""
        case SetMute(on):
            if screen.sound.muted is not on:
                screen.action_mute()
            return ""
        case SetVolume(percent, relative):
            screen.action_volume(percent if relative else percent - screen.sound.volume)
            return ""
        case c.Press() if screen.typed:
            # As with the key: digits that are being typed are confirmed.
            typed = screen.typed
            return "" if screen.confirm_typed() else f"not possible: {typed} reps"
        case c.SwapEasier("") if (easier := screen.easier()) is not None:
            request = easier
    before = screen.view_now()
    if isinstance(request, c.CorrectReps) and not request.number:
        request = before.correct_reps(request.reps)
    if not screen.send(request):
        if isinstance(request, c.CorrectReps) and c.CorrectReps in before.allowed:
            return f"not possible: {request.reps} reps"
        return f"not possible: {before.state.value}"
    if isinstance(request, _PRESSES) and _stand(screen.view_now()) == _stand(before):
        return TOO_SOON
    return ""


def _stand(view: View) -> object:
    """What a press changes and the passing of time does not."""
    tally = view.tally
    counted = (tally.part, tally.round, tally.item, tally.total) if tally is not None else None
    return (view.state, view.number, len(view.records), counted)


def status_line(view: View) -> str:
    """How the session stands, in one line: ``WORK 9:23 · 10 Lunge jump · round 2 · next: ...``."""
    headline = wording.state_texts(view)[0]
    if view.state not in (State.NEW, State.FINISHED):
        headline += f" {figure(view).text}"
    if view.state is State.FINISHED:
        return " · ".join((headline, *(score.text for score in view.scores)))
    doing = _doing(view)
    parts = (headline, doing_texts(doing)[0] if doing else "", where(view)[0])
    target = view.target
    asked = f"{set_names(target.record)[0]}?" if target and target.record.untold else ""
    return " · ".join(filter(None, (*parts, wording.coming(view)[0], asked)))


def _doing(view: View) -> Doing | None:
    """What the session is about just now: the work, or what the rest leads to."""
    if view.now is not None and view.now.exercise is not None:
        return view.now
    return view.next


def status_fields(screen: DrivingScreen, view: View) -> dict[str, Any]:
    """How the session stands, for programs (see docs/json.md)."""
    clock, tally, counted = view.clock, view.tally, None
    place = view.step.place if view.step is not None else None
    turn, turns = (place.round, place.rounds) if place is not None else (0, 0)
    if tally is not None:
        turn, turns = tally.round, tally.rounds
        counted = {"rounds": tally.done, "reps": tally.reps, "total": tally.total}
    return {
        "pid": os.getpid(),
        "state": view.state_behind_pause.value if view.state is State.PAUSED else view.state.value,
        "paused": view.state is State.PAUSED,
        "finished": view.state is State.FINISHED,
        "figure": figure(view).text if view.step is not None else "",
        "clock_ms": clock.ms if clock is not None else None,
        "clock_up": clock.up if clock is not None else None,
        "main_key": wording.main_key(view),
        "now": _fields(view.now),
        "next": _fields(view.next),
        "block": place.title if place is not None else None,
        "round": turn or None,
        "rounds": turns or None,
        "counted": counted,
        "reps_of": _reps_of(view),
        "scores": [score.text for score in view.scores],
        "elapsed_ms": view.elapsed,
        "left_ms": view.left,
        "volume": screen.sound.volume,
        "muted": screen.sound.muted,
    }


def _reps_of(view: View) -> dict[str, Any] | None:
    """The set whose reps ``reps 12`` would tell, while nobody has said them."""
    target = view.target
    if target is None or not target.record.needs_reps:
        return None
    place = target.record.step.place
    return {
        "exercise": record_name(target.record),
        "round": place.round or None,
        "side": place.side or None,
        "proposal": target.proposal,
    }


def _fields(doing: Doing | None) -> dict[str, Any] | None:
    if doing is None or doing.exercise is None:
        return None
    return {
        "text": doing_texts(doing)[0],
        "exercise": exercise_name(doing.exercise),
        "amount": doing.amount.text if doing.amount is not None else None,
        "load": load_text(doing.load) or None,
        "side": doing.side or None,
    }
