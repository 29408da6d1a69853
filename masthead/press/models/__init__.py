"""What the press knows: every printed page, what it has read, and what was touched since.

``Touch`` is the outbox: written in the transaction of a change, emptied by ``sort_touches``, which makes
the pages that read what was touched *due*. ``Touched`` is its memory, kept for as long as a page that is being
rendered may have missed it. ``Clock`` says when the jobs of the clock looked last.
"""

from masthead.press.models.clock import Clock
from masthead.press.models.outbox import Purge, State, Touch, Touched
from masthead.press.models.page import Page, Reading

__all__ = ["Clock", "Page", "Purge", "Reading", "State", "Touch", "Touched"]
