"""The demo paper: an invented local newspaper, the same on every machine."""
