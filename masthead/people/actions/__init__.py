"""What is done to staff and authors."""
