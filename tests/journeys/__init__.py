"""Walks through the whole newsroom in a real browser, on a real server with the demo paper."""
