"""``python -m legtimer``."""

from legtimer.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
