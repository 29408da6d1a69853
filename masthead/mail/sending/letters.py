"""Sending the letters that wait."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, InterfaceError, transaction
from django.db.models import F
from django.utils import timezone

from masthead.lib.pause import is_paused
from masthead.mail.bounces.report import in_words
from masthead.mail.bounces.verp import LETTER, sender_for
from masthead.mail.exceptions import Lost, MailError
from masthead.mail.models import Letter
from masthead.mail.sending.claiming import carriers
from masthead.mail.sending.outcomes import hold_against
from masthead.mail.transports import Answer, Parcel, transport

log = logging.getLogger(__name__)
State = Letter.State
AT_ONCE = 50
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=2)
GOOD_FOR = timedelta(days=2)  # a letter that could not leave for so long says nothing any more
TEXT_KEPT_FOR = timedelta(days=1)  # after it was taken, for whom a bounce comes back


def send_letters() -> int:
    """Send what is due, in the order in which it was posted; how many were tried.

    A letter whose carrier died is sent again: it may come twice, under one Message-ID, but a reader who waits for a
    link to confirm is never left without.
    """
    if is_paused(settings.DATA):
        return 0
    give_up_old_letters()
    _free_from_the_dead()
    due = Letter.objects.filter(state=State.WAITING, due_at__lte=timezone.now())
    waiting = list(due.order_by("due_at", "pk").values_list("pk", flat=True)[:AT_ONCE])
    if not waiting:
        return 0
    with carriers.alive() as me:
        letters = [letter for pk in waiting if (letter := _take(pk, me))]
        _send(letters)
        Letter.objects.filter(owner=me, state=State.ON_ITS_WAY).update(state=State.WAITING, owner=0)
    return len(letters)


def _take(pk: int, owner: int) -> Letter | None:
    mine = Letter.objects.filter(pk=pk, state=State.WAITING)
    return Letter.objects.get(pk=pk) if mine.update(state=State.ON_ITS_WAY, owner=owner) else None


def _send(letters: list[Letter]) -> None:
    """All over one session. The letter that is lost with it is put off, and keeps those behind it waiting no longer."""
    on_its_way: list[Letter] = []
    try:
        session = transport().open()
        try:
            for answer in session.send(_parcels(letters, on_its_way)):
                _settle(on_its_way.pop(0), answer)
        finally:
            session.close()
    except MailError as error:
        waiting = (on_its_way[:1] if isinstance(error, Lost) else []) or letters
        log.warning("event=letters_wait count=%s reason=%s", len(waiting), in_words(str(error)))
        _put_off([letter.pk for letter in waiting])
    except (DatabaseError, InterfaceError):
        raise
    except Exception:  # what nobody has foreseen in one letter must not keep those behind it for days
        log.exception("event=letter_failed letters=%s", [letter.pk for letter in on_its_way[:1]])
        _put_off([letter.pk for letter in on_its_way[:1] or letters])


def _parcels(letters: list[Letter], on_its_way: list[Letter]) -> Iterator[Parcel]:
    for letter in letters:
        on_its_way.append(letter)
        yield Parcel(sender_for(LETTER, letter.pk), letter.recipient, bytes(letter.message))


def _settle(letter: Letter, answer: Answer) -> None:
    found = Letter.objects.filter(pk=letter.pk, state=State.ON_ITS_WAY)
    said = in_words(f"{answer.code} {answer.text}")
    if answer.is_taken:
        found.update(state=State.SUBMITTED, submitted_at=timezone.now(), owner=0, answer=said)
    elif answer.is_temporary:
        found.update(answer=said)
        _put_off([letter.pk])
    else:
        with transaction.atomic():
            found.update(state=State.REFUSED, owner=0, answer=said, message=b"")
            hold_against(LETTER, letter.pk, letter.recipient, answer)


def _put_off(letters: list[int]) -> None:
    """Try them later, each time after a longer pause."""
    now = timezone.now()
    for letter in Letter.objects.filter(pk__in=letters, state=State.ON_ITS_WAY):
        pause = min(FIRST_PAUSE * (1 << min(letter.tries, 10)), LONGEST_PAUSE)
        Letter.objects.filter(pk=letter.pk, state=State.ON_ITS_WAY).update(
            state=State.WAITING, tries=F("tries") + 1, due_at=now + pause, owner=0
        )


def give_up_old_letters() -> int:
    """Those that could not leave for two days will not; how many."""
    old = Letter.objects.filter(state=State.WAITING, posted_at__lt=timezone.now() - GOOD_FOR)
    return old.update(state=State.REFUSED, owner=0, message=b"")


def _free_from_the_dead() -> None:
    """What somebody had in hand who died goes again."""
    owners = Letter.objects.filter(state=State.ON_ITS_WAY).values_list("owner", flat=True).distinct()
    gone = carriers.dead(owners)
    if gone:
        Letter.objects.filter(state=State.ON_ITS_WAY, owner__in=gone).update(state=State.WAITING, owner=0)


def clear_letters() -> int:
    """Forget the texts of letters that were sent a day ago; how many. Who asked for what is kept elsewhere."""
    old = Letter.objects.filter(submitted_at__lt=timezone.now() - TEXT_KEPT_FOR).exclude(message=b"")
    return old.update(message=b"")
