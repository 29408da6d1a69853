"""What an issue that makes itself is made of, and when. The newsroom asks the same for "everything since the last"."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.text import Truncator
from wagtail.blocks import StreamValue

from masthead.articles.models import Story
from masthead.articles.queries import cards_for, published
from masthead.newsletters.models import Automatic, Issue, MailingList
from masthead.newsletters.rendering.content import blocks_of
from masthead.picks.queries import EDITORS, picks
from masthead.publication.models import Section
from masthead.publication.queries import nameplate

FIRST_LOOKS_BACK = timedelta(hours=24)
OVER_NIGHT = timedelta(hours=12)  # an issue of yesterday evening is still made; one of yesterday morning is over
LONGEST_LOOK_BACK = timedelta(days=31)
IN_PICTURES = 6  # stories with a picture; those after them are headlines with a line of text


def stories_since_last(mailing_list: MailingList, section: Section | None = None, most: int = 100) -> list[Story]:
    """What was published since somebody last worked on the last issue, and does not stand in it.

    The editors' picks come first, in their order, then the newest. Before the first issue: the last 24 hours.
    """
    last = Issue.objects.filter(mailing_list=mailing_list, sent_at__isnull=False).order_by("-sent_at").first()
    rows = published().filter(published_at__gt=_since(last, timezone.now()))
    if section:
        rows = rows.filter(section=section)
    if last:
        rows = rows.exclude(pk__in=[value["story"] for kind, value in blocks_of(last) if kind == "story"])
    found = list(rows.values_list("pk", flat=True))
    picked = [story.pk for story in picks(EDITORS, most=100).stories if story.pk in found]
    return cards_for([*picked, *(pk for pk in found if pk not in picked)][:most])


def due_day(order: Automatic, now: datetime, zone: ZoneInfo) -> date | None:
    """The day whose issue is to be made at ``now``: today's, or yesterday's that nobody was there to make."""
    today = now.astimezone(zone).date()
    for day in (today, today - timedelta(days=1)):
        if order.last_run_on and order.last_run_on >= day:
            return None
        late = now - moment_on(order, day, zone)
        if str(day.isoweekday()) in order.weekdays and timedelta(0) <= late and (day == today or late < OVER_NIGHT):
            return day
    return None


def moment_on(order: Automatic, day: date, zone: ZoneInfo) -> datetime:
    """When the issue of a day goes out. A time that the clock leaves out in spring is an hour later; one that it has
    twice in autumn is the first."""
    return datetime.combine(day, time(order.hour, order.minute), tzinfo=zone).astimezone(UTC)


def blocks_for(stories: Sequence[Story]) -> list[dict[str, Any]]:
    """The stories as blocks, as they are stored: the first one large."""
    return [
        {
            "type": "story",
            "id": str(uuid.uuid4()),
            "value": {"story": story.pk, "headline": "", "text": "", "look": _look(place)},
        }
        for place, story in enumerate(stories)
    ]


def as_stream(blocks: list[dict[str, Any]]) -> StreamValue:
    """Stored blocks as the value of an issue's body."""
    body = Issue.body.field
    return body.to_python(blocks)


def subject_for(order: Automatic, stories: Sequence[Story], day: date) -> str:
    """The subject after the order's pattern; without one, the first headline."""
    language = order.mailing_list.language or nameplate().language
    with translation.override(language):
        written = date_format(day)
    subject = order.subject or "[[headline]]"
    filled = {"headline": stories[0].headline, "date": written, "count": str(len(stories))}
    for name, value in filled.items():
        subject = subject.replace(f"[[{name}]]", value)
    return Truncator(subject).chars(150)


def preview_for(stories: Sequence[Story]) -> str:
    """The headlines after the first, or what stands below it."""
    others = "; ".join(story.headline for story in stories[1:4])
    return Truncator(others or stories[0].standfirst).chars(140)


def _since(last: Issue | None, now: datetime) -> datetime:
    if last is None or last.sent_at is None:
        return now - FIRST_LOOKS_BACK
    # What came out between the last touch of an editor and the sending stands in no issue yet.
    return max(min(last.sent_at, last.changed_at), now - LONGEST_LOOK_BACK)


def _look(place: int) -> str:
    return "large" if place == 0 else "picture" if place < IN_PICTURES else "plain"
