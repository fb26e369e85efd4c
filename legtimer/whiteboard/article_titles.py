"""What a title of an article names, and how much of it: "Bird dog (10-15 reps)"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from legtimer.whiteboard.lexer import tokens_of
from legtimer.whiteboard.movement_reader import read_movement
from legtimer.whiteboard.name_finder import LONGEST_KNOWN, NameFinder
from legtimer.whiteboard.prescription import Prescription
from legtimer.whiteboard.prescription_reader import read_prescription
from legtimer.whiteboard.prose_figures import plain_figures
from legtimer.whiteboard.tokens import QUANTITIES

TITLE_AT_HEAD = re.compile(
    r"([^.:!?]{2,60}?)(?::\s*|\s+[-\u2013\u2014]\s+|[.]\s+(?=[^\W\da-z_]))(\S.*)"
)
"""A title at the head of a line: ``Plank: lie on ...``, ``Squats - stand ...``."""
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_WORK_AND_REST = re.compile(
    r"([^()]+?)\s*\(([^()]+)\)\s*/\s*([^\W\d_]+)\s*\(([^()]+)\)\s*[x\u00d7]\s*(\d{1,2})"
)
_FEWEST_REPS = 5
"""From which a figure before a name is reps; a smaller one may be its number."""
_SHORT_LINE = 16
"""Words of the longest line that only counts."""
COUNTS = ("sets", "reps", "rounds", "times", "sides", "rest")


@dataclass(frozen=True, slots=True)
class ArticleTitles(NameFinder):
    """Reads titles in one language."""

    def exact_name(self, title: str) -> str | None:
        """The exercise that a title names: "Fifth move (harder): squats", "How to do a squat"."""
        bare = _BRACKETS.sub("", title).strip(" :")
        found = self.name_of(bare)
        if found is None and ":" in bare:
            found = self.exact_name(bare.rpartition(":")[2])
        if found is None and self.begins_with(bare, self.vocab.manner):
            words = bare.split()
            tails = (" ".join(words[-n:]) for n in range(min(len(words), LONGEST_KNOWN), 0, -1))
            found = next(filter(None, map(self.name_of, tails)), None)
        return found

    def begins_with_amount(self, text: str) -> bool:
        """Whether a line begins with how much of what: "400 m tempo"."""
        kinds = [token.kind for token in tokens_of(text, self.vocab)]
        return bool(QUANTITIES & set(kinds[:1])) and kinds[1:2] in (["word"], ["rest"])

    def counts(self, text: str) -> Prescription:
        """What a line says that only counts: "4 sets, 8-10 reps"; nothing of any other line."""
        if len(text.split()) > _SHORT_LINE:
            return Prescription()
        plain = plain_figures(text, self.vocab)
        tokens = tokens_of(plain, self.vocab)
        words = 0
        for token in tokens:
            words = words + 1 if token.kind == "word" else 0
            if words > 3:
                return Prescription()
        if self.has_word_of_no_name(text) or not any(token.kind in COUNTS for token in tokens):
            return Prescription()
        return read_prescription(text, self.vocab, short=True)

    def kinds(self, text: str) -> list[str]:
        """The kinds of the words and figures of a text."""
        return [token.kind for token in tokens_of(plain_figures(text, self.vocab), self.vocab)]

    def of_each(self, text: str) -> Prescription:
        """What a line says that only tells how much of each: "1 min each"."""
        tokens = [t for t in tokens_of(text, self.vocab) if t.kind not in ("sign", "reps")]
        kinds = [token.kind for token in tokens]
        each = kinds in (["time", "each"], ["figure", "each"])
        return Prescription(tokens[0].value, for_all=True) if each else Prescription()

    def has_word_of_no_name(self, text: str) -> bool:
        """Whether a line has a word that no name of an exercise has."""
        words = re.findall(r"[\w']+", text.casefold().replace("\u2019", "'"))
        return not self.vocab.never.isdisjoint(words)

    def name_and_amount(self, title: str, *, counted: bool) -> tuple[str, Prescription, str]:
        """The name in a title, how much it says, and the load: "Bird dog (10-15 reps)"."""
        if worked := self._work_and_rest(title):
            return worked
        says = self.counts(title)
        parted = TITLE_AT_HEAD.fullmatch(title)
        if parted and self.known(parted[1]) and (behind := self.counts(parted[2])):
            name = _BRACKETS.sub("", parted[1])
            return self.name_of(name) or name, behind, self.load_in(parted[2])
        if not says and (any(map(str.isdecimal, title)) or self.known(title)):
            says = read_prescription(title, self.vocab, short=True)
        listed = counted or self.known(title)
        if not says.amount and listed and (inside := re.search(r"\((\d[^()]*)\)", title)):
            says = self._bracketed(inside[1]).with_more(says)
        first = re.match(r"(\d+)\s+(?=[^\W\d_])", title)
        if first and not says.amount:
            exact = self.name_of(title[first.end() :]) is not None or says.sides
            if counted or (exact and int(first[1]) >= _FEWEST_REPS):
                says = replace(says, amount=first[1])
        if not says and self.begins_with_amount(title) and self.known(title):
            # "400 m run"
            amount = tokens_of(title, self.vocab)[0]
            says = Prescription(amount.value) if amount.kind == "distance" else says
        kinds = [token.kind for token in tokens_of(title, self.vocab)]
        if says.amount and kinds[-2:] == ["figure", "each"]:
            # "Leg swings x 12 each"
            says = replace(says, sides=says.sides or "side")
        if says:
            plain = plain_figures(title, self.vocab)
            movement = read_movement(tokens_of(plain, self.vocab), plain, self.name_of, listed=True)
            return (movement.name, says, movement.load) if movement else ("", says, "")
        bare = _BRACKETS.sub("", title).strip(" :-\u2013\u2014") or title
        if first and not counted and int(first[1]) < _FEWEST_REPS:
            # "2 Glute bridge": the number of the exercise.
            bare = title[first.end() :]
        bare = bare.lower() if bare.isupper() and " " in bare else bare
        return self.name_of(bare) or bare[:1].upper() + bare[1:], says, ""

    def _work_and_rest(self, title: str) -> tuple[str, Prescription, str] | None:
        """The name and the sets of "Box jumps (15 seconds) / Rest (45 seconds) x 3"."""
        found = _WORK_AND_REST.fullmatch(title)
        if found is None:
            return None
        work, pause, rest = (tokens_of(found[n], self.vocab) for n in (2, 3, 4))
        if [token.kind for token in (*work, *pause, *rest)] != ["time", "rest", "time"]:
            return None
        says = Prescription(work[0].value, sets=found[5], rest=rest[0].value)
        return self.name_of(found[1]) or found[1], says, ""

    def load_in(self, text: str) -> str:
        loads = [token.value for token in tokens_of(text, self.vocab) if token.kind == "load"]
        return loads[0] if len(loads) == 1 else ""

    def _bracketed(self, text: str) -> Prescription:
        """How much brackets say behind a name: "(10 each side)", "(12 lifts)"."""
        tokens = tokens_of(plain_figures(text, self.vocab), self.vocab)
        kinds = [token.kind for token in tokens]
        other = {"load", "times", "frequency"} & set(kinds)
        if kinds[0] not in ("figure", "time", "distance") or len(kinds) > 3 or other:
            return Prescription()
        sides = next((token.value for token in tokens if token.kind == "sides"), "")
        return Prescription(tokens[0].value, sides)

    def without_counter(self, title: str) -> str:
        """A title without its number: "Exercise 1: Squat", "Step 2 - Lunge"."""
        words = "|".join(self.vocab.counters)
        return re.sub(
            rf"^(?:(?:(?:{words})\s*)?#?\s?\d{{1,2}}\s*[.):/]+\s+|(?:{words})\s*#?\d{{1,2}}\s*)"
            r"[:.)\u2013\u2014-]*\s*(?=\S)",
            "",
            title,
            flags=re.IGNORECASE,
        )

    def begins_with(self, title: str, phrases: tuple[tuple[str, ...], ...]) -> bool:
        words = [
            word.casefold().replace("\u2019", "'") for word in re.findall(r"[\w'\u2019-]+", title)
        ]
        return any(tuple(words[: len(phrase)]) == phrase for phrase in phrases)
