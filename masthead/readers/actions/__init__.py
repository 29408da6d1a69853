"""What is done to readers."""
