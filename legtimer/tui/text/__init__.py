"""The words that the screens make of data; pure functions of views and records."""
