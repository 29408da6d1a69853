"""What is written down for a recipient whose message was not simply taken."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from masthead.mail import suppressions
from masthead.mail.bounces.report import Report, in_words
from masthead.mail.bounces.verdict import judge
from masthead.mail.models import Suppression, Undelivered
from masthead.mail.signals import bounced
from masthead.mail.transports import Answer, Lost

# How long a server that says "later" is left alone, by the number of tries; then it is refused.
AGAIN = [timedelta(minutes=minutes) for minutes in (5, 15, 45, 120, 240, 480, 600)]

CANNOT_WRITE = Answer(553, "something of this reader's cannot be written into a message")


def taken_for_temporary(lost: Lost) -> Answer:
    """A session that died over a message, as an answer to that message."""
    return Answer(451, str(lost))


def next_try(tries: int) -> datetime | None:
    """When to try again after so many tries; ``None`` when it was the last."""
    return timezone.now() + AGAIN[tries - 1] if tries <= len(AGAIN) else None


def after_answer(answer: Answer, tries: int) -> dict[str, object]:
    """The columns of an ``Undelivered`` row after this answer to the try of this number."""
    due_at = next_try(tries) if answer.is_temporary else None
    state = Undelivered.State.DEFERRED if due_at else Undelivered.State.REFUSED
    if answer.is_taken:
        state = Undelivered.State.SUBMITTED
    return {
        "state": state, "code": min(max(answer.code, 0), 999), "answer": in_words(answer.text), "tries": tries,
        "due_at": due_at, "owner": 0, "at": timezone.now(),
    }  # fmt: skip


def hold_against(mailing: int, recipient: int, address: str, answer: Answer) -> None:
    """A mailbox that does not exist is suppressed at once; a refusal of us says nothing of the reader."""
    if not answer.is_final:
        return
    verdict = judge("", f"{answer.code} {answer.text}")
    detail = in_words(f"{answer.code} {answer.text}")
    if verdict == "hard":
        suppressions.suppress(address, Suppression.Reason.HARD_BOUNCE, detail)
    elif verdict == "soft":
        suppressions.note_soft_bounce(address)
    bounced.send(
        sender=Report, mailing_id=mailing, recipient_id=recipient, address=address, kind=verdict, detail=detail
    )
