"""Text from outside made safe for a terminal.

What a person typed is data: an escape sequence or a direction mark in it must not reach the
terminal.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import re

QUOTED_LENGTH: Final = 60
"""Characters of a file's text that a message repeats, unless it asks for another limit."""

# Controls, soft hyphen, direction marks and isolates, zero-width characters, line and paragraph
# separators, surrogates, private use, interlinear marks, tags and the two non-characters.
_UNSAFE: Final = (
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
# The joiner that makes one picture of several emoji is the one zero-width character that shows.
_PICTURE: Final = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_JOINER: Final = f"(?<=[{_PICTURE}])\u200d(?=[{_PICTURE}])"


def printable(text: str, limit: int | None = QUOTED_LENGTH) -> str:
    r"""Return text from a file so that a terminal shows it and obeys nothing in it.

    Controls, direction marks, invisible characters, lone surrogates and private-use characters
    become `\u{...}`; letters, symbols and emoji stay.

    Args:
        text: Anything at all.
        limit: Length in characters above which the text is cut and ends in an ellipsis, 1 or more;
            None for no limit.
    """
    if limit is None:
        return text if text.isprintable() else _spelled(text)
    shown = text[: limit + 1]
    if not shown.isprintable():
        shown = _spelled(shown)
    if len(shown) <= limit:
        return shown
    cut = limit - 1
    # A spelled-out character is shown whole or not at all.
    spelled = shown.rfind("\\u{", 0, cut)
    if spelled >= 0 and shown.find("}", spelled) >= cut:
        cut = spelled
    return shown[:cut] + "…"


def _spelled(text: str) -> str:
    return _unsafe().sub(lambda found: found[1] or f"\\u{{{ord(found[0]):x}}}", text)


@cache
def _unsafe() -> re.Pattern[str]:
    """Compile the pattern at the first need: most runs have none."""
    import re

    return re.compile(f"({_JOINER})|{_UNSAFE}")
