"""The worker's round to the place that bounces come to."""

from __future__ import annotations

import imaplib
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import InterfaceError, OperationalError

from masthead.lib.pause import is_paused
from masthead.mail.bounces import imap, lmtp, maildir
from masthead.mail.bounces.address import Source
from masthead.mail.bounces.exceptions import CannotCollect
from masthead.mail.bounces.filing import take_report
from masthead.mail.bounces.reading import read

log = logging.getLogger(__name__)
EVERY = {"maildir": 5.0, "imap": 60.0, "lmtp": 0.0}  # seconds between two looks
AFTER_FAILURE = 300.0

_next_look: dict[Source, float] = {}
_listeners: dict[Source, tuple[lmtp.Listener, int]] = {}


def collect() -> int:
    """File the bounces and complaints that have come since; how many messages were looked at.

    Each message leaves its place only after its report is stored, so that one in hand at a crash is read again. While
    the newsroom is paused none is touched: a restored copy must not empty the real one's mailbox.
    """
    source: Source | None = settings.BOUNCES
    if source is None or is_paused(settings.DATA) or time.monotonic() < _next_look.get(source, 0.0):
        return 0
    try:
        done = _WAYS[source.kind](source)
    except CannotCollect as problem:
        log.warning("event=bounces_wait reason=%s", problem)
        _next_look[source] = time.monotonic() + AFTER_FAILURE
        return 0
    if not done:
        _next_look[source] = max(_next_look.get(source, 0.0), time.monotonic() + EVERY[source.kind])
    return done


def stop() -> None:
    """Stop listening."""
    for listener, _ in _listeners.values():
        listener.stop()
    _listeners.clear()
    _next_look.clear()


def problem(source: Source) -> str | None:
    """Why bounces cannot be fetched from there, or ``None``."""
    try:
        if source.kind == "maildir":
            next(maildir.waiting(Path(source.folder)), None)
        elif source.kind == "imap":
            with imap.opened(source):
                pass
    except CannotCollect as error:
        return str(error)
    return None


@contextmanager
def _kept_on_failure(source: Source) -> Iterator[None]:
    """A message that a room above fails at stays where it is, and those behind it are read all the same."""
    try:
        yield
    except (CannotCollect, OperationalError, InterfaceError, OSError, imaplib.IMAP4.error):
        raise  # none of the others would fare better
    except Exception:
        log.exception("event=bounce_not_stored")
        _next_look[source] = time.monotonic() + AFTER_FAILURE


def _from_maildir(source: Source) -> int:
    done = 0
    for path in maildir.waiting(Path(source.folder)):
        with _kept_on_failure(source), maildir.taken_out(path) as raw:
            if raw is not None:
                take_report(read(raw))
                done += 1
    return done


def _from_imap(source: Source) -> int:
    taken: list[str] = []
    with imap.opened(source) as box:
        uids = imap.waiting(box)
        for uid in uids:
            raw = imap.message(box, uid)
            if raw is None:
                continue
            with _kept_on_failure(source):
                report = read(raw)
                take_report(report)
                is_ours = report.kind != "ignored"
                imap.mark(box, uid, is_ours)
                taken += [uid] * is_ours
        imap.clear(box, taken)
    return len(uids)


def _from_lmtp(source: Source) -> int:
    if source not in _listeners:
        _listeners[source] = lmtp.listen(source), 0
    listener, before = _listeners[source]
    now = listener.taken
    _listeners[source] = listener, now
    return now - before


_WAYS: dict[str, Callable[[Source], int]] = {"maildir": _from_maildir, "imap": _from_imap, "lmtp": _from_lmtp}
