"""What one line of a text says is done: its sentences, its exercises, or that it is prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from legtimer.whiteboard.draft import DraftRest
from legtimer.whiteboard.header import read_header
from legtimer.whiteboard.line_pieces import LinePieces, split_names, split_tokens
from legtimer.whiteboard.movement import Movement, with_options
from legtimer.whiteboard.movement_parts import ON_CONDITION
from legtimer.whiteboard.movement_reader import read_movement
from legtimer.whiteboard.source import SourceLine
from legtimer.whiteboard.tokens import QUANTITIES, Token
from legtimer.whiteboard.vocabulary import Vocabulary

_SENTENCE = re.compile(r"[^\W\d_)][.!?](?:\s|$)")
_NEXT_SENTENCE = re.compile(
    r"(?<=[^\W\d_)][.!?])\s+(?=[^\W\da-z_]|\d)|(?<=\d[.!?])\s+(?=[^\W\da-z_])"
)
_SHORT = ("lb", "kg", "ft", "yd")
"""Units whose words are written short, with a point that ends no sentence."""
LONG_SENTENCE = 16
"""Words from which a line without a heading or a list is prose."""
SHORTEST_POOL = 25
"""Metres or yards of a length."""


@dataclass(frozen=True, slots=True)
class LineReader(LinePieces):
    """Reads lines in one language, each for itself."""

    def parts(self, line: SourceLine) -> list[SourceLine]:
        """The sentences of a line, and what it says is done one after the other."""
        found: list[SourceLine] = []
        shown = self._plain(line.text)
        ends = [m.span() for m in _NEXT_SENTENCE.finditer(shown)] if not line.level else []
        # "Alt. lunges": a short word is no sentence.
        ends = [end for end in ends if not re.fullmatch(r"\w{1,4}\.", shown[: end[0]])]
        for sentence in _between(line.text, ends):
            cuts = [t for t in self.tokens(_without_asides(sentence)) if t.kind == "then"]
            pieces = [p.strip(" ,.;") for p in _between(sentence, [(t.start, t.end) for t in cuts])]
            pieces = [piece for piece in pieces if piece]
            headers = [h for p in pieces if (h := read_header(self.tokens(p), p))]
            structured = any(header.kind != "rest" for header in headers)
            structured = structured or all(self._says_amount(piece) for piece in pieces)
            # "Set a timer for 10 minutes, then do as many rounds as possible"
            timeless = any(header.kind == "amrap" and not header.time for header in headers)
            if len(pieces) < 2 or not structured or timeless:
                pieces = [sentence]
            found += [replace(line, text=piece, apart=n > 0) for n, piece in enumerate(pieces)]
        return found

    def _says_amount(self, text: str) -> bool:
        found = read_movement(self.tokens(text), text, self.name_of)
        return found is not None and bool(found.amount)

    def read(
        self, line: SourceLine, pieces: Sequence[Sequence[Token]]
    ) -> list[Movement | DraftRest]:
        found: list[Movement | DraftRest] = []
        for piece in pieces:
            rest = read_header(piece, line.text)
            if rest is not None and rest.kind == "rest":
                if rest.note and found and isinstance(last := found[-1], Movement):
                    found[-1] = replace(last, notes=(*last.notes, f"rest: {rest.note}"))
                found.append(DraftRest(rest.rest, line.number))
                continue
            listed = line.item or line.joined or line.indent > 0
            movement = read_movement(piece, line.text, self.name_of, listed=listed)
            if movement is not None:
                movement = self._swum(movement)
                found.append(replace(movement, lines=(line.number,), joined=line.joined))
            elif found and isinstance(last := found[-1], Movement):
                note = line.text[piece[0].start : piece[-1].end]
                guesses = (*last.guesses, f"{note} as a note")
                found[-1] = replace(last, notes=(*last.notes, note), guesses=guesses)
        return found

    def _swum(self, movement: Movement) -> Movement:
        """A distance for a figure without a unit of a swimmer: "8x25 kick"."""
        amount = movement.amount
        words = set(movement.name.casefold().split())
        if not words & self.vocab.strokes or words - self.vocab.strokes - self.vocab.efforts:
            return movement
        lengths = amount.isdecimal() and int(amount) > 0 and int(amount) % SHORTEST_POOL == 0
        if not lengths or not (movement.sets or int(amount) > SHORTEST_POOL):
            return movement
        guesses = (*movement.guesses, f"{amount} as metres")
        return replace(movement, amount=f"{amount} m", guesses=guesses)

    def without_effort(self, line: SourceLine) -> SourceLine:
        """A line that says only how hard and how much, with how hard behind: "Heavy: 5 x 3"."""
        effort, colon, much = line.text.partition(":")
        if not colon or effort.casefold() not in self.vocab.efforts or line.remark:
            return line
        tokens = self.tokens(much)
        if not any(t.kind in QUANTITIES for t in tokens) or any(t.kind == "word" for t in tokens):
            return line
        return replace(line, text=f"{much.strip()} ({effort})", remark=effort)

    def _choice(self, line: SourceLine, tokens: Sequence[Token]) -> Movement | None:
        """An exercise with others to choose from: ``400 m Run | 500 m Row``."""
        parts = split_tokens(tokens, lambda token: token.value in ("|", "/") or token.kind == "or")
        signs = {token.value for token in tokens if token.value in ("|", "/")}
        named = [token for token in parts[0] if token.kind == "word"]
        for n, part in enumerate(parts[1:], 1):
            end = next((i for i, token in enumerate(part) if token.value == "("), len(part))
            kinds = {token.kind for token in part[:end]}
            if "load" in kinds and kinds <= {"figure", "times", "load", "sign"}:
                # "Carry 2x12 kg | 2x16 kg (slowly)" is a choice of loads.
                parts[0], parts[n] = [*parts[0], *part[end:]], [*named, *part[:end]]
        found = [read_movement(part, line.text, self.name_of) for part in parts]
        first, *others = found
        if not others or first is None or not all(found) or any(t.kind == "if" for t in tokens):
            return None
        alike = all(movement and movement.amount for movement in found)
        if "/" in signs and not self._instead(parts, found):
            # "Pull-ups/ring rows" is a name; three with a slash between them are done in turn.
            return None
        if not alike and any(t.kind == "or" for t in tokens):
            known = all(movement and self.name_of(movement.name) is not None for movement in found)
            if not (known and first.amount):
                # "Pull-ups or ring rows" is a name.
                return None
        options = [movement for movement in others if movement]
        last, typed = options[-1].name, line.text[named[0].start : named[-1].end] if named else ""
        noun, known = last.split()[-1], self.name_of(last) is not None
        if not known and self.name_of(noun) is not None and noun[-1:] == "s" != typed[-1:]:
            # "10 Box Jump | Plank Burpees": perhaps both are burpees.
            guess = f"choice: {typed} {noun} or {last}?"
            first = replace(first, guesses=(*first.guesses, guess))
        first = with_options(replace(first, lines=(line.number,)), options)
        if not alike or not signs:
            return first
        guess = f"one of them, by the {'bars' if '|' in signs else 'slash'}"
        return replace(first, guesses=(*first.guesses, guess))

    def _instead(self, parts: Sequence[Sequence[Token]], found: Sequence[Movement | None]) -> bool:
        """Whether exercises with slashes between them are a choice: two of them, or ways to go."""
        if not all(found) or not all(self.says_all(part) for part in parts):
            return False
        if any(token.kind == "rest" for part in parts for token in part):
            return False
        ways = all({t.kind for t in part} & {"distance", "energy"} for part in parts)
        return len(parts) == 2 or ways

    def _in_list(self, line: SourceLine, tokens: Sequence[Token]) -> list[Movement]:
        """The exercises behind a list of reps for all of them: "21-15-9 thrusters, pull-ups"."""
        if not tokens or tokens[0].kind not in ("list", "ladder"):
            return []
        found = [
            read_movement([tokens[0], *part], line.text, self.name_of)
            for part in split_names(tokens[1:])
        ]
        done = [replace(movement, lines=(line.number,)) for movement in found if movement]
        known = all(self.name_of(movement.name) is not None for movement in done[1:])
        return done if len(done) == len(found) > 1 and known else []

    def _without_title(self, tokens: Sequence[Token], text: str) -> Sequence[Token]:
        """The tokens without a title before a colon: "Hills: 8 x 0:45 sprint", "Set 1: 3 x 12"."""
        colon = next((i for i, t in enumerate(tokens) if t.kind == "sign" and t.value == ":"), 0)
        before, behind = tokens[:colon], tokens[colon + 1 :]
        figures = [t for t in before if t.kind in QUANTITIES]
        outside = list(takewhile(lambda token: token.value != "(", behind))
        said = any(t.kind in QUANTITIES for t in behind) and any(t.kind == "word" for t in outside)
        if not before or not said or len(figures) > 1 or (figures and before[-1].kind != "figure"):
            return tokens
        if self.name_of(text[before[0].start : before[-1].end]) is not None:
            return tokens
        if before[0].kind in ("weekday", "if"):
            return behind
        movement = read_movement(behind, text, self.name_of)
        known = movement is not None and self.name_of(movement.name) is not None
        return behind if known or figures or any(t.kind == "figure" for t in behind[:1]) else tokens

    def movements(self, line: SourceLine, tokens: Sequence[Token]) -> list[Movement | DraftRest]:
        all_tokens, tokens = tokens, self._without_title(tokens, line.text)
        found = self._done(line, tokens)
        before = [t for t in all_tokens if t.end < tokens[0].start] if tokens else []
        if not before or not found or not {t.kind for t in before} & {"word", "if"}:
            return found
        # What stands before a colon and is no exercise.
        note = line.text[before[0].start : before[-1].end].rstrip(" :")
        if isinstance(first := found[0], Movement):
            guesses = (ON_CONDITION,) if before[0].kind == "if" else ()
            found[0] = replace(
                first, notes=(note, *first.notes), guesses=(*guesses, *first.guesses)
            )
        return found

    def _done(self, line: SourceLine, tokens: Sequence[Token]) -> list[Movement | DraftRest]:
        if choice := self._choice(line, tokens):
            return [choice]
        if listed := self._in_list(line, tokens):
            return [*listed]
        several = self.pieces(tokens, line.text)
        done = [piece for piece in several if not any(t.kind == "rest" for t in piece)]
        if len(done) > 1 and all(any(t.kind in QUANTITIES for t in p) for p in several):
            return self.read(line, several)
        return self.read(line, [tokens])

    def is_sentence(self, line: SourceLine) -> bool:
        text = self._plain(line.text)
        words = len(text.split())
        if line.level or self._begins_with_name(line):
            return False
        if words <= LONG_SENTENCE and _says_how_often(self.tokens(text)):
            return False
        return words > LONG_SENTENCE or (words > 5 and bool(_SENTENCE.search(text)))

    def tells(self, line: SourceLine) -> bool:
        """Whether a line tells of something, as no name does: "That is one set"."""
        words = re.findall(r"[\w']+", line.text.casefold().replace("\u2019", "'"))
        said = [word in self.vocab.never for word in words]
        return said[:1] == [True] and sum(said) > 1 and ":" not in line.text

    def explains(self, tokens: Sequence[Token]) -> bool:
        """Whether a line says what a word means: "Tabata means 20 s of work"."""
        return any(token.value.casefold() in self.vocab.explains for token in tokens[1:2])

    def asks_no_exercise(self, line: SourceLine, found: Sequence[Movement | DraftRest]) -> bool:
        """Whether an item of a list is a sentence with no exercise: "After 40 s, turn round."."""
        tokens, words = self.tokens(line.text), line.text.split()
        if not words or not line.text.endswith((".", "!")) or not self.is_sentence(line):
            return False
        names = [words[0], *(m.name for m in found if isinstance(m, Movement))]
        known = any(self.name_of(name) is not None for name in names)
        return not known and tokens[0].kind not in QUANTITIES

    def is_remark(self, line: SourceLine, found: Sequence[Movement | DraftRest]) -> bool:
        """Whether it is a sentence that tells of something, and does not say what to do."""
        movements = [m for m in found if isinstance(m, Movement)]
        known = any(self.name_of(m.name) is not None for m in movements)
        if self.is_sentence(line):
            return not (known and any(m.sets for m in movements))
        known = known or _says_how_often(self.tokens(line.text))
        ends = re.search(r"\S[.!?]$", line.text) and re.search(r"[.!?]$", self._plain(line.text))
        return bool(ends) and not known

    def _plain(self, text: str) -> str:
        """A text with blanks for what stands in brackets, and for points after units: "15 ft."."""
        text = re.sub(r"\b([^\W\d_]{1,3})\.(?=\s[a-z])", r"\1 ", text)
        return re.sub(
            r"([^\W\d_]+)\.",
            lambda m: f"{m[1]} " if self.vocab.units.get(m[1].casefold()) in _SHORT else m[0],
            _without_asides(text),
        )

    def growth(self, text: str) -> str:
        """How much is added each time: "add 2 each minute"; empty for nothing."""
        tokens = self.tokens(text)
        for n, (token, figure) in enumerate(pairwise(tokens)):
            times = {t.kind for t in tokens[n + 2 :]} & {"each", "every", "emom"}
            if token.kind == "add" and figure.value.isdecimal() and times:
                return figure.value
        return ""

    def _begins_with_name(self, line: SourceLine) -> bool:
        """Whether it begins with the name of a known exercise and a colon."""
        name, colon, _ = line.text.partition(":")
        return bool(colon) and self.name_of(name) is not None

    def is_name(self, text: str) -> bool:
        """Whether a title can be the name of an exercise: it has a word that means nothing else.

        "Example 2" has a number and is the title of a part.
        """
        if re.fullmatch(r"[^\W\d_]+ \d{1,2}", text):
            return False
        return any(token.kind in ("word", "bodyweight") for token in self.tokens(text))

    def is_weekday(self, text: str) -> bool:
        tokens = self.tokens(text)
        return bool(tokens) and tokens[0].kind == "weekday"


def without_numbering(text: str, vocab: Vocabulary) -> str:
    """A line without the word that numbers it: "Exercise 1: Squats"."""
    words = "|".join(vocab.counters)
    numbering = rf"^(?:{words})\s+\d{{1,2}}\s*:\s+(?=[^\W\d_]|\d)"
    return re.sub(numbering, "", text, flags=re.IGNORECASE)


def _between(text: str, cuts: Sequence[tuple[int, int]]) -> list[str]:
    """What stands between the places at which a text is cut."""
    places = [0, *(place for cut in cuts for place in cut), len(text)]
    return [text[a:b] for a, b in zip(places[::2], places[1::2], strict=True)]


def _without_asides(text: str) -> str:
    """A text with blanks for what stands in brackets."""
    return re.sub(r"\([^()]*\)", lambda found: " " * len(found[0]), text)


def _says_how_often(tokens: Sequence[Token]) -> bool:
    """Whether a line, or what follows its colon, begins with how often how much: "5-8 x 12 s"."""
    colon = next((n + 1 for n, token in enumerate(tokens) if token.value == ":"), 0)
    kinds = [token.kind for token in tokens[colon : colon + 3]]
    return kinds[:2] == ["figure", "times"] and not QUANTITIES.isdisjoint(kinds[2:])
