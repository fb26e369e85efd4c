"""The pages for contributors name paths that exist, and leave no folder of ours out."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "docs" / "architecture.md", ROOT / "CONTRIBUTING.md"]
TOP = ("legtimer", "tests", "docs", "bench", "sounds", "workouts", "programmes", "exercises")
MODULE = re.compile(r"\w+\.(?:py|tcss)")


def named(page):
    """What a page sets as code, outside its examples."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(), flags=re.MULTILINE | re.DOTALL)
    return dict.fromkeys(re.findall(r"`([^`\n]+)`", text))


def paths(page):
    """The paths among that, those in a command included."""
    for words in named(page):
        for word in words.split():
            if word.partition("/")[0] in TOP:
                yield word


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_path_exists(page):
    found = list(paths(page))
    assert len(found) > 20
    missing = [path for path in found if not (ROOT / path).exists()]
    assert not missing


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/adr/*.md")), ids=lambda p: p.stem)
def test_every_path_of_a_decision_exists(page):
    assert not [path for path in paths(page) if not (ROOT / path).exists()]


def test_a_module_without_its_folder_is_in_the_folder_named_before_it():
    for line in PAGES[0].read_text().splitlines():
        folder = ROOT
        for name in re.findall(r"`([^`\n]+)`", line):
            if name.partition("/")[0] in TOP:
                folder = ROOT / name
            elif MODULE.fullmatch(name):
                assert (folder / name).exists(), f"{name} in {line}"


def test_every_folder_of_ours_is_named():
    names = set(named(PAGES[0]))
    package = {
        str(path.parent.relative_to(ROOT)) for path in (ROOT / "legtimer").rglob("__init__.py")
    }
    assert package - {"legtimer"} <= names
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    top = {line.partition("/")[0] for line in listed.stdout.splitlines() if "/" in line}
    shown = {name for name in top if not name.startswith(".")} - {"legtimer"}
    assert shown <= names, shown - names


def test_every_number_of_files_on_a_way_is_that_of_its_list():
    text = PAGES[0].read_text()
    words = {"six": 6, "seven": 7}
    counted = re.findall(r"^With .*\((\w+) files\):\n\n((?:\d\..*\n|   .*\n)+)", text, re.MULTILINE)
    assert len(counted) == 3
    for word, steps in counted:
        assert re.findall(r"^(\d)\.", steps, re.MULTILINE)[-1] == str(words[word])


def test_a_key_press_passes_six_files_at_most():
    way = PAGES[0].read_text().partition("### A key press")[2].partition("### ")[0]
    assert [int(n) for n in re.findall(r"^(\d+)\. `", way, re.MULTILINE)] == [1, 2, 3, 4, 5, 6]
