"""What is at hand on every screen: the settings, the exercises, and the palette of all commands.

The palette has the commands of the screen below it made from its keys, so it cannot lack one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, runtime_checkable

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from legtimer.app.services import Services
from legtimer.tui.screens.base import InputApp
from legtimer.tui.screens.session.driving import DrivingScreen
from legtimer.tui.settings_controller import SettingsController
from legtimer.tui.text.exercise import brief_paths
from legtimer.tui.theme import themes

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from legtimer.files.exercises.reading import LibraryExercise


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

    def __init__(self, css_path: str, services: Services) -> None:
        """Begin without a screen.

        Args:
            css_path: the style sheet of the first screen.
            services: what the screens can do.
        """
        super().__init__(css_path=css_path)
        self.services = services
        self.settings = SettingsController(
            self, services.settings, services.sound, self._follow_settings, self._show_unsaved
        )

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

        if not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen(self.settings), self._settled)

    def action_exercises(self) -> None:
        """Open the exercise library."""
        from legtimer.tui.screens.exercises.screen import ExercisesScreen

        if not isinstance(self.screen, ExercisesScreen):
            self.push_screen(ExercisesScreen(self.services.exercises))

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
            return self.services.exercises.find(name)
        return None

    def _show_unsaved(self) -> None:
        """Have the settings' screen say which values are not saved."""
        from legtimer.tui.screens.settings.screen import SettingsScreen

        for screen in self.screen_stack:
            if isinstance(screen, SettingsScreen):
                screen.reread()

    def _follow_settings(self) -> None:
        """Let count what was changed in the settings of the screens."""
        self.theme = self.services.settings.screen.theme
        for screen in self.screen_stack:
            if isinstance(screen, DrivingScreen):
                screen.settings = self.services.settings.screen

    def _settled(self, _: None) -> None:
        """Back from the settings."""
        self.settings.write()
        self.set_keymap(dict(self.services.settings.keymap))

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
        self.theme_changed_signal.subscribe(
            self, lambda theme: self.settings.keep_theme(theme.name)
        )

    def action_command_palette(self) -> None:
        from legtimer.tui.screens.palette import Palette

        if self.use_command_palette and not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette's commands: Textual's own, the rooms, and all that the screen's keys do."""
        yield from super().get_system_commands(screen)
        yield SystemCommand(
            "Settings", "All settings; a session's clock runs on", self.action_settings
        )
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
