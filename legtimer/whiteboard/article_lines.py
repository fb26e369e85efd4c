"""The lines of an article: titles of exercises and of sections, and what stands below them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from legtimer.whiteboard.lexer import tokens_of
from legtimer.whiteboard.movement_reader import read_movement
from legtimer.whiteboard.name_finder import LONGEST_KNOWN, NameFinder
from legtimer.whiteboard.prescription import Prescription
from legtimer.whiteboard.prescription_reader import read_prescription
from legtimer.whiteboard.prose_figures import plain_figures
from legtimer.whiteboard.source import SourceLine
from legtimer.whiteboard.tokens import QUANTITIES

_SENTENCES = re.compile(
    r"(?<=[^\W\d_)\u201d\"\u2019][.!?])[\u201d\"]?\s*(?=[^\W\da-z_]|\d|[(\u201c])|(?<=\d[.!?])\s+(?=[^\W\da-z_])"
)
_HEAD = re.compile(r"([^.:!?]{2,60}?)(?::\s*|\s+[-\u2013\u2014]\s+|[.]\s+(?=[^\W\da-z_]))(\S.*)")
"""A title at the head of a line: ``Plank: lie on ...``, ``Squats - stand ...``."""
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_WORK_AND_REST = re.compile(
    r"([^()]+?)\s*\(([^()]+)\)\s*/\s*([^\W\d_]+)\s*\(([^()]+)\)\s*[x\u00d7]\s*(\d{1,2})"
)
_MOST_WORDS = 9
"""Words of the longest title."""
_FEWEST_REPS = 5
"""From which a figure before a name is reps; a smaller one may be its number."""
_MOST_OF_ROLE = 6
"""Tokens of the longest title of a warm-up with a figure in it."""
_MOST_NAME_WORDS = 7
_SHORT_LINE = 16
"""Words of the longest line that only counts."""
_JUNK = re.compile(r"\w_\d|https?:|www\.|\.(?:com|org|net|jpe?g|png)\b|\u00a9|\|")
"""What stands in lines that a web page leaves behind."""
_LETTER = re.compile(r"\s[A-Z](?=$|[\s:(])")
"""The letter of a workout: "Session B"."""
_CLOCKS = frozenset(("amrap", "emom", "for-time", "rounds-for-time", "tabata", "death-by"))
_COUNTS = ("sets", "reps", "rounds", "times", "sides", "rest")
_ASKING = ("hold", "repeat", "exercise-again", "switch")
"""What begins a line that says how an exercise goes on."""
_ENDS = (".", "!", "?", ",", ";")


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """One line as what it is."""

    kind: str
    """``exercise``, ``section``, ``part``, ``workout``, ``role``, ``inside`` or ``text``."""
    line: SourceLine
    name: str = ""
    """The title: the name of an exercise as the library has it, or that of a section."""
    exact: bool = False
    """Whether the library has the exercise."""
    known: bool = False
    """Whether it has that one, or one that stands in its name."""
    counted: bool = False
    """Whether the title has a number, as the others of its kind."""
    says: Prescription = Prescription()
    """What stands in the title itself."""
    note: str = ""
    """What stands in brackets in the title."""
    text: str = ""
    """What follows the title in its line, or the line."""
    load: str = ""
    """What stands in the title of a load."""
    weak: bool = False
    """Whether only a time makes an exercise of it: "1 minute leg lifts", "10 minute core"."""


@dataclass(frozen=True, slots=True)
class ArticleLineReader(NameFinder):
    """Reads the lines of an article in one language."""

    def read(self, line: SourceLine) -> ArticleLine:
        text = line.text
        title, rest = self._title(line)
        if not title:
            return ArticleLine("text", line, text=text)
        bare = self._without_counter(title)
        counted = bare != title or bool(line.counted)
        if exact := self._exact(bare):
            _, says, load = self._name(bare, counted=bool(line.counted))
            return ArticleLine(
                "exercise", line, exact, True, True, counted, says, text=rest, load=load
            )
        kinds = [token.kind for token in tokens_of(bare, self.vocab)]
        label = text.endswith(":") and not {"sets", "reps", "rest"}.isdisjoint(kinds)
        if label or self._begins(bare, self.vocab.inside):
            return ArticleLine("inside", line, bare, text=rest)
        if kinds[:1] == ["variation"]:
            return ArticleLine("variation", line, bare, text=rest)
        if self._begins(bare, self.vocab.outside) or title.endswith("?"):
            return replace(self._section(line, bare, rest), name="")
        if kinds[:1] and kinds[0] in ("warm-up", "cool-down"):
            if line.item or (QUANTITIES & set(kinds) and len(kinds) > _MOST_OF_ROLE):
                return ArticleLine("text", line, text=text)
            return ArticleLine("role", line, kinds[0], says=self.counts(bare), text=rest)
        if kinds[:1] == ["main"]:
            return ArticleLine("role", line, text=rest)
        if kinds[:1] and kinds[0] in ("superset", "circuit", "part"):
            return self._part(line, bare, kinds, rest)
        if "workout" in kinds:
            numbered = self._is_workout(kinds) or _LETTER.search(bare)
            if numbered and not line.item and not self.counts(bare):
                return ArticleLine("workout", line, bare, text=rest)
            return self._section(line, bare, rest)
        if {"exercises", "circuit", "for-all"} & set(kinds):
            return self._section(line, bare, rest)
        if self._tells(bare):
            return self._section(line, bare, rest)
        short = self.known(bare) and len(bare.split()) <= LONGEST_KNOWN
        if kinds[:1] and kinds[0] in _ASKING and not short:
            # "Hold for a breath and repeat 9 times", not "Switch squats".
            return ArticleLine("text", line, text=text)
        name, says, load = self._name(bare, counted=bool(line.counted))
        if not any(token.kind == "word" for token in tokens_of(name, self.vocab)):
            return ArticleLine("text", line, text=text)
        exact_name = self.name_of(name) is not None
        known = exact_name or self.known(name)
        if says.sets and not (known or line.item or says.amount):
            return self._section(line, bare, rest)
        weak = not (known or line.item or says.sets) and "time" in kinds
        says = says if not weak or ":" in says.amount else Prescription()
        note = " ".join(re.findall(r"\(([^()\d]+)\)", bare)) if says else ""
        return ArticleLine(
            "exercise", line, name, exact_name, known, counted, says, note, rest, load, weak
        )

    def _section(self, line: SourceLine, title: str, rest: str) -> ArticleLine:
        """A title that ends what stands above it, unless it is an item of a list there."""
        if line.item:
            return ArticleLine("text", line, text=line.text)
        says = self.counts(title)
        says = says if says.sets or says.rounds else Prescription()
        return ArticleLine("section", line, title, says=says, text=rest)

    def _exact(self, title: str) -> str | None:
        """The exercise that a title names: "Fifth move (harder): squats", "How to do a squat"."""
        bare = _BRACKETS.sub("", title).strip(" :")
        found = self.name_of(bare)
        if found is None and ":" in bare:
            found = self._exact(bare.rpartition(":")[2])
        if found is None and self._begins(bare, self.vocab.manner):
            words = bare.split()
            tails = (" ".join(words[-n:]) for n in range(min(len(words), LONGEST_KNOWN), 0, -1))
            found = next(filter(None, map(self.name_of, tails)), None)
        return found

    def _part(self, line: SourceLine, title: str, kinds: list[str], rest: str) -> ArticleLine:
        """A title of exercises that are done together: "Circuit 1 - 30 s of each, 4 times"."""
        head, _, behind = re.sub(r"\s[-\u2013\u2014]\s|:\s", "\n", title, count=1).partition("\n")
        kinds = [token.kind for token in tokens_of(head, self.vocab)]
        if kinds[1:2] == ["with"]:
            return ArticleLine("note", line, text=line.text)
        if len(kinds) > 3:
            return ArticleLine("text", line, text=line.text)
        return ArticleLine("part", line, head, text=behind or rest)

    def sentences(self, text: str) -> list[str]:
        return [each for each in _SENTENCES.split(text) if each.strip()]

    def has_clock(self, text: str) -> bool:
        """Whether a line says that what is below it is done against a clock: "AMRAP 12"."""
        if len(text.split()) > _MOST_WORDS:
            return False
        return not _CLOCKS.isdisjoint(token.kind for token in tokens_of(text, self.vocab))

    def begins_with_amount(self, text: str) -> bool:
        """Whether a line begins with how much of what: "400 m tempo"."""
        kinds = [token.kind for token in tokens_of(text, self.vocab)]
        return bool(QUANTITIES & set(kinds[:1])) and kinds[1:2] in (["word"], ["rest"])

    def prescribes(self, sentence: str) -> bool:
        """Whether a sentence counts sets, reps or rounds."""
        tokens = tokens_of(plain_figures(sentence, self.vocab), self.vocab)
        return any(
            token.kind == "figure" and token.value != "1" and after.kind in _COUNTS[:3]
            for token, after in pairwise(tokens)
        )

    def tells_how(self, title: str) -> bool:
        """Whether a title stands above how an exercise is done."""
        return self._begins(title, self.vocab.manner)

    def names_workout(self, title: str) -> int:
        """How much a title looks like that of a workout, from 0 to 2."""
        kinds = {token.kind for token in tokens_of(title, self.vocab)}
        if "times" in kinds:
            return 0
        return 2 if kinds & {"workout", "circuit", "superset"} else int("exercises" in kinds)

    def block_kind(self, title: str) -> str:
        """The kind of block that the title of a part tells."""
        kinds = {token.kind for token in tokens_of(title, self.vocab)}
        return next((kind for kind in ("superset", "circuit") if kind in kinds), "")

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
        if self._tells(text) or not any(token.kind in _COUNTS for token in tokens):
            return Prescription()
        return read_prescription(text, self.vocab, short=True)

    def _tells(self, text: str) -> bool:
        """Whether a line has a word that no name of an exercise has."""
        words = re.findall(r"[\w']+", text.casefold().replace("\u2019", "'"))
        return not self.vocab.never.isdisjoint(words)

    def _title(self, line: SourceLine) -> tuple[str, str]:
        """The title of a line and what stands behind it; no title for a line of prose."""
        text = line.text
        if _JUNK.search(text) and not line.level and not self.counts(text):
            return "", ""
        found = _HEAD.fullmatch(text)
        if found and not line.level:
            head, rest = found[1].strip(), found[2].strip()
            bare = self._without_counter(head)
            kinds = [token.kind for token in tokens_of(bare, self.vocab)]
            if kinds[:1] and kinds[0] in ("superset", "circuit", "main") and len(kinds) < 7:
                return head, rest
            short = len(bare.split()) <= _MOST_NAME_WORDS + 4 * bool(self.counts(bare))
            if text[found.end(1)] == ".":
                counts = line.counted and bare[:1].isdecimal() and self.known(bare)
                titled = self.name_of(bare) is not None or counts
            else:
                titled = line.item or self.known(bare) or self._begins(bare, self.vocab.inside)
            if short and titled and len(rest.split()) > 3 and not self.counts(rest):
                return head, rest
        before = re.split(r"\s[(\[]", text)[0]
        explained = before != text and text[-1] in ")]" and len(text.split()) > _MOST_WORDS
        if explained and 0 < len(before.split()) <= _MOST_WORDS:
            return before, text[len(before) :].strip(" ()[]")
        counts = bool(self.counts(text))
        counts = counts or bool(found and self.known(found[1]) and self.counts(found[2]))
        if counts and text.endswith(".") and line.item:
            text = text[:-1]
        if len(text.split()) > _MOST_WORDS + 8 * counts or text.endswith(_ENDS):
            return ("", "") if not line.level else (text, "")
        return text.rstrip(": "), ""

    def _name(self, title: str, *, counted: bool) -> tuple[str, Prescription, str]:
        """The name in a title, how much it says, and the load: "Bird dog (10-15 reps)"."""
        if worked := self._work_and_rest(title):
            return worked
        says = self.counts(title)
        parted = _HEAD.fullmatch(title)
        if parted and self.known(parted[1]) and (behind := self.counts(parted[2])):
            name = _BRACKETS.sub("", parted[1])
            return self.name_of(name) or name, behind, self._load(parted[2])
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
        if says:
            plain = plain_figures(title, self.vocab)
            movement = read_movement(tokens_of(plain, self.vocab), plain, self.name_of, listed=True)
            return (movement.name, says, movement.load) if movement else ("", says, "")
        bare = _BRACKETS.sub("", title).strip(" :-\u2013\u2014") or title
        if first and not counted and int(first[1]) < _FEWEST_REPS:
            # "2 Glute bridge": the number of the exercise.
            bare = title[first.end() :]
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

    def _load(self, text: str) -> str:
        loads = [token.value for token in tokens_of(text, self.vocab) if token.kind == "load"]
        return loads[0] if len(loads) == 1 else ""

    def _bracketed(self, text: str) -> Prescription:
        """How much brackets say behind a name: "(10 each side)", "(12 lifts)"."""
        tokens = tokens_of(plain_figures(text, self.vocab), self.vocab)
        kinds = [token.kind for token in tokens]
        other = {"load", "times", "frequency"} & set(kinds)
        if kinds[0] not in ("figure", "time") or len(kinds) > 3 or other:
            return Prescription()
        sides = next((token.value for token in tokens if token.kind == "sides"), "")
        return Prescription(tokens[0].value, sides)

    def _without_counter(self, title: str) -> str:
        """A title without its number: "Exercise 1: Squat", "Step 2 - Lunge"."""
        words = "|".join(self.vocab.counters)
        return re.sub(
            rf"^(?:(?:(?:{words})\s*)?#?\s?\d{{1,2}}\s*[.):/]+\s+|(?:{words})\s*#?\d{{1,2}}\s*)"
            r"[:.)\u2013\u2014-]*\s*(?=\S)",
            "",
            title,
            flags=re.IGNORECASE,
        )

    def _begins(self, title: str, phrases: tuple[tuple[str, ...], ...]) -> bool:
        words = [
            word.casefold().replace("\u2019", "'") for word in re.findall(r"[\w'\u2019-]+", title)
        ]
        return any(tuple(words[: len(phrase)]) == phrase for phrase in phrases)

    @staticmethod
    def _is_workout(kinds: list[str]) -> bool:
        at = kinds.index("workout") if "workout" in kinds else -1
        return "figure" in kinds[at : at + 3] or "weekday" in kinds[:1]
