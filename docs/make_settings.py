"""Write the generated parts of ``settings.md`` from the declarations of the settings.

    python docs/make_settings.py

The parts stand between ``<!-- made: NAME -->`` and ``<!-- end -->``; the rest is written by hand.
"""

from __future__ import annotations

import re
from pathlib import Path

from legtimer.cli.commands.config import as_toml
from legtimer.core.fields import KeySpec, keys_of
from legtimer.files.settings.listing import toml_value
from legtimer.files.settings.sections import Settings
from legtimer.files.settings.value_types import NamedValues, Section
from legtimer.tui.keymap import bindings
from legtimer.tui.theme import themes

DOCUMENT = Path(__file__).with_name("settings.md")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _typed(item: KeySpec) -> str:
    if item.key == "theme":
        ours = [theme.name for theme in themes()]
        return " or ".join(f'`"{name}"`' for name in ours) + ", or one of Textual's"
    expected = _cell(item.type.expected)
    return re.sub(r'(\[[^\]]*"[^\]]*\]|\{[^}]*\}|"[^"]*"|\w+\.\w+ = "\w")', r"`\1`", expected)


def _default(item: KeySpec) -> str:
    if isinstance(item.type, NamedValues):
        return ""
    return (
        f"`{as_toml(toml_value(item.type, item.default))}`" if item.default not in ("", ()) else ""
    )


def keys() -> str:
    """Every key, table by table."""
    parts = []
    for section in keys_of(Settings):
        inner = keys_of(section.type.cls) if isinstance(section.type, Section) else (section,)
        rows = [
            f"| `{i.key if i is not section else '...'}` | {_cell(i.help)} "
            f"| {_typed(i)} | {_default(i)} |"
            for i in inner
        ]
        head = ["| key | what it is for | typed as | without it |", "|---|---|---|---|"]
        parts.append("\n".join([f"### `[{section.key}]`", "", *head, *rows]))
    return "\n\n".join(parts)


def binding_names() -> str:
    """What keys can be given to, with our own keys."""
    rows = [
        f"| `{name}` | {' '.join(f'`{key}`' for key in ours)} |"
        for name, ours in sorted(bindings().items())
    ]
    return "\n".join(["| name | our keys |", "|---|---|", *rows])


PARTS = {"keys": keys, "bindings": binding_names}


def current(text: str) -> str:
    """The document with its generated parts as they should be now."""
    for name, make in PARTS.items():
        place = rf"(?<=<!-- made: {name} -->\n).*?(?=<!-- end -->)"
        made = f"\n{make()}\n\n".replace("\\", "\\\\")
        text, count = re.subn(place, made, text, count=1, flags=re.DOTALL)
        if count != 1:
            raise SystemExit(f"{DOCUMENT.name} has no place for: {name}")
    return text


if __name__ == "__main__":
    DOCUMENT.write_text(current(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
