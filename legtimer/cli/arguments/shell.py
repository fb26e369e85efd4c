"""Words of the subcommands about the program and its surroundings."""

from __future__ import annotations

from legtimer.cli.arguments.words import Add


def add_completion(add: Add) -> None:
    """``legtimer completion``."""
    completion = add(
        "completion",
        "completion",
        "print a shell's completion script",
        "Print a script that completes legtimer's words in a shell. For bash: "
        'eval "$(legtimer completion bash)"',
    )
    completion.add_argument("shell", choices=("bash", "zsh", "fish", "powershell"))
