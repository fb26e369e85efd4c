"""Writing and changing a workout or a programme, with its mistakes and its outline beside it.

Theory of operation. The screen holds the parts together: the text (``area``), what helps with
typing it (``assistance``), the check that follows it (``checking``), and the file, which is reached
through ``EditorFiles`` only. What depends on the kind of file is asked of its ``Language``. The
screen refuses to write over what another program has changed meanwhile; then the athlete is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, ClassVar, Final, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widgets import Input, OptionList, TextArea

from legtimer.app.editor_files import CheckedText, EditorFiles
from legtimer.files.mistakes import Mistake, Severity
from legtimer.files.printable import printable
from legtimer.files.recovery_file import OpenFile
from legtimer.tui.screens.base import BaseScreen
from legtimer.tui.screens.editor.area import TomlArea
from legtimer.tui.screens.editor.assistance import TypingAid
from legtimer.tui.screens.editor.checking import LiveCheck
from legtimer.tui.screens.editor.dialogs import pasted_dialog, unsaved_dialog
from legtimer.tui.screens.editor.document import Document
from legtimer.tui.screens.editor.find_bar import FindBar
from legtimer.tui.screens.editor.keys import BINDINGS, editor_footer, editor_help
from legtimer.tui.screens.editor.language import AnyLanguage, Outline
from legtimer.tui.screens.editor.popup import Popup
from legtimer.tui.screens.editor.source_view import SourceView, TextSource
from legtimer.tui.widgets.choice_list import ChoiceList
from legtimer.tui.widgets.keys import FooterKeys
from legtimer.tui.widgets.outline_view import OutlineView
from legtimer.tui.widgets.text import LeftLine, Line, RightLine

WIDE: Final = 100
"""Columns from which on the outline stands beside the text."""


class EditorResult(NamedTuple):
    """How the editor was left."""

    origin: str
    """The file."""
    saved: bool
    """Whether it was written."""
    content: object = None
    """What is to be trained or used now, if anything."""


class EditorScreen(BaseScreen[EditorResult]):
    """A file, to be written."""

    CSS_PATH = "screen.tcss"
    AUTO_FOCUS = "TomlArea"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-middle"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high"), (40, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = list(BINDINGS)

    def __init__(
        self,
        files: EditorFiles,
        file: OpenFile,
        language: AnyLanguage,
        *,
        line: int = 0,
        in_session: bool = False,
        unsaved: OpenFile | None = None,
        source: TextSource | None = None,
    ) -> None:
        """Set up.

        Args:
            files: reads and writes the file.
            file: what is edited.
            language: of the file.
            line: where to begin, from 1; 0 for the first mistake, or else the top.
            in_session: whether the workout is being trained: it is not changed by this then.
            unsaved: a text of this file that was not saved the last time, to go on with.
            source: the text that the file was read from, to stand beside it until it is saved.
        """
        super().__init__()
        self._files, self._line, self._in_session = files, line, in_session
        self._unsaved = unsaved
        self._language = language
        self._mistakes: Sequence[Mistake] = ()
        self._outline, self._popup = OutlineView(), Popup()
        self._source, self._source_view = source, SourceView()
        self._area = TomlArea(file.text, language.grammar, self._popup)
        self._bar = FindBar(self._area)
        self._document = Document(self, files, file, self._area, self.tell, self._saved)
        self._typist = TypingAid(self._area, self._popup, language)
        self._check = LiveCheck(
            self, lambda: self._area.text, self._read, self._show, language, self._show_outline
        )

    def compose(self) -> ComposeResult:
        """A title, the text and its steps, the mistakes, the keys."""
        with Container(id="head"):
            yield LeftLine(id="name")
            yield RightLine(id="length")
        with Container(id="body"):
            yield self._area
            yield self._outline
            yield self._source_view
        yield self._bar
        yield ChoiceList(id="mistakes", markup=False, compact=True)
        yield FooterKeys(id="keys")
        yield self._popup

    def on_mount(self) -> None:
        """Check it, and go to the place to begin at."""
        self._document.greet()
        if self._unsaved is not None:
            self._document.recover(self._unsaved)
            self._unsaved = None
        if self._source is not None:
            self._show_source(self._source)
        self.run_worker(self._language.learn, thread=True)
        mistakes = [one for one in self._check.now().mistakes if one.severity is not Severity.HINT]
        if self._line or mistakes:
            self._go(self._line or mistakes[0].line)
        self.watch(self.app, "app_focus", self._back_in_focus, init=False)

    def on_resize(self, event: events.Resize) -> None:
        """Say again what depends on the width."""
        self._area.show_line_numbers = event.size.width >= 50
        self._popup.close()
        self._say_keys()

    def _show_source(self, source: TextSource) -> None:
        """Show what the file was read from in place of its steps."""
        self._source_view.show(source)
        self.add_class("-from-text")
        self._follow()

    @on(TextArea.SelectionChanged)
    def _follow(self) -> None:
        lines, row = self._area.lines, self._area.cursor_location[0]
        if self.has_class("-from-text"):
            self._source_view.follow(lines, row)
        elif (at := self._language.outline_row(lines, row)) is not None:
            self._outline.scroll_to(y=at, animate=False)

    @on(TomlArea.TextPasted)
    def _offer_to_read(self, event: TomlArea.TextPasted) -> None:
        """Ask whether a text that is no TOML is to be read as a workout."""
        event.stop()
        reading = self._language.read_text(event.text)
        if reading is None or not reading.workouts:
            self._area.insert(event.text)
            return

        def answered(answer: str | None) -> None:
            if answer == "read":
                lines = [line for found in reading.workouts for line in found.blocks]
                self._typist.insert_text("\n".join(line.text for line in lines))
                self._show_source(TextSource.of(event.text, lines))
            elif answer == "paste":
                self._area.insert(event.text)

        self.app.push_screen(pasted_dialog(), answered)

    def _read(self, text: str) -> CheckedText[Any]:
        return self._language.check(text, self._document.file)

    # What is on the screen

    @on(TextArea.Changed)
    def _typed(self) -> None:
        if self._popup.display:
            self._popup.close()
        self._check.changed()
        self._document.text_changed()
        self._say_name()

    def keep_text(self) -> bool:
        """Write the text to its recovery file; whether there is any that is not saved."""
        # Until the text stands in the area, its file has it.
        return self._unsaved is not None or self._document.keep_text()

    def _show(self, found: CheckedText[Any]) -> None:
        """What came of the check."""
        if found.mistakes != self._mistakes:
            self._mistakes = found.mistakes
            self._area.mark(found.mistakes)
            self._list_mistakes()
        wrong = found.content is None
        if wrong:
            count = found.errors
            self.query_one("#length", Line).say(f"{count} mistake{'s' if count != 1 else ''} ")
        self.query_one("#length").set_class(wrong, "-wrong")
        self._outline.set_class(found.readable is None, "-stale")
        self._say_name()

    def _show_outline(self, outline: Outline) -> None:
        """What the file comes to."""
        self._outline.say(outline.rows)
        length = self.query_one("#length", Line)
        if not length.has_class("-wrong"):
            length.say(f"{outline.headline} ", f"{outline.headline.partition(' ·')[0]} ")

    def _list_mistakes(self) -> None:
        rows = [f"{one.line}:{one.column} {one.message}" for one in self._mistakes]
        self.query_one("#mistakes", ChoiceList).show_rows(rows)

    def _say_name(self) -> None:
        path = PurePath(self._document.file.origin)
        mark = "● " if self._document.modified else "  "
        where = printable(str(path.parent), limit=200)
        name = printable(path.name, limit=100)
        self.query_one("#name", Line).say(f"{mark}{name}  {where}", f"{mark}{name}")

    def _say_keys(self) -> None:
        without = {*self._language.without, *(("train",) if self._in_session else ())}
        self.query_one("#keys", FooterKeys).say_keys(editor_footer(without, self._language.words))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether it makes sense for this kind of file."""
        return action not in self._language.without and super().check_action(action, parameters)

    # Places

    def _go(self, line: int, column: int = 1) -> None:
        self._area.move_cursor((max(0, line - 1), max(0, column - 1)), center=True)
        self._area.focus()

    @on(OptionList.OptionSelected, "#mistakes")
    def _to_mistake(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        mistake = self._mistakes[event.option_index]
        self._go(mistake.line, mistake.column)

    def action_next_mistake(self) -> None:
        """To the next mistake."""
        found = self._check.now().mistakes
        if not found:
            self.tell("There are no mistakes.")
            return
        row, column = self._area.cursor_location
        after = [i for i, one in enumerate(found) if (one.line - 1, one.column - 1) > (row, column)]
        at = after[0] if after else 0
        self.query_one("#mistakes", OptionList).highlighted = at
        self._go(found[at].line, found[at].column)

    def action_list_mistakes(self) -> None:
        """Into the list of mistakes, and out of it."""
        options = self.query_one("#mistakes", OptionList)
        if options.option_count and not options.has_focus:
            options.focus()
        else:
            self._area.focus()

    def action_go_to_line(self) -> None:
        """Go to a line."""
        from legtimer.tui.screens.figure_dialog import FigureDialog

        last = len(self._area.lines)

        def take(text: str) -> str | None:
            if not text.isdecimal() or not 1 <= int(text) <= last:
                return f"The lines go from 1 to {last}."
            self._go(int(text))
            return None

        here = str(self._area.cursor_location[0] + 1)
        self.app.push_screen(FigureDialog("Go to line", here, take, f"1 to {last}"))

    # Typing

    def action_complete(self) -> None:
        """Complete the word under way."""
        self._area.focus()
        if not self._typist.complete():
            self.tell("Nothing to complete here.")

    def action_insert_block(self) -> None:
        """Insert a block, or another table."""
        self._area.focus()
        self._typist.insert_part()

    def action_find(self) -> None:
        """Find something."""
        self._bar.open(replace=False)

    def action_replace(self) -> None:
        """Find something and replace it."""
        self._bar.open(replace=True)

    def action_find_next(self) -> None:
        """To the next place."""
        self._bar.action_go(back=False)

    def action_steps(self) -> None:
        """Show or hide the outline."""
        wide = self.size.width >= WIDE
        self.toggle_class("-without-steps" if wide else "-with-steps")

    def action_help(self) -> None:
        """All keys."""
        from legtimer.tui.screens.session.dialogs import HelpDialog

        self.app.push_screen(HelpDialog(editor_help(self._language.without)))

    def action_form(self) -> None:
        """Change figures in a form."""
        from legtimer.tui.screens.editor.form import FormScreen

        if self._check.now().content is None:
            self.tell("Fix the mistakes first.", warning=True)
            return

        before = self._area.text

        def changed(text: str) -> None:
            # All changes in the form are one change of the text, which one undo takes back.
            if self._area.text != before:
                self._area.undo()
            self._area.replace_all(text)

        self.app.push_screen(FormScreen(self._document.name, before, self._read, changed))

    # The file

    def action_save(self) -> None:
        """Save."""
        self._document.save()

    def _saved(self) -> None:
        """It was saved just now."""
        self.remove_class("-from-text")
        self._say_name()
        errors = self._check.now().errors
        told = f"Saved as {self._document.file.origin}"
        if errors:
            count = f"{errors} mistake{'s' if errors != 1 else ''}"
            told = f"Saved, with {count}: it can't be {self._language.purpose}"
        elif self._in_session:
            told = "Saved. The session goes on as it is; the change applies from the next start"
        self.tell(f"{told}.", warning=bool(errors))

    def _back_in_focus(self, focus: bool) -> None:
        """Back from another window, where the file may have been changed."""
        if focus and self.is_current:  # else it looks when it is uppermost again
            self._document.look()

    def on_screen_resume(self) -> None:
        """Back from a dialog, or from the shell."""
        self._document.look()

    def action_outside(self) -> None:
        """Open the file in the athlete's own editor."""
        self._document.edit_externally()

    def action_train(self) -> None:
        """Save it and train it, or use it."""
        if self._in_session:
            self.tell("A session is running: what you save applies from the next start.")
        elif self._check.now().errors:
            self.tell("Fix the mistakes first.", warning=True)
            self.action_next_mistake()
        else:
            self._document.saved_first(self._train)

    def _train(self) -> None:
        file = self._document.file
        content = self._language.begin(file)
        if content is None:
            self.tell("The file has mistakes by now.", warning=True)
        else:
            self.dismiss(EditorResult(file.origin, self._document.written, content))

    # Leaving

    @on(TomlArea.Left)
    def _escape(self) -> None:
        if self._bar.display:
            self._bar.action_close()
        else:
            self.action_leave()

    def key_escape(self) -> None:
        """Out of the list of mistakes."""
        self._area.focus()

    def action_leave(self) -> None:
        """Leave; with changes only after asking."""
        if not self._document.modified:
            self._leave()
            return

        def answered(answer: str | None) -> None:
            if answer == "save":
                self._document.save(self._leave)
            elif answer == "drop":
                self._leave()

        self.app.push_screen(unsaved_dialog(self._document.name), answered)

    def _leave(self) -> None:
        self._document.forget_text()
        if not self._document.written:
            # What was said of a file that stays as it is would only lie over the next screen.
            self.app.clear_notifications()
        self.dismiss(EditorResult(self._document.file.origin, self._document.written))

    def interrupt(self) -> None:
        """One of the keys that end programs."""
        self.action_leave()

    def copy_selection(self) -> bool:
        """Copy what is selected; whether anything was."""
        focused = self.focused
        text = focused.selected_text if isinstance(focused, TextArea | Input) else ""
        if text:
            self.app.copy_to_clipboard(text)
        return bool(text)
