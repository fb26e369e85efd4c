"""The command line: the only place that ties clock, sound, files and screens together."""
