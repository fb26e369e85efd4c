"""legtimer: an interval timer for people who train in front of a terminal."""

__version__ = "0.1.0"
