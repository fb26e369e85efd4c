"""What is done, as a line of the workout format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from legtimer.core.notation import NotUnderstood, exercise_line


@dataclass(frozen=True, slots=True)
class Movement:
    """One exercise as it was read."""

    name: str
    lines: tuple[int, ...] = ()
    """The numbers of its lines in the source."""
    amount: str = ""
    """In the workout format; empty for none."""
    sides: str = ""
    alternating: bool = False
    load: str = ""
    sets: str = ""
    rest: str = ""
    every: str = ""
    """The interval at which it begins again: "50 m on 1:00"."""
    notes: tuple[str, ...] = ()
    guesses: tuple[str, ...] = ()
    """What is not said by the text, in words."""
    options: tuple[str, ...] = ()
    """What can be done instead, as the workout format writes it."""
    joined: bool = False
    """Whether it follows the one before it without putting the load down."""

    @property
    def line(self) -> str:
        """As the workout format writes it, without notes and rest."""
        side = f"/{self.sides}" if self.sides and self.amount else ""
        turns = " alternating" if side and self.alternating else ""
        load = f" @ {self.load}" if self.load else ""
        amount, most, _ = self.amount.partition(" max")
        own = f"{amount}{side}{turns}{most} {self.name}{load}".strip()
        return " | ".join((own, *self.options))

    def with_amount_as_note(self) -> Movement:
        """The same, with its amount as a note, which is a guess."""
        guesses = (*self.guesses, f"{self.amount} as a note")
        return replace(self, amount="", notes=(*self.notes, self.amount), guesses=guesses)

    @property
    def readable(self) -> bool:
        """Whether the line means what was read, and nothing else."""
        try:
            found = exercise_line(self.line.partition(" | ")[0])
        except NotUnderstood:
            return "/" in self.amount + self.load or "," in self.load
        return found.name == self.name


def with_options(first: Movement, others: Sequence[Movement]) -> Movement:
    """An exercise, or others instead; what a choice cannot hold of them is a note."""
    notes, guesses, options = list(first.notes), list(first.guesses), list(first.options)
    for other in (_in_time(first.amount, other) for other in others):
        own = replace(other, amount=other.amount or first.amount, sides=other.sides or first.sides)
        options += own.line.split(" | ")
        sets = f"{other.sets} sets" if other.sets not in ("", first.sets) else ""
        rest = f"rest {other.rest}" if other.rest not in ("", first.rest) else ""
        said = [note for note in (*other.notes, sets, rest) if note and note not in notes]
        notes += [f"{other.name}: {note}" for note in said]
        guesses += other.guesses
    return replace(first, notes=tuple(notes), guesses=tuple(guesses), options=tuple(options))


def _in_time(amount: str, other: Movement) -> Movement:
    """An option of an exercise for a time, where a blank asks how far one came: "row ?m"."""
    if ":" not in amount or not other.amount.startswith("? "):
        return other
    return other.with_amount_as_note()


def with_choices(movement: Movement) -> Movement:
    """An exercise whose figures have bars between them as a choice: ``4|6 Snatch``."""
    count = 1 + max(movement.amount.count("|"), movement.load.count("|"))
    if count == 1:
        return movement
    first, *others = (
        replace(movement, amount=_choice(movement.amount, n), load=_choice(movement.load, n))
        for n in range(count)
    )
    return replace(first, options=tuple(other.line for other in others))


def _choice(figures: str, n: int) -> str:
    """One of the figures with bars between them, with their unit; the last one for more."""
    typed, blank, unit = figures.partition(" ")
    given = typed.split("|")
    return f"{given[min(n, len(given) - 1)]}{blank}{unit}"
