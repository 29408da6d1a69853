"""Give readers what is kept of them."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from masthead.mail.models import Letter, SoftBounce, Suppression
from masthead.mail.suppressions import address_key
from masthead.readers import belongings
from masthead.readers.models import Consent, Reader


@transaction.atomic
def export_reader(reader: Reader) -> dict[str, Any]:
    """All that is kept of a reader, in every room, fit for JSON."""
    own: dict[str, Any] = {
        "address": reader.address,
        "language": reader.language,
        "known_since": reader.since.isoformat(),
        "address_confirmed_at": _iso(reader.confirmed_at),
        "consents": [
            _consent(row) for row in reader.consents.select_related("wording").order_by("asked_at", "pk")
        ],
        "letters": [_letter(row) for row in Letter.objects.filter(recipient__iexact=reader.address).order_by("pk")],
        "suppressed": _suppression(reader),
        "mailbox_that_took_no_mail": _soft_bounces(reader),
    }  # fmt: skip
    return own | {name: room.export(reader) for name, room in belongings.rooms().items()}


def _consent(row: Consent) -> dict[str, Any]:
    return {
        "purpose": row.purpose,
        "form": row.form,
        "words": row.wording.text if row.wording else "",
        "asked_at": _iso(row.asked_at),
        "confirmed_at": _iso(row.confirmed_at),
        "withdrawn_at": _iso(row.withdrawn_at),
    }


def _letter(row: Letter) -> dict[str, Any]:
    return {"kind": row.kind, "state": row.state, "posted_at": _iso(row.posted_at), "sent_at": _iso(row.submitted_at)}


def _suppression(reader: Reader) -> dict[str, Any] | None:
    row = Suppression.objects.filter(key=address_key(reader.address)).first()
    return {"reason": row.reason, "at": _iso(row.at), "detail": row.detail} if row else None


def _soft_bounces(reader: Reader) -> dict[str, Any] | None:
    row = SoftBounce.objects.filter(key=address_key(reader.address)).first()
    return {"times": row.count, "first_at": _iso(row.first_at), "last_at": _iso(row.last_at)} if row else None


def _iso(moment: Any) -> str | None:
    return moment.isoformat() if moment else None
