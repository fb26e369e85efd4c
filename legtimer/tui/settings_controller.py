"""Changes of settings from the screens: they count at once, and are written soon.

Theory of operation. A change counts at once where that is possible, and is written half a second
after the last one: who holds a key down to turn the volume writes one file, and keeps the backup of
what stood there before. Whoever changes a setting, the settings' screen or Textual's own list of
themes, comes through here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from textual.app import App
from textual.timer import Timer

from legtimer.app.settings import SettingPath, SettingsService
from legtimer.audio.engine import Sound
from legtimer.files.printable import printable

WRITTEN_AFTER: Final = 0.5
"""Seconds from the last change of a setting until it is written."""


class SettingsController:
    """Takes the changes of settings for an app."""

    def __init__(
        self,
        app: App[Any],
        service: SettingsService,
        sound: Sound,
        follow: Callable[[], None],
        unsaved_changed: Callable[[], None],
    ) -> None:
        """Change nothing yet.

        Args:
            app: has the timer, and tells what can't be written.
            service: reads and writes the file.
            sound: follows the volume.
            follow: is called when settings of the screens count in another way than before.
            unsaved_changed: is called when other values are unsaved than before.
        """
        self._app, self.service, self._sound = app, service, sound
        self._follow_screen, self._unsaved_changed = follow, unsaved_changed
        self._unwritten: dict[SettingPath, Any] = {}
        self.unsaved: dict[SettingPath, Any] = {}
        """The values of settings that were chosen and could not be written."""
        self._timer: Timer | None = None

    def change(self, path: SettingPath, value: Any) -> None:
        """Let a value count from now on; it is written when no other one follows soon.

        Args:
            path: which setting.
            value: a good one, as TOML has it.
        """
        self._unwritten[path] = value
        self._follow(path, value)
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._app.set_timer(WRITTEN_AFTER, self.write)

    def type(self, path: SettingPath, text: str) -> str | None:
        """Write what was typed, and let it count.

        Args:
            path: which setting.
            text: TOML, or text without its quotes.

        Returns:
            Why it is refused; None if it is not.
        """
        self.write()
        refused = self.service.type(path, text)
        if refused is None:
            self.unsaved.pop(path, None)
            self._follow_file(path)
        return refused

    def unset(self, path: SettingPath) -> str | None:
        """Take a value out of the file, and let the default count; or say why not."""
        self.write()
        if path in self.unsaved:
            # It is not in the file; what that says counts again, and is taken out if it says any.
            del self.unsaved[path]
            self._follow_file(path)
            if all(s.source != "file" for s in self.service.all() if s.path == path):
                return None
        refused = self.service.unset(path)
        if refused is None:
            self._follow_file(path)
        return refused

    def write(self) -> None:
        """Write what was changed and is not written yet."""
        unwritten, self._unwritten = self._unwritten, {}
        before, refusals = set(self.unsaved), 0
        for path, value in unwritten.items():
            refused = self.service.set(path, value)
            if refused is None:
                self.unsaved.pop(path, None)
                continue
            self.unsaved[path] = value
            refusals += 1
            if self._app.is_running:
                text = f"Not written: {printable(refused, limit=300)}"
                self._app.notify(text, markup=False, severity="warning")
        if self._app.is_running and (refusals or before != set(self.unsaved)):
            self._unsaved_changed()

    def keep_theme(self, name: str) -> None:
        """A theme was picked, wherever that was."""
        path = ("screen", "theme")
        if path in self._unwritten:
            return
        if any(s.value != name for s in self.service.all() if s.path == path):
            self.change(path, name)

    def _follow_file(self, path: SettingPath) -> None:
        """Let count what the file says now."""
        for setting in self.service.all():
            if setting.path == path:
                self._follow(path, setting.value)

    def _follow(self, path: SettingPath, value: Any) -> None:
        """Let a setting count at once, where that is possible."""
        if path[0] == "screen":
            self.service.let_count(path, value)
            self._follow_screen()
        elif path == ("audio", "volume"):
            self._sound.volume = value
        elif path == ("audio", "mute"):
            self._sound.muted = value
