"""Who of a list gets an issue: confirmed, not pausing, and as the editor chose, by the days of the newsroom's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from masthead.newsletters.models import MailingList, Subscription
from masthead.newsletters.segments import Segment, audience
from masthead.newsletters.tests.issues import make_list
from masthead.newsletters.tests.reading_cast import subscribed
from masthead.publication.models import Nameplate
from masthead.readers.models import Reader
from tests.ground.cast import CastPaper

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 26)


@pytest.fixture
def morning(paper: CastPaper) -> MailingList:
    return make_list()


def in_zone(name: str) -> None:
    """The newsroom keeps this time."""
    nameplate = Nameplate.objects.get()
    nameplate.time_zone = name
    nameplate.save()


def joined(mailing_list: MailingList, name: str, at: datetime) -> None:
    subscribed(f"{name}@mail.example", mailing_list, at=at)


def chosen(segment: Segment, mailing_list: MailingList) -> set[str]:
    found = segment.chosen(mailing_list).values_list("reader__key", flat=True)
    return {key.partition("@")[0] for key in found}


def test_only_the_confirmed_who_do_not_pause_get_it(morning: MailingList) -> None:
    now = timezone.now()
    stages: dict[str, dict[str, object]] = {
        "ada": {}, "asked": {"state": "unconfirmed"}, "left": {"state": "unsubscribed"},
        "pausing": {"paused_until": now + timedelta(days=3)}, "back": {"paused_until": now - timedelta(days=3)},
    }  # fmt: skip
    for name, changes in stages.items():
        reader = subscribed(f"{name}@mail.example", morning)
        if changes:
            Subscription.objects.filter(reader=reader).update(**changes)
    subscribed("other@mail.example", make_list("evening"))
    assert chosen(Segment(), morning) == {"ada", "back"}
    assert Segment().is_everybody


@pytest.mark.parametrize(
    ("zone", "midnight"),
    [
        ("UTC", datetime(2026, 11, 26, tzinfo=UTC)),
        ("Europe/Kyiv", datetime(2026, 11, 25, 22, tzinfo=UTC)),
        ("America/Los_Angeles", datetime(2026, 11, 26, 8, tzinfo=UTC)),
    ],
)
def test_a_day_begins_and_ends_at_the_newsroom_s_midnight(zone: str, midnight: datetime, morning: MailingList) -> None:
    in_zone(zone)
    second = timedelta(seconds=1)
    joined(morning, "before", midnight - second)
    joined(morning, "first", midnight)
    joined(morning, "last", midnight + timedelta(days=1) - second)
    joined(morning, "after", midnight + timedelta(days=1))
    assert chosen(Segment(since=DAY), morning) == {"first", "last", "after"}
    assert chosen(Segment(until=DAY), morning) == {"before", "first", "last"}
    assert chosen(Segment(since=DAY, until=DAY), morning) == {"first", "last"}


def test_a_day_on_which_the_clock_is_changed_has_its_own_length(morning: MailingList) -> None:
    in_zone("Europe/Kyiv")  # on 25 October 2026 at 4:00 it becomes 3:00: the day has 25 hours
    joined(morning, "late", datetime(2026, 10, 25, 21, 59, 59, tzinfo=UTC))
    joined(morning, "next", datetime(2026, 10, 25, 22, tzinfo=UTC))
    assert chosen(Segment(since=date(2026, 10, 25), until=date(2026, 10, 25)), morning) == {"late"}


def test_a_language_is_what_the_form_told_or_else_the_list_s(morning: MailingList) -> None:
    for name, language in (("olena", "uk"), ("ada", "en"), ("nobody", "")):
        reader = subscribed(f"{name}@mail.example", morning)
        Reader.objects.filter(pk=reader.pk).update(language=language)
    assert chosen(Segment(language="uk"), morning) == {"olena"}
    assert chosen(Segment(language="en"), morning) == {"ada", "nobody"}
    MailingList.objects.filter(pk=morning.pk).update(language="uk")
    morning.refresh_from_db()
    assert chosen(Segment(language="uk"), morning) == {"olena", "nobody"}


def test_it_is_kept_and_read_again() -> None:
    segment = Segment(since=DAY, language="uk")
    assert segment.kept() == {"since": "2026-11-26", "language": "uk"}
    assert Segment.read(segment.kept()) == segment
    assert Segment.read({"since": "yesterday", "unknown": 1, "until": None}) == Segment()


def test_an_audience_is_read_by_id_with_its_groups(morning: MailingList) -> None:
    for address in ("b@gmail.com", "a@ukr.net", "c@mail.example"):
        subscribed(address, morning)
    found = list(audience(Segment().chosen(morning)))
    assert [group for _, group in found] == ["gmail", "ukrnet", "other"]
    assert [number for number, _ in found] == sorted(number for number, _ in found)
