"""What changes the lists: the search index follows the stories."""
