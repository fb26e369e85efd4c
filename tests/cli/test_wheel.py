"""The built wheel, installed into an empty environment, and used from an empty folder."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", folder, ROOT],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env")
    into = ["--python", folder / "env" / "bin" / "python", "--disable-pip-version-check"]
    pip = [sys.executable, "-m", "pip", *into, "install", "-q", "--no-compile", wheel]
    done = subprocess.run(pip, capture_output=True, text=True)
    if done.returncode and not os.environ.get("CI"):
        pytest.skip("the wheel's dependencies cannot be fetched: " + done.stderr[-200:])
    assert done.returncode == 0, done.stderr
    return folder / "env" / "bin" / "legtimer"


def use(program, *words, **options):
    return subprocess.run([program, *words], capture_output=True, text=True, **options)


def test_the_wheel_works_from_an_empty_folder(installed, tmp_path):
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    environment["HOME"] = str(tmp_path / "home")
    environment["XDG_DATA_HOME"] = str(tmp_path / "data")
    here = tmp_path / "empty"
    here.mkdir()
    listed = use(installed, "list", cwd=here, env=environment)
    assert "leg-amrap" in listed.stdout
    assert use(installed, "plan", "leg-amrap", cwd=here, env=environment).returncode == 0
    programmes = use(installed, "programme", cwd=here, env=environment)
    assert "half-marathon-legs" in programmes.stdout, programmes.stderr
    shown = use(installed, "exercises", "split squat", cwd=here, env=environment)
    assert shown.stdout.startswith("Split squat\n"), shown.stderr
    made = use(installed, "new", "Legs", "--kind", "emom", cwd=here, env=environment)
    assert made.returncode == 0, made.stderr
    checked = use(installed, "check", made.stdout.strip(), cwd=here, env=environment)
    assert checked.returncode == 0, checked.stdout
    schema = Path(made.stdout.strip()).read_text().splitlines()[0].removeprefix("#:schema file://")
    assert Path(schema).is_file()
    sounds = Path(schema).parent.parent / "sounds"
    assert len(list(sounds.glob("*.wav"))) >= 13
    # The tables of the history are made by SQL files that ship with the package.
    code = "from pathlib import Path; from legtimer.history.store import Store; "
    asked = [installed.parent / "python", "-c", code + "print(Store(Path('h.db')).headers())"]
    made = subprocess.run(asked, capture_output=True, text=True, cwd=here, env=environment)
    assert made.stdout == "[]\n", made.stderr
