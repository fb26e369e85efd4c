"""miniaudio: a device that asks for its next frames again and again, and tells nothing."""
