"""The spectrograms of all sounds on one picture, to see whether they can be told apart.

    python bench/sound spectrograms PICTURE.png [--folder SOUNDS]

Needs sox and ImageMagick. All have the same axes: 0 to 8 kHz, 1.6 s.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path

from legtimer.files.shipped import sounds_folder

SECONDS = 1.6
HIGHEST = 16_000
"""Twice the highest frequency that is drawn; nothing is heard above it in a garage."""
WIDTH = 320


def main(arguments: list[str]) -> None:
    words = argparse.ArgumentParser(
        prog="spectrograms", description=(__doc__ or "").splitlines()[0]
    )
    words.add_argument("picture", type=Path, help="the PNG to write")
    words.add_argument("--folder", type=Path, default=sounds_folder(), help="of the WAV files")
    options = words.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        drawn = []
        for path in sorted(options.folder.glob("*.wav")):
            picture = Path(folder) / f"{path.stem}.png"
            subprocess.run(
                ["sox", "-V1", str(path), "-n", "rate", str(HIGHEST), "pad", "0", str(SECONDS),
                 "trim", "0", str(SECONDS),
                 "spectrogram", "-r", "-x", str(WIDTH), "-y", "129", "-z", "70",
                 "-o", str(picture)],
                check=True,
            )  # fmt: skip
            drawn += ["-label", path.stem, str(picture)]
        subprocess.run(
            ["montage", *drawn, "-tile", "3x", "-geometry", "+6+6", "-pointsize", "16",
             str(options.picture)],
            check=True,
        )  # fmt: skip
    print(f"{options.picture}: {len(drawn) // 3} sounds, 0 to 8 kHz upwards, 1.6 s across")
