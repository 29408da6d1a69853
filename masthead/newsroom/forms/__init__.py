"""Forms of the staff area."""

from masthead.newsroom.forms.post_update import PostUpdateForm

__all__ = ["PostUpdateForm"]
