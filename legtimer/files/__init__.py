"""Files that a person writes or that the program keeps beside the history.

``toml`` reads TOML, finds the places of its values and its mistakes, and changes its text.
``workouts``, ``settings`` and ``exercises`` read and write what the athlete types. ``shipped`` and
``user_folders`` say where files lie.
"""
