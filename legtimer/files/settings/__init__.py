"""The athlete's settings: one TOML file in the user's config folder.

Theory of operation. ``sections`` declares each key in one line, as a workout's keys are declared
(``core.fields``); ``value_types`` says how the values are typed. ``reading`` turns the file into
``Settings``: a wrong value is reported like a workout's mistakes and its default counts, so that a
broken file stops nothing. ``listing`` writes every setting as it could stand in the file.

Names of themes and keyboard keys are known to the screens alone and are checked there.
"""
