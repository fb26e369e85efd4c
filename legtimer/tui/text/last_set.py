"""What the session screen says of the set just done, and of reps that it asks for."""

from __future__ import annotations

from typing import Final

from legtimer.core.blocks import kind_named
from legtimer.core.exercise import Unit
from legtimer.core.session.records import Outcome, Record
from legtimer.core.session.transitions import State
from legtimer.core.session.view import Correctable, View
from legtimer.core.steps import PressEffect, Step
from legtimer.files.printable import printable
from legtimer.tui.text.exercise import (
    NAME_LIMIT,
    count_word,
    counted_text,
    exercise_name,
    load_text,
    record_amount,
    record_figure,
    record_name,
    record_word,
    shout,
    side_of,
)
from legtimer.tui.text.figure import seen

JUST_NOW: Final = 15_000
"""Ms of training for which a set was done just now."""
_HOW = "type the reps + enter"
_RESTING: Final = frozenset(
    {
        *(State.REST, State.READY, State.SWITCH, State.PREPARE, State.FINISHED),
        *(State.WAITING, State.INNER_REST),
    }
)
"""The states in which no work is under way."""
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
    texts = (f"{word} OF {name.upper()}{both}?", f"{word} OF {name.upper()}?", f"{word}?")
    return tuple(dict.fromkeys(texts))


def while_typing(view: View, typed: str, refused: str | None) -> tuple[str, ...]:
    """The headline while digits are typed, or after a number that was refused; else none."""
    scoring = seen(view) is State.SCORE
    if refused is not None:
        again = question(view)[0] if view.asks else ""
        too_many = f"{refused} IS TOO {'MUCH' if view.decimal else 'MANY'}"
        return (f"{too_many}. {again}".rstrip(), too_many)
    if not typed or scoring:
        return ()
    return tuple(shout(f"{of}?") for of in asked_of(view))


def asked_of(view: View) -> tuple[str, ...]:
    """Of what reps are told or corrected, the fullest text first; the last is what is counted."""
    record = view.correctable
    if record is None:
        return ("reps",)
    word = record_word(record)
    if record.step.tally is not None and record.cut_off is None and not record.tells_load:
        return ("reps into the round", word)
    long, short = set_names(record)
    return tuple(dict.fromkeys((f"{word} of {long}", long, short, word)))


def set_names(record: Record) -> tuple[str, str]:
    """Which set it is, with its number and side, and the exercise alone."""
    if record.step.tally is not None and not record.tells_load:
        name = record_name(record)
        return name, name
    return step_names((record.complex_set if record.tells_load else None) or record.step)


def step_names(step: Step) -> tuple[str, str]:
    """The same of work on one exercise."""
    name = exercise_name(step.exercise) if step.exercise is not None else ""
    if step.tally is not None:
        name = printable(step.place.title, limit=NAME_LIMIT)
    parts = [name]
    if step.place.round and step.place.rounds != 1:
        parts.append(f"{step.place.word} {step.place.round}")
    if step.place.side:
        parts.append(side_of(step.exercise, step.place.side)[0])
    return ", ".join(parts), name


def adjustable(view: View) -> bool:
    """Whether it is the time for + and - to tell the reps of a range."""
    target = view.target
    return target is not None and target.proposal is not None and seen(view) in _RESTING


def _proposal(target: Correctable, *, adjusts: bool) -> tuple[str, ...]:
    """What is proposed for a range that nobody has told yet, and how to tell it."""
    proposal, record = target.proposal, target.record
    assert proposal is not None
    figure = counted_text(record_amount(record), proposal)
    remembered = " as last time" if proposal != record.step.low_end else ""
    how = f"type {count_word(record_amount(record))}" + (", or + -" if adjusts else " + enter")
    long, short = set_names(record)
    return (
        f"{long}: {figure}{remembered}? {how}",
        f"{long}: {figure}? {how}",
        f"{short}: {figure}? {how}",
        # What has no room is cut at its end: the figure and the name stay.
        *(f"{figure} {name}? {'+ -' if adjusts else how}" for name in (long, short)),
        f"{figure} {short}?",
    )


def just_done(
    view: View, typed: str = "", refused: str | None = None, *, adjusts: bool = False
) -> tuple[str, ...]:
    """What was just done and can be told or corrected, and the digits typed so far.

    Args:
        view: the session.
        typed: the digits.
        refused: a number that was too large.
        adjusts: whether + and - change the reps now.
    """
    record = view.correctable
    if typed:
        entry = tuple(f"{of}: {typed}_" for of in asked_of(view))
        return (*(f"{text}   enter OK, esc drop" for text in entry), *entry)
    if record is None or view.target is None:
        return ("",)
    too_many = f"{refused} is too {'much' if view.decimal else 'many'}: " if refused else ""
    if view.target.under_way:
        if record.load is None if record.tells_load else record.reps is None:
            return ("",)
        parts = (record_figure(record), record_name(record), load_text(record.load))
        told = " ".join(filter(None, ("told:", *parts)))
        return (f"{told} · wrong? type the {record_word(record)} + enter", told)
    if view.asks:
        if view.asked is None or view.asked.exercise is None:
            of = "reps of the last round"
        else:
            sides = view.asked.exercise.sides
            both = f", both {sides.word}s counted," if sides else ""
            name = exercise_name(view.asked.exercise)
            of = f"{count_word(view.asked.amount)} of {name}{both}"
        return (
            f"{too_many}how many {of} did you finish? {_HOW}",
            f"{too_many}how many {of.rstrip(',')} did you finish?",
            f"{too_many}how many {of.rstrip(',')}?",
            f"{too_many}reps? {_HOW}",
        )
    if view.state is State.SCORE:
        return ("enter goes on", "")
    if record.untold:
        texts = (
            _proposal(view.target, adjusts=adjusts)
            if view.target.proposal is not None and record.needs_reps
            else _how_much(record)
        )
        texts = tuple(f"{too_many}{text}" for text in texts)
        if sum(one.record.untold for one in view.correctables) > 1:
            return (*(f"{text} · tab: another set" for text in texts), *texts)
        return texts
    if record.step.tally is not None and record.cut_off is None and not record.tells_load:
        text = f"done: {record.reps or 0} reps into the round"
    else:
        parts = (record_figure(record), record_name(record), load_text(record.load))
        text = " ".join(filter(None, (_OVER.get(record.outcome, "done:"), *parts)))
        amount = record_amount(record)
        timed = amount is not None and amount.unit is Unit.TIME
        if timed and record.reps is None and not record.tells_load:
            return (text,)
    wrong = "wrong? + -, or type" if adjusts else "wrong? type"
    return (f"{text} · {wrong} the {record_word(record)} + enter", text)


def _how_much(record: Record) -> tuple[str, ...]:
    """The question for what nobody has told yet, the fullest text first."""
    long, short = set_names(record)
    load = record.step.load
    if record.tells_load and load is not None:
        what, how = "how heavy was", f"type the {load.text.rpartition(' ')[2]} + enter"
    elif record.length_unit:
        what, how = "how far was", f"type the {record_word(record)} + enter"
    else:
        what, how = "how many", _HOW
    briefly = how.replace("type the", "type")
    return (
        *(f"{what} {name}? {how}" for name in (long, short)),
        f"{what} {short}? {briefly}",
        f"{short}? {briefly}",
        f"{what} {short}?",
    )


def useless_digit(view: View) -> str:
    """Why a digit does nothing now."""
    step = view.step
    if step is not None and step.scored:
        cls = kind_named(step.place.kind)
        label = cls.label if cls is not None else step.place.kind
        article = "an" if label[0] in "AEIOU" else "a"
        when = "when it ends" if step.counts_score or step.open_ended else "in the history"
        return f"not in {article} {label}: correct reps {when}"
    if step is not None and step.press is PressEffect.COUNT:
        return "not in a list that repeats: correct reps in the history"
    return "no set to correct yet"


def undone(before: View, view: View) -> str:
    """What undo has taken back, said of the view after it."""
    now = view.now
    if now is None or now.exercise is None or _counted(before) == _counted(view):
        return "undone"
    return f"undone: {exercise_name(now.exercise)} is open again"


def _counted(view: View) -> tuple[int, int]:
    """The step, and the reps counted in it."""
    return view.number, view.tally.total if view.tally is not None else 0


def pressed(view: View) -> bool:
    """Whether a set was done just now, so that what is said of it goes before other news."""
    record, target = view.correctable, view.target
    if record is None or target is None or target.under_way:
        return False
    return view.elapsed - record.ended < JUST_NOW


def urgent(view: View) -> bool:
    """Whether the aside says what has to be seen on the smallest screen too."""
    if view.intervals is not None and view.intervals.marked:
        return True
    resting = view.now is None or view.now.exercise is None or seen(view) in _RESTING
    return resting and view.state is not State.SCORE and (view.asks or _untold(view))


def _untold(view: View) -> bool:
    return view.correctable is not None and view.correctable.untold
