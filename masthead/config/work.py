"""The worker: what is due by the clock, and slow work that pages asked for."""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Callable

from django.db import DatabaseError, close_old_connections, connection

from masthead.articles.actions.publish_due import publish_due
from masthead.media.actions.make_renditions import make_wanted
from masthead.newsfeed.actions.show_due import show_due
from masthead.publication.actions.turn_day import turn_day

log = logging.getLogger(__name__)
PAUSE = 0.5
JOBS: tuple[Callable[[], int], ...] = (publish_due, show_due, turn_day, make_wanted)


def work_for_ever() -> None:
    """Go round the jobs; rest when none had anything to do. Leaves on SIGTERM or when orphaned."""
    stopped: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, frame: stopped.append(number))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the parent, which then stops this process
    parent = os.getppid()
    os.nice(15)  # readers and editors come first
    while not stopped and os.getppid() == parent:
        if not work_once():
            time.sleep(PAUSE)
    connection.close()


def work_once() -> int:
    """Each job once; how much was done. A job that fails does not keep the others from theirs."""
    done = 0
    for job in JOBS:
        close_old_connections()
        try:
            done += job()
        except DatabaseError as error:
            log.warning("event=job_waits job=%s reason=%s", job.__name__, error)
            connection.close()
        except Exception:
            log.exception("event=job_failed job=%s", job.__name__)
    return done
