"""What a workout is and how it runs. Nothing in here tells the time, reads a file or makes a sound."""
