"""``legtimer completion``: what a shell needs to complete our words."""

from __future__ import annotations

import argparse

from legtimer.cli.arguments import Parser


def add_arguments(command: Parser) -> None:
    command.description = (
        "Print a script that completes legtimer's words in a shell. For bash: "
        'eval "$(legtimer completion bash)"'
    )
    command.add_argument("shell", choices=("bash", "zsh", "fish", "powershell"))


def run(options: argparse.Namespace) -> int:
    """Print the script of a shell."""
    from argcomplete.shell_integration import shellcode

    print(shellcode(["legtimer"], shell=options.shell))
    return 0
