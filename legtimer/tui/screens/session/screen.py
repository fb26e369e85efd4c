"""The running session: what four metres away has to be seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widget import Widget

from legtimer.app.history_views import BestPace, BlockPass, LastSets
from legtimer.app.services import Services
from legtimer.core.session.transitions import State
from legtimer.core.session.view import View
from legtimer.history.recorded_session import RecordedSession
from legtimer.tui.clock import Clock
from legtimer.tui.screens.base import Dialog
from legtimer.tui.screens.session import keys
from legtimer.tui.screens.session.driving import DrivingScreen
from legtimer.tui.screens.session.rows import (
    ROWS_FOR_KEYS,
    WORDS,
    SessionRows,
    half_rows_of,
    has_panel,
    key_width,
    share_rows,
    side_margin,
)
from legtimer.tui.text import last_set as asking
from legtimer.tui.text import prompt as wording
from legtimer.tui.text import status
from legtimer.tui.text import tally as tallies
from legtimer.tui.text.figure import Second, Shown, figure, flashes, second_figure
from legtimer.tui.text.pace import best_pace_text
from legtimer.tui.text.place import turn_texts, where
from legtimer.tui.text.summary import NOTHING_SAID
from legtimer.tui.text.tips import reminder
from legtimer.tui.theme import GREYS, Ink, inks
from legtimer.tui.widgets.area import Area
from legtimer.tui.widgets.bar import BlockBar
from legtimer.tui.widgets.figure import Figure, share_width
from legtimer.tui.widgets.keys import KeysLine
from legtimer.tui.widgets.text import Heading, LeftLine, Line, RightLine, SlimWords

if TYPE_CHECKING:
    from legtimer.core.workout import Plan
    from legtimer.remote.messages import Request, Response
    from legtimer.tui.screens.session.summary import SummaryScreen

_NARROW = 60
"""Columns below which the second figure says a count without its whole."""


class SessionScreen(DrivingScreen):
    """A session under way."""

    CSS_PATH = "screen.tcss"

    def __init__(
        self,
        session: RecordedSession,
        clock: Clock,
        services: Services,
        easier_of: Callable[[str], str],
        handle_request: Callable[[DrivingScreen, Request], Response],
    ) -> None:
        """Make the widgets; all arguments are those of ``DrivingScreen``."""
        super().__init__(session, clock, services, lambda name: "", handle_request)
        # The library of exercises is read after the first picture; until then it knows nothing.
        self._knows_easier = easier_of
        self.mood, self.lit = "", False
        self._quiet = False
        """Whether what stands in the aside is over, and asks nothing."""
        self._unsaved = False
        """Whether it says that nothing is being saved, which is shown the other way round."""
        self._waits = False
        """Whether the main key is shown as what everything waits for."""
        self._inks: Mapping[str, Ink] = {}
        self._keys_for: object = None
        self._summary: SummaryScreen | None = None
        # Of one that was cut off under its summary, it may have been said already.
        self._said = NOTHING_SAID._replace(effort=session.effort, note=session.note)
        self._plan: Plan | None = None
        """The plan that was looked up in the history; None while one is to be."""
        self._last_sets: LastSets = {}
        self._best_paces: Mapping[BlockPass, BestPace] = {}
        self._words_of_state = Heading(id="state")
        self._figure = Figure(id="figure")
        self._second = Figure(id="second-figure")
        self._caption = Line(id="caption")
        self._panel = Area(id="panel")
        self._middle = Area(id="middle")
        self._prompt = SlimWords(id="prompt")
        self._where = SlimWords(id="where")
        self._next = SlimWords(id="next")
        self._key = SlimWords(id="main-key")
        self._aside = SlimWords(id="aside")
        self._bar = BlockBar(id="bar")
        self._progress = LeftLine(id="progress")
        self._finish = RightLine(id="finish")
        self._keys = KeysLine(id="keys")
        self._status, self._foot = Area(id="status"), Area(id="foot")
        self._rows: SessionRows | None = None
        """The rows that the parts have; None before the first picture."""
        self._shared = (0, 0)
        """Cells that the second figure has, and those of them that are blank before it."""

    def compose(self) -> ComposeResult:
        """From the top: state, where, figures, what now, what next, main key, progress, keys."""
        # A change of a widget makes the compositor go through all widgets of the containers that it
        # touches: three of them keep a turning digit from going through the whole screen.
        with Area(id="above"):
            yield self._words_of_state
            yield self._where
        with self._middle:
            yield self._figure
            with self._panel:
                yield self._second
                yield self._caption
        with Area(id="below"):
            yield self._prompt
            yield self._next
            with self._foot:
                yield self._key
                with Area(id="beside"):
                    with self._status:
                        yield self._progress
                        yield self._bar
                        yield self._finish
                    yield self._aside
                    yield self._keys

    def on_mount(self) -> None:
        """Begin."""
        self._mix_inks()
        self.app.theme_changed_signal.subscribe(self, lambda _: self._mix_inks())
        self.begin()
        self.call_after_refresh(self._look_back)
        self.call_after_refresh(self._look_up)

    def _look_back(self) -> None:
        self._plan = self.session.plan
        self._last_sets = self.history.last_sets(self._plan)
        self._best_paces = self.history.best_paces(self._plan)
        if self._last_sets or self._best_paces:
            self.catch_up()

    def _look_up(self) -> None:
        """From now on the exercise library is asked; reading it takes longer than a picture."""
        self.easier_of, self._keys_for = self._knows_easier, None
        self.catch_up()

    def _against_best(self, view: View) -> str:
        """How it goes against the athlete's own best of the block under way."""
        if view.tally is None or view.step is None:
            return ""
        place = view.step.place
        return best_pace_text(view, self._best_paces.get((place.path, place.passes)))

    def _mix_inks(self) -> None:
        self._inks = inks(GREYS if self.app.no_color else self.app.theme_variables)
        self.mood = ""
        self.catch_up()

    def on_resize(self) -> None:
        """Say again what depends on the width."""
        self.catch_up()

    def _show(self, view: View) -> None:
        """Bring every widget up to date; those that show the same already do nothing."""
        if not self.is_running:
            return
        self.look_at(view)
        view = self._view
        self._sleep_inhibitor.watch(view)
        typed = self.typed
        if self._plan is not None and self._plan is not self.session.plan:
            # With an easier exercise other sets and another score are those to compare with.
            self._plan, self._last_sets, self._best_paces = None, {}, {}
            self.call_after_refresh(self._look_back)
        best = self._against_best(view)
        size = self.size
        small = size.height < ROWS_FOR_KEYS
        shown = figure(view, typed)
        word = asking.asked_of(view)[-1]
        second = second_figure(view, typed, word, narrow=size.width < _NARROW)
        turns = second is not None and second.turn
        self._words_of_state.say_both(self._state_texts(view), turn_texts(view, told=turns))
        asked = asking.while_typing(view, typed, self._typed.refused)
        self._prompt.say(*(asked or wording.prompt(view)))
        cue = () if asked else reminder(view, self._cues_of)
        self._next.say(*(cue or wording.coming(view, typed, covered=bool(asked))))
        aside = self._aside_texts(view, typed, best)
        self._aside.say(*aside)
        # The smallest screens show that line only where the athlete has to know or to answer.
        urgent = asking.urgent(view) or bool(self._sleep_inhibitor.notice or self.hint)
        mood, lit = wording.MOODS[view.state], self.settings.flash and flashes(view)
        self._share_rows(share_rows(size.width, size.height, urgent=urgent))
        self._show_figures(shown, second)
        error = self.session.error
        unsaved = error is not None and aside == (status.unsaved_text(error),)
        self._set_mood(mood, lit=lit, quiet=not urgent and not typed, unsaved=unsaved)
        # Small screens have no line for the exercises of a round, and no round beside the state.
        listed, told = tallies.round_line(view), best if small else ""
        large = has_panel(size.width, size.height)
        if not large or not listed[0]:
            listed = where(view, self._last_sets, told, turns=not large)
        self._where.say(*listed)
        self._bar.say_blocks(view.blocks)
        self._progress.say(*(f" {text}" for text in status.progress(view)))
        self._say_sound()
        self._say_keys(view)
        if self.help is not None:
            self.help.say_head(f"{self._state_texts(view)[-1]}  {shown.text}")
        self._close_or_reopen(view)

    def _share_rows(self, rows: SessionRows) -> None:
        if rows == self._rows:
            return
        self._rows = rows
        for widget, height in (
            (self._words_of_state, rows.state),
            (self._where, rows.where),
            (self._prompt, rows.prompt),
            (self._next, rows.next),
            (self._foot, rows.foot),
            (self._aside, rows.aside),
            (self._status, rows.bar),
            (self._keys, rows.keys),
        ):
            widget.display = height > 0
            widget.styles.height = height
        width, height = self.size
        least = half_rows_of(WORDS, height)
        for words in (self._words_of_state, self._prompt, self._next, self._key):
            words.least = least
        self._words_of_state.styles.margin = (rows.margin, 0, 0, 0)
        self._words_of_state.styles.padding = (0, max(1, width // 60))
        self._foot.styles.margin = (rows.air, 0, 0, 0)
        self._key.display = self._progress.display = rows.keys > 0
        self._key.styles.width = key_width(width)
        side, panel = side_margin(width), has_panel(width, height)
        self._finish.display = self._caption.display = panel
        self._middle.styles.padding = (rows.gap, side, 0, side)
        self._panel.styles.padding = (1, side + 1, 0, side + 1) if panel else 0
        self._shared, self.mood = (0, 0), ""

    def _show_figures(self, shown: Shown, second: Second | None) -> None:
        """Show the clock, and what counts beside it; a count without a clock stands alone."""
        if second is None or self._rows is None:
            self._panel.display = False
            self._figure.say_figure(*shown.marked())
            return
        beside, self._panel.display = second.shown, True
        if beside.running is not None:
            shown, beside = beside, shown
        first, other = shown.marked(), beside.marked()
        self._figure.say_figure(*first)
        self._second.say_figure(*other)
        self._caption.say(second.caption)
        width, height = self.size
        side = side_margin(width)
        pad = 2 * side + 2 if has_panel(width, height) else 0
        rows = height - sum(self._rows)
        shared = share_width(width - 2 * side, first[1], other[1], rows, pad=pad)
        if shared != self._shared:
            self._shared = shared
            cells, gap = shared
            self._panel.styles.width = cells - gap
            self._panel.styles.margin = (0, 0, 0, gap)

    def _state_texts(self, view: View) -> tuple[str, ...]:
        """The state; on a screen with no row for the keys also what the main key does."""
        texts, key = wording.state_texts(view), "OK" if self.typed else wording.main_key(view)
        if self.size.height >= ROWS_FOR_KEYS or self._keys_are_hidden:
            return texts
        if self.session.error is not None:
            texts = (*(f"{text} · {status.NOT_SAVED}" for text in texts), *texts)
        if not key:
            return texts
        return (*(f"{text}   (space: {key})" for text in texts), *texts)

    def _aside_texts(self, view: View, typed: str, best: str) -> tuple[str, ...]:
        """The line between what next and the bar: whatever matters most of several things."""
        if self.hint:
            return (self.hint,)
        notice = self._sleep_inhibitor.notice
        if notice and not typed and not asking.urgent(view) and not asking.pressed(view):
            return (notice, notice.partition(":")[0])
        for texts in (
            asking.just_done(view, typed, self._typed.refused, adjusts=self.adjusts),
            tallies.intervals_line(view),
            tallies.pace_line(view, best),
        ):
            if texts[0]:
                return texts
        # The status line has little room for a reason.
        if self.session.error is not None:
            return (status.unsaved_text(self.session.error),)
        if self.sound.error:
            return (status.trouble_text(self.sound.error),)
        voice = self.sound.voice_error
        return (status.voice_text(voice) if voice else "",)

    def _set_mood(self, mood: str, *, lit: bool, quiet: bool, unsaved: bool) -> None:
        """Show the colours of a state, the other way round while the screen is lit.

        All of the screen is lit: a figure that stands at the edge of a lit area would merge with
        what is around that. A class that a style sheet reads would have every widget below styled
        anew, which takes longer than painting the whole screen; the colours alone are put on here.
        """
        if (mood, lit, quiet, unsaved) == (self.mood, self.lit, self._quiet, self._unsaved):
            return
        (back, text, ink), faint = self._inks[mood], self._inks[mood].faint
        if lit:
            back, text, ink, faint = ink, back, back, back
        elif self.app.console.color_system == "standard":
            # The sixteen colours have none between the two that is readable on both.
            faint = text
        aside = faint if quiet else text
        turned = (mood, lit) != (self.mood, self.lit)
        # As properties of the styles, each would have all widgets painted anew by itself.
        panel = has_panel(self.size.width, self.size.height)
        for widget, name, colour in (
            (self, "background", back),
            (self, "color", text),
            (self._figure, "color", ink),
            (self._panel, "background", ink if panel else back),
            (self._panel, "color", back if panel else ink),
            (self._next, "color", faint),
            (self._aside, "background", text if unsaved else back),
            (self._aside, "color", back if unsaved else aside),
        ):
            widget.styles.set_rule(name, colour)
        if turned:
            self._mark_key(waits=self._waits)
        _paint_anew(*(self.walk_children(Widget) if turned else (self._aside,)))
        self.mood, self.lit, self._quiet, self._unsaved = mood, lit, quiet, unsaved

    def _mark_key(self, *, waits: bool) -> None:
        """Show the main key as what everything waits for, or as one key of several."""
        self._waits = waits
        back, text = self.styles.background, self.styles.color
        key = self._key if self.size.height >= ROWS_FOR_KEYS else self._words_of_state
        for widget in (self._key, self._words_of_state):
            marked = waits and widget is key
            widget.styles.set_rule("background", text if marked else back)
            widget.styles.set_rule("color", back if marked else text)
            _paint_anew(widget)

    def _say_sound(self) -> None:
        heard = status.sound_texts(muted=self.sound.muted, trouble=self.sound.error)
        trouble = status.with_saving(heard, unsaved=self.session.error is not None)
        ends = status.finish(self._view, self.clock.wall())
        self._finish.say(*(f"{text} " for text in trouble or (ends,)))

    def _say_keys(self, view: View) -> None:
        typing, adjusts = bool(self.typed), self.adjusts
        now = (view.state, view.allowed, view.swappable, view.by_round, wording.main_key(view))
        hidden = self._keys_are_hidden
        made_from = (now, self.size.width, typing, adjusts, hidden)
        if made_from != self._keys_for:
            self._keys_for = made_from
            self.refresh_bindings()
            footer = keys.session_footer(self.active_bindings, view, typing=typing, adjusts=adjusts)
            shown = [] if hidden else footer
            self._key.say(*(f"{key.key} {key.word}" for key in shown if key.action == "press"))
            self._keys.say_keys([key for key in shown if key.action != "press"])
            waits = not hidden and (typing or wording.waits(view))
            if waits != self._waits:
                self._mark_key(waits=waits)

    @property
    def _keys_are_hidden(self) -> bool:
        """Whether a question lies over the session, whose keys are those that count."""
        return isinstance(self.app.screen, Dialog)

    def _close_or_reopen(self, view: View) -> None:
        """The summary lies over the finished session, and goes if the end is taken back."""
        if self.closing:
            return
        if view.state is not State.FINISHED:
            if self._summary is not None:
                self._said = self._summary.said
                self._summary.dismiss(False)
                self._summary = None
        elif self._summary is None:
            from legtimer.tui.screens.session.summary import SummaryScreen

            self._summary = SummaryScreen(self, view, self._said)
            self.app.push_screen(self._summary, self._read)
        else:
            self._summary.show(view, self.typed, self._typed.refused, adjusts=self.adjusts)

    def _read(self, closed: bool | None) -> None:
        if not closed or self._summary is None:
            return
        summary = self._summary
        self.finish(summary.said, unwanted=summary.unwanted, goes_on=summary.goes_on)


def _paint_anew(*widgets: Widget) -> None:
    """Paint widgets in the colours that they have now."""
    for widget in widgets:
        widget.notify_style_update()
        # What is not displayed is painted when that changes.
        if widget.display:
            widget.refresh()
