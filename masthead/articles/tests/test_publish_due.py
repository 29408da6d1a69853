"""Scheduled stories go out and come off by themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import Revision

from masthead.articles.actions.publish_due import publish_due
from masthead.articles.models import Story
from masthead.articles.signals import story_published
from masthead.press.models import Touch

pytestmark = pytest.mark.django_db
MakeStory = Callable[..., Story]


def schedule(story: Story, minutes: int) -> None:
    story.go_live_at = timezone.now() + timedelta(minutes=minutes)
    story.save_revision().publish()


def test_it_waits_for_the_time(paper: object, story_factory: MakeStory) -> None:
    story = story_factory(title="Tomorrow", live=False)
    schedule(story, 5)
    assert publish_due() == 0
    assert not Story.objects.get(pk=story.pk).live


def test_it_publishes_when_the_time_has_come(paper: object, story_factory: MakeStory, client: Client) -> None:
    story = story_factory(title="Now", live=False)
    schedule(story, 5)
    Touch.objects.all().delete()
    with freeze_time(timezone.now() + timedelta(minutes=6)):
        assert publish_due() == 1
        assert publish_due() == 0
    out = Story.objects.get(pk=story.pk)
    assert out.live
    assert client.get(str(out.address)).status_code == 200
    assert Touch.objects.filter(path=out.address).exists()


def test_one_that_fails_keeps_no_other_waiting(paper: object, story_factory: MakeStory) -> None:
    broken, good = story_factory(title="Broken", live=False), story_factory(title="Good", live=False)
    schedule(broken, 1)
    schedule(good, 2)
    revision = broken.revisions.get(approved_go_live_at__isnull=False)
    revision.content["title"] = None  # what a bad restore may leave
    revision.save()
    with freeze_time(timezone.now() + timedelta(minutes=3)):
        publish_due()
    assert Story.objects.get(pk=good.pk).live
    assert not Story.objects.get(pk=broken.pk).live


def test_a_story_comes_off_when_its_time_is_over(paper: object, story_factory: MakeStory, client: Client) -> None:
    story = story_factory(title="Short lived")
    Story.objects.filter(pk=story.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    assert publish_due() == 1
    assert client.get(str(story.address)).status_code == 404


def test_a_database_that_is_busy_costs_a_moment_and_not_the_story(
    paper: object, story_factory: MakeStory, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = story_factory(title="Now", live=False)
    schedule(story, 1)

    def busy(*args: object, **kwargs: object) -> None:
        raise OperationalError("database is locked")

    with freeze_time(timezone.now() + timedelta(minutes=2)):
        with monkeypatch.context() as patch:
            patch.setattr(Revision, "publish", busy)
            with pytest.raises(OperationalError):
                publish_due()
        assert publish_due() == 1
    assert Story.objects.get(pk=story.pk).live


def test_one_that_cannot_come_off_keeps_no_other_on(
    paper: object, story_factory: MakeStory, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, good = story_factory(title="Broken"), story_factory(title="Good")
    Story.objects.update(expire_at=timezone.now() - timedelta(minutes=1))
    unpublish = Story.unpublish

    def fails_for_one(story: Story, **kwargs: object) -> None:
        if story.pk == broken.pk:
            raise ValueError("the map block has no map")
        unpublish(story, **kwargs)

    monkeypatch.setattr(Story, "unpublish", fails_for_one)
    assert publish_due() == 1
    assert not Story.objects.get(pk=good.pk).live


def test_what_is_put_down_for_later_is_not_told_as_published(paper: object, story_factory: MakeStory) -> None:
    told: list[int] = []

    def hear(sender: object, story: Story, **kwargs: object) -> None:
        told.append(story.pk)

    story = story_factory(title="Embargoed", live=False)
    story_published.connect(hear)
    try:
        schedule(story, 5)
        assert told == []
        with freeze_time(timezone.now() + timedelta(minutes=6)):
            publish_due()
        assert told == [story.pk]
    finally:
        story_published.disconnect(hear)
