"""simpleaudio: an output that plays one buffer after the other and tells no position."""
