"""What the session screen says, in words: pure functions of a view.

Several functions give more than one text, the fullest first: the widget shows the first that fits.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from legtimer.core.exercise import Exercise, Unit
from legtimer.core.notation import clock
from legtimer.core.scoring import plural
from legtimer.core.session.commands import Press
from legtimer.core.session.transitions import TABLE, Action, State
from legtimer.core.session.view import Doing, View
from legtimer.core.steps import Phase, PressEffect, Step, TallyItem
from legtimer.files.printable import printable
from legtimer.tui.text.exercise import (
    NAME_LIMIT,
    amount_and_load,
    count_word,
    counted_text,
    doing_texts,
    exercise_texts,
    index_of,
    shout,
    side_of,
)
from legtimer.tui.text.figure import figure, passed_ms, seen
from legtimer.tui.text.last_set import question
from legtimer.tui.text.tally import together

_WORKING = (State.TIMED, State.REPS, State.CADENCE, State.COUNTING, State.CYCLE, State.INTERVAL)
STATE_WORDS = {
    **dict.fromkeys(_WORKING, "WORK"),
    State.NEW: "READY",
    State.PREPARE: "GET READY",
    State.REST: "REST",
    State.READY: "REST",
    State.INNER_REST: "REST",
    State.SWITCH: "SWITCH SIDES",
    State.WAITING: "WAIT",
    State.SCORE: "HOW MANY?",
    State.PAUSED: "PAUSED",
    State.FINISHED: "DONE",
}

MOODS = {
    **dict.fromkeys(_WORKING, "work"),
    **dict.fromkeys((State.NEW, State.PREPARE), "ready"),
    **dict.fromkeys((State.REST, State.READY, State.INNER_REST, State.WAITING), "rest"),
    State.SWITCH: "switch",
    State.SCORE: "ask",
    State.PAUSED: "paused",
    State.FINISHED: "finished",
}
"""The style-sheet class that gives a state its colours."""

_KEY_WORDS = {
    Action.START: "START",
    Action.GO_ON: "GO",
    Action.DONE: "DONE",
    Action.COUNT: "COUNT",
    Action.MADE: "DONE",
    Action.CONFIRM: "OK",
    Action.PAUSE: "PAUSE",
    Action.RESUME: "RESUME",
}


def state_texts(view: View) -> tuple[str, ...]:
    """The state as large as the screen has room for, the fullest text first."""
    step = view.step
    if view.state is State.PREPARE and step is not None:
        return ("GET SET" if step.phase is Phase.GET_SET else "GET READY",)
    if view.state is State.READY:
        return ("REST - GO WHEN READY", "READY?")
    word = STATE_WORDS[view.state]
    if view.state in (State.REPS, State.CADENCE) and _counts_reps(view):
        return ("REPS",)
    if view.state is State.REST and view.called:
        return ("GO IF READY",)
    if view.state is State.REST and step is not None and step.call is not None:
        # A rest that was made longer or shorter is called later or earlier too.
        call = step.call + (view.limit or 0) - (step.limit or 0)
        wait = f"GO IN {clock(-(-(call - passed_ms(view)) // 1000) * 1000)}"
        return (f"{word} - {wait}", wait)
    return (word,)


def _counts_reps(view: View) -> bool:
    """Whether the figure is a number of reps, and nothing else says that it is."""
    amount = view.now.amount if view.now is not None else None
    reps = amount is not None and amount.unit in (Unit.REPS, Unit.MAX)
    return reps and view.tally is None and figure(view).running is None


def main_key(view: View) -> str:
    """What the main key does now, in a word or two; empty if nothing."""
    if Press not in view.allowed:
        return ""
    action = TABLE[view.state].get(Press)
    tally = view.step.tally if view.step is not None else None
    if action is Action.COUNT and view.state is State.INNER_REST:
        return _KEY_WORDS[Action.GO_ON]
    if action is Action.COUNT and tally is not None and tally.by_round:
        return "ROUND"
    if view.asks:
        return _unanswered(view).upper()
    return _KEY_WORDS.get(action, "") if action is not None else ""


def waits(view: View) -> bool:
    """Whether all waits for the main key; elsewhere it only cuts short what ends by itself."""
    action = TABLE[view.state].get(Press) if Press in view.allowed else None
    if action is Action.GO_ON:
        return view.state is State.READY or view.called
    return action not in (None, Action.PAUSE) and view.state is not State.INNER_REST


def _unanswered(view: View) -> str:
    """What is recorded where nobody answers the question for reps."""
    amount = view.asked.amount if view.asked is not None else None
    record = view.records[-1]
    if record.cut_off is not None and record.cut_off.asks_reps:
        return "not counted"
    figure = counted_text(amount, record.reps or 0)
    return plural(int(figure), "rep") if figure.isdecimal() else figure


def prompt(view: View) -> tuple[str, ...]:
    """What to do now, or what comes next while one waits for it, the fullest text first."""
    state = seen(view)
    if state is State.FINISHED:
        return ("WELL DONE",)
    now = view.now
    if state is State.SCORE:
        return question(view)
    if leads(view):
        if view.next is None:
            return (STATE_WORDS[state],)
        return tuple(shout(text) for text in _follower("next", view.next, None))
    if now is not None and now.exercise is not None:
        item = view.tally.item_clock if view.tally is not None else None
        if item is not None:
            # The figure shows the block's clock, so the exercise's own one runs here.
            amount = now.amount and now.amount.without_time
            texts = exercise_texts(now.exercise, amount, now.load, now.side)
            return tuple(shout(f"{clock(item.seconds * 1000)} {text}") for text in texts)
        if view.tally is not None and together(view):
            return _joined(view.tally.items, shout)
        if view.tally is None and figure(view).tells_amount:
            return tuple(shout(text) for text in _without_amount(now, now.exercise))
        return tuple(shout(text) for text in doing_texts(now))
    return (STATE_WORDS[state],)


def _without_amount(now: Doing, exercise: Exercise) -> tuple[str, ...]:
    """The exercise where the big figure is its amount: what is left to say of that is the sides."""
    amount = now.amount if now.amount is not None and now.amount.most else None
    texts = exercise_texts(exercise, amount and amount.without_time, now.load, now.side)
    if exercise.sides is None or now.side:
        return texts
    return (*(f"{text} / {exercise.sides.word}" for text in texts), *texts)


def _joined(items: tuple[TallyItem, ...], write: Callable[[str], str]) -> tuple[str, ...]:
    """Several exercises: with their loads, without them, or the names alone."""
    texts = [
        [exercise_texts(i.exercise, i.amount, i.load, 0)[0] for i in items],
        [exercise_texts(i.exercise, i.amount, None, 0)[0] for i in items],
        [exercise_texts(i.exercise, None, None, 0)[0] for i in items],
    ]
    return tuple(dict.fromkeys(" + ".join(map(write, each)) for each in texts))


_LEADS = frozenset({State.NEW, State.PREPARE, State.REST, State.READY, State.SWITCH, State.WAITING})
"""The states in which it is."""


def leads(view: View) -> bool:
    """Whether the headline is what one gets ready for; also in a rest of an EMOM."""
    resting = view.step is not None and view.step.phase is Phase.REST
    return seen(view) in _LEADS or resting


def _follower(word: str, doing: Doing, before: Doing | None) -> tuple[str, ...]:
    """What follows what the headline says; of the second side of the same, only that."""
    if before is not None and before.side == 1 and doing.side == 2 and _same(before, doing):
        return (f"{word}: {side_of(doing.exercise, 2)[0]}",)
    texts = _follower_texts(doing)
    if before is not None and doing.exercise is not None and _again(before, doing):
        # The name stands above; what differs from set to set is how much and with what.
        texts = (amount_and_load(doing),) if amount_and_load(doing) else texts
    elif before is not None and texts == _follower_texts(before) and doing.side == before.side:
        texts = ("the same",)
    return (*(f"{word}: {text}" for text in texts), f"> {texts[-1]}")


def _rest_text(rest: Step) -> str:
    """How long a rest is: ``rest 2:00-3:00``; one until the athlete is ready has no length."""
    times = [clock(ms) for ms in (rest.call, rest.limit) if ms is not None]
    return " ".join(filter(None, ("rest", "-".join(times))))


def _again(one: Doing, other: Doing) -> bool:
    """Whether both are sets of the same exercise, none of them for a side."""
    names = {doing.exercise.name if doing.exercise else None for doing in (one, other)}
    return len(names) == 1 and not one.side and not other.side and other.step.tally is None


def _follower_texts(doing: Doing) -> tuple[str, ...]:
    """What is to be done; of a complex and of an interval all exercises."""
    step = doing.step
    if step.tally is None or step.press not in (PressEffect.DONE, PressEffect.MADE):
        return doing_texts(doing)
    return _joined(step.tally.items(0), str)


def _same(one: Doing, other: Doing) -> bool:
    """Whether both are the same exercise of the same round, whatever the side."""
    return replace(one.step.place, side=0) == replace(other.step.place, side=0)


def coming(view: View, typed: str = "", *, covered: bool = False) -> tuple[str, ...]:
    """What comes after what the prompt says, or how that is done; of a question its answer.

    Args:
        view: the session.
        typed: digits that the athlete has typed so far.
        covered: whether a question stands where the prompt was: what is next must not go with it.
    """
    if view.asks:
        counted = count_word(view.asked.amount if view.asked is not None else None)
        return ("" if typed else f"type the {counted}",)
    if view.next is None:
        return ("" if view.state is State.FINISHED else "next: the end",)
    if not leads(view):
        tally = view.tally
        if tally is not None and together(view) and seen(view) is not State.INNER_REST:
            here, there = view.now.step.place if view.now else None, view.next.step.place
            if view.next.step is view.step and tally.round != tally.rounds:
                return (f"next: {index_of(there.word, tally.round + 1, tally.rounds)[0]}",)
            same = here is not None and (here.path, here.passes) == (there.path, there.passes)
            if same and there.round:
                return (f"next: {index_of(there.word, there.round, there.rounds)[0]}",)
        following = _follower("next", view.next, view.now)
        if view.rest is None or view.rest is view.next.step or seen(view) is not State.REPS:
            return following
        rest = f"next: {_rest_text(view.rest)}"
        return (f"{rest}, {following[0].removeprefix('next: ')}", rest)
    if covered:
        return _follower("next", view.next, None)
    exercise = view.next.exercise
    hint = "" if exercise is None else exercise.note or "; ".join(exercise.cues)
    if hint:
        return (printable(hint, limit=NAME_LIMIT * 2),)
    return _follower("then", view.then, view.next) if view.then is not None else ("then: the end",)
