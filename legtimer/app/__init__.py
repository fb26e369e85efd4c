"""What the program can do, without a screen and without a command line."""
