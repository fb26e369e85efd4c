"""What a workout is and how it runs. Nothing in here can tell the time, read a file or make a sound."""
