"""The rows of what can be taken out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth

from masthead.mail.models import Suppression
from masthead.newsletters.models import Issue, Link, ListDay, MailingList, Subscription
from masthead.newsletters.results import results
from masthead.readers.models import Consent

AT_ONCE = 2000
SUBSCRIBERS = (
    "newsletter", "address", "state", "language", "form", "asked_at", "confirmed_at", "left_at", "left_by",
    "paused_until", "consent_form", "consent_asked_at", "consent_confirmed_at", "consent_withdrawn_at", "consent_words",
)  # fmt: skip
RESULTS = (
    "newsletter", "subject", "other_subject", "state", "went_out_at", "address", "audience", "submitted", "deferred",
    "refused", "came_back", "reported_as_spam", "in_doubt", "left_before_their_turn", "clicks",
)  # fmt: skip
SUPPRESSIONS = ("month", "reason", "count")
DAYS = ("newsletter", "day", "asked", "joined", "left", "bounced", "complained")
CONSENTS = ("address", "purpose", "form", "asked_at", "confirmed_at", "withdrawn_at", "words")


def subscribers(mailing_list: MailingList) -> Iterator[Sequence[Any]]:
    """Everybody who ever asked for the list, with the newest consent to it."""
    rows = Subscription.objects.filter(mailing_list=mailing_list).select_related("reader").order_by("pk")
    reading = rows.iterator(chunk_size=AT_ONCE)
    while some := list(islice(reading, AT_ONCE)):
        consents = _consents(mailing_list, [row.reader_id for row in some])
        for row in some:
            yield (
                mailing_list.slug, row.reader.address, row.state, row.reader.language, row.form, row.asked_at,
                row.confirmed_at, row.left_at, row.left_by, row.paused_until, *consents.get(row.reader_id, [""] * 5),
            )  # fmt: skip


def _consents(mailing_list: MailingList, readers: Sequence[int]) -> dict[int, Sequence[Any]]:
    found = Consent.objects.filter(purpose=mailing_list.purpose, reader__in=readers).order_by("asked_at", "pk")
    rows = found.values_list(
        "reader_id", "form", "asked_at", "confirmed_at", "withdrawn_at", "wording__text"
    )  # the newest comes last and stays
    return {reader: rest for reader, *rest in rows}


def consents() -> Iterator[Sequence[Any]]:
    """Every consent that was ever given."""
    found = Consent.objects.order_by("pk").values_list(
        "reader__address", "purpose", "form", "asked_at", "confirmed_at", "withdrawn_at", "wording__text"
    )
    return iter(found.iterator(chunk_size=AT_ONCE))


def issue_results(mailing_list: MailingList) -> Iterator[Sequence[Any]]:
    """What became of each issue that went out, the newest first."""
    issues = Issue.objects.filter(mailing_list=mailing_list, sent_at__isnull=False).defer("body", "intro")
    clicks = dict(
        Link.objects.filter(issue__mailing_list=mailing_list).values_list("issue").annotate(sum=Sum("clicks"))
    )
    for issue in issues.order_by("-sent_at").iterator():
        counts = results(issue).counts
        yield (
            mailing_list.slug, issue.subject, issue.other_subject, issue.state, issue.sent_at, issue.address,
            counts.audience, counts.submitted, counts.deferred, counts.refused, counts.bounced, counts.complained,
            counts.in_doubt, counts.gone, clicks.get(issue.pk, 0),
        )  # fmt: skip


def days() -> Iterator[Sequence[Any]]:
    """What happened to each list on each day."""
    names = ("mailing_list__slug", "day", "asked", "joined", "left", "bounced", "complained")
    return iter(ListDay.objects.order_by("mailing_list", "day").values_list(*names).iterator())


def suppressions() -> Iterator[Sequence[Any]]:
    """How many addresses are never mailed again, by month and reason; which ones nobody can read."""
    months = Suppression.objects.annotate(month=TruncMonth("at")).values("month", "reason")
    for row in months.annotate(count=Count("pk")).order_by("month", "reason"):
        yield f"{row['month']:%Y-%m}", row["reason"], row["count"]
