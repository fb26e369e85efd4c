"""What is at hand on every screen: the settings, the exercises, and the palette of all commands.

Theory of operation. A change of a setting counts at once where that is possible, and is written
half a second after the last one: who holds a key down to turn the volume writes one file, and keeps
the backup of what stood there before. Whoever changes a setting, the settings' screen or Textual's
own list of themes, comes through here.

The palette has the commands of the screen below it made from its keys, so it cannot lack one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol, runtime_checkable

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.theme import Theme
from textual.timer import Timer

from legtimer.files.printable import printable
from legtimer.tui.screens.base import InputApp
from legtimer.tui.screens.session.driving import DrivingScreen
from legtimer.tui.text.exercise import brief_paths
from legtimer.tui.theme import themes

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from legtimer.app.settings import SettingPath
    from legtimer.app.sound import Sound
    from legtimer.files.exercises.library import ExerciseLibrary
    from legtimer.files.exercises.reading import LibraryExercise
    from legtimer.tui.screens.settings.values import Preferences

WRITTEN_AFTER: Final = 0.5
"""Seconds from the last change of a setting until it is written."""


@runtime_checkable
class Commanding(Protocol):
    """A screen that has words of its own for what can be done on it, or does more than its keys."""

    def commands(self) -> Iterable[tuple[str, str, Callable[[], Any]]]:
        """Title, help, and what does it."""


class DeskApp(InputApp):
    """Settings, exercises and the palette."""

    # Textual's own parts: its panel takes the colours of a state, which its text does not suit; the
    # cursor of its palette is hardly seen, with a text on it that can hardly be read; and without
    # colours that of any list is as dark as what is around it.
    CSS = """
    HelpPanel { background: $surface; color: $foreground; }
    CommandList > .option-list--option-highlighted {
        background: $block-cursor-background;
        color: $block-cursor-foreground;
    }
    /* At the top, where neither lists of mistakes nor keys nor a dialog's answers are. */
    ToastRack { dock: top; align: left top; margin: 0; overflow: hidden; }
    ToastHolder { align-horizontal: left; }
    Toast { width: 100%; max-width: 100%; max-height: 3; margin: 0; padding: 0 1; }
    CommandPalette > .command-palette--help-text { text-style: not bold; }
    OptionList:nocolor > .option-list--option-highlighted {
        background: $foreground;
        color: $background;
        text-style: bold;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "comma,ctrl+comma",
            "settings",
            "settings",
            show=False,
            id="app.settings",
            tooltip="All settings; a session's clock runs on",
        )
    ]

    def __init__(
        self,
        css_path: str,
        *,
        sound: Sound,
        preferences: Preferences | None,
        exercises: ExerciseLibrary | None,
        flash: bool,
        unit: str,
    ) -> None:
        """Set up.

        Args:
            css_path: the style sheet of the first screen.
            sound: follows the volume.
            preferences: reads and changes the settings; None where there are none.
            exercises: knows exercises; None where none are known.
            flash: whether the figure flashes at the end of a clock.
            unit: what a load is in that is typed without one: ``kg`` or ``lb``.
        """
        super().__init__(css_path=css_path)
        self._sound = sound
        self._preferences = preferences
        self._exercises = exercises
        self._flash, self._unit = flash, unit
        self._unwritten: dict[SettingPath, Any] = {}
        self._unsaved: dict[SettingPath, Any] = {}
        self._write_timer: Timer | None = None

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say something for a few seconds.

        Args:
            message: what; the home folder in it becomes ``~``.
            title: as in Textual, and so are the others.
            severity: what its colour is.
            timeout: seconds for which it is said.
            markup: whether the message has markup.
        """
        super().notify(
            brief_paths(message), title=title, severity=severity, timeout=timeout, markup=markup
        )

    def on_notify(self) -> None:
        """Before something is said: leave only the last of what is said already."""
        for old in [*self._notifications][:-1]:
            self._unnotify(old, refresh=False)

    def action_settings(self) -> None:
        """Open the settings."""
        from legtimer.tui.screens.settings.screen import SettingsScreen

        if self._preferences is None or isinstance(self.screen, SettingsScreen):
            return
        self.push_screen(SettingsScreen(self._preferences, self), self._settled)

    def action_exercises(self) -> None:
        """Open the exercise library."""
        from legtimer.tui.screens.exercises.screen import ExercisesScreen

        if self._exercises is not None and not isinstance(self.screen, ExercisesScreen):
            self.push_screen(ExercisesScreen(self._exercises))

    def action_exercise(self) -> None:
        """Tell how the exercise under way is done, or the next one."""
        from legtimer.tui.screens.exercises.dialog import ExerciseDialog

        screen = self.screen
        if not isinstance(screen, DrivingScreen):
            return
        view = screen.view
        doing = view.now if view.now is not None and view.now.exercise is not None else view.next
        if doing is None or doing.exercise is None:
            self.notify("No exercise is under way.", severity="warning")
            return
        self.push_screen(ExerciseDialog(doing.exercise, self._known(doing.exercise.name)))

    def easier_of(self, name: str) -> str:
        """What is easier than an exercise, or ``omit``; empty where nothing is known."""
        found = self._known(name)
        return "" if found is None else found.easier

    def _known(self, name: str) -> LibraryExercise | None:
        """What the exercise library knows of an exercise."""
        with suppress(OSError):  # a damaged installation; the workout's own words are left
            return self._exercises.find(name) if self._exercises is not None else None
        return None

    @property
    def unsaved(self) -> Mapping[SettingPath, Any]:
        """The values of settings that were chosen and could not be written."""
        return self._unsaved

    def change_setting(self, path: SettingPath, value: Any) -> None:
        """Let a value count from now on; it is written when no other one follows soon.

        Args:
            path: which setting.
            value: a good one, as TOML has it.
        """
        self._unwritten[path] = value
        self._follow(path, value)
        if self._write_timer is not None:
            self._write_timer.stop()
        self._write_timer = self.set_timer(WRITTEN_AFTER, self.write_settings)

    def type_setting(self, path: SettingPath, text: str) -> str | None:
        """Write what was typed, and let it count.

        Args:
            path: which setting.
            text: TOML, or text without its quotes.

        Returns:
            Why it is refused; None if it is not.
        """
        assert self._preferences is not None
        self.write_settings()
        refused = self._preferences.type(path, text)
        if refused is None:
            self._unsaved.pop(path, None)
            self._follow_file(path)
        return refused

    def unset_setting(self, path: SettingPath) -> str | None:
        """Take a value out of the file, and let the default count; or say why not."""
        assert self._preferences is not None
        self.write_settings()
        if path in self._unsaved:
            # It is not in the file; what that says counts again, and is taken out if it says any.
            del self._unsaved[path]
            self._follow_file(path)
            if all(s.source != "file" for s in self._preferences.all() if s.path == path):
                return None
        refused = self._preferences.unset(path)
        if refused is None:
            self._follow_file(path)
        return refused

    def _follow_file(self, path: SettingPath) -> None:
        """Let count what the file says now."""
        assert self._preferences is not None
        for setting in self._preferences.all():
            if setting.path == path:
                self._follow(path, setting.value)

    def write_settings(self) -> None:
        """Write what was changed and is not written yet."""
        unwritten, self._unwritten = self._unwritten, {}
        before, refusals = set(self._unsaved), 0
        for path, value in unwritten.items():
            refused = self._preferences.set(path, value) if self._preferences else None
            if refused is None:
                self._unsaved.pop(path, None)
                continue
            self._unsaved[path] = value
            refusals += 1
            if self.is_running:
                text = f"Not written: {printable(refused, limit=300)}"
                self.notify(text, markup=False, severity="warning")

        if self.is_running and (refusals or before != set(self._unsaved)):
            self._show_unsaved()

    def _show_unsaved(self) -> None:
        """Have the settings' screen say which values are not saved."""
        from legtimer.tui.screens.settings.screen import SettingsScreen

        for screen in self.screen_stack:
            if isinstance(screen, SettingsScreen):
                screen.reread()

    def _follow(self, path: SettingPath, value: Any) -> None:
        """Let a setting count at once, where that is possible."""
        if path == ("screen", "theme"):
            self.theme = value
        elif path == ("screen", "flash"):
            self._flash = value
        elif path == ("screen", "units"):
            self._unit = value
        elif path == ("audio", "volume"):
            self._sound.volume = value
        elif path == ("audio", "mute"):
            self._sound.muted = value
        for screen in self.screen_stack:
            if isinstance(screen, DrivingScreen):
                screen.follow(flash=self._flash, unit=self._unit)

    def _settled(self, _: None) -> None:
        """Back from the settings."""
        self.write_settings()
        assert self._preferences is not None
        self.set_keymap(dict(self._preferences.keymap))

    def begin_with(self, name: str) -> None:
        """Set the first theme: the one of this name, or else the first that ships."""
        ships = {theme.name: theme for theme in themes()}
        for theme in ships.values():
            self.register_theme(theme)
        first = ships.get(name) if name else next(iter(ships.values()))
        if first is None or not first.dark:
            self.theme = name
            return
        # A theme that is set in this way has every style sheet parsed a second time. For a dark one
        # as Textual's own there is no more to do than this.
        self.set_reactive(type(self).theme, first.name)
        self.stylesheet.set_variables(self.get_css_variables())

    def watch_themes(self) -> None:
        """Keep a theme that is picked, wherever that is."""
        self.theme_changed_signal.subscribe(self, self._keep_theme)

    def _keep_theme(self, theme: Theme) -> None:
        path = ("screen", "theme")
        if self._preferences is None or path in self._unwritten:
            return
        if all(s.value != theme.name for s in self._preferences.all() if s.path == path):
            self.change_setting(path, theme.name)

    def action_command_palette(self) -> None:
        from legtimer.tui.screens.palette import Palette

        if self.use_command_palette and not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette's commands: Textual's own, the rooms, and all that the screen's keys do."""
        yield from super().get_system_commands(screen)
        if self._preferences is not None:
            yield SystemCommand(
                "Settings", "All settings; a session's clock runs on", self.action_settings
            )
        if self._exercises is not None:
            yield SystemCommand(
                "Exercises", "Browse them by muscle and equipment", self.action_exercises
            )
        told = set()
        if isinstance(screen, Commanding):
            for title, text, do in screen.commands():
                told.add(text)
                yield SystemCommand(title, text, do)
        yield from (one for one in _commands_of(screen) if one.help not in told)


def _commands_of(screen: Screen[object]) -> Iterator[SystemCommand]:
    """A command for each key of a screen that does something now and says what."""
    told: set[str] = set()
    for active in screen.active_bindings.values():
        binding = active.binding
        name = binding.id or ""
        if not name or name in told or not (active.enabled and binding.tooltip):
            continue
        if name in ("app.settings", "app.interrupt"):
            continue  # they have a command of their own above
        told.add(name)
        title = binding.description[:1].upper() + binding.description[1:]
        run = partial(screen.app.run_action, binding.action, active.node)
        yield SystemCommand(title, binding.tooltip, partial(_run, screen, run))


def _run(screen: Screen[object], run: Any) -> None:
    # The palette calls this while it is still closing.
    screen.app.call_later(run)
