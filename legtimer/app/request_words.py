"""The words of remote control: from what was typed to a request."""

from __future__ import annotations

import re
from typing import Final

from legtimer.core.session.command_text import COMMANDS, InvalidCommand, parse_command
from legtimer.files.closest_word import did_you_mean
from legtimer.files.printable import printable
from legtimer.remote.messages import GetStatus, InvalidRequest, Request, SetMute, SetVolume

_OTHERS: Final[dict[str, Request]] = {
    "status": GetStatus(),
    "mute": SetMute(True),
    "unmute": SetMute(False),
    "louder": SetVolume(10, relative=True),
    "quieter": SetVolume(-10, relative=True),
}
_WITH_FIGURES: Final = ("+10", "-10", "reps 12", "load 20 kg", "distance 2.45 m", "volume 60")
_STARTS: Final = "start"


def request_words() -> tuple[str, ...]:
    """All words, the most needed first."""
    commands = (word for word in COMMANDS if word != _STARTS)
    return ("done", *commands, *_WITH_FIGURES, *_OTHERS)


def parse_request(text: str) -> Request:
    """The request that is spelled: ``done``, ``reps 12``, ``volume 60``, ``status``.

    Raises:
        InvalidRequest: if there is none.
    """
    said = " ".join(text.split())
    word, _, rest = said.lower().partition(" ")
    if word in _OTHERS and not rest:
        return _OTHERS[word]
    if word == "volume" and (found := re.fullmatch(r"([+-]?)(\d{1,3})%?", rest)):
        sign, percent = found[1], int(found[2])
        if percent <= 100:
            return SetVolume(-percent if sign == "-" else percent, relative=bool(sign))
    if word == "volume":
        raise InvalidRequest("a volume is 0 to 100, or a change such as +10: volume 60")
    try:
        return parse_command(said)
    except InvalidCommand as problem:
        raise InvalidRequest(_meant(word, rest) or str(problem)) from None


def _meant(word: str, rest: str) -> str:
    """What was probably meant by a word that is not known; empty if nothing comes near."""
    if word == "reps":
        return "reps needs a number: reps 12"
    if word == "load" and not rest:
        return "load needs a load: load 20 kg"
    single = [known.partition(" ")[0] for known in request_words()]
    if word in single or word.isdecimal():
        return ""
    hint = did_you_mean(word, single, f"known are {', '.join(request_words())}")
    return f"{printable(word)!r} is not known; {hint}"
