"""Parcels of a mailing: its template filled for one reader, in an envelope that names both."""

from __future__ import annotations

from masthead.mail.bounces.verp import sender_for
from masthead.mail.kinds import Recipient
from masthead.mail.mime import Template
from masthead.mail.models import Part
from masthead.mail.transports import Parcel


def template_of(mailing: int, variant: str) -> Template:
    """The message of a mailing with its slots."""
    kept = Part.objects.values_list("template", flat=True).get(mailing=mailing, variant=variant)
    return Template.from_bytes(bytes(kept))


def parcel_for(mailing: int, number: int, recipient: Recipient, template: Template) -> Parcel:
    """What one reader is sent. ``ValueError``: something of theirs cannot be written into a message."""
    return Parcel(sender_for(mailing, number), recipient.address, template.fill(recipient.slots))
