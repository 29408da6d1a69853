"""The front page's arrangement."""

from masthead.fronts.models.front import Front, FrontStory

__all__ = ["Front", "FrontStory"]
