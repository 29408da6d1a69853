"""What this room keeps of a reader: subscriptions, sign-ups, and what happened to issues that were mailed to them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from masthead.mail.actions.forget_recipients import forget_letters, forget_recipients, hand_letters_over
from masthead.mail.models import Letter, Undelivered
from masthead.newsletters import days
from masthead.newsletters.abouts import about_reader, welcome_of
from masthead.newsletters.actions.ask_new_address import keep_limits
from masthead.newsletters.actions.forget_sign_ups import forget_sign_ups
from masthead.newsletters.actions.leave import leave_all
from masthead.newsletters.mailing_kind import KIND
from masthead.newsletters.models import Issue, SignUp, Subscription
from masthead.readers.models import Reader


class NewsletterBelongings:
    """Exports, erases and merges them."""

    def export(self, reader: Reader) -> Any:
        """Every list that was ever asked for, every filled form that is still kept, every issue that did not arrive."""
        rows = reader.subscriptions.select_related("mailing_list").order_by("asked_at", "pk")
        sign_ups = SignUp.objects.filter(address__iexact=reader.address).order_by("at")
        return {
            "subscriptions": [_subscription(row) for row in rows],
            "sign_ups": [_sign_up(row) for row in sign_ups],
            "issues_not_delivered": _not_delivered([row.pk for row in rows]),
            "letters_to_other_addresses": _letters_elsewhere(reader),
        }

    def erase(self, reader: Reader) -> None:
        """Delete them. The days of the lists keep how many joined and left, and count one more who left."""
        numbers = list(reader.subscriptions.values_list("pk", flat=True))
        leave_all(reader, "erased")
        forget_recipients(KIND, numbers)
        keep_limits(reader)
        for about in (about_reader(reader.pk), *map(welcome_of, numbers)):
            forget_letters(about)  # also those to an address that was asked for, or left behind
        forget_sign_ups(SignUp.objects.filter(address__iexact=reader.address))
        reader.subscriptions.all().delete()

    def merge(self, kept: Reader, gone: Reader) -> None:
        """Have ``kept`` get what either got: once, and never less than before."""
        hand_letters_over(about_reader(gone.pk), about_reader(kept.pk))
        mine = {row.mailing_list_id: row for row in Subscription.objects.select_for_update().filter(reader=kept)}
        for row in Subscription.objects.select_for_update().filter(reader=gone):
            if row.mailing_list_id not in mine:
                row.reader = kept
                row.save(update_fields=["reader"])
            else:
                _merge(mine[row.mailing_list_id], row)


def _merge(kept: Subscription, gone: Subscription) -> None:
    """The row of the kept reader stays, since links in their mailbox name it."""
    confirmed = Subscription.State.CONFIRMED
    if gone.state == confirmed != kept.state:
        kept.state, kept.form, kept.paused_until = confirmed, gone.form, gone.paused_until
        kept.left_at, kept.left_by, kept.left_why = None, "", ""
    elif gone.state == confirmed:
        days.count(kept.mailing_list_id, "left")  # two got it, and now it is one
    moments = [moment for moment in (kept.confirmed_at, gone.confirmed_at) if moment]
    kept.asked_at, kept.confirmed_at = min(kept.asked_at, gone.asked_at), min(moments, default=None)
    kept.save()
    hand_letters_over(welcome_of(gone.pk), welcome_of(kept.pk))
    gone.delete()


def _subscription(row: Subscription) -> dict[str, Any]:
    return {
        "newsletter": row.mailing_list.name,
        "state": row.state,
        "form": row.form,
        "asked_at": _iso(row.asked_at),
        "confirmed_at": _iso(row.confirmed_at),
        "left_at": _iso(row.left_at),
        "left_by": row.left_by,
        "left_why": row.left_why,
        "paused_until": _iso(row.paused_until),
    }


def _sign_up(row: SignUp) -> dict[str, Any]:
    return {"newsletters": row.lists, "form": row.form, "at": _iso(row.at), "confirmed_at": _iso(row.confirmed_at)}


def _letters_elsewhere(reader: Reader) -> list[dict[str, Any]]:
    """To an address that was asked for, and to one that was left behind."""
    found = Letter.objects.filter(about=about_reader(reader.pk)).exclude(recipient__iexact=reader.address)
    return [
        {"to": row.recipient, "kind": row.kind, "state": row.state, "posted_at": _iso(row.posted_at)}
        for row in found.defer("message").order_by("pk")
    ]


def _not_delivered(subscriptions: list[int]) -> list[dict[str, Any]]:
    found = Undelivered.objects.filter(mailing__kind=KIND, recipient__in=subscriptions).select_related("mailing")
    rows = list(found.order_by("at"))
    subjects = Issue.objects.in_bulk([row.mailing.about for row in rows])
    return [
        {
            "issue": subjects[row.mailing.about].subject if row.mailing.about in subjects else "",
            "state": row.state,
            "answer": row.answer,
            "at": _iso(row.at),
        }
        for row in rows
    ]


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
