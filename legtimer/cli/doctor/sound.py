"""Whether sounds are heard, when, and by way of what."""

from __future__ import annotations

import contextlib
from array import array
from collections.abc import Iterator
from typing import Final

from legtimer.audio.clips import load_clips
from legtimer.audio.player import DeviceInfo
from legtimer.audio.players import choose_player, refusal
from legtimer.cli.doctor.findings import Finding, note, ok, problem
from legtimer.cli.doctor.monitor import Monitor, Onsets, default_sink, onsets
from legtimer.cli.doctor.pattern import DUES, Pattern, PlaybackResult
from legtimer.files.printable import printable
from legtimer.files.settings.sections import AudioSettings
from legtimer.files.shipped import sounds_folder
from legtimer.files.user_folders import own_sounds_folder

_EVEN: Final = 1.0
"""Ms off the even row that nobody hears."""
_SERVERS: Final = ("PulseAudio", "PipeWire")
"""Those of whose devices ``pactl`` knows the names."""
_BUSY: Final = "close what keeps the computer busy, and look again"


class SoundCheck:
    """The test pattern: it plays while other things are looked at."""

    def __init__(self, audio: AudioSettings, *, quiet: bool = False) -> None:
        """Begin to play.

        Args:
            audio: the settings of sound.
            quiet: whether all is done but nothing is heard.
        """
        self._audio = audio
        self._volume = 0 if quiet else audio.volume
        self._sink: str | None = None
        self._monitor: Monitor | None = None
        self._pattern: Pattern | None = None
        self._refused = None if audio.player == "auto" else refusal(audio.player)
        if audio.player == "silent" or self._refused is not None:
            return
        self._sink = default_sink()
        if self._sink is not None and self._volume:
            with contextlib.suppress(OSError):
                self._monitor = Monitor(self._sink)
        self._pattern = Pattern(
            load_clips(sounds_folder(), own_sounds_folder()),
            choose_player(audio.player),
            volume=self._volume,
            latency=audio.set_latency,
            keep_warm=audio.keep_warm,
        )

    def findings(self) -> Iterator[Finding]:
        """Wait until the pattern is over, and say what came of it."""
        if self._refused is not None:
            yield problem(
                f"player {self._audio.player}: {self._refused}",
                "choose another one: legtimer config set audio.player auto",
            )
        if self._pattern is None:
            if self._refused is None:
                yield note(
                    "the player is silent: nothing is heard", "nothing to do if you want silence"
                )
            return
        recording: array[int] | None = None
        try:
            played = self._pattern.finished()
            if self._monitor is not None:
                recording = self._monitor.recorded()
        finally:
            if self._monitor is not None:
                self._monitor.close()
        if played.facts is None:
            yield problem(
                printable(played.error or "no device was opened", 200),
                "switch a device on or plug it in, and see that the system plays sound at all; "
                "without one legtimer trains on in silence",
            )
            return
        yield self._device(played.facts)
        yield self._placing(played)
        if recording is not None:
            yield self._monitored(onsets(recording, DUES))
        elif not self._volume:
            yield note("nothing was to be heard (volume 0)", "")
        if played.error is not None:
            yield problem(printable(played.error, 200), "see whether it comes back by itself")

    def _device(self, facts: DeviceInfo) -> Finding:
        """What plays."""
        set_latency = self._audio.set_latency
        device = self._sink or ""
        asked = facts.backend in _SERVERS
        named = f", {printable(device, 60)}" if device and asked else ""
        by = f" on {printable(facts.backend, 40)}" if facts.backend else ""
        held = f", {facts.buffer} ms of buffer" if facts.buffer else ""
        latency = (
            f"{facts.latency} ms of latency (estimated)"
            if set_latency is None
            else f"{set_latency} ms of latency (as set; {facts.latency} by its own reckoning)"
        )
        return ok(
            f"{facts.player}{by}{named}: {facts.rate} Hz{held}, {latency}",
            player=facts.player,
            backend=facts.backend or None,
            device=device or None,
            rate=facts.rate,
            buffer_ms=facts.buffer or None,
            latency_ms=facts.latency if set_latency is None else set_latency,
            latency_from="estimate" if set_latency is None else "settings",
            estimated_latency_ms=facts.latency,
        )

    def _placing(self, played: PlaybackResult) -> Finding:
        """How sure the program is of where it put the sounds."""
        assert played.facts is not None
        if not played.facts.tells_position:
            return ok(
                f"{played.facts.player} tells no position: inside a passage the spacing is exact, "
                "and where a passage begins is not known"
            )
        figures = {
            "placed": played.placed,
            "worst_placing_ms": round(played.off, 3),
            "slips": played.slips,
        }
        text = (
            f"{played.placed} of {len(DUES)} sounds were placed on the device's clock, off their "
            f"even row by {played.off:.2f} ms at most"
        )
        if played.placed < len(DUES) or played.slips:
            still = f"; the device stood still {played.slips} times" if played.slips else ""
            return note(text + still, _BUSY, **figures)
        if played.off > _EVEN:
            return note(text, _BUSY, **figures)
        return ok(text, **figures)

    def _monitored(self, heard: Onsets | None) -> Finding:
        """What the sound server played."""
        where = f"recorded from {printable(self._sink or '', 60)}"
        if heard is None:
            return note(
                f"{where}: something else sounds too, so that onsets were not measured",
                "stop it, and look again, to have them measured",
                heard=None,
            )
        if heard.heard < len(DUES):
            return note(
                f"{where}: {heard.heard} of {len(DUES)} sounds were heard",
                "check that this is the output you listen to, and that it is not muted",
                heard=heard.heard,
            )
        figures = {"heard": heard.heard, "worst_onset_ms": round(heard.worst, 3)}
        text = (
            f"{where}: {heard.heard} sounds, off their even row by {heard.worst:.2f} ms at most "
            "(the offset of all of them is not measured)"
        )
        if heard.worst > _EVEN:
            return note(text, _BUSY, **figures)
        return ok(text, **figures)
