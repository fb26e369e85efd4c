"""What the session screen says, in words: pure functions of a view.

Every text that a workout file can have written passes ``plain`` here. Several functions give more
than one text, the fullest first: the widget shows the first that fits.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from legtimer.core.exercise import Amount, Exercise, Load, Unit
from legtimer.core.session.commands import Press
from legtimer.core.session.table import TABLE, Action, State
from legtimer.core.session.view import Doing, View
from legtimer.core.steps import Phase, Place
from legtimer.files.mistakes import plain
from legtimer.tui.figures import MINUTE, clock_text, seen

NAME_LIMIT = 120
"""Characters of a name that any screen shows."""

STATE_WORDS = {
    State.NEW: "READY",
    State.PREPARE: "GET READY",
    State.REST: "REST",
    State.READY: "REST",
    State.SWITCH: "SWITCH SIDES",
    State.TIMED: "WORK",
    State.REPS: "WORK",
    State.CADENCE: "WORK",
    State.COUNTING: "WORK",
    State.CYCLE: "WORK",
    State.INTERVAL: "WORK",
    State.WAITING: "WAIT",
    State.SCORE: "HOW MANY?",
    State.PAUSED: "PAUSED",
    State.FINISHED: "DONE",
}

MOODS = {
    State.NEW: "ready",
    State.PREPARE: "ready",
    State.REST: "rest",
    State.READY: "rest",
    State.WAITING: "rest",
    State.SWITCH: "switch",
    State.TIMED: "work",
    State.REPS: "work",
    State.CADENCE: "work",
    State.COUNTING: "work",
    State.CYCLE: "work",
    State.INTERVAL: "work",
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
    Action.MADE: "MADE",
    Action.CONFIRM: "OK",
    Action.PAUSE: "PAUSE",
    Action.RESUME: "GO ON",
}


def state_word(view: View) -> str:
    """The state, as large as the screen has room for."""
    if view.state is State.PREPARE and view.step is not None:
        return "GET SET" if view.step.phase is Phase.GET_SET else "GET READY"
    if view.state is State.REST and view.called:
        return "GO IF READY"
    return STATE_WORDS[view.state]


def main_key(view: View) -> str:
    """What the main key does now, in a word; empty if nothing."""
    if Press not in view.allowed:
        return ""
    action = TABLE[view.state].get(Press)
    tally = view.step.tally if view.step is not None else None
    if action is Action.COUNT and tally is not None and tally.by_round:
        return "ROUND"
    return _KEY_WORDS.get(action, "") if action is not None else ""


def _name(exercise: Exercise) -> str:
    return plain(exercise.name, limit=NAME_LIMIT)


def _amount(exercise: Exercise, amount: Amount | None, side: int) -> str:
    if amount is None or amount.unit is Unit.OPEN:
        return ""
    text = plain(amount.text)
    # One side at a time is said by the place; both in one go belongs to the amount.
    return f"{text}/{exercise.sides.word}" if exercise.sides and not side else text


def _load(load: Load | None) -> str:
    return load.text if load is not None else ""


def doing_texts(
    exercise: Exercise, amount: Amount | None, load: Load | None, side: int
) -> tuple[str, ...]:
    """An exercise with its figures, the fullest text first, as it is called out."""
    name, amounts, loads = _name(exercise), _amount(exercise, amount, side), _load(load)
    texts = [
        " ".join(filter(None, (amounts, name, loads))),
        " ".join(filter(None, (amounts, name))),
        name,
    ]
    return tuple(dict.fromkeys(texts))


def _doing(doing: Doing) -> tuple[str, ...]:
    if doing.exercise is None:
        return ("Rest",)
    return doing_texts(doing.exercise, doing.amount, doing.load, doing.side)


def _shout(text: str) -> str:
    """Capitals, but units stay as they are written."""
    head, sep, unit = text.rpartition(" ")
    return f"{head.upper()} {unit}" if sep and unit in ("kg", "lb") else text.upper()


def _cut_off(view: View) -> str:
    """The exercise that the clock cut off; empty if it may be any of a round."""
    record = view.correctable
    tally = record.step.tally if record is not None else None
    if record is None or tally is None or tally.by_round:
        return ""
    items = tally.items(record.rounds)
    return _name(items[record.items].exercise) if record.items < len(items) else ""


def prompt(view: View) -> tuple[str, ...]:
    """What to do now, the fullest text first; during a rest, what to do after it."""
    state = seen(view)
    if state is State.FINISHED:
        return ("WELL DONE",)
    now, coming = view.now, view.next
    if state is State.SCORE:
        name = _cut_off(view)
        return (f"REPS OF {name.upper()}?" if name else "REPS INTO THE ROUND?", "REPS?")
    if now is not None and now.exercise is not None:
        item = view.tally.item_clock if view.tally is not None else None
        if item is not None:
            # The figure shows the block's clock, so the exercise's own one runs here.
            texts = doing_texts(now.exercise, None, now.load, now.side)
            return tuple(_shout(f"{clock_text(item.seconds)} {text}") for text in texts)
        return tuple(_shout(text) for text in _doing(now))
    if coming is not None:
        return tuple(_shout(text) for text in _doing(coming))
    return (STATE_WORDS[state],)


def coming(view: View) -> tuple[str, ...]:
    """What comes after what the prompt says."""
    if view.next is None:
        return ("" if view.state is State.FINISHED else "next: the end",)
    now = view.now
    if now is None or now.exercise is None:
        # The prompt has said it already, so there is room for how it is done.
        exercise = view.next.exercise
        hint = "" if exercise is None else exercise.note or "; ".join(exercise.cues)
        return (f"next: {_doing(view.next)[0]}" if not hint else plain(hint, limit=NAME_LIMIT * 2),)
    return tuple(f"next: {text}" for text in _doing(view.next))


def index_of(word: str, index: int, whole: int) -> tuple[str, str]:
    """``round 2 of 4`` in a long and a short form; without the whole where that is open."""
    short = {"exercise": "ex"}.get(word, word)
    if not whole:
        return f"{word} {index}", f"{short} {index}"
    return f"{word} {index} of {whole}", f"{short} {index}/{whole}"


def _counts(view: View, place: Place) -> list[tuple[str, str]]:
    """Where in the block, each in a long and a short form."""
    counts = []
    for index, whole in place.passes:
        counts.append(index_of("pass", index, whole))
    tally = view.tally
    if tally is not None and view.intervals is None:
        counts.append(index_of(place.word, tally.round, tally.rounds))
        if len(tally.items) > 1:
            counts.append(index_of("exercise", tally.item, len(tally.items)))
        return counts
    if place.round:
        counts.append(index_of(place.word, place.round, place.rounds))
    if place.exercises > 1 and place.exercise:
        counts.append(index_of("exercise", place.exercise, place.exercises))
    if place.side:
        counts.append((("first", "second")[place.side - 1] + " side",) * 2)
    return counts


def where(view: View) -> tuple[str, ...]:
    """Where in the whole, the fullest text first."""
    step = view.step
    if step is None:
        return ("",)
    place = step.place
    if place.block < 0 and view.next is not None:
        place = view.next.step.place
        title, counts = plain(place.title, limit=NAME_LIMIT), []
    else:
        title, counts = plain(place.title, limit=NAME_LIMIT), _counts(view, place)
    long, short = [c[0] for c in counts], [c[1] for c in counts]
    role = "" if place.role == "main" else place.role
    texts = [
        " · ".join(filter(None, (role, title, *long))),
        " · ".join(filter(None, (title, *short))),
        " · ".join(long),
        " · ".join(short),
        title,
    ]
    return tuple(dict.fromkeys(text for text in texts if text)) or ("",)


def just_done(view: View, typed: str = "") -> tuple[str, ...]:
    """What was just done and can be corrected, and the digits typed so far."""
    if typed:
        return (f"reps done: {typed}_   enter keeps it, esc drops it", f"reps done: {typed}_")
    record = view.correctable
    if record is None:
        return ("",)
    if view.asks:
        name = _cut_off(view)
        of = f" of {name}" if name else ""
        return (f"how many reps{of} when it ended? digits, then enter", "reps? digits, then enter")
    if view.state is State.SCORE:
        return ("enter goes on", "")
    exercise = record.step.exercise
    name = _name(exercise) if exercise is not None else ""
    reps = clock_text(record.ms // 1000) if record.reps is None else str(record.reps)
    text = " ".join(filter(None, ("done:", reps, name, _load(record.load))))
    return (f"{text} · digits + enter correct it", text)


def _minutes(ms: int) -> str:
    minutes = ms // MINUTE
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min"


def progress(view: View) -> tuple[str, ...]:
    """How long it has taken and how long it will, in whole minutes."""
    if view.state is State.FINISHED:
        return (f"{_minutes(view.elapsed)} in all",)
    left = _minutes(view.left + MINUTE - 1)
    return (f"{_minutes(view.elapsed)} in · about {left} left", f"about {left} left")


def finish(view: View, wall: datetime) -> str:
    """The clock time of the finish; empty while that cannot be said."""
    if view.state in (State.PAUSED, State.FINISHED):
        return ""
    return f"done at {wall + timedelta(milliseconds=view.left):%H:%M}"


def sound_texts(volume: int, *, muted: bool, trouble: str | None) -> tuple[str, ...]:
    """Whether anything is heard, the fullest text first."""
    if trouble:
        return (trouble_text(trouble), "no sound")
    return ("muted" if muted else f"volume {volume}%",)


def trouble_text(trouble: str) -> str:
    """Why nothing is heard."""
    text = plain(trouble, limit=NAME_LIMIT)
    return text if text.lower().startswith(("no sound", "sound ")) else f"no sound: {text}"
