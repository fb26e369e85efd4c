"""TOML that a person types: its data, places of values, mistakes, and changes of its text."""
