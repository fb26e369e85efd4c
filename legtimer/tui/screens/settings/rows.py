"""What the settings' screen shows of each setting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from legtimer.app.settings import UNSAVED
from legtimer.core.fields import keys_of
from legtimer.files.printable import printable
from legtimer.files.settings.listing import SettingEntry, dotted_key
from legtimer.files.settings.sections import Settings
from legtimer.tui.screens.settings.values import shown, takes_effect, words_of
from legtimer.tui.widgets.fitting import cut, pad, wrap

_LONGEST: Final = 400
_SOURCE: Final = len("default")


class SettingRow(NamedTuple):
    """One row of the list."""

    label: str
    setting: SettingEntry | None = None
    """None for a heading, and for a row that opens something."""
    opens: str = ""
    """What it opens: ``keys``, or ``maximum`` for one more one-rep maximum."""
    help: str = ""

    @property
    def heading(self) -> bool:
        """Whether it cannot be chosen."""
        return self.setting is None and not self.opens

    @property
    def words(self) -> str:
        """All that can be looked for."""
        if self.setting is None:
            return f"{self.label} {self.help}"
        # Who looks for a key has its name.
        value = shown(self.setting.value) if self.setting.path[0] == "keys" else ""
        return f"{dotted_key(self.setting.path)} {self.label} {self.setting.help} {value}"


def all_rows(settings: Sequence[SettingEntry], changed_keys: int) -> Iterator[SettingRow]:
    """All settings under the headings of their tables.

    Args:
        settings: all but the keys.
        changed_keys: how many keys are the athlete's own.
    """
    for section in keys_of(Settings):
        yield SettingRow(section.key.upper(), help=section.help)
        yield from (SettingRow(_label(s), s) for s in settings if s.path[0] == section.key)
        if section.key == "keys":
            label = f"custom keys ({changed_keys} changed)" if changed_keys else "custom keys"
            yield SettingRow(label, opens="keys", help="Which key does what, on every screen.")
        elif section.key == "one-rep-max":
            yield SettingRow("add an exercise", opens="maximum", help=section.help)


def key_rows(settings: Sequence[SettingEntry]) -> Iterator[SettingRow]:
    """All keys, under the names of the screens on which they count."""
    where = ""
    for setting in settings:
        if setting.path[1] != where:
            where = setting.path[1]
            yield SettingRow(f"KEYS: {where.upper()}")
        label = setting.path[-1].replace("_", " ")
        yield SettingRow(label, setting)


def _label(setting: SettingEntry) -> str:
    if setting.path[0] == "one-rep-max":
        return printable(setting.path[-1], limit=80)
    if setting.path[:2] == ("audio", "sounds"):
        return f"sound {setting.path[-1].replace('-', ' ')}"
    return setting.path[-1].replace("-", " ")


def matching(rows: Sequence[SettingRow], words: Sequence[str]) -> list[SettingRow]:
    """The rows that have all of some words, each under its heading."""
    found: list[SettingRow] = []
    heading: SettingRow | None = None
    for row in rows:
        if row.heading:
            heading = row
            continue
        above = "" if heading is None else heading.words
        text = f"{above} {row.words}".casefold()
        if all(word in text for word in words):
            if heading is not None and heading not in found:
                found.append(heading)
            found.append(row)
    return found


def line(row: SettingRow, width: int) -> str:
    """A row of at most ``width`` cells."""
    if row.heading:
        return cut(f"{row.label}  {row.help}".rstrip(), width)
    if row.setting is None:
        return cut(f"  {row.label} ...", width)
    value = printable(shown(row.setting.value), limit=_LONGEST)
    source = row.setting.source
    if width < 50:
        source = "" if source == "default" else source
        room = max(4, width - 17 - max(4, len(source)))
        return f" {pad(row.label, 14, 'left')} {pad(value, room, 'left')} {source:4}"
    label = room = 24
    if width < 100:
        room = max(4, width - label - _SOURCE - 4)
        return (
            f"  {pad(row.label, label, 'left')}"
            f" {pad(value, room, 'left')} {pad(source, _SOURCE, 'left')}"
        )
    return cut(
        f"  {pad(row.label, label, 'left')} {pad(value, room, 'left')}"
        f" {pad(source, _SOURCE, 'left')}  {printable(row.setting.help, limit=_LONGEST)}",
        width,
    )


def about(row: SettingRow, width: int, rows: int) -> list[str]:
    """What there is to know of a row, on so many lines."""
    setting = row.setting
    if setting is None:
        return wrap(row.help, width, rows)
    without = "" if setting.default is None else f" · default {shown(setting.default)}"
    last = f"{words_of(setting.form)}{without}"
    when = takes_effect(setting.path, setting.source)
    key = printable(dotted_key(setting.path), limit=_LONGEST)
    if setting.source == UNSAVED:
        return [cut(when, width), *wrap(f"{key}: {setting.help}", width, rows - 1)]
    if rows < 4:
        text = wrap(f"{key}: {setting.help}", width, 2)
        if len(text) < 2:
            return [*text, cut(last, width), cut(when, width)]
        return [*text, cut(f"{last} · {when}", width)]
    name = cut(f"{key}  ·  {when}", width)
    text = wrap(setting.help, width, rows - 2)
    return [name, *text, cut(printable(last, limit=_LONGEST), width)]
