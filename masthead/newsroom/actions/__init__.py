"""Opening a newsroom, its roles and its accounts."""

from masthead.newsroom.actions.first_account import first_account, known_first_account
from masthead.newsroom.actions.open_newsroom import Opened, open_newsroom
from masthead.newsroom.actions.reset_account import reset_account

__all__ = ["Opened", "first_account", "known_first_account", "open_newsroom", "reset_account"]
