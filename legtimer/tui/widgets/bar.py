"""The bar of the whole workout: one run of cells per block, as long as the block takes."""

from __future__ import annotations

from collections.abc import Sequence

from legtimer.core.session.view import BlockProgress
from legtimer.tui.widgets.text import Text

DONE, HERE, AHEAD = "█", "▓", "░"


def bar_cells(blocks: Sequence[BlockProgress], width: int) -> str:
    """Draw the bar.

    Args:
        blocks: the workout's blocks with their lengths and progress.
        width: in cells.

    Returns:
        Exactly ``width`` characters: blocks in proportion to their length, at least a cell each,
        a blank between two of them. What is over is solid, the cell under way is half lit. If
        there are more blocks than the width can tell apart, they are drawn as one.
    """
    if width < 1 or not blocks:
        return " " * max(0, width)
    if 2 * len(blocks) - 1 > width:
        total = sum(b.weight for b in blocks) or 1
        done = sum(b.weight * b.done for b in blocks) / total
        blocks = [BlockProgress("", "main", 1, done)]
    cells = width - (len(blocks) - 1) - len(blocks)
    total = sum(b.weight for b in blocks) or 1
    reach, before, runs = 0, 0, []
    for block in blocks:
        reach += block.weight
        after = cells * reach // total
        size = 1 + after - before
        before = after
        lit = min(size, int(block.done * size + 1e-9))
        here = 0 < block.done < 1 and lit < size
        runs.append(DONE * lit + HERE * here + AHEAD * (size - lit - here))
    return " ".join(runs).ljust(width)


class BlockBar(Text):
    """The bar; it is painted again only when a cell flips."""

    DEFAULT_CSS = "BlockBar { height: 1; width: 1fr; }"

    _blocks: Sequence[BlockProgress] = ()

    def say_blocks(self, blocks: Sequence[BlockProgress]) -> None:
        """Show this progress from now on."""
        if blocks is not self._blocks:
            self._blocks = blocks
            self.say(bar_cells(blocks, self.size.width))

    def on_resize(self) -> None:
        """Share the new width among the blocks."""
        self.say(bar_cells(self._blocks, self.size.width))

    def arrange_rows(self, width: int, height: int) -> list[str]:
        """The same cells in every row."""
        return [bar_cells(self._blocks, width)] * height
