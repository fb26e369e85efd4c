"""How much a sentence says: "Do 3 sets of 10 to 12 reps on each side, resting for a minute".

Theory of operation. A sentence about an exercise is full of figures that are no work: angles,
widths, seconds of a descent, times a week. So only figures that stand beside a word of counting or
behind a verb that asks for work are taken, each by its own rule. What a rule has taken is gone for
the rules after it; rests come first, because they hold times of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from legtimer.whiteboard.figures import longest_ms
from legtimer.whiteboard.lexer import tokens_of
from legtimer.whiteboard.prescription import Prescription
from legtimer.whiteboard.prose_figures import plain_figures
from legtimer.whiteboard.tokens import Token
from legtimer.whiteboard.vocabulary import Vocabulary

_SHORTEST_WORK = 10_000
"""Ms of the shortest time that is work; a shorter one is how long to stay at the turn."""
_SHORTEST_REST = 5_000
"""Ms of the shortest rest; a shorter pause is one at the turn."""
_LONG = 600_000
"""Ms from which a time beside rounds is that of all of them."""
_NEAR = 4
"""Tokens between a rest and its time."""
_ALL = frozenset(("each", "every", "all", "this", "figure", "exercises", "of"))


_COUNTABLE = ("figure", "times", "time", "distance")
_NAMED = frozenset(("circuit", "superset"))
_ASKS = frozenset(("do", "hold", "max", "repeat", "exercise-again"))


def read_prescription(sentence: str, vocab: Vocabulary, *, short: bool = False) -> Prescription:
    """What a sentence says of how much.

    Args:
        sentence: without the sentences around it.
        vocab: with the words of prose.
        short: whether it is a line that only counts: "Sets: 3 | Reps: 8-10".
    """
    tokens = tokens_of(plain_figures(sentence, vocab), vocab)
    kinds = [token.kind for token in tokens]
    if (
        "negated" in kinds
        or "variation" in kinds[:3]
        or {"warm-up", "cool-down"} & set(kinds[short:])
    ):
        return Prescription()
    return _Sentence(tokens, short=short).read()


class _Sentence:
    """One sentence while it is read."""

    def __init__(self, tokens: Sequence[Token], *, short: bool) -> None:
        self.tokens = tokens
        self.kinds = [token.kind for token in tokens]
        self.short = short
        self.taken: set[int] = set()

    def read(self) -> Prescription:
        self._leave_out()
        rests = self._rests()
        for_all = self._for_all()
        time = self._most_rounds()
        rounds, repeats = ("", "") if time else self._rounds()
        intervals = "work" in self.kinds and "between" in rests
        sets, amount = self._counted()
        if for_all and sets == "1" and not amount:
            # "Do all exercises for one set": a round.
            sets = ""
        amount = amount or self._asked()
        if not amount and repeats:
            amount = self._times()
        if amount and repeats and not (sets or for_all):
            # "Do 16 switches and repeat 3 times"
            sets, repeats = repeats, ""
        held = not sets or "hold" in self.kinds
        if not amount and held and not time and (for_all or not rounds):
            amount = self._time(anywhere=for_all)
        found = Prescription(
            amount=amount,
            sets=sets,
            rounds="" if intervals else rounds,
            intervals=rounds if intervals else "",
            repeats=repeats,
            time=time,
            sides=next((t.value for t in self.tokens if t.kind == "sides"), ""),
            rest=rests.get("rest", ""),
            between=rests.get("between", ""),
            round_rest=rests.get("round_rest", ""),
            for_all=for_all,
            circuit="circuit" in self.kinds or bool(rounds or time),
        )
        in_turn = "switch" in self.kinds and "alternating" not in self.kinds
        if in_turn and not found.sides and not for_all:
            return replace(found, sides="side")
        return found

    def _kind(self, i: int) -> str:
        return self.kinds[i] if 0 <= i < len(self.kinds) and i not in self.taken else ""

    def _take(self, *places: int) -> None:
        self.taken.update(places)

    def _leave_out(self) -> None:
        """Take the figures that say how often in a week, how long in all, and angles."""
        for i, kind in enumerate(self.kinds):
            if kind == "frequency":
                near = range(max(0, i - 3), i)
                self._take(*(n for n in near if self.kinds[n] in _COUNTABLE))
            if kind == "reserve":
                # "Leave 2 reps in the tank"
                self._take(*(n for n in range(max(0, i - 2), i) if self.kinds[n] == "figure"))
            if kind == "degrees" or (kind == "sign" and self.tokens[i].value == "\u00b0"):
                self._take(i - 1)
            if kind == "time" and self._is_whole(i):
                self._take(i)

    def _is_whole(self, i: int) -> bool:
        """Whether a time is that of the workout, not of an exercise."""
        behind = self.kinds[i + 1 : i + 4]
        if "rounds" in self.kinds and longest_ms(self.tokens[i].value) >= _LONG:
            return "max" not in self.kinds and "amrap" not in self.kinds
        if "rest" in self.kinds[max(0, i - _NEAR) : i] or "between" in behind:
            return False
        if "rest" in behind or "each" in behind or "exercises" in behind[:2]:
            return False
        return (
            "workout" in behind or "circuit" in behind or "in-all" in self.kinds[max(0, i - 2) : i]
        )

    def _rests(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for i, kind in enumerate(self.kinds):
            if kind != "rest":
                continue
            ahead = [n for n in range(i + 1, i + 1 + _NEAR) if self._kind(n) == "time"]
            back = [n for n in range(i - 1, i - 3, -1) if self._kind(n) == "time"]
            place = back[0] if back and (back[0] == i - 1 or not ahead) else next(iter(ahead), None)
            if place is None:
                continue
            self._take(place, i)
            if longest_ms(self.tokens[place].value) < _SHORTEST_REST:
                continue
            found.setdefault(self._rest_of(max(i, place)), self.tokens[place].value)
        return found

    def _rest_of(self, i: int) -> str:
        """What a rest is between: the words behind it say so, else those before it."""
        behind, before = self.kinds[i + 1 : i + 8], self.kinds[:i][::-1]
        stop = next((n for n, kind in enumerate(behind) if kind in ("sign", "and", "then")), None)
        behind = behind[:stop]
        if "sides" in behind[:4]:
            return "between"
        for kinds in (behind, before):
            for kind in kinds:
                if kind in ("rounds", "circuit", "superset"):
                    return "round_rest"
                if kind == "sets":
                    return "rest"
                if kind == "work":
                    return "between"
                if kind == "exercises":
                    finished = kinds is before and "finished" in before
                    return "round_rest" if finished else "between"
        if self._for_all():
            return "between"
        return "round_rest" if {"circuit", "superset"} & set(self.kinds) else "rest"

    def _most_rounds(self) -> str:
        """The time for as many rounds as possible."""
        counted = {"times", "rounds"} & set(self.kinds)
        for i, kind in enumerate(self.kinds):
            again = "repeat" in self.kinds[:i] and kind in ("max", "circuit")
            if kind == "amrap" or (again and (kind == "max" or not counted)):
                # Behind it, or else before it: "for 8 minutes as many rounds as you can".
                places = sorted(range(len(self.kinds)), key=lambda n: (n < i, abs(n - i)))
                time = next((n for n in places if self._kind(n) == "time"), None)
                if time is not None:
                    self._take(time)
                    return self.tokens[time].value
        return ""

    def _rounds(self) -> tuple[str, str]:
        """How many rounds, and how often what the sentence does not name is repeated."""
        for i, token in enumerate(self.tokens):
            if token.kind != "figure" or i in self.taken:
                continue
            after, before = self.kinds[i + 1 : i + 4], self.kinds[:i]
            value = token.value
            if "more" in after[:2]:
                value = re.sub(r"\d+", lambda figure: str(int(figure[0]) + 1), value)
            all_again = bool({"circuit", "superset", "repeat"} & set(before))
            circuits = after[:1] == ["circuit"] and "do" in before
            if circuits or "rounds" in after[:2] or ("times" in after[:2] and _NAMED & set(before)):
                self._take(i)
                return value, ""
            if "times" in after[:2] and all_again and "exercise-again" not in before:
                self._take(i)
                return "", value
        return "", ""

    def _counted(self) -> tuple[str, str]:
        """Sets and reps beside their words."""
        sets = amount = ""
        for i, token in enumerate(self.tokens):
            if token.kind not in ("figure", "time", "distance") or i in self.taken:
                continue
            after, before = self.kinds[i + 1 : i + 4], self._word_before(i)
            crossed = (
                after[:1] == ["times"]
                and self.tokens[i + 1].value == "x"
                and self._kind(i + 2) in ("figure", "time", "distance")
            )
            counts_sets = after[:1] == ["sets"] or crossed or (before == "sets" and self.short)
            held = "hold" in self.kinds[:i] and self.kinds[max(0, i - 2) : i] == ["time", "sign"]
            held = held and self.tokens[i - 1].value == ","
            counts_sets = counts_sets or (held and after[:1] == ["times"])
            if token.kind == "figure" and sets in ("", "1") and counts_sets:
                sets = token.value
                self._take(i)
            elif amount and after[:1] == ["sides"] and token.kind == "figure":
                # "12 reps, 6 per leg"
                amount = token.value
            elif amount:
                if after[:1] == ["times"] and not sets and token.kind == "figure":
                    sets = token.value
                    self._take(i)
            elif (
                after[:1] in (["reps"], ["of-these"])
                or (self.short and after[:2] == ["times", "word"] and len(token.value) > 1)
                or before == "of-sets"
                or (before == "reps" and self.short)
                or (before == "times" and (sets or self.short))
                or "sides" in after[:2]
            ):
                if token.value == "1" and not sets:
                    # "One up and one down is one repetition" tells what counts.
                    continue
                amount = token.value
                self._take(i)
        return sets, amount

    def _word_before(self, i: int) -> str:
        """What stands before a figure: ``reps``, ``sets``, or ``of-sets`` for "sets of 10"."""
        before = [kind for kind in self.kinds[:i] if kind != "sign"]
        if before[-2:] == ["sets", "of"] or before[-2:] == ["sets", "for"]:
            return "of-sets"
        return before[-1] if before else ""

    def _asked(self) -> str:
        """A figure right behind a verb that asks for work: "perform 10 side hops", "repeat 8x"."""
        for i, token in enumerate(self.tokens):
            if token.kind not in ("figure", "distance") or i in self.taken:
                continue
            before = [kind for kind in self.kinds[max(0, i - 4) : i] if kind != "sign"]
            after = self.kinds[i + 1 : i + 2]
            if token.kind == "distance":
                long = token.value.endswith((" m", " km", " mi", " yd"))
                if not (long and "do" in before):
                    continue
            elif after == ["times"]:
                if not {"do", "exercise-again"} & set(before):
                    continue
            elif before[-1:] not in (["do"], ["repeat"]) or after == ["exercises"]:
                continue
            self._take(i)
            return token.value
        return ""

    def _times(self) -> str:
        """A figure beside "times" where another one tells the sets: "6 times, repeat 2 times"."""
        counted = (i for i, kind in enumerate(self.kinds) if kind == "times")
        found = next((i - 1 for i in counted if self._kind(i - 1) in ("figure", "time")), None)
        return "" if found is None else self.tokens[found].value

    def _time(self, *, anywhere: bool) -> str:
        """A time of work, behind a verb that asks for it."""
        for i, token in enumerate(self.tokens):
            if token.kind != "time" or i in self.taken or longest_ms(token.value) < _SHORTEST_WORK:
                continue
            if anywhere and longest_ms(token.value) >= _LONG:
                # How long all of them take.
                continue
            if self.short or anywhere or _ASKS & set(self.kinds[:i]):
                return token.value
        most = self.kinds.index("max") if "max" in self.kinds else None
        if most is not None and (self.short or most == 0 or _ASKS & set(self.kinds[:most])):
            return "max"
        return ""

    def _for_all(self) -> bool:
        """Whether it speaks of several exercises: "each exercise", "all of these moves"."""
        works = any(kinds == ("time", "work") for kinds in pairwise(self.kinds))
        if "for-all" in self.kinds or (
            works and self.kinds.count("time") == 2 and "rest" in self.kinds
        ):
            # "30 seconds on, 15 seconds off"
            return True
        for i, kind in enumerate(self.kinds):
            if kind == "exercises" and _ALL & set(self.kinds[max(0, i - 3) : i]) - {"of"}:
                return True
        return False
