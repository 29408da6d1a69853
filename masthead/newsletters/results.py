"""How an issue does while it goes out and after, and how a list grows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Sum
from django.utils import timezone

from masthead.mail.models import Mailing
from masthead.mail.queries import Counts, counts, mailing_for, running_since
from masthead.newsletters.mailing_kind import KIND
from masthead.newsletters.models import Issue, Link, ListDay, MailingList, Subscription
from masthead.publication.queries import nameplate


@dataclass(frozen=True)
class Progress:
    """A sending at this moment."""

    state: str  # of the mailing; "" before the audience was frozen
    reason: str
    counts: Counts
    begun_at: datetime | None
    done_at: datetime | None
    per_minute: int
    seconds_left: int | None  # None: nobody can tell

    @property
    def share(self) -> int:
        """How much is answered for, in percent."""
        if self.counts.is_done:
            return 100
        return self.counts.answered * 100 // self.counts.audience if self.counts.audience else 0


@dataclass(frozen=True)
class Clicked:
    """A link and how often it was followed."""

    target: str
    clicks: int


@dataclass(frozen=True)
class Results:
    """What became of an issue."""

    counts: Counts
    left: int  # who left the list by this issue's links is not known; who left on its day and the next is
    clicks: list[Clicked]
    subjects: dict[str, Counts]


@dataclass(frozen=True)
class Growth:
    """A list over some days."""

    days: list[ListDay]
    confirmed: int
    unconfirmed: int
    joined: int
    left: int

    @property
    def churn(self) -> float | None:
        """Who left or was taken off, as a share of those who were there at the beginning, if anybody was."""
        gone = self.left + sum(row.bounced + row.complained for row in self.days)
        before = self.confirmed - self.joined + gone
        return gone / before if before > 0 else None


def progress(issue: Issue) -> Progress:
    """Where the sending of an issue stands."""
    mailing = mailing_for(KIND, issue.pk)
    if mailing is None:
        return Progress("", "", Counts(), None, None, 0, None)
    now = counts(mailing)
    is_moving = mailing.state == Mailing.State.SENDING
    minutes = ((mailing.done_at or timezone.now()) - running_since(mailing)) / timedelta(minutes=1)
    rate = now.submitted / max(minutes, 1 / 60)
    moving = now.left - now.held if is_moving else 0  # who waits for a choice of subject waits for a person
    left = int(moving / rate * 60) if moving and rate >= 1 else None
    return Progress(
        mailing.state, mailing.reason, now, running_since(mailing), mailing.done_at, round(rate), left
    )  # fmt: skip


def results(issue: Issue) -> Results:
    """What became of an issue."""
    mailing = mailing_for(KIND, issue.pk)
    sums = (
        Link.objects.filter(issue=issue).values("place", "target").annotate(sum=Sum("clicks")).order_by("-sum", "place")
    )
    left = 0
    if issue.sent_at:
        day = issue.sent_at.astimezone(nameplate().zone).date()
        days = ListDay.objects.filter(mailing_list=issue.mailing_list, day__range=(day, day + timedelta(days=1)))
        left = days.aggregate(sum=Sum("left", default=0))["sum"]
    return Results(
        counts(mailing) if mailing else Counts(),
        left,
        [Clicked(row["target"], row["sum"]) for row in sums],
        {name: counts(mailing, name) for name in ("A", "B")} if mailing and issue.other_subject else {},
    )


def growth(mailing_list: MailingList, days: int = 30) -> Growth:
    """A list over the last days, the oldest first."""
    since = timezone.now().astimezone(nameplate().zone).date() - timedelta(days=days - 1)
    kept = {row.day: row for row in ListDay.objects.filter(mailing_list=mailing_list, day__gte=since)}
    rows = [kept.get(day) or ListDay(mailing_list=mailing_list, day=day) for day in _days(since, days)]
    states = dict(
        Subscription.objects.filter(mailing_list=mailing_list).values_list("state").annotate(count=Count("pk"))
    )
    return Growth(
        rows,
        states.get(Subscription.State.CONFIRMED, 0),
        states.get(Subscription.State.UNCONFIRMED, 0),
        sum(row.joined for row in rows),
        sum(row.left for row in rows),
    )


def _days(since: date, count: int) -> list[date]:
    return [since + timedelta(days=number) for number in range(count)]
