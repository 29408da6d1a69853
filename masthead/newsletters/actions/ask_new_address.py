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
    about = f"reader:{reader.pk}"
    lately = Letter.objects.filter(kind=KIND, posted_at__gte=timezone.now() - A_DAY)
    if lately.filter(about=about).count() >= MOST_A_DAY:
        return Asked.TOO_OFTEN
    to_it = lately.filter(recipient__iexact=address).count()
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
    note = letters.address_changed(stays, old)
    post_letter("address_changed", old, note, about=f"reader:{stays.pk}")
    return stays


def _has_complained(address: str) -> bool:
    return Suppression.objects.filter(key=address_key(address), reason=Suppression.Reason.COMPLAINT).exists()
