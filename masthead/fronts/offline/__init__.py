"""The day's stories as an EPUB 3 (https://www.w3.org/TR/epub-33/), to be read without a line."""
