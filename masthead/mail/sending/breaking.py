"""The breaker: a mailing that goes wrong is paused before it has gone wrong for everybody."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from django.utils.translation import gettext as _

from masthead.mail.actions.steer_mailing import pause
from masthead.mail.bounces.report import in_words
from masthead.mail.models import Mailing
from masthead.mail.queries import Counts, counts
from masthead.mail.transports import Answer

FEW = 20  # so many answers, none of them good, are no accident
WINDOW, WORST = 100, 0.3  # of the last hundred answers on one connection, so many not taken
ENOUGH = 200  # answers before shares mean something
MOST_REFUSED, MOST_DEFERRED, MOST_COMPLAINTS = 0.05, 0.2, 0.003  # shares that large providers begin to block at


def new_record() -> deque[bool]:
    """Of the last answers, whether each message was taken."""
    return deque(maxlen=WINDOW)


def goes_wrong(recent: Sequence[bool]) -> bool:
    """Whether one connection gets little but refusals."""
    missed = len(recent) - sum(recent)
    is_hopeless = len(recent) >= FEW and missed == len(recent)
    is_bad = len(recent) >= WINDOW and missed >= WORST * len(recent)
    return is_hopeless or is_bad


def break_soon(mailing: int, recent: Sequence[bool], last: Answer | None) -> bool:
    """Pause a mailing that goes wrong on one connection; whether it was paused."""
    if not goes_wrong(recent):
        return False
    if last is None:
        return pause(mailing, _("The mail server ended each session before it had taken a message."))
    reason = _("The mail server took none or few of the last messages. It last said: %(code)s %(text)s")
    return pause(mailing, reason % {"code": last.code, "text": in_words(last.text)[:180]})


def watch_mailings() -> int:
    """Pause each mailing whose share of bounces, deferrals or complaints is too high; how many."""
    paused = 0
    for mailing in Mailing.objects.filter(state=Mailing.State.SENDING):
        if reason := too_bad(counts(mailing), mailing.resumed):
            paused += pause(mailing.pk, reason)
    return paused


def too_bad(now: Counts, resumed: int = 0) -> str:
    """Why a mailing with these counts should pause; empty when it need not.

    Who resumed it has seen the reason: each time twice as much is borne.
    """
    sent = now.answered - now.gone + now.deferred
    if sent < ENOUGH:
        return ""
    borne = 2 ** min(resumed, 10)
    shares = {
        _("%(share)s %% of the messages were refused or came back."): (
            (now.refused + now.bounced) / sent,
            MOST_REFUSED,
        ),
        _("%(share)s %% of the messages were put off by the receiving servers."): (now.deferred / sent, MOST_DEFERRED),
        _("%(share)s %% of the readers reported the mail as spam."): (now.complained / sent, MOST_COMPLAINTS),
    }
    bad = (text % {"share": round(share * 100, 1)} for text, (share, most) in shares.items() if share > most * borne)
    return next(bad, "")
