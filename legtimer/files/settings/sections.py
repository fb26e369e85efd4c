"""Every setting: its key, how it is typed, what it is for, and what counts without it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from legtimer.audio.players import PLAYER_NAMES
from legtimer.core.athlete_defaults import AthleteDefaults
from legtimer.core.coach.equipment import Equipment
from legtimer.core.exercise import Load
from legtimer.core.fields import key, keys_of
from legtimer.core.notation import single_load
from legtimer.core.value_types import Choice, Flag, Name, WholeNumber
from legtimer.core.workout import Workout
from legtimer.files.settings.value_types import (
    ESTIMATED,
    BarWeight,
    BodyWeight,
    CommandLine,
    Folder,
    Keymap,
    Latency,
    Loads,
    Section,
    Switches,
    Weights,
)


def _sounds() -> Collection[str]:
    """The names of all sounds, as their files have them: the cues would take long to import."""
    from legtimer.files.shipped import sounds_folder

    return [path.stem for path in sounds_folder().glob("*.wav")]


def misplaced_key_hint(word: str) -> str:
    """Where a key belongs that stands in the wrong table; empty if it is no key at all."""
    folded = word.replace("_", "-").lower()
    for section in keys_of(Settings):
        if isinstance(section.type, Section):
            for item in keys_of(section.type.cls):
                if item.key == folded:
                    return f"it belongs under [{section.key}]"
    return ""


@dataclass(frozen=True, kw_only=True, repr=False)
class AudioSettings:
    """What is heard."""

    player: str = key(Choice(*PLAYER_NAMES), default="auto", help="What plays the sounds.")
    volume: int = key(WholeNumber(0, 100), default=80, help="How loud the sounds are.")
    mute: bool = key(Flag(), default=False, help="Whether a session begins without sound.")
    latency: int = key(
        Latency(2000),
        default=ESTIMATED,
        help="How late the speakers are, in ms; larger makes planned sounds come sooner.",
    )
    keep_warm: bool = key(
        Flag(), default=False, help="Whether wireless speakers are kept awake before a sound."
    )
    voice: bool = key(Flag(), default=False, help="Whether a voice says what comes next.")
    voice_name: str = key(
        Name(),
        default="",
        help='Which voice: a name of espeak-ng\'s, such as "en-us", or of macOS.',
    )
    voice_command: tuple[str, ...] = key(
        CommandLine(),
        default=(),
        help="A program of your own that speaks `{text}` (or its standard input) into `{file}`.",
    )
    sounds: tuple[tuple[str, bool], ...] = key(
        Switches(_sounds, "[audio.sounds]"),
        default=(),
        help="Which cues are heard, by the names of the sounds.",
    )

    @property
    def set_latency(self) -> int | None:
        """The latency in ms; None where it is to be estimated."""
        return None if self.latency == ESTIMATED else self.latency

    @property
    def sounds_off(self) -> tuple[str, ...]:
        """The names of the sounds that are switched off."""
        return tuple(name for name, on in self.sounds if not on)


def _as_in_a_workout(name: str) -> Any:
    """A key that a workout has too, with the same form, words and default."""
    item = next(item for item in keys_of(Workout) if item.name == name)
    return key(item.type, help=item.help, default=item.default)


@dataclass(frozen=True, kw_only=True, repr=False)
class WorkoutDefaults:
    """What counts where a workout's file says nothing."""

    prepare: int = _as_in_a_workout("prepare")
    get_set: int = _as_in_a_workout("get_set")
    switch: int = _as_in_a_workout("switch")
    countdown: int = _as_in_a_workout("countdown")
    halfway: bool = _as_in_a_workout("halfway")
    count: str = key(
        Choice("exercises", "rounds"),
        default="exercises",
        help="What one press counts in an AMRAP or a For Time: an exercise, or a whole round.",
    )


@dataclass(frozen=True, kw_only=True, repr=False)
class ScreenSettings:
    """How it looks."""

    theme: str = key(Name(), default="garage", help="The colours.")
    units: str = key(
        Choice("kg", "lb"),
        default="kg",
        help="What totals and best results are in, and a load that is typed as a bare number, where"
        " the set has none.",
    )
    flash: bool = key(
        Flag(),
        default=True,
        help="Whether the screen flashes in the last three seconds of a clock.",
    )


@dataclass(frozen=True, kw_only=True, repr=False)
class FolderSettings:
    """Where your own things are."""

    workouts: str = key(
        Folder(), default="", help="Your workouts; else a folder of legtimer's own."
    )
    programmes: str = key(
        Folder(), default="", help="Your programmes; else a folder of legtimer's own."
    )
    sounds: str = key(Folder(), default="", help="Your sounds; else a folder of legtimer's own.")


@dataclass(frozen=True, kw_only=True, repr=False)
class ProgrammeSettings:
    """What you train by."""

    name: str = key(
        Name(), default="", help="The programme whose sessions are due; `legtimer programme list`."
    )


@dataclass(frozen=True, kw_only=True, repr=False)
class ExportSettings:
    """How sessions are written for other programs."""

    separator: str = key(
        Choice("comma", "semicolon", "tab"),
        default="comma",
        help="What stands between the columns of a CSV file; with `semicolon`, figures have decimal"
        " commas.",
    )


@dataclass(frozen=True, kw_only=True, repr=False)
class AthleteSettings:
    """Who trains."""

    weight: Load | None = key(
        BodyWeight(), default=None, help="Body weight, so that `@ 1.5x bodyweight` becomes a load."
    )
    level: str = key(
        Name(),
        default="",
        help="The level of figures such as 10/8, unless another is chosen: `women`, `Rx`.",
    )


@dataclass(frozen=True, kw_only=True, repr=False)
class EquipmentSettings:
    """The weights that one owns."""

    kettlebells: tuple[float | str, ...] = key(
        Weights(), default=(), help="Your kettlebells; a pair is written twice."
    )
    dumbbells: tuple[float | str, ...] = key(
        Weights(), default=(), help="Your dumbbells; a pair is written twice."
    )
    bands: tuple[float | str, ...] = key(
        Weights(), default=(), help="Your bands, by what they pull."
    )
    bar: Load | None = key(BarWeight(), default=None, help="The bar of your barbell.")
    plates: tuple[float | str, ...] = key(
        Weights(), default=(), help="Your plates, one figure for each pair."
    )


def _section(cls: type, help: str) -> Any:
    """A table of its own; all of its keys have defaults."""
    return key(Section(cls, misplaced_key_hint), default=cls(), help=help)


@dataclass(frozen=True, kw_only=True, repr=False)
class Settings:
    """All settings."""

    audio: AudioSettings = _section(AudioSettings, "What is heard.")
    workout: WorkoutDefaults = _section(
        WorkoutDefaults, "What counts where a workout says nothing."
    )
    screen: ScreenSettings = _section(ScreenSettings, "How it looks.")
    keys: tuple[tuple[str, tuple[str, ...]], ...] = key(Keymap(), default=(), help="Custom keys.")
    folders: FolderSettings = _section(FolderSettings, "Where your own things are.")
    programme: ProgrammeSettings = _section(ProgrammeSettings, "What you train by.")
    export: ExportSettings = _section(
        ExportSettings, "How sessions are written for other programs."
    )
    athlete: AthleteSettings = _section(AthleteSettings, "Who trains.")
    equipment: EquipmentSettings = _section(
        EquipmentSettings, "The weights that you own, to which targets are rounded down."
    )
    one_rep_max: tuple[tuple[str, Load], ...] = key(
        Loads(), default=(), help="One-rep max by exercise, so that `@ 70%` becomes a load."
    )

    @property
    def personal(self) -> AthleteDefaults:
        """What they add to every workout; nothing that is the program's default anyway."""
        ours = WorkoutDefaults()
        return AthleteDefaults(
            keys={
                item.name: value
                for item in keys_of(WorkoutDefaults)
                if item.name != "count"
                and (value := getattr(self.workout, item.name)) != getattr(ours, item.name)
            },
            counted="" if self.workout.count == ours.count else self.workout.count,
            maxima=dict(self.one_rep_max),
            weight=self.athlete.weight,
            level=self.athlete.level,
        )

    @property
    def owned(self) -> Equipment:
        """The weights that the athlete owns; a number without a unit is in ``screen.units``."""

        def loads(typed: tuple[float | str, ...]) -> tuple[Load, ...]:
            return tuple(
                single_load(one if isinstance(one, str) else f"{one:g} {self.screen.units}")
                for one in typed
            )

        found = self.equipment
        return Equipment(
            loads(found.kettlebells),
            loads(found.dumbbells),
            loads(found.bands),
            found.bar,
            loads(found.plates),
        )

    @property
    def keymap(self) -> Mapping[str, str]:
        """The keys by what they do, as Textual wants them."""
        return {name: ",".join(keys) for name, keys in self.keys}
