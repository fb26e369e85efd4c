"""What was found: a verdict, a sentence, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple


class Verdict(StrEnum):
    """What a finding means for who wants to train."""

    OK = "ok"
    NOTE = "note"
    """Worth knowing; it may be meant so."""
    PROBLEM = "problem"
    """Something does not work as it should."""


class Finding(NamedTuple):
    """One line of the doctor's."""

    verdict: Verdict
    text: str
    """What was found."""
    advice: str = ""
    """What to do about it; empty where nothing needs to be done."""
    facts: Mapping[str, Any] = MappingProxyType({})
    """The figures in it, for programs; what JSON can hold."""


def ok(text: str, **facts: Any) -> Finding:
    """All is well."""
    return Finding(Verdict.OK, text, "", facts)


def note(text: str, advice: str = "", **facts: Any) -> Finding:
    """Something is worth knowing."""
    return Finding(Verdict.NOTE, text, advice, facts)


def problem(text: str, advice: str, **facts: Any) -> Finding:
    """Something is wrong."""
    return Finding(Verdict.PROBLEM, text, advice, facts)
