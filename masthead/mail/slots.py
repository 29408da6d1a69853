"""The marks that stand in a message for what differs from reader to reader, until it is made into a template.

They are made of this installation's key. Could anybody know one, whoever may write a headline would write it into a
link, and each reader's copy would carry the key to that reader's own page to a host of the writer's choice.
"""

from __future__ import annotations

import hmac
import re
from functools import lru_cache

from django.conf import settings

NAME = re.compile(r"[a-z][a-z0-9_]*")


def slot(name: str) -> str:
    """What to write into headers, text and HTML where a reader's own value shall stand."""
    if not NAME.fullmatch(name):
        raise ValueError(f"a slot's name has lower-case letters, digits and _ only, not {name!r}")
    before, after = _marks(settings.SECRET_KEY)
    return f"{before}{name}{after}"


def marks() -> re.Pattern[str]:
    """Finds slots and their names."""
    return _pattern(settings.SECRET_KEY)


@lru_cache(maxsize=4)
def _marks(secret: str) -> tuple[str, str]:
    """Nothing that makes or cleans HTML touches letters and digits."""
    drawn = hmac.digest(secret.encode(), b"masthead.mail.slots.1", "sha256").hex()
    return f"mslot{drawn[:20]}x", f"x{drawn[20:40]}tolsm"


@lru_cache(maxsize=4)
def _pattern(secret: str) -> re.Pattern[str]:
    before, after = _marks(secret)
    return re.compile(f"{before}({NAME.pattern}?){after}")
