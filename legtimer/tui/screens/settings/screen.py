"""The settings: all of them, made from their declarations, changed with few keys."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.message import Message
from textual.widgets import Input, OptionList

from legtimer.app.settings import UNSAVED
from legtimer.core.value_types import Choice, Flag
from legtimer.files.printable import printable
from legtimer.files.settings.listing import SettingEntry, dotted_key
from legtimer.tui.screens.find_screen import FindScreen
from legtimer.tui.screens.settings.rows import SettingRow, about, all_rows, key_rows, line, matching
from legtimer.tui.screens.settings.values import shown, step_setting, words_of
from legtimer.tui.settings_controller import SettingsController
from legtimer.tui.widgets.finding import MOVES, FindLine, FoundList
from legtimer.tui.widgets.keys import FooterKey, FooterKeys, key_binding
from legtimer.tui.widgets.preview import BROAD, Preview, columns_beside
from legtimer.tui.widgets.text import Rows, Words

_ROWS_BESIDE = 12
"""Of what is said of a setting beside the list."""


class SettingsScreen(FindScreen):
    """All settings, or all keys."""

    CSS_PATH = "screen.tcss"
    AUTO_FOCUS = "FindLine"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (BROAD, "-broad")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high"), (30, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        *MOVES,
        key_binding("settings.more", "right", "step(1)", "next value", "Next value, or more"),
        key_binding(
            "settings.less", "left", "step(-1)", "previous value", "Previous value, or less"
        ),
        key_binding("settings.default", "delete", "unset", "default", "Reset to the default"),
        key_binding("settings.leave", "escape", "leave", "back", "Clear the search, or back"),
    ]

    def __init__(self, controller: SettingsController, *, keys: bool = False) -> None:
        """Set up.

        Args:
            controller: has all settings, and takes the changes.
            keys: show the keys in place of all other settings.
        """
        super().__init__()
        self._controller, self._settings = controller, controller.service
        self._keys = keys
        self._all: list[SettingRow] = []
        self._rows: list[SettingRow] = []
        self._key_rows: list[SettingRow] = []
        """The keys of all screens; none before somebody looks for something."""
        self._width = 0

    def compose(self) -> ComposeResult:
        """A title, what to look for, the list, something about the setting that is marked."""
        yield Words(id="title")
        yield FindLine("type to find")
        with Container(id="both"):
            yield FoundList()
            yield Preview()
        yield Rows(id="about")
        yield FooterKeys(id="closing")

    def on_mount(self) -> None:
        """Read them."""
        self.query_one("#title", Words).say("KEYS" if self._keys else "SETTINGS")
        self.query_one("#closing", FooterKeys).say_keys(
            [
                FooterKey("enter", "edit", "choose"),
                FooterKey("esc", "back", "leave"),
                *([] if self._keys else [FooterKey("← →", "change", "step(1)")]),
                FooterKey("del", "reset", "unset"),
            ]
        )
        if self._keys:
            self.query_one("#about", Rows).say("Loading all screens ...")
        else:
            mistakes = self._settings.mistakes
            if mistakes:
                text = f"{mistakes[0]} (see: legtimer config check)"
                self.tell(text, warning=True)
        self.run_worker(self._read())

    async def _read(self) -> None:
        """Read all settings anew."""
        if self._keys or self._key_rows:
            await self._read_keys()
        if self._keys:
            self._all = self._key_rows
        else:
            changed = len(self._settings.keymap)
            unsaved = self._controller.unsaved
            settings = [
                setting._replace(value=unsaved[setting.path], source=UNSAVED)
                if setting.path in unsaved
                else setting
                for setting in self._settings.all()
            ]
            self._all = [*all_rows(settings, changed)]
        if self._width:
            self._fill()

    async def _read_keys(self) -> None:
        # The screens that have keys are imported for that, which must not hold up a session.
        self._key_rows = [*key_rows(await asyncio.to_thread(self._settings.keys))]
        self._fill()

    def on_resize(self, event: events.Resize) -> None:
        """Write the rows anew for the new width."""
        # Padding at both sides, and two cells for a scroll bar.
        width = max(20, event.size.width - columns_beside(event.size.width) - 6)
        if width != self._width:
            self._width = width
            self._fill()
        self.call_after_refresh(self._say_about)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for these words."""
        event.stop()
        self._fill()
        if self.query_one(FindLine).words and not self._key_rows:
            self.run_worker(self._read_keys(), exclusive=True, group="keys")

    def _fill(self) -> None:
        if not self._all or not self._width:
            return
        marked = self._marked()
        words = self.query_one(FindLine).words
        with_keys = words and not self._keys
        self._rows = matching([*self._all, *self._key_rows] if with_keys else self._all, words)
        headings = [row.heading for row in self._rows]
        found = self.query_one(FoundList)
        hints = [row.setting.help if row.setting else row.help for row in self._rows]
        found.fill([line(row, self._width) for row in self._rows], headings, hints)
        if marked is not None:
            again = [i for i, row in enumerate(self._rows) if _same(row, marked)]
            if again:
                found.highlighted = again[0]
        if not self._rows:
            self.query_one("#about", Rows).say("No setting matches.")

    def _marked(self) -> SettingRow | None:
        at = self.query_one(FoundList).highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    def on_option_list_option_highlighted(self) -> None:
        """Say something about it."""
        self._say_about()

    def _say_about(self) -> None:
        row = self._marked()
        if row is not None:
            width = max(10, self.size.width - 4)
            said = self.query_one("#about", Rows)
            said.say(*about(row, width, 3 if self.has_class("-low") else 4))
            preview = self.query_one(Preview)
            figure = shown(row.setting.value) if row.setting is not None else ""
            preview.say(row.label, figure, about(row, preview.cells, _ROWS_BESIDE))

    @on(OptionList.OptionSelected)
    @on(Input.Submitted)
    def _chosen(self, event: Message) -> None:
        """A click, or enter."""
        event.stop()
        self.action_choose()

    def action_step(self, way: int) -> None:
        """Change the marked one to the value beside the present one."""
        row = self._marked()
        if row is None or row.setting is None:
            return
        setting = row.setting
        value = step_setting(setting.form, setting.value, way)
        if value is None:
            self.action_choose()
        elif value != setting.value:
            self._controller.change(setting.path, value)
            self._put(row, setting._replace(value=value, source="file"))

    def _put(self, row: SettingRow, setting: SettingEntry) -> None:
        """Show a setting as it is now."""
        self._all[self._all.index(row)] = row._replace(setting=setting)
        self._fill()
        self._say_about()

    def action_choose(self) -> None:
        """Change the marked one: switch it, or ask what it is to be."""
        row = self._marked()
        if row is None:
            return
        if row.opens == "keys":
            self.app.push_screen(SettingsScreen(self._controller, keys=True), self._reread)
        elif row.opens == "maximum":
            self._ask("One-rep max", "", self._take_maximum, "Back squat = 100 kg")
        elif row.setting is not None and isinstance(row.setting.form, Flag | Choice):
            self.action_step(1)
        elif row.setting is not None:
            setting = row.setting

            def take(text: str) -> str | None:
                if text:
                    return self._controller.type(setting.path, text)
                return self._unset(setting)

            name = f"{row.label}: {words_of(setting.form)}"
            self._ask(name, _typed(setting.value), take, "empty for the default")

    def _ask(self, question: str, now: str, take: Any, hint: str) -> None:
        from legtimer.tui.screens.figure_dialog import FigureDialog

        self.app.push_screen(
            FigureDialog(printable(question, limit=200), now, take, hint), self._reread
        )

    def _take_maximum(self, text: str) -> str | None:
        name, sign, load = text.partition("=")
        if not sign or not name.strip():
            return "write the exercise and what you lift: Back squat = 100 kg"
        return self._controller.type(("one-rep-max", name.strip()), load.strip())

    def reread(self) -> None:
        """Something could not be written."""
        self._reread(None)

    def _reread(self, _: object) -> None:
        self.run_worker(self._read())

    def _unset(self, setting: SettingEntry) -> str | None:
        if setting.source == "default":
            return None
        return self._controller.unset(setting.path)

    def action_unset(self) -> None:
        """Let the default count again."""
        row = self._marked()
        if row is None or row.setting is None:
            return
        refused = self._unset(row.setting)
        if refused is not None:
            text = f"{dotted_key(row.setting.path)}: {refused}"
            self.tell(text, warning=True)
        self._reread(None)


def _same(one: SettingRow, other: SettingRow) -> bool:
    if one.setting is None or other.setting is None:
        return one.setting is other.setting and one.opens == other.opens
    return one.setting.path == other.setting.path


def _typed(value: Any) -> str:
    """A value as it is changed in a line."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        import shlex

        return " ".join(shlex.quote(word) if " " in word else word for word in value)
    return str(value)
