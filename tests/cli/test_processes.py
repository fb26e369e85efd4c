"""The program as a process of its own."""

import os
import subprocess
import sys

import pytest

CLI = [sys.executable, "-m", "legtimer"]


@pytest.mark.parametrize(
    "words",
    [
        ["check", "FILE"],
        ["plan", "FILE"],
        ["rehearse", "FILE"],
        ["list"],
        ["exercises"],
        ["schema"],
        ["--version"],
    ],
)
def test_what_needs_no_screen_never_imports_textual(words, tmp_path):
    file = tmp_path / "legs.toml"
    file.write_text('[[block]]\nkind = "rest"\ntime = "0:05"\n')
    words = [str(file) if word == "FILE" else word for word in words]
    code = (
        "import sys\n"
        "from legtimer.cli.main import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "heavy = {'textual', 'rich', 'miniaudio', 'asyncio', 'json.tool'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_closed_pipe_is_no_crash():
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([*CLI, "schema"], stdout=writer, stderr=subprocess.PIPE, text=True)
    os.close(writer)
    assert done.stderr == ""
    assert done.returncode == 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
@pytest.mark.parametrize(
    "words",
    [["list"], ["--help"], ["plan", "leg-amrap"], ["check", "leg-amrap"], ["schema"], ["config"],
     ["history"], ["exercises"], ["rehearse", "leg-amrap", "--json"], ["completion", "bash"]],
)  # fmt: skip
def test_a_full_disk_is_told_in_one_line(words):
    # Unbuffered, argparse would keep to itself that its help could not be written.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONUNBUFFERED"}
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [*CLI, *words], stdout=full, stderr=subprocess.PIPE, text=True, env=environment
        )
    assert done.stderr == "legtimer: No space left on device\n"
    assert done.returncode == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_a_full_disk_under_the_messages_changes_no_exit_code():
    for words, code in ((["chekc"], 2), (["check", "no-such-workout"], 2)):
        with open("/dev/full", "w") as full:
            done = subprocess.run([*CLI, *words], stdout=subprocess.PIPE, stderr=full)
        assert done.returncode in (1, code)


def test_output_survives_an_ascii_terminal(tmp_path):
    file = tmp_path / "legs.toml"
    file.write_text('name = "Größe 力 🦵"\n[[block]]\nkind = "rest"\ntime = "0:05"\n')
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run([*CLI, "plan", str(file)], env=environment, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert b"Gr" in done.stdout


def test_the_version():
    done = subprocess.run([*CLI, "--version"], capture_output=True, text=True)
    assert done.stdout.startswith("legtimer ")
