"""Which figures a view shows large, and when they turn."""

from __future__ import annotations

from typing import Final, NamedTuple

from legtimer.core.exercise import Amount, Unit
from legtimer.core.notation import clock
from legtimer.core.session.transitions import State
from legtimer.core.session.view import ClockView, View

TENS: Final = 10_000
"""Ms of training between two times of the status line."""
FLASHING: Final = 3_000
"""Ms before the end of a clock in which the screen flashes."""
FLASH: Final = 400
"""Ms that one flash lasts. There is one a second: three in a second can harm (WCAG 2.2, 2.3.1)."""


class Shown(NamedTuple):
    """The big figure."""

    text: str
    template: str
    """The longest text that is to come in its place during this step."""
    running: ClockView | None = None
    """The clock that it shows; None for a figure that stands."""
    tells_amount: bool = False
    """Whether it is the prescribed amount, or the clock of a prescribed time."""

    def marked(self) -> tuple[str, str]:
        """Text and template as they are drawn, with a mark before a clock that runs up."""
        mark = "▲" if self.running is not None and self.running.up else ""
        return mark + self.text.rjust(len(self.template)), mark + self.template


def seen(view: View) -> State:
    """The state, seen through a pause."""
    return view.state_behind_pause if view.state is State.PAUSED else view.state


def passed_ms(view: View) -> int:
    """Ms since the step began, as its clock tells; 0 where it has none."""
    clock = view.clock
    if clock is None:
        return 0
    return clock.ms if clock.up else max(0, (view.limit or 0) - clock.ms)


def _blank_out(text: str) -> str:
    """The text with all digits as 0: two clocks of the same length have the same template."""
    return "".join("0" if char.isdigit() else char for char in text)


def _clock(view: View) -> Shown:
    if view.clock is None:
        return Shown("0:00", "0:00")
    text = clock(view.clock.seconds * 1000)
    longest = max(text, clock(view.limit or 0), key=len)
    return Shown(text, _blank_out(longest), view.clock)


def amount_figure(amount: Amount) -> str:
    """The prescribed amount as a figure: ``20``, ``8-12``, ``400M``, ``15CAL``, ``MAX``."""
    if amount.unit in (Unit.MAX, Unit.LENGTH):
        return "MAX"
    figure = f"{amount.low}-{amount.high}" if amount.ranged else f"{amount.low}"
    return figure + {Unit.DISTANCE: "M", Unit.ENERGY: "CAL"}.get(amount.unit, "")


def figure(view: View, typed: str = "") -> Shown:
    """What to show large.

    Args:
        view: the session.
        typed: digits that the athlete has typed so far, as the answer to a question.
    """
    state = seen(view)
    if view.asks and state is State.SCORE:
        return Shown(typed or "?", typed or "?")
    if state is State.CADENCE:
        amount = view.now.amount if view.now is not None else None
        most = f"/{amount.high}" if amount is not None and amount.high else ""
        text, template = f"{view.reps or 0}{most}", _blank_out(f"{most[1:] or '00'}{most}")
        return Shown(text, template, tells_amount=bool(most))
    alone = view.tally is None and view.now is not None
    if state is State.REPS and alone and view.now is not None and view.now.amount is not None:
        amount = view.now.amount
        if amount.unit not in (Unit.OPEN, Unit.TIME):
            text = amount_figure(amount)
            return Shown(text, text, tells_amount=True)
    amount = view.now.amount if view.now is not None and state is State.TIMED else None
    timed = amount is not None and amount.unit is Unit.TIME and not amount.ranged
    return _clock(view)._replace(tells_amount=timed)


class Second(NamedTuple):
    """The figure beside the big one: what is typed or scored, or the time that a set has taken."""

    shown: Shown
    caption: str
    """What it counts; empty for a time."""
    turn: bool = False
    """Whether it is the round, set or minute of the block."""


def second_figure(
    view: View, typed: str = "", word: str = "", *, narrow: bool = False
) -> Second | None:
    """What to show beside the big figure; None where there is nothing.

    Args:
        view: the session.
        typed: digits that the athlete has typed so far.
        word: what they tell.
        narrow: whether a count has to do without its whole, so that it is told from the clock.
    """
    step, tally = view.step, view.tally
    state = seen(view)
    if step is None or state is State.SCORE:
        return None
    if typed:
        return Second(Shown(f"{typed}_", f"{typed}_"), word)
    if tally is not None and step.place.round:
        place = step.place
        whole = place.rounds and not narrow
        index = f"{place.round}/{place.rounds}" if whole else f"{place.round}"
        return Second(Shown(index, _blank_out(index)), place.word, turn=True)
    if tally is not None:
        if view.by_round or step.scoring is None:
            return _score(str(tally.done), "rounds done")
        asked, last = whole_reps(view), sum(item.reps for item in tally.items[:-1])
        said = step.scoring.tally_figure(tally.done, tally.reps, tally.total, asked)
        # The figure keeps its places until the round, or the whole of it, is done.
        longest = step.scoring.tally_figure(tally.done, last, asked, asked)[0]
        return _score(said[0] if asked else said[0].ljust(len(longest)), said[1], longest)
    if state in (State.REPS, State.CADENCE) and figure(view).running is None:
        return Second(_clock(view), "")
    return None


def _score(text: str, caption: str, longest: str = "") -> Second:
    return Second(Shown(text, _blank_out(max(text, longest, key=len))), caption)


def whole_reps(view: View) -> int:
    """The reps of a whole For Time; 0 elsewhere, and where nobody knows them."""
    step = view.step
    if step is None or step.tally is None or not step.ends_by_tally:
        return 0
    items = [item for items in step.tally.rounds for item in items]
    return 0 if any(item.asks_reps for item in items) else sum(item.reps for item in items)


def _flash(view: View) -> int | None:
    """Ms that the flash has still to last, or not more than 0 between two; None where none is."""
    clock = figure(view).running
    if clock is None or clock.up or not clock.running or not 0 < clock.ms <= FLASHING:
        return None
    if view.limit is not None and view.limit <= FLASHING:
        return None
    return (clock.ms - 1) % 1000 + 1 - (1000 - FLASH)


def flashes(view: View) -> bool:
    """Whether the figure is lit up just now, in the last seconds of a clock that runs down."""
    return (_flash(view) or 0) > 0


def turns_in(view: View, *, flash: bool = False) -> int | None:
    """Ms until anything on the session screen changes by the passing of time alone.

    The figure turns every second where it shows a clock, and flashes at the end; the status line
    shows tens of seconds. In a pause, and while reps are asked for, nothing moves.

    Args:
        view: the session.
        flash: whether flashes are wanted.
    """
    if view.state in (State.PAUSED, State.SCORE, State.FINISHED, State.NEW):
        return None
    turns = [TENS - view.elapsed % TENS]
    second = second_figure(view)
    for running in (figure(view).running, second.shown.running if second is not None else None):
        if running is not None and running.turns_in is not None:
            turns.append(running.turns_in)
    item = view.tally.item_clock if view.tally is not None else None
    if item is not None and item.turns_in is not None:
        turns.append(item.turns_in)
    lit = _flash(view) if flash else None
    if lit is not None and lit > 0:
        turns.append(lit)
    return min(turns)
