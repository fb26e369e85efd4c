"""The voice: what comes next, said between the beeps.

Theory of operation. A program on the computer turns text into sound (``renderers``); that takes
long, so it is done ahead of time, in a thread, and kept on the disk (``speaker``, ``store``). What
is then a clip like any other is placed like any other: exactly, and never late. The parts:

- ``wording``: a step, a rest or a score in words.
- ``announcements``: which cue is followed by which words.
- ``placement``: where between the beeps they fit; what does not fit is shortened or left out.
- ``speech``: the three before over the course of a session.

These four are pure and know no clock. A voice that is missing is told once, and the beeps go on.
"""
