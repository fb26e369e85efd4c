"""The athlete's settings: one TOML file in the user's config folder.

Theory of operation. The keys are declared as a workout's are (``core.fields``), in ``sections``;
what they are typed as is in ``forms``. ``reading`` turns the file into ``Settings``: what is wrong
is reported like a workout's mistakes, and the default stands for it, so that a broken file stops
nothing. ``listing`` says every setting as it could stand in the file.

What only a screen knows, the names of themes and of keys, is checked by whoever knows the screens.
"""
