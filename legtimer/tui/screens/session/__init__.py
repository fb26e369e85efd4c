"""The session: its screens, dialogs, keys, and what is asked before it."""
