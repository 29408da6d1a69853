"""What a report changes: the suppression, the row of the mailing, and what the rooms above hear of it."""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils import timezone

from masthead.mail import kinds, suppressions
from masthead.mail.bounces.report import Report, in_words
from masthead.mail.bounces.verp import LETTER
from masthead.mail.groups import group_of
from masthead.mail.models import Letter, Mailing, Suppression, Undelivered
from masthead.mail.signals import bounced, complained

log = logging.getLogger(__name__)
CAME_BACK = (Undelivered.State.BOUNCED, Undelivered.State.COMPLAINED)
REASONS = {"complaint": Suppression.Reason.COMPLAINT, "asked": Suppression.Reason.ASKED}


def take_report(report: Report) -> bool:
    """Store what a report says, all of it or nothing; whether it was news. May be called again with the same report.

    The address comes from our own books and never from a bounce, which anybody can write: whoever has got one message
    of ours holds one signature, and could else have any address of their choice silenced with it.
    """
    if report.kind == "ignored" or (report.mailing is None and not report.is_vouched):
        return False
    with transaction.atomic():
        address = report.address if report.is_vouched and report.address else _address(report)
        kind = _as_counted(report, address)
        is_new = _file(report, report.mailing, report.recipient, group_of(address) if address else "")
        if address:
            _hold_against(address, kind, in_words(report.detail), is_new)
        signal = complained if kind in REASONS else bounced
        signal.send(
            sender=Report, mailing_id=report.mailing, recipient_id=report.recipient, address=address, kind=kind,
            detail=in_words(report.detail),
        )  # fmt: skip
    log.info("event=%s mailing=%s recipient=%s", kind, report.mailing, report.recipient)
    return is_new


def _as_counted(report: Report, address: str) -> str:
    """A mailbox that is gone, unless it is another one than ours: forwarded to, or left by the reader since.

    Then nothing is wrong with the address we have now, or it will go on bouncing and be counted as soft.
    """
    ours = address.lower()
    is_another = not report.is_vouched and report.address not in ("", ours, ours.replace("+", "+2b"))  # xtext
    return "soft" if report.kind == "hard" and is_another else report.kind


def _hold_against(address: str, kind: str, detail: str, is_new: bool) -> None:
    if kind in REASONS:
        suppressions.suppress(address, REASONS[kind], detail)
    elif kind == "hard":
        suppressions.suppress(address, Suppression.Reason.HARD_BOUNCE, detail)
    elif kind == "soft" and is_new:
        suppressions.note_soft_bounce(address)


def _address(report: Report) -> str:
    """Whom we mailed, from our own books; ``""`` when they were erased."""
    if report.mailing is None or report.recipient is None:
        return ""
    if report.mailing == LETTER:
        found = Letter.objects.filter(pk=report.recipient, recipient__contains="@")  # else whose it was is forgotten
        return found.values_list("recipient", flat=True).first() or ""
    name = Mailing.objects.filter(pk=report.mailing).values_list("kind", flat=True).first()
    try:
        return (kinds.get(name).address_of(report.recipient) or "") if name else ""
    except KeyError:
        return ""


def _file(report: Report, mailing: int | None, recipient: int | None, group: str) -> bool:
    """Note it in the mailing's books; whether it was not known before."""
    if report.kind == "asked" or mailing is None or recipient is None:
        return True
    detail = in_words(report.detail)
    if mailing == LETTER:
        refused = Letter.objects.filter(pk=recipient).exclude(state=Letter.State.REFUSED)
        return bool(refused.update(state=Letter.State.REFUSED, answer=detail))
    if not Mailing.objects.filter(pk=mailing).exists():
        return False
    state = Undelivered.State.COMPLAINED if report.kind == "complaint" else Undelivered.State.BOUNCED
    found = {"state": state, "answer": detail, "at": timezone.now(), "due_at": None, "owner": 0}
    row, is_new = Undelivered.objects.get_or_create(
        mailing_id=mailing, recipient=recipient, defaults={**found, "group": group}
    )
    if is_new:
        return True
    known = (state, Undelivered.State.COMPLAINED)
    # What came back had been submitted; only of those with no row before does their chunk know.
    Undelivered.objects.filter(pk=row.pk, tries=0).exclude(state__in=CAME_BACK).update(tries=1)
    return bool(Undelivered.objects.filter(pk=row.pk).exclude(state__in=known).update(**found))
