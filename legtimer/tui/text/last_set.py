"""What the session screen says of the set just done, and of reps that it asks for."""

from __future__ import annotations

from typing import Final

from legtimer.core.exercise import Unit
from legtimer.core.session.records import Outcome
from legtimer.core.session.transitions import State
from legtimer.core.session.view import View
from legtimer.tui.text.exercise import (
    count_word,
    doing_texts,
    exercise_name,
    load_text,
    record_amount,
    record_figure,
    record_name,
    shout,
)
from legtimer.tui.text.figure import seen

JUST_NOW: Final = 15_000
"""Ms of training for which a set was done just now."""
_HOW = "digits, then enter"
_OVER = {Outcome.SKIPPED: "skipped:", Outcome.ENDED: "ended here:"}


def question(view: View) -> tuple[str, ...]:
    """What is asked after scored work, as a headline, the fullest text first."""
    asked = view.asked
    if asked is None or asked.exercise is None:
        return ("REPS INTO THE ROUND?", "REPS?")
    word = count_word(asked.amount).upper()
    name = exercise_name(asked.exercise)
    # Reps of both sides count: who did 5 on each says 10.
    sides = asked.exercise.sides
    both = f", BOTH {sides.word.upper()}S" if sides else ""
    what = doing_texts(asked._replace(load=None))[0]
    texts = (
        f"{word} OF {shout(what)}{both}?",
        f"{word} OF {name.upper()}{both}?",
        f"{word} OF {name.upper()}?",
        f"{word}?",
    )
    return tuple(dict.fromkeys(texts))


def while_typing(view: View, typed: str, refused: int | None) -> tuple[str, ...]:
    """The headline while digits are typed, or after a number that was refused; else none."""
    scoring = seen(view) is State.SCORE
    if refused is not None:
        again = question(view)[0] if view.asks else ""
        return (f"{refused} IS TOO MANY. {again}".rstrip(), f"{refused} IS TOO MANY")
    if not typed or scoring:
        return ()
    record = view.correctable
    word = count_word(record_amount(record)) if record is not None else "reps"
    return (f"{word.upper()} DONE: {typed}",)


def wants_reps(view: View) -> bool:
    """Whether the set just done was one of as many reps as possible, and no one has said them."""
    record = view.correctable
    return (
        record is not None
        and not view.asks
        and record.reps is None
        and record.outcome is Outcome.DONE
        and record.step.amount is not None
        and record.step.amount.unit is Unit.MAX
    )


def just_done(view: View, typed: str = "", refused: int | None = None) -> tuple[str, ...]:
    """What was just done and can be corrected, and the digits typed so far."""
    record = view.correctable
    if typed:
        word = count_word(record_amount(record)) if record is not None else "reps"
        return (f"{word} done: {typed}_   enter keeps it, esc drops it", f"{word} done: {typed}_")
    if record is None:
        return ("",)
    too_many = f"{refused} is too many: " if refused is not None else ""
    if view.asks:
        if view.asked is None or view.asked.exercise is None:
            of = "reps into the round"
        else:
            sides = view.asked.exercise.sides
            both = f", both {sides.word}s counted," if sides else ""
            name = exercise_name(view.asked.exercise)
            of = f"{count_word(view.asked.amount)} of {name}{both}"
        return (
            f"{too_many}how many {of} when it ended? {_HOW}",
            f"{too_many}how many {of.rstrip(',')}?",
            f"{too_many}reps? {_HOW}",
        )
    if view.state is State.SCORE:
        return ("enter goes on", "")
    name = record_name(record)
    if wants_reps(view):
        return (f"how many {name}? {_HOW}", f"how many {name}?")
    if record.step.tally is not None and record.cut_off is None:
        text = f"done: {record.reps or 0} reps into the round"
    else:
        parts = (record_figure(record), name, load_text(record.load))
        text = " ".join(filter(None, (_OVER.get(record.outcome, "done:"), *parts)))
    return (f"{text} · digits + enter correct it", text)


def pressed(view: View) -> bool:
    """Whether a set was done just now, so that what is said of it goes before other news."""
    record = view.correctable
    return record is not None and view.elapsed - record.ended < JUST_NOW


def urgent(view: View) -> bool:
    """Whether the aside says what has to be seen on the smallest screen too."""
    if view.intervals is not None and view.intervals.marked:
        return True
    resting = view.now is None or view.now.exercise is None
    return resting and view.state is not State.SCORE and (view.asks or wants_reps(view))
