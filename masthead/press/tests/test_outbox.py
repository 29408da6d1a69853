"""What a change says goes into the database with it, or not at all; the process hears of it after the commit."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction

from masthead.articles.models import Story
from masthead.newsfeed.models import Update
from masthead.people.models import Author
from masthead.picks.models import PickList
from masthead.press import outbox, reads
from masthead.press.models import Touch
from masthead.publication.models import Nameplate, Section, Topic
from tests.ground.cast import MakeStory


def touched(name: str) -> bool:
    return Touch.objects.filter(tag=reads.tag(name), path="").exists()


def wanted() -> set[str]:
    return set(Touch.objects.exclude(path="").values_list("path", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "name"),
    [
        (lambda: Update.objects.create(text="Ferry runs again"), "updates"),
        (lambda: Section.objects.create(name="Sport", slug="sport"), "frame"),
        (lambda: Topic.objects.create(name="Ferry", slug="ferry"), "topics"),
        (lambda: PickList.objects.create(name="Weekend", slug="weekend"), "picks:weekend"),
        (lambda: Author.objects.create(name="Olena"), "authors"),
        (lambda: (Nameplate.objects.first() or Nameplate()).save(), "frame"),
    ],
)
def test_what_readers_see_is_touched_by_its_change(paper: object, change: Callable[[], object], name: str) -> None:
    Touch.objects.all().delete()
    change()
    assert touched(name)


@pytest.mark.django_db
def test_publishing_and_withdrawing_touch_the_story_and_ask_for_its_page(story_factory: MakeStory) -> None:
    Touch.objects.all().delete()
    story = story_factory(title="Out")
    assert touched(f"story:{story.pk}")
    assert story.address in wanted()
    Touch.objects.all().delete()
    story.unpublish()
    assert touched(f"story:{story.pk}")
    assert touched("stories")
    assert story.address in wanted()


@pytest.mark.django_db
def test_a_saved_draft_touches_nothing(story_factory: MakeStory) -> None:
    story, new = story_factory(title="Still"), story_factory(title="Not out", live=False)
    Touch.objects.all().delete()
    for one in (story, new):
        one.title = "Draft headline"
        one.save_revision()
    assert not Touch.objects.exists()


@pytest.mark.django_db
def test_a_locked_story_touches_nothing(story: Story) -> None:
    Touch.objects.all().delete()
    story.locked = True
    story.save(update_fields=["locked"])
    assert not Touch.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_taken_back_touches_nothing(paper: object) -> None:
    Touch.objects.all().delete()
    with transaction.atomic():
        Update.objects.create(text="Never said")
        transaction.set_rollback(True)
    assert not Touch.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_this_process_hears_of_it_after_the_commit(paper: object, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[list[str]] = []
    monkeypatch.setattr(outbox, "_after_commit", [heard.append])
    with transaction.atomic():
        outbox.touch("front")
        outbox.want("/city/")
        assert heard == []
    assert heard == [[], ["/city/"]]


@pytest.mark.django_db(transaction=True)
def test_a_listener_that_fails_takes_nothing_back(paper: object, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(paths: list[str]) -> None:
        raise OSError

    monkeypatch.setattr(outbox, "_after_commit", [fail])
    Update.objects.create(text="Said")
    assert touched("updates")
