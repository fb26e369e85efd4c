"""The voice says what comes next, between the beeps.

Theory of operation. A program on the computer turns text into sound (``renderers``). That takes
long, so a thread does it ahead of time and keeps the sounds on the disk (``tts``, ``store``), as
loud as the cue sounds (``loudness``). Such a sound is placed like any other: exactly, and never
late. The parts:

- ``wording``: a step, a rest or a score in words.
- ``announcements``: which words follow which cue.
- ``placement``: where the words fit between the beeps; what does not fit is shortened or left out.
- ``announcer``: puts these three together over the course of a session.

These four are pure and know no clock. A voice that is missing is told once, and the beeps go on.
"""
