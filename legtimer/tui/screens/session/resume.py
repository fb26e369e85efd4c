"""Offers to go on with a session that was cut off, before anything else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from math import ceil
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from legtimer.app.dates import moment_text
from legtimer.core.session.transitions import State
from legtimer.core.session.view import View
from legtimer.files.printable import printable
from legtimer.tui.screens.base import BaseScreen
from legtimer.tui.screens.session.rows import SCREEN, STATE, WORDS, half_rows_of
from legtimer.tui.text import prompt as wording
from legtimer.tui.text import status
from legtimer.tui.text.exercise import NAME_LIMIT
from legtimer.tui.text.figure import figure, seen
from legtimer.tui.text.place import where
from legtimer.tui.widgets.choice_list import ChoiceList
from legtimer.tui.widgets.fitting import banner
from legtimer.tui.widgets.fonts import line_rows
from legtimer.tui.widgets.keys import FooterKey, KeysLine, key_binding
from legtimer.tui.widgets.text import Heading, TallWords, Words

if TYPE_CHECKING:
    from legtimer.history.interrupted import Interrupted

GO_ON: Final = "go on"
KEEP: Final = "keep"
DROP: Final = "drop"

_ROWS: Final = {
    GO_ON: ("Resume where it stopped (space)", "Resume (space)"),
    KEEP: ("Keep what was done (k)", "Keep it (k)"),
    DROP: ("Discard it (d)",),
}
_ROWS_FOR_LARGE: Final = 20
"""Rows from which on what matters most is drawn large."""
_ROWS_FOR_ALL: Final = 36
"""Rows from which on all of it is drawn large."""


def stood(view: View) -> tuple[str, ...]:
    """What was under way, and the figure at which it stopped, the fullest text first."""
    word = wording.STATE_WORDS[seen(view)]
    shown = figure(view).text
    if shown == "?" or view.state is State.FINISHED:
        return (word,)
    prompt = wording.prompt(view)
    return (*(f"{word} {shown} · {text}" for text in prompt), f"{word} {shown}")


class ResumeScreen(BaseScreen[None]):
    """One session that was cut off, and what may become of it."""

    CSS_PATH = "resume.tcss"
    comes_by_itself = True
    VERTICAL_BREAKPOINTS = [(0, "-low"), (_ROWS_FOR_LARGE, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        key_binding(
            "resume.choose",
            "space,right,pagedown",
            "choose",
            "choose",
            "Do what is marked: at first, resume, paused where it stopped",
        ),
        key_binding("resume.keep", "k", "answer('keep')", "keep", "Keep what was done"),
        key_binding("resume.drop", "d", "answer('drop')", "discard", "Discard it; asks first"),
        key_binding("resume.later", "escape,q", "later", "later", "Decide at the next start"),
    ]

    class Decided(Message):
        """The athlete has chosen."""

        def __init__(self, session: Interrupted, choice: str) -> None:
            """Tell it.

            Args:
                session: which session.
                choice: ``GO_ON``, ``KEEP``, ``DROP``, or empty to be asked another time.
            """
            super().__init__()
            self.session = session
            self.choice = choice

    def __init__(
        self, session: Interrupted, today: datetime, more: int = 0, following: Sequence[str] = ()
    ) -> None:
        """Set up.

        Args:
            session: what was cut off.
            today: the time of day now.
            more: how many other sessions are asked about after this one.
            following: the names of the workouts that follow it.
        """
        super().__init__()
        self._session = session
        self._today = today
        self._more = more
        self._following = [printable(name, limit=NAME_LIMIT) for name in following]
        self._choices = [GO_ON, KEEP, DROP] if session.resumable else [KEEP, DROP]

    def compose(self) -> ComposeResult:
        """What, when, where it stood, and what may become of it."""
        yield Heading(id="title")
        for name in ("name", "when", "where", "stood", "progress", "following"):
            yield TallWords(id=name)
        rows = [Option(Content(_ROWS[choice][0])) for choice in self._choices]
        with Container(id="choices"):
            yield ChoiceList(*rows, id="list", markup=False)
        yield KeysLine(id="closing")

    def on_mount(self) -> None:
        """Ask."""
        session, view, header = self._session, self._session.view, self._session.header
        more = f" · {self._more} more after this one" if self._more else ""
        when = moment_text(header.began, self._today)
        self._say("title", "RESUME?")
        self._say("name", printable(header.workout, limit=NAME_LIMIT).upper())
        self._say(
            "when", f"interrupted, started {when}{more}", f"started {when}{more}", f"started {when}"
        )
        if view is None:
            self._say("where", "How far it got is not known.")
        else:
            self._say("where", *where(view))
            self._say("stood", *stood(view))
            self._say("progress", *status.progress(view))
        if self._following:
            first, *others = self._following
            short = f"then: {first} + {len(others)} more" if others else f"then: {first}"
            self._say("following", f"then: {', '.join(self._following)}", short, f"then: {first}")
        if not session.resumable:
            self._say(
                "progress",
                "Another version of legtimer started it: it can't be resumed here.",
                "It can't be resumed.",
            )
        self.query_one("#closing", KeysLine).say_keys(
            [
                FooterKey("enter", "confirm", "choose"),
                FooterKey("esc", "later", "later"),
                FooterKey("↑ ↓", "choose", ""),
            ]
        )
        answers = self.query_one(ChoiceList)
        answers.highlighted = 0
        answers.focus()

    def _say(self, name: str, *texts: str) -> None:
        self.query_one(f"#{name}", Words).say(*texts)

    def on_resize(self) -> None:
        """Share the rows; on a large screen the answers are drawn large, too."""
        width, height = self.size
        words, state = line_rows(half_rows_of(WORDS, height)), ceil(height * STATE / SCREEN)
        small = line_rows(half_rows_of(1, height)) if height >= _ROWS_FOR_ALL else 1
        rows = {"title": state, "name": words, "stood": words}
        rows |= {"when": small, "where": small, "progress": small, "following": small}
        for name, needed in rows.items():
            said = self.query_one(f"#{name}", Words)
            said.styles.height = needed if height >= _ROWS_FOR_LARGE else 1
            said.display = bool(said.shown)
        answers = self.query_one(ChoiceList)
        cells, align = (width, "center") if small > 1 else (min(width, 36), "left")
        answers.styles.width = cells
        for at, choice in enumerate(self._choices):
            drawn = banner(_ROWS[choice], cells - 2, small, align, blank=1)
            answers.replace_option_prompt_at_index(at, Content("\n".join(drawn)))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """An answer by enter or by the mouse."""
        event.stop()
        self.action_answer(self._choices[event.option_index])

    def action_choose(self) -> None:
        """Do what is marked."""
        self.action_answer(self._choices[self.query_one(OptionList).highlighted or 0])

    def action_answer(self, choice: str) -> None:
        """An answer; discarding asks once more."""
        if choice not in self._choices:
            return
        if choice != DROP:
            self.ask(self.Decided(self._session, choice))
            return
        from legtimer.tui.screens.session.dialogs import SureDialog

        def answered(sure: bool | None) -> None:
            if sure:
                self.ask(self.Decided(self._session, DROP))

        question = "Discard this session?"
        self.app.push_screen(SureDialog(question, "No", "Discard it"), answered)

    def action_later(self) -> None:
        """No answer now."""
        self.ask(self.Decided(self._session, ""))

    def interrupt(self) -> None:
        """Who presses what ends programs leaves it for another time, and the program with it."""
        self.app.exit()
