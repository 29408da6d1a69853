"""What is done to the paper as a whole."""
