"""All players by their names; none is loaded before it is chosen.

To add a player, write its module, or its package, and add its line to ``_MODULES``. It has a
function ``NAME_player``, which makes the player of a request. If the player may be missing on a
computer, it has a function ``NAME_refusal`` too, which says why in a sentence. The settings, the
options of the command line and the doctor read the names here, so this module must stay quick to
import.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from legtimer.audio.player import PlaybackRequest, Player

_MODULES: Final = {
    "auto": "fallback",
    "pulseaudio": "pulse",
    "miniaudio": "callback",
    "simpleaudio": "simple",
    "silent": "player",
}
PLAYER_NAMES: Final = tuple(_MODULES)
"""The names that ``choose_player`` knows, the default first."""


def choose_player(name: str) -> Callable[[PlaybackRequest], Player]:
    """What makes the player of a request.

    A player that can't be had on this computer is made all the same, stays silent, and gives the
    reason as its ``error``; see ``refusal`` for knowing beforehand.

    Args:
        name: one of ``PLAYER_NAMES``.

    Raises:
        ValueError: for any other name.
    """
    make: Callable[[PlaybackRequest], Player] = getattr(_module(name), f"{name}_player")
    return make


def refusal(name: str) -> str | None:
    """Why a player can't be used on this computer, as a sentence; None if it seems to be there.

    No device is asked, so that one may still be missing.

    Args:
        name: one of ``PLAYER_NAMES``.

    Raises:
        ValueError: for any other name.
    """
    reason: Callable[[], str | None] | None = getattr(_module(name), f"{name}_refusal", None)
    return None if reason is None else reason()


def _module(name: str) -> Any:
    if name not in _MODULES:
        raise ValueError(f"{name!r} is no player; there are {', '.join(PLAYER_NAMES)}")
    return import_module(f"legtimer.audio.{_MODULES[name]}")
