"""Workouts in a text that a person wrote: an article, a message, a whiteboard.

Theory of operation. ``source`` takes the text apart into lines, without bullets, marks of headings
and bars of tables. ``lexer`` makes tokens of a line: quantities in our own notation, and phrases by
their meaning, which ``vocabulary`` has from one file for each language. ``header`` reads a line
that says how what follows is done, ``movement`` one that says what is done. ``reader`` puts them
together into drafts; ``draft`` writes a draft as a workout file, and marks what was a guess.
An article in prose is read by ``article`` instead: ``article_lines`` tells titles from
text, and ``prescription`` how much a sentence says.
``writer`` goes the other way, from a workout to a text that is read back to the same plan. No line
disappears: it is in the workout, in a comment of it, or in the list of lines left out as prose.
"""
