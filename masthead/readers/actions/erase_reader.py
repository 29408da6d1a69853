"""Forget a reader."""

from __future__ import annotations

import logging

from django.db import transaction

from masthead.mail.actions.forget_recipients import forget_address
from masthead.readers import belongings
from masthead.readers.models import Reader

log = logging.getLogger(__name__)


@transaction.atomic
def erase_reader(reader: Reader) -> None:
    """Delete the reader and all that names them, in every room.

    Two things stay. Counts, which name nobody; and, if the address is suppressed, its keyed hash: it is all that keeps
    us from mailing somebody again who reported us.
    """
    number = reader.pk
    if not Reader.objects.select_for_update().filter(pk=number).exists():
        return
    for room in belongings.rooms().values():
        room.erase(reader)
    forget_address(reader.address)
    reader.delete()
    log.info("A reader was erased.", extra={"event": "reader_erased", "reader": number})
