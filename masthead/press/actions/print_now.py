"""The few addresses that an editor has just made, printed by the process that made them, before it answers."""

from __future__ import annotations

import logging

from masthead.press.actions.print_due import print_due
from masthead.press.waking import wake

log = logging.getLogger(__name__)
FEW = 4


def print_now(paths: list[str]) -> None:
    """Print what was wanted, when it is little, and wake the worker for what that touched.

    Never fails: what cannot be printed here stays due, and the worker prints it.
    """
    try:
        if 0 < len(paths) <= FEW:
            print_due(last_rank=0, most=FEW)
    except Exception:
        log.exception("event=print_now_failed paths=%s", len(paths))
    wake()
