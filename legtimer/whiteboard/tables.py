"""Tables: rows under heads of columns, also where copying has put each cell on its own line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from legtimer.whiteboard.lexer import tokens_of
from legtimer.whiteboard.source import SourceLine
from legtimer.whiteboard.tokens import QUANTITIES, Token
from legtimer.whiteboard.vocabulary import Vocabulary

_FIGURES = ("sets", "amount", "rest", "load")
"""Columns whose cells have a figure in them, or hardly any letters."""
_FEWEST_HEADS = 3
"""Heads of a table whose rows say nothing without them."""
_LONGEST_HEAD = 3
"""Words of the longest head of a column."""
_IN_CELLS = ("reps", "sets", "times", "sides", "each", "of")
"""Kinds of token that stand behind a figure in its cell, with a slash before them or not."""


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


def with_tables_apart(lines: Sequence[SourceLine], vocab: Vocabulary) -> list[SourceLine]:
    """The lines, with tables that stand side by side in the same rows one below the other.

    The row above their heads has their titles: "Day 1", "Day 2".
    """
    found: list[SourceLine] = []
    i = 0
    while i < len(lines):
        starts = _side_by_side(lines[i], vocab)
        if not starts:
            found.append(lines[i])
            i += 1
            continue
        end = next((n for n in range(i, len(lines)) if not lines[n].cells), len(lines))
        titles = list(filter(None, found[-1].cells)) if found else []
        titled = len(titles) == len(starts)
        above = found.pop() if titled else replace(lines[i], text="", cells=())
        for n, (first, behind) in enumerate(pairwise([*starts, None])):
            text = titles[n] if titled else ""
            found.append(replace(above, text=text, level=2 if titled else 0, cells=()))
            for row in lines[i:end]:
                cells = row.cells[first:behind]
                if any(cells):
                    text = " | ".join(filter(None, cells))
                    found.append(replace(row, text=text, cells=cells))
        i = end
    return found


def _side_by_side(line: SourceLine, vocab: Vocabulary) -> list[int]:
    """The first columns of the tables whose heads a row has; none for fewer than two tables."""
    columns = [_column(cell, vocab) for cell in line.cells]
    starts = [n for n, column in enumerate(columns) if column == "name"]
    figures = [set(columns[a:b]) & set(_FIGURES) for a, b in pairwise([*starts, None])]
    return starts if len(starts) > 1 and all(figures) else []


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


def flat_rows(lines: Sequence[SourceLine], vocab: Vocabulary) -> list[SourceLine]:
    """The lines, with each row of a table whose bars are lost as one that says what is done.

    Below "Exercise Sets Reps Notes" that is "Split squat 3 8-10 Keep the knee still".
    """
    found: list[SourceLine] = []
    columns: list[str] = []
    heads = 0
    for line in lines:
        row = _flat_row(columns, line.text, vocab) if columns and not line.cells else ""
        if row:
            found[heads] = replace(found[heads], text="")
            found.append(replace(line, text=row, item=True))
            continue
        if line.text:
            columns, heads = _flat_heads(line.text, vocab), len(found)
        found.append(line)
    return found


def _flat_heads(text: str, vocab: Vocabulary) -> list[str]:
    """The columns of a line that has nothing but their heads."""
    words = text.split()
    columns: list[str] = []
    while words:
        heads = [" ".join(words[:n]) for n in range(1, min(len(words), _LONGEST_HEAD) + 1)]
        several = all(_whole_column(word, vocab) for word in words[:2])
        known = [n for n, head in enumerate(heads, 1) if _whole_column(head, vocab)]
        size = min(known, default=0) if several else max(known, default=0)
        if not size:
            return []
        columns.append(_whole_column(" ".join(words[:size]), vocab))
        words = words[size:]
    single = len(set(columns)) == len(columns) >= _FEWEST_HEADS
    return columns if single and columns[0] == "name" and columns[1] != "note" else []


def _flat_row(columns: Sequence[str], text: str, vocab: Vocabulary) -> str:
    """A row as a line; empty for one that does not have what the columns call for."""
    begin = re.search(r"(?<=[^\W\d_)]\s)\d", text)
    if begin is None:
        return ""
    figures = [column for column in columns if column in _FIGURES]
    tokens = [t for t in tokens_of(text, vocab) if t.start >= begin.start()]
    cells: list[list[Token]] = []
    end = len(text)
    for n, token in enumerate(tokens):
        crossed = bool(n) and tokens[n - 1].kind == "times"
        if token.kind in QUANTITIES and not crossed and len(cells) < len(figures):
            cells.append([token])
        elif cells and (crossed or token.kind in _IN_CELLS):
            cells[-1].append(token)
        else:
            end = token.start
            break
    if len(cells) != len(figures):
        return ""
    said = {c: text[ts[0].start : ts[-1].end] for c, ts in zip(figures, cells, strict=True)}
    said["name"] = text[: begin.start()].strip(" :")
    said["note"] = re.sub(r"[()]", "", text[end:])
    if said["note"] and "note" not in columns:
        return ""
    return _row([*said], [*said.values()], vocab)


def _whole_column(head: str, vocab: Vocabulary) -> str:
    return vocab.columns.get(head.casefold().replace("/", " ").strip(".:#()"), "")


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
