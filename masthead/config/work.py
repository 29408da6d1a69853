"""The worker: what is due by the clock, printing, and in a process of its own the slow work that pages asked for."""

from __future__ import annotations

import functools
import logging
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils.translation import override

from masthead.articles.actions.publish_due import publish_due
from masthead.articles.horizon import move_horizon
from masthead.config.backups.schedule import back_up_when_due
from masthead.fronts.actions.make_edition import make_edition
from masthead.mail.actions.clear_outbox import clear_outbox
from masthead.mail.actions.steer_mailing import finish_mailings
from masthead.mail.bounces import collecting
from masthead.mail.sending.breaking import watch_mailings
from masthead.mail.sending.claiming import take_over_from_the_dead
from masthead.mail.sending.crew import Crew
from masthead.mail.sending.letters import clear_letters, send_letters
from masthead.media.actions.make_renditions import make_wanted
from masthead.newsfeed.actions.show_due import show_due
from masthead.newsletters.actions.forget_unconfirmed import forget_unconfirmed
from masthead.newsletters.actions.make_automatic import make_due_automatic
from masthead.newsletters.actions.send_issue import begin_due
from masthead.newsletters.actions.steer_sending import judge_trials
from masthead.newsletters.actions.take_sign_ups import take_sign_ups
from masthead.newsletters.proof import forget_expired
from masthead.press import outbox, sorting
from masthead.press.actions.deliver_files import deliver_files
from masthead.press.actions.print_due import print_due
from masthead.press.actions.purge_due import purge_due
from masthead.press.actions.recompress import recompress
from masthead.press.actions.reprint import reprint_when_press_is_new
from masthead.press.models import Page
from masthead.press.targets.folder import FolderTarget
from masthead.press.waking import Bed, wake
from masthead.publication.actions.turn_day import turn_day
from masthead.publication.queries import nameplate

log = logging.getLogger(__name__)
PAUSE = 0.25
PRINT_FOR = 0.5  # seconds of a reprint before the clock is looked at again

Job = Callable[[], int]


def hourly(job: Job) -> Job:
    """The job, at most once an hour in this process: tidying that nobody waits for."""
    due = 0.0

    @functools.wraps(job)
    def sometimes() -> int:
        nonlocal due
        if time.monotonic() < due:
            return 0
        due = time.monotonic() + 3600
        return job()

    return sometimes


def paper_language() -> str:
    """What reasons are written in that editors read, such as why a mailing waits."""
    return nameplate().language


def in_paper_language(job: Job) -> Job:
    """The job, with the reasons that it writes for editors in their language."""

    @functools.wraps(job)
    def told() -> int:
        with override(paper_language()):
            return job()

    return told


def print_some() -> int:
    """Print what is due: all that editors wait for, and a little of a reprint."""
    done = print_due(until=time.monotonic() + PRINT_FOR).total
    mark_whole()
    return done


def mark_whole() -> None:
    """Tell the server whether each page has been printed at least once: until then it asks Django for the others."""
    path = Path(settings.DATA) / "press" / "whole"
    waiting = Page.objects.filter(sorting.due_now(), printed_at=None)
    is_whole = not waiting.exists() and Page.objects.exists()
    if is_whole != path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch() if is_whole else path.unlink(missing_ok=True)


# What readers and editors wait for, and what they do not. Each round begins anew with the first.
AT_THE_PRESS: tuple[Job, ...] = (publish_due, show_due, turn_day, move_horizon, make_edition, print_some, purge_due)
IN_THE_BACK: tuple[Job, ...] = (make_wanted, deliver_files, back_up_when_due, recompress, collecting.collect)
AT_THE_POST: tuple[Job, ...] = (
    take_sign_ups, send_letters, make_due_automatic, in_paper_language(begin_due), take_over_from_the_dead,
    in_paper_language(watch_mailings),
    finish_mailings, judge_trials,
    hourly(forget_unconfirmed), hourly(forget_expired), hourly(clear_letters), hourly(clear_outbox),
)  # fmt: skip


def work_for_ever(jobs: tuple[Job, ...], nice: int, parent: int) -> None:
    """Go round the jobs; rest when none had anything to do. Leaves on SIGTERM or when orphaned."""
    stopped: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, frame: stopped.append(number))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the parent, which then stops this process
    os.nice(nice)
    is_at_the_press = print_some in jobs
    bed = Bed() if is_at_the_press else None
    outbox.after_commit(lambda paths: wake())
    if is_at_the_press:
        FolderTarget(settings.SITE_FOLDER).drop_unfinished()
    is_known = not is_at_the_press
    while not stopped and os.getppid() == parent:
        is_known = is_known or _compare_press()
        if not work_once(jobs):
            bed.sleep(PAUSE) if bed else time.sleep(PAUSE * 4)
    connection.close()


def _compare_press() -> bool:
    """Have all printed that another version has made; whether that could be found out, which needs the database."""
    try:
        reprint_when_press_is_new()
    except (DatabaseError, InterfaceError):
        log.warning("event=press_waits", exc_info=True)
        connection.close()
        return False
    return True


def work_behind_for_ever(parent: int) -> None:
    """The slow work that nobody waits for, and listening for bounces."""
    try:
        work_for_ever(IN_THE_BACK, 15, parent)
    finally:
        collecting.stop()


def send_for_ever(parent: int) -> None:
    """The post: its jobs in turn, and beside them the crew that carries mailings."""
    crew = Crew(settings.MAIL.connections, paper_language)
    crew.start()
    try:
        work_for_ever(AT_THE_POST, 10, parent)
    finally:
        crew.stop()


def work_once(jobs: tuple[Job, ...] = (*AT_THE_PRESS, *IN_THE_BACK, *AT_THE_POST)) -> int:
    """Each job once; how much was done. A job that fails does not keep the others from theirs."""
    done = 0
    for job in jobs:
        close_old_connections()
        try:
            done += job()
        except (DatabaseError, InterfaceError):
            log.warning("event=job_waits job=%s", job.__name__, exc_info=True)
            connection.close()
        except Exception:
            log.exception("event=job_failed job=%s", job.__name__)
    return done
