"""The paper for feed readers: RSS 2.0 and JSON Feed 1.1, both with the full text."""
