"""Whole journeys through the editor and the form, over real files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from legtimer.app.editor_files import EditorFiles
from legtimer.core.athlete_defaults import AthleteDefaults
from legtimer.core.blocks import kinds
from legtimer.core.session.transitions import State
from legtimer.core.workout import Workout
from legtimer.files.exercises.library import open_library
from legtimer.files.mistakes import Mistake, Severity
from legtimer.files.user_folders import own_workouts_folder
from legtimer.files.workouts.catalogue import WORKOUTS
from legtimer.tui.screens.editor.dialogs import ChoiceDialog
from legtimer.tui.screens.editor.form import FormScreen
from legtimer.tui.screens.editor.screen import EditorScreen
from legtimer.tui.screens.session.screen import SessionScreen
from legtimer.tui.theme import themes
from legtimer.tui.widgets.figure import Figure

SIZE = (110, 30)
TEXT = """\
# My own legs.
name = "Legs"   # short

[[block]]
kind = "superset"   # back to back
sets = 3            # or four
rest = "1:30"
exercises = [
  "20 Curtsey lunge @ 30 kg",   # heavy
  "1:00 Lunge jump",
]
"""


class OneFile(EditorFiles):
    """Workout files, and a session that is known to be of one of them."""

    origin = ""

    def origin_of(self, session):
        return self.origin


@dataclass
class Document:
    """The program with a file to be edited."""

    rig: object
    workshop: OneFile
    path: Path

    @property
    def app(self):
        return self.rig.app

    @property
    def screen(self) -> EditorScreen:
        assert isinstance(self.app.screen, EditorScreen), self.app.screen
        return self.app.screen

    @property
    def text(self) -> str:
        return self.screen.query_one("#text").text

    def shown(self, id: str) -> str:
        return " | ".join(self.screen.query_one(f"#{id}").shown)

    @property
    def mistakes(self) -> list[str]:
        options = self.screen.query_one("#mistakes")
        return [str(options.get_option_at_index(i).prompt) for i in range(options.option_count)]

    @property
    def told(self) -> str:
        return " ".join(note.message for note in self.app._notifications)

    async def until(self, pilot, shown) -> None:
        """Let a check come through: on a busy machine that takes its time."""
        for _ in range(400):
            if shown():
                return
            await pilot.pause(0.01)
        raise AssertionError((self.shown("length"), self.mistakes, self.told))


@pytest.fixture
def desk(rig, workouts, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    def make(text: str = TEXT, *, session: Workout | None = None) -> Document:
        path = own_workouts_folder() / "legs.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        workshop = OneFile(AthleteDefaults(), {}, open_library())
        workshop.origin = str(path)
        made = rig(session or workouts.circuit, library=session is None, workshop=workshop)
        return Document(made, workshop, path)

    return make


async def opened(made: Document, pilot, line: int = 0) -> EditorScreen:
    made.app.editor.open(str(made.path), line)
    await pilot.pause()
    return made.screen


async def test_a_new_superset_from_a_template_with_a_mistake_put_right_is_trained(desk):
    made = desk()
    async with made.app.run_test(size=SIZE) as pilot:
        made.app.editor.new_workout("superset")
        await pilot.pause()
        await pilot.pause()
        assert made.app.screen.query_one("#kinds").size.height == len(kinds())
        await pilot.press(*"Leg", "space", *"day", "enter")
        await pilot.pause()
        assert 'name = "Leg day"' in made.text
        assert 'kind = "superset"' in made.text
        assert made.shown("name").startswith("● leg-day.toml")
        assert "about " in made.shown("length")
        # The figure of sets goes, and with it the sense of the line.
        await pilot.press("ctrl+f", *"sets", "enter", "escape", "end", "backspace")
        await made.until(pilot, lambda: made.mistakes)
        row = made.text.split("\n").index("sets = ") + 1
        assert made.mistakes[0].startswith(f"{row}:")
        assert "1 mistake" in made.shown("length")
        await pilot.press("f5")
        await pilot.pause()
        assert "mistakes" in made.told
        assert not (own_workouts_folder() / "leg-day.toml").exists()
        await pilot.press("end", "2")
        await made.until(pilot, lambda: not made.mistakes)
        assert "Superset · 2 x about 4 min" in made.screen.query_one("#outline").rows
        await pilot.press("f5")
        await pilot.pause()
        assert isinstance(made.app.screen, SessionScreen)
        await made.rig.after(pilot, 11)
        assert made.rig.view.state is State.REPS
        assert made.app.screen.query_one("#prompt").shown[0].startswith("CURTSEY LUNGE")
        assert made.rig.sessions[-1].plan.workout.name == "Leg day"
    written = (own_workouts_folder() / "leg-day.toml").read_text()
    assert "sets = 2\n" in written


async def test_words_are_completed(desk):
    made = desk()
    async with made.app.run_test(size=SIZE) as pilot:
        screen = await opened(made, pilot, 7)
        area = screen.query_one("#text")
        await pilot.press("end", "enter", *"halfw")
        assert area.suggestion == "ay = "
        await pilot.press("tab", "ctrl+@")
        await pilot.pause()
        popup = screen.query_one("#popup")
        assert popup.display
        assert popup.option_count == 2
        await pilot.press("down", "enter")
        assert made.text.split("\n")[7] == "halfway = false"
        assert not popup.display
        await pilot.press("down", "down", "end", "enter", *'"10 kettlebell swi')
        assert area.suggestion == "ng"
        await pilot.press("right", *'",')
        assert made.text.split("\n")[10] == '  "10 kettlebell swing",'
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(made.app.screen, ChoiceDialog)


async def test_the_steps_stand_beside_a_mistake_and_mark_its_place(desk):
    broken = TEXT.replace("1:00 Lunge jump", "1:00 Lunge jump @ @")
    made = desk(f'{broken}\n[[block]]\nkind = "rest"\ntime = "2:00"\n')
    async with made.app.run_test(size=SIZE) as pilot:
        outline = (await opened(made, pilot)).query_one("#outline")
        assert made.shown("length").strip() == "1 mistake"
        assert "        20 Curtsey lunge 30 kg" in outline.rows
        assert "        ✗ line 10" in outline.rows
        assert "   2:00 rest" in outline.rows
        assert not outline.has_class("-stale")


async def test_a_misspelled_exercise_gets_a_hint_and_is_not_completed(desk):
    made = desk(TEXT.replace("1:00 Lunge jump", "10 Goblet sqaut", 1))
    async with made.app.run_test(size=SIZE) as pilot:
        area = (await opened(made, pilot)).query_one("#text")
        said = "Goblet sqaut is not in the library; did you mean Goblet squat?"
        assert made.mistakes == [f"10:7 {said}"]
        # It is a question: the file is good, and begins where any good one does.
        assert made.shown("length").startswith("about ")
        assert area.cursor_location == (0, 0)
        area.move_cursor((9, 24))
        await pilot.press("end", "enter", *'"10 goblet s')
        assert area.suggestion == "quat"


async def test_a_block_is_inserted_behind_the_one_with_the_cursor(desk):
    made = desk(TEXT + '\n# The last one.\n[[block]]\nkind = "rest"\ntime = "1:00"\n')
    async with made.app.run_test(size=SIZE) as pilot:
        screen = await opened(made, pilot, 6)
        await pilot.press("ctrl+t")
        await pilot.pause()
        popup = screen.query_one("#popup")
        await pilot.press(*["down"] * 4, "enter")
        assert popup.option_count == len(kinds())
        before, _, after = made.text.partition('[[block]]\nkind = "emom"')
        assert before == TEXT + "\n"
        assert after.endswith('\n\n# The last one.\n[[block]]\nkind = "rest"\ntime = "1:00"\n')
        await made.until(
            pilot, lambda: any("EMOM" in row for row in screen.query_one("#outline").rows)
        )
        await pilot.press("ctrl+z")
        assert made.text.startswith(TEXT + "\n# The last")


LONG = TEXT + "# more\n" * (24 - TEXT.count("\n"))  # as many lines as the screen shows


@pytest.mark.parametrize(
    ("text", "keys", "undo"),
    [
        (LONG, ["ctrl+end", "enter"], ["ctrl+z"]),
        (LONG, ["ctrl+end", "ctrl+t", "enter"], ["ctrl+z"]),
        (TEXT, ["ctrl+end", "ctrl+v"], ["ctrl+z", "ctrl+y", "ctrl+z"]),
        (LONG + "# more\n" * 20, ["ctrl+a", "delete"], ["ctrl+z", "ctrl+y", "ctrl+z"]),
    ],
    ids=["enter", "block", "paste", "delete"],
)
async def test_an_undo_after_which_nothing_scrolls_any_more(desk, text, keys, undo):
    made = desk(text)
    async with made.app.run_test(size=(100, 30)) as pilot:
        screen = await opened(made, pilot, 1)
        area = screen.query_one("#text")
        made.app.copy_to_clipboard("# pasted\n" * 40)
        await pilot.press(*keys)
        await pilot.pause()
        assert made.text != text
        await pilot.press(*undo)
        await pilot.pause()
        assert made.text == text
        row = area.cursor_location[0]
        assert row < area.document.line_count
        assert area.scroll_offset.y <= row < area.scroll_offset.y + area.size.height


async def test_finding_and_replacing_all_is_one_change(desk):
    made = desk()
    async with made.app.run_test(size=SIZE) as pilot:
        screen = await opened(made, pilot)
        await pilot.press("ctrl+f", *"lunge", "enter")
        assert screen.query_one("#text").selected_text == "lunge"
        assert screen.query_one("#told").shown == ("1 of 2",)
        await pilot.press("enter")
        assert screen.query_one("#told").shown == ("2 of 2",)
        await pilot.press("ctrl+r", *"unge", "tab", *"eap", "enter", "enter")
        assert made.text == TEXT.replace("Curtsey lunge", "Curtsey leap")
        await pilot.press("ctrl+a")
        assert made.text == TEXT.replace("unge", "eap")
        await pilot.press("escape", "ctrl+z")
        assert made.text == TEXT.replace("Curtsey lunge", "Curtsey leap")
        await pilot.press("ctrl+z")
        assert made.text == TEXT


async def test_saving_keeps_a_backup_and_leaving_asks(desk):
    made = desk()
    async with made.app.run_test(size=SIZE) as pilot:
        await opened(made, pilot, 6)
        await pilot.press("end", *" more", "ctrl+s")
        await pilot.pause()
        assert made.path.read_text() == TEXT.replace("or four", "or four more")
        assert made.path.with_name("legs.toml~").read_text() == TEXT
        assert made.shown("name").startswith("  legs.toml")
        await pilot.press("x", "escape")
        await pilot.pause()
        assert isinstance(made.app.screen, ChoiceDialog)
        await pilot.press("k", "escape")
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
        assert not isinstance(made.app.screen, EditorScreen)
    assert "morex" not in made.path.read_text()


async def test_what_another_program_wrote_is_not_lost(desk):
    made = desk()
    theirs = TEXT.replace("sets = 3", "sets = 5")
    async with made.app.run_test(size=SIZE) as pilot:
        await opened(made, pilot)
        # Nothing was changed here: it is read again.
        made.path.write_text(theirs)
        made.app.app_focus = False
        made.app.app_focus = True
        await pilot.pause()
        assert made.text == theirs
        assert "another program" in made.told
        # Changed here too: it is only said; saving asks.
        await pilot.press("x")
        made.path.write_text(TEXT)
        made.app.app_focus = False
        made.app.app_focus = True
        await pilot.pause()
        assert made.text == "x" + theirs
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(made.app.screen, ChoiceDialog)
        await pilot.press("k")
        await pilot.pause()
        assert made.path.read_text() == TEXT
        await pilot.press("ctrl+s", "r")
        await pilot.pause()
        assert made.text == TEXT
        await pilot.press("ctrl+z")
        assert made.text == "x" + theirs
        made.path.write_text(TEXT + "# once more\n")
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("o")
        await pilot.pause()
        assert made.path.read_text() == "x" + theirs
        assert made.path.with_name("legs.toml~").read_text() == TEXT + "# once more\n"
        made.path.unlink()
        await pilot.press("y", "ctrl+s")
        await pilot.pause()
        await pilot.press("o")
        await pilot.pause()
        assert made.path.read_text().startswith("xy")


async def test_a_shipped_workout_is_copied_when_it_is_saved(desk):
    made = desk()
    shipped = WORKOUTS.find("leg-amrap")
    before = shipped.read_bytes()
    async with made.app.run_test(size=SIZE) as pilot:
        made.app.editor.open(str(shipped))
        await pilot.pause()
        copy = own_workouts_folder() / "leg-amrap.toml"
        assert "This is a copy" in made.told
        assert not copy.exists()
        await pilot.press("f8", "ctrl+s")
        await pilot.pause()
        assert copy.exists()
        assert copy.read_text().startswith("#:schema file:")
        assert copy.read_text().partition("\n")[2] == shipped.read_text().partition("\n")[2]
    assert shipped.read_bytes() == before


async def test_what_was_said_of_an_unchanged_file_does_not_lie_over_the_next_screen(desk):
    made = desk()
    async with made.app.run_test(size=SIZE) as pilot:
        made.app.editor.open(str(WORKOUTS.find("leg-amrap")))
        await pilot.pause()
        assert made.told
        await pilot.press("escape")
        await pilot.pause()
        assert not made.told


async def test_reps_are_changed_through_the_form_and_nothing_else(desk):
    made = desk()
    async with made.app.run_test(size=SIZE) as pilot:
        await opened(made, pilot)
        await pilot.press("f2")
        await pilot.pause()
        form = made.app.screen
        assert isinstance(form, FormScreen)
        options = form.query_one("#rows")
        rows = [str(options.get_option_at_index(i).prompt) for i in range(options.option_count)]
        options.highlighted = next(i for i, row in enumerate(rows) if "amount" in row)
        await pilot.press("enter", *"0", "enter")
        await pilot.pause()
        assert form is not made.app.screen, "no reps are no amount"
        await pilot.press("backspace", *"15", "enter")
        await pilot.pause()
        assert form is made.app.screen
        await pilot.press("escape", "ctrl+s")
        await pilot.pause()
    assert made.path.read_bytes() == TEXT.replace("20 Curtsey", "15 Curtsey").encode()


async def test_the_form_counts_moves_and_takes_back(desk):
    made = desk()
    async with made.app.run_test(size=SIZE) as pilot:
        await opened(made, pilot)
        await pilot.press("f2")
        await pilot.pause()
        form = made.app.screen
        options = form.query_one("#rows")
        rows = [str(options.get_option_at_index(i).prompt) for i in range(options.option_count)]
        options.highlighted = next(i for i, row in enumerate(rows) if "sets" in row)
        await pilot.press("plus", "plus", "minus")
        options.highlighted = next(i for i, row in enumerate(rows) if "amount" in row)
        await pilot.press("ctrl+down", "minus", "u", "escape")
        await pilot.pause()
        assert made.text == TEXT.replace("sets = 3", "sets = 4").replace(
            '  "20 Curtsey lunge @ 30 kg",   # heavy\n  "1:00 Lunge jump",\n',
            '  "1:00 Lunge jump",\n  "20 Curtsey lunge @ 30 kg",   # heavy\n',
        )
        await pilot.press("ctrl+z")
        assert made.text == TEXT
        await pilot.press("x", "f2")
        await pilot.pause()
        assert isinstance(made.app.screen, EditorScreen)
        assert "Fix the mistakes first" in made.told


async def test_a_session_waits_while_its_file_is_edited_and_stays_as_it_is(desk, workouts):
    made = desk(session=workouts.circuit)
    async with made.app.run_test(size=SIZE) as pilot:
        session = made.app.screen
        await made.rig.after(pilot, 4)
        await made.rig.press(pilot, "e")
        await pilot.pause()
        assert isinstance(made.app.screen, EditorScreen)
        assert made.rig.view.state is State.PAUSED
        figure = session.query_one(Figure).text
        await pilot.press("f5")
        assert "next start" in made.told
        await pilot.press("pagedown", "#", "ctrl+s")
        await pilot.pause()
        await made.rig.after(pilot, 300)
        assert made.path.read_text() == TEXT + "#"
        await pilot.press("escape")
        await pilot.pause()
        assert made.app.screen is session
        assert made.rig.view.state is State.PAUSED
        assert session.query_one(Figure).text == figure
        await made.rig.press(pilot, "space")
        assert made.rig.view.state is State.PREPARE
        assert len(made.rig.sessions) == 1


async def test_a_long_text_is_checked_beside_the_keys(desk):
    block = TEXT[TEXT.index("[[block]]") :].replace("sets = 3 ", "sets = 1 ")
    made = desk('name = "Long"\n' + block * 60)
    async with made.app.run_test(size=SIZE) as pilot:
        await opened(made, pilot, 3)
        assert "about " in made.shown("length")
        await pilot.press("end", "enter", *"xyz = 1")
        await made.until(pilot, lambda: [m for m in made.mistakes if m.startswith("4:1 xyz")])
        await pilot.press("ctrl+z")
        await made.until(pilot, lambda: not made.mistakes)
        await made.app.workers.wait_for_complete()


async def test_what_a_file_holds_is_shown_and_obeyed_by_nobody(desk):
    made = desk('name = "A"\n# \x1b[2J\u202e \x9b7m\n[[block]]\nkind = "rest"\ntime = "1:00"\n')
    async with made.app.run_test(size=SIZE) as pilot:
        await opened(made, pilot)
        strips = made.app.screen._compositor.render_strips()
        drawn = "".join(segment.text for strip in strips for segment in strip)
        assert "\N{SYMBOL FOR ESCAPE}[2J" in drawn
        assert not set(drawn) & set("\x1b\u202e\x9b")


async def test_a_file_that_is_no_text_is_not_opened(desk):
    made = desk()
    made.path.write_bytes(b"\xff\xfe\x00a")
    async with made.app.run_test(size=SIZE) as pilot:
        made.app.editor.open(str(made.path))
        made.app.editor.open(str(made.path.with_name("gone.toml")))
        await pilot.pause()
        assert not isinstance(made.app.screen, EditorScreen)
        assert "UTF-16" in made.told
        assert "not there" in made.told


def brightness(colour) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = [part / 255 for part in colour.triplet]
    light = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]


@pytest.mark.parametrize("theme", [theme.name for theme in themes()])
async def test_everything_in_the_text_can_be_read_in_every_theme(desk, theme):
    made = desk()
    async with made.app.run_test(size=SIZE) as pilot:
        made.app.theme = theme
        area = (await opened(made, pilot)).query_one("#text")
        area.show_found("Lunge")
        area.mark([Mistake(Severity.ERROR, 6, 8, "odd")])
        await pilot.pause()
        styles = set()
        for y in range(12):
            for segment in area.render_line(y):
                if segment.text.strip() and y != area.cursor_location[0]:
                    styles.add(segment.style)
        assert len(styles) >= 7
        for style in styles:
            low, high = sorted((brightness(style.color), brightness(style.bgcolor)))
            least = (
                3
                if style.color == area.get_component_rich_style("text-area--gutter").color
                else 4.5
            )
            assert (high + 0.05) / (low + 0.05) >= least, style
