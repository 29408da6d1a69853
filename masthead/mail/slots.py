"""The marks that stand in a message for what differs from reader to reader, until it is made into a template.

They are made of this installation's key. Could anybody know one, whoever may write a headline would write it into a
link, and each reader's copy would carry the key to that reader's own page to a host of the writer's choice.
"""

from __future__ import annotations

import re
from functools import lru_cache

from masthead.lib.keys import derived_key

NAME = re.compile(r"[a-z][a-z0-9_]*")


def slot(name: str) -> str:
    """What to write into headers, text and HTML where a reader's own value shall stand."""
    if not NAME.fullmatch(name):
        raise ValueError(f"a slot's name has lower-case letters, digits and _ only, not {name!r}")
    before, after = _marks()
    return f"{before}{name}{after}"


def marks() -> re.Pattern[str]:
    """Finds slots and their names."""
    return _pattern(*_marks())


def _marks() -> tuple[str, str]:
    """Nothing that makes or cleans HTML touches letters and digits."""
    drawn = derived_key("masthead.mail.slots.1").hex()
    return f"mslot{drawn[:20]}x", f"x{drawn[20:40]}tolsm"


@lru_cache(maxsize=4)
def _pattern(before: str, after: str) -> re.Pattern[str]:
    return re.compile(f"{before}({NAME.pattern}?){after}")
