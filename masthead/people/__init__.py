"""The staff, their roles, and the authors that readers know."""
