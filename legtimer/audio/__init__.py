"""Sound: cues heard at the instant they are due, whatever else the computer is busy with.

Theory of operation. There are two clocks: the monotonic clock that the session lives by, and the
sample clock of the sound device, which is the only one that can place a beep exactly. The parts:

- ``choice``: which sound a cue gets, and which one of several that are due at once.
- ``wav``, ``clips``: sound files into samples at the device's rate.
- ``schedule``: what is to be heard and when, re-planned after every press.
- ``stream_clock``: which frame of the device belongs to which instant.
- ``mixer``: samples of overlapping sounds, with volume and fades.
- ``plan``: the schedule as it was last handed on, and which stream has taken what of it.
- ``stream``: the four before together: "give me the next n frames". Two of them share a plan where
  the computer is overloaded: one for everything, one with a long buffer for what is planned.
- ``player`` and its kinds: who asks for those frames. ``engine`` ties it to the session.

All but the players and the engine are pure: they get the time as an argument, start no thread and
reach no device. Importing this package loads no sound library.
"""
