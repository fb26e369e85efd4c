"""Parts of scored work: blocks inside a For Time or an AMRAP, under its one clock.

Theory of operation. A part is expanded as it would be by itself, and its steps become the rounds of
the one tally that the presses count: work becomes an exercise of a round, and a rest of the part
stands among them, since rests inside a tally end by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable

from legtimer.core.block import Block
from legtimer.core.block_checks import check_open_scores, check_plain
from legtimer.core.diagnostics import Diagnostics, KeyPath
from legtimer.core.exercise import Exercise, Rest
from legtimer.core.fields import keys_of
from legtimer.core.step_builder import StepBuilder, tally_item, time_amount, without_last_rests
from legtimer.core.steps import Phase, Step, TallyItem, TallyPart
from legtimer.core.workout import MOST_STEPS, TooLong

Round = tuple[TallyItem, ...]


def check_parts(block: Block, path: KeyPath, report: Diagnostics, what: str) -> None:
    """Report what is neither exercises nor parts, and parts that one clock cannot have.

    Args:
        block: the block, whose parts are looked at.
        path: where it stands.
        report: told of every mistake.
        what: the block in words, such as ``an AMRAP``.
    """
    parts = block.inner_blocks()
    if bool(parts) == bool(block.exercise_list()):
        if parts:
            message = "write the exercises, or parts as [[block.block]]: not both"
            report.error((*path, "exercises"), message)
        else:
            message = f'{what} needs exercises = ["20 Squat"], or parts, each a [[block.block]]'
            report.missing(path, message, key="exercises")
        return
    if parts and parts[0].can_be_part and not parts[0].exercise_list():
        report.error((*path, "block", 0), f"{what} begins with work: leave this rest out")
    for number, part in enumerate(parts):
        _check_part(part, (*path, "block", number), report, what)
        check_open_scores(part, (*path, "block", number), report, block)


def _check_part(part: Block, path: KeyPath, report: Diagnostics, what: str) -> None:
    if not part.can_be_part:
        report.error(
            (*path, "kind"),
            f'the parts of {what} are circuits and rests: write kind = "circuit", or give it a '
            "[[block]] of its own",
        )
        return
    if part.exercise_list():
        check_plain(part, path, report, what, rests=True)
    rests = [((*path, item.key), getattr(part, item.name)) for item in keys_of(type(part))]
    rests += [((*path, "exercises", i), e.rest) for i, e in enumerate(part.exercise_list())]
    for at, value in rests:
        for one in (
            [value] if isinstance(value, Rest) else value if isinstance(value, tuple) else ()
        ):
            if isinstance(one, Rest) and (one.ready or one.low != one.high):
                report.error(
                    at, f'in {what} a rest ends by itself: give it one time, such as "1:00"'
                )
                break


def part_rounds(
    builder: StepBuilder, blocks: Iterable[Block]
) -> tuple[list[Round], list[TallyPart]]:
    """The rounds of all parts, one behind the other, and how many belong to which part.

    Raises:
        TooLong: if there are more exercises in them than a workout may have steps.
    """
    rounds: list[Round] = []
    parts: list[TallyPart] = []
    count = 0
    for number, block in enumerate(blocks):
        first, here = len(rounds), 0
        for step in block.expand(builder.part(number)):
            item = _item(step)
            if item is None or (item.is_rest and not rounds):
                continue
            count += 1
            if count > MOST_STEPS:
                raise TooLong(step.place.block)
            if not item.is_rest and step.place.round != here:
                here = step.place.round
                rounds.append(())
            rounds[-1] = (*rounds[-1], item)
        if len(rounds) > first:
            parts.append(TallyPart(_title(block, rounds[first:]), len(rounds) - first))
    return rounds, parts


def _title(block: Block, rounds: list[Round]) -> str:
    if block.name:
        return block.name
    items = without_last_rests(rounds[0])
    if len(rounds) > 1 or len(items) > 1:
        return f"{len(rounds)} rounds" if len(rounds) > 1 else block.label
    return f"{items[0].amount.text} {items[0].exercise.name}".strip()


def _item(step: Step) -> TallyItem | None:
    """The exercise that a step of a part is, or its rest; a second side belongs to the first."""
    if step.phase is Phase.REST and step.limit is not None:
        amount = time_amount(step.limit)
        return tally_item(Exercise(name="Rest", amounts=(amount,)), amount, None, "")
    if step.phase is not Phase.WORK or step.place.side == 2 or step.exercise is None:
        return None
    amount = step.amount or step.exercise.amounts[0]
    return tally_item(step.exercise, amount, step.load, step.place.source)
