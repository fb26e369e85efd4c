"""File names made of what people call things."""

from __future__ import annotations

import re
import sys
import unicodedata
from typing import Final

_RESERVED: Final = re.compile(r"con|prn|aux|nul|(com|lpt)\d")
"""Windows keeps these names for devices, whatever stands behind a point."""


def slug(text: str, most: int = 120) -> str:
    """Small letters and digits of any script, with hyphens for all else: a name for every system.

    Args:
        text: what somebody calls it.
        most: bytes that the name has at most; file systems allow 255, encrypted ones 143.

    Returns:
        Empty if there is neither letter nor digit in the text.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
    # A letter that this computer's file names cannot hold is left out.
    coding = sys.getfilesystemencoding()
    folded = folded.encode(coding, "ignore").decode(coding)
    kept = ""
    for letter in folded:
        category = unicodedata.category(letter)
        # Vowel signs and accents stand behind a letter; the rest of the marks belong to emoji.
        is_mark = category[0] == "M" and not kept.endswith("-") and kept != ""
        kept += letter if category[0] in "LN" or is_mark else "-"
    words = "-".join(filter(None, kept.split("-")))
    words = words.encode()[:most].decode(errors="ignore").rstrip("-")
    return f"{words}-" if _RESERVED.fullmatch(words) else words
