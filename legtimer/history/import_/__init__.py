"""Sessions that were exported, read again: a module for each format."""
