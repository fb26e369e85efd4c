"""What subcommands do, a module for each, with ``run``.

The command line is read without them: only what is really done is loaded.
"""
