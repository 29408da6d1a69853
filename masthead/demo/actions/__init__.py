"""Making the demo paper."""
