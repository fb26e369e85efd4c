"""The settings that name what only the screens know: themes and keys.

It imports the screens, so it is not for commands that need none.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Final

from legtimer.app.settings import EffectiveSettings, ScreenNames
from legtimer.files.collector import Collector
from legtimer.files.settings.sections import ScreenSettings, Settings

if TYPE_CHECKING:
    from textual.binding import Binding

_MODIFIERS: Final = frozenset({"ctrl", "shift", "alt", "super", "hyper", "meta"})
_FOLDER: Final = Path(__file__).parent
_EVERYWHERE: Final = "app"
"""What the names of keys begin with that count on all screens."""


def check_names(found: EffectiveSettings, thorough: bool = True) -> Settings:
    """The settings without names that nothing has, which are reported.

    Args:
        found: the settings that count; its reading gets the mistakes.
        thorough: whether all screens are looked at; else those that are loaded already, and others
            only for names that these do not know.
    """
    settings, report = found.settings, found.reading.report
    if settings.screen.theme != ScreenSettings().theme and not _is_theme(
        settings.screen.theme, report
    ):
        settings = replace(settings, screen=replace(settings.screen, theme=ScreenSettings().theme))
        found.reading.given -= {("screen", "theme")}
    if settings.keys:
        settings = replace(settings, keys=tuple(_good_keys(settings.keys, report, thorough)))
    return settings


def theme_names() -> list[str]:
    """The themes that there are, ours first."""
    from textual.theme import BUILTIN_THEMES

    from legtimer.tui.theme import themes

    return [*(theme.name for theme in themes()), *sorted(BUILTIN_THEMES)]


def _is_theme(name: str, report: Collector) -> bool:
    known = theme_names()
    if name in known:
        return True
    report.invalid_choice(("screen", "theme"), name, known, "a theme")
    return False


def bindings(wanted: Collection[str] | None = None) -> Mapping[str, tuple[str, ...]]:
    """Our keys on all screens, by what they do.

    Args:
        wanted: look at no more screens than are needed to find these, the loaded ones first; None
            for all.
    """
    found: dict[str, list[str]] = {}
    # To walk the packages would import them.
    files = sorted(_FOLDER.rglob("*.py"))
    parts = (file.relative_to(_FOLDER).with_suffix("").parts for file in files)
    modules = [".".join(("legtimer", "tui", *names)) for names in parts if "__init__" not in names]
    loaded = frozenset(sys.modules)
    for name in sorted(modules, key=lambda name: name not in loaded):
        if wanted is not None and name not in loaded and found.keys() >= set(wanted):
            break
        for binding in declared_in(importlib.import_module(name)):
            keys = found.setdefault(binding.id or "", [])
            keys.extend([binding.key] if binding.key not in keys else [])
    return {what: tuple(keys) for what, keys in found.items()}


def declared_in(module: ModuleType) -> Iterator[Binding]:
    """The keys that the classes of a module declare and that have a name, each by itself."""
    from textual.binding import BindingsMap
    from textual.dom import DOMNode

    for thing in vars(module).values():
        if isinstance(thing, type) and issubclass(thing, DOMNode):
            if thing.__module__ != module.__name__:
                continue
            for _, binding in BindingsMap(vars(thing).get("BINDINGS", ())):
                if binding.id:
                    yield binding


def is_key(name: str) -> bool:
    """Whether a keyboard has a key of this name, as Textual calls it."""
    from textual.keys import KEY_NAME_REPLACEMENTS, Keys, key_to_character

    if len(name) == 1:
        return name.isprintable()
    *modifiers, last = name.split("+")
    if not _MODIFIERS.issuperset(modifiers):
        return False
    return (len(last) == 1 and last.isprintable()) or (
        last in {*(key.value for key in Keys), *KEY_NAME_REPLACEMENTS.values()}
        or key_to_character(last) is not None
    )


def _normal(key: str) -> str:
    """A key as Textual calls it: ``?`` is ``question_mark``."""
    from textual.binding import BindingsMap

    (binding,) = BindingsMap([(key, "none", "")])
    return binding[0]


def _good_keys(
    typed: tuple[tuple[str, tuple[str, ...]], ...], report: Collector, thorough: bool
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The keys that can be used; the rest is reported."""
    from textual.keys import Keys

    ours = bindings(None if thorough else [name for name, _ in typed])
    taken: dict[tuple[str, str], str] = {}
    chosen = {name for name, _ in typed}
    for name, keys in typed:
        path = ("keys", *name.split("."))
        if name not in ours:
            report.unknown_key(path, name, ours, "[keys]")
            continue
        good = True
        for key in keys:
            if not is_key(key):
                known = [*(key.value for key in Keys), "space", "question_mark", "plus", "minus"]
                report.invalid_choice(path, key, known, "a key of the keyboard")
                good = False
                continue
            other = _other(taken, name, _normal(key))
            if other and other != name:
                report.error(path, f"{key} is the key of {other} already")
                good = False
            taken[_where(name), _normal(key)] = name
        if good:
            yield name, keys
    for name, keys in ours.items():
        users = {_other(taken, name, key) for key in keys}
        if name not in chosen and "" not in users:
            by = ", ".join(sorted(users))
            report.warning(
                ("keys", *sorted(users)[0].split(".")), f"{name} has no key left: {by} takes it"
            )


def _where(name: str) -> str:
    return name.partition(".")[0]


def _other(taken: Mapping[tuple[str, str], str], name: str, key: str) -> str:
    """Which of the chosen names has a key on the same screen; empty for none."""
    if _where(name) == _EVERYWHERE:
        return next((other for (_, used), other in taken.items() if used == key), "")
    return taken.get((_where(name), key)) or taken.get((_EVERYWHERE, key)) or ""


def binding_helps() -> dict[str, str]:
    """What the keys do, by their names."""
    helps: dict[str, str] = {}
    for name, module in [*sys.modules.items()]:
        if name.startswith("legtimer.tui."):
            for binding in declared_in(module):
                helps.setdefault(binding.id or "", binding.tooltip or binding.description)
    return helps


SCREEN_NAMES: Final = ScreenNames(check_names, theme_names, bindings, binding_helps)
