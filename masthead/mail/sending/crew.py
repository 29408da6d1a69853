"""The crew: threads that each keep a session open and carry chunk after chunk."""

from __future__ import annotations

import logging
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Collection

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from masthead.lib.pause import is_paused
from masthead.mail.actions.steer_mailing import pause
from masthead.mail.bounces.report import in_words
from masthead.mail.exceptions import MailError
from masthead.mail.models import Chunk, Mailing, Undelivered
from masthead.mail.sending import claiming
from masthead.mail.sending.breaking import break_soon, new_record
from masthead.mail.sending.carrying import Carrier, Outcome
from masthead.mail.sending.retrying import retry_one
from masthead.mail.transports import CannotConnect, Lost, Session, Transport, transport

log = logging.getLogger(__name__)
IDLE = 0.5  # seconds between two looks for work
KEPT_OPEN = 30.0  # seconds that a session is kept without work
LONGEST_WAIT = 60.0  # seconds before a server that does not answer is asked again


class Crew:
    """Starts the carriers of a process and stops them; between two messages, never within one."""

    def __init__(self, size: int, language: Callable[[], str] = lambda: "en") -> None:
        self.language = language  # in which editors read why a mailing waits
        self.stopping = threading.Event()
        self.threads = [threading.Thread(target=self._work, name=f"carrier-{n}", daemon=True) for n in range(size)]

    def start(self) -> None:
        """Begin to look for work."""
        for thread in self.threads:
            thread.start()

    def stop(self, patience: float = 10.0) -> None:
        """Let each carrier finish its message and give its chunk back."""
        self.stopping.set()
        for thread in self.threads:
            thread.join(patience)

    def _work(self) -> None:
        while not self.stopping.is_set():
            try:
                close_old_connections()
                with claiming.carriers.alive() as me, override(self.language()):
                    Bench(me, self.stopping.is_set, self.stopping.wait).work()
            except (DatabaseError, InterfaceError):
                log.warning("event=carrier_waits", exc_info=True)
                connection.close()
            except Exception:
                # What it had in hand is taken over from the dead: its number is not alive any more.
                log.exception("event=carrier_failed")
            self.stopping.wait(2)
        connection.close()


class Bench:
    """One carrier at work: its session, and the groups that must rest."""

    def __init__(
        self, me: int, stopped: Callable[[], bool], wait: Callable[[float], object], by: Transport | None = None
    ) -> None:
        self.me = me
        self.stopped = stopped
        self.wait = wait
        self.by = by
        self.session: Session | None = None
        self.resting: dict[str, float] = {}
        self.recent: defaultdict[int, deque[bool]] = defaultdict(new_record)  # by mailing
        self.failures = 0
        self.has_told = True  # a reason shown beside mailings may stem from a process that is gone
        self.used_at = time.monotonic()

    def work(self) -> None:
        """Carry for as long as nobody says stop."""
        try:
            while not self.stopped():
                if not self.work_once():
                    self._close_when_idle()
                    self.wait(IDLE)
        finally:
            self.close()

    def work_once(self) -> bool:
        """A chunk, or one that is tried again; whether there was anything to do."""
        if is_paused(settings.DATA) or not _is_work(self._resting_now()):
            return False
        session = self._session()
        if session is None:
            return False
        try:
            if retry_one(self.me, session):
                self._used()
                return True
        except (Lost, CannotConnect) as lost:
            self._lost(lost)
            return True
        chunk = claiming.claim(self.me, self._resting_now())
        if chunk is None:
            return False
        Mailing.objects.filter(pk=chunk.mailing_id, first_sent_at=None).update(first_sent_at=timezone.now())
        self._after(chunk, self._carry(chunk, session))
        return True

    def _carry(self, chunk: Chunk, session: Session) -> Outcome:
        """What nobody has foreseen would put one reader after the other in doubt: the mailing waits for its mender."""
        try:
            return Carrier(chunk, session, self.stopped, self.recent[chunk.mailing_id]).carry()
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:
            pause(chunk.mailing_id, _("Sending met an error; the log says more. %s") % _short(error))
            raise

    def _after(self, chunk: Chunk, outcome: Outcome) -> None:
        if outcome.last:
            self._used()
        if outcome.rest:
            self.resting[chunk.group] = time.monotonic() + outcome.rest
        if outcome.lost:
            self._lost(outcome.lost)
        elif outcome.stopped_early:
            self.close()
        if break_soon(chunk.mailing_id, self.recent[chunk.mailing_id], outcome.last):
            log.warning("event=breaker mailing=%s", chunk.mailing_id)
            del self.recent[chunk.mailing_id]  # who resumes it has seen these

    def _session(self) -> Session | None:
        if self.session is None:
            try:
                self.session = (self.by or transport()).open()
                self.used_at = time.monotonic()
            except CannotConnect as error:
                self._lost(error)
        return self.session

    def _lost(self, error: Lost | CannotConnect) -> None:
        """Wait before the next session; tell the newsroom what keeps its mail."""
        self.close()
        self.failures += 1
        wait = min(2.0 ** min(self.failures, 10), LONGEST_WAIT)
        log.warning("event=relay_lost failures=%s wait=%.0f reason=%s", self.failures, wait, _short(error))
        running = Mailing.objects.filter(state=Mailing.State.SENDING)
        if isinstance(error, CannotConnect) and error.permanent:
            running.update(state=Mailing.State.PAUSED, reason=_("The mail server turns us away: %s") % _short(error))
        elif self.failures > 1:
            self.has_told = True
            running.update(reason=_("The mail server does not answer; it is tried again. %s") % _short(error))
        self.wait(wait)

    def _used(self) -> None:
        self.used_at = time.monotonic()
        self.failures = 0
        if self.has_told:
            self.has_told = False
            Mailing.objects.filter(state=Mailing.State.SENDING).exclude(reason="").update(reason="")

    def _resting_now(self) -> list[str]:
        now = time.monotonic()
        self.resting = {group: until for group, until in self.resting.items() if until > now}
        return list(self.resting)

    def _close_when_idle(self) -> None:
        if self.session and time.monotonic() - self.used_at > KEPT_OPEN:
            self.close()

    def close(self) -> None:
        """Let the session go; the next work opens another."""
        if self.session:
            self.session.close()
        self.session = None


def _is_work(resting: Collection[str]) -> bool:
    """A cheap look, so that no session is opened for nothing."""
    waiting = Chunk.objects.filter(state=Chunk.State.WAITING, mailing__state=Mailing.State.SENDING)
    due = Undelivered.objects.filter(state=Undelivered.State.DEFERRED, due_at__lte=timezone.now())
    return waiting.exclude(group__in=resting).exists() or due.filter(mailing__state=Mailing.State.SENDING).exists()


def _short(error: Exception) -> str:
    """Why, without anybody's address. What is no fault of mail may quote one, so its name must do."""
    return in_words(str(error))[:200] if isinstance(error, MailError) else type(error).__name__
