"""The editor of a workout file, with completion, checks, preview and form."""
