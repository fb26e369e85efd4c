"""The coach: weeks of training around runs, and how figures grow from session to session."""
