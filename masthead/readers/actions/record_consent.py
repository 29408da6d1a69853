"""Keep what a reader agreed to."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from masthead.readers.models import Consent, Reader, Wording


def record_consent(
    reader: Reader,
    purpose: str,
    form: str,
    asked_at: datetime,
    confirmed_at: datetime | None = None,
    wording: str = "",
) -> Consent:
    """Put down that the reader asked for something, and when it was confirmed. ``wording`` is the hash of the words.

    The same asking is put down once: coming again with the time of the confirmation, it only gets that time.
    """
    kept, is_new = Consent.objects.get_or_create(
        reader=reader,
        purpose=purpose,
        form=form,
        asked_at=asked_at,
        defaults={"confirmed_at": confirmed_at, "wording": Wording.objects.filter(hash=wording).first()},
    )
    if not is_new and confirmed_at and kept.confirmed_at is None:
        kept.confirmed_at = confirmed_at
        kept.save(update_fields=["confirmed_at"])
    return kept


def withdraw_consent(reader: Reader, purpose: str) -> None:
    """Put down that the reader took it back. What was agreed to and when stays on record."""
    standing = Consent.objects.filter(reader=reader, purpose=purpose, withdrawn_at__isnull=True)
    standing.update(withdrawn_at=timezone.now())


def note_address_is_theirs(reader: Reader, at: datetime) -> None:
    """Somebody used a link that only the reader's mailbox can have given them. The first time counts."""
    if reader.confirmed_at is None and Reader.objects.filter(pk=reader.pk, confirmed_at=None).update(confirmed_at=at):
        reader.confirmed_at = at
