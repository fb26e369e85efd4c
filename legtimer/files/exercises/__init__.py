"""The library of exercises: the shipped one, and the athlete's own on top."""
