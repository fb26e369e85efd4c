"""The exercise library, and how one exercise is done."""
