"""A server process leaves when the one that started it was killed: it would hold the port, and nobody would print."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time

LOOK_EVERY = 1.0
TO_FINISH = 10.0  # seconds for the answers that are under way


def leave_with_parent() -> None:
    """Watch the process that this one was forked from, if there is one, and stop as it would have asked."""
    parent = multiprocessing.parent_process()
    if parent and parent.pid:
        threading.Thread(target=_watch, args=[parent.pid], daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(TO_FINISH)
    os._exit(1)
