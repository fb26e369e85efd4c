"""Reads an article: exercises as titles with paragraphs below them, amounts in sentences.

Theory of operation. Each line is a title or text. What a sentence prescribes belongs to the
exercise whose title stands above it; a sentence that speaks of all exercises, or of rounds, belongs
to all of its section, wherever it stands. A title is an exercise if the library knows it, or if
there is an amount for it alone; any other title only ends what stood above it. All that comes out
of sentences is a guess, and says what it was read from. An article whose exercises stand in lists
with their amounts is left to the reader of lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from legtimer.whiteboard.article_lines import ArticleLine, ArticleLineReader
from legtimer.whiteboard.article_sections import (
    ArticleExercise,
    ArticleSection,
    Evidence,
    section_blocks,
)
from legtimer.whiteboard.draft import DraftWorkout
from legtimer.whiteboard.prescription import Prescription, read_prescription
from legtimer.whiteboard.source import SourceLine
from legtimer.whiteboard.vocabulary import Vocabulary

_FEWEST_WORDS = 40
"""Words of prose in the shortest article."""
_PART = 4
"""A part of the words of an article that stands in sentences, at least."""
_WIDTH = 70
"""Characters of the shortest line that a paragraph was broken into."""
_GOES_ON = re.compile(r"[\d,]$|\b[^\W\d_A-Z]{1,4}$")
"""How a line ends that goes on in the next one: a short word, a figure."""
_TOP = 3
"""The last line of the title of an article."""
_SHORTEST_PROSE = 12
"""Words of the shortest line of prose."""


@dataclass(frozen=True, slots=True)
class Article:
    """What came of an article."""

    workouts: list[DraftWorkout]
    prose: list[int]
    unread: list[tuple[int, str]]


def is_prose(lines: Sequence[SourceLine]) -> bool:
    """Whether a text is an article: many of its words stand in sentences."""
    words = [len(line.text.split()) for line in lines]
    long = sum(count for count in words if count >= _SHORTEST_PROSE)
    return long >= _FEWEST_WORDS and _PART * long >= sum(words)


def _paragraphs(lines: Sequence[SourceLine]) -> Iterator[SourceLine]:
    """The lines, with those of a sentence that was broken at a width put together."""
    whole = last = SourceLine(0, "")
    for line in lines:
        broken = len(last.text) >= _WIDTH and (
            line.text[:1].islower() or _GOES_ON.search(last.text) is not None
        )
        if broken and line.text and not (line.item or line.level or line.text[0].isdecimal()):
            whole = replace(whole, text=f"{whole.text} {line.text}")
        else:
            yield whole
            whole = line
        last = line
    yield whole


def read_article(
    lines: Sequence[SourceLine],
    vocab: Vocabulary,
    name_of: Callable[[str], str | None],
    *,
    prose: bool,
) -> Article | None:
    """Read an article; None for a text whose exercises do not stand in prose.

    Args:
        lines: of the text.
        prose: whether it has sentences; else only names with "3 sets of 10" below them are read.
        vocab: with the words of prose.
        name_of: the library's name of an exercise, None for one that it does not know.
    """
    reader = _ArticleReader(ArticleLineReader(vocab, name_of))
    for line in _paragraphs(lines):
        reader.line(line)
    return reader.article(prose=prose)


class _ArticleReader:
    def __init__(self, read: ArticleLineReader) -> None:
        self.read = read
        self.sections = [ArticleSection()]
        self.exercise: ArticleExercise | None = None
        self.last: SourceLine | None = None
        """The line that said last how much of an exercise."""
        self.skips = False
        """Whether the text tells of a variation."""
        self.gap = True
        self.prose: list[int] = []
        self.unread: list[tuple[int, str]] = []
        self.sentences: list[tuple[str, Prescription, int, str]] = []
        """Those below no exercise that say how much of one: its name and what they say."""
        self.loose: list[tuple[Prescription, int, str]] = []
        """What those say that name no exercise."""
        self.first_name = ""
        """The exercise with which a paragraph begins that stands below no title of one."""
        self.all_next = False
        """Whether the next line speaks of all: "For each exercise:"."""
        self.titles: list[ArticleLine] = []
        """Those before the first exercise."""
        self.begun = False
        """Whether there was an exercise."""

    def line(self, line: SourceLine) -> None:
        if not line.text:
            self.gap = True
            return
        found = self.read.read(line)
        getattr(self, f"_{found.kind}")(found)
        self.gap = False
        if found.kind != "section":
            self.all_next = False

    def _exercise(self, found: ArticleLine) -> None:
        above = self.exercise
        cue = found.line.item and not found.known and not found.says
        if cue and above is not None and above.title.known and not above.title.line.item:
            self._texts(replace(found, text=found.line.text))
            return
        self.skips = False
        same = (
            e
            for e in self.sections[-1].exercises
            if e.title.name.casefold() == found.name.casefold()
        )
        if not found.says and (again := next(same, None)) is not None:
            self.exercise = again
            self._texts(found)
            return
        waits = above is not None and above.title.known and not above.has_own
        waits = waits and not (above and above.title.line.item and found.line.item)
        label = found.line.text.endswith(":") and not (above and above.title.line.item)
        if waits and not found.known and label:
            self._texts(found)
            return
        if waits and found.says and not found.known:
            assert above is not None
            above.own.add(found.says, found.line.number, found.line.text)
            return
        figure = found.line.text[:1].isdecimal() and not (found.counted or found.weak)
        if found.says and not found.known and figure:
            self._place(found.says, found, found.line.text)
            return
        if not self.begun and not found.known:
            self.titles.append(found)
        exercise = ArticleExercise(found)
        if found.says:
            exercise.own.add(found.says, found.line.number, found.line.text)
        if not found.weak or found.line.number > _TOP:
            self.sections[-1].exercises.append(exercise)
        self.exercise = None if found.weak else exercise
        self.begun = self.begun or found.known
        self._texts(found)

    def _section(self, found: ArticleLine) -> None:
        if not self.begun:
            self.titles.append(found)
        self.exercise, self.skips = None, False
        if found.says:
            self._open(ArticleSection(), found)
            return
        if found.line.text.endswith(":"):
            what = read_prescription(found.name, self.read.vocab, short=True)
            if what.for_all and what:
                self._place(what, found, found.line.text)
            self.all_next = what.for_all and not what
        self._texts(found)

    def _workout(self, found: ArticleLine) -> None:
        if not self.begun:
            self.titles.append(found)
        self._open(ArticleSection(found.name, found.line.number, begins=True), found)

    def _part(self, found: ArticleLine) -> None:
        kind = self.read.block_kind(found.name)
        self._open(ArticleSection(found.name, found.line.number, kind=kind), found)

    def _role(self, found: ArticleLine) -> None:
        self._open(ArticleSection("", found.line.number, role=found.name), found)

    def _open(self, section: ArticleSection, found: ArticleLine) -> None:
        self.sections.append(section)
        self.exercise, self.skips = None, False
        if found.says:
            section.all_say.add(found.says, found.line.number, found.line.text)
        if not section.kind:
            self._texts(found)
        elif found.text:
            self._says(found.text, found, short=True)

    def _note(self, found: ArticleLine) -> None:
        """A line that belongs to the exercise above it as it is: "Superset with squats"."""
        if self.exercise is not None:
            self.exercise.notes.append(found.text)

    def _variation(self, found: ArticleLine) -> None:
        """A title of what can be done instead: the text below it counts for nothing."""
        self.prose.append(found.line.number)
        self.skips = not found.text

    def _inside(self, found: ArticleLine) -> None:
        """A label inside the description of an exercise: "Sets: 3", "How to do it:"."""
        above = self.exercise
        if above and above.title.line.item and not (above.title.known or above.described):
            # An item of a list of muscles, of things to bring.
            self.exercise = None
        what = self.read.counts(found.line.text)
        if self.exercise is not None and self.read.tells_how(found.name):
            self.exercise.instructed = True
        if what:
            self._place(what, found, found.line.text, alone=self.gap)
            return
        self._texts(found)

    def _text(self, found: ArticleLine) -> None:
        above = self.exercise.title.line if self.exercise else found.line
        if above.counted and found.line.counted and above.indent == found.line.indent != -1:
            if above is not found.line:
                # Another one of a numbered list, whose name is not told.
                self.exercise = None
        what = self.read.counts(found.text)
        if what and not self.skips and len(self.read.sentences(found.text)) == 1:
            self._place(what, found, found.text, alone=self.gap)
            return
        self._texts(found)

    def _texts(self, found: ArticleLine) -> None:
        """The sentences of a line."""
        if not found.text:
            return
        self.prose.append(found.line.number)
        sentences = self.read.sentences(found.text)
        if self.exercise is not None:
            self.exercise.described = True
        elif not self.first_name:
            self.first_name = self.read.first_name(found.text)
        for sentence in sentences:
            self._says(sentence, found, alone=len(sentences) == 1 and self.gap)

    def _says(
        self, text: str, found: ArticleLine, *, short: bool = False, alone: bool = False
    ) -> None:
        what = read_prescription(text, self.read.vocab, short=short)
        if self.skips and not what.for_all:
            return
        if what or what.sides:
            self._place(what, found, text.strip(), alone=alone)

    def _place(
        self, what: Prescription, found: ArticleLine, text: str, *, alone: bool = False
    ) -> None:
        """Give what a sentence says to the exercise above it, or to all."""
        section, exercise = self.sections[-1], self.exercise
        if self.all_next:
            between = what.between or what.rest
            what, self.all_next = replace(what, for_all=True, rest="", between=between), False
        if what.repeats:
            if exercise and ":" in exercise.own.what.amount and not alone:
                # "Hold for 30 seconds. Repeat two more times."
                what = replace(what, sets=what.sets or what.repeats, repeats="")
            elif exercise is not None and exercise.described and not alone:
                what = replace(what, amount=what.amount or what.repeats, repeats="")
            elif exercise or alone or section.all_say.what or section is not self.sections[0]:
                what = replace(what, rounds=what.rounds or what.repeats, repeats="")
        number = found.line.number
        alone_says = exercise is None and what.amount and not what.for_all and not what.rounds
        if alone_says and (name := self.read.name_in(text)):
            self.sentences.append((name, what, number, text))
            return
        if exercise is None and (what.amount or what.repeats) and not what.for_all:
            self.loose.append((what, number, text))
        fits = True
        if what.for_all or what.rounds or what.time or what.round_rest:
            fits = section.all_say.add(what, number, text)
        elif exercise is None:
            begun = any(each.has_own for each in section.exercises)
            fits = bool(what.sets or what.between) and not begun
            fits = fits and section.all_say.add(what, number, text)
        elif what.amount and exercise.own.what.amount and found.line is not self.last:
            # Another paragraph with another amount: that of an exercise whose title is lost.
            fits = what.amount == exercise.own.what.amount
        elif what or (exercise.own.what.amount and not exercise.own.what.sides):
            fits = exercise.own.add(what, number, text)
            self.last = found.line
        if what and not fits:
            self.unread.append((number, text))

    def _without_titles(self) -> None:
        """Exercises that have no title: "Next, perform 3 sets of 10 lunges", or one in all."""
        for name, what, number, text in self.sentences:
            self._untitled(name, number, text).own.add(what, number, text)
        if self.sentences or not self.loose:
            return
        # "Exercise of the week: donkey kicks"
        tails = (t.line.text.rpartition(":")[2].strip() for t in self.titles if ":" in t.line.text)
        name = next(
            (tail for tail in tails if 0 < len(tail.split()) <= 3 and "," not in tail),
            self.first_name,
        )
        if name:
            exercise = self._untitled(name, *self.loose[0][1:])
            for what, number, text in self.loose:
                amount = what.amount or what.repeats
                exercise.own.add(replace(what, amount=amount, repeats=""), number, text)
                self.unread = [each for each in self.unread if each != (number, text)]

    def _untitled(self, name: str, number: int, text: str) -> ArticleExercise:
        line = ArticleLine("exercise", SourceLine(number, text), name, True, True)
        self.sections[0].exercises.append(ArticleExercise(line))
        return self.sections[0].exercises[-1]

    # Workouts

    def article(self, *, prose: bool) -> Article | None:
        """What came of all lines."""
        workouts: list[DraftWorkout] = []
        kept: list[ArticleExercise] = []
        outer = Evidence()
        if not any(e.has_own or e.title.exact for s in self.sections for e in s.exercises):
            self._without_titles()
        else:
            self.unread += [(number, text) for _, _, number, text in self.sentences]
        start: ArticleSection | None = None
        for section in self.sections:
            start = section if section.begins else start
            said = section.all_say.over(outer)
            own = section.kept(said)
            kept += own
            if not own:
                outer = outer if section.role else said
                continue
            if section is self.sections[0]:
                outer = said
            if not workouts or start:
                name = start.title if start else self._headline(own)
                workouts.append(DraftWorkout(name=name, line=(start or section).line))
                start = None
            workouts[-1].blocks += list(section_blocks(section, own, said))
        if not kept or 2 * sum(each.compact for each in kept) > len(kept):
            return None
        if not prose and sum(each.set_out for each in kept) < max(3, len(kept) / 2):
            return None
        for section in self.sections:
            titles = [each.title.line.number for each in section.exercises if each not in kept]
            self.prose += titles
        self.unread.sort()
        workouts[0].comments = self.unread
        return Article(workouts, self.prose, self.unread)

    def _headline(self, kept: Sequence[ArticleExercise]) -> str:
        """The title that names the workout: the last one that says so, else that of the text."""
        exercises = [each.title for each in kept]
        named = [
            title
            for title in self.titles
            if title.name and title not in exercises and not title.line.text.endswith((":", "?"))
        ]
        says = self.read.names_workout
        best = max(
            (title for title in reversed(named) if title.kind != "exercise"),
            key=lambda title: says(title.name),
            default=None,
        )
        if best is not None and says(best.name):
            return best.name
        return next((t.line.text for t in named if t.line.number <= _TOP), "").rstrip(".")
