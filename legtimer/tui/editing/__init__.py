"""The pure parts of the editor: what a text means to whoever types it; nothing here draws."""
