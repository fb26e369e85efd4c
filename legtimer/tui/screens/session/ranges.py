"""Asks for the ranges of a workout: how many sets, how many rounds, how long."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message

from legtimer.app.history_views import NO_PRIOR_RESULTS, PriorResults
from legtimer.core.range_question import RangeQuestion
from legtimer.core.workout import Workout
from legtimer.files.printable import printable
from legtimer.tui.screens.base import BaseScreen
from legtimer.tui.text.exercise import NAME_LIMIT
from legtimer.tui.text.summary import before_texts
from legtimer.tui.widgets.fitting import large_columns, pad, wrap
from legtimer.tui.widgets.keys import FooterKey, KeysLine, key_name
from legtimer.tui.widgets.text import Line, Rows, Words

FIVE_SECONDS = 5_000
_MARGIN = 4
"""Cells at both sides of the reasons."""


class Chooser:
    """The choices under way: which range is asked, and what is chosen for each."""

    def __init__(self, asks: tuple[RangeQuestion, ...], last: Mapping[str, int]) -> None:
        """Propose.

        Args:
            asks: the ranges.
            last: what was chosen the last time, by key; what is missing or out of range starts at
                the low end.
        """
        self.asks = asks
        self.at = 0
        self.chosen = {
            ask.key: min(ask.high, max(ask.low, last.get(ask.key, ask.low))) for ask in asks
        }

    @property
    def ask(self) -> RangeQuestion:
        """The range that keys change now."""
        return self.asks[self.at]

    def move(self, by: int) -> None:
        """Go to another range."""
        self.at = min(len(self.asks) - 1, max(0, self.at + by))

    def change(self, by: int) -> None:
        """Choose more or less: by one, or by 5 seconds."""
        ask = self.ask
        value = self.chosen[ask.key] + by * (FIVE_SECONDS if ask.unit == "ms" else 1)
        self.chosen[ask.key] = min(ask.high, max(ask.low, value))

    def type(self, typed: str) -> bool:
        """Choose a typed figure (seconds for times); True if it is within the range."""
        value = int(typed) * (1000 if self.ask.unit == "ms" else 1)
        if self.ask.low <= value <= self.ask.high:
            self.chosen[self.ask.key] = value
            return True
        return False

    def rows(self, width: int) -> list[str]:
        """One row per range, the one under way marked, all of one width."""
        wide = width >= 56
        labels = [printable(ask.label, limit=NAME_LIMIT) for ask in self.asks]
        texts = [
            [
                printable(ask.text(n), limit=NAME_LIMIT)
                for n in (self.chosen[ask.key], ask.low, ask.high)
            ]
            for ask in self.asks
        ]
        # Names of options are longer than figures; both columns are cut where there is no room.
        value_room = min(max([5, *(cell_len(text[0]) for text in texts)]), max(5, width - 23))
        beside = value_room + (24 if wide else 9)
        room = max(8, min(max(map(cell_len, labels)), width - beside))
        rows = []
        for i, (ask, label, (chosen, low, high)) in enumerate(
            zip(self.asks, labels, texts, strict=True)
        ):
            shown = pad(chosen, value_room, "right")
            value = f"◀ {shown} ▶" if i == self.at else f"  {shown}  "
            of = f"{self.chosen[ask.key]} of {ask.high}" if ask.options else f"{low} to {high}"
            span = f"  {of}".ljust(16) if wide else ""
            rows.append(f"{pad(label, room, 'left')}  {value}{span}")
        return rows

    def large_rows(self) -> list[tuple[str, ...]]:
        """The same as columns that are to be drawn large."""
        return [
            (
                printable(ask.label, limit=NAME_LIMIT),
                ("◀ {} ▶" if i == self.at else "{}").format(
                    printable(ask.text(self.chosen[ask.key]), limit=NAME_LIMIT)
                ),
                "" if ask.options else f"{ask.text(ask.low)} to {ask.text(ask.high)}",
            )
            for i, ask in enumerate(self.asks)
        ]

    @property
    def now(self) -> tuple[str, ...]:
        """What is chosen of the range under way, the fullest text first."""
        value = self.chosen[self.ask.key]
        figure = printable(self.ask.text(value), limit=NAME_LIMIT)
        word = printable(self.ask.label, limit=NAME_LIMIT).rpartition(": ")[2].upper()
        return f"{word} {figure}", figure


class RangesScreen(BaseScreen[None]):
    """Asks once, before the start."""

    CSS_PATH = "ranges.tcss"
    AUTO_FOCUS = None
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-middle"), (36, "-high"), (50, "-huge")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,pagedown", "go", "start", id="ranges.go", tooltip="Start with these"),
        Binding("up,k", "move(-1)", "up", id="ranges.up"),
        Binding("down,j,tab", "move(1)", "down", id="ranges.down"),
        Binding("left,minus", "change(-1)", "less", id="ranges.less", tooltip="One less"),
        Binding(
            "right,plus,equals_sign", "change(1)", "more", id="ranges.more", tooltip="One more"
        ),
        Binding("escape", "back", "back", id="ranges.back", tooltip="Back, and start nothing"),
        Binding("q", "leave", "leave", id="ranges.leave", tooltip="Leave, and start nothing"),
    ]

    class Chosen(Message):
        """All ranges are chosen."""

        def __init__(self, workout: Workout, choices: dict[str, int]) -> None:
            """Tell it.

            Args:
                workout: what is to start.
                choices: what was chosen, by key.
            """
            super().__init__()
            self.workout = workout
            self.choices = choices

    class Left(Message):
        """The athlete does not want to start."""

    def __init__(
        self,
        workout: Workout,
        asks: tuple[RangeQuestion, ...],
        last: Mapping[str, int],
        minutes: Callable[[Mapping[str, int]], int],
        given: Mapping[str, int] | None = None,
        before: PriorResults = NO_PRIOR_RESULTS,
        reasons: tuple[str, ...] = (),
        *,
        leads_back: bool = True,
    ) -> None:
        """Set up.

        Args:
            workout: what is to start.
            asks: the ranges to ask for, at least one.
            last: what was chosen the last time, by key.
            minutes: how long it takes with given choices.
            given: choices that were made before and are not asked for.
            before: how it went before.
            reasons: what is prescribed of exercises that grow, and why.
            leads_back: whether there is a screen to go back to; else to leave is to quit.
        """
        super().__init__()
        self._reasons = reasons
        self._workout = workout
        self._minutes = minutes
        self._given = dict(given or {})
        self._before = before
        self._leads_back = leads_back
        self.chooser = Chooser(asks, last)
        self._typed = ""

    def compose(self) -> ComposeResult:
        """The name, the ranges, the keys."""
        yield Words(id="name")
        yield Words(id="now")
        with VerticalScroll(id="scroll", can_focus=False):
            yield Rows(id="asked")
        yield Words(id="length")
        yield Line(id="before")
        yield KeysLine(id="closing")

    def on_mount(self) -> None:
        """Ask."""
        self.query_one("#name", Words).say(printable(self._workout.name, limit=NAME_LIMIT).upper())
        self.query_one("#before", Line).say(*before_texts(self._before))
        several = len(self.chooser.asks) > 1
        self.query_one("#closing", KeysLine).say_keys(
            [
                FooterKey("enter", "start", "go"),
                FooterKey("← →", "change", "change(1)"),
                FooterKey("esc", "back", "back")
                if self._leads_back
                else FooterKey("q", "quit", "leave"),
                *([FooterKey("↑ ↓", "choose", "move(1)")] if several else []),
                FooterKey("0-9", "type", ""),
            ]
        )
        self._show()

    def on_resize(self) -> None:
        """Lay out anew, when the widgets have their sizes."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        area = self.query_one("#scroll").size
        large = large_columns(self.chooser.large_rows(), area.width - 2 * _MARGIN, area.height // 2)
        texts = large or self.chooser.rows(self.size.width)
        self.query_one("#now", Words).say(*self.chooser.now)
        minutes = self._minutes(self._choices)
        self.query_one("#length", Words).say(f"about {minutes} min")
        # They stand as a table in the middle.
        room = max(0, (self.size.width - max(map(cell_len, texts))) // 2)
        rows = [" " * room + text for text in texts]
        if self._reasons:
            width = max(10, self.size.width - 2 * _MARGIN)
            lines = [row for text in self._reasons for row in wrap(printable(text, 400), width, 4)]
            rows += ["", *(" " * _MARGIN + line for line in lines)]
        self.query_one("#asked", Rows).say_all(rows)
        high = len(texts) // len(self.chooser.asks)
        self.query_one("#scroll").scroll_to(y=high * (self.chooser.at - 2), animate=False)

    def on_key(self, event: events.Key) -> None:
        """Digits choose."""
        if event.character and event.character in "0123456789":
            self._typed = (self._typed + event.character)[-4:]
            if not self.chooser.type(self._typed) and not self.chooser.type(event.character):
                return
            event.stop()
            self._show()

    @property
    def _choices(self) -> dict[str, int]:
        return {**self._given, **self.chooser.chosen}

    def action_move(self, by: int) -> None:
        """To another range."""
        self._typed = ""
        self.chooser.move(by)
        self._show()

    def action_change(self, by: int) -> None:
        """More or less."""
        self._typed = ""
        self.chooser.change(by)
        self._show()

    def action_go(self) -> None:
        """Start with what is chosen."""
        self.ask(self.Chosen(self._workout, self._choices))

    def action_back(self) -> None:
        """Back; nobody quits by this key."""
        if self._leads_back:
            self.action_leave()
        else:
            active = (item.binding for item in self.active_bindings.values())
            self.tell(f"{next(key_name(b.key) for b in active if b.action == 'leave')} quits.")

    def action_leave(self) -> None:
        """Do not start."""
        self.ask(self.Left())

    def interrupt(self) -> None:
        """Do not start, either."""
        self.action_leave()
