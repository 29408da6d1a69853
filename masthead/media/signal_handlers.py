"""A changed picture changes the pages that show it, and its file goes when it goes."""


from masthead.media.models import Picture
from masthead.press import edition


def connect() -> None:
    """Called once, when the room is ready. Wagtail connects its own handlers by itself."""
    edition.watch(Picture)
