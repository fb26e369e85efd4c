"""A workout being trained: commands in, cues out, time as an argument."""
