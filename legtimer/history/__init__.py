"""Sessions on disk: recorded press by press, and as results afterwards.

Theory of operation. A session on disk is its journal: the workout's text, what was chosen, and
every accepted command with its instant since the session was opened. That is enough to have the
session again. When it is over, its results (sets, scores) are written beside the journal. Lists,
records and exports read the results, and an athlete can correct them. The journal never changes.
"""
