"""The documents say what is true: links, commands, keys, examples."""

import importlib.util
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from legtimer.cli.arguments import parser
from legtimer.cli.main import main
from legtimer.files.settings.reading import read_settings
from legtimer.files.workouts.reader import read_workout

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    *ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("docs/adr/*.md"),
    *ROOT.glob("bench/*.md"), *ROOT.glob("sounds/*.md"),
]  # fmt: skip


def blocks(page, language):
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text()):
        if "://" not in target:
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_pages_name_no_path_of_a_machine(page):
    assert not re.search(r"/(home|root|Users|work|tmp)/\w", page.read_text())


def test_the_readme_s_examples_are_good():
    (example,) = blocks(ROOT / "README.md", "toml")
    reading = read_workout(example)
    assert reading.mistakes == ()


def commands():
    return [
        shlex.split(line)
        for text in blocks(ROOT / "README.md", "sh")
        for line in text.splitlines()
        if line.startswith("legtimer ")
    ]


def test_the_readme_s_tour_works(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert len(commands()) >= 5
    for _, *words in commands():
        assert main(words) == 0, words
    capsys.readouterr()


def test_the_readme_s_two_commands_name_what_exists():
    text = (ROOT / "README.md").read_text()
    assert ".venv/bin/legtimer run leg-amrap\n" in text
    assert "\n./check\n" in text
    assert (ROOT / "check").stat().st_mode & 0o111


def test_every_subcommand_is_told_of():
    text = (ROOT / "README.md").read_text() + (ROOT / "docs" / "json.md").read_text()
    actions = [a for a in parser()._actions if a.choices and "check" in a.choices]
    for name in actions[0].choices:
        assert f"legtimer {name}" in text or f"`{name}`" in text, name


def typed_in_documents():
    """Every command line of ours in the documents, with the page that has it."""
    for page in PAGES:
        for language, text in re.findall(r"^```(\w*)\n(.*?)^```$", page.read_text(), re.M | re.S):
            for line in text.replace(" 2>/dev/null", "").splitlines():
                for part in re.split(r" \|\|? |(?<=\S)   +", line.partition("  #")[0]):
                    if language in ("", "sh") and part.startswith("legtimer "):
                        yield page.name, shlex.split(part)[1:]


def test_every_command_in_the_documents_can_be_typed(capsys):
    typed = list(typed_in_documents())
    assert len(typed) > 30
    for page, words in typed:
        try:
            parser(words).parse_args(words)
        except SystemExit:
            pytest.fail(f"{page}: legtimer {shlex.join(words)}: {capsys.readouterr().err}")


def test_the_page_of_keys_is_current():
    spec = importlib.util.spec_from_file_location("make_keys", ROOT / "docs" / "make_keys.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.FILE.read_text() == module.page(), "run python docs/make_keys.py"


def test_the_page_of_settings_is_current():
    path = ROOT / "docs" / "make_settings.py"
    spec = importlib.util.spec_from_file_location("make_settings", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    text = module.DOCUMENT.read_text()
    assert text == module.current(text), "run python docs/make_settings.py"


def test_the_examples_of_settings_are_good():
    for example in blocks(ROOT / "docs" / "settings.md", "toml"):
        assert read_settings(example).mistakes == ()


def test_the_contributor_s_kind_of_block_works(tmp_path):
    """The example of CONTRIBUTING.md, dropped into a copy of the package as one file."""
    import shutil

    (code,) = blocks(ROOT / "CONTRIBUTING.md", "python")
    shutil.copytree(ROOT / "legtimer", tmp_path / "legtimer")
    (tmp_path / "legtimer" / "core" / "blocks" / "sprints.py").write_text(code)
    workout = tmp_path / "w.toml"
    workout.write_text('[[block]]\nkind = "sprints"\nnumber = 3\nback = "0:40"\n')

    def use(*words):
        return subprocess.run(
            [sys.executable, "-m", "legtimer", *words], cwd=tmp_path, capture_output=True, text=True
        )

    assert use("check", "w.toml").stdout == "w.toml: good\n"
    assert use("plan", "w.toml").stdout.count("Sprint\n") + use(
        "plan", "w.toml").stdout.count("Sprint  ") >= 3  # fmt: skip
    assert '"sprints"' in use("schema").stdout
    assert "finished" in use("rehearse", "w.toml").stdout
    made = use("new", str(tmp_path / "mine.toml"), "--kind", "sprints")
    assert made.returncode == 0, made.stderr
    assert use("check", "mine.toml").returncode == 0
    workout.write_text('[[block]]\nkind = "sprint"\nnumbr = 3\n')
    assert "did you mean sprints?" in use("check", "w.toml").stdout


def test_the_contributor_s_kind_of_block_is_trained_in_a_terminal(tmp_path):
    """The same, in the session screen of a real terminal, to its summary."""
    import shutil

    pytest.importorskip("termios", reason="pseudo-terminals are a thing of Unix")
    from legtimer.tui.widgets.fonts import word_rows
    from tests.docs.terminal import Terminal

    (code,) = blocks(ROOT / "CONTRIBUTING.md", "python")
    shutil.copytree(ROOT / "legtimer", tmp_path / "legtimer")
    (tmp_path / "legtimer" / "core" / "blocks" / "sprints.py").write_text(code)
    (tmp_path / "w.toml").write_text(
        'prepare = "0:00"\n[[block]]\nkind = "sprints"\nnumber = 2\nback = "0:40"\n'
    )
    command = [sys.executable, "-m", "legtimer", "run", "w.toml", "--player", "silent"]
    terminal = Terminal(command, str(tmp_path), XDG_STATE_HOME=str(tmp_path))
    assert terminal.shows(word_rows("SPRINT 1/2", 1, 6)[1]), terminal.screen.display
    terminal.shows("\0", 0.4)  # beyond what counts as a double press
    terminal.press(b" ")
    assert terminal.shows(word_rows("SPRINT 2/2", 1, 6)[1]), terminal.screen.display
    assert terminal.shows("space GO"), terminal.screen.display
    terminal.shows("\0", 0.4)
    terminal.press(b" ")
    assert terminal.shows("space DONE"), terminal.screen.display
    terminal.shows("\0", 0.4)
    terminal.press(b" ")
    assert terminal.shows("complete"), terminal.screen.display
    terminal.press(b"q")
    assert terminal.ended() == 0
