"""Move a reader's newsletters to another address, in two steps."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum

from django.db import transaction
from django.utils import timezone

from masthead.mail.actions.post_letter import post_letter
from masthead.mail.models import Letter, Suppression
from masthead.mail.suppressions import address_key
from masthead.newsletters import letters
from masthead.newsletters.abouts import about_reader
from masthead.newsletters.actions.forget_sign_ups import forget_sign_ups
from masthead.newsletters.mailboxes import mailbox_of, of_mailbox
from masthead.newsletters.models import SignUp
from masthead.readers.actions.change_address import change_address
from masthead.readers.addresses import key_of
from masthead.readers.models import Reader

A_DAY = timedelta(days=1)
MOST_A_DAY = 3  # such mails for one reader, and to one new address: a form that mails strangers needs a low bound
KIND = "new_address"


class Asked(Enum):
    """What became of asking."""

    MAILED = "mailed"
    SAME = "same"  # it is the reader's address already
    TOO_OFTEN = "too_often"


@transaction.atomic
def ask_new_address(reader: Reader, address: str) -> Asked:
    """Mail the new address a link that makes the change. Nobody learns here whether it belongs to a reader already.

    Raises ``Reader.DoesNotExist``.
    """
    Reader.objects.select_for_update().get(pk=reader.pk)  # so that two forms at once are counted one after the other
    if key_of(address) == reader.key:
        return Asked.SAME
    about = about_reader(reader.pk)
    lately = Letter.objects.filter(kind=KIND, posted_at__gte=timezone.now() - A_DAY)
    if lately.filter(about=about).count() >= MOST_A_DAY:
        return Asked.TOO_OFTEN
    to_it = of_mailbox(lately, "recipient", address).count() + lately.filter(recipient=_marked(address)).count()
    if to_it < MOST_A_DAY and not _has_complained(address):
        post_letter(KIND, address, letters.new_address(reader, address), about=about)
    return Asked.MAILED


@transaction.atomic
def take_new_address(reader: Reader, address: str) -> Reader:
    """Make the change, confirmed at the new address, and tell the old one; gives the reader with the new address.

    Raises ``Reader.DoesNotExist`` when the reader was erased, or became one with another.
    """
    reader = Reader.objects.select_for_update().get(pk=reader.pk)
    old = reader.address
    if key_of(address) == reader.key:
        return reader  # two clicks
    stays = change_address(reader, address)
    forget_sign_ups(SignUp.objects.filter(address__iexact=old))  # nobody is reached there any more
    note = letters.address_changed(stays, old)
    post_letter("address_changed", old, note, about=about_reader(stays.pk))
    return stays


def keep_limits(reader: Reader) -> None:
    """Before somebody is erased: that mailboxes were asked today is kept for the day, as a hash with our key.

    Else who signs up, asks and is erased, again and again, could have a stranger's mailbox flooded.
    """
    asked = Letter.objects.filter(kind=KIND, about=about_reader(reader.pk), posted_at__gte=timezone.now() - A_DAY)
    for row in asked.defer("message"):
        Letter.objects.filter(pk=row.pk).update(
            recipient=_marked(row.recipient), about="", message=b"", answer="", state=Letter.State.SUBMITTED
        )


def forget_limits() -> int:
    """Drop what is kept of a former day; how many rows."""
    old = Letter.objects.filter(kind=KIND, about="", posted_at__lt=timezone.now() - A_DAY)
    return old.exclude(recipient__contains="@").delete()[0]


def _marked(address: str) -> str:
    return address_key(mailbox_of(address))


def _has_complained(address: str) -> bool:
    return Suppression.objects.filter(key=address_key(address), reason=Suppression.Reason.COMPLAINT).exists()
