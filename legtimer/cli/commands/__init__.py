"""The subcommands, one file each, imported when they are called."""
