"""What is done to updates."""
