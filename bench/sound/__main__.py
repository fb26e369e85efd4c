"""Measures the sound of legtimer on a real sound server: ``python bench/sound PART [options]``.

Parts: onsets, digits, presses, long, outage, voice, economy, spectrograms, locating. See
bench/README.md.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

PARTS = (
    "onsets",
    "digits",
    "presses",
    "long",
    "outage",
    "voice",
    "economy",
    "spectrograms",
    "locating",
)

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in PARTS:
        sys.exit(__doc__)
    sys.path.insert(1, str(Path(__file__).resolve().parent.parent))
    importlib.import_module(sys.argv[1]).main(sys.argv[2:])
