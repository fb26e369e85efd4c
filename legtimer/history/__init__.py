"""What was trained: kept press by press while it happens, and as results afterwards.

Theory of operation. A session on disk is its journal: the workout's text, what was chosen, and
every accepted command with its instant since the session was opened. Nothing else is needed to have
the session again. When it is over, its results (sets, scores) are written beside the journal; they
are what lists, records and exports read, and what an athlete can correct. The journal itself is
never changed.
"""
