"""The terminal screens of legtimer."""
