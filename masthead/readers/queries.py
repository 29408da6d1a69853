"""What other rooms ask about readers."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from masthead.readers.addresses import key_of
from masthead.readers.models import Consent, Reader


def reader_at(address: str) -> Reader | None:
    """Who is reached at an address, however it is written."""
    return Reader.objects.filter(key=key_of(address)).first()


def standing_consents(reader: Reader) -> QuerySet[Consent]:
    """What the reader has agreed to, has confirmed and has not taken back, oldest first."""
    found = Consent.objects.filter(reader=reader, confirmed_at__isnull=False, withdrawn_at__isnull=True)
    return found.select_related("wording").order_by("asked_at", "pk")


def never_confirmed(before: datetime) -> QuerySet[Reader]:
    """Addresses that somebody typed before then and nobody ever confirmed, not for anything."""
    found = Reader.objects.filter(confirmed_at__isnull=True, since__lt=before)
    return found.exclude(consents__confirmed_at__isnull=False).order_by("pk")
