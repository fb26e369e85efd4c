"""Past sessions: the list, and one of them."""
