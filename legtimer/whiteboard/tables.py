"""Tables: rows under heads of columns, also where copying has put each cell on its own line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from legtimer.whiteboard.source import SourceLine
from legtimer.whiteboard.vocabulary import Vocabulary

_FIGURES = ("sets", "amount", "rest", "load")
"""Columns whose cells have a figure in them, or hardly any letters."""


def column_rows(lines: Sequence[SourceLine], vocab: Vocabulary) -> list[SourceLine]:
    """The lines, with each row of a table written as one line that says what is done."""
    found: list[SourceLine] = []
    heads: list[str] = []
    i = 0
    while i < len(lines):
        line = lines[i]
        if line.cells:
            columns = [_column(cell, vocab) for cell in line.cells]
            if "name" in columns and sum(map(bool, columns)) >= min(2, len(columns)):
                heads = columns
            elif heads and len(line.cells) >= 2:
                found.append(
                    replace(line, text=_row(heads, line.cells, vocab), item=True, cells=())
                )
            else:
                found.append(replace(line, cells=()))
            i += 1
            continue
        if line.text:
            heads = []
        columns, start = _heads_below(lines, i, vocab)
        rows, end = _rows_below(lines, start, columns, vocab) if columns else ([], i)
        if rows:
            found += rows
            i = end
            continue
        found.append(line)
        i += 1
    return found


def rows_without_name(lines: Sequence[SourceLine], vocab: Vocabulary) -> list[SourceLine]:
    """The rows and heads of tables whose bars are lost and in which no column names the exercise.

    Below "Week Sets Reps" the row "1 3 12" says what to do in a week, and nothing tells which week
    it is, or which of its figures is missing. Read as a line, it would be made up.
    """
    found: list[SourceLine] = []
    heads: SourceLine | None = None
    for line in lines:
        if any(map(str.isdecimal, line.text)) and heads is not None:
            found += [line] if found[-1:] and found[-1].number > heads.number else [heads, line]
        elif line.text:
            columns = [_column(word, vocab) for word in line.text.split()]
            known = set(filter(None, columns))
            unnamed = len(columns) == len(known) + 1 and len(known) > 1 and "name" not in known
            heads = line if unnamed else None
    return found


def _column(cell: str, vocab: Vocabulary) -> str:
    words = cell.casefold().replace("/", " ").replace("-", " ").strip(" .:#()").split()
    whole = vocab.columns.get(" ".join(words), "")
    return whole or (vocab.columns.get(words[0], "") if 1 <= len(words) <= 3 else "")


def _heads_below(lines: Sequence[SourceLine], i: int, vocab: Vocabulary) -> tuple[list[str], int]:
    """The columns whose heads stand one a line from a place on, and where they end."""
    columns: list[str] = []
    while i < len(lines):
        text = lines[i].text
        if text:
            column = _column(text, vocab) if not any(letter.isdecimal() for letter in text) else ""
            if not column or column in columns:
                break
            columns.append(column)
        elif not columns:
            break
        i += 1
    return (columns, i) if len(columns) >= 2 and "name" in columns else ([], i)


def _rows_below(
    lines: Sequence[SourceLine], i: int, columns: list[str], vocab: Vocabulary
) -> tuple[list[SourceLine], int]:
    """The rows whose cells stand one a line, and where the table ends."""
    cells = [n for n in range(i, len(lines)) if lines[n].text]
    rows: list[SourceLine] = []
    end = i
    for start in range(0, len(cells) - len(columns) + 1, len(columns)):
        places = cells[start : start + len(columns)]
        texts = [lines[n].text for n in places]
        if not all(_fits(column, text) for column, text in zip(columns, texts, strict=True)):
            break
        first = lines[places[0]]
        rows.append(replace(first, text=_row(columns, texts, vocab), item=True))
        end = places[-1] + 1
    return rows, end


def _fits(column: str, text: str) -> bool:
    if column in _FIGURES:
        return any(letter.isdecimal() for letter in text) or len(text.split()) <= 2
    return column == "note" or (len(text) <= 60 and not text[:1].isdecimal())


def _row(columns: Sequence[str], cells: Sequence[str], vocab: Vocabulary) -> str:
    """A row as a line: ``2-4 sets of 15-20 Prisoner squat, rest 45-60 s (slowly)``."""
    said: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column and cell.strip(" -\u2013\u2014"):
            said.setdefault(column, cell)
    words = vocab.words
    parts = []
    if "sets" in said:
        sets = said["sets"] if any(c.isdecimal() for c in said["sets"]) else "1"
        bare = not any(letter.isalpha() for letter in sets)
        parts.append(f"{sets} {words['sets']} {words['of']}" if bare else f"{sets} {words['of']}")
    parts += [said[key] for key in ("amount", "name") if key in said]
    if "load" in said:
        parts.append(f"@ {said['load']}")
    line = " ".join(parts)
    if "rest" in said:
        line += f", {words['rest']} {said['rest']}"
    return f"{line} ({said['note']})" if "note" in said else line
