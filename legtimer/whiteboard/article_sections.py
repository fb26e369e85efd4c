"""The sections of an article: their exercises, and what is said of all of them, as blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import groupby

from legtimer.whiteboard.article_lines import ArticleLine
from legtimer.whiteboard.draft import DraftBlock
from legtimer.whiteboard.movement import Movement
from legtimer.whiteboard.prescription import FIGURES, Prescription

_FEWEST_SIBLINGS = 2
"""Exercises between which another title with text below it is one too."""
TOP = 3
"""The last line of the title of an article."""
_SHORT_NAME = 4
"""Words of the longest such title."""
_MOST_HOLDS = 5
"""The most reps that are held so long that each is a set."""


@dataclass(slots=True)
class Evidence:
    """What sentences say, and which of them says what."""

    what: Prescription = field(default_factory=Prescription)
    sources: dict[str, str] = field(default_factory=dict)
    """By what is said: the line and the sentence."""

    def add(self, what: Prescription, number: int, text: str) -> bool:
        """Take what a sentence says that no other did; one with sets and reps says it best.

        Returns:
            Whether nothing in it says otherwise than a sentence before it.
        """
        source = f"line {number}: {text}"
        if what.sets and what.amount and not self.what.sets:
            self.what = replace(self.what, amount="")
            self.sources.pop("amount", None)
        for each in fields(what):
            if getattr(what, each.name) and not getattr(self.what, each.name):
                self.sources[each.name] = source
        self.what = self.what.with_more(what)
        return all(getattr(what, key) in ("", getattr(self.what, key)) for key in FIGURES)

    def counts_holds(self, what: Prescription) -> bool:
        """Whether these are few reps, and a sentence says how long each is held."""
        reps = self.what.amount
        few = reps.isdecimal() and int(reps) <= _MOST_HOLDS and not self.what.sets
        return few and ":" in what.amount and not (what.sets or what.for_all)

    def hold(self, what: Prescription, number: int, text: str) -> None:
        """Take how long each of the reps is held: they are sets."""
        self.what = replace(self.what, sets=self.what.amount, amount="").with_more(what)
        self.sources["sets"] = self.sources["amount"]
        self.sources["amount"] = f"line {number}: {text}"

    def over(self, other: Evidence) -> Evidence:
        """This, with what only the other says."""
        return Evidence(self.what.with_more(other.what), {**other.sources, **self.sources})

    def source(self, *keys: str) -> str:
        """What some keys were read from."""
        return "; ".join(dict.fromkeys(self.sources[key] for key in keys if key in self.sources))


@dataclass(slots=True)
class ArticleExercise:
    """A title with what stands below it."""

    title: ArticleLine
    own: Evidence = field(default_factory=Evidence)
    described: bool = False
    """Whether there is text below it."""
    paragraphs: int = 0
    """How many of it are no items of a list."""
    partners: list[ArticleLine] = field(default_factory=list)
    """The lines that tell with what it makes a superset."""
    instructed: bool = False
    """Whether it says how it is done."""

    @property
    def has_own(self) -> bool:
        return bool(self.own.what.amount or self.own.what.sets)

    @property
    def set_out(self) -> bool:
        """Whether its sets and reps are an item of a list of their own, below its name."""
        line = self.title.line
        says = self.own.what.sets and self.own.what.amount and not self.title.says
        return bool(says) and line.item and not line.counted

    def compact(self, clocked: bool) -> bool:
        """Whether its line says everything, in a list or below a line with a clock."""
        line = self.title.line
        listed = line.item or bool(line.cells) or clocked
        return bool(self.title.says.amount) and not self.described and listed


@dataclass(slots=True)
class ArticleSection:
    """Exercises that are done together."""

    title: str = ""
    line: int = 1
    kind: str = ""
    """Of the block, where the title tells it."""
    role: str = ""
    begins: bool = False
    """Whether a workout begins with it."""
    exercises: list[ArticleExercise] = field(default_factory=list)
    all_say: Evidence = field(default_factory=Evidence)

    def kept(self, said: Evidence) -> list[ArticleExercise]:
        """The titles that are exercises."""
        titles = [each.title for each in self.exercises]
        counted = any(title.known and title.counted for title in titles) or (
            said.what.for_all and sum(e.title.counted and e.described for e in self.exercises) > 2
        )
        listed = any(title.known and title.line.item for title in titles)
        own = any(each.has_own for each in self.exercises)

        timed = sum(bool(title.says) and not title.weak for title in titles) > 1

        def is_one(each: ArticleExercise) -> bool:
            title = each.title
            if title.weak:
                return timed and bool(title.says)
            if each.has_own:
                return True
            if said.what.amount:
                sibling = (title.counted and counted) or (title.line.item and listed)
                long = not title.exact and len(title.name.split()) > _SHORT_NAME
                named = title.known and not (long and title.line.number <= TOP)
                return named or sibling or each.instructed
            return title.exact and (bool(said.what.sets) or (own and each.described))

        found = [each for each in self.exercises if is_one(each)]
        return self.with_between(found) if said.what.amount else found

    def with_between(self, found: list[ArticleExercise]) -> list[ArticleExercise]:
        """Exercises, with other titles between them that have text below them."""
        if len(found) < _FEWEST_SIBLINGS:
            return found
        ones = {id(each) for each in found}
        first, last = self.exercises.index(found[0]), self.exercises.index(found[-1])
        colons = all(each.title.line.text.endswith(":") for each in found)

        def is_between(each: ArticleExercise) -> bool:
            title = each.title
            label = title.line.text.endswith(":") and not colons
            return each.described and not label and len(title.name.split()) <= _SHORT_NAME

        between = self.exercises[first : last + 1]
        return [each for each in between if id(each) in ones or is_between(each)]


def section_blocks(
    section: ArticleSection, exercises: list[ArticleExercise], said: Evidence
) -> Iterator[DraftBlock]:
    """The blocks of exercises that are done together."""
    every = said.what
    kind = section.kind
    if every.time and not kind:
        kind = "amrap"
    elif every.rounds or every.circuit:
        kind = kind or "circuit"
    if kind:
        yield _block(section, exercises, said, kind)
        return

    def run(each: ArticleExercise) -> tuple[str, str]:
        """What exercises have in common that stand in one block."""
        count = each.own.what.sets or every.sets
        return count, (each.own.what.rest or every.rest) if count else ""

    for together, several in groupby(_supersets(exercises), lambda each: len(each) > 1):
        if together:
            yield from (_superset(section, each, said) for each in several)
            continue
        for (count, _), same in groupby((each for each, *_ in several), run):
            yield _block(section, list(same), said, "sets" if count else "circuit")


def _supersets(exercises: Sequence[ArticleExercise]) -> list[list[ArticleExercise]]:
    """The exercises, those together that one of them calls partners."""
    found: list[list[ArticleExercise]] = []
    for each in exercises:
        above = found[-1][-1] if found else each
        if found and (_calls(above, each) or _calls(each, above)):
            found[-1].append(each)
        else:
            found.append([each])
    return found


def _calls(one: ArticleExercise, other: ArticleExercise) -> bool:
    """Whether an exercise names another one as its partner."""
    return any(same_name(line.name, other.title.name) for line in one.partners)


def same_name(one: str, other: str) -> bool:
    """Whether two names are those of one exercise: "Leg extensions", "Machine leg extension"."""
    one, other = one.casefold().rstrip("s"), other.casefold().rstrip("s")
    return one in other or other in one


def _superset(
    section: ArticleSection, exercises: list[ArticleExercise], said: Evidence
) -> DraftBlock:
    first, last = exercises[0].own, exercises[-1].own
    both = Evidence(Prescription(sets=first.what.sets, round_rest=last.what.rest))
    sources = {"sets": first.source("sets"), "round_rest": last.source("rest")}
    both.sources = {key: source for key, source in sources.items() if source}
    alone = [
        replace(each, own=replace(each.own, what=replace(each.own.what, sets="", rest="")))
        for each in exercises
    ]
    block = _block(section, alone, both.over(said), "superset")
    line = next(partner.line for each in exercises for partner in each.partners)
    block.guesses["kind"] = f"line {line.number}: {line.text}"
    return block


def _block(
    section: ArticleSection, exercises: list[ArticleExercise], said: Evidence, kind: str
) -> DraftBlock:
    first = exercises[0]
    block = DraftBlock(kind, first.title.line.number, role=section.role)
    if not section.begins:
        block.name = section.title
    whole = first.own.over(said) if kind == "sets" else said
    what = whole.what
    if kind == "sets":
        keys = {"sets": ("sets",), "rest": ("rest", "between")}
    elif kind == "amrap":
        keys = {"time": ("time",)}
    else:
        count = "sets" if kind == "superset" else "rounds"
        # As many intervals as exercises are one round.
        all_once = what.intervals == str(len(exercises))
        rounds = ("rounds", "sets") if all_once else ("rounds", "intervals", "sets")
        once = kind == "circuit" and not any(getattr(what, each) for each in rounds)
        rests = ("round_rest",) if once else ("round_rest", "rest")
        keys = {count: rounds, "between": ("between",), "rest": rests}
    for key, sources in keys.items():
        said_by = next((each for each in sources if getattr(what, each)), "")
        if said_by:
            block.keys[key] = getattr(what, said_by)
            block.guesses[key] = whole.source(said_by)
    for exercise in exercises:
        block.items.append(_movement(exercise, said, kind))
    return block


def _movement(exercise: ArticleExercise, said: Evidence, kind: str) -> Movement:
    own = exercise.own.what
    whole = exercise.own.over(said)
    amount = whole.what.amount
    sides = own.sides or (whole.what.sides if not own.amount else "")
    guess = whole.source("amount", *(("sides",) if sides else ())) or "no amount is given"
    return Movement(
        name=exercise.title.name,
        lines=(exercise.title.line.number,),
        amount=amount,
        sides=sides,
        load=exercise.title.load,
        rest="" if kind == "sets" or said.what.between else own.rest,
        sets="" if kind == "sets" else own.sets,
        notes=tuple(filter(None, (exercise.title.note,))),
        guesses=(guess,),
    )
