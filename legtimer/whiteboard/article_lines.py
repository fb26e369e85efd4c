"""The lines of an article: titles of exercises and of sections, and what stands below them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from legtimer.whiteboard.article_titles import COUNTS, TITLE_AT_HEAD, ArticleTitles
from legtimer.whiteboard.lexer import tokens_of
from legtimer.whiteboard.name_finder import LONGEST_KNOWN
from legtimer.whiteboard.prescription import Prescription
from legtimer.whiteboard.prescription_reader import read_prescription
from legtimer.whiteboard.prose_figures import plain_figures
from legtimer.whiteboard.source import PART, SourceLine
from legtimer.whiteboard.tokens import QUANTITIES

_SENTENCES = re.compile(
    r"(?<=[^\W\d_)\u201d\"\u2019][.!?])[\u201d\"]?\s*(?=[^\W\da-z_]|\d|[(\u201c])|(?<=\d[.!?])\s+(?=[^\W\da-z_])"
)
_MOST_WORDS = 9
"""Words of the longest title."""
_MOST_OF_ROLE = 6
"""Tokens of the longest title of a warm-up with a figure in it."""
_MOST_NAME_WORDS = 7
_JUNK = re.compile(r"\w_\d|https?:|www\.|\.(?:com|org|net|jpe?g|png)\b|\u00a9|\|")
"""What stands in lines that a web page leaves behind."""
_LETTER = re.compile(r"\s[A-Z](?=$|[\s:(])")
"""The letter of a workout: "Session B"."""
_LETTERED = re.compile(r"[^\W\d_]{3,} [A-F]")
"""The title of one of several parts: "Strength B"."""
_CLOCKS = frozenset(("amrap", "emom", "for-time", "rounds-for-time", "tabata", "death-by"))
_ASKING = ("hold", "repeat", "exercise-again", "switch")
"""What begins a line that says how an exercise goes on."""
_ENDS = (".", "!", "?", ",", ";")


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """One line as what it is."""

    kind: str
    """``exercise``, ``section``, ``part``, ``workout``, ``role``, ``inside``, ``text``, or
    ``result`` for what came of a workout: "Average pace: 5:50/km".
    """
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
class ArticleLineReader(ArticleTitles):
    """Reads the lines of an article in one language."""

    def read(self, line: SourceLine) -> ArticleLine:
        text = line.text
        title, rest = self._title(line)
        if not title:
            return ArticleLine("text", line, text=text)
        bare = self.without_counter(title)
        counted = bare != title or bool(line.counted)
        if exact := self.exact_name(bare):
            _, says, load = self.name_and_amount(bare, counted=bool(line.counted))
            return ArticleLine(
                "exercise", line, exact, True, True, counted, says, text=rest, load=load
            )
        kinds = [token.kind for token in tokens_of(bare, self.vocab)]
        if self._tells_result(text):
            return ArticleLine("result", line)
        if "reserve" in kinds:
            return ArticleLine("text", line, text=text)
        label = text.endswith(":") and not {"sets", "reps", "rest"}.isdisjoint(kinds)
        if label or self.begins_with(bare, self.vocab.inside):
            return ArticleLine("inside", line, bare, text=rest)
        if kinds[:1] == ["variation"]:
            return ArticleLine("variation", line, bare, text=rest)
        if self.begins_with(bare, self.vocab.outside) or title.endswith("?"):
            return replace(self._section(line, bare, rest), name="")
        if kinds[:1] and kinds[0] in ("warm-up", "cool-down"):
            if line.item or (QUANTITIES & set(kinds) and len(kinds) > _MOST_OF_ROLE):
                return ArticleLine("text", line, text=text)
            return ArticleLine("role", line, kinds[0], says=self.counts(bare), text=rest)
        if kinds[:1] == ["weekday"] and ":" in text:
            return ArticleLine("section", line, text=rest)
        if line.level == PART:
            return ArticleLine("part", line, bare)
        if kinds[:1] == ["main"]:
            return ArticleLine("role", line, text=rest)
        if kinds[:1] and kinds[0] in ("superset", "circuit", "part"):
            return self._part(line, bare, kinds, rest)
        if "workout" in kinds:
            numbered = self._is_workout(kinds) or _LETTER.search(bare)
            if numbered and not line.item and not self.counts(bare):
                return ArticleLine("workout", line, bare, text=rest)
            return self._section(line, bare, rest)
        if not _CLOCKS.isdisjoint(kinds) and not self.known(bare):
            found = ArticleLine("section", line, title, text=rest)
            return replace(found, says=read_prescription(bare, self.vocab, short=True))
        if _LETTERED.fullmatch(bare) and not line.item:
            return ArticleLine("part", line, bare)
        if {"exercises", "circuit", "for-all"} & set(kinds):
            return self._section(line, bare, rest)
        if self.has_word_of_no_name(bare):
            return self._section(line, bare, rest)
        short = self.known(bare) and len(bare.split()) <= LONGEST_KNOWN
        if ((kinds[:1] and kinds[0] in _ASKING) or "repeat" in kinds) and not short:
            # "Hold for a breath and repeat 9 times", not "Switch squats".
            return ArticleLine("text", line, text=text)
        name, says, load = self.name_and_amount(bare, counted=bool(line.counted))
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

    def _part(self, line: SourceLine, title: str, kinds: list[str], rest: str) -> ArticleLine:
        """A title of exercises that are done together: "Circuit 1 - 30 s of each, 4 times"."""
        head, _, behind = re.sub(r"\s[-\u2013\u2014]\s|:\s", "\n", title, count=1).partition("\n")
        kinds = [token.kind for token in tokens_of(head, self.vocab)]
        if kinds[1:2] == ["with"]:
            name = head[tokens_of(head, self.vocab)[1].end :].strip()
            found = self.name_of(name)
            known = found is not None or self.known(name)
            name = found or name[:1].upper() + name[1:]
            return ArticleLine("partner", line, name, found is not None, known)
        if len(kinds) > 3:
            return ArticleLine("text", line, text=line.text)
        return ArticleLine("part", line, head, text=behind or rest)

    def _tells_result(self, text: str) -> bool:
        """Whether a line tells what came of a workout: "Average pace: 5:50/km"."""
        label, _, figures = text.partition(":")
        counts = {token.kind for token in tokens_of(figures, self.vocab)} & set(COUNTS)
        tells = figures.strip()[:1].isdecimal() and not counts
        return tells and not self.vocab.results.isdisjoint(label.casefold().split())

    def sentences(self, text: str) -> list[str]:
        return [each for each in _SENTENCES.split(text) if each.strip()]

    def has_clock(self, text: str) -> bool:
        """Whether a line says that what is below it is done against a clock: "AMRAP 12"."""
        if len(text.split()) > _MOST_WORDS:
            return False
        return not _CLOCKS.isdisjoint(token.kind for token in tokens_of(text, self.vocab))

    def prescribes(self, sentence: str) -> bool:
        """Whether a sentence counts sets, reps or rounds."""
        tokens = tokens_of(plain_figures(sentence, self.vocab), self.vocab)
        return any(
            token.kind == "figure" and token.value != "1" and after.kind in COUNTS[:3]
            for token, after in pairwise(tokens)
        )

    def tells_how(self, title: str) -> bool:
        """Whether a title stands above how an exercise is done."""
        return self.begins_with(title, self.vocab.manner)

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

    def _title(self, line: SourceLine) -> tuple[str, str]:
        """The title of a line and what stands behind it; no title for a line of prose."""
        text = line.text
        if _JUNK.search(text) and not line.level and not self.counts(text):
            return "", ""
        found = TITLE_AT_HEAD.fullmatch(text)
        if found and found[1].count("(") > found[1].count(")"):
            found = None
        if found and not line.level:
            head, rest = found[1].strip(), found[2].strip()
            bare = self.without_counter(head)
            kinds = [token.kind for token in tokens_of(bare, self.vocab)]
            if kinds[:1] and kinds[0] in ("superset", "circuit", "main") and len(kinds) < 7:
                return head, rest
            short = len(bare.split()) <= _MOST_NAME_WORDS + 4 * bool(self.counts(bare))
            if text[found.end(1)] == ".":
                counts = line.counted and bare[:1].isdecimal() and self.known(bare)
                titled = self.name_of(bare) is not None or counts
            else:
                titled = line.item or self.known(bare) or self.begins_with(bare, self.vocab.inside)
            begins = self.begins_with_amount(bare)
            titled = titled or (begins and text[found.end(1)] != ".")
            if dist := self._distance_behind(bare, rest):
                return f"{bare} ({dist})", rest
            fewest = 1 if line.item and self.name_of(bare) is not None else 3
            if (
                short
                and titled
                and len(rest.split()) > fewest
                and (begins or not self.counts(rest))
            ):
                return head, rest
        before = re.split(r"\s[(\[]", text)[0]
        explained = before != text and text[-1] in ")]" and len(text.split()) > _MOST_WORDS
        if explained and 0 < len(before.split()) <= _MOST_WORDS:
            return before, text[len(before) :].strip(" ()[]")
        counts = bool(self.counts(text))
        counts = counts or bool(found and self.known(found[1]) and self.counts(found[2]))
        if counts and text.endswith(".") and line.item:
            text = text[:-1]
        if line.item and len(text.split()) <= _MOST_WORDS and self._ends_with_unit(text):
            text = text[:-1]
        if len(text.split()) > _MOST_WORDS + 8 * counts or text.endswith(_ENDS):
            return ("", "") if not line.level else (text, "")
        return text.rstrip(": "), ""

    def _distance_behind(self, head: str, rest: str) -> str:
        """The distance with which the text behind a title begins: "High knees - 20 m, quick"."""
        tokens = tokens_of(rest, self.vocab)
        kinds = [token.kind for token in tokens]
        size = 1 if kinds[:1] == ["distance"] else 3
        far = size == 1 or kinds[:3] == ["figure", "times", "distance"]
        words = {token.kind for token in tokens_of(head, self.vocab)} == {"word"}
        return rest[: tokens[size - 1].end] if far and words and len(kinds) > size else ""

    def _ends_with_unit(self, text: str) -> bool:
        """Whether a line ends with a unit that is written with a period: "40 sec."."""
        kinds = [token.kind for token in tokens_of(text.removesuffix("."), self.vocab)]
        return text.endswith(".") and (kinds[-1:] == ["time"] or kinds[-2:] == ["figure", "reps"])

    @staticmethod
    def _is_workout(kinds: list[str]) -> bool:
        at = kinds.index("workout") if "workout" in kinds else -1
        return "figure" in kinds[at : at + 3] or "weekday" in kinds[:1]
