"""Telling caches in front of the paper which pages have changed, through Wagtail's front-end cache back ends."""

from masthead.press.purging.emptying import purge

__all__ = ["purge"]
