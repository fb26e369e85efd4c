"""What several kinds of block refuse or warn of: keys and exercises that contradict each other.

Some of these hold for every block and are called by the block parser, the others by ``check`` of
the kinds that they concern.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from legtimer.core.block import Block
from legtimer.core.diagnostics import Diagnostics, KeyPath
from legtimer.core.exercise import Exercise, Grows, Load, OpenLoad, Rest, Span, Unit
from legtimer.core.scoring import plural


def check_rising(block: Block, path: KeyPath, report: Diagnostics) -> None:
    """Report reps that rise without an end where the rounds have one."""
    for at, exercise in each_exercise(block, path):
        if exercise.rises and not block.endless:
            first = exercise.amounts[0]
            report.error(
                at,
                f"{first.text} has no end, which only an AMRAP and a timed block can have: write a "
                f"ladder such as {first.low}..{first.low + 9 * first.step}+{first.step}, or use "
                'kind = "death-by"',
            )


def check_growth(block: Block, path: KeyPath, report: Diagnostics) -> None:
    """Report growth where sets do not stand by themselves, and sets that have no room to grow."""
    span: Span | None = getattr(block, block.rounds_key) if block.rounds_key else None
    for i, exercise in enumerate(block.exercise_list()):
        for one in exercise.options or (exercise,):
            if one.growth is None and not one.ramp:
                continue
            at: KeyPath = (*path, "exercises", i)
            if not block.rounds_key:
                what = "growth" if one.growth is not None else "a ramp"
                report.error(at, f"{what} needs straight sets, a superset or a circuit around it")
                continue
            steps = one.growth.steps if one.growth is not None else ()
            grows = any(step.grows is Grows.SETS for step in steps)
            if grows and (span is None or not span.ranged):
                sets = block.rounds_key
                report.error(
                    at, f'{sets} grow within a range, and the block has none: write {sets} = "2-4"'
                )


def check_open_scores(
    block: Block, path: KeyPath, report: Diagnostics, around: Block | None = None
) -> None:
    """Report a load or a distance that is open where nobody could tell it.

    Args:
        block: whose exercises are looked at.
        path: where it stands.
        report: told of every mistake.
        around: the scored block of which it is a part.
    """
    scored = around or block
    for at, exercise in each_exercise(block, path):
        load = any(isinstance(load, OpenLoad) and load.is_score for load in exercise.loads)
        distance = any(amount.unit is Unit.LENGTH for amount in exercise.amounts)
        for what, asked, form in (("load", load, "60 kg"), ("distance", distance, "10 m")):
            if asked and what not in scored.open_scores:
                report.error(
                    at,
                    f'in kind = "{scored.kind}" nobody tells a {what}, so it cannot be the score: '
                    f'write a {what} such as {form}, or do it in a block of kind = "sets"',
                )
        choice = next((one for one in exercise.loads if isinstance(one, OpenLoad)), None)
        if choice is not None and not choice.is_score and scored.scoring is not None:
            one_load = Load(choice.unit, choice.low, choice.pieces).text
            report.warning(
                at,
                f'in kind = "{scored.kind}" nobody tells which of these loads it was: write one '
                f"such as {one_load}, or one for each level such as 24/16 kg",
            )


def each_exercise(block: Block, path: KeyPath) -> Iterator[tuple[KeyPath, Exercise]]:
    """The exercises of a block and the easier alternatives to them, with their places.

    Args:
        block: whose exercises are wanted.
        path: where it stands.
    """
    for i, exercise in enumerate(block.exercise_list()):
        at: KeyPath = (*path, "exercises", i)
        for one in exercise.options or (exercise,):
            yield at, one
            if isinstance(one.easier, Exercise):
                yield (*at, "easier"), one.easier


def check_lists(
    block: Block,
    path: KeyPath,
    report: Diagnostics,
    typed: Mapping[str, object],
    rounds_key: str,
    *,
    repeats: bool = False,
) -> None:
    """Report lists per round that disagree with each other or with the number of rounds.

    Args:
        block: whose exercises are looked at.
        path: where it stands.
        report: told of every mistake.
        typed: the table as typed.
        rounds_key: the key that gives the number of rounds, or empty.
        repeats: whether the last figure of a list repeats, so that lists may be shorter.
    """
    agree = True
    for at, exercise in each_exercise(block, path):
        amounts, loads = len(exercise.amounts), len(exercise.loads)
        if amounts > 1 and loads > 1 and amounts != loads:
            report.error(at, f"{amounts} figures but {loads} loads; give one load for each figure")
            agree = False
    if repeats or not agree:
        return
    # The first list counts: the others are measured by it.
    listed = next((e.listed for e in block.exercise_list() if e.listed > 1), 1)
    for at, exercise in each_exercise(block, path):
        if exercise.listed not in (1, listed):
            report.error(
                at,
                f"a list of {exercise.listed} figures where "
                + (f"another has {listed}" if listed > 1 else "the exercise itself has none")
                + "; all lists of a block have the same length",
            )
            agree = False
    if not agree or listed == 1 or rounds_key not in typed:
        return
    if getattr(block, rounds_key) != Span(listed, listed):
        report.error(
            (*path, rounds_key),
            f"{rounds_key} = {typed[rounds_key]} contradicts the list of {listed} figures, which "
            f"gives the {rounds_key} already: leave {rounds_key} out",
        )


def check_rests(block: Block, path: KeyPath, report: Diagnostics) -> None:
    """Report a list of rests that is longer than there are rounds to rest after."""
    rests: tuple[Rest, ...] = getattr(block, "rest", None) or ()
    span: Span | None = getattr(block, "sets" if block.word == "set" else "rounds")
    rounds = max(span.high if span else 1, *(e.listed for e in block.exercise_list()))
    if len(rests) > rounds:
        report.error(
            (*path, "rest"),
            f"{len(rests)} rests for {plural(rounds, block.word)}; "
            "give one for each, or one for all",
        )


def check_plain(
    block: Block,
    path: KeyPath,
    report: Diagnostics,
    what: str,
    *,
    ranges: bool = False,
    rests: bool = False,
) -> None:
    """Report keys of exercises that mean nothing where presses only count.

    Args:
        block: whose exercises are looked at.
        path: where it stands.
        report: told of every mistake.
        what: the block in words, such as ``an AMRAP``.
        ranges: whether an amount may be a range, as where reps are no score.
        rests: whether an exercise can have a rest of its own.
    """
    for at, exercise in each_exercise(block, path):
        if exercise.cadence:
            report.error(at, f"a cadence cannot be kept in {what}: the athlete sets the pace")
        if exercise.rest is not None and not rests:
            report.error(
                at, f'in {what} a rest is a line of its own behind the exercise: "1:00 Rest"'
            )
        if exercise.name.casefold() == "rest" and not exercise.is_rest:
            typed = exercise.amounts[0]
            report.error(at, f'a rest needs a time: write "{typed.low or 30}s Rest"')
        elif exercise.is_rest and exercise.sides:
            report.error(at, f'a rest has no sides: write "{exercise.amounts[0].text} Rest"')
        if not ranges and any(amount.ranged for amount in exercise.amounts):
            text = next(amount.text for amount in exercise.amounts if amount.ranged)
            span = text.removesuffix(" max")
            report.error(
                at, f"a score needs one figure: in {what} write one of {span}, not the range"
            )

    exercises = block.exercise_list()
    if exercises and all(exercise.is_rest for exercise in exercises):
        report.error((*path, "exercises"), f"there is nothing but rest in {what}")


def check_last_rest(
    block: Block, path: KeyPath, report: Diagnostics, rest: tuple[Rest, ...] | None
) -> None:
    """Warn of a rest that never comes, where the block's own one comes after the last exercise.

    Args:
        block: whose exercises are looked at.
        path: where it stands.
        report: told of every mistake.
        rest: the rest that the block gives itself.
    """
    last = len(block.exercise_list()) - 1
    if rest is None or any(one.none for one in rest) or block.exercise_list()[last].rest is None:
        return
    report.warning(
        (*path, "exercises", last),
        "the rest of the block comes after its last exercise, whose own rest is not kept: "
        "leave out one of the two",
    )


def check_turns(
    block: Block, path: KeyPath, report: Diagnostics, order: str, rounds: Span | None
) -> None:
    """Report exercises whose turn never comes, where they take turns round by round.

    Args:
        block: whose exercises are looked at.
        path: where it stands.
        report: told of every mistake.
        order: the block's order; nothing is done unless it is ``alternate``.
        rounds: how many rounds there are; nothing is done where lists give them.
    """
    count = len(block.exercise_list())
    if order == "alternate" and rounds is not None and rounds.high < count:
        report.error(
            (*path, "rounds"),
            f"{plural(rounds.high, 'round')} for {count} exercises in turn: the last ones are "
            f"never done; for each once write rounds = {count}, for all in each round "
            'order = "all"',
        )
