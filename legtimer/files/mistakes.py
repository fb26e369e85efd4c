"""What is wrong with a file: a severity, a place and a sentence.

The place is counted as editors count it: lines and columns from 1, columns in characters.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from legtimer.files.printable import printable


class Severity(Enum):
    """How bad a mistake is: only an error stops the file from being used.

    A hint is a question: what was typed is good, and was perhaps not meant.
    """

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Mistake(NamedTuple):
    """One thing that is wrong with a file.

    Attributes:
        severity: Whether the file can be used in spite of it.
        line: Line number from 1.
        column: Column in characters from 1; a byte-order mark at the start is not counted.
        message: What is wrong and what was probably meant; one line, safe to print.
    """

    severity: Severity
    line: int
    column: int
    message: str

    def render(self, file: str) -> str:
        """Return the line to print, in the form that editors turn into a link.

        Args:
            file: The file's name as the person gave it; made safe to print here.
        """
        name = printable(file, limit=None)
        return f"{name}:{self.line}:{self.column}: {self.severity.value}: {self.message}"

    def as_json(self) -> dict[str, str | int]:
        """Return what programs are told (see docs/json.md)."""
        return {**self._asdict(), "severity": self.severity.value}


def unreadable_file(problem: OSError) -> Mistake:
    """Return the one mistake of a file that the system does not let us read."""
    why = problem.strerror or type(problem).__name__
    return Mistake(Severity.ERROR, 1, 1, f"cannot be read: {why}")
