"""Sound: cues heard at the instant they are due, whatever else the computer is busy with.

Theory of operation. There are two clocks: the monotonic clock that the session lives by, and the
sample clock of the sound device, which is the only one that can place a beep exactly. The parts:

- ``choice``: which sound a cue gets, and which one of several that are due at once.
- ``wav``, ``clips``: sound files into samples at the device's rate.
- ``schedule``, ``plan``: what is to be heard and when, re-planned after every press; and what of it
  has been handed to a device.
- ``mixer``: samples of overlapping sounds, with volume and fades.
- ``tape``, ``tape_clock``: two seconds that a sound server keeps and that can be written anew, and
  which frame of them is heard at which instant, as the server tells it.
- ``stream``, ``stream_clock``: the same for a device that asks "give me the next n frames" and
  tells nothing.
- ``passage``: the same for an output that plays one buffer after the other.
- ``player`` and its kinds: who brings one of these to a device. ``engine`` ties it to the session.

All but the players and the engine are pure: they get the time as an argument, start no thread and
reach no device. Importing this package loads no sound library.
"""
