"""The keys of a session: one list, from which the footer, the help and the checks are made."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from textual.binding import ActiveBinding, Binding

from legtimer.core.session import commands as c
from legtimer.core.session.transitions import TABLE, Action
from legtimer.core.session.view import View
from legtimer.tui.text.prompt import main_key
from legtimer.tui.widgets.keys import FooterKey, key_name

TEN_SECONDS = 10_000

COMMANDS: Final[Mapping[str, c.Command]] = {
    "back": c.Back(),
    "restart": c.Restart(),
    "skip": c.Skip(),
    "longer": c.Adjust(TEN_SECONDS),
    "shorter": c.Adjust(-TEN_SECONDS),
    "easier": c.SwapEasier(),
    "more": c.MoreRounds(),
    "fewer": c.FewerRounds(),
    "round": c.CountRound(),
    "counting": c.ChangeCounting(),
    "missed": c.MarkMissed(),
    "undo": c.Undo(),
}
"""The commands that a key gives as they are, by the word in its action."""


_NAMED = {"volume(10)": "louder", "volume(-10)": "quieter", "app.exercise": "exercise"}
"""What actions are called in the settings where their own names are no words."""


def _key(key: str, action: str, word: str, tooltip: str, *, show: bool = True) -> Binding:
    name = _NAMED.get(action) or action.removeprefix("tell('").removesuffix("')")
    return Binding(key, action, word, show=show, tooltip=tooltip, id=f"session.{name}")


_hidden: Final = partial(_key, show=False)
"""A key that the footer leaves out."""


BINDINGS: Final[list[Binding]] = [
    _key(
        "space,enter,right,pagedown",
        "press",
        "main key",
        "Main key: next / done / pause; a click anywhere is the same",
    ),
    _key("p", "pause", "pause", "Pause or resume"),
    _key("question_mark,h,f1", "help", "help", "All keys that do something now"),
    _key(
        "b,left,pageup",
        "tell('back')",
        "back",
        "To the start of this step; to the one before within its first 2 seconds",
    ),
    _key("n,s", "tell('skip')", "skip", "Leave this step; in scored work, the block"),
    _key("u", "tell('undo')", "undo", "Undo the last press"),
    _key("R", "tell('round')", "whole round", "Count the whole round under way"),
    _key("x", "tell('missed')", "missed", "Mark this interval missed on/off"),
    _key("q", "end", "end", "End, and keep what was done (asks first)"),
    _key(
        "w",
        "tell('counting')",
        "count rounds",
        "A press counts whole rounds from now on; again exercise by exercise",
    ),
    _key(
        "plus,equals_sign",
        "tell('longer')",
        "10 s more",
        "Ten seconds more; in the rest after a range, a rep more",
    ),
    _hidden(
        "minus",
        "tell('shorter')",
        "10 s less",
        "Ten seconds less, below zero ends the step; in the rest after a range, a rep less",
    ),
    _hidden("tab", "next_set", "other set", "Tell the reps of another set"),
    _key("l", "load", "load", "The load of the set under way, or else of the one just done"),
    _key("a", "tell('easier')", "easier", "Easier exercise on/off"),
    _hidden("i", "app.exercise", "exercise", "How the exercise is done"),
    _hidden("right_square_bracket", "tell('more')", "round more", "A round or set more"),
    _hidden("left_square_bracket", "tell('fewer')", "round less", "A round or set less"),
    _hidden("r", "tell('restart')", "restart", "To the start of this step"),
    _hidden(
        "backspace",
        "rub_out",
        "rub out",
        "Delete a typed digit; with none typed, undo the last press",
    ),
    _hidden("escape", "drop", "drop", "Drop the typed digits"),
    _hidden("m", "mute", "mute", "Sound off or on"),
    _hidden("e", "edit", "edit", "Edit the workout's file; the session pauses until you are back"),
    _hidden("up", "volume(10)", "louder", "Louder"),
    _hidden("down", "volume(-10)", "quieter", "Quieter"),
]
"""All keys, in the order in which the footer shows them and drops them from its end."""


def allowed(view: View, action: str, parameter: object = None) -> bool:
    """Whether an action would do anything now.

    Args:
        view: the session.
        action: the action's name.
        parameter: its parameter, for ``tell``.
    """
    if action == "tell":
        if parameter == "round" and main_key(view) == "ROUND":
            return False  # the main key is the same
        command = COMMANDS.get(str(parameter))
        return command is not None and type(command) in view.allowed
    if action == "press":
        return c.Press in view.allowed
    if action == "pause":
        return c.Pause in view.allowed or c.Resume in view.allowed
    if action == "load":
        return c.CorrectLoad in view.allowed and view.load_target is not None
    if action in ("end", "edit"):
        return c.End in view.allowed
    if action == "next_set":
        return len(view.correctables) > 1
    if action == "drop":
        return c.CorrectReps in view.allowed
    if action == "rub_out":
        return c.Undo in view.allowed or c.CorrectReps in view.allowed
    return True


def press_ends_work(view: View) -> bool:
    """Whether the main key ends the work under way, or a part of it."""
    action = TABLE[view.state].get(c.Press) if c.Press in view.allowed else None
    return action in (Action.DONE, Action.COUNT, Action.MADE)


def keys_of_screen(active: Mapping[str, ActiveBinding], screen: str) -> dict[str, list[Binding]]:
    """The keys of a screen that say what they do, by their names in the settings.

    Args:
        active: the bindings in force, with the user's own keys.
        screen: the beginning of those names.
    """
    found: dict[str, list[Binding]] = {}
    for item in active.values():
        name = item.binding.id or ""
        if name.startswith(f"{screen}.") and item.binding.tooltip:
            found.setdefault(name, []).append(item.binding)
    return found


_ADJUSTING: Final = {"session.longer": "rep more", "session.shorter": "rep less"}
_WHILE_TYPING: Final = {"press": "OK", "rub_out": "delete", "drop": "drop"}
"""What the keys do while digits are typed; no other one is offered then."""


def _word(binding: Binding, view: View, *, typing: bool, adjusts: bool) -> str:
    """What the footer calls a key now; empty if it leaves the key out."""
    if typing:
        return _WHILE_TYPING.get(binding.action, "")
    if adjusts and binding.id in _ADJUSTING:
        return _ADJUSTING[binding.id]
    if not binding.show:
        return ""
    if binding.action == "press":
        return main_key(view)
    if binding.action == "pause":
        # The main key says it already where it means the same.
        return "" if main_key(view) in ("PAUSE", "RESUME") else binding.description
    if binding.id == "session.skip" and TABLE[view.state_behind_pause].get(c.Skip) is Action.LEAVE:
        return "end block"
    if binding.id == "session.counting" and view.by_round:
        return "count exercises"
    return binding.description


def session_footer(
    active: Mapping[str, ActiveBinding], view: View, *, typing: bool = False, adjusts: bool = False
) -> list[FooterKey]:
    """The keys that make sense now, with the most needed first.

    Args:
        active: the bindings in force, with the user's own keys.
        view: the session.
        typing: whether digits are being typed.
        adjusts: whether + and - tell reps now.
    """
    parts = []
    found = keys_of_screen(active, "session")
    # A key of the user's own comes last in what is active.
    for binding in (found[key.id or ""][0] for key in BINDINGS if key.id in found):
        word = _word(binding, view, typing=typing, adjusts=adjusts)
        if word:
            parts.append(FooterKey(key_name(binding.key), word, binding.action))
    # What tells reps is asked for just then.
    return sorted(parts, key=lambda part: part.word not in _ADJUSTING.values())


def session_help(active: Mapping[str, ActiveBinding], view: View) -> list[tuple[str, str]]:
    """All keys that do something now, with what they do."""
    digits = c.CorrectReps in view.allowed
    rows = []
    for bindings in keys_of_screen(active, "session").values():
        binding = bindings[0]
        text = binding.tooltip
        if binding.action == "rub_out" and not digits:
            text = "Undo the last press"
        rows.append((" ".join(key_name(b.key) for b in bindings), text))
    return [*rows, ("0-9 enter", "Correct the reps just done")] if digits else rows
