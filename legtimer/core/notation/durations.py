"""Durations, rests, tempos, counts: ``1:30``, ``45-60s``, ``ready``, ``3-1-1``, ``2-4``."""

from __future__ import annotations

import re

from legtimer.core.exercise import NO_REST, UNTIL_READY, Rest

LONGEST = 24 * 60 * 60 * 1000
"""The longest duration that may be written, in ms."""

TIME_UNITS = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1000),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), 60_000),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 3_600_000),
}
"""The words for units of time, with their length in ms."""

# Patterns stay text: `re` compiles each at its first use, and most files need only a few.
_COLONS = r"(?:(\d{1,4}):)?(\d{1,4}):(\d{2})"
_FIGURE = r"(\d{1,9}(?:\.\d{1,3})?)\s*([A-Za-z]*)"
_EXPECTED = 'expected a duration such as "1:30", "45s" or "10 min"'
EXPECTED_REST = 'a rest such as "1:00", "45-60s", "ready" or "none"'
"""What a rest may be, in words."""


class NotUnderstood(ValueError):
    """A text that does not say one clear thing.

    Attributes:
        message: what is wrong and what was expected, for the person who typed it.
        offset: index of the character within the text, from 0.
    """

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset

    def shifted(self, by: int) -> NotUnderstood:
        """The same refusal, for a text that begins ``by`` characters into another one."""
        return NotUnderstood(self.message, self.offset + by)


def clock(ms: int) -> str:
    """A duration as a clock shows it, ``0:45`` or ``1:02:03``; parts of a second are dropped."""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def duration(text: str) -> int:
    """Read a duration: ``1:30``, ``1:02:03``, ``45s``, ``10 min``, ``1.5 min`` or seconds alone.

    Returns:
        Milliseconds, 0 to 24 hours.

    Raises:
        NotUnderstood: for anything else.
    """
    return _duration(text.strip(), None)


def _duration(text: str, unit: str | None) -> int:
    """Read a duration; ``unit`` is the unit word that stands behind it, if it has none itself."""
    if match := re.fullmatch(_COLONS, text):
        ms = _clock_time(text, *match.groups())
    elif match := re.fullmatch(_FIGURE, text):
        figure, own = match[1], match[2].lower()
        factor = TIME_UNITS.get(own or unit or "s")
        if factor is None:
            if (own or unit) != "m":
                raise NotUnderstood(_EXPECTED)
            raise NotUnderstood(
                f"m alone means metres; for minutes write {figure} min", match.start(2)
            )
        if "." in figure and not (own or unit):
            minutes = figure.replace(".", ":")
            raise NotUnderstood(f"{figure} has no unit; write {figure}s, or {minutes} for a clock")
        ms = round(float(figure) * factor)
    elif match := re.fullmatch(r"(\d{1,2}):(\d)", text):
        minutes, digit = match.groups()
        also = f" or {minutes}:{digit}0" if digit < "6" else ""
        raise NotUnderstood(f"seconds take two digits: {minutes}:0{digit}{also}, not {text}")
    else:
        raise NotUnderstood(_EXPECTED)
    if ms > LONGEST:
        raise NotUnderstood(f"{text} is more than 24 hours")
    return ms


def _clock_time(text: str, hours: str | None, minutes: str, seconds: str) -> int:
    if int(seconds) > 59:
        whole = clock((int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)) * 1000)
        raise NotUnderstood(f"seconds go up to 59 in {text}; {whole} would be the same time")
    if hours is not None and int(minutes) > 59:
        raise NotUnderstood(f"minutes go up to 59 in {text}")
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000


def duration_range(text: str) -> tuple[int, int]:
    """Read a duration or a range of them: ``45-60s``, ``0:45-1:00``.

    Returns:
        The low and the high end in ms; equal where there is no range.

    Raises:
        NotUnderstood: for anything else, and for a range that runs backwards.
    """
    text = text.replace("\u2013", "-").strip()
    low_text, dash, high_text = text.partition("-")
    if not dash:
        ms = duration(text)
        return ms, ms
    start = len(low_text) + 1 + len(high_text) - len(high_text.lstrip())
    low_text, high_text = low_text.strip(), high_text.strip()
    high = re.fullmatch(_FIGURE, high_text)
    if low_text.isdecimal() and not high and ":" in high_text:
        raise NotUnderstood(
            f"the first figure of {text} has no unit; write for example 0:45-1:00 or 45-60s"
        )
    try:
        high_ms = _duration(high_text, None)
    except NotUnderstood as problem:
        raise problem.shifted(start) from None
    return ordered(_duration(low_text, high[2].lower() if high else None), high_ms, text)


def ordered(low: int, high: int, text: str) -> tuple[int, int]:
    """Both ends of the range ``text``.

    Raises:
        NotUnderstood: if the range runs backwards.
    """
    if low > high:
        raise NotUnderstood(f"the range {text} runs backwards; the smaller figure comes first")
    return low, high


def rest(text: str) -> Rest:
    """Read a rest: a duration, a range of two calls, ``ready`` or ``none``.

    Raises:
        NotUnderstood: for anything else.
    """
    word = text.strip().lower()
    if word == "ready":
        return UNTIL_READY
    if word == "none":
        return NO_REST
    try:
        return Rest(*duration_range(text))
    except NotUnderstood as problem:
        if problem.message == _EXPECTED:
            raise NotUnderstood(f"expected {EXPECTED_REST}", problem.offset) from None
        raise


def span(text: str) -> tuple[int, int]:
    """Read a count or a range of counts: ``3``, ``2-4``.

    Raises:
        NotUnderstood: for anything else, and for a range that runs backwards.
    """
    match = re.fullmatch(r"\s*(\d{1,9})(?:\s*[-\u2013]\s*(\d{1,9}))?\s*", text)
    if not match:
        raise NotUnderstood(f"cannot read {text} as a count")
    low = int(match[1])
    return ordered(low, int(match[2] or low), text.strip())


def tempo(text: str) -> tuple[int, ...]:
    """Read a tempo in seconds, ``3-1-1`` or ``3-1-1-0``: down, hold, up, hold; ``X`` is 1, fast.

    Returns:
        Three or four figures from 0 to 99, not all of them 0.

    Raises:
        NotUnderstood: for anything else.
    """
    typed = text.strip().upper()
    if re.fullmatch(r"[\dX]{3,4}", typed):
        raise NotUnderstood(f"write the tempo with dashes: {'-'.join(typed)}")
    parts = typed.split("-")
    if len(parts) not in (3, 4) or not all(re.fullmatch(r"\d{1,2}|X", part) for part in parts):
        raise NotUnderstood('expected a tempo in seconds such as "3-1-1" or "3-1-1-0"')
    seconds = tuple(1 if part == "X" else int(part) for part in parts)
    if sum(seconds) == 0:
        raise NotUnderstood("a tempo must last longer than 0 seconds")
    return seconds
