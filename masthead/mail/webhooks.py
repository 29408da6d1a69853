"""What a sending service tells of our messages, through django-anymail.

The service has proved who it is by the secret, so that the address it names is enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from anymail.signals import AnymailTrackingEvent, EventType, RejectReason, tracking
from django.dispatch import receiver

from masthead.mail import suppressions
from masthead.mail.bounces import verp
from masthead.mail.bounces.filing import take_report
from masthead.mail.bounces.report import Kind, Report, in_words
from masthead.mail.bounces.verdict import FULL, judge

# How each service says, in its own words, that trying again is no use.
PERMANENT = {
    "Type": ("HardBounce", "BadEmailAddress"),  # Postmark
    "event": ("hard_bounce", "invalid_email"),  # Brevo
    "hard_bounce": (True,),  # Mailjet
    "bounce_classification": ("Invalid Address",),  # SendGrid
    "severity": ("permanent",),  # Mailgun
    "bounce_class": ("10", "30"),  # SparkPost
    "bounceType": ("Permanent",),  # Amazon SES
    "type": ("Permanent",),  # Resend
}
INSIDE = ("event-data", "msys", "message_event", "bounce", "data")  # where they keep it


@receiver(tracking, dispatch_uid="masthead.mail.webhooks")
def hear(sender: object, event: AnymailTrackingEvent, esp_name: str, **kwargs: Any) -> None:
    """Take what one event of a sending service says. A delivery lets earlier soft bounces be forgotten."""
    address = (event.recipient or "").strip().lower()
    if event.event_type == EventType.DELIVERED and address:
        suppressions.forget_soft_bounces(address)
    kind = kind_of(event)
    ids = _reference(event)
    if kind != "ignored" and (ids or address):
        detail = in_words(f"{esp_name}: {event.mta_response or event.description or event.reject_reason or ''}")
        mailing, recipient = ids or (None, None)
        take_report(Report(kind, mailing, recipient, address=address, detail=detail, is_vouched=True))


def kind_of(event: AnymailTrackingEvent) -> Kind:
    """What kind of report an event is. A service that only goes on trying, or failed by itself, reports nothing."""
    reason = event.reject_reason
    is_dropped = event.event_type == EventType.REJECTED  # by the service, for what it knows of the address
    if event.event_type == EventType.COMPLAINED or (is_dropped and reason == RejectReason.SPAM):
        return "complaint"
    if event.event_type == EventType.UNSUBSCRIBED or (is_dropped and reason == RejectReason.UNSUBSCRIBED):
        return "asked"
    if event.event_type == EventType.BOUNCED:
        return _bounce(event)
    if is_dropped:
        return "hard" if reason in (RejectReason.BOUNCED, RejectReason.INVALID) else "refused"
    return "ignored"


def _bounce(event: AnymailTrackingEvent) -> Kind:
    """Services call many things a bounce: the answer of the reader's own server is believed first."""
    if event.reject_reason in (RejectReason.BLOCKED, RejectReason.SPAM):
        return "refused"
    if event.reject_reason == RejectReason.TIMED_OUT:
        return "soft"
    words = str(event.mta_response or event.description or "")
    verdict = judge("", words)
    if verdict == "soft" and not FULL.search(words) and not words.startswith("4"):
        return "hard" if event.reject_reason == RejectReason.INVALID or _is_permanent(event.esp_event) else "soft"
    return verdict


def _is_permanent(said: Any) -> bool:
    if not hasattr(said, "get"):
        return False
    if any(said.get(name) in values for name, values in PERMANENT.items()):
        return True
    return any(_is_permanent(said.get(name)) for name in INSIDE)


def _reference(event: AnymailTrackingEvent) -> tuple[int, int] | None:
    """Mailing and recipient, from what we gave the service along with the message and it gives back."""
    for text in _given_back(event):
        ids = verp.read_token(text)
        if ids:
            return ids
    return None


def _given_back(event: AnymailTrackingEvent) -> Iterator[str]:
    yield from (str(value) for value in (event.metadata or {}).values())
    yield str(event.message_id or "")
    said = event.esp_event if isinstance(event.esp_event, dict) else {}
    for place in ("mail", "data"):  # Amazon SES, Resend
        for header in (said.get(place) or {}).get("headers") or []:
            if str(header.get("name")).lower() == "x-masthead-ref":
                yield str(header.get("value"))
