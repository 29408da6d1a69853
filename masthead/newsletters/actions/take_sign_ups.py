"""Working off what came in by the forms: decide, and post a confirmation, or do nothing.

The reader was answered long ago, so nothing here can be told from the answer or from how long it took.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import DatabaseError, InterfaceError, transaction
from django.utils import timezone

from masthead.mail.actions.post_letter import post_letter
from masthead.mail.suppressions import is_suppressed
from masthead.newsletters import abuse, days
from masthead.newsletters.abouts import about_reader
from masthead.newsletters.letters import already, confirmation
from masthead.newsletters.mailboxes import of_mailbox
from masthead.newsletters.models import MailingList, SignUp, Subscription
from masthead.readers.actions.find_or_make_reader import find_or_make_reader
from masthead.readers.models import Reader

log = logging.getLogger(__name__)
AT_ONCE = 200
A_DAY = timedelta(days=1)
AGAIN_AFTER = timedelta(minutes=5)
MOST_EVER = 3  # confirmations to a mailbox that never answered
State = SignUp.State


def take_sign_ups() -> int:
    """Work off the forms whose time has come; how many."""
    due = list(
        SignUp.objects.filter(state=State.WAITING, due_at__lte=timezone.now()).order_by("due_at", "pk")[:AT_ONCE]
    )
    if not due:
        return 0
    breaker = abuse.breaker_state()
    for sign_up in due:
        _take_or_put_off(sign_up, breaker)
    return len(due)


def _take_or_put_off(sign_up: SignUp, breaker: abuse.Breaker) -> None:
    """One form that cannot be worked off keeps no other waiting."""
    try:
        with transaction.atomic():
            mine = _alone_with(sign_up)
            if mine is not None:
                _take(mine, breaker)
    except (DatabaseError, InterfaceError):
        raise
    except Exception:
        log.exception("event=sign_up_failed sign_up=%s", sign_up.pk)
        SignUp.objects.filter(pk=sign_up.pk, state=State.WAITING).update(due_at=timezone.now() + AGAIN_AFTER)


def _alone_with(sign_up: SignUp) -> SignUp | None:
    """The form, if it still waits; all of its address are locked, so that two workers do not mail it at once."""
    same = SignUp.objects.select_for_update().filter(address=sign_up.address, state=State.WAITING)
    return next((row for row in same.order_by("pk") if row.pk == sign_up.pk), None)


def _take(sign_up: SignUp, breaker: abuse.Breaker) -> None:
    lists = list(MailingList.objects.filter(slug__in=sign_up.lists, is_open=True))
    if not lists or is_suppressed(sign_up.address) or _is_tired_of_us(sign_up):
        _close(sign_up, State.DROPPED)
        return
    decision = abuse.decide(sign_up, breaker)
    if decision.until:
        SignUp.objects.filter(pk=sign_up.pk).update(due_at=decision.until)
    elif not decision.goes:
        log.info("event=sign_up_dropped reason=%s", decision.reason)
        _close(sign_up, State.DROPPED)
    else:
        _mail(sign_up, lists)


def _mail(sign_up: SignUp, lists: list[MailingList]) -> None:
    reader = find_or_make_reader(sign_up.address, sign_up.language)
    has = [_asks(reader, one, sign_up) for one in lists]  # each is asked for, also when the first one is known
    if all(has):
        post_letter("already", reader.address, already(reader, lists), about=about_reader(reader.pk))
        _close(sign_up, State.KNOWN)
    else:
        post_letter("confirm", reader.address, confirmation(reader, sign_up, lists), about=about_reader(reader.pk))
        _close(sign_up, State.MAILED)


def _asks(reader: Reader, mailing_list: MailingList, sign_up: SignUp) -> bool:
    """Note that the reader asked for the list; whether they have it already, which nothing here takes away."""
    found, is_new = Subscription.objects.get_or_create(
        mailing_list=mailing_list, reader=reader, defaults={"form": sign_up.form, "asked_at": sign_up.at}
    )
    if found.state == Subscription.State.CONFIRMED:
        return True
    if not is_new:
        asked = Subscription.objects.filter(pk=found.pk).exclude(state=Subscription.State.CONFIRMED)
        asked.update(asked_at=sign_up.at, form=sign_up.form)
    days.count(mailing_list.pk, "asked")
    return False


def _is_tired_of_us(sign_up: SignUp) -> bool:
    """One mail a day to an address, and three ever to a mailbox of which nobody ever confirmed anything.

    Asked of those that were mailed alone: limits keep them few, whatever flood of forms there is.
    """
    mailed = SignUp.objects.filter(state__in=abuse.MAILED).exclude(pk=sign_up.pk)
    lately = mailed.filter(due_at__gt=timezone.now() - A_DAY, address__iexact=sign_up.address)
    if lately.exclude(state=State.CONFIRMED).exists():
        return True
    answered = of_mailbox(SignUp.objects.filter(state=State.CONFIRMED), "address", sign_up.address)
    last_yes = answered.filter(confirmed_at__isnull=False).order_by("-confirmed_at").values_list("confirmed_at").first()
    unanswered = of_mailbox(mailed.filter(state=State.MAILED), "address", sign_up.address)
    return (unanswered.filter(at__gt=last_yes[0]) if last_yes else unanswered).count() >= MOST_EVER


def _close(sign_up: SignUp, state: str) -> None:
    """``due_at`` becomes the moment at which it was worked off: limits count by it."""
    SignUp.objects.filter(pk=sign_up.pk).update(state=state, due_at=timezone.now())
