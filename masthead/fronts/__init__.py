"""Pages that list stories: front page, sections, topics, authors, search, feeds, sitemaps."""
