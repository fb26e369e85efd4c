"""``legtimer doctor``: whether all is well, and what to do about what is not."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence

from legtimer.cli.arguments import Parser, add_json, add_sound
from legtimer.cli.doctor.findings import Finding, Verdict, note
from legtimer.cli.output import print_json, terminal_columns, wrapped
from legtimer.cli.settings import effective
from legtimer.core.scoring import plural
from legtimer.tui.keymap import check_names


def add_arguments(command: Parser) -> None:
    command.description = (
        "Check sound with a test pattern, voice, terminal, sleep, folders, settings and versions. "
        "One line each, with what to do about a problem. Exits with 1 if there is one."
    )
    command.add_argument("--quiet", action="store_true", help="check everything without a sound")
    command.add_argument("--no-sound", action="store_true", help="open no sound device at all")
    add_sound(command, again=True)
    add_json(command)


def run(options: argparse.Namespace) -> int:
    """Look at everything; returns 1 if there is a problem."""
    findings = look(options)
    failed = _problems(findings) > 0
    if options.json:
        _print_json(findings, good=not failed)
    else:
        print("\n".join(_lines(findings, terminal_columns())))
    return 1 if failed else 0


def look(options: argparse.Namespace) -> Mapping[str, Sequence[Finding]]:
    """All findings, by their areas in the order of the report; what takes longest is last."""
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
    return {
        "versions": [*look_at_versions()],
        "settings": [look_at_settings(found.reading.mistakes)],
        "terminal": [*look_at_terminal()],
        "folders": [*look_at_folders()],
        "sleep": [look_at_sleep()],
        "voice": [look_at_voice(settings.audio)],
        "sound": [*check.findings()] if check else [note("not looked at (--no-sound)")],
    }


def _problems(findings: Mapping[str, Sequence[Finding]]) -> int:
    return sum(one.verdict is Verdict.PROBLEM for area in findings.values() for one in area)


def _lines(findings: Mapping[str, Sequence[Finding]], columns: int) -> Iterator[str]:
    """Area by area, one line for each finding, and below it what to do."""
    for area, found in findings.items():
        yield area
        for finding in found:
            yield wrapped(f"  {finding.verdict:<8} {finding.text}", 11, columns)
            if finding.advice:
                yield wrapped(f"  {'':8} -> {finding.advice}", 14, columns)
    problems = _problems(findings)
    yield ""
    yield plural(problems, "problem") if problems else "all is well"


def _print_json(findings: Mapping[str, Sequence[Finding]], *, good: bool) -> None:
    """The findings in the shape ``legtimer.doctor/1`` (see docs/json.md)."""
    answer = {
        "good": good,
        "findings": [
            {
                "area": area,
                "verdict": finding.verdict.value,
                "text": finding.text,
                "advice": finding.advice or None,
                "facts": dict(finding.facts),
            }
            for area, found in findings.items()
            for finding in found
        ],
    }
    print_json("doctor/1", answer)
