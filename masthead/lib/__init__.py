"""Plain helpers without models: slugs, words, times, cleaning."""
