"""Workout files: reading, finding, copying them, their templates and their JSON Schema."""


class WorkoutFileError(Exception):
    """Something could not be done with a workout's file; says why, as a sentence for a person."""
