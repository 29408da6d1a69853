"""The news feed: short updates with a time."""
