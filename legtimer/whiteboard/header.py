"""A line that says how what follows is done: ``3 rounds for time``, ``AMRAP 12``."""

from __future__ import annotations

from collections.abc import Sequence

from legtimer.whiteboard.clocks import read_clock, seconds_text
from legtimer.whiteboard.head_line import SECTIONS, BlockHeader, HeadLine
from legtimer.whiteboard.header_words import (
    LINKS,
    MOST_NAME_WORDS,
    take_before,
    take_block_name,
    take_rest_of_line,
    words_left,
)
from legtimer.whiteboard.heading import read_heading
from legtimer.whiteboard.tokens import QUANTITIES, Token


def read_header(tokens: Sequence[Token], text: str, *, heads: bool = False) -> BlockHeader | None:
    """Read a header; None for a line that is none.

    Args:
        tokens: of the line.
        text: the line.
        heads: whether it stands above exercises that are indented deeper.
    """
    heading = read_heading(tokens, text) if heads else None
    return heading or _Reader(tokens, text).read()


class _Reader(HeadLine):
    """Reads one line."""

    def read(self) -> BlockHeader | None:
        kinds = [token.kind for token in self.tokens]
        found = self.found
        if self.tokens and self.tokens[0].kind in SECTIONS:
            return self._section()
        if len(kinds) == 2 and kinds[0] in ("time", "distance") and kinds[1] in SECTIONS:
            return BlockHeader(kind="section", role=SECTIONS[kinds[1]], behind=tuple(self.tokens))
        self.bracketed_rounds()
        if self._times_brackets() or self._sets_of_each():
            return found
        read_clock(self)
        self._cap()
        self._rests()
        self._load()
        self._rounds()
        self._time_of_work()
        take_block_name(self)
        if found.kind == "" and not (found.rounds or found.amounts or found.cap):
            if (found.rest or found.between) and self._nothing_else():
                found.kind = "rest"
                return found
            return None
        if not self._is_header(kinds):
            return None
        take_rest_of_line(self)
        if found.kind == "for-time" and not (found.behind or found.rounds or found.amounts):
            take_before(self)
        found.note = words_left(self)
        start = found.behind[0].start if found.behind else len(self.text)
        found.unread = any(
            t.kind in (*QUANTITIES, "load") and i not in self.taken and t.start < start
            for i, t in enumerate(self.tokens)
        )
        return found

    def _section(self) -> BlockHeader | None:
        """A warm-up or a cool-down, perhaps with what it is."""
        found = self.found
        found.kind, found.role = "section", SECTIONS[self.tokens[0].kind]
        self.take(0)
        words = [t for t in self.tokens[1:] if t.kind == "word"]
        # "Stretch calves" is an exercise, "Stretch: calves" begins a section.
        if self.at(1)[0] == "word" and self.at(0)[1].startswith(("stretch", "dehnen")):
            return None
        if self.tokens[0].kind == "main" and len(self.tokens) > 1 and self.at(1)[0] != "sign":
            return None
        if any(t.kind in QUANTITIES for t in self.tokens):
            take_rest_of_line(self)
            if not words:
                found.behind = tuple(self.tokens)
        elif len(words) > MOST_NAME_WORDS:
            return None
        return found

    def _times_brackets(self) -> bool:
        """``3 x (10 squats, 200 m run)``, perhaps behind a title."""
        for i in range(len(self.tokens) - 3):
            kinds = [self.at(i + n)[0] for n in range(3)]
            if kinds != ["figure", "times", "sign"] or self.at(i + 2)[1] != "(":
                continue
            if i and self.at(i - 1)[1] != ":":
                continue
            inside = [t for t in self.tokens[i + 3 :] if t.value != ")"]
            if not any(t.kind in QUANTITIES for t in inside):
                continue
            self.found.rounds, self.found.behind = self.at(i)[1], tuple(inside)
            self.found.name = self.text[: self.tokens[i].start].strip(" :") if i else ""
            return True
        return False

    def _sets_of_each(self) -> bool:
        """``2-4 sets of 15-20 reps of each exercise, rest 60 s:``."""
        if any(t.kind == "word" for t in self.tokens):
            return False
        i = next((n for n, t in enumerate(self.tokens) if t.kind == "sets"), 0)
        j = i + 2 if self.at(i + 1)[0] == "of" else i + 1
        said = {t.kind for t in self.tokens[j:]} & {"each", "exercises"} or self.text.endswith(":")
        if not i or self.at(i - 1)[0] != "figure" or self.at(j)[0] not in QUANTITIES or not said:
            return False
        self.found.kind, self.found.rounds = "sets", self.at(i - 1)[1]
        self.found.amounts = self.at(j)[1]
        self._rests()
        return True

    def _cap(self) -> None:
        i = self.first("cap")
        if i is None:
            return
        for j in (i + 1, i - 1, i + 2):
            kind, value = self.at(j)
            if kind == "time" or (kind == "figure" and value.isdecimal()):
                self.found.cap = value if kind == "time" else f"{value}:00"
                self.take(i, j)
                if self.at(i + 1)[1] == ":":
                    self.take(i + 1)
                return

    def _rests(self) -> None:
        """``rest 60 s between rounds``, ``0:10 between exercises``, ``rest as needed``."""
        for i, token in enumerate(self.tokens):
            if i in self.taken or token.kind not in ("rest", "between"):
                continue
            near = [j for j in (i + 1, i - 1, i + 2) if j not in self.taken]
            if self.at(i - 1)[0] == "of":
                near.append(i - 2)
            j = next((j for j in near if self.at(j)[0] in ("time", "until-ready")), None)
            if j is None and self.at(i + 1)[0] == "figure":
                j = i + 1
            if i == 2 and [self.at(n)[0] for n in range(2)] == ["time", "word"]:
                # "2:00 active rest"
                j, self.found.note = 0, self.text[self.tokens[1].start : self.tokens[1].end]
                self.take(1)
            if j is None:
                continue
            kind, value = self.at(j)
            rest = "ready" if kind == "until-ready" else seconds_text((kind, value))
            self.take(i, j)
            self.rest_at = min(self.rest_at, i, j)
            k = max(i, j) + 1
            while self.at(k)[0] in ("between", "after", "of") or self.at(k)[1] in (
                "the",
                "each",
                "all",
                "den",
            ):
                self.take(k)
                k += 1
            if self.at(k)[0] == "exercises":
                self.take(k)
                self.found.between = rest
            else:
                if self.at(k)[0] in ("sets", "rounds"):
                    self.take(k)
                if token.kind == "between":
                    self.found.between = rest
                else:
                    self.found.rest = rest

    def _load(self) -> None:
        i = self.first("load")
        if self.first("complex") is not None and i is not None:
            self.found.load = self.at(i)[1]
            self.take(i)
            if i >= 1 and self.at(i - 1)[1] == "@":
                self.take(i - 1)

    def _rounds(self) -> None:
        """Rounds, and the kind that is said with them."""
        found = self.found
        if not found.kind:
            self._so_much_of_each()
        self._kind_in_words()
        if not found.rounds:
            i = self.first("list", "ladder")
            j = self.first("figure")
            if i is not None and (j is None or i < j) and self._list_stands_alone(i):
                found.amounts = self.at(i)[1]
                self.take(i)
                if self.at(i + 1)[0] == "reps":
                    self.take(i + 1)
        listed = "," in found.amounts or ".." in found.amounts
        if not found.rounds and not listed:
            i = self.first("figure")
            plain = ("word", "sign", "workout", "part", "weekday", *LINKS)
            before = all(
                t.kind in plain or n in self.taken for n, t in enumerate(self.tokens[: i or 0])
            )
            # "4 round cap" counts no rounds.
            before = before and i is not None and self.at(i + 2)[0] != "cap"
            counted = self.at(i + 1)[0] if i is not None and before else ""
            said = any(t.kind in ("word", "do") for t in self.tokens)
            if i is not None and counted == "rounds-for-time":
                found.rounds, found.kind = self.at(i)[1], "for-time"
                self.take(i, i + 1)
            elif (j := self.first("rounds-for-time")) is not None:
                self.take(j)
                found.rounds, found.kind = self.count(), "for-time"
            elif i is not None and counted == "rounds":
                found.rounds = self.at(i)[1]
                self.take(i, i + 1)
            elif (
                self.at(0)[0] == "repeat"
                or (found.kind or found.amounts)
                or (self.at(0)[0] == "times" and not said)
            ):
                found.rounds = self.count()
            elif i is not None and counted in ("times", "sets"):
                of = self.at(i + 2)[0] == "of"
                alone = not (said or self.at(i + 3 if of else i + 2)[0] in QUANTITIES)
                if alone or self.at(i + 2)[1] == ":":
                    found.rounds = self.at(i)[1]
                    self.take(i, i + 1)
        if (i := self.first("repeat")) is not None and found.rounds:
            self.take(i)
        if found.rounds and (i := self.first("circuit")) is not None:
            self.take(i)

    def _kind_in_words(self) -> None:
        """The kind that a word tells."""
        found = self.found
        for kind in ("for-time", "superset", "complex", "circuit", "straight-sets", "timed"):
            i = self.first(kind)
            if i is None or found.kind or self.in_brackets(i):
                continue
            if self.at(i)[1].endswith("clock") and self.at(i - 1)[0] != "time":
                # "Then restart the clock."
                continue
            found.kind = {"straight-sets": "sets"}.get(kind, kind)
            self.take(i)
            if kind == "timed":
                found.time = self.minutes(i)
            # "Superset 1x3" is the first one, three times.
            if self.at(i + 2)[0] == "times" and self.at(i + 3)[0] == "figure":
                self.take(i + 1)

    def _so_much_of_each(self) -> None:
        """Read how much each exercise is: ``3 rounds, 1 minute at each station``, ``20 m each``."""
        j = self.first("each")
        between = [
            n
            for n in range(j or 0)
            if self.at(n)[0] not in ("with", "of", "reps") and self.at(n)[1] != "@"
        ]
        i = between[-1] if between else None
        if i is None or j is None or i in self.taken or self.in_brackets(j):
            return
        if self.at(i)[0] not in ("time", "figure", "distance", "energy"):
            return
        j += self.at(j + 1)[0] == "exercises"
        if self.at(j + 1)[0] not in ("", "sign", "times"):
            return
        self.found.amounts = self.at(i)[1]
        self.found.guesses.append(f"{self.at(i)[1]} of each exercise")
        self.take(*range(i, j + 1))

    def _time_of_work(self) -> None:
        """A time beside a For Time or a list of reps, with nothing else: ``20:00 For Time``."""
        i = self.first("time")
        if i is None or not (self.found.kind == "for-time" or self.found.amounts):
            return
        if all(self.at(j)[0] in ("", "sign", "for-time", "list") for j in (i - 1, i + 1)):
            self.found.time = self.at(i)[1]
            self.take(i)

    def _list_stands_alone(self, i: int) -> bool:
        """Whether a list is for what follows, not for an exercise behind it."""
        if self.found.kind == "for-time":
            return True
        before = [t for t in self.tokens[:i] if t.kind == "word"]
        kind = self.at(i + 1)[0]
        return not before and kind in ("", "reps", "of", "for-time", "sign", "or")

    def _nothing_else(self) -> bool:
        return all(i in self.taken or t.kind in (*LINKS, "sign") for i, t in enumerate(self.tokens))

    def _is_header(self, kinds: Sequence[str]) -> bool:
        """Whether what was found makes a header, and not a line of prose with a figure in it."""
        found = self.found
        if found.kind or self.at(0)[1] == "(" or self.at(0)[0] in ("times", "repeat"):
            return found.kind != "superset" or bool(found.rounds) or len(kinds) < MOST_NAME_WORDS
        words = [i for i, t in enumerate(self.tokens) if t.kind == "word" and i not in self.taken]
        return bool(found.amounts or found.cap) or len(words) <= 2 * MOST_NAME_WORDS
