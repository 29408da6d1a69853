"""What the newsroom lists, and how each thing is edited."""
