"""A story and what hangs on it.

``Story`` is a Wagtail page below the ``Year`` it was begun in; the tree is only a shelf, a story's
address is made of its date and slug. Byline, related stories, sources and corrections are ordered
children, so that drafts and revisions carry them.
"""

from masthead.articles.models.children import Correction, RelatedStory, Source, StoryAuthor
from masthead.articles.models.story import Story
from masthead.articles.models.year import Year

__all__ = ["Correction", "RelatedStory", "Source", "Story", "StoryAuthor", "Year"]
