"""Lists, issues and subscribers: how the paper reaches those who asked for it."""
