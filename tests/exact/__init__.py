"""That printing what a change touches gives the same paper as printing everything."""
