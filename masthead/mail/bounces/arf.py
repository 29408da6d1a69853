"""Complaints: "this is spam", passed on by mail providers in the form of RFC 5965."""

from __future__ import annotations

from email.message import Message

COMPLAINTS = ("abuse", "fraud", "opt-out", "opt-out-list", "virus", "other")


def is_feedback(message: Message) -> bool:
    """Whether it is a feedback report by its form."""
    return _fields(message) is not None


def is_complaint(message: Message) -> bool:
    """Whether a reader has complained; a report of the opposite (not-spam) or of a failed signature is none."""
    fields = _fields(message)
    return fields is not None and str(fields.get("Feedback-Type", "")).strip().lower() in COMPLAINTS


def words(message: Message) -> str:
    """What is kept of it: the kind, and which provider reports."""
    fields = _fields(message)
    if fields is None:
        return ""
    return f"{fields.get('Feedback-Type', '')} {fields.get('User-Agent', '')}".strip()


def address(message: Message) -> str:
    """Whose complaint it is, where the provider says so; most leave it out."""
    fields = _fields(message)
    named = str((fields.get("Original-Rcpt-To") or fields.get("Removal-Recipient") or "") if fields else "")
    return named.rpartition(";")[2].strip(" <>").lower()


def _fields(message: Message) -> Message | None:
    for part in message.walk():
        if part.get_content_type() == "message/feedback-report":
            payload = part.get_payload()
            inner = payload[0] if isinstance(payload, list) and payload else None
            return inner if isinstance(inner, Message) else None
    return None
