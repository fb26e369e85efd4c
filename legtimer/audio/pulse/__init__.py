"""PulseAudio and PipeWire: the server keeps two seconds of sound, which can be written anew."""
