"""Decides what the voice says during a session, and when. Pure; ms of the session's clock.

The announcer gets the same cues as the schedule of beeps. It places what lies ahead anew at each
call, since a press changes it. It finishes what it has begun to say, unless a pause, an undo or a
later step makes that pointless.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from legtimer.audio.voice import wording
from legtimer.audio.voice.announcements import (
    NOWHERE,
    Announcement,
    Progress,
    announcement_for,
    progress_of,
    texts_of,
)
from legtimer.audio.voice.placement import LATEST, PlacedText, TimeRange, fit_texts, overlaps
from legtimer.core.session import cues
from legtimer.core.session.cues import Cue
from legtimer.core.session.records import Score
from legtimer.core.steps import Phase, Step

_SOON: Final = 150
"""ms from now on in which nothing is begun: it would come late."""
_AHEAD: Final = 15_000
"""ms ahead of which announcements are placed; the beeps must be known for some seconds more."""
_STEPS_AHEAD: Final = 12
"""How many steps ahead are rendered."""
_EVER: Final = 1 << 60
_END: Final = (1 << 60, 0, 0)


class Announcer:
    def __init__(self) -> None:
        self._steps: Sequence[Step] = ()
        self._position: Progress = NOWHERE
        self._told: list[Announcement] = []
        self._ahead: list[Announcement] = []
        self._limits: list[int] = []
        self._begun: dict[Announcement, tuple[PlacedText, ...]] = {}
        self._placed: dict[Announcement, tuple[PlacedText, ...]] = {}
        self._said: set[Progress] = set()
        self._over: set[Announcement] = set()
        self._result: tuple[str, ...] = ()

    def prepare(self, steps: Sequence[Step], number: int = 0) -> None:
        """Take the steps of a plan, or of one that has changed.

        Args:
            steps: all steps of the plan.
            number: index of the step under way, or 0 before the first one.
        """
        self._steps = steps
        if self._position[0] != number:
            self._position = (number, 0, 0)
            self._said.clear()

    def announce(self, happened: Iterable[Cue], now: int) -> None:
        """Hear what has just happened."""
        for cue in happened:
            if isinstance(cue, cues.Paused | cues.Undone | cues.Finished):
                self._forget()
            moved = progress_of(cue)
            if isinstance(cue, cues.Undone):
                moved = (cue.step, 0, 0)
            elif isinstance(cue, cues.Finished):
                moved = NOWHERE
            if moved is not None:
                # Who is back where they were is told again what comes.
                if moved <= self._position:
                    self._said.clear()
                self._position = moved
            found = self._announced(cue)
            if found is not None and found not in self._told:
                self._told.append(found)
        self._told = [one for one in self._told if now - one.at <= LATEST]
        self._over = {one for one in self._over if now - one.at <= LATEST + _AHEAD}

    def schedule(self, upcoming: Sequence[Cue], now: int) -> None:
        """Hear what will happen if nobody presses a key."""
        self._ahead = [
            found
            for cue in upcoming
            if now < cue.due <= now + _AHEAD and (found := self._announced(cue)) is not None
        ]
        # Words do not run on into the last seconds of a step, nor into the next one.
        self._limits = sorted(
            cue.due for cue in upcoming if isinstance(cue, cues.Countdown | cues.StepStarted)
        )

    def result(self, scores: Iterable[Score], ms: int, now: int) -> None:
        """Say how it went.

        Args:
            scores: of the scored blocks.
            ms: how long the workout took.
            now: the present instant.
        """
        self._result = wording.result_words(scores, ms)
        versions = (self._result, self._result[:1])
        self._told.append(Announcement(now, self._position, _END, versions))

    def texts_to_render(self) -> list[str]:
        """The texts that may be needed soon, the next needed first."""
        first = max(0, self._position[0])
        steps = self._steps[: first + _STEPS_AHEAD]
        texts = list(self._result)
        for index in range(first, len(steps)):
            texts += texts_of(steps, index)
        return list(dict.fromkeys((*texts, wording.DONE)))

    def place(
        self, busy: Sequence[TimeRange], length: Callable[[str], int | None], now: int
    ) -> list[PlacedText]:
        """All that is said, from what is being said just now on.

        Args:
            busy: when beeps sound, in order of their beginnings.
            length: ms of the sound of a text; None while there is none.
            now: the present instant.
        """
        self._keep_begun(busy, length, now)
        taken = sorted((*busy, *self._spans(self._begun.values(), length)))
        about = set(self._said)
        self._placed = {}
        for one in sorted({*self._told, *self._ahead}, key=lambda one: one.at):
            if one in self._over or one.about in about:
                continue
            if one.at <= now and not one.since <= self._position <= one.about:
                continue
            begin, latest = max(one.at, now + _SOON), one.at + LATEST
            until = next((limit for limit in self._limits if limit > one.at), _EVER)
            said = fit_texts(one.versions, taken, length, begin, latest, until)
            if said:
                self._placed[one] = said
                about |= self._worth(one)
                taken = sorted((*taken, *self._spans([said], length)))
        all_said = (*self._begun.values(), *self._placed.values())
        return sorted(piece for said in all_said for piece in said)

    def _worth(self, one: Announcement) -> set[Progress]:
        """What need not be announced again after an announcement."""
        return {one.about} if one.about[0] < len(self._steps) and one.about[1] < 1 << 30 else set()

    def _announced(self, cue: Cue) -> Announcement | None:
        """The words that follow a cue in the present plan."""
        if isinstance(cue, cues.Undone) and not (
            0 <= cue.step < len(self._steps) and self._steps[cue.step].phase is not Phase.WORK
        ):
            return None
        return announcement_for(cue, self._steps)

    def _keep_begun(
        self, busy: Sequence[TimeRange], length: Callable[[str], int | None], now: int
    ) -> None:
        """Keep what is being said: what has begun, and of the rest what still meets no beep."""
        for one, said in self._placed.items():
            if said[0].due <= now:
                self._begun[one] = said
                self._over.add(one)
                self._said |= self._worth(one)
        kept = {}
        for one, said in self._begun.items():
            over = said[-1].due + (length(said[-1].text) or 0) <= now
            if not over and one.since <= self._position <= one.about:
                kept[one] = tuple(
                    piece
                    for piece in said
                    if piece.due <= now
                    or not overlaps(busy, piece.due, piece.due + (length(piece.text) or 0))
                )
        self._begun = kept

    def _spans(
        self, several: Iterable[tuple[PlacedText, ...]], length: Callable[[str], int | None]
    ) -> list[TimeRange]:
        return [
            TimeRange(piece.due, piece.due + (length(piece.text) or 0))
            for said in several
            for piece in said
        ]

    def _forget(self) -> None:
        """Say nothing of all that was to be said."""
        self._told, self._ahead = [], []
        self._begun, self._placed = {}, {}
