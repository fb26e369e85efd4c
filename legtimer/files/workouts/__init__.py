"""Workout files: reading, finding, copying them, their templates and their JSON Schema."""
