"""Facts about stories, told after they happened and inside the transaction they happened in."""

from django.dispatch import Signal

story_published = Signal()  # story: for the first time or again
story_withdrawn = Signal()  # story: unpublished or deleted
