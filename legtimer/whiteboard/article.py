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
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from legtimer.whiteboard.article_lines import ArticleLine, ArticleLineReader
from legtimer.whiteboard.article_reader import ArticleReader
from legtimer.whiteboard.article_sections import (
    TOP,
    ArticleExercise,
    ArticleSection,
    Evidence,
    section_blocks,
)
from legtimer.whiteboard.article_tabata import tabata_of
from legtimer.whiteboard.draft import DraftWorkout
from legtimer.whiteboard.left_out import place_comments
from legtimer.whiteboard.prescription_reader import read_prescription
from legtimer.whiteboard.source import SourceLine

_FEWEST_WORDS = 30
"""Words of prose in the shortest article."""
_PART = 4
"""A part of the words of an article that stands in sentences, at least."""
_WIDTH = 70
"""Characters of the shortest line that a paragraph was broken into."""
_ENDS = re.compile(r"[^\W\d_)\u201d\"][.!?]")
"""The end of a sentence."""
_FEWEST_BROKEN = 5
"""Words of the shortest line that goes on with the one above it."""
_GOES_ON = re.compile(r"[\d,]$|\b[^\W\d_A-Z]{1,4}$")
"""How a line ends that goes on in the next one: a short word, a figure."""
_AMOUNT_BEHIND = re.compile(r"^[^\W\d_]+ \d[\d.,]* ?[^\W\d_]+$")
"""A line of a list that ends with how much: "Run 400 m"."""
_LONGEST_LISTED = 6
"""Words of the longest line of a list without bullets."""
_FEWEST_LISTED = 3
"""Its fewest lines."""
_LONGEST_TIMED = 9
"""Words of the longest line of several that each begin with a time."""
_FEWEST_OTHERS = 2
"""Exercises with amounts below a title that may be the one of the text."""
_LONGEST_NAME = 3
"""Words of the longest name of an exercise that may be the title of the text."""
_SHORTEST_PROSE = 12
"""Words of the shortest line of prose."""


@dataclass(frozen=True, slots=True)
class Article:
    """What came of an article."""

    workouts: list[DraftWorkout]
    unread: list[tuple[int, str]]


def is_prose(lines: Sequence[SourceLine]) -> bool:
    """Whether a text is an article: many of its words stand in sentences."""
    words = long = 0
    for line in paragraphs(lines):
        count = len(line.text.split())
        words += count
        long += count if count >= _SHORTEST_PROSE and _ENDS.search(line.text) else 0
    return long >= _FEWEST_WORDS and _PART * long >= words


def paragraphs(lines: Sequence[SourceLine]) -> Iterator[SourceLine]:
    """The lines, with those of a sentence that was broken at a width put together."""
    whole = last = SourceLine(0, "")
    for line in lines:
        text, goes_on = line.text, _GOES_ON.search(last.text) is not None
        broken = len(last.text) >= _WIDTH and (text[:1].islower() or goes_on)
        sentence = text.endswith((".", "!", "?")) or len(text.split()) >= _FEWEST_BROKEN
        if broken and sentence and not (line.item or line.level):
            whole = replace(whole, text=f"{whole.text} {text}")
        else:
            yield whole
            whole = line
        last = line
    yield whole


def amount_lines(lines: Iterable[SourceLine], read: ArticleLineReader) -> frozenset[int]:
    """The numbers of lines that make a list without bullets: each begins with how much of what."""
    found: set[int] = set()
    run: list[int] = []
    for line in (*lines, SourceLine(0, "")):
        plain = re.sub(r"\([^()]*\)", "", line.text).strip()
        short = 0 < len(plain.split()) <= _LONGEST_LISTED
        counts = read.begins_with_amount(line.text) or _AMOUNT_BEHIND.match(plain)
        if short and counts:
            run.append(line.number)
            continue
        if len(run) >= _FEWEST_LISTED:
            found.update(run)
        run = []
    return frozenset(found)


def without_periods(lines: Iterable[SourceLine], read: ArticleLineReader) -> Iterator[SourceLine]:
    """The lines, without the periods of those in turn that say for how long: "5 min uphill."."""

    def is_timed(line: SourceLine) -> bool:
        short = len(line.text.split()) <= _LONGEST_TIMED
        return not line.text or (short and read.kinds(line.text)[:1] == ["time"])

    for timed, run in groupby(lines, is_timed):
        several = list(run)
        strips = timed and sum(bool(line.text) for line in several) >= _FEWEST_LISTED
        yield from (
            replace(line, text=line.text.removesuffix(".")) if strips else line for line in several
        )


def read_article(
    lines: Sequence[SourceLine], read: ArticleLineReader, *, prose: bool, listed: Collection[int]
) -> Article | None:
    """Read an article; None for a text whose exercises do not stand in prose.

    Args:
        lines: of the text.
        listed: numbers of the lines that make a list without bullets.
        prose: whether it has sentences; else only names with "3 sets of 10" below them are read.
        read: for its language.
    """
    whole = [read.read(line) for line in without_periods(paragraphs(lines), read)]
    if prose and (tabata := tabata_of(whole, read)):
        intervals, start = tabata
        above = [line for line in lines if line.number < start]
        found = read_article(above, read, prose=prose, listed=listed)
        if found is None:
            return Article([intervals], [])
        found.workouts[-1].blocks += intervals.blocks
        return found
    whole = _with_siblings(whole, read)
    captions = _captions(whole)
    reader = ArticleReader(
        read, (line.name.casefold() for line in whole if line.kind == "exercise")
    )
    for line in whole:
        if line.line.number not in captions:
            reader.line(line)
    return _article(reader, prose=prose, listed=listed)


def _with_siblings(lines: Sequence[ArticleLine], read: ArticleLineReader) -> list[ArticleLine]:
    """The lines, with "Bag drag: Pull it. Do 10 reps." as an exercise where two are known so."""
    if sum(each.known and bool(each.text) for each in lines) < _FEWEST_OTHERS:
        return [*lines]
    found = []
    for each in lines:
        name, _, text = each.line.text.partition(": ")
        short = name[:1].isupper() and len(name.split()) <= _LONGEST_NAME
        counts = any(read_prescription(s, read.vocab).amount for s in read.sentences(text))
        plain = each.kind == "text" and read.kinds(name) and set(read.kinds(name)) == {"word"}
        titled = plain and short and counts and not read.has_word_of_no_name(name)
        found.append(ArticleLine("exercise", each.line, name, text=text) if titled else each)
    return found


def _captions(lines: Sequence[ArticleLine]) -> set[int]:
    """The numbers of lines that stand between a title and its text, such as who took a picture.

    Such a line is no name that the library has below one that it has, or it is there again and
    again, perhaps with another number.
    """
    said = [line for line in lines if line.line.text]
    titles = ["exercise" if line.kind == "exercise" and not line.says else "" for line in said]
    pairs = [
        (said[n], said[n + 1])
        for n in range(len(said) - 2)
        if titles[n] and titles[n + 1] and not titles[n + 2] and (not n or not titles[n - 1])
    ]
    names = Counter(below.line.text.rstrip(" 0123456789") for _, below in pairs)
    return {
        below.line.number
        for above, below in pairs
        if (above.known and not below.known) or names[below.line.text.rstrip(" 0123456789")] > 1
    }


def _name_untitled(reader: ArticleReader) -> None:
    """Exercises that have no title: "Next, perform 3 sets of 10 lunges", or one in all."""
    for name, what, number, text in reader.sentences:
        _untitled(reader, name, number, text).own.add(what, number, text)
    said = reader.sections[0].all_say
    if said.what.for_all and said.what.amount:
        listed = ((n, text, reader.read.listed(text)) for n, text in reader.lists)
        number, text, names = next((each for each in listed if each[2]), (0, "", []))
        for name in names:
            _untitled(reader, name, number, text)
    if reader.sentences or not reader.loose:
        return
    # "Exercise of the week: donkey kicks"
    tails = (t.line.text.rpartition(":")[2].strip() for t in reader.titles if ":" in t.line.text)
    name = next(
        (tail for tail in tails if 0 < len(tail.split()) <= 3 and "," not in tail),
        reader.first_name,
    )
    if name:
        exercise = _untitled(reader, name, *reader.loose[0][1:])
        for what, number, text in reader.loose:
            amount = what.amount or what.repeats
            exercise.own.add(replace(what, amount=amount, repeats=""), number, text)
            reader.unread = [each for each in reader.unread if each != (number, text)]


def _untitled(reader: ArticleReader, name: str, number: int, text: str) -> ArticleExercise:
    line = ArticleLine("exercise", SourceLine(number, text), name, True, True)
    reader.sections[0].exercises.append(ArticleExercise(line))
    return reader.sections[0].exercises[-1]


def _article(reader: ArticleReader, *, prose: bool, listed: Collection[int]) -> Article | None:
    """What came of all lines."""
    workouts: list[DraftWorkout] = []
    kept: list[ArticleExercise] = []
    outer = Evidence()
    if not any(e.has_own or e.title.exact for s in reader.sections for e in s.exercises):
        _name_untitled(reader)
    else:
        reader.unread += [(number, text) for _, _, number, text in reader.sentences]
    _take_headline(reader)
    start: ArticleSection | None = None
    for section in reader.sections:
        start = section if section.begins else start
        said = section.all_say.over(outer)
        own = section.kept(said)
        kept += own
        titles = (each.title.line for each in section.with_between(own) if each not in own)
        reader.unread += [(line.number, line.text) for line in titles]
        if not own:
            outer = outer if section.role else said
            continue
        if section is reader.sections[0]:
            outer = said
        if not workouts or start:
            name = start.title if start else _headline(reader, own)
            workouts.append(DraftWorkout(name=name, line=(start or section).line))
            start = None
        first, *others = section_blocks(section, own, said)
        workouts[-1].blocks += [first, *(replace(block, name="") for block in others)]
    above = any(section.all_say.what.for_all for section in reader.sections)
    compact = sum(each.compact(reader.clocked) for each in kept)
    if not kept or (2 * compact > len(kept) and (reader.clocked or not above)):
        return None
    if 2 * sum(each.title.line.number in listed for each in kept) > len(kept):
        return None
    set_out = sum(each.set_out for each in kept) >= max(3, len(kept) / 2)
    if not (prose or set_out or _told_above(reader, kept)):
        return None
    reader.unread.sort()
    place_comments(workouts, reader.unread)
    return Article(workouts, reader.unread)


def _take_headline(reader: ArticleReader) -> None:
    """What stands below the title of the text is said of all, if others say how much of them."""
    section = reader.sections[0]
    others = sum(each.has_own for s in reader.sections for each in s.exercises[s is section :])
    first = next(iter(section.exercises), None)
    if first is None or others < _FEWEST_OTHERS:
        return
    title, what = first.title, first.own.what
    if title.exact or title.says or title.counted or title.line.item or title.line.number > TOP:
        return
    if first.paragraphs and len(title.name.split()) > _LONGEST_NAME:
        section.exercises.remove(first)
        sets = "" if what.sets == "1" else what.sets
        said = Evidence(replace(what, amount="", sides="", sets=sets), first.own.sources)
        section.all_say = section.all_say.over(said)


def _told_above(reader: ArticleReader, kept: Sequence[ArticleExercise]) -> bool:
    """Whether one sentence says how much of all exercises, and most are described below a title."""
    says = any(s.all_say.what.for_all and s.all_say.what.amount for s in reader.sections)
    titled = [e for e in kept if e.described and e.title.known and not e.title.line.item]
    return says and len(titled) >= 2 and 2 * len(titled) > len(kept)


def _headline(reader: ArticleReader, kept: Sequence[ArticleExercise]) -> str:
    """The title that names the workout: the last one that says so, else that of the text."""
    exercises = [each.title for each in kept]
    named = [
        title
        for title in reader.titles
        if title.name and title not in exercises and not title.line.text.endswith((":", "?"))
    ]
    says = reader.read.names_workout
    best = max(
        (title for title in reversed(named) if title.kind != "exercise"),
        key=lambda title: says(title.name),
        default=None,
    )
    if best is not None and says(best.name):
        return best.name
    return next((t.line.text for t in named if t.line.number <= TOP), "").rstrip(".")
