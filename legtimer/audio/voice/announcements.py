"""Which words follow which cue. Pure: cues and steps in, announcements out.

The next exercise is announced when a rest or the lead-in begins, as soon as the sound of that is
over, so that there is time to walk to the bar. Where no rest came before it, it is announced when
it begins. Inside counted work each press is followed by the exercise that it led to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from legtimer.audio.voice import wording
from legtimer.core.session import cues
from legtimer.core.session.cues import Cue
from legtimer.core.steps import Phase, Step, Tally

Progress = tuple[int, int, int]
"""How far a session is: step, round within it, exercise within that, each from 0."""
NOWHERE: Progress = (-1, 0, 0)

_WAITING = (Phase.PREPARE, Phase.GET_SET, Phase.REST)


class Announcement(NamedTuple):
    """Words that follow a cue."""

    at: int
    """The instant of the cue, in ms of the session's clock."""
    since: Progress
    """Where the session is from then on."""
    about: Progress
    """What the words are about; they are of no use to who is further."""
    versions: tuple[tuple[str, ...], ...]
    """Pieces of text that are said one after the other, the fullest version first."""


def progress_of(cue: Cue) -> Progress | None:
    """Where a session is after a cue; None if the cue does not move it."""
    match cue:
        case cues.StepStarted():
            return (cue.step, 0, 0)
        case cues.Counted():
            return (cue.step, cue.round - 1, cue.item)
        case cues.RoundCounted():
            return (cue.step, cue.round, 0)
        case _:
            return None


def announcement_for(cue: Cue, steps: Sequence[Step]) -> Announcement | None:
    """The words that follow a cue; None if it is followed by none.

    Args:
        cue: what the session said or will say.
        steps: the steps of its plan.
    """
    if not 0 <= cue.step < len(steps):
        return None
    here = progress_of(cue) or (cue.step, 0, 0)
    about, versions = here, _versions(cue, steps)
    if isinstance(cue, cues.StepStarted | cues.Undone):
        about, versions = _step(cue.step, steps)
    elif not isinstance(cue, cues.Counted | cues.RoundCounted):
        # It may come anywhere within its step, and is of no use after it.
        here, about = (cue.step, 0, 0), (cue.step, 1 << 30, 0)
    versions = tuple(dict.fromkeys(version for version in versions if version))
    return Announcement(cue.due, here, about, versions) if versions else None


def texts_of(steps: Sequence[Step], index: int) -> Iterator[str]:
    """All pieces that a step may need, the next needed first."""
    yield from dict.fromkeys(piece for version in _step(index, steps)[1] for piece in version)
    step = steps[index]
    if step.halfway:
        yield wording.HALFWAY
    if step.tally is not None and step.phase is Phase.WORK:
        starts = {step.tally.part(turn)[1] for turn in range(len(step.tally.rounds))}
        for turn in sorted({*range(min(len(step.tally.rounds), 3)), *starts}):
            for item in step.tally.items(turn):
                yield from wording.exercise_words(item.exercise, item.amount, item.load)
        for turn in range(1, len(step.tally.rounds)):
            yield wording.left_words(turn, step.place.word)
    if step.phase is Phase.SCORE or step.scoring is not None:
        yield wording.HOW_MANY


def _versions(cue: Cue, steps: Sequence[Step]) -> tuple[tuple[str, ...], ...]:
    """What follows a cue that begins no step."""
    tally = steps[cue.step].tally
    match cue:
        case cues.Halfway():
            return ((wording.HALFWAY,),)
        case cues.ScoreAsked():
            return ((wording.HOW_MANY,),)
        case cues.Counted() if tally is not None:
            return _item(tally, cue.round - 1, cue.item)
        case cues.RoundCounted() if tally is not None:
            return _round(tally, cue.round, steps[cue.step].place.word)
        case _:
            return ()


def _item(tally: Tally, turn: int, number: int) -> tuple[tuple[str, ...], ...]:
    """The exercise of a counted round that comes now."""
    items = tally.items(turn)
    if number >= len(items):
        return ()
    item = items[number]
    return tuple((text,) for text in wording.exercise_words(item.exercise, item.amount, item.load))


def _round(tally: Tally, turn: int, word: str) -> tuple[tuple[str, ...], ...]:
    """A counted round that comes now, ``turn`` rounds being done."""
    if not tally.endless and turn >= len(tally.rounds):
        return ()
    # Who does one exercise over and over does not need its name.
    same = len(tally.items(turn)) == 1 and tally.items(turn) == tally.items(turn - 1)
    item = () if same else _item(tally, turn, 0)
    part, first = tally.part(turn)
    rounds = tally.parts[part - 1].rounds if part else len(tally.rounds)
    several = not tally.endless and (not part or rounds > 1)
    left = (wording.left_words(first + rounds - turn, word),) if several else ()
    return ((*left, *(item[0] if item else ())), *item, left)


def _step(index: int, steps: Sequence[Step]) -> tuple[Progress, tuple[tuple[str, ...], ...]]:
    """What is said when a step begins, and what that is about."""
    step = steps[index]
    if step.phase is Phase.WORK:
        return (index, 0, 0), _work(index, steps)
    if step.phase not in _WAITING:
        return (index, 0, 0), ()
    coming = next((i for i in range(index, len(steps)) if steps[i].phase is Phase.WORK), None)
    rest = (wording.rest_words(step),) if step.phase is Phase.REST else ()
    if coming is None:
        return (index, 0, 0), (rest,)
    texts = wording.step_words(steps[coming])
    if not texts:
        return (coming, 0, 0), (rest,)
    title = _title(steps[coming])
    left = _left(coming, steps)
    named = tuple(wording.NEXT.format(text) for text in texts)
    return (
        (coming, 0, 0),
        (
            (*rest, *title, named[0], *left),
            (*title, named[0], *left),
            (named[0], *left),
            *((text,) for text in (*named, texts[-1])),
        ),
    )


def _work(index: int, steps: Sequence[Step]) -> tuple[tuple[str, ...], ...]:
    """What is said of work when it begins."""
    step, before = steps[index], steps[index - 1] if index else None
    texts = wording.step_words(step)
    if not texts or (before is not None and before.phase is Phase.SWITCH):
        return ()
    left = _left(index, steps)
    if before is not None and before.phase is Phase.WORK and wording.step_words(before) == texts:
        # The same over and over: now and then, how many times yet.
        ahead = step.place.rounds - step.place.round + 1
        return (left,) if ahead <= 3 or ahead % 5 == 0 else ()
    return ((texts[0], *left), *((text,) for text in texts))


def _title(step: Step) -> tuple[str, ...]:
    """The name of counted work, which is more than its first exercise."""
    if step.tally is None or len(step.tally.items(0)) == 1 or step.place.round > 1:
        return ()
    title = wording.clean(step.place.title)
    return (title,) if title else ()


def _left(index: int, steps: Sequence[Step]) -> tuple[str, ...]:
    """How many rounds there are to do, where another one begins."""
    place = steps[index].place
    if place.rounds < 2 or place.round < 2:
        return ()
    for before in reversed(steps[:index]):
        if before.phase is Phase.WORK:
            same = (before.place.path, before.place.passes) == (place.path, place.passes)
            if same and before.place.round == place.round:
                return ()
            break
    return (wording.left_words(place.rounds - place.round + 1, place.word),)
