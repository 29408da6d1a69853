"""Places that take the printed paper."""
