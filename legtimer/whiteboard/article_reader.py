"""Reads the lines of an article into sections: which sentence belongs to which exercise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from legtimer.whiteboard.article_lines import ArticleLine, ArticleLineReader
from legtimer.whiteboard.article_sections import TOP, ArticleExercise, ArticleSection, same_name
from legtimer.whiteboard.prescription import Prescription
from legtimer.whiteboard.prescription_reader import read_prescription
from legtimer.whiteboard.source import SourceLine

_SHORT_SENTENCE = 14
"""Words of the longest sentence that says nothing but to change sides."""
_LONGEST_NAME = 4
"""Words of the longest item below a title that is an exercise itself, and tells not how."""


class ArticleReader:
    """What was read so far."""

    def __init__(self, read: ArticleLineReader, titled: Iterable[str] = ()) -> None:
        """Begin.

        Args:
            read: for the language of the text.
            titled: names of the exercises that have a title, in lower case.
        """
        self.read = read
        self.sections = [ArticleSection()]
        self.named: dict[str, ArticleExercise] = {}
        """The exercises of the last section."""
        self.exercise: ArticleExercise | None = None
        self.last: SourceLine | None = None
        """The line that said last how much of an exercise."""
        self.clocked = False
        """Whether there was a line such as "AMRAP 12"."""
        self.skips = False
        """Whether the text tells of a variation."""
        self.gap = True
        self.unread: list[tuple[int, str]] = []
        self.sentences: list[tuple[str, Prescription, int, str]] = []
        """Those below no exercise that say how much of one: its name and what they say."""
        self.loose: list[tuple[Prescription, int, str]] = []
        """What those say that name no exercise."""
        self.lists: list[tuple[int, str]] = []
        """Sentences that may list exercises."""
        self.first_name = ""
        """The exercise with which a paragraph begins that stands below no title of one."""
        self.all_next = False
        """Whether the next line speaks of all: "For each exercise:"."""
        self.label = False
        """Whether the next line stands below a label in the description of an exercise."""
        self.untitled = False
        """Whether the text is that of an exercise whose title is lost."""
        self.titles: list[ArticleLine] = []
        """Those before the first exercise."""
        self.begun = False
        """Whether there was an exercise."""
        self.titled = frozenset(titled)

    def line(self, found: ArticleLine) -> None:
        if not found.line.text:
            self.gap = True
            return
        self.clocked = self.clocked or self.read.has_clock(found.line.text)
        if self.label and found.kind in ("exercise", "section") and not (found.exact or found.says):
            found = replace(found, kind="text", text=found.line.text)
        self.label = False
        self.untitled = self.untitled and found.kind in ("text", "inside", "partner", "variation")
        getattr(self, f"_{found.kind}")(found)
        self.gap = False
        if found.kind != "section":
            self.all_next = False

    def _exercise(self, found: ArticleLine) -> None:
        above = self.exercise
        if above is not None and self._is_cue(found, above.title):
            self._texts(replace(found, text=found.line.text))
            return
        self.skips = False
        if "," in found.name and found.line.number <= TOP and not (found.says or found.line.item):
            # "Strong hips, quiet knees" is the title of the text.
            self.titles.append(found)
            self.exercise = None
            return
        if not found.says and (again := self.named.get(found.name.casefold())):
            self.exercise = again
            self._texts(found)
            return
        waits = above is not None and above.title.known and not above.has_own
        waits = waits and not (above and above.title.line.item and found.line.item)
        label = found.line.text.endswith(":") and not (above and above.title.line.item)
        if waits and not found.known and label:
            self.label = True
            self._texts(found)
            return
        if waits and found.says and not found.known:
            assert above is not None
            above.own.add(found.says, found.line.number, found.line.text)
            return
        figure = found.line.text[:1].isdecimal() and not (found.counted or found.weak)
        if found.says and not found.known and figure and not found.text:
            self._place(found.says, found, found.line.text)
            return
        if not self.begun and not found.known:
            self.titles.append(found)
        exercise = ArticleExercise(found)
        if found.says:
            exercise.own.add(found.says, found.line.number, found.line.text)
        if not found.weak or found.line.number > TOP:
            self.sections[-1].exercises.append(exercise)
            self.named.setdefault(found.name.casefold(), exercise)
        self.exercise = None if found.weak else exercise
        self.begun = self.begun or found.known
        self._texts(found)

    @staticmethod
    def _is_cue(found: ArticleLine, above: ArticleLine) -> bool:
        """Whether an item of a list says how the exercise above it is done."""
        line, title = found.line, above.line
        named = found.exact or (found.known and len(found.name.split()) <= _LONGEST_NAME)
        if not line.item or named or found.says or not (above.known or title.counted):
            return False
        return not title.item or title.counted != line.counted or title.indent < line.indent

    def _section(self, found: ArticleLine) -> None:
        if not self.begun:
            self.titles.append(found)
        self.exercise, self.skips = None, False
        section = self.sections[-1]
        if found.says and section.kind and not section.exercises:
            section.all_say.add(found.says, found.line.number, found.line.text)
            return
        if found.says or section.role:
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
        self.named.clear()
        self.exercise, self.skips = None, False
        if found.says:
            section.all_say.add(found.says, found.line.number, found.line.text)
        if not section.kind:
            self._texts(found)
        elif found.text:
            self._says(found.text, found, short=True)

    def _partner(self, found: ArticleLine) -> None:
        """What the exercise above makes a superset with; it may have a title of its own."""
        if self.exercise is None:
            return
        self.exercise.partners.append(found)
        if not any(same_name(found.name, title) for title in self.titled):
            exercise = ArticleExercise(replace(found, kind="exercise"))
            self.sections[-1].exercises.append(exercise)
            self.exercise = exercise

    def _variation(self, found: ArticleLine) -> None:
        """A title of what can be done instead: the text below it counts for nothing."""
        self.skips = not found.text

    def _result(self, found: ArticleLine) -> None:
        """What came of a workout: "Average pace: 5:50/km"."""
        self.unread.append((found.line.number, found.line.text))

    def _inside(self, found: ArticleLine) -> None:
        """A label inside the description of an exercise: "Sets: 3", "How to do it:"."""
        above = self.exercise
        if (
            above
            and above.title.line.item
            and not (above.title.known or above.title.counted or above.described)
        ):
            # An item of a list of muscles, of things to bring.
            self.exercise = None
        if above and not (above.title.known or above.title.counted) and above.paragraphs > 1:
            # A title of the page; that of the exercise is lost.
            self.exercise, self.untitled = None, True
        what = self.read.counts(found.line.text)
        if self.exercise is not None and self.read.tells_how(found.name):
            self.exercise.instructed = True
        if what:
            self._place(what, found, found.line.text, alone=self.gap)
            return
        self.label = self.exercise is not None and not found.text
        self._texts(found)

    def _text(self, found: ArticleLine) -> None:
        above = self.exercise.title.line if self.exercise else found.line
        numbered = above.counted and above.counted == found.line.counted
        if numbered and above is not found.line and above.indent == found.line.indent:
            # Another one of a numbered list, whose name is not told.
            self.exercise = None
        what = self.read.counts(found.text)
        if self.exercise is None:
            what = self.read.of_each(found.text) or what
        if what and not self.skips and len(self.read.sentences(found.text)) == 1:
            if self.exercise and what.amount and not self.exercise.has_own:
                self._load(self.exercise, found.text)
            self._place(what, found, found.text, alone=self.gap)
            return
        self._texts(found)

    def _load(self, exercise: ArticleExercise, text: str) -> None:
        """Give an exercise the load in a line; what else stands behind an @ is a note."""
        load, behind = self.read.load_in(text), text.partition("@")[2].strip(" ()")
        if load and not exercise.title.load:
            exercise.title = replace(exercise.title, load=load)
        elif behind and not exercise.title.note:
            exercise.title = replace(exercise.title, note=behind)

    def _texts(self, found: ArticleLine) -> None:
        """The sentences of a line."""
        if not found.text:
            return
        sentences = self.read.sentences(found.text)
        if self.exercise is not None:
            self.exercise.described = True
            self.exercise.paragraphs += not found.line.item
        elif not self.first_name:
            self.first_name = self.read.first_name(found.text)
        for sentence in sentences:
            self._says(sentence, found, alone=len(sentences) == 1 and self.gap)

    def _says(
        self, text: str, found: ArticleLine, *, short: bool = False, alone: bool = False
    ) -> None:
        what = read_prescription(text, self.read.vocab, short=short)
        if self.skips and not what.for_all:
            what = Prescription()
        if not what and self.read.prescribes(text):
            # What is said under a condition, or in a way that is not known.
            self.unread.append((found.line.number, text.strip()))
        if self.exercise is None and text.count(",") > 1:
            self.lists.append((found.line.number, text))
        sides = what.sides and not what.for_all and len(text.split()) <= _SHORT_SENTENCE
        if what or sides:
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
        loose = exercise is None and not (self.untitled or what.for_all)
        if loose and (what.amount or what.repeats):
            self.loose.append((what, number, text))
        fits = True
        above_all = what == Prescription(rest=what.rest) and self._above_all(section)
        if above_all or what.for_all or what.rounds or what.time or what.round_rest:
            fits = section.all_say.add(what, number, text)
        elif exercise is None:
            begun = self.untitled or any(each.has_own for each in section.exercises)
            fits = bool(what.sets or what.between) and not begun
            fits = fits and section.all_say.add(what, number, text)
        elif exercise.own.counts_holds(what):
            exercise.own.hold(what, number, text)
        elif what.amount and exercise.own.what.amount and found.line is not self.last:
            # Another paragraph with another amount: that of an exercise whose title is lost.
            fits = what.amount == exercise.own.what.amount and exercise.own.add(what, number, text)
        elif what or (exercise.own.what.amount and not exercise.own.what.sides):
            fits = exercise.own.add(what, number, text)
            self.last = found.line
        if what and not fits:
            self.unread.append((number, text))

    def _above_all(self, section: ArticleSection) -> bool:
        """Whether the title above is no exercise, and none has an amount so far."""
        title = self.exercise.title if self.exercise else None
        if title is None or (title.known and len(title.name.split()) <= _LONGEST_NAME):
            return False
        return section is self.sections[0] and not any(e.has_own for e in section.exercises)
