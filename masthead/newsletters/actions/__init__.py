"""What is done with lists, subscriptions and issues."""
