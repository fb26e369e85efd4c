"""``legtimer doctor``: whether all is well, and what to do about what is not."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from legtimer.cli.arguments import Parser, add_json, add_sound
from legtimer.cli.doctor.findings import Finding, Verdict, note
from legtimer.cli.output import print_json
from legtimer.cli.settings import effective
from legtimer.tui.keymap import check_names

AREAS = ("versions", "settings", "terminal", "folders", "sleep", "voice", "sound")
"""In the order in which they are told; what takes longest is last."""


def add_arguments(command: Parser) -> None:
    command.description = (
        "Play a test pattern and tell by way of what and how exactly; look at voice, terminal, "
        "sleep, folders, settings and versions. One line each, with what to do about it. Exits "
        "with 1 if there is a problem."
    )
    command.add_argument(
        "--quiet", action="store_true", help="do all of it, but let nothing be heard"
    )
    command.add_argument("--no-sound", action="store_true", help="open no sound device at all")
    add_sound(command, again=True)
    add_json(command)


def run(options: argparse.Namespace) -> int:
    """Look at everything; returns 1 if there is a problem."""
    findings = look(options)
    failed = any(finding.verdict is Verdict.PROBLEM for finding in findings)
    if options.json:
        _print_json(findings, good=not failed)
    else:
        print("\n".join(_lines(findings)))
    return 1 if failed else 0


def look(options: argparse.Namespace) -> list[Finding]:
    """All findings, in the order of the areas."""
    from legtimer.cli.doctor.folders import look_at_folders, look_at_settings
    from legtimer.cli.doctor.sleep import look_at_sleep
    from legtimer.cli.doctor.terminal import look_at_terminal
    from legtimer.cli.doctor.versions import look_at_versions
    from legtimer.cli.doctor.voice import look_at_voice

    found = effective(options)
    settings = check_names(found)
    check = None
    if not options.no_sound:
        from legtimer.cli.doctor.sound import SoundCheck

        # It plays while the rest is looked at.
        check = SoundCheck(settings.audio, quiet=options.quiet)
    findings = [
        *look_at_versions(),
        look_at_settings(found.reading.mistakes),
        *look_at_terminal(),
        *look_at_folders(),
        look_at_sleep(),
        look_at_voice(settings.audio),
    ]
    if check is None:
        findings.append(note("sound", "not looked at (--no-sound)"))
    else:
        findings.extend(check.findings())
    return findings


def _lines(findings: Sequence[Finding]) -> Iterator[str]:
    """Area by area, one line for each finding, and below it what to do."""
    for area in AREAS:
        yield area
        for finding in findings:
            if finding.area == area:
                yield f"  {finding.verdict:<8} {finding.text}"
                if finding.advice:
                    yield f"  {'':8} -> {finding.advice}"
    problems = sum(finding.verdict is Verdict.PROBLEM for finding in findings)
    yield ""
    if problems:
        yield f"{problems} {'problem' if problems == 1 else 'problems'}"
    else:
        yield "all is well"


def _print_json(findings: Sequence[Finding], *, good: bool) -> None:
    """The findings in the shape ``legtimer.doctor/1`` (see docs/json.md)."""
    answer = {
        "good": good,
        "findings": [
            {
                "area": finding.area,
                "verdict": finding.verdict.value,
                "text": finding.text,
                "advice": finding.advice or None,
                "facts": dict(finding.facts),
            }
            for finding in findings
        ],
    }
    print_json("doctor/1", answer)
