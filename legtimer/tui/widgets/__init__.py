"""Widgets that only show: they hold no session and know no command."""
