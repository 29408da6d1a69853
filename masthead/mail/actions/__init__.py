"""What is done with mail."""
