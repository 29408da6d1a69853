"""Confirm what somebody signed up for."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from masthead.mail.models import Suppression
from masthead.mail.suppressions import address_key, lift
from masthead.newsletters.actions.join_list import join_list
from masthead.newsletters.models import MailingList, SignUp, Subscription
from masthead.readers.actions.record_consent import note_address_is_theirs
from masthead.readers.models import Reader


@dataclass(frozen=True)
class Standing:
    """A sign-up and what became of it."""

    reader: Reader
    lists: list[MailingList]  # those it was for
    got: list[MailingList]  # those of them that the reader gets
    is_done: bool  # the link was used
    is_silenced: bool  # confirmed or not, this address is not mailed: it reported us as spam


@transaction.atomic
def confirm_sign_up(reader_id: int, sign_up_id: int) -> Standing | None:
    """Have the reader get the lists that they signed up for; ``None`` when either is gone.

    A link confirms once. Used again it changes nothing, so an old mail cannot bring back a list that was left since;
    and a list that was left after the sign-up stays left: the newest wish counts.
    """
    reader = Reader.objects.select_for_update().filter(pk=reader_id).first()  # who is erased now is not brought back
    sign_up = SignUp.objects.filter(pk=sign_up_id).first()
    if not reader or not sign_up:
        return None
    now = timezone.now()
    unused = SignUp.objects.filter(pk=sign_up.pk).exclude(state=SignUp.State.CONFIRMED)
    if unused.update(state=SignUp.State.CONFIRMED, confirmed_at=now):
        note_address_is_theirs(reader, now)
        _mail_again(reader.address)
        left_since = set(
            Subscription.objects.filter(reader=reader, left_at__gte=sign_up.at).values_list(
                "mailing_list_id", flat=True
            )
        )
        for mailing_list in _lists(sign_up):
            if mailing_list.pk not in left_since:
                join_list(reader, mailing_list, sign_up.form, sign_up.at, sign_up.wording)
    return standing_of(reader_id, sign_up_id)


def standing_of(reader_id: int, sign_up_id: int) -> Standing | None:
    """What a link to confirm is about, without changing anything."""
    reader, sign_up = Reader.objects.filter(pk=reader_id).first(), SignUp.objects.filter(pk=sign_up_id).first()
    if not reader or not sign_up:
        return None
    lists = _lists(sign_up)
    theirs = Subscription.objects.filter(reader=reader, state=Subscription.State.CONFIRMED)
    got = set(theirs.values_list("mailing_list_id", flat=True))
    return Standing(
        reader,
        lists,
        [row for row in lists if row.pk in got],
        sign_up.state == SignUp.State.CONFIRMED,
        is_silenced(reader.address),
    )


def is_silenced(address: str) -> bool:
    """Whether nothing is mailed to an address although its reader asked for it, because it reported us as spam."""
    return _reason(address) == Suppression.Reason.COMPLAINT


def _lists(sign_up: SignUp) -> list[MailingList]:
    return list(MailingList.objects.filter(slug__in=sign_up.lists))


def _mail_again(address: str) -> None:
    """Lift what kept us from mailing, now that the mailbox is shown to work and its reader to want mail.

    Not after a complaint. The reader's mail service counts complaints against the paper, a single further one harms
    what all other readers get, and whoever clicked may not be who complained. A person lifts that, asked by the reader.
    """
    if _reason(address) in (Suppression.Reason.HARD_BOUNCE, Suppression.Reason.ASKED):
        lift(address)


def _reason(address: str) -> str | None:
    return Suppression.objects.filter(key=address_key(address)).values_list("reason", flat=True).first()
