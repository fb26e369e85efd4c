"""The app: what is at hand on every screen, and which screen opens from which.

Controllers that it owns look after training, the settings, the editor, programmes, job control and
errors.
"""

from __future__ import annotations

import asyncio
import gc
import signal
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from textual import constants, events, on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import Screen
from textual.theme import ThemeProvider

from legtimer.app.services import Services
from legtimer.core.workout import Workout
from legtimer.files.workouts.chain import Chain
from legtimer.history.recorded_session import RecordedSession
from legtimer.tui.clock import Clock
from legtimer.tui.editor_controller import EditorController
from legtimer.tui.error_recovery import ErrorRecovery, TextKeeping
from legtimer.tui.input_order import HeldKey, InputOrder
from legtimer.tui.job_control import JobControl
from legtimer.tui.programme_controller import ProgrammeController
from legtimer.tui.screens.base import BaseScreen, Copying, Interruptible, WorkoutPicked
from legtimer.tui.screens.session.driving import DrivingScreen
from legtimer.tui.settings_controller import SettingsController
from legtimer.tui.text.exercise import brief_paths
from legtimer.tui.theme import DAY, GARAGE, set_first_theme
from legtimer.tui.training_controller import TrainingController

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.notifications import SeverityLevel

    from legtimer.files.exercises.reading import LibraryExercise
    from legtimer.tui.screens.library.screen import LibraryScreen
    from legtimer.tui.screens.session.ranges import RangesScreen
    from legtimer.tui.screens.session.resume import ResumeScreen
    from legtimer.tui.screens.today.screen import TodayScreen


class LegtimerApp(App[str]):
    """The whole program on a terminal.

    ``run()`` gives what is to be printed afterwards: the summary of the last session, or nothing.
    After an error that ended it, it gives None too; see ``recovery.failure``.
    """

    TITLE = "legtimer"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "comma,ctrl+comma",
            "settings",
            "settings",
            id="app.settings",
            tooltip="All settings; a session's clock runs on",
        ),
        Binding(
            "ctrl+p",
            "command_palette",
            "commands",
            priority=True,
            id="app.commands",
            tooltip="All commands, to find by typing",
        ),
        Binding(
            "ctrl+z",
            "suspend_process",
            "to the shell",
            show=False,
            id="app.suspend",
            tooltip="To the shell; the clock runs on, fg brings it back",
        ),
        # Textual would only tell of its own key, and inputs would take it for "copy".
        Binding("ctrl+c", "interrupt", "leave", show=False, priority=True, id="app.interrupt"),
    ]

    def __init__(
        self,
        services: Services,
        clock: Clock,
        *,
        start: Workout | None = None,
        given: Mapping[str, int] | None = None,
        following: Chain = (),
        resumed: RecordedSession | None = None,
    ) -> None:
        """Prepare the first screen.

        Args:
            services: what the screens can do; closed by whoever opened them.
            clock: tells the time.
            start: begin with this workout, and leave after it, in place of today or the library.
            given: choices for the ranges of ``start`` that are not to be asked for.
            following: what is trained after ``start``.
            resumed: begin with this interrupted session, and leave after it.
        """
        self.training = TrainingController(
            self,
            services,
            clock,
            self._open_home,
            lambda: self.home is not None,
            self.easier_of,
            start=start,
            given=given or {},
            following=following,
            resumed=resumed,
        )
        # The first screen is not pushed, so its style sheet is not loaded with it.
        home = "today/screen" if services.coach.in_use else "library/screen"
        first = self.training.first_style or home
        super().__init__(css_path=["app.tcss", f"screens/{first}.tcss"])
        self.services = services
        self.settings = SettingsController(
            self, services.settings, services.sound, self._follow_settings, self._show_unsaved
        )
        self.editor = EditorController(
            self,
            services.editor_files,
            lambda: self.training.session,
            self._reload_library,
            self.training.begin,
            lambda schedule: self.programmes.use(schedule),  # noqa: PLW0108 - it is made below
            services.library.pace,
            lambda: clock.wall().date(),
        )
        self.programmes = ProgrammeController(
            self,
            services.coach,
            self.editor,
            services.settings,
            self._show_today,
            lambda: clock.wall().date(),
        )
        self._clock = clock
        self.recovery = ErrorRecovery(self, self._replacement, clock.now)
        self.home: LibraryScreen | TodayScreen | None = None
        """What is due today, or the library, where the program was started with it."""
        self._input_order = InputOrder(self)
        self._held_key = HeldKey(clock)
        self._stopping: JobControl | None = None
        set_first_theme(self, services.settings.screen.theme)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The states' colours, for themes that do not know them."""
        return dict(GARAGE if self.current_theme.dark else DAY)

    def get_driver_class(self) -> type[Driver]:
        """One that sleeps while no key is pressed, where Textual would take its own for it."""
        driver = super().get_driver_class()
        if constants.DRIVER or driver.__module__ != "textual.drivers.linux_driver":
            return driver
        from legtimer.tui.terminal import driver_for_terminals

        return driver_for_terminals()

    def get_default_screen(self) -> Screen[None]:
        """The first screen, with no other one below it that would have to be painted first."""
        return self.training.first_screen()

    def _open_home(self) -> LibraryScreen | TodayScreen:
        """What is due today where a programme is in use, else the library."""
        # Where it has failed, the library takes over.
        today = self.services.coach.in_use and self.home is None
        self.home = self._today() if today else self._library()
        self.call_after_refresh(self.editor.offer_unsaved_text)
        return self.home

    def _today(self) -> TodayScreen:
        from legtimer.tui.screens.today.screen import TodayScreen

        return TodayScreen(self.services, self._clock.wall)

    def _library(self) -> LibraryScreen:
        # Its list costs import time that a session which is started by name need not pay.
        from legtimer.tui.screens.library.screen import LibraryScreen

        services = self.services
        return LibraryScreen(services.library, services.history, self._clock.wall, services.coached)

    def _reload_library(self, origin: str) -> None:
        from legtimer.tui.screens.library.screen import LibraryScreen

        for screen in self.screen_stack:
            if isinstance(screen, LibraryScreen):
                screen.reload(origin)

    def on_mount(self) -> None:
        """After a stop of the process the terminal holds the shell's text: paint everything."""
        self.app_resume_signal.subscribe(self, lambda _: self.screen.refresh(layout=True))
        # A theme is kept that is picked in Textual's own list, too.
        self.theme_changed_signal.subscribe(
            self, lambda theme: self.settings.keep_theme(theme.name)
        )
        if hasattr(signal, "SIGCONT") and not self.is_headless:
            self._stopping = JobControl(self)

    def action_suspend_process(self) -> None:
        """Give the terminal to the shell."""
        if self._stopping is not None:
            self._stopping.ask()

    def on_ready(self) -> None:
        """Keep the collector out of the way of the timer from here on."""
        gc.collect()
        gc.freeze()
        gc.enable()

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

    def on_resume_screen_decided(self, message: ResumeScreen.Decided) -> None:
        """It was decided what becomes of an interrupted session."""
        self.training.decided(message)

    def on_workout_picked(self, message: WorkoutPicked) -> None:
        """A workout was picked."""
        self.training.begin(message.workout, message.following)

    def on_library_screen_edit_wanted(self, message: LibraryScreen.EditWanted) -> None:
        """A workout's file is to be changed."""
        self.editor.open(message.origin)

    def action_edit_programme(self) -> None:
        """Edit the programme in use."""
        self.programmes.edit()

    def action_programmes(self) -> None:
        """All programmes: to use one, to change one, to write a new one."""
        self.programmes.choose()

    def _show_today(self) -> None:
        """Show what is due today where the athlete is not in the middle of something."""
        from legtimer.tui.screens.library.screen import LibraryScreen
        from legtimer.tui.screens.today.screen import TodayScreen

        if isinstance(self.screen, LibraryScreen):
            self._turn_to(self._today)
        elif isinstance(self.screen, TodayScreen):
            self.screen.on_screen_resume()

    def action_new_workout(self) -> None:
        """Write a new workout."""
        self.editor.new_workout()

    @on(DrivingScreen.EditWanted)
    def _edit_session(self) -> None:
        self.editor.edit_session()

    def action_history(self) -> None:
        """Show what was trained before."""
        from legtimer.tui.screens.history.screen import HistoryScreen

        self.push_screen(HistoryScreen(self.services.history, self._clock.wall))

    def action_progress(self) -> None:
        """Show what has come of training."""
        from legtimer.tui.screens.history.progress import ProgressScreen

        history = self.services.history
        self.push_screen(ProgressScreen(history.progress(), history.today, history.weights))

    def action_library(self) -> None:
        """Show all workouts."""
        self._turn_to(self._library)

    def action_today(self) -> None:
        """Show what is due today."""
        self._turn_to(self._today)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether there is a programme that has something to say of today."""
        if action == "today":
            return self.services.coach.in_use
        return super().check_action(action, parameters)

    def _turn_to(self, other: Callable[[], Screen[None]]) -> None:
        """From the first screen to the other one of today and the library, or back to it."""
        if self.screen is self.home:
            self.push_screen(other())
        else:
            self.pop_screen()

    def on_ranges_screen_chosen(self, message: RangesScreen.Chosen) -> None:
        """The ranges of a workout are chosen."""
        self.training.chosen(message)

    def on_ranges_screen_left(self) -> None:
        """They are not; back."""
        self.training.leave_chain()

    @on(DrivingScreen.Closed)
    def _over(self, message: DrivingScreen.Closed) -> None:
        # Whatever was opened over it goes too, such as an editor with a text that is not saved.
        self.recovery.keep_texts()
        while not isinstance(self.screen, DrivingScreen) and len(self.screen_stack) > 1:
            self.pop_screen()
        self.training.closed(message)

    def action_command_palette(self) -> None:
        from legtimer.tui.screens.palette import Palette

        if self.use_command_palette and not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def search_themes(self) -> None:
        """Open a palette of the themes."""
        from legtimer.tui.screens.palette import Palette

        self.push_screen(Palette(providers=[ThemeProvider], placeholder="Search for themes…"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette's commands: all that keys do here, and nothing of Textual's own."""
        from legtimer.tui.screens.palette import commands_of

        yield from commands_of(screen)
        yield SystemCommand("Theme", "Colours; yours are marked", self.search_themes)
        actions = {active.binding.action for active in screen.active_bindings.values()}
        if "app.exercises" not in actions:
            yield SystemCommand(
                "Exercises", "Exercises by muscle and equipment", self.action_exercises
            )
        yield SystemCommand("Quit", "Leave legtimer", self.action_quit)

    async def action_interrupt(self) -> None:
        """Leave; but where text is selected that can be copied, copy it."""
        copied = isinstance(self.screen, Copying) and self.screen.copy_selection()
        if not copied:
            await self.action_quit()

    async def action_quit(self) -> None:
        """Leave; out of a session only after asking."""
        if isinstance(self.screen, Interruptible):
            self.screen.interrupt()
        elif any(isinstance(screen, DrivingScreen) for screen in self.screen_stack):
            # The command palette, or whatever else Textual has put over the session.
            self.screen.dismiss()
        else:
            self.exit(self.training.last_summary)

    def leave(self) -> None:
        """Leave because a signal says so: what is under way is kept, and no question is asked."""
        self.recovery.keep_texts()
        self.exit()

    def _replacement(self, failed: Screen[Any]) -> Screen[Any] | None:
        """The screen that takes over from one that failed; None where the one below it does."""
        if isinstance(failed, DrivingScreen):
            from legtimer.tui.screens.session.plain import PlainSessionScreen

            failed.stop_driving()
            return self.training.drive(failed.session, PlainSessionScreen)
        if isinstance(failed, TextKeeping) and self.training.session is None:
            self.call_after_refresh(self.editor.offer_unsaved_text)
        place = self.screen_stack.index(failed)
        if failed is not self.home and place > self.training.first_is_through:
            return None
        hidden = place == 0 and self.training.first_is_through
        return Screen() if hidden else self.training.opening()

    async def on_event(self, event: events.Event) -> None:
        typed = isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded
        if self._input_order.only_focuses(event) or (typed and self._input_order.must_wait(event)):
            return
        if isinstance(event, events.Key) and typed:
            screen = self.screen
            held = self._held_key.is_held_over(event.key, screen)
            # Who leaves by ctrl+c, press by press, means each of them.
            held = held and not event.key.startswith("ctrl+")
            if held and isinstance(screen, BaseScreen) and not screen.takes_held(event):
                screen.ignore_held(event.key)
                return
        await super().on_event(event)

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        """A capital letter that means nothing is the small one: Caps Lock takes no key away."""
        if await super()._check_bindings(key, priority):
            return True
        if priority:
            return False
        if len(key) == 1 and key.isupper() and await super()._check_bindings(key.lower()):
            return True
        if isinstance(self.screen, DrivingScreen):
            self.screen.answer_useless(key)
        return False

    async def _dispatch_action(self, namespace: DOMNode, action_name: str, params: Any) -> bool:
        """Do what a key means when its screen is there, unless that has gone meanwhile."""
        if isinstance(namespace, BaseScreen):
            while namespace in self.screen_stack and not namespace.is_mounted:
                await asyncio.sleep(0)
            if namespace not in self.screen_stack:
                return False
        return await super()._dispatch_action(namespace, action_name, params)

    def _handle_exception(self, error: Exception) -> None:
        """Go on after an error, where Textual would end the program."""
        self.recovery.handle(error)

    async def _dispatch_message(self, message: Message) -> None:
        """Let no error out of the app's own handlers, which would end its message loop."""
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            if not self._is_mounted:
                self.recovery.end(error)
                raise
            self.recovery.handle(error)
