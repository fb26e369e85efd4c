"""What is due today, by the programme in use."""
