"""Sound: cues are heard at the instant they are due, whatever else the computer is busy with.

Theory of operation. There are two clocks: the monotonic clock of the session, and the sample clock
of the sound device, which alone can place a beep exactly. The way of a cue:

1. ``engine`` gets the cues of the session and has one sound chosen for each instant
   (``sound_rules``).
2. ``schedule`` holds what is to be heard and when. It is replaced after every press; players read
   it from a ``PlaybackQueue``.
3. A player takes the sounds from the queue and brings them to a device. ``players`` lists all
   players by their names; ``mixer`` gives them the samples of sounds that overlap.

Each kind of player has a folder:

- ``pulse``: the sound server keeps two seconds, as a tape that can be written anew, and tells which
  frame is heard at which instant.
- ``callback``: a device asks for its next frames and tells nothing, so its clock is learnt from its
  requests.
- ``simple``: an output plays one buffer after the other.

``fallback`` is the player ``auto``, which changes over between them. ``voice`` says what comes next
between the beeps. The clocks, the tape, the stream, the passages, the mixer, the schedule and the
rules are pure: they get the time as an argument, start no thread and reach no device. The modules
whose names end in ``player``, the devices, ``clips`` and ``voice/tts`` do. Importing this package
loads no sound library.
"""
