"""The front page's arrangement and the readers' search index."""

from masthead.fronts.models.front import Front, FrontStory
from masthead.fronts.models.search import SearchEntry, SearchText

__all__ = ["Front", "FrontStory", "SearchEntry", "SearchText"]
