"""The library: the list of workouts and what can be done with their files."""
