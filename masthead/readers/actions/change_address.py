"""Reach a reader at another address."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from masthead.mail.groups import group_of
from masthead.readers import belongings
from masthead.readers.actions.find_or_make_reader import new_token
from masthead.readers.actions.record_consent import note_address_is_theirs
from masthead.readers.addresses import key_of
from masthead.readers.models import Reader


def change_address(reader: Reader, address: str) -> Reader:
    """Mail the reader at ``address`` from now on, after somebody confirmed it there; gives the reader who stays.

    Links mailed to the old address are void: whoever reads that mailbox now has no say any more.

    When a reader with the new address is known already, the two become one, and the one at the new address stays: the
    links in that mailbox go on working, above all those to leave.

    Raises ``Reader.DoesNotExist`` for a reader who was erased.
    """
    try:
        return _change(reader, address)
    except IntegrityError:  # meanwhile somebody signed up with it: now there are two to make one of
        return _change(reader, address)


@transaction.atomic
def _change(reader: Reader, address: str) -> Reader:
    rows = Reader.objects.select_for_update().filter(Q(pk=reader.pk) | Q(key=key_of(address))).order_by("pk")
    found = {row.pk: row for row in rows}
    mine = found.pop(reader.pk, None)
    if mine is None:
        raise Reader.DoesNotExist
    stays = _merged(found.popitem()[1], mine) if found else _moved(mine, address)
    note_address_is_theirs(stays, timezone.now())
    return stays


def _moved(reader: Reader, address: str) -> Reader:
    reader.address, reader.key, reader.group = address, key_of(address), group_of(address)
    reader.token = new_token()
    reader.save(update_fields=["address", "key", "group", "token"])
    return reader


def _merged(kept: Reader, gone: Reader) -> Reader:
    for room in belongings.rooms().values():
        room.merge(kept, gone)
    gone.consents.update(reader=kept)
    confirmed = [moment for moment in (kept.confirmed_at, gone.confirmed_at) if moment]
    kept.since, kept.confirmed_at = min(kept.since, gone.since), min(confirmed, default=None)
    kept.language = kept.language or gone.language
    kept.save(update_fields=["since", "confirmed_at", "language"])
    gone.delete()
    return kept
