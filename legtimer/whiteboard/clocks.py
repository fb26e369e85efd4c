"""Headers with a clock: AMRAP, EMOM, Tabata and other intervals, death-by, a time alone."""

from __future__ import annotations

import re

from legtimer.whiteboard.figures import clock_text, longest_ms
from legtimer.whiteboard.head_line import HeadLine


def read_clock(line: HeadLine) -> None:
    """Read the clock of a header, if it has one."""
    for read in (_clock_alone, _amrap, _death_by, _tabata, _emom, _intervals):
        if not line.found.kind:
            read(line)


def _clock_alone(line: HeadLine) -> None:
    """``10:00`` or ``10:00 ?`` alone in a line: so long for what follows."""
    signs = {t.value for t in line.tokens[1:]}
    if line.at(0)[0] == "time" and signs <= {"?", ":"} and "-" not in line.at(0)[1]:
        line.found.kind, line.found.time = "timed", line.at(0)[1]
        line.found.guesses.append(f"{line.found.time} as a clock for what follows")
        line.take(*range(len(line.tokens)))


def _amrap(line: HeadLine) -> None:
    i = line.first("amrap")
    if i is None:
        return
    if line.at(i)[1].endswith("reps") and line.first("rounds") is None:
        return
    line.take(i)
    line.found.kind = "amrap"
    line.found.time = line.minutes(i)


def _death_by(line: HeadLine) -> None:
    i = line.first("death-by")
    if i is None:
        return
    line.take(i)
    line.found.kind = "death-by"
    line.found.rounds = line.count()
    if (every := line.first("every")) is not None and line.at(every + 1)[0] == "time":
        line.found.every = line.at(every + 1)[1]
        line.take(every, every + 1)
    if line.at(i + 1)[0] == "figure":
        line.found.start = line.at(i + 1)[1]
        line.take(i + 1)
        if line.at(i + 2)[1] == "+" and line.at(i + 3)[0] == "figure":
            line.found.step = line.at(i + 3)[1]
            line.take(i + 2, i + 3)


def _tabata(line: HeadLine) -> None:
    i = line.first("tabata")
    if i is None:
        return
    line.take(i)
    found = line.found
    found.kind, found.work, found.rest = "intervals", "0:20", "0:10"
    if line.at(0)[1] == "(" and line.at(3)[0] == "time":
        found.work = line.at(3)[1]
        line.take(3)
    if not _work_and_rest(line) and found.work != "0:20":
        found.guesses.append(f"{found.rest} of rest, as in a Tabata")
    found.rounds = found.rounds or line.count() or "8"


def _work_and_rest(line: HeadLine) -> bool:
    """``0:20 work, 0:10 rest``, ``20 s on / 10 s off``, ``work 40 s, rest 20 s``."""
    for i, token in enumerate(line.tokens):
        if token.kind != "work" or i in line.taken:
            continue
        j = i - 1 if line.at(i - 1)[0] in ("time", "figure") else i + 1
        k = line.first("rest")
        if line.at(j)[0] not in ("time", "figure") or k is None:
            continue
        m = k - 1 if line.at(k - 1)[0] in ("time", "figure") and k - 1 != j else k + 1
        if line.at(m)[0] not in ("time", "figure"):
            continue
        line.found.work, line.found.rest = seconds_text(line.at(j)), seconds_text(line.at(m))
        line.take(i, j, k, m)
        return True
    return False


def _intervals(line: HeadLine) -> None:
    named = line.first("intervals")
    slash = re.fullmatch(r"(\d{2,3})/(\d{2,3})", line.at(0)[1])
    if slash and line.at(0)[0] == "figure" and line.at(1)[0] == "times":
        found = line.found
        found.kind = "intervals"
        found.guesses.append(f"{slash[0]} as {slash[1]} s of work and {slash[2]} s of rest")
        found.work, found.rest = clock_text(f":{slash[1]}"), clock_text(f":{slash[2]}")
        line.take(0)
        found.rounds = line.count()
        return
    for n, token in enumerate(line.tokens):
        begins = all(i in line.taken for i in range(n))
        if begins and line.at(n + 1)[1] == "/" and token.kind == line.at(n + 2)[0] == "time":
            found, typed = line.found, line.text[token.start : line.tokens[n + 2].end]
            found.kind, found.work, found.rest = "intervals", token.value, line.at(n + 2)[1]
            found.guesses.append(f"{typed} as {found.work} of work and {found.rest} of rest")
            line.take(n, n + 1, n + 2)
            found.rounds = found.rounds or line.count()
            return
    if named == 1 and line.at(0)[0] == "time" and line.first("rest") is None:
        every = line.at(0)[1]
        line.found.kind, line.found.every = "emom", every
        line.found.guesses.append(f"{every} as every {every}")
        line.take(0, 1)
        line.found.rounds = line.found.rounds or line.count()
        return
    if _work_and_rest(line) or named == 0:
        line.found.kind = "intervals"
        i = line.first("work")
        if i is not None and line.at(i - 1)[0] == "time":
            line.found.work = line.at(i - 1)[1]
            line.take(i - 1, i)
        line.found.rounds = line.found.rounds or line.count()
        if named is not None:
            line.take(named)
        _order(line)


def _emom(line: HeadLine) -> None:
    found = line.found
    i = line.first("emom")
    every = line.first("every")
    if i is None and every is not None:
        kind, value = line.at(every + 1)
        if kind != "time":
            return
        line.take(every, every + 1)
        found.kind, found.every, i = "emom", value, every + 1
    elif i is not None:
        line.take(i)
        found.kind = "emom"
        found.every = line.at(i)[1] if line.at(i)[1][:1].isdecimal() else "1:00"
        if found.rounds and line.at(3)[0] == "time" and line.at(0)[1] == "(":
            found.every = line.at(3)[1]
            line.take(3)
        if every is not None and line.at(every + 1)[0] == "time":
            found.every = line.at(every + 1)[1]
            line.take(every, every + 1)
    elif found.rounds and line.at(3)[0] == "time" and _plain_words(line, 4):
        found.kind, found.every = "emom", line.at(3)[1]
        found.guesses.append(f"({found.rounds}) {found.every} as every {found.every}")
        line.take(3)
        return
    else:
        return
    _order(line)
    if found.rounds:
        return
    found.rounds = line.count()
    total = line.minutes(i)
    if total and total != found.every:
        whole = max(1, longest_ms(total) // (longest_ms(found.every) or 60_000))
        if not found.rounds.isdecimal() or whole > int(found.rounds):
            # "20 min EMOM, 4 rounds" of five exercises.
            found.rounds = str(whole)


def _order(line: HeadLine) -> None:
    for kind, order in (("in-turn", "alternate"), ("all-each", "all")):
        if (i := line.first(kind)) is not None:
            line.found.order = order
            line.take(i)


def _plain_words(line: HeadLine, start: int) -> bool:
    return all(token.kind == "word" for token in line.tokens[start:])


def seconds_text(token: tuple[str, str]) -> str:
    """A time; a figure alone is seconds."""
    kind, value = token
    return value if kind != "figure" else f"{value}s"
