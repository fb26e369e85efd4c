"""Reading sound files of all kinds."""

from __future__ import annotations

import contextlib
import io
import math
import struct
import subprocess
import sys
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legtimer.audio.clips import load_clips
from legtimer.audio.sound_files import UnusableSoundError, resample, samples_from

RATE = 48_000
TONE = [math.sin(2 * math.pi * 1000 * i / RATE) / 2 for i in range(4800)]
DAMAGED = "it is damaged, or no WAV, FLAC, MP3 or Ogg Vorbis file"
CUT_OFF = "it is cut off: the sound is shorter than its header says"
INVALID_FLOATS = struct.pack("<ffff", math.inf, -math.inf, math.nan, 0.5)


def wav(
    body: bytes,
    *,
    coding: int = 1,
    channels: int = 1,
    rate: int = RATE,
    bits: int = 16,
    size: int | None = None,
    before: bytes = b"",
    extensible: bool = False,
) -> bytes:
    width = channels * bits // 8
    head = struct.pack(
        "<HHIIHH", 0xFFFE if extensible else coding, channels, rate, rate * width, width, bits
    )
    if extensible:
        head += struct.pack("<HHIH14x", 22, bits, 0, coding)
    chunks = (
        b"fmt "
        + struct.pack("<I", len(head))
        + head
        + before
        + b"data"
        + struct.pack("<I", len(body) if size is None else size)
        + body
    )
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


def packed(bits: int) -> bytes:
    if bits == 8:
        return bytes(round(x * 127) + 128 for x in TONE)
    return b"".join(
        round(x * (2 ** (bits - 1) - 1)).to_bytes(bits // 8, "little", signed=True) for x in TONE
    )


@pytest.mark.parametrize("bits", [8, 16, 24, 32])
@pytest.mark.parametrize("extensible", [False, True])
def test_whole_numbers_of_any_width(bits: int, extensible: bool) -> None:
    got = samples_from(wav(packed(bits), bits=bits, extensible=extensible), RATE)
    assert len(got) == len(TONE)
    assert (
        max(abs(a - b * 32767) for a, b in zip(got, TONE, strict=True))
        <= 32768 / 2 ** (min(bits, 16) - 1) + 1
    )


@pytest.mark.parametrize(("bits", "code"), [(32, "f"), (64, "d")])
def test_floating_point(bits: int, code: str) -> None:
    body = struct.pack(f"<{len(TONE)}{code}", *TONE)
    got = samples_from(wav(body, coding=3, bits=bits), RATE)
    assert max(abs(a - b * 32768) for a, b in zip(got, TONE, strict=True)) <= 1


def test_what_is_no_number_is_silent() -> None:
    assert samples_from(wav(INVALID_FLOATS, coding=3, bits=32), RATE).tolist() == [0, 0, 0, 16384]


def test_channels_become_one() -> None:
    body = struct.pack("<6h", 100, 300, -100, -300, 32767, 32767)
    assert samples_from(wav(body, channels=2), RATE).tolist() == [200, -200, 32767]


def test_other_chunks_are_passed_over_even_of_odd_size() -> None:
    extra = b"LIST" + struct.pack("<I", 3) + b"abc\0"
    assert samples_from(wav(b"\1\0", before=extra), RATE).tolist() == [1]


@pytest.mark.parametrize("rate", [8000, 11025, 22050, 44100, 96000])
def test_another_rate_keeps_pitch_length_and_level(rate: int) -> None:
    tone = [20000 * math.sin(2 * math.pi * 440 * i / rate) for i in range(rate // 2)]
    got = samples_from(wav(array("h", map(round, tone)).tobytes(), rate=rate), RATE)
    assert abs(len(got) - RATE // 2) <= RATE / rate
    want = [20000 * math.sin(2 * math.pi * 440 * i / RATE) for i in range(len(got))]
    worst = max(abs(a - b) for a, b in zip(got[20:-20], want[20:-20], strict=True))
    assert worst < 300  # of 20,000: 36 dB below


@given(
    st.lists(st.integers(-32768, 32767), min_size=2, max_size=50),
    st.sampled_from([8000, 22050, 44100, 48000, 96000]),
)
def test_resampling_passes_through_the_first_sample(values: list[int], rate: int) -> None:
    got = resample(values, rate, RATE)
    assert len(got) == len(values) * RATE // rate
    assert not got or got[0] == values[0]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b"OggS" + bytes(40), DAMAGED),
        (b"no sound at all", DAMAGED),
        (wav(b"")[:38], DAMAGED),
        (wav(b"\0\0" * 10, size=400), CUT_OFF),
        (wav(b"\0\0" * 10, size=400, channels=2), CUT_OFF),
        (wav(b"\0\0\0" * 10, size=400, bits=24), CUT_OFF),
        (wav(b""), "it has no sound in it"),
        (wav(b"\0\0", coding=85), "it has no sound in it"),
        (wav(b"\0\0", rate=100), "its format is not supported (100 Hz)"),
        (wav(bytes(4), coding=3, bits=32, rate=100), "its format is not supported (100 Hz)"),
        (wav(b"\0\0" * 8000 * 21, rate=8000), "it is longer than 20 seconds"),
        (wav(bytes(4 * 8000 * 21), coding=3, bits=32, rate=8000), "it is longer than 20 seconds"),
        (b"RIFF\0\0\0\0WAVEdata\0\0\0\0", DAMAGED),
    ],
)
def test_what_is_refused_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnusableSoundError) as caught:
        samples_from(data, RATE)
    assert str(caught.value) == reason


@given(st.binary(max_size=200), st.integers(0, 60))
def test_damaged_files_are_never_worse_than_refused(noise: bytes, at: int) -> None:
    data = wav(packed(16)[:100])
    with contextlib.suppress(UnusableSoundError):
        samples_from(data[:at] + noise + data[at + len(noise) :], RATE)


def test_a_later_folder_replaces_by_name_and_a_bad_file_replaces_nothing(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.mkdir()
    theirs.mkdir()
    for name in ("tick", "go"):
        (ours / f"{name}.wav").write_bytes(wav(b"\1\0"))
    (theirs / "tick.wav").write_bytes(wav(b"\2\0"))
    (theirs / "go.wav").write_bytes(b"no sound")
    clips = load_clips(ours, theirs, tmp_path / "missing")
    assert {name: list(samples) for name, samples in clips.samples.items()} == {
        "tick": [2],
        "go": [1],
    }
    assert clips.complaints == [f"{theirs / 'go.wav'} can't be used: {DAMAGED}."]


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "go.wav").open("wb") as file:
        file.truncate(17_000_000)
    assert load_clips(tmp_path).complaints == [
        f"{tmp_path / 'go.wav'} can't be used: it is larger than 16 MB."
    ]


@pytest.mark.parametrize("rate", [8000, 22050, 37_800, 44_100, 96_000])
@pytest.mark.parametrize(("coding", "bits"), [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32), (3, 64)])
def test_a_users_stereo_file_of_any_kind_is_taken(
    tmp_path: Path, rate: int, coding: int, bits: int
) -> None:
    wave = [math.sin(2 * math.pi * 440 * i / rate) / 2 for i in range(rate // 10)]
    if coding == 3:
        one = [struct.pack("<f" if bits == 32 else "<d", x) for x in wave]
    elif bits == 8:
        one = [bytes([round(x * 127) + 128]) for x in wave]
    else:
        top = 2 ** (bits - 1) - 1
        one = [round(x * top).to_bytes(bits // 8, "little", signed=True) for x in wave]
    body = b"".join(sample * 2 for sample in one)
    (tmp_path / "go.wav").write_bytes(wav(body, coding=coding, channels=2, rate=rate, bits=bits))
    clips = load_clips(tmp_path)
    assert clips.complaints == []
    go = clips.samples["go"]
    assert len(go) == pytest.approx(RATE // 10, abs=RATE / rate + 1)
    assert max(go) == pytest.approx(16384, abs=300)


def test_what_is_no_file_or_no_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "go.wav").mkdir()
    (tmp_path / "file").write_bytes(b"")
    assert load_clips(tmp_path, tmp_path / "file", tmp_path / "none") == ({}, [])


def test_a_file_with_the_name_of_no_sound_is_told(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for folder, names in ((ours, ("go", "old")), (theirs, ("rest", "resst", "Go", "drum"))):
        folder.mkdir()
        for name in names:
            (folder / f"{name}.wav").write_bytes(wav(b"\1\0"))
    (theirs / "notes.txt").write_text("mine")
    clips = load_clips(ours, theirs, names=("go", "rest"))
    assert sorted(clips.samples) == ["go", "rest"]
    assert clips.complaints == [
        f"{theirs / 'Go.wav'} is not used, since no sound has that name: did you mean go.wav?",
        f"{theirs / 'drum.wav'} is not used, since no sound has that name: names are go, rest.",
        f"{theirs / 'resst.wav'} is not used, since no sound has that name: did you mean rest.wav?",
    ]


@pytest.fixture
def encoded() -> Callable[..., bytes]:
    """Makes a file of a tone of half the full scale."""
    soundfile = pytest.importorskip("soundfile")
    numpy = pytest.importorskip("numpy")

    def encode(kind: str, rate: int = 44_100, seconds: float = 0.25) -> bytes:
        wave = numpy.sin(2 * math.pi * 440 * numpy.arange(round(seconds * rate)) / rate) / 2
        file = io.BytesIO()
        soundfile.write(file, numpy.stack([wave, wave], axis=1), rate, format=kind)
        return file.getvalue()

    return encode


@pytest.mark.parametrize("kind", ["FLAC", "MP3", "OGG"])
@pytest.mark.parametrize("rate", [22_050, 44_100, 48_000])
def test_compressed_files_of_a_user_are_taken(
    encoded: Callable[..., bytes], tmp_path: Path, kind: str, rate: int
) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for folder in (ours, theirs):
        folder.mkdir()
    (ours / "go.wav").write_bytes(wav(b"\1\0"))
    (theirs / f"go.{kind.lower()}").write_bytes(encoded(kind, rate))
    clips = load_clips(ours, theirs)
    assert clips.complaints == []
    go = clips.samples["go"]
    assert len(go) == pytest.approx(RATE // 4, abs=RATE / rate + 1)
    want = [16384 * math.sin(2 * math.pi * 440 * i / RATE) for i in range(2400, 9600)]
    assert max(abs(a - b) for a, b in zip(go[2400:9600], want, strict=True)) < 600


@pytest.mark.parametrize("kind", ["FLAC", "MP3", "OGG"])
def test_a_compressed_file_that_is_long_or_damaged_is_refused(
    encoded: Callable[..., bytes], kind: str
) -> None:
    with pytest.raises(UnusableSoundError, match="longer than 20 seconds"):
        samples_from(encoded(kind, 8000, 21), RATE)
    data = encoded(kind)
    for at in range(0, len(data), 97):
        with contextlib.suppress(UnusableSoundError):
            samples_from(data[:at], RATE)
        with contextlib.suppress(UnusableSoundError):
            samples_from(data[:at] + b"\xff" * 20 + data[at + 20 :], RATE)


def test_of_two_files_of_one_name_the_wav_counts(
    encoded: Callable[..., bytes], tmp_path: Path
) -> None:
    (tmp_path / "go.flac").write_bytes(encoded("FLAC"))
    (tmp_path / "go.wav").write_bytes(wav(b"\1\0"))
    assert load_clips(tmp_path).samples["go"].tolist() == [1]


def test_without_miniaudio_plain_wavs_are_read_and_others_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    assert samples_from(wav(b"\1\0"), RATE).tolist() == [1]
    with pytest.raises(UnusableSoundError, match="miniaudio is missing"):
        samples_from(wav(b"\1\0\1\0", channels=2), RATE)


def test_our_own_sounds_need_no_decoder() -> None:
    code = (
        "import sys; from pathlib import Path; from legtimer.audio.clips import load_clips;"
        "load_clips(Path(sys.argv[1])); print('miniaudio' in sys.modules)"
    )
    sounds = Path(__file__).parents[2] / "sounds"
    words = [sys.executable, "-c", code, str(sounds)]
    assert subprocess.run(words, capture_output=True, text=True).stdout == "False\n"
