"""What a workout is and how it runs. Nothing here tells the time, reads files or makes sounds."""
