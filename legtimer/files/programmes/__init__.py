"""Programme files and calendars of runs: reading and finding them, their JSON Schema."""
